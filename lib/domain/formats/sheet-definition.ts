import type { PlainUnit } from "../words/amounts";
import type { FactKey, SheetId } from "../words/fact-address";
import type { Fund, UnitKind } from "../words/funds";
import type { OpeningAdjustmentKind } from "../words/opening-adjustments";

/** Money in fen, a plain count (人次, 辆, 台 …), or points of a hundred in hundredths. */
export type Measure = "money" | PlainUnit;

/**
 * What becomes of a unit's fact in the accounts of several units. `added`: it is added. `byParticipant`: added, but what
 * several units did together each of them counts (各单位合计). `stock`: what there is at the end of a year, added over
 * units and never over years. `memberByMember`: last year's figure, for each unit its own, derived or stated. `left`: it
 * stays the unit's own.
 */
export type InSum = "added" | "byParticipant" | "stock" | "memberByMember" | "left";

export interface SheetColumn {
  id: string;
  label: string;
  /** The column exists only for these funds (expenditure natures). */
  funds?: readonly Fund[];
  /** The column is meant for these kinds of unit (L-08, L-10); others may fill it and get a finding. */
  unitKinds?: readonly UnitKind[];
  /** The column that this one is a part of: while that is 0 in a row, a blank counts as 0, too. */
  partOf?: string;
}

export interface SheetRow {
  id: string;
  label: string;
  measure?: Measure;
  /** Columns of the sheet that this row has; all when absent. */
  columns?: readonly string[];
  /** If it is not what the sheet has. */
  inSum?: InSum;
  indent?: 0 | 1 | 2;
  /**
   * Rows of one group are filled in together: once one has a figure in a column, a blank of another counts as 0 there.
   */
  together?: string;
  /** The row that this one is a part or a number of: while that is 0 in a column, a blank counts as 0, too. */
  partOf?: string;
  /**
   * Money that the row contains in one of its columns and that stands on another sheet, too: while it is there, a blank
   * is never 0.
   */
  counterpart?: { column: string; fact: FactKey };
}

/** The rows of a sheet: subjects of a classification, rows of its own, or balances by fund. */
export type SheetRows =
  /** `hasTotal`: its columns add up to a 合计 in every row. */
  | { kind: "functional"; hasTotal: boolean }
  | { kind: "economic" }
  | { kind: "fixed"; rows: readonly SheetRow[] }
  /** One row a fund, but by functional subject for the funds of `bySubject`. */
  | { kind: "balance"; rows: readonly SheetRow[]; bySubject: readonly Fund[] };

/** What an accountant fills in: rows, columns and which statutory tables it feeds (design §2). */
export interface SheetDefinition {
  id: SheetId;
  title: string;
  /** One sentence: what belongs here. */
  hint: string;
  rows: SheetRows;
  /** Rows are kept apart by fund. */
  funds?: readonly Fund[];
  columns: readonly SheetColumn[];
  /** Ids of the statutory tables it feeds. */
  feeds: readonly string[];
  /** Must hold data or an explicit statement that there is none. */
  required: boolean;
  /**
   * Kinds of adjustment by which the openings of this sheet may differ from last year's closing balances; only a sheet of
   * balances has them.
   */
  adjustments?: readonly OpeningAdjustmentKind[];
  /** Refunds (冲减) may be negative; counts and most fixed rows may not. */
  allowNegative: boolean;
  /**
   * What a blank cell means once the sheet has a figure (engine/figure-state.ts). `nothing`: the sheet lists what there
   * is. `unknown`: each cell is asked for, but for what its rows and columns declare (`together`, `partOf`).
   */
  blank: "nothing" | "unknown";
  /** What becomes of its facts in the accounts of a department or district. */
  inSum: InSum;
}

/** Columns a row of `fund` has on the sheet. */
export function columnsFor(sheet: SheetDefinition, fund: Fund | ""): readonly SheetColumn[] {
  if (fund === "") return sheet.columns;
  return sheet.columns.filter((column) => !column.funds || column.funds.includes(fund));
}

/** Whether a sheet has a row for each functional subject, of this fund where it is kept by fund. */
export function hasSubjectRows({ rows }: Pick<SheetDefinition, "rows">, fund: Fund | ""): boolean {
  return rows.kind === "functional" || (rows.kind === "balance" && fund !== "" && rows.bySubject.includes(fund));
}
