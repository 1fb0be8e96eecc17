import { keyOf, parseFactKey, type FactAddress, type FactKey } from "../../words/fact-address";
import type { SubjectCode } from "../../words/subjects/catalogue";
import type { SubjectCatalogue } from "../../words/subjects/catalogue";
import { cellIdOf } from "../../words/cell-id";
import type { CellInfo, Named, TableRow } from "../contract";
import type { PlacedFact } from "./fact-blocks";
import { rowKey, type FigureLayout } from "./figure-layout";
import { positionOf, slotCountOf, slotIn, type RowSlots } from "./row-slots";
import { levelOfRow } from "./subject-rows";

/** From names to slots and back, for whoever asks about one cell or fact; nothing of it is kept per cell. */

export function slotOfCell(layout: FigureLayout, id: string): number {
  const fixed = layout.plan.fixedSlots.get(id);
  if (fixed !== undefined) return fixed;
  const total = layout.plan.totals.get(id);
  if (total) return slotIn(layout.tables[total.table]!, 0, total.column);
  const [first, last] = [id.indexOf("."), id.lastIndexOf(".")];
  return first === last ? -1 : slotAt(layout, id.slice(0, first), id.slice(first + 1, last), id.slice(last + 1));
}

/** The slot of a cell of a functional table. */
export function slotAt({ plan, tables, numbers }: FigureLayout, table: string, row: string, column: string): number {
  const at = plan.tableAt.get(table) ?? -1;
  const rows = tables[at];
  const columnAt = plan.tables[at]?.columnAt.get(column);
  return rows && columnAt !== undefined ? slotIn(rows, numbers.get(row) ?? -1, columnAt) : -1;
}

export function slotOfFact({ plan, blocks, numbers, singlesByRow }: FigureLayout, key: string): number {
  const address = parseFactKey(key);
  const place = plan.facts.placeOf(address);
  if (place) return slotIn(blocks[place.block]!, numbers.get(address.row) ?? -1, place.column);
  return (
    singlesByRow
      .get(rowKey(address))
      ?.find((single) => single.address.fund === address.fund && single.address.column === address.column)?.slot ?? -1
  );
}

/** The same for a fact whose place is known. */
export function slotOfPlaced(layout: FigureLayout, { address, place, inForm }: PlacedFact): number {
  if (place) return slotIn(layout.blocks[place.block]!, layout.numbers.get(address.row) ?? -1, place.column);
  if (inForm !== undefined && layout.singles.length > 0) return layout.singles[inForm]!.slot;
  return slotOfFact(layout, keyOf(address));
}

export function nameOfSlot(layout: FigureLayout, slot: number): Named {
  return slot < layout.firstFact
    ? { kind: "cell", id: cellAt(layout, slot).id }
    : { kind: "fact", key: keyOf(factAt(layout, slot)) };
}

function cellAt({ plan, tables, ids }: FigureLayout, slot: number): CellInfo {
  const fixed = plan.fixedCells[slot];
  if (fixed) return fixed;
  const at = tables.findIndex((rows) => rows && holds(rows, slot));
  const rows = tables[at]!;
  const row = ids[rows.rows[Math.floor((slot - rows.first) / rows.width)]!]!;
  const { definition, columnIds } = plan.tables[at]!;
  return infoOf(slot, definition.id, row, columnIds[(slot - rows.first) % rows.width]!);
}

function factAt({ plan, blocks, ids, singles }: FigureLayout, slot: number): FactAddress {
  const at = blocks.findIndex((rows) => holds(rows, slot));
  if (at < 0) return singles.find((single) => single.slot === slot)!.address;
  const rows = blocks[at]!;
  const { sheet, fund, columns } = plan.facts.blocks[at]!;
  return {
    sheet,
    fund,
    row: ids[rows.rows[Math.floor((slot - rows.first) / rows.width)]!]!,
    column: columns[(slot - rows.first) % rows.width]!,
  };
}

function holds(rows: RowSlots, slot: number): boolean {
  return slot >= rows.first && slot < rows.first + slotCountOf(rows);
}

