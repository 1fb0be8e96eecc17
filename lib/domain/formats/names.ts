/**
 * The names that there are, from their one declaration: the tables and sheets of all formats. What is written out in rules,
 * text, examples and screens is checked against them by the compiler; a name that comes from data is a plain string.
 */
import type { CellId } from "../words/cell-id";
import { cellIdOf } from "../words/cell-id";
import type { CellOfEntry, CellOfTable, FactOfSheet, OwnTermName, TermName } from "./declared-names";
import type { KnownFormat } from "./formats";

type Table = KnownFormat["tables"][number];
type Sheet = KnownFormat["sheets"]["all"][number];

/** Every cell of every format, as `table.row.column`. */
export type CellName = CellOfTable<Table> | CellOfEntry<Sheet>;

type Place<Name> = Name extends `${infer T}.${infer R}.${infer C}` ? { table: T; row: R; column: C } : never;
type AnyPlace = Place<CellName>;

export type TableName = AnyPlace["table"];
export type RowOf<T extends TableName> = Extract<AnyPlace, { table: T }>["row"];
export type ColumnOf<T extends TableName, R extends string = RowOf<T>> = ColumnIn<Extract<AnyPlace, { table: T }>, R>;
type ColumnIn<P, R> = P extends { row: infer Row; column: infer C } ? (R extends Row ? C : never) : never;

/** The id of a cell that is written out; `row` may be any subject of a table by subject. */
export function cellId<const T extends TableName, const R extends RowOf<T>>(
  table: T,
  row: R,
  column: ColumnOf<T, R>,
): CellId {
  return cellIdOf(table, row, column);
}

/** Every fact of every format, as `sheet:row:column`. */
export type FactName = FactOfSheet<Sheet>;

/** What the expressions of a rule may name: any cell or fact, and cells of the table that the rule goes through. */
export type RuleTermName = TermName<CellName, FactName> | OwnTermName<CellOfTable<Table>>;
