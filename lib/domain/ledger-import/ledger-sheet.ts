import { isMeantAsFigure, readCopiedAmount } from "../words/copied-amounts";

/** Cells of one worksheet as text, as somebody else laid them out. Rows and columns count from 0. */
export interface LedgerSheet {
  name: string;
  rows: readonly (readonly string[])[];
  merges: readonly LedgerMerge[];
}

/** Cells shown as one; both ends belong to it. Its text stands in the first. */
export interface LedgerMerge {
  startRow: number;
  startCol: number;
  endRow: number;
  endCol: number;
}

/** Rows of the header, both ends included; the figures begin below. `last < first`: there is none. */
export interface HeaderRows {
  first: number;
  last: number;
}

/** A header further down than this is not looked for. */
const SEARCHED_ROWS = 40;

/** As many rows of a header are told by the words 科目编码 in the first of them. */
const HEADER_ROWS = 4;

/** Text as it is compared: full-width signs as plain ones, without any space. */
export function plainText(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}

/** Columns of the widest row. */
export function columnCountOf({ rows }: LedgerSheet): number {
  return rows.reduce((most, row) => Math.max(most, row.length), 0);
}

/** Where the header stands: above the first row that has both words and figures, up to the title. */
export function guessHeaderRows(sheet: LedgerSheet): HeaderRows {
  const searched = sheet.rows.slice(0, SEARCHED_ROWS);
  // Above 科目编码 a date or a note may have figures, too.
  const above = searched.findIndex(isLabelRow);
  const body = searched.findIndex(
    (row, at) =>
      at > above &&
      (isBodyRow(row) ||
        (above >= 0 && row.some(isCodeAlone)) ||
        (above >= 0 && hasCodeParts(searched[above]!) && row.some(isMeantAsFigure)) ||
        (at > 0 && isColumnNumbers(searched[at - 1]!) && row.some(isMeantAsFigure))),
  );
  if (body <= 0) return { first: 0, last: -1 };
  const filled = filledHeader(sheet, body);
  let first = body;
  for (let row = body - 1; row >= 0; row--) {
    if (isColumnNumbers(filled[row]!)) continue;
    const texts = new Set(filled[row]!.map(plainText).filter((text) => text !== ""));
    // 基本支出 may be all that stands in the lower row of a header.
    if (row > above && above >= 0 && body - above <= HEADER_ROWS) {
      first = row;
      continue;
    }
    if (texts.size < 2 || [...texts].some((text) => /^(编制单位|填报单位|单位名称|金额单位|单位):/.test(text))) break;
    first = row;
  }
  return first === body ? { first: 0, last: -1 } : { first, last: body - 1 };
}

/**
 * The words above each column: merged cells count for all they cover, the rows of a header are joined from above, `预算数
 * / 基本支出`.
 */
export function headersOf(sheet: LedgerSheet, { first, last }: HeaderRows): string[] {
  const rows = filledHeader(sheet, last + 1)
    .slice(first)
    .filter((row) => !isColumnNumbers(row));
  return Array.from({ length: columnCountOf(sheet) }, (_, column) =>
    [...new Set(rows.map((row) => plainText(row[column] ?? "")))].filter((text) => text !== "").join(" / "),
  );
}

/** `1 2 3 …` below a header, perhaps after 栏次. */
export function isColumnNumbers(row: readonly string[]): boolean {
  const texts = row.map(plainText).filter((text) => text !== "" && !/^(栏次|行次|序号)$/.test(text));
  const numbers = texts.map((text) => Number(/^(\d{1,2})(?:=.*)?$/.exec(text)?.[1] ?? Number.NaN));
  return numbers.length >= 2 && numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);
}

/** Whether the text is a figure. */
function isFigure(text: string): boolean {
  const read = readCopiedAmount(text, "wan", { allowNegative: true, dash: "blank" });
  return read.ok && read.value !== null;
}

/** A code of a 款 or an 项 and nothing else. */
function isCodeAlone(text: string): boolean {
  return /^(\d{5}|\d{7})$/.test(plainText(text));
}

function isBodyRow(row: readonly string[]): boolean {
  const texts = row.map(plainText).filter((text) => text !== "");
  const figures = texts.filter((text) => isMeantAsFigure(text) && !/^(19|20)\d{2}$/.test(text));
  const hasWords = figures.length < texts.length || (texts.length > 1 && texts.some(isCodeAlone));
  return figures.length > 0 && hasWords && !isColumnNumbers(row);
}

/** 类, 款 and 项 in columns of their own. */
function hasCodeParts(row: readonly string[]): boolean {
  const texts = row.map(plainText);
  return texts.includes("类") && texts.includes("款");
}

/** Words that stand above a column of subjects, and no figure beside them. */
function isLabelRow(row: readonly string[]): boolean {
  const texts = row.map(plainText).filter((text) => text !== "");
  return (
    (hasCodeParts(row) ||
      texts.some((text) => /^(支出)?(功能分类|经济分类)?(科目)?(编码|代码)$|^(科目|项目)(名称)?$/.test(text))) &&
    !texts.some((text) => isFigure(text) && !/^(19|20)\d{2}$/.test(text))
  );
}

/**
 * The rows from `first` on with the text of cells merged downwards in all rows that they cover, in the given columns.
 */
export function filledDown({ rows, merges }: LedgerSheet, first: number, columns: readonly number[]): string[][] {
  const filled = rows.slice(first).map((row) => [...row]);
  for (const { startRow, startCol, endRow } of merges) {
    if (endRow === startRow || startRow < first || !columns.includes(startCol)) continue;
    const text = rows[startRow]?.[startCol] ?? "";
    for (let row = startRow + 1; row <= Math.min(endRow, rows.length - 1); row++) filled[row - first]![startCol] = text;
  }
  return filled.map((row) => Array.from(row, (text) => text ?? ""));
}

/** The first rows with the text of each merged cell in all cells that it covers. */
function filledHeader({ rows, merges }: LedgerSheet, count: number): string[][] {
  const filled = rows.slice(0, count).map((row) => [...row]);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const text = rows[startRow]?.[startCol] ?? "";
    for (let row = startRow; row <= Math.min(endRow, count - 1); row++)
      for (let column = startCol; column <= Math.min(endCol, width - 1); column++) filled[row]![column] = text;
  }
  return filled.map((row) => Array.from(row, (text) => text ?? ""));
}
