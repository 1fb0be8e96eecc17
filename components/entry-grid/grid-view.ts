import { formatForInput } from "@/lib/domain/words/amounts";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { printed, unitOf, type GridState } from "./grid-contents";
import type { GridCell, GridLayout } from "./grid-layout";
import type { CellView } from "./grid-cell";
import type { ColumnView } from "./grid-row";

/** What is painted of a cell. */
export function viewOf(cell: GridCell, state: GridState): CellView {
  const { model, unit, invalid, locked, remarks, isEditable } = state;
  const shared = { unit: unitOf(cell, unit), isCarried: false };
  if (cell.kind === "none") return { ...shared, kind: "none", value: null, prior: null };
  if (cell.kind === "derived")
    return {
      ...shared,
      kind: "derived",
      cell: cell.cell,
      value: model.value(cell.cell),
      prior: priorOf(cell, model),
      was: wasOf(cell, state),
      remark: remarks.get(cell.cell),
    };
  const isCarried = locked.has(cell.key);
  return {
    ...shared,
    kind: isEditable && !isCarried ? "entry" : "locked",
    key: cell.key,
    value: model.amount(cell.key),
    prior: priorOf(cell, model),
    raw: invalid.get(cell.key),
    was: wasOf(cell, state),
    remark: remarks.get(cell.key),
    isCarried,
  };
}

/** What the report itself says where a rehearsal says something else. */
function wasOf(
  cell: Exclude<GridCell, { kind: "none" }>,
  { model, unit, invalid, formal }: GridState,
): string | undefined {
  if (!formal) return undefined;
  const own = unitOf(cell, unit);
  if (cell.kind === "derived") {
    const value = formal.model.value(cell.cell);
    return value === model.value(cell.cell) ? undefined : printed(value, own) || "空";
  }
  const raw = formal.invalid.get(cell.key);
  const value = formal.model.amount(cell.key);
  if (raw === invalid.get(cell.key) && value === model.amount(cell.key)) return undefined;
  return (raw ?? formatForInput(value, own)) || "空";
}

/**
 * The columns with what is compared beside them: last year's figure and the change, where there is a figure of last
 * year at all.
 */
export function columnViews(
  layout: GridLayout,
  model: ReportModel,
  compares: { prior: boolean; change: boolean },
): ColumnView[] {
  let index = 2;
  return layout.columns.map(({ id, label, hasPrior }, at) => {
    const isCompared = hasPrior && layout.rows.some(({ cells }) => priorOf(cells[at]!, model) !== null);
    const column = {
      id,
      label,
      showsPrior: isCompared && compares.prior,
      showsChange: isCompared && compares.change,
      index,
    };
    index += 1 + (column.showsPrior ? 1 : 0) + (column.showsChange ? 2 : 0);
    return column;
  });
}

function priorOf(cell: GridCell, model: ReportModel): number | null {
  return cell.kind === "none"
    ? null
    : cell.kind === "derived"
      ? model.priorValue(cell.cell)
      : model.priorAmount(cell.key);
}
