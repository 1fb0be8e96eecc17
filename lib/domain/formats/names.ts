/**
 * The names that there are, from their one declaration: the tables and sheets of all formats. What is written out in
 * rules, text, examples and screens is checked against them by the compiler; a name that comes from data is a plain
 * string.
 */
import type { CellId } from "../words/cell-id";
import { cellIdOf } from "../words/cell-id";
import { factKey, type FactKey, type SheetId } from "../words/fact-address";
import type { Fund } from "../words/funds";
import { cell, type CellTerm } from "./expressions";
import type { CellOfEntry, CellOfTable, FactOfSheet, OwnTermName, TermName } from "./declared-names";
import type { KnownFormat } from "./formats";

type Table = KnownFormat["tables"][number];
type Sheet = KnownFormat["sheets"]["all"][number];

/** Every cell of every format, as `table.row.column`. */
export type CellName = CellOfTable<Table> | CellOfEntry<Sheet>;

type Place<Name> = Name extends `${infer T}.${infer R}.${infer C}` ? { table: T; row: R; column: C } : never;
type AnyPlace = Place<CellName>;

type Rows<P extends AnyPlace> = { [Each in P as Each["row"]]: Each["column"] };
/** The columns of every row of every table. */
type Cells = { [T in AnyPlace["table"]]: Rows<Extract<AnyPlace, { table: T }>> };

export type TableName = keyof Cells;
export type RowOf<T extends TableName> = keyof Cells[T] & string;
/** The rows of a table that have the columns. */
export type RowWith<T extends TableName, C extends string> = {
  [R in RowOf<T>]: [C] extends [Cells[T][R]] ? R : never;
}[RowOf<T>];
/** The columns of a table, or those that the row has. */
export type ColumnOf<T extends TableName, R extends string = RowOf<T>> = Cells[T][R & keyof Cells[T]] & string;

/** Any column of any table. */
export type ColumnName = AnyPlace["column"];

/** The id of a cell that is written out; `row` may be any subject of a table by subject. */
export function cellId<const T extends TableName, const R extends RowOf<T>>(
  table: T,
  row: R,
  column: ColumnOf<T, R>,
): CellId {
  return cellIdOf(table, row, column);
}

/** The id of a cell that is written out as one name. */
export function namedCellId(name: CellName): CellId {
  return name as string as CellId;
}

/** The same as a term of an expression. */
export function cellOf<const T extends TableName, const R extends RowOf<T>>(
  table: T,
  row: R,
  column: ColumnOf<T, R>,
): CellTerm<CellName> {
  // As plain strings: of the generic names the compiler would write out every row with every column.
  return cell(`${table as string}.${row as string}.${column as string}`) as CellTerm<CellName>;
}

/** Every fact of every format, as `sheet:row:column`. */
export type FactName = FactOfSheet<Sheet>;

type FactPlace<Name> = Name extends `${infer S}:${infer R}:${infer C}` ? { sheet: S; row: R; column: C } : never;
export type SheetName = FactPlace<FactName>["sheet"];
/** The rows of a sheet. */
export type FactRowOf<S extends SheetName> = Extract<FactPlace<FactName>, { sheet: S }>["row"];
/** The columns of a sheet. */
export type FactColumnOf<S extends SheetName> = Extract<FactPlace<FactName>, { sheet: S }>["column"];

type FundsOf<S> = S extends { funds: readonly (infer Each extends Fund)[] } ? Each : "";
/** The funds that a sheet keeps apart; none is the empty text. */
export type FactFundOf<S extends SheetName> = FundsOf<Extract<Sheet, { id: S }>>;

/** The key of a fact that is written out; `row` may be any subject of a sheet by subject. */
export function namedFactKey<const S extends SheetName>(
  sheet: S,
  row: FactRowOf<S>,
  fund: FactFundOf<S>,
  column: FactColumnOf<S>,
): FactKey {
  return factKey(sheet as SheetId, row, fund, column);
}

/** The same where the row comes from accounts. */
export function factKeyOfRow<const S extends SheetName>(
  sheet: S,
  row: string,
  fund: FactFundOf<S>,
  column: FactColumnOf<S>,
): FactKey {
  return factKey(sheet as SheetId, row, fund, column);
}

/** What the expressions of a rule may name: any cell or fact, and cells of the table that the rule goes through. */
export type RuleTermName = TermName<CellName, FactName> | OwnTermName<CellOfTable<Table>>;
