import { moneyUnitLabels } from "@/lib/domain/words/amounts";
import { printed, unitOf, type GridContents, type GridState } from "./grid-contents";
import type { GridCell } from "./grid-layout";
import type { Rectangle } from "./grid-selection";
import { sumOfRange } from "./range-edits";

/** Terms of a formula that are named; the source panel lists them all. */
const NAMED_TERMS = 8;

/** What the cell means, and first what is open about it. */
export function meaningOf(state: GridState, cell: GridCell): string {
  if (cell.kind === "none") return "此处不填数。";
  const remark = state.remarks.get(cell.kind === "fact" ? cell.key : cell.cell);
  return [...(remark ? [`${remark}，按 Shift+F2 查看`] : []), originOf(state, cell)].join("　");
}

/** The formula of a derived cell in words, last year's figure of an entered one. */
function originOf({ model, unit, origin }: GridState, cell: Exclude<GridCell, { kind: "none" }>): string {
  if (cell.kind === "fact") {
    const prior = model.priorAmount(cell.key);
    return prior === null ? origin : `${origin}　上年数 ${printed(prior, unitOf(cell, unit))}`;
  }
  const terms = model.provenance(cell.cell)?.terms ?? [];
  if (terms.length === 0) return "由系统计算";
  const words = terms
    .slice(0, NAMED_TERMS)
    .map(({ sign, label }, at) => `${sign < 0 ? "－ " : at === 0 ? "" : "＋ "}${label}`);
  return `由系统计算 ＝ ${words.join(" ")}${terms.length > NAMED_TERMS ? ` … 共 ${terms.length} 项` : ""}`;
}

/** Size, count and sum of what is selected. */
export function selectionNote(contents: GridContents, selected: Rectangle): string {
  const { count, sum } = sumOfRange(contents, selected);
  const slot = contents.slotAt({ row: selected.bottom, column: selected.right });
  const unit = slot.kind === "none" ? "yuan" : slot.unit;
  const total =
    count === 0 || sum === null
      ? ""
      : `，合计 ${printed(sum, unit)}${unit === "count" ? "" : ` ${unit === "score" ? "分" : moneyUnitLabels[unit]}`}`;
  return `已选 ${selected.bottom - selected.top + 1} 行 ${selected.right - selected.left + 1} 列，${count} 个数${total}`;
}
