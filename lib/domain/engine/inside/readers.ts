import { parseCellId, type CellId } from "../../words/cell-id";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import type { FactColumn, FigureReader, Figures, RowNumber, RowReader } from "../contract";
import { rowKey } from "./figure-layout";
import type { TablePlan } from "./plan";
import { programOf } from "./program";
import { slotIn } from "./row-slots";

/**
 * What a table set settles is looked up when its first report is asked: most reports that follow are of the same one.
 */
function oncePerPlan<T>(find: (plan: TablePlan) => T): (plan: TablePlan) => T {
  let last: { plan: TablePlan; found: T } | undefined;
  return (plan) => {
    if (last?.plan !== plan) last = { plan, found: find(plan) };
    return last.found;
  };
}

/** Reads a cell as it is now; zero when blank or absent. */
export function cellReader(id: CellId): FigureReader {
  const { table, row, column } = parseCellId(id);
  const fixedSlot = oncePerPlan(({ fixedSlots }) => fixedSlots.get(id) ?? -1);
  const ofColumn = columnReader(table, column);
  return (figures) => {
    const { layout, values } = programOf(figures);
    const slot = fixedSlot(layout.plan);
    if (slot >= 0) return values[slot]!;
    return ofColumn(figures, row === "total" ? 0 : (layout.numbers.get(row) ?? -1));
  };
}

/**
 * Reads a column of a functional table as it is now; zero where it is blank or the table has not the row or the column.
 */
export function columnReader(table: string, column: string): RowReader {
  const place = oncePerPlan(({ tables, tableAt }) => {
    const at = tableAt.get(table) ?? -1;
    return { at, column: tables[at]?.columnAt.get(column) ?? -1 };
  });
  return (figures, row) => {
    const { layout, values } = programOf(figures);
    const { at, column: columnAt } = place(layout.plan);
    const rows = layout.tables[at];
    const slot = rows && columnAt >= 0 ? slotIn(rows, row, columnAt) : -1;
    return slot < 0 ? 0 : values[slot]!;
  };
}

/** Reads a fact on a sheet with rows of its own, as it is now; zero when blank or never entered. */
export function factReader(key: FactKey): FigureReader {
  const { fund, column, ...address } = parseFactKey(key);
  const row = rowKey(address);
  return (figures) => {
    const { layout, values } = programOf(figures);
    const single = layout.singlesByRow
      .get(row)
      ?.find((each) => each.address.column === column && each.address.fund === fund);
    return single ? values[single.slot]! : 0;
  };
}

/** Reads a column of entered facts as it is now; zero where nothing is entered, or the sheets have no such column. */
export function factColumnReader(of: FactColumn): RowReader {
  const placeIn = oncePerPlan(({ facts }) => facts.placeOf(of));
  return (figures, row) => {
    const { layout, values } = programOf(figures);
    const place = placeIn(layout.plan);
    const slot = place ? slotIn(layout.blocks[place.block]!, row, place.column) : -1;
    return slot < 0 ? 0 : values[slot]!;
  };
}

/** Whether a figure is entered in a row of a column of facts: a blank is not 0. */
export function isEntered(figures: Figures, of: FactColumn, row: RowNumber): boolean {
  const { layout, present } = programOf(figures);
  const place = layout.plan.facts.placeOf(of);
  const slot = place ? slotIn(layout.blocks[place.block]!, row, place.column) : -1;
  return slot >= 0 && present[slot] === 1;
}
