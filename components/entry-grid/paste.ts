import { formatForInput, type MoneyUnit } from "@/lib/domain/amounts";
import { copiedAmountProblemText, readCopiedAmount, type CopiedAmountProblem, type DashMeaning } from "@/lib/domain/copied-amounts";
import type { CellChange, GridContents, Slot } from "./grid-contents";
import { positionsOf, type Position, type Rectangle } from "./grid-selection";

export interface PasteOptions {
  /** Of figures that do not say 元 or 万元 themselves. */
  unit: MoneyUnit;
  dash: DashMeaning;
}

/** A cell that will take what was pasted. `isReread` when the text was understood as something written differently. */
export interface TakenCell extends CellChange {
  at: Position;
  /** As it was on the clipboard. */
  text: string;
  isReread: boolean;
}

export type PasteProblem = "locked" | "derived" | "none" | "pastLastRow" | "pastLastColumn" | CopiedAmountProblem;

/** A cell that cannot take what was pasted; `from` is its place on the clipboard, counted from 0. */
export interface RefusedCell {
  at: Position;
  from: Position;
  text: string;
  problem: PasteProblem;
}

export interface PastePlan {
  taken: TakenCell[];
  /** Cells that hold the same already. */
  unchanged: number;
  refused: RefusedCell[];
}

/**
 * What a rectangle from the clipboard would do: which cells take it, which stay as they are, which cannot take it and why.
 * Every cell of the rectangle that is not blank is in one of the three. One single cell fills the whole selected range.
 */
export function planPaste(contents: GridContents, range: Rectangle, block: readonly (readonly string[])[], options: PasteOptions): PastePlan {
  const plan: PastePlan = { taken: [], unchanged: 0, refused: [] };
  const isSingle = block.length === 1 && block[0]!.length === 1;
  if (isSingle) for (const at of positionsOf(range).flat()) place(contents, at, { row: 0, column: 0 }, block[0]![0]!, options, plan);
  else
    block.forEach((cells, row) =>
      cells.forEach((text, column) => place(contents, { row: range.top + row, column: range.left + column }, { row, column }, text, options, plan)),
    );
  return plan;
}

/** Why a cell was refused, and what to do. */
export function pasteProblemText(problem: PasteProblem): string {
  switch (problem) {
    case "locked":
      return "单元格已锁定，不能修改。";
    case "derived":
      return "由系统计算，不能粘贴；请粘贴到明细行。";
    case "none":
      return "此处不填数。";
    case "pastLastRow":
      return "超出本表最后一行。请先添加科目，再粘贴。";
    case "pastLastColumn":
      return "超出本表最后一列。";
    default:
      return copiedAmountProblemText(problem);
  }
}

/** The refused cells as rows of text, every one with its place, its content and the reason. */
export function refusedRows(contents: GridContents, refused: readonly RefusedCell[]): string[][] {
  return [["粘贴区位置", "本表单元格", "内容", "未粘贴的原因"], ...refused.map(({ at, from, text, problem }) => [placeText(from), contents.labelAt(at) || "本表之外", text, pasteProblemText(problem)])];
}

/** A place on the clipboard in words. */
export function placeText({ row, column }: Position): string {
  return `第${row + 1}行第${column + 1}列`;
}

function place(contents: GridContents, at: Position, from: Position, text: string, options: PasteOptions, plan: PastePlan): void {
  const refuse = (problem: PasteProblem) => plan.refused.push({ at, from, text, problem });
  const isBlank = text.trim() === "";
  const isOutside = at.row >= contents.rowCount || at.column >= contents.columnCount;
  const slot: Slot = isOutside ? { kind: "none" } : contents.slotAt(at);
  if (slot.kind !== "entry") {
    // Nothing is lost where nothing was pasted, or where the same stands already.
    if (isBlank) return;
    if (slot.kind !== "none" && isSame(slot, text, options)) plan.unchanged++;
    else if (at.row >= contents.rowCount) refuse("pastLastRow");
    else if (at.column >= contents.columnCount) refuse("pastLastColumn");
    else refuse(slot.kind);
    return;
  }
  const read = readCopiedAmount(text, slot.unit === "count" ? "count" : options.unit, { allowNegative: slot.allowsNegative, dash: options.dash });
  if (!read.ok) return void refuse(read.problem);
  const input = formatForInput(read.value, slot.unit);
  if (input === slot.text) plan.unchanged++;
  else plan.taken.push({ at, key: slot.key, before: slot.text, input, text, isReread: !isBlank && plain(text) !== plain(input) });
}

function isSame(slot: Exclude<Slot, { kind: "none" }>, text: string, { unit, dash }: PasteOptions): boolean {
  const read = readCopiedAmount(text, slot.unit === "count" ? "count" : unit, { allowNegative: true, dash });
  return read.ok && read.value === slot.value;
}

/** A figure without what only decorates it, to tell whether it was understood as written. */
function plain(text: string): string {
  const digits = text.trim().replaceAll(",", "");
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
