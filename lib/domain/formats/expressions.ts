/**
 * The language in which derived cells and check rules are declared: signed sums of facts and cells, nothing else.
 * Selectors name rows and columns relative to the place they are used in, so one expression serves a whole column.
 *
 * An expression carries what it names in its type: cells as `table.row.column` (a part that is left out is the one in
 * hand) and facts as `sheet:row:column`. Whoever takes expressions says which names there are: `defineFormat` those of
 * the format, a rule those of all formats (names.ts). A wrong name is a compile error there.
 */
import type { SheetId } from "../words/fact-address";
import type { Fund } from "../words/funds";

/** Rows of a table: one by id, the row in hand (`self`), its children, or all of a level. */
export type RowSelector =
  | { row: string }
  | { row: "self" }
  | { childrenOf: "self" | string }
  | { level: "category" | "group" | "item" };

export interface CellTerm<Name extends string = string> {
  kind: "cell";
  /** Table id; absent: the table in hand. */
  table?: string;
  rows: RowSelector;
  /** Column id; absent: the column in hand. */
  column?: string;
  /** In the type only: what the term names. */
  names?: Name;
}

export interface FactTerm<Name extends string = string> {
  kind: "facts";
  sheet: SheetId;
  /** One row, the row in hand, all rows whose code begins with it, or (absent) every row. */
  row?: { is: string } | { is: "self" } | { under: "self" | string };
  funds?: readonly (Fund | "")[];
  columns: readonly string[];
  /** In the type only: what the term names. */
  names?: Name;
}

export type Term<Name extends string = string> = CellTerm<Name> | FactTerm<Name>;

/** Σ plus − Σ minus. Blank when every term is blank. */
export interface Expression<Name extends string = string> {
  plus: readonly Term<Name>[];
  minus?: readonly Term<Name>[];
}

/** Everything that an expression names. */
export type NamesIn<E extends Expression> = NonNullable<(E["plus"][number] | NonNullable<E["minus"]>[number])["names"]>;

/** A cell by `table.row.column`; `row` may be `self`. */
export function cell<const Name extends string>(path: Name): CellTerm<Name> {
  const [table, row, column] = path.split(".");
  if (!table || !row || !column) throw new RangeError(`not table.row.column: ${path}`);
  return { kind: "cell", table, rows: { row }, column };
}

/** The cell in hand. */
export const ownCell: CellTerm<".self."> = { kind: "cell", rows: { row: "self" } };

/** The cell of another table in the row and column in hand. */
export function ownCellIn<const Table extends string>(table: Table): CellTerm<`${Table}.self.`> {
  return { kind: "cell", table, rows: { row: "self" } };
}

/** The cells below the one in hand, which add up to it. */
export const cellsBelow: CellTerm<".self."> = { kind: "cell", rows: { childrenOf: "self" } };

/** The cells below one by `table.row.column`. */
export function cellsBelowOf<Name extends string>({ table, rows, column }: CellTerm<Name>): CellTerm<Name> {
  if (!("row" in rows)) throw new RangeError("not one cell");
  return { kind: "cell", ...(table !== undefined && { table }), rows: { childrenOf: rows.row }, column };
}

/** Other columns of the row in hand. */
export function columnsOfRow<const Column extends string>(...columns: Column[]): CellTerm<`.self.${Column}`>[] {
  return columns.map((column) => ({ kind: "cell", rows: { row: "self" }, column }));
}

/** Other rows of the column in hand. */
export function rowsOfColumn<const Row extends string>(...rows: Row[]): CellTerm<`.${Row}.`>[] {
  return rows.map((row) => ({ kind: "cell", rows: { row } }));
}

/** Facts of a sheet; see `FactTerm`. */
export function facts<const Sheet extends SheetId, const Column extends string, const Row extends string = "">(
  sheet: Sheet,
  columns: readonly Column[],
  options: { row?: { is: Row } | { under: Row }; funds?: FactTerm["funds"] } = {},
): FactTerm<`${Sheet}:${Row}:${Column}`> {
  return { kind: "facts", sheet, columns, ...options };
}

export function sum<Name extends string = never>(...plus: Term<Name>[]): Expression<Name> {
  return { plus };
}

export function difference<Name extends string = never>(
  plus: readonly Term<Name>[],
  minus: readonly Term<Name>[],
): Expression<Name> {
  return { plus, minus };
}
