import type { FactAddress } from "../../words/fact-address";
import type { TablePlan } from "./plan";
import type { Numbering, RowSlots, SubjectRows } from "./row-slots";

/**
 * Where the cells and facts of one set of accounts stand in the flat arrays: first the cells of the forms, which stand
 * at the same place in all accounts, then the functional tables row by row, then the facts.
 */
export interface FigureLayout extends Numbering {
  readonly plan: TablePlan;
  /** Rows of the functional tables, by position of the table in the plan. */
  readonly tables: readonly (SubjectRows | null)[];
  /** Rows of every block of facts. */
  readonly blocks: readonly RowSlots[];
  /**
   * Facts that stand in no block: those of the sheets that have rows of their own, blank ones too, and then what else
   * was entered.
   */
  readonly singles: readonly SingleFact[];
  /** By `sheet:row`. */
  readonly singlesByRow: ReadonlyMap<string, readonly SingleFact[]>;
  /** A single fact stands on a sheet that has blocks: in a column that its fund has not. */
  readonly hasStrays: boolean;
  readonly firstFact: number;
  readonly slotCount: number;
  /** See `onceForLayout`. */
  readonly workedOut: Map<object, unknown>;
}

/** What depends on a layout alone, worked out when it is first asked for: kept with the layout, and gone with it. */
export function onceForLayout<T>({ workedOut }: FigureLayout, key: object, workOut: () => T): T {
  let known = workedOut.get(key) as T | undefined;
  if (known === undefined) workedOut.set(key, (known = workOut()));
  return known;
}

export interface SingleFact {
  address: Readonly<FactAddress>;
  slot: number;
}

/** The rows of a functional table. Throws on a form with rows of its own. */
export function rowsOfTable({ plan, tables }: FigureLayout, table: string): SubjectRows {
  const rows = tables[plan.tableAt.get(table) ?? -1];
  if (!rows) throw new RangeError(`no table by functional subject: ${table}`);
  return rows;
}

/** What single facts of one row are found by. */
export function rowKey({ sheet, row }: Pick<FactAddress, "sheet" | "row">): string {
  return `${sheet}:${row}`;
}
