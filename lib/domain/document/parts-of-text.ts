/** What can be read from the text of somebody else's whole document: each part as paragraphs without white space. */
export interface PartsOfText {
  /** 第三部分, headings among the paragraphs. Empty where the text has no such part. */
  narrative: string[];
  /** 第四部分, one term with its explanation a line. */
  glossary: string[];
}

type Ordinal = "一" | "二" | "三" | "四" | "五";
const pageNumber = /^[—–\-\s]*\d{1,3}[—–\-\s]*$/;
const leader = /[.…·]{3,}/;
/** What begins a paragraph of its own even where the line before it has no full stop. */
const paragraphStart = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}、(?!\d)|\*)/;

/**
 * Takes the text of a published document (from Word, a PDF or a plain file) apart. Lines that were broken by the page are
 * joined; page numbers and the table of contents are left out. Tables are not read: their layout does not survive in text.
 */
export function partsOfText(text: string): PartsOfText {
  const lines = text
    .split(/\r\n?|[\n\f]/)
    .map((line) => line.replace(/\s+/g, ""))
    .filter((line) => line !== "" && !pageNumber.test(line));
  const headings = lines.flatMap((line, at) => {
    const ordinal = /^第([一二三四五])部分/.exec(line)?.[1];
    return ordinal !== undefined && !leader.test(line) && !/[。”]/.test(line) ? [{ ordinal, at }] : [];
  });
  // The contents name every part once before it stands there.
  const part = (ordinal: Ordinal): string[] => {
    const start = headings.findLast((heading) => heading.ordinal === ordinal)?.at;
    if (start === undefined) return [];
    const end = headings.find(({ at, ordinal: next }) => at > start && next !== ordinal)?.at ?? lines.length;
    const body = lines.slice(start, end);
    const first = body.findIndex((line) => line.startsWith("一、"));
    return first < 0 ? [] : paragraphsOf(body.slice(first));
  };
  return { narrative: part("三"), glossary: part("四") };
}

function paragraphsOf(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last === undefined || last.endsWith("。") || paragraphStart.test(line)) paragraphs.push(line);
    else paragraphs[paragraphs.length - 1] = last + line;
  }
  return paragraphs;
}
