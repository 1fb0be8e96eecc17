import { formatForInput, type WrittenUnit } from "@/lib/domain/words/amounts";
import {
  copiedAmountProblemText,
  isCodeOf,
  isMeantAsFigure,
  readCopiedAmount,
  type CopiedAmountProblem,
  type DashMeaning,
} from "@/lib/domain/words/copied-amounts";
import type { PastedLabels } from "@/lib/domain/ledger-import/pasted-labels";
import type { MoneyUnit, PlainUnit } from "@/lib/domain/words/amounts";
import type { CellChange, GridContents, Slot } from "./grid-contents";
import { positionsOf, type Position, type Rectangle } from "./grid-selection";

/** A rectangle from the clipboard, and the grid that it was pasted into. */
export interface Pasted {
  contents: GridContents;
  range: Rectangle;
  block: readonly (readonly string[])[];
  unit: MoneyUnit;
}

/** Which rows of the grid the rows of a block meet: one after the other, or over those that the system computes. */
export type PasteRows = "every" | "entered";

export interface PasteOptions {
  /** Of figures that do not name their unit themselves. */
  unit: WrittenUnit;
  dash: DashMeaning;
  rows: PasteRows;
  /** What a blank cell does to a figure that is there. */
  blank: "clear" | "keep";
  /** Words around the figures, which go nowhere. */
  labels?: Pick<PastedLabels, "rows" | "columns">;
  /** Whether a text is the code of a subject. */
  isCode?: (text: string) => boolean;
}

/** A cell that will take what was pasted. `isReread` when the text was understood as something written differently. */
export interface TakenCell extends CellChange {
  at: Position;
  /** As it was on the clipboard. */
  text: string;
  /** Fen, or a count. */
  value: number | null;
  isReread: boolean;
  effect: "new" | "overwritten" | "cleared";
}

export type PasteProblem =
  | "locked"
  | "derived"
  | "none"
  | "ownCode"
  | "code"
  | "pastLastRow"
  | "pastLastColumn"
  | CopiedAmountProblem
  | { computed: string };

/** A cell that cannot take what was pasted; `from` is its place on the clipboard, counted from 0. */
export interface RefusedCell {
  at: Position;
  from: Position;
  text: string;
  problem: PasteProblem;
}

export interface PastePlan {
  taken: TakenCell[];
  /** Cells that hold the same already, or that a blank leaves as they are. */
  unchanged: number;
  /** Figures on computed cells that will be the same as what the system computes. */
  agreeing: number;
  refused: RefusedCell[];
}

type Block = readonly (readonly string[])[];

/**
 * What a rectangle from the clipboard would do: which cells take it, which stay as they are, which cannot take it and
 * why. A figure on a computed cell is compared with what the system will compute. Every cell of the rectangle that is
 * not blank is in one of the four, unless it belongs to the words around the figures. One single cell fills the whole
 * selected range.
 */
export function planPaste(contents: GridContents, range: Rectangle, block: Block, options: PasteOptions): PastePlan {
  const { rows: above = 0, columns: before = 0 } = options.labels ?? {};
  const figures = figuresOf(block, options);
  const plan: PastePlan = { taken: [], unchanged: 0, agreeing: 0, refused: [] };
  const onComputed: Omit<RefusedCell, "problem">[] = [];
  const hasCodes = isCodeColumn(figures, options);
  const put = (at: Position, from: Position, text: string) =>
    place(contents, at, from, text, options, plan, onComputed, hasCodes && from.column === before);
  if (isSingle(figures))
    for (const at of positionsOf(range).flat()) put(at, { row: above, column: before }, figures[0]![0]!);
  else {
    const rows = rowsMet(contents, range, figures, options.rows);
    figures.forEach((cells, row) =>
      cells.forEach((text, column) =>
        put({ row: rows[row]!, column: range.left + column }, { row: above + row, column: before + column }, text),
      ),
    );
  }
  if (onComputed.length > 0)
    compare(contents.after(plan.taken.map(({ key, value }) => [key, value])), onComputed, options, plan);
  return plan;
}

/**
 * Whether the rows of a block can be laid over a grid in two ways, and which of them is meant as far as it can be told.
 */
