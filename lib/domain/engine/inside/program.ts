import type { Expression } from "../../formats/expressions";
import type { SubjectRow } from "../../formats/declared-names";
import type { ColumnDefinition, TableDefinition, TableSet } from "../../formats/define";
import type { CellId } from "../../words/cell-id";
import type { FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { SubjectCatalogue } from "../../words/subjects/catalogue";
import type { CellInfo, FactColumn, Figures, Named, Place, Program, ResolvedSum, RowNumber, Shape } from "../contract";
import type { SubjectLevel, TableFigures, TableRow } from "../contract";
import { layoutOfRows } from "./lay-out-figures";
import { bind, gather } from "./bound-terms";
import { compiledFor } from "./compiled-accounts";
import { onceForLayout, rowsOfTable, type FigureLayout } from "./figure-layout";
import {
  cellsInTable,
  cellsOf,
  factsOf,
  nameOfSlot,
  rangeOfTable,
  rowById,
  rowByName,
  rowsOf,
  shapeOf,
  slotOfCell,
  slotOfFact,
  slotOfPlaced,
} from "./slots-by-name";
import { positionOf, slotIn } from "./row-slots";
import { SlotList } from "./slot-list";
import { StandingRows } from "./standing-rows";
import type { CellEffects, SumPass } from "./sum-pass";
import { planOf, planTables } from "./table-plan";

/**
 * A table set compiled for one set of rows: every fact and every cell has a slot in flat arrays, every derived
 * cell a list of signed slots, in an order in which one pass computes them all.
 */

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
  const program = new FigureProgram(tableSet, functional, layout, sums);
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
export function programForSuppliedTables({
  tableSet,
  functional,
  economic,
  cells,
  rows,
}: Subjects & { tableSet: TableSet; cells: ReadonlyMap<CellId, number | null>; rows: Shape }): Program {
  const program = new FigureProgram(
    tableSet,
    functional,
    layoutOfRows(planTables(tableSet, tableSet.tables, economic, subjectsIn(cells)), rows),
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

/** What the face hands out, seen from inside: every `Figures` is made in this file. */
export function programOf(figures: Figures): FigureProgram {
  return figures as FigureProgram;
}

interface Edit {
  slot: number;
  value: number | null;
}

/** A fact that moved by so many fen. */
export interface Step {
  slot: number;
  by: number;
}

const MAX_STEPS = 8;
const MAX_KEPT_STEPS = 1_000;
const cellsKey = {};
const tablesKey = {};
const noFigures: TableFigures = { cells: [], values: new Float64Array(0), present: new Uint8Array(0) };

/** A class, because getters in an object literal make objects that are slow to read and hard to collect. */
export class FigureProgram implements Program {
  readonly tables: readonly TableDefinition[];
  readonly isDerived: boolean;
  readonly values: Float64Array;
  readonly present: Uint8Array;
  private readonly rowsByTable = new Map<string, readonly TableRow[]>();
  private readonly figuresByTable = new Map<string, TableFigures>();
  private allFacts: Program["facts"] | undefined;
  /** How often everything was computed anew; since then facts have moved by `steps`, in this order. */
  passes = 0;
  readonly steps: Step[] = [];
  entries = 0;
  private standing: StandingRows | null = null;
  /** See `SumPass.countWays`; made when a fact comes or goes. */
  private ways: Int32Array | null = null;

  constructor(
    readonly tableSet: TableSet,
    private readonly functional: SubjectCatalogue,
    readonly layout: FigureLayout,
    private readonly sums: SumPass | null,
  ) {
    this.tables = layout.plan.definitions;
    this.isDerived = sums !== null;
    this.values = new Float64Array(layout.slotCount);
    this.present = new Uint8Array(layout.slotCount);
  }

  get cells(): readonly CellInfo[] {
    return onceForLayout(this.layout, cellsKey, () => cellsOf(this.layout));
  }

  get facts(): Program["facts"] {
    return (this.allFacts ??= factsOf(this.layout));
  }

  get shape(): Shape {
    return shapeOf(this.layout);
  }

  value(id: CellId): number | null {
    return this.at(slotOfCell(this.layout, id));
  }

  hasCell(id: CellId): boolean {
    return slotOfCell(this.layout, id) >= 0;
  }

  amount(key: FactKey): number | null {
    return this.at(slotOfFact(this.layout, key));
  }

  figuresOf(tableId: string): TableFigures {
    let figures = this.figuresByTable.get(tableId);
    if (!figures) this.figuresByTable.set(tableId, (figures = this.viewOf(tableId)));
    return figures;
  }

  slotOfCell(id: string): number {
    return slotOfCell(this.layout, id);
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

  subjectRows(tableId: string, level?: SubjectLevel): readonly RowNumber[] {
    const rows = rowsOfTable(this.layout, tableId);
    return level === undefined ? rows.rows : rows.byLevel[level];
  }

  hasRow(tableId: string, row: RowNumber): boolean {
    return positionOf(rowsOfTable(this.layout, tableId), row) >= 0;
  }

  idOfRow(row: RowNumber): SubjectRow {
    return this.layout.ids[row]! as SubjectRow;
  }

  levelOf(row: RowNumber): SubjectLevel {
    return this.layout.levels[row]!;
  }

  rowAbove(row: RowNumber): RowNumber {
    return this.layout.parents[row]!;
  }

  enteredRows(of: FactColumn): readonly RowNumber[] {
    const place = this.layout.plan.facts.placeOf(of);
    if (!place) return [];
    const rows = this.layout.blocks[place.block]!;
    return rows.rows.filter((row) => this.present[slotIn(rows, row, place.column)] === 1);
  }

  idOfSlot(slot: number): Named {
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
    this.forgetSteps();
  }

  setAmounts(entries: Iterable<readonly [FactKey, number | null]>): boolean {
    if (!this.sums) return false;
    const edits: Edit[] = [];
    for (const [key, value] of new Map(entries)) {
      const fact = this.layout.plan.facts.placedFact(key);
      const slot = slotOfPlaced(this.layout, fact);
      const was = slot >= 0 && this.present[slot] === 1;
      if (!was && value === null) continue;
      if (was !== (value !== null)) {
        this.standing ??= new StandingRows(this.layout, this.present);
        if (slot < 0 || !this.standing.take(fact, was ? -1 : 1)) {
          this.standing = null;
          return false;
        }
      }
      edits.push({ slot, value });
    }
    // Few edits are followed one by one; beyond that a pass over all sums is shorter. Only whole numbers add up without
    // a rest.
    if (edits.length <= MAX_STEPS && edits.every(({ value }) => Number.isSafeInteger(value ?? 0)))
      for (const edit of edits) this.follow(edit, this.sums);
    else {
      for (const { slot, value } of edits) {
        this.values[slot] = value ?? 0;
        this.present[slot] = value === null ? 0 : 1;
      }
      this.compute();
    }
    return true;
  }

  /** The cells that a fact moves. */
  effectsOf(slot: number): CellEffects {
    return this.sums!.effectsOf(slot);
  }

  /** Moves what a fact moves, and nothing else. */
  private follow({ slot, value }: Edit, sums: SumPass): void {
    const { values, present } = this;
    const by = (value ?? 0) - values[slot]!;
    const change = (value === null ? 0 : 1) - present[slot]!;
    const { slots, factors, ways } = sums.effectsOf(slot);
    if (by !== 0) {
      values[slot] = value ?? 0;
      for (let at = 0; at < slots.length; at++) values[slots[at]!]! += factors[at]! * by;
      if (this.steps.length === MAX_KEPT_STEPS) this.forgetSteps();
      else this.steps.push({ slot, by });
    }
    if (change === 0) return;
    this.entries += 1;
    const known = (this.ways ??= this.countWays(sums));
    present[slot] = value === null ? 0 : 1;
    for (let at = 0; at < slots.length; at++) {
      const cell = slots[at]!;
      known[cell]! += change * ways[at]!;
      present[cell] = known[cell]! > 0 ? 1 : 0;
    }
  }

  private countWays(sums: SumPass): Int32Array {
    const ways = new Int32Array(this.layout.slotCount);
    sums.countWays(this.present, ways);
    return ways;
  }

  private forgetSteps(): void {
    this.passes += 1;
    this.entries += 1;
    this.steps.length = 0;
    this.ways = null;
  }

  private at(slot: number): number | null {
    return slot >= 0 && this.present[slot] === 1 ? this.values[slot]! : null;
  }

  private viewOf(tableId: string): TableFigures {
    const at = this.layout.plan.tableAt.get(tableId);
    if (at === undefined) return noFigures;
    return new TableView(this.layout, at, this.values, this.present);
  }
}

/** Of most tables only the figures are read: their cells are named when somebody asks for them. */
class TableView implements TableFigures {
  readonly values: Float64Array;
  readonly present: Uint8Array;

  constructor(
    private readonly layout: FigureLayout,
    private readonly at: number,
    values: Float64Array,
    present: Uint8Array,
  ) {
    const { first, end } = rangeOfTable(layout, at);
    this.values = values.subarray(first, end);
    this.present = present.subarray(first, end);
  }

  get cells(): readonly CellInfo[] {
    const ofTables = onceForLayout(this.layout, tablesKey, () => new Map<number, readonly CellInfo[]>());
    let cells = ofTables.get(this.at);
    if (!cells) ofTables.set(this.at, (cells = cellsInTable(this.layout, this.at)));
    return cells;
  }
}
