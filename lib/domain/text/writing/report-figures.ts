import type { PartId, PartState } from "../../engine/figure-state";
import type { PrintedTable, TableRow } from "../../engine/contract";
import type { TableSet } from "../../formats/define";
import type { PerformanceEntry } from "../../performance/entries";
import type { CellId } from "../../words/cell-id";
import type { FactKey } from "../../words/fact-address";
import type { ReportIdentity } from "../../words/report-identity";

/** What the text asks of a report: an open one, or one given as tables. Amounts in fen, or counts. */
export interface ReportFigures {
  /** What of the format the figures are made by. */
  readonly tableSet: TableSet;
  readonly identity: ReportIdentity;
  /** The performance part as it is now; `null` where there is none to ask. */
  readonly performance: PerformanceEntry | null;
  /**
   * Whether the system has last year's accounts: what they do not list was nothing. Of figures stated by hand a blank
   * is unknown.
   */
  readonly hasPriorYear: boolean;
  /** `null` is blank, also for a cell that does not exist. */
  value(cell: CellId): number | null;
  /** The same cell in last year's accounts. */
  priorValue(cell: CellId): number | null;
  amount(key: FactKey): number | null;
  /** Whether a sheet or 项目绩效 holds anything, or is stated to have nothing. */
  partState(part: PartId): PartState;
  tableRows(tableId: string): readonly TableRow[];
  labelOf(cell: CellId): string;
  labelOfFact(key: FactKey): string;
}

/** The same with its tables as they are printed: the glossary explains the words that stand in them. */
export interface PrintedReport extends ReportFigures {
  /** In the order of the format. */
  printedTables(): PrintedTable[];
}
