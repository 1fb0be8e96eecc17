/**
 * What declarations name, worked out from their types: the cells of tables, the facts of sheets, and what expressions
 * speak of.
 */
import type { Fund } from "../words/funds";
import type { SubjectCode } from "../words/subjects/catalogue";
import type { BalanceColumn } from "./entry-tables";
import type { Expression, NamesIn } from "./expressions";

/** A row of a table by functional subject. */
export type SubjectRow = "total" | SubjectCode;

type CellOfRow<Row> = Row extends { id: infer Id extends string; sources: infer Sources }
  ? `${Id}.${keyof Sources & string}`
  : never;

type IdOf<Columns> = Columns extends readonly { id: infer Id extends string }[] ? Id : never;

type CellOfBody<Body> = Body extends {
  kind: "paired";
  left: { rows: readonly (infer Left)[] };
  right: { rows: readonly (infer Right)[] };
}
  ? CellOfRow<Left | Right>
  : Body extends { kind: "functional"; columns: infer Columns }
    ? `${SubjectRow}.${IdOf<Columns>}`
    : Body extends { kind: "economic"; column: { id: infer Column extends string }; totals: infer Totals }
      ? `${SubjectCode | IdOf<Totals>}.${Column}`
      : Body extends { kind: "single"; row: infer Row extends string; columns: infer Columns }
        ? `${Row}.${IdOf<Columns>}`
        : never;

/** The cells of a table, as `table.row.column`. */
export type CellOfTable<Table> = Table extends { id: infer Id extends string; body: infer Body }
  ? `${Id}.${CellOfBody<Body>}`
  : never;

/** The cells of the tables that serve the entry of a sheet (entry-tables.ts). */
export type CellOfEntry<Sheet> = Sheet extends { id: infer Id extends string; rows: infer Rows; columns: infer Columns }
  ? Rows extends { kind: "functional"; hasTotal: infer HasTotal }
    ? `${Id}Entry${FundPart<Sheet>}.${SubjectRow}.${IdOf<Columns> | (HasTotal extends true ? "total" : never)}`
    : Rows extends { kind: "balance"; bySubject: readonly (infer Divided extends Fund)[] }
      ?
          | `${Id}Entry${Capitalize<Divided>}.${SubjectRow}.${IdOf<Columns>}`
          | `${Id}Entry.${Fund | "total"}.${BalanceColumn}`
      : never
  : never;

type FundPart<Sheet> = Sheet extends { funds: readonly (infer Each extends Fund)[] } ? Capitalize<Each> : "";

type RowOfSheet<Rows> = Rows extends { kind: "fixed"; rows: readonly { id: infer Id extends string }[] }
  ? Id
  : Rows extends { kind: "balance"; rows: readonly { id: infer Id extends string }[] }
    ? Id | SubjectCode
    : SubjectCode;

/** The facts of a sheet, as `sheet:row:column`. */
export type FactOfSheet<Sheet> = Sheet extends { id: infer Id extends string; rows: infer Rows; columns: infer Columns }
  ? `${Id}:${RowOfSheet<Rows>}:${IdOf<Columns>}`
  : never;

/** A term may leave its row to the place it stands in (`self`), or speak of every row. */
type FactTermOf<Fact> = Fact extends `${infer Sheet}:${infer Row}:${infer Column}`
  ? `${Sheet}:${Row | "self" | ""}:${Column}`
  : never;

type CellTermOf<Cell> = Cell extends `${infer Table}.${infer Row}.${infer Column}`
  ? `${Table}.${Row | "self"}.${Column}` | `${Table}.self.`
  : never;

/** The same cell where its table is in hand: its row, its column or both may be left out. */
type OwnTermOf<Cell> = Cell extends `${string}.${infer Row}.${infer Column}`
  ? `.${Row | "self"}.${Column | ""}`
  : never;

/** What an expression may name where no table is in hand, or another one than its own. */
export type TermName<Cell extends string, Fact extends string> = CellTermOf<Cell> | FactTermOf<Fact>;

/** What an expression of a table may name besides. */
export type OwnTermName<Cell extends string> = OwnTermOf<Cell>;

type SourceOf<Columns> = Columns extends readonly (infer Column)[]
  ? Column extends { source: infer Source extends Expression }
    ? Source
    : never
  : never;

type SourcesOfRow<Row> = Row extends { sources: infer Sources } ? Sources[keyof Sources] : never;

type SourceOfBody<Body> = Body extends {
  kind: "paired";
  left: { rows: readonly (infer Left)[] };
  right: { rows: readonly (infer Right)[] };
}
  ? Extract<SourcesOfRow<Left | Right>, Expression>
  : Body extends { columns: infer Columns }
    ? SourceOf<Columns>
    : Body extends { column: { source: infer Source extends Expression } }
      ? Source
      : never;

/** Everything that the expressions of a table name. */
export type NamedIn<Table> = Table extends { body: infer Body } ? NamesIn<SourceOfBody<Body>> : never;
