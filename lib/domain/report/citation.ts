/** How something published is cited: who says what, as of when, where. */
import { dayText, type Day } from "../register/days";

/** Something published at an address that lasts. */
export interface CitedSource {
  /** Whose words they are. */
  author: string;
  title: string;
  /** 第 2 版; absent where there is one only. */
  edition?: string;
  /** Data of a database, or a document on the net: the marks of GB/T 7714. */
  medium: "DB/OL" | "EB/OL";
  /** When it was published, or as of when its data are. */
  issued: Day;
  /** What the day is, in words: 公开于, 数据截至. */
  issuedWord: string;
  /** When it was read. */
  accessed: Day;
  /** Whole. */
  address: string;
  /** Key of the entry in BibTeX; ASCII. */
  key: string;
}

export interface Citation {
  /** For a text. */
  plain: string;
  /** GB/T 7714-2015, 8.7: an electronic resource on the net. */
  standard: string;
  /** An entry of BibLaTeX. */
  bibtex: string;
}

export function citationOf(source: CitedSource): Citation {
  const { author, title, edition, medium, issued, issuedWord, accessed, address, key } = source;
  const name = edition === undefined ? title : `${title}（${edition}）`;
  const fields: [string, string | undefined][] = [
    ["author", `{${escaped(author)}}`],
    ["title", escaped(title)],
    ["edition", edition],
    ["date", issued],
    ["url", address],
    ["urldate", accessed],
  ];
  return {
    plain: `${author}：《${name.replaceAll("《", "〈").replaceAll("》", "〉")}》，${issuedWord}${dayText(issued)}，${address}`,
    standard: `${author}. ${title}${edition === undefined ? "" : `: ${edition}`}[${medium}]. (${issued})[${accessed}]. ${address}.`,
    bibtex: [
      `@online{${key},`,
      ...fields.flatMap(([field, value]) => (value === undefined ? [] : [`  ${field.padEnd(7)} = {${value}},`])),
      "}",
    ].join("\n"),
  };
}

/** What TeX would take for its own. */
function escaped(text: string): string {
  return text.replace(/[\\{}$&#%_^~]/g, (character) =>
    character === "\\"
      ? "\\textbackslash{}"
      : character === "^" || character === "~"
        ? `\\${character}{}`
        : `\\${character}`,
  );
}
