/**
 * The language in which derived cells and check rules are declared: signed sums of facts and cells, nothing else.
 * Selectors name rows and columns relative to the place they are used in, so one expression serves a whole column.
 */
import type { SheetId } from "../words/fact-address";
import type { Fund } from "../words/funds";

/** Rows of a table: one by id, the row in hand (`self`), its children, or all of a level. */
export type RowSelector =
  | { row: string }
  | { row: "self" }
  | { childrenOf: "self" | string }
  | { level: "category" | "group" | "item" };

export interface CellTerm {
  kind: "cell";
  /** Table id; absent: the table in hand. */
  table?: string;
  rows: RowSelector;
  /** Column id; absent: the column in hand. */
  column?: string;
}

export interface FactTerm {
  kind: "facts";
  sheet: SheetId;
  /** One row, the row in hand, all rows whose code begins with it, or (absent) every row. */
  row?: { is: string } | { is: "self" } | { under: "self" | string };
  funds?: readonly (Fund | "")[];
  columns: readonly string[];
}

export type Term = CellTerm | FactTerm;

/** Σ plus − Σ minus. Blank when every term is blank. */
export interface Expression {
  plus: readonly Term[];
  minus?: readonly Term[];
}

/** A cell by `table.row.column`; `row` may be `self`. */
export function cell(path: string): CellTerm {
  const [table, row, column] = path.split(".");
  if (!table || !row || !column) throw new RangeError(`not table.row.column: ${path}`);
  return { kind: "cell", table, rows: { row }, column };
}

/** Other columns of the row in hand. */
export function columnsOfRow(...columns: string[]): CellTerm[] {
  return columns.map((column) => ({ kind: "cell", rows: { row: "self" }, column }));
}

/** Other rows of the column in hand. */
export function rowsOfColumn(...rows: string[]): CellTerm[] {
  return rows.map((row) => ({ kind: "cell", rows: { row } }));
}

/** Facts of a sheet; see `FactTerm`. */
export function facts(
  sheet: SheetId,
  columns: readonly string[],
  options: Pick<FactTerm, "row" | "funds"> = {},
): FactTerm {
  return { kind: "facts", sheet, columns, ...options };
}

export function sum(...plus: Term[]): Expression {
  return { plus };
}

export function difference(plus: readonly Term[], minus: readonly Term[]): Expression {
  return { plus, minus };
}
