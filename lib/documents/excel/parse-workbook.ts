import { read, type Sheet } from "hucre";

export type RawValue = string | number | null;

export interface RawSheet {
  name: string;
  /** Zero-based, both ends included. */
  merges: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  rows: RawValue[][];
  /** Columns of the widest row. */
  columns: number;
  /** Where it was asked for. */
  marks?: SheetMarks;
}

/** What a sheet shows of its rows and cells beside their content; rows count from 0, cells are `row,column`. */
export interface SheetMarks {
  hiddenRows: number[];
  /** `brokenFormula`: the file does not have its result. */
  cells: Map<string, "formula" | "brokenFormula" | "day">;
}

/** What of a workbook is read; the rest of it is left unread. */
export interface WantedSheets {
  /** All of them when absent. */
  names?: readonly string[];
  maxSheets: number;
  maxRows: number;
  maxColumns: number;
  maxMerges: number;
  /** Of all texts together. */
  maxCharacters: number;
  /** Numbers that are shown as percentages, or with 万元 behind them, are read as shown: `50%`, `2.5万元`. */
  asShown?: boolean;
  /** Hidden rows, formulas and days are told; a day is read as `2022-07-01`. */
  marked?: boolean;
}

/**
 * Reads sheets of .xlsx and .xls. `null` when it is no workbook, or holds too much text. It takes its time and memory:
 * for the process of `open-file.ts`, whose limits end it.
 */
export async function parseWorkbook(bytes: Uint8Array, wanted: WantedSheets): Promise<RawSheet[] | null> {
  const { names, maxSheets, maxRows, maxColumns, maxMerges, maxCharacters, asShown = false, marked = false } = wanted;
  try {
    const book = await read(bytes, {
      ...(names && { sheets: (sheet: { name: string }) => names.includes(sheet.name) }),
      maxRows,
      readStyles: asShown,
    });
    const sheets = book.sheets.slice(0, maxSheets).map((sheet): RawSheet => {
      const { name, rows, cells, merges } = sheet;
      const read = (value: unknown, cell: ReadCell | undefined) =>
        marked && value instanceof Date ? value.toISOString().slice(0, 10) : rawValue(value, cell);
      const values = rows
        .slice(0, maxRows)
        .map((row, at) => row.map((value, column) => read(value, cells?.get(`${at},${column}`))));
      return {
        ...(marked && { marks: marksOf(sheet) }),
        name,
        merges: (merges ?? []).slice(0, maxMerges),
        rows: values.map((row) => row.slice(0, maxColumns)),
        columns: values.reduce((most, row) => Math.max(most, row.findLastIndex(isFilled) + 1), 0),
      };
    });
    return charactersIn(sheets) > maxCharacters ? null : sheets;
  } catch {
    return null;
  }
}

interface ReadCell {
  type?: string;
  formula?: string;
  style?: { numFmt?: string };
}

function marksOf({ rows, cells, rowDefs }: Sheet): SheetMarks {
  const marks: SheetMarks = { hiddenRows: [], cells: new Map() };
  for (const [row, { hidden }] of rowDefs ?? []) if (hidden) marks.hiddenRows.push(row);
  rows.forEach((row, at) =>
    row.forEach((value, column) => {
      if (value instanceof Date) marks.cells.set(`${at},${column}`, "day");
    }),
  );
  for (const [place, { type, formula, formulaResult }] of cells ?? [])
    if (type === "formula" || formula !== undefined) {
      const [row, column] = place.split(",").map(Number) as [number, number];
      const hasResult = rows[row]?.[column] != null || formulaResult != null;
      marks.cells.set(place, hasResult ? "formula" : "brokenFormula");
    }
  return marks;
}

/**
 * A number with the % or the unit that its format puts behind it. A format that also divides (`0!.0,"万元"`) shows
 * another figure: it is left out.
 */
function numberAsShown(value: number, format: string): RawValue {
  const [positive = ""] = format.split(";");
  if (/%/.test(positive.replace(/"[^"]*"/g, ""))) return `${typedText(value * 100)}%`;
  const unit = /^[#0,]*(?:\.[0#]+)?_?\s*"?((?:百万|千万|[千万亿])?元)"?$/.exec(positive.trim())?.[1];
  const divides = /,(?![#0])/.test(positive);
  return unit !== undefined && !divides ? `${typedText(value)}${unit}` : value;
}

/**
 * A cell as text or number. A formula whose result the file does not have is handed on as a formula: it is not blank.
 */
function rawValue(value: unknown, cell: ReadCell | undefined): RawValue {
  if (value == null && cell?.type === "formula") return `=${cell.formula ?? ""}`;
  if (typeof value === "number" && cell?.style?.numFmt) return numberAsShown(value, cell.style.numFmt);
  if (typeof value === "number" || typeof value === "string") return value;
  return value == null ? null : String(value);
}

function isFilled(value: RawValue): boolean {
  return value !== null && value !== "";
}

/** One long text may stand in many cells of a small file. */
function charactersIn(sheets: readonly RawSheet[]): number {
  let sum = 0;
  for (const { rows } of sheets)
    for (const row of rows) for (const value of row) if (typeof value === "string") sum += value.length;
  return sum;
}

/** Numbers as Excel keeps them (floating point) without the noise of their last digits; text as typed. */
export function typedText(value: RawValue | undefined): string {
  if (typeof value !== "number") return value ?? "";
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : "";
}