export interface RowChoice {
  isOpen: boolean;
  /** `null`: a person has to say. */
  suggested: PasteRows | null;
}

/**
 * A block of figures beside rows with subtotals is either the whole table, then its own subtotals agree with what the
 * system computes, or only the figures that are entered, then it fits the rows that take them. Nothing is suggested
 * where neither is so.
 */
export function rowChoiceOf(
  contents: GridContents,
  range: Rectangle,
  block: Block,
  options: Omit<PasteOptions, "rows">,
): RowChoice {
  const figures = figuresOf(block, options);
  const columns = widthOf(figures);
  const isComputed = (row: number) => row < contents.rowCount && !takesFigures(contents, row, range.left, columns);
  const meetsComputed = !isSingle(figures) && figures.some((_, row) => isComputed(range.top + row));
  const entered = enteredRows(contents, range, columns);
  if (!meetsComputed || entered.length === 0) return { isOpen: false, suggested: "every" };
  const every = planPaste(contents, range, block, { ...options, rows: "every" });
  const differing = every.refused.filter(({ at }) => isComputed(at.row)).length;
  if (differing <= every.agreeing) return { isOpen: true, suggested: "every" };
  const isFiguresAlone = figures.length <= entered.length && !hasSubtotals(figures);
  return { isOpen: true, suggested: isFiguresAlone ? "entered" : null };
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
    case "ownCode":
      return "与本行的科目编码相同，不是金额。";
    case "code":
      return "是科目编码，不是金额。";
    case "pastLastRow":
      return "超出本表最后一行。请先添加科目，再粘贴。";
    case "pastLastColumn":
      return "超出本表最后一列。";
    default:
      if (typeof problem !== "object" || !("computed" in problem)) return copiedAmountProblemText(problem);
      return `由系统计算，不能粘贴；粘贴后本表汇总为 ${problem.computed}，与此不一致，请核对明细。`;
  }
}

/** The refused cells as rows of text, every one with its place, its content and the reason. */
export function refusedRows(contents: GridContents, refused: readonly RefusedCell[]): string[][] {
  return [
    ["粘贴区位置", "本表单元格", "内容", "未粘贴的原因"],
    ...refused.map(({ at, from, text, problem }) => [
      placeText(from),
      contents.labelAt(at) || "本表之外",
      text,
      pasteProblemText(problem),
    ]),
  ];
}

/** A place on the clipboard in words. */
export function placeText({ row, column }: Position): string {
  return `第${row + 1}行第${column + 1}列`;
}

/** The block without the words above and at the left. */
function figuresOf(block: Block, { labels }: Omit<PasteOptions, "rows">): Block {
  return labels ? block.slice(labels.rows).map((row) => row.slice(labels.columns)) : block;
}

/** Whether the first of several columns holds nothing but codes of subjects. */
function isCodeColumn(figures: Block, { isCode }: PasteOptions): boolean {
  const first = figures.map((row) => row[0] ?? "").filter((text) => text.trim() !== "");
  return isCode !== undefined && widthOf(figures) > 1 && first.length > 0 && first.every(isCode);
}

function isSingle(block: Block): boolean {
  return block.length === 1 && block[0]!.length === 1;
}

function widthOf(block: Block): number {
  return block.reduce((most, row) => Math.max(most, row.length), 0);
}

/** Something is entered in the row, or was and is locked. */
function takesFigures(contents: GridContents, row: number, left: number, columns: number): boolean {
  return Array.from({ length: columns }, (_, column) => contents.slotAt({ row, column: left + column }).kind).some(
    (kind) => kind === "entry" || kind === "locked",
  );
}

function enteredRows(contents: GridContents, range: Rectangle, columns: number): number[] {
  return Array.from({ length: contents.rowCount - range.top }, (_, at) => range.top + at).filter((row) =>
    takesFigures(contents, row, range.left, columns),
  );
}

/** The row of the grid for each row of the block; beyond the last one where there are not enough. */
function rowsMet(contents: GridContents, range: Rectangle, block: Block, rows: PasteRows): number[] {
  if (rows === "every") return block.map((_, row) => range.top + row);
  const entered = enteredRows(contents, range, widthOf(block));
  return block.map((_, row) => entered[row] ?? contents.rowCount + row - entered.length);
}

