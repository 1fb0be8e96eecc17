import { unitOf, type GridState } from "./grid-contents";
import type { GridCell, GridLayout } from "./grid-layout";
import type { CellView, ColumnView } from "./grid-row";

/** What is painted of a cell. */
export function viewOf(cell: GridCell, { model, unit, invalid, locked, isEditable }: GridState): CellView {
  const shared = { unit: unitOf(cell, unit), isCarried: false };
  if (cell.kind === "none") return { ...shared, kind: "none", value: null, prior: null };
  if (cell.kind === "derived") return { ...shared, kind: "derived", cell: cell.cell, value: model.value(cell.cell), prior: model.priorValue(cell.cell) };
  const isCarried = locked.has(cell.key);
  return {
    ...shared,
    kind: isEditable && !isCarried ? "entry" : "locked",
    key: cell.key,
    value: model.amount(cell.key),
    prior: model.priorAmount(cell.key),
    raw: invalid.get(cell.key),
    isCarried,
  };
}

/** The columns with what is compared beside them: last year's figure and the change, where there is a figure of last year at all. */
export function columnViews(layout: GridLayout, views: readonly (readonly CellView[])[], compares: { prior: boolean; change: boolean }): ColumnView[] {
  let index = 2;
  return layout.columns.map(({ id, label, hasPrior }, at) => {
    const isCompared = hasPrior && views.some((cells) => cells[at]!.prior !== null);
    const column = { id, label, showsPrior: isCompared && compares.prior, showsChange: isCompared && compares.change, index };
    index += 1 + (column.showsPrior ? 1 : 0) + (column.showsChange ? 2 : 0);
    return column;
  });
}
