/**
 * Everything the engine hands out and takes, by type. What it does is in `figures.ts`; how it does it (slots, layouts,
 * plans, passes) stays in `inside/`, and nobody else knows of it.
 */
import type { SubjectRow } from "../formats/declared-names";
import type { ColumnName, RuleTermName, TableName } from "../formats/names";
import type { ColumnDefinition, TableDefinition, TableSet } from "../formats/define";
import type { Expression } from "../formats/expressions";
import type { SheetDefinition } from "../formats/sheet-definition";
import type { CellId } from "../words/cell-id";
import type { FactAddress, FactKey, SheetId } from "../words/fact-address";
import type { SubjectCode } from "../words/subjects/catalogue";

/** Row ids of the functional tables, in print order. */
export type Shape = ReadonlyMap<string, readonly string[]>;

export type TableRow = RowOfTable &
  (
    | { kind: "total" | "line"; id: string }
    /** By subject: its code. */
    | { kind: "category" | "group" | "item"; id: SubjectCode }
  );

interface RowOfTable {
  label: string;
  code?: string;
  indent: number;
  line?: number;
  side?: "left" | "right";
}

/** A level of rows by functional subject: 合计, 类, 款, 项. */
export type SubjectLevel = Exclude<TableRow["kind"], "line">;

/**
 * A row by functional subject of one set of accounts. It is the same row in every table of these accounts, and in no
 * others.
 */
export type RowNumber = number;

export interface CellPlace {
  id: CellId;
  table: string;
  row: string;
  column: string;
}

/** A column of facts, whatever the row. */
export type FactColumn = Pick<FactAddress, "sheet" | "fund" | "column">;

/**
 * The figures of a table in one piece, row by row: `values[row * width + column]`. They follow every edit until rows
 * come or go. A row that is given twice stands here twice, the second time blank.
 */
export interface TableFigures {
  /** Every cell with its place, in the order of the figures. */
  readonly cells: readonly CellPlace[];
  /** Fen; a blank cell holds zero. */
  readonly values: Float64Array;
  /** 1 where the cell has a figure, 0 where it is blank. */
  readonly present: Uint8Array;
}

/** The tables of one set of accounts, computed from facts or given with their figures. */
export interface Figures {
  readonly tableSet: TableSet;
  readonly tables: readonly TableDefinition[];
  /** Whether cells are computed from facts; given tables come with their figures. */
  readonly isDerived: boolean;
  /** Another number whenever a fact has come or gone: what was found out about what is entered holds until then. */
  readonly entries: number;
  /** Every cell, table by table and row by row. */
  readonly cells: readonly CellPlace[];
  readonly shape: Shape;
  /** Fen; `null` is blank, also for a cell that does not exist. */
  value(id: CellId): number | null;
  hasCell(id: CellId): boolean;
  /** Fen or a count; `null` is blank. */
  amount(key: FactKey): number | null;
  /** All figures of a table at once. */
  figuresOf(tableId: string): TableFigures;
  rows(tableId: string): readonly TableRow[];
  /** One row of a table; `undefined` where the table has not the row. */
  row(tableId: string, id: string): TableRow | undefined;
  /** The same by name: also a row by subject that these accounts have not. */
  rowByName(tableId: string, id: string): TableRow | undefined;
  columns(tableId: string): readonly ColumnDefinition[];
  /** Rows of a functional table, in print order; of one level, or all. Throws on a form with rows of its own. */
  subjectRows(tableId: string, level?: SubjectLevel): readonly RowNumber[];
  hasRow(tableId: string, row: RowNumber): boolean;
  idOfRow(row: RowNumber): SubjectRow;
  levelOf(row: RowNumber): SubjectLevel;
  /** The row that a row is added to; -1 where there is none. */
  rowAbove(row: RowNumber): RowNumber;
  /** Rows in which a column of facts has a figure. */
  enteredRows(of: FactColumn): readonly RowNumber[];
  /**
   * Stores fen or counts; `null` blanks. Every cell follows at once and nothing is compiled. Answers false, and
   * changes nothing, where a row would come or go: then the tables of the new facts are other ones.
   */
  setAmounts(entries: Iterable<readonly [FactKey, number | null]>): boolean;
}

/** Slots and their signs (±1). Terms whose cell or fact does not exist are left out. */
export interface ResolvedSum {
  indexes: Int32Array;
  signs: Int8Array;
}

/** Where an expression stands: gives `self`, and the table and column that a term leaves out. */
export interface Place {
  table?: string;
  row?: string;
  column?: string;
}

export interface CellInfo extends CellPlace {
  slot: number;
}

/**
 * The same figures as equations over slots, for those who solve them instead of asking (suspects/). Whoever writes into
 * `values` and `present` calls `compute` afterwards.
 */
export interface Program extends Figures {
  readonly cells: readonly CellInfo[];
  /**
   * Every fact with a slot: the entered ones, and the blank ones beside them in the same row of their sheet, and every
   * one of a sheet with rows of its own.
   */
  readonly facts: readonly { slot: number; key: FactKey; address: FactAddress }[];
  /** Fen (or counts) by slot. A blank slot holds zero. */
  readonly values: Float64Array;
  /** 1 where the slot has a value, 0 where it is blank. */
  readonly present: Uint8Array;
  slotOfCell(id: string): number;
  slotOfFact(key: string): number;
  idOfSlot(slot: number): Named;
  resolve(expression: Expression, place?: Place): ResolvedSum;
  /** The signed sum a derived cell is computed from; `undefined` on given tables. */
  sumOf(slot: number): ResolvedSum | undefined;
  /** Computes every derived cell. Does nothing on given tables. */
  compute(): void;
}

