import type { CellTerm, Expression, FactTerm } from "../../formats/expressions";
import { cellIdOf } from "../../words/cell-id";
import type { AbsentCell, Place } from "../contract";
import { isMeant, type FactBlocks } from "./fact-blocks";
import { rowKey, type FigureLayout } from "./figure-layout";
import type { BoundTerm, PlannedCells, PlannedTable } from "./plan";
import { slotIn } from "./row-slots";
import type { SlotList } from "./slot-list";

/** Binds every term of an expression used at `place`; a place without a row is every row of its functional table. */
export function bind(cells: PlannedCells, { plus, minus = [] }: Expression, place: Place): BoundTerm[] {
  const bindTerm = (sign: 1 | -1) => (term: Expression["plus"][number]) =>
    term.kind === "facts" ? [bindFacts(cells.facts, term, sign, place)] : bindCells(cells, term, sign, place);
  return [...plus.flatMap(bindTerm(1)), ...minus.flatMap(bindTerm(-1))];
}

function bindFacts(
  facts: FactBlocks,
  term: FactTerm,
  sign: 1 | -1,
  { row: own = null }: { row?: string | null },
): BoundTerm {
  const { row } = term;
  const blocks = facts.blocksOfTerm(term);
  if (row && "is" in row) {
    const named = row.is === "self" ? own : row.is;
    return {
      kind: "factsOf",
      sign,
      row: named,
      blocks,
      term,
      rowKey: named === null ? null : rowKey({ sheet: term.sheet, row: named }),
    };
  }
  return { kind: "factsUnder", sign, row: row ? (row.under === "self" ? own : row.under) : "", blocks, term };
}

function bindCells(cells: PlannedCells, term: CellTerm, sign: 1 | -1, place: Place): BoundTerm[] {
  const tableId = term.table ?? place.table!;
  const columnId = term.column ?? place.column!;
  const table = cells.tableAt.get(tableId);
  if (table === undefined) return [];
  const { rows, columnAt } = cells.tables[table]!;
  if (rows)
    return formRows(term, rows, place).flatMap((row) => {
      const slot = cells.fixedSlots.get(cellIdOf(tableId, row, columnId));
      return slot === undefined ? [] : [{ kind: "slot" as const, sign, slot }];
    });
  const column = columnAt.get(columnId);
  if (column === undefined) return [];
  const selector = term.rows;
  const own = place.row ?? null;
  if ("level" in selector) return [{ kind: "level", sign, table, column, level: selector.level }];
  if ("row" in selector)
    return [{ kind: "cell", sign, table, column, row: selector.row === "self" ? own : selector.row }];
  return [{ kind: "children", sign, table, column, row: selector.childrenOf === "self" ? own : selector.childrenOf }];
}

/** The rows of a form that a term means. */
function formRows(
  { rows: selector }: CellTerm,
  rows: NonNullable<PlannedTable["rows"]>,
  place: Place,
): readonly string[] {
  if ("level" in selector) return rows.filter(({ kind }) => kind === selector.level).map(({ id }) => id);
  const named = "row" in selector ? selector.row : selector.childrenOf;
  const row = named === "self" ? place.row : named;
  if (row === undefined) throw new RangeError("the rows by subject stand in no form that has rows of its own");
  return "row" in selector
    ? [row]
    : rows.filter(({ id, kind }) => kind === "item" && id.startsWith(row)).map(({ id }) => id);
}

/**
 * Adds the slots of terms to a list. What does not exist in these accounts adds nothing.
 *
 * @param row number of the row in hand; -1 where no row is
 * @param factor -1 turns every sign
 */
export function gather(
  layout: FigureLayout,
  terms: readonly BoundTerm[],
  row: number,
  into: SlotList,
  factor: 1 | -1 = 1,
): void {
  for (const term of terms) {
    const sign = term.sign * factor;
    switch (term.kind) {
      case "slot":
        into.add(term.slot, sign);
        break;
      case "cell": {
        const slot = slotIn(layout.tables[term.table]!, rowOf(layout, term.row, row), term.column);
        if (slot >= 0) into.add(slot, sign);
        break;
      }
      case "children": {
        const rows = layout.tables[term.table]!;
        const children = rows.children[rowOf(layout, term.row, row)];
        if (children) for (const child of children) into.add(slotIn(rows, child, term.column), sign);
        break;
      }
      case "level": {
        const rows = layout.tables[term.table]!;
        for (const each of rows.byLevel[term.level]) into.add(slotIn(rows, each, term.column), sign);
        break;
      }
      case "factsOf":
        gatherFactsOf(layout, term, row, sign, into);
        break;
      case "factsUnder":
        gatherFactsUnder(layout, term, term.row ?? layout.ids[row]!, sign, into);
    }
  }
}

/**
 * What the terms of a side speak of where none of it exists in these accounts: the cell of a row that they have not, or
 * the cell whose parts are missing. `null` where the side has no such term.
 */
export function absentCell(layout: FigureLayout, terms: readonly BoundTerm[], row: number): AbsentCell | null {
  for (const term of terms) {
    if (term.kind !== "cell" && term.kind !== "children" && term.kind !== "level") continue;
    const { definition, columnIds } = layout.plan.tables[term.table]!;
    const named = term.kind === "level" ? "total" : (term.row ?? layout.ids[row]!);
    return { id: cellIdOf(definition.id, named, columnIds[term.column]!), isOfParts: term.kind !== "cell" };
  }
  return null;
}

/** Number of the named row, or of the row in hand; -1 where these accounts have not the row. */
function rowOf({ numbers }: FigureLayout, named: string | null, inHand: number): number {
  return named === null ? inHand : (numbers.get(named) ?? -1);
}

function gatherFactsOf(
  layout: FigureLayout,
  { blocks, term, row: named, rowKey: key }: Extract<BoundTerm, { kind: "factsOf" }>,
  inHand: number,
  sign: number,
  into: SlotList,
): void {
  if (blocks.length > 0) {
    const row = rowOf(layout, named, inHand);
    for (const { block, columns } of blocks) {
      const first = slotIn(layout.blocks[block]!, row, 0);
      if (first >= 0) for (const column of columns) into.add(first + column, sign);
    }
    if (!layout.hasStrays) return;
  }
  const singles = layout.singlesByRow.get(key ?? rowKey({ sheet: term.sheet, row: layout.ids[inHand]! }));
  if (singles) for (const { address, slot } of singles) if (isMeant(term, address)) into.add(slot, sign);
}

function gatherFactsUnder(
  layout: FigureLayout,
  { blocks, term }: Extract<BoundTerm, { kind: "factsUnder" }>,
  under: string,
  sign: number,
  into: SlotList,
): void {
  for (const { block, columns } of blocks) {
    const rows = layout.blocks[block]!;
    for (const row of rows.rows) {
      if (!layout.ids[row]!.startsWith(under)) continue;
      for (const column of columns) into.add(slotIn(rows, row, column), sign);
    }
  }
  if (blocks.length > 0 && !layout.hasStrays) return;
  for (const { address, slot } of layout.singles)
    if (isMeant(term, address) && address.row.startsWith(under)) into.add(slot, sign);
}
