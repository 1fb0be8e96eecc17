import type { FactKey } from "../words/fact-address";

/** A figure as it was read, for one cell; fen or a count. */
export interface LedgerFigure {
  key: FactKey;
  /** The place in words: code, name and column. */
  label: string;
  /** The cell in the file: `F12`. */
  from: string;
  /** As it stands in the file. */
  text: string;
  value: number;
  /** Where it stands in the file; a sum of several rows has several cells. */
  cells: readonly LedgerCell[];
}

/** A cell of the file; row and column count from 0. */
export interface LedgerCell {
  row: number;
  column: number;
}

/** A figure of the ledger beside the one in the sheet; fen or counts. */
export interface LedgerEntry extends Omit<LedgerFigure, "value"> {
  before: number | null;
  after: number;
  state: "new" | "changed" | "unchanged";
}

/** A figure or row that is not taken; in the order of the file. */
export interface LedgerRefusal {
  row: number;
  /** None: all that stands in the row. */
  cells: readonly LedgerCell[];
  from: string;
  label: string;
  text: string;
  reason: string;
}

/**
 * Why a row or a cell is left out. It is a sum of others, which the system adds up itself (`total`, `parent`), of
 * another fund, unit or year, a line of which only the total is wanted (`detail`), words (`note`, `heading`,
 * `yearHeading`), numbers of columns, a row without a figure, or a dash that means blank.
 */
export type SkipReason =
  | "total"
  | "parent"
  | "otherFund"
  | "otherUnit"
  | "otherYear"
  | "detail"
  | "note"
  | "yearHeading"
  | "heading"
  | "columnNumbers"
  | "noFigure"
  | "dash";

/** What is left out by name; in the order of the file. */
export interface LedgerSkip {
  row: number;
  /** None: all that stands in the row. */
  cells: readonly LedgerCell[];
  from: string;
  label: string;
  why: SkipReason;
}

/** A column that is not brought in, with what stands in it below the header. */
export interface LeftOutColumn {
  column: number;
  header: string;
  filled: number;
}

/** A sum of the file that is not what its rows add up to; fen. */
export interface StatedSum {
  /** The cell in the file: `C2`. */
  from: string;
  label: string;
  stated: number;
  sum: number;
}

export interface DryRun {
  entries: LedgerEntry[];
  refused: LedgerRefusal[];
  skipped: LedgerSkip[];
  leftOut: LeftOutColumn[];
  /** Sums of the file that differ from what is read of it. */
  differing: StatedSum[];
  /** Cells for which the file has several figures. */
  duplicates: number;
}
