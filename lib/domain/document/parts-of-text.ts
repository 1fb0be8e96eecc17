import { inOneForm } from "../words/one-form";

/** What can be read from the text of somebody else's whole document: each part as paragraphs without white space. */
export interface PartsOfText {
  /** 情况说明, headings among the paragraphs. Empty where the text has no such part. */
  narrative: string[];
  /** 名词解释, one term with its explanation a line. */
  glossary: string[];
}

type Part = "narrative" | "glossary" | "other";
interface Heading {
  part: Part;
  /** Line after the heading, which may fill several. */
  body: number;
  at: number;
}

/** Stands across every page of a draft. */
const draftMark = "草稿";

const pageNumber = /^[—–\-\s]*\d{1,3}[—–\-\s]*$/;
const leader = /[.…·]{3,}/;
/** What begins a paragraph of its own even where the line before it has no full stop. */
const paragraphStart = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}、(?!\d)|\*)/;
/** Parts of a report are numbered, here with 第三部分 and there with 三、 or not at all: what tells them is the title. */
const ordinalOfPart = /^第[一二三四五六七八九十]+部分[:：、]?/;
const numeral = /^[一二三四五六七八九十]+、/;
/** Sections of 情况说明 have titles of their own, which end like the part's. */
const ofSection = /收入|支出|收支|三公|基金|国有资(?:本|产)|采购|运行经费|绩效|重要事项/;
const LONGEST_TITLE = 60;
/** A title may be set in so many lines. */
const TITLE_LINES = 4;

/**
 * Takes the text of a published document (from Word, a PDF or a plain file) apart, whichever region it is from. Lines
 * that were broken by the page are joined; page numbers, the mark of a draft and the table of contents are left out.
 * Tables are not read: their layout does not survive in text.
 */
export function partsOfText(text: string): PartsOfText {
  const lines = inOneForm(text)
    .split(/\r\n?|[\n\f]/)
    .map((line) => line.replace(/\s+/g, ""))
    .filter((line) => line !== "" && line !== draftMark && !pageNumber.test(line));
  const headings = lines.flatMap((_, at) => headingAt(lines, at) ?? []);
  // The contents name every part once before it stands there, and a page may repeat its part: the part itself is the
  // longest.
  const part = (wanted: Part): string[] =>
    headings
      .filter((heading) => heading.part === wanted)
      .map(({ body, at }) =>
        bodyOf(
          lines.slice(body, headings.find((next) => next.at > at && next.part !== wanted)?.at ?? lines.length),
          wanted,
        ),
      )
      .reduce((longest, own) => (own.join("").length > longest.join("").length ? own : longest), []);
  return { narrative: part("narrative"), glossary: part("glossary") };
}

/** The heading of a part that begins at the line; `null` where none does. */
function headingAt(lines: readonly string[], at: number): Heading | null {
  const first = lines[at]!;
  if (leader.test(first) || /[。”]$/.test(first)) return null;
  const isNumbered = ordinalOfPart.test(first);
  let title = "";
  for (let line = at; line < Math.min(lines.length, at + (isNumbered ? TITLE_LINES : 1)); line++) {
    if (
      line > at &&
      (paragraphStart.test(lines[line]!) || ordinalOfPart.test(lines[line]!) || /[。；]/.test(lines[line]!))
    )
      break;
    title += lines[line]!;
    const part = partOf(title.replace(ordinalOfPart, "").replace(numeral, ""), isNumbered);
    if (part) return { part, at, body: line + 1 };
  }
  return isNumbered && !/[。，]/.test(first) ? { part: "other", at, body: at + 1 } : null;
}

function partOf(title: string, isNumbered: boolean): Part | null {
  if (title.length > LONGEST_TITLE || /[。；]/.test(title)) return null;
  if (title === "名词解释") return "glossary";
  if (/(?:^|情况)说明$/.test(title) && (isNumbered || (!ofSection.test(title) && /决算|^情况说明$/.test(title))))
    return "narrative";
  return /^(?:附件|附表)$/.test(title) ? "other" : null;
}

/** Sections begin with 一、; what stands before the first one of 情况说明 is its title once more. */
function bodyOf(lines: readonly string[], part: Part): string[] {
  const first = lines.findIndex((line) => line.startsWith("一、"));
  return paragraphsOf(first < 0 && part === "narrative" ? lines : lines.slice(Math.max(0, first)));
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
