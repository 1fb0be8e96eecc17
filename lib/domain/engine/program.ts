import type { FactAddress, FactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";
import type { Expression } from "../formats/expressions";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import type { CellId } from "../words/cell-id";
import type { ColumnDefinition, TableDefinition, TableSet } from "../formats/define";
import { layoutOfRows, type AccountLayout } from "./account-layout";
import { bind, gather } from "./bound-terms";
import { compiledFor } from "./compiled-accounts";
import {
  cellsOf,
  factsOf,
  nameOfSlot,
  rowById,
  rowByName,
  rowsOf,
  shapeOf,
  slotAt,
  slotOfCell,
  slotOfFact,
} from "./layout-names";
import { SlotList } from "./slot-list";
import type { SumPass } from "./sum-pass";
import { planOf, planTables } from "./table-plan";

/**
 * A table set compiled for one set of rows: every fact and every cell has a slot in flat arrays, every derived
 * cell a list of signed slots, in an order in which one pass computes them all. This is the hot path: one edit is
 * one pass of integer additions, and no object is made.
 */

/** Row ids of the functional tables, in print order. */
export type Shape = ReadonlyMap<string, readonly string[]>;

export interface TableRow {
  id: string;
  kind: "total" | "category" | "group" | "item" | "line";
  label: string;
  code?: string;
  indent: number;
  line?: number;
  side?: "left" | "right";
}

export interface CellInfo {
  slot: number;
  id: CellId;
  table: string;
  row: string;
  column: string;
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

export interface Program {
  readonly tableSet: TableSet;
  readonly tables: readonly TableDefinition[];
  readonly layout: AccountLayout;
  /** Whether cells are computed from facts; given tables come with their figures. */
  readonly isDerived: boolean;
  /** Every cell, table by table and row by row. */
  readonly cells: readonly CellInfo[];
  /** Every fact with a slot: the entered ones, and the blank ones beside them in the same row of their sheet, and every one of a sheet with rows of its own. */
  readonly facts: readonly { slot: number; key: FactKey; address: FactAddress }[];
  /** Fen (or counts) by slot. A blank slot holds zero. */
  readonly values: Float64Array;
  /** 1 where the slot has a value, 0 where it is blank. */
  readonly present: Uint8Array;
  readonly shape: Shape;
  slotOfCell(id: string): number;
  /** The same by parts of the id, for whoever looks through the rows of a functional table. */
  slotAt(table: string, row: string, column: string): number;
  slotOfFact(key: string): number;
  rows(tableId: string): readonly TableRow[];
  /** One row of a table; `undefined` where the table has not the row. */
  row(tableId: string, id: string): TableRow | undefined;
  /** The same by name: also a row by subject that these accounts have not. */
  rowByName(tableId: string, id: string): TableRow | undefined;
  columns(tableId: string): readonly ColumnDefinition[];
  idOfSlot(slot: number): { kind: "cell"; id: CellId } | { kind: "fact"; key: FactKey };
  resolve(expression: Expression, place?: Place): ResolvedSum;
  /** The signed sum a derived cell is computed from; `undefined` on given tables. */
  sumOf(slot: number): ResolvedSum | undefined;
  /** Computes every derived cell. Does nothing on given tables. */
  compute(): void;
}

interface Subjects {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/** Compiles for the rows that the facts need. Slots for the blank cells of those rows exist too. */
export function programForFacts({
  tableSet,
  functional,
  economic,
  facts,
}: Subjects & { tableSet: TableSet; facts: Facts }): Program {
  const { layout, slots, sums } = compiledFor(planOf(tableSet, economic), facts.amounts);
  const program = new AccountProgram(tableSet, functional, layout, sums);
  let fact = 0;
  facts.amounts.forEach((value) => {
    const slot = slots[fact++]!;
    program.values[slot] = value;
    program.present[slot] = 1;
  });
  program.compute();
  return program;
}

/** Compiles tables that come with their own figures (an imported workbook, a printed document): nothing is derived. */
export function programForGivenTables({
  tableSet,
  functional,
  economic,
  cells,
  rows,
}: Subjects & { tableSet: TableSet; cells: ReadonlyMap<CellId, number | null>; rows: Shape }): Program {
  const program = new AccountProgram(
    tableSet,
    functional,
    layoutOfRows(planTables(tableSet.tables, economic, subjectsIn(cells)), rows),
    null,
  );
  for (const [id, value] of cells) {
    const slot = program.slotOfCell(id);
    if (slot < 0 || value === null) continue;
    program.values[slot] = value;
    program.present[slot] = 1;
  }
  return program;
}

/** Codes of rows with a given figure, by table. */
function subjectsIn(cells: ReadonlyMap<CellId, number | null>): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const id of cells.keys()) {
    const [table, row] = id.split(".");
    if (!/^\d+$/.test(row!)) continue;
    const list = codes.get(table!);
    if (list) list.push(row!);
    else codes.set(table!, [row!]);
  }
  return codes;
}

/** A class, because getters in an object literal make objects that are slow to read and hard to collect. */
class AccountProgram implements Program {
  readonly tables: readonly TableDefinition[];
  readonly isDerived: boolean;
  readonly values: Float64Array;
  readonly present: Uint8Array;
  private readonly rowsByTable = new Map<string, readonly TableRow[]>();
  private allCells: readonly CellInfo[] | undefined;
  private allFacts: Program["facts"] | undefined;

  constructor(
    readonly tableSet: TableSet,
    private readonly functional: SubjectCatalogue,
    readonly layout: AccountLayout,
    private readonly sums: SumPass | null,
  ) {
    this.tables = layout.plan.definitions;
    this.isDerived = sums !== null;
    this.values = new Float64Array(layout.slotCount);
    this.present = new Uint8Array(layout.slotCount);
  }

  get cells(): readonly CellInfo[] {
    return (this.allCells ??= cellsOf(this.layout));
  }

  get facts(): Program["facts"] {
    return (this.allFacts ??= factsOf(this.layout));
  }

  get shape(): Shape {
    return shapeOf(this.layout);
  }

  slotOfCell(id: string): number {
    return slotOfCell(this.layout, id);
  }

  slotAt(table: string, row: string, column: string): number {
    return slotAt(this.layout, table, row, column);
  }

  slotOfFact(key: string): number {
    return slotOfFact(this.layout, key);
  }

  rows(tableId: string): readonly TableRow[] {
    let rows = this.rowsByTable.get(tableId);
    if (!rows) this.rowsByTable.set(tableId, (rows = rowsOf(this.layout, tableId, this.functional)));
    return rows;
  }

  row(tableId: string, id: string): TableRow | undefined {
    return rowById(this.layout, tableId, id, this.functional);
  }

  rowByName(tableId: string, id: string): TableRow | undefined {
    return rowByName(this.layout, tableId, id, this.functional);
  }

  columns(tableId: string): readonly ColumnDefinition[] {
    const { plan } = this.layout;
    return plan.tables[plan.tableAt.get(tableId) ?? -1]?.columns ?? [];
  }

  idOfSlot(slot: number): ReturnType<Program["idOfSlot"]> {
    return nameOfSlot(this.layout, slot);
  }

  resolve(expression: Expression, place: Place = {}): ResolvedSum {
    const list = new SlotList();
    gather(this.layout, bind(this.layout.plan, expression, place), -1, list);
    return list.taken();
  }

  sumOf(slot: number): ResolvedSum | undefined {
    return this.sums?.sumOf(slot);
  }

  compute(): void {
    this.sums?.run(this.values, this.present);
  }
}
