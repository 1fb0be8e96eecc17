import type { CellOfEntry, CellOfTable, FactOfSheet, NamedIn, OwnTermName, TermName } from "./declared-names";
import type { Format, TableDefinition } from "./define";
import type { EntrySheets } from "./entry-sheets";
import type { SheetDefinition } from "./sheet-definition";

type Sheets = readonly SheetDefinition[];

/** A format with its tables and sheets by name. */
export interface NamedFormat<Tables extends readonly TableDefinition[], All extends Sheets> extends Format {
  tables: Tables;
  sheets: EntrySheets<All>;
}

/** The cells of a format, as `table.row.column`. */
export type CellOfFormat<Tables extends readonly TableDefinition[], All extends Sheets> =
  | CellOfTable<Tables[number]>
  | CellOfEntry<All[number]>;

/**
 * What a table names that the format has not: a cell `table.row.column` (without table: of its own), or a fact
 * `sheet:row:column`.
 */
type Missing<Table, Tables extends readonly TableDefinition[], All extends Sheets> = Exclude<
  NamedIn<Table>,
  TermName<CellOfFormat<Tables, All>, FactOfSheet<All[number]>> | OwnTermName<CellOfTable<Table>>
>;

/** Nothing is asked of a table whose names are right; of another one what no table is: to be its wrong names. */
type Checked<Tables extends readonly TableDefinition[], All extends Sheets> = {
  [At in keyof Tables]: [Missing<Tables[At], Tables, All>] extends [never]
    ? unknown
    : { "the format has no": Missing<Tables[At], Tables, All> };
};

/** The tables that a sheet says it feeds. */
type Fed<Sheet> = Sheet extends { feeds: readonly (infer Id)[] } ? Id : never;

type CheckedFeeds<Tables extends readonly TableDefinition[], All extends Sheets> = [
  Exclude<Fed<All[number]>, Tables[number]["id"]>,
] extends [never]
  ? unknown
  : { "the format has no table": Exclude<Fed<All[number]>, Tables[number]["id"]> };

/**
 * A format as its folder declares it. Every expression of its tables may name cells and facts of this format and
 * nothing else; the compiler names those that are wrong, at the table in which they stand.
 */
export function defineFormat<const Tables extends readonly TableDefinition[], All extends Sheets>(
  format: Omit<Format, "tables" | "sheets"> & {
    tables: Tables & Checked<Tables, All>;
    sheets: EntrySheets<All> & CheckedFeeds<Tables, All>;
  },
): NamedFormat<Tables, All> {
  return format;
}