export type Named = { kind: "cell"; id: CellId } | { kind: "fact"; key: FactKey };

/** A figure of whichever accounts are asked; zero where it is blank or absent. */
export type FigureReader = (figures: Figures) => number;
/** The same for every row by functional subject. */
export type RowReader = (figures: Figures, row: RowNumber) => number;

/** Columns of facts, chosen once for all reports (`selectFacts`). */
export interface FactSelection {
  /** @param sheet its declaration in the format; `control` and `priorYear` have none */
  readonly isMeant: (column: FactColumn, sheet: SheetDefinition | undefined) => boolean;
}

export type Operator = "=" | "<=" | ">=";

/** One claim, or (with `forEach`) the same claim for many rows and columns of a table. */
export interface Comparison {
  /** Binds `self`, and the table and column an expression leaves out. `columns` absent: once per row. */
  forEach?: { table: TableName; kinds?: readonly TableRow["kind"][]; columns?: readonly ColumnName[] | "all" };
  left: Expression<RuleTermName>;
  operator: Operator;
  right: Expression<RuleTermName>;
  /** `zero` (default): a blank side counts as zero; `skip`: no claim while a side is blank. */
  missing?: "zero" | "skip";
  /** The claim holds only while this sum is zero. */
  whileZero?: Expression<RuleTermName>;
}

/** Whatever declares comparisons: a rule. */
export interface Comparing {
  readonly comparisons: readonly Comparison[];
}

/** What a side speaks of that these accounts have not: a cell, or all the parts of one. */
export interface AbsentCell {
  id: CellId;
  isOfParts: boolean;
}

/** One comparison of a rule at one place. */
export interface Claim<R extends Comparing> {
  rule: R;
  place: string;
  operator: Operator;
  skipBlank: boolean;
  left: ResolvedSum;
  right: ResolvedSum;
  whileZero: ResolvedSum | null;
  /** What a side speaks of that does not exist: asked for when the claim is put into words. */
  absent: (side: "left" | "right") => AbsentCell | null;
  /** Allowed difference for rounding, in fen. */
  tolerance: number;
}

/** All claims of some rules about one set of accounts. */
export interface Claims<R extends Comparing> {
  readonly count: number;
  /** Reports the positions of the claims whose difference is not allowed with the figures as they are now. */
  reportSuspects(report: (at: number) => void): void;
  claimAt(at: number): Claim<R>;
}

/** A term of a resolved sum by name. */
export type NamedTerm = Named & { sign: 1 | -1 };

/**
 * The neutral form of a statutory table: everything web, PDF, Word, Excel and the API need, and nothing of their
 * layout.
 */
export interface PrintedTable {
  id: string;
  number: number;
  code: string;
  title: string;
  /** 单位：… */
  unitLine: string;
  /** 金额单位：万元 */
  moneyUnitLine: string;
  layout: TableDefinition["body"]["kind"];
  columnCount: number;
  header: PrintedCell[][];
  rows: PrintedRow[];
  notes: string[];
  /** Printed sums that differ from their printed total only by rounding (尾差): one note, or none. */
  residuals: { text: string; cells: CellId[] }[];
  /** Set when the table has no figure: the statement that stands under it (本表无数据), or （待填） while that is not known. */
  emptyStatement: string | null;
}

export interface PrintedRow {
  id: string;
  kind: "columnNumbers" | "total" | "category" | "group" | "item" | "line";
  cells: PrintedCell[];
}

export interface PrintedCell {
  kind: "head" | "code" | "label" | "line" | "columnNumber" | "amount" | "blank";
  /** As printed: 万元 with two decimals; zero and blank print empty, `fen` tells them apart. */
  text: string;
  colSpan?: number;
  rowSpan?: number;
  indent?: number;
  cellId?: CellId;
  /** 0 and `null` (blank) are different things although both print empty. */
  fen?: number | null;
  isRowHead?: boolean;
  emphasis?: "total";
}

/** A cell and where it begins, from 0; what earlier cells cover with their spans is left out. */
export interface PlacedCell {
  cell: PrintedCell;
  row: number;
  column: number;
}

/** A column of a statutory table: what stands in it, and its heads in words (支出决算数·基本支出). */
export interface TableColumn {
  kind: "code" | "name" | "line" | "amount";
  head: string;
}

export interface ProvenanceTerm {
  sign: 1 | -1;
  kind: "cell" | "fact";
  id: CellId | FactKey;
  label: string;
  /** fen, `null` when blank */
  value: number | null;
}

/** How one derived cell came to its figure. */
export interface Provenance {
  cell: CellId;
  value: number | null;
  /** The calculation in words with its figures. */
  sentence: string;
  terms: ProvenanceTerm[];
}

export interface StatedCells {
  title: string;
  cells: readonly CellId[];
}

export interface ControlCells extends StatedCells {
  /** The entry sheet whose figures make these cells. */
  sheet: SheetId;
}