/** A sum is looked for in so many rows below it. */
const SUMMED_ROWS = 200;

/** Whether a figure of the block is the sum of those below it. */
function hasSubtotals(block: Block): boolean {
  const valueOf = (text: string | undefined) => {
    const read = readCopiedAmount(text ?? "", "yuan", { allowNegative: true, dash: "zero" });
    return read.ok ? (read.value ?? 0) : 0;
  };
  return Array.from({ length: widthOf(block) }, (_, column) => block.map((row) => valueOf(row[column]))).some(
    (figures) =>
      figures.some((figure, at) => {
        if (figure === 0) return false;
        let sum = 0;
        return figures
          .slice(at + 1, at + 1 + SUMMED_ROWS)
          .some((below, count) => (sum += below) === figure && count > 0 && below !== 0);
      }),
  );
}

function place(
  contents: GridContents,
  at: Position,
  from: Position,
  text: string,
  options: PasteOptions,
  plan: PastePlan,
  onComputed: Omit<RefusedCell, "problem">[],
  isCode: boolean,
): void {
  const refuse = (problem: PasteProblem) => plan.refused.push({ at, from, text, problem });
  const isBlank = text.trim() === "";
  const isOutside = at.row >= contents.rowCount || at.column >= contents.columnCount;
  const slot: Slot = isOutside ? { kind: "none" } : contents.slotAt(at);
  if (slot.kind !== "entry") {
    // Nothing is lost where nothing was pasted, or where the same stands already.
    if (isBlank) return;
    if (slot.kind === "derived") onComputed.push({ at, from, text });
    else if (slot.kind === "locked" && isSame(slot, text, options)) plan.unchanged++;
    else if (at.row >= contents.rowCount) refuse("pastLastRow");
    else if (at.column >= contents.columnCount) refuse("pastLastColumn");
    else refuse(slot.kind);
    return;
  }
  if (isCodeOf(text, contents.rowHeader(at.row).code)) return void refuse("ownCode");
  if (isCode && !isBlank) return void refuse("code");
  const read = readCopiedAmount(text, isPlain(slot.unit) ? slot.unit : options.unit, {
    allowNegative: slot.allowsNegative,
    dash: options.dash,
  });
  if (!read.ok) return void refuse(read.problem);
  const input = formatForInput(read.value, slot.unit);
  if (input === slot.text || (input === "" && options.blank === "keep")) plan.unchanged++;
  else
    plan.taken.push({
      at,
      key: slot.key,
      before: slot.text,
      input,
      text,
      value: read.value,
      isReread: !isBlank && plain(text) !== plain(input),
      effect: slot.text === "" ? "new" : input === "" ? "cleared" : "overwritten",
    });
}

/** Figures on computed cells beside what the system will compute there. */
function compare(
  after: GridContents,
  onComputed: readonly Omit<RefusedCell, "problem">[],
  options: PasteOptions,
  plan: PastePlan,
): void {
  for (const cell of onComputed) {
    const slot = after.slotAt(cell.at);
    if (slot.kind !== "derived") continue;
    if (isSame(slot, cell.text, options)) plan.agreeing++;
    else
      plan.refused.push({ ...cell, problem: isMeantAsFigure(cell.text) ? { computed: slot.text || "空" } : "derived" });
  }
  plan.refused.sort((a, b) => a.from.row - b.from.row || a.from.column - b.from.column);
}

function isSame(slot: Exclude<Slot, { kind: "none" }>, text: string, { unit, dash }: PasteOptions): boolean {
  const read = readCopiedAmount(text, isPlain(slot.unit) ? slot.unit : unit, { allowNegative: true, dash });
  return read.ok && read.value === slot.value;
}

/** A figure without what only decorates it, to tell whether it was understood as written. */
function plain(text: string): string {
  const digits = text.trim().replaceAll(",", "");
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

function isPlain(unit: MoneyUnit | PlainUnit): unit is PlainUnit {
  return unit === "count" || unit === "score";
}
