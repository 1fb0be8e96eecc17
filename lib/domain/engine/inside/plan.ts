import type { ColumnDefinition, TableDefinition } from "../../formats/define";
import type { FactTerm } from "../../formats/expressions";
import type { CellInfo, SubjectLevel, TableRow } from "../contract";
import type { BlockColumns, FactBlocks } from "./fact-blocks";

/**
 * What a table set says whatever the accounts are: columns, the rows of the forms themselves, and what every cell is
 * added up from. Made once for a table set and a catalogue; accounts only bring the rows by functional subject
 * (lay-out-figures.ts).
 */
export interface TablePlan {
  /** Where the facts of the sheets stand. */
  readonly facts: FactBlocks;
  readonly definitions: readonly TableDefinition[];
  readonly tables: readonly PlannedTable[];
  readonly tableAt: ReadonlyMap<string, number>;
  /** Cells of the tables with rows of their own. Their slots come first, in this order, in every program. */
  readonly fixedCells: readonly CellInfo[];
  readonly fixedSlots: ReadonlyMap<string, number>;
  /** Table and column of the cells of 合计 in functional tables. */
  readonly totals: ReadonlyMap<string, { table: number; column: number }>;
  /** Functional tables that get a row for a figure in a column of a block of facts: by block, by column. */
  readonly fedBy: readonly (readonly (readonly number[])[])[];
  /** What every cell is added up from, after what it is added up from itself. */
  readonly sums: readonly PlannedSum[];
}

export interface PlannedTable {
  readonly definition: TableDefinition;
  /** Of a paired table the left columns, then the right ones (equal ids once). */
  readonly columns: readonly ColumnDefinition[];
  /** Rows of the form itself; `null` where the accounts bring them. */
  readonly rows: readonly TableRow[] | null;
  readonly rowById: ReadonlyMap<string, TableRow>;
  /** Columns that have cells, and their position among them. */
  readonly columnIds: readonly string[];
  readonly columnAt: ReadonlyMap<string, number>;
}

/** What one fixed cell is added up from, or one column in all rows of a level. */
export type PlannedSum = { terms: readonly BoundTerm[] } & (
  | { slot: number }
  | { table: number; column: number; level: SubjectLevel }
);

/** A plan before its sums: what terms are bound to. */
export type PlannedCells = Omit<TablePlan, "sums" | "fedBy" | "totals">;

/**
 * A term of an expression with tables and columns looked up, so that only the row is open. `row: null` is the row in
 * hand. What the forms settle alone is bound to its slot at once.
 */
export type BoundTerm = { sign: 1 | -1 } & (
  | { kind: "slot"; slot: number }
  | { kind: "cell" | "children"; table: number; column: number; row: string | null }
  | { kind: "level"; table: number; column: number; level: SubjectLevel }
  | { kind: "factsOf"; row: string | null; blocks: readonly BlockColumns[]; term: FactTerm; rowKey: string | null }
  | { kind: "factsUnder"; row: string | null; blocks: readonly BlockColumns[]; term: FactTerm }
);