function infoOf(slot: number, table: string, row: string, column: string): CellInfo {
  return { slot, id: cellIdOf(table, row, column), table, row, column };
}

/** The slots of a table's cells, which follow each other. */
export function rangeOfTable({ plan, tables }: FigureLayout, at: number): { first: number; end: number } {
  const rows = tables[at];
  if (rows) return { first: rows.first, end: rows.first + slotCountOf(rows) };
  const id = plan.definitions[at]!.id;
  const first = plan.fixedCells.findIndex(({ table }) => table === id);
  return first < 0
    ? { first: 0, end: 0 }
    : { first, end: plan.fixedCells.findLastIndex(({ table }) => table === id) + 1 };
}

/**
 * The cells of a table in the order of their slots. Of a row that is given twice the second one has slots and no
 * figures.
 */
export function cellsInTable({ plan, tables, ids }: FigureLayout, at: number): CellInfo[] {
  const { definition, columnIds } = plan.tables[at]!;
  const rows = tables[at];
  if (!rows) return plan.fixedCells.filter(({ table }) => table === definition.id);
  return rows.rows.flatMap((row) =>
    columnIds.map((column, columnAt) => infoOf(slotIn(rows, row, columnAt), definition.id, ids[row]!, column)),
  );
}

/** Every cell, table by table and row by row. A row that is given twice has its cells once. */
export function cellsOf(layout: FigureLayout): CellInfo[] {
  const slots = new Set<number>();
  return layout.plan.tables.flatMap((_, at) =>
    cellsInTable(layout, at).filter(({ slot }) => !slots.has(slot) && slots.add(slot)),
  );
}

export function factsOf(layout: FigureLayout): { slot: number; key: FactKey; address: FactAddress }[] {
  return Array.from({ length: layout.slotCount - layout.firstFact }, (_, at) => {
    const slot = layout.firstFact + at;
    const address = factAt(layout, slot);
    return { slot, key: keyOf(address), address };
  });
}

export function rowsOf(
  { plan, tables, ids }: FigureLayout,
  tableId: string,
  functional: SubjectCatalogue,
): readonly TableRow[] {
  const at = plan.tableAt.get(tableId) ?? -1;
  const rows = tables[at];
  if (!rows) return plan.tables[at]?.rows ?? [];
  return Array.from(rows.rows, (number) => subjectRow(ids[number]!, functional));
}

/** One row of a table by its id; `undefined` where the table has not the row. */
export function rowById(
  { plan, tables, numbers }: FigureLayout,
  tableId: string,
  id: string,
  functional: SubjectCatalogue,
): TableRow | undefined {
  const at = plan.tableAt.get(tableId) ?? -1;
  const rows = tables[at];
  if (!rows) return plan.tables[at]?.rowById.get(id);
  return positionOf(rows, numbers.get(id) ?? -1) < 0 ? undefined : subjectRow(id, functional);
}

/**
 * What a row of a table is called, whether or not these accounts have it; `undefined` where the table cannot have it.
 */
export function rowByName(
  layout: FigureLayout,
  tableId: string,
  id: string,
  functional: SubjectCatalogue,
): TableRow | undefined {
  const { plan, tables } = layout;
  const isFunctional = tables[plan.tableAt.get(tableId) ?? -1];
  return isFunctional && (id === "total" || /^\d+$/.test(id))
    ? subjectRow(id, functional)
    : rowById(layout, tableId, id, functional);
}

function subjectRow(id: string, functional: SubjectCatalogue): TableRow {
  const kind = levelOfRow(id);
  if (kind === "total") return { id, kind, label: "合计", indent: 0 };
  return {
    id: id as SubjectCode,
    kind,
    label: functional.get(id)?.name ?? "",
    code: id,
    indent: kind === "item" ? 1 : 0,
  };
}

/** Row ids of the functional tables. */
export function shapeOf({ plan, tables, ids }: FigureLayout): Map<string, string[]> {
  return new Map(
    plan.tables.flatMap(({ definition }, at) =>
      tables[at] ? [[definition.id, Array.from(tables[at].rows, (row) => ids[row]!)] as const] : [],
    ),
  );
}
