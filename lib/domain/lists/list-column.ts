/** What a cell of a list holds; a moment is a `Date`. */
export type ListValue = string | number | Date | null;

/**
 * One column of a list of records. One declaration writes it to Excel and CSV, and, where the list can be imported,
 * recognises and reads it again.
 */
export interface ListColumn<Row, Id extends string = string> {
  id: Id;
  /** As it stands in the first row of a file. */
  heading: string;
  /** Width in characters. */
  width: number;
  value: (row: Row) => ListValue;
  /** `null`: an imported file may have the column, which is not read. */
  read: ReadColumn | null;
}

/** A column that is exported and never read. */
export function shownColumn<Row, Id extends string = string>(
  id: Id,
  heading: string,
  width: number,
  value: ListColumn<Row>["value"],
): ListColumn<Row, Id> {
  return { id, heading, width, value, read: null };
}

/** How a column is read that a person may have typed. */
export interface ReadColumn {
  /** Other headings by which it is known. */
  aliases?: readonly string[];
  /** A file without the column is refused. */
  isRequired?: true;
  /**
   * `code`: a number that must be text, full-width signs made plain, without blanks; `codes`: several of them; `word`: one
   * code whose blanks stay, as they are a mistake in it.
   */
  as: "text" | "code" | "codes" | "word" | "day";
  /** For the person who fills in the template. */
  help: string;
}

/** A cell as a file has it. */
export interface ListCell {
  text: string;
  /** What it is beside text; a day is written as `2022-07-01`. */
  is?: "number" | "day" | "formula" | "brokenFormula";
}

/** A sheet of a file, as it was read. Rows and columns count from 0. */
export interface ListSheet {
  name: string;
  rows: ListCell[][];
  hiddenRows: number[];
  merges: { startRow: number; startCol: number; endRow: number; endCol: number }[];
}

/** Rows below the heading that one file may have. */
export const maxListRows = 5_000;

/** The code of a unit that has ended, as a list names it: `101009(已终止)`. Somebody else may have the code today. */
export function endedCode(code: string): string {
  return `${code}(已终止)`;
}

/** The code of what a list names as ended; `null` for anything else. */
export function codeOfEnded(named: string): string | null {
  const found = /^(.+)\(已终止\)$/.exec(named);
  return found ? found[1]! : null;
}

/** Several codes of one cell, in their order. */
export function codesOf(text: string): string[] {
  return text.split(/[、，,;；\s]+/).filter((code) => code !== "");
}
