/** What the search found, in words and as edits that a desk can apply and undo. Nothing here is applied by itself. */
import { formatWan, formatYuan } from "../words/amounts";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { valueText } from "../formats/stored-values";
import type { Program } from "../engine/contract";
import { labelOfCell, labelOfFact } from "../engine/figures";
import type { CheckContext } from "../checks/rule/rule";
import type { CellId } from "../words/cell-id";
import type { Mark } from "./evidence";
import type { Hypothesis } from "./search";
import { slipLabels, type SlipKind } from "./slips";

/**
 * One figure to change: a fact of the report, or a cell of tables given with their own figures. Fen or counts; `null`
 * is blank.
 */
export type SuspectEdit = ({ kind: "fact"; key: FactKey } | { kind: "cell"; id: CellId }) & {
  from: number | null;
  to: number | null;
};

export interface Suspicion {
  edits: readonly SuspectEdit[];
  slip: SlipKind;
  /** Keys of the findings that the edits would make disappear. */
  cures: readonly string[];
  /** Number of findings that would appear instead. */
  breaks: number;
  /** What else speaks for it or against it. */
  marks: readonly Mark[];
  /** 把支出“2010305 …”项目支出的 209.51 万元改为 209.15 万元（相邻数字颠倒），可同时消除 3 条。 */
  sentence: string;
}

/**
 * The cell that nobody filled, where that is all the suspicion says; what belongs there is known from the books, not
 * from its counterpart.
 */
export function blankCellOf({ edits: [only, ...others] }: Pick<Suspicion, "edits">): FactKey | null {
  return others.length === 0 && only?.kind === "fact" && only.from === null ? only.key : null;
}

/** Puts a hypothesis about slots into the terms of the report. */
export function suspicionOf(
  program: Program,
  context: CheckContext,
  { edits, kind, cures, breaks, marks }: Hypothesis,
): Suspicion {
  const named = edits.map(({ slot, to }): SuspectEdit => {
    const source = program.idOfSlot(slot);
    const from = program.present[slot] === 1 ? program.values[slot]! : null;
    return source.kind === "fact"
      ? { kind: "fact", key: source.key, from, to }
      : { kind: "cell", id: source.id, from, to };
  });
  const count = cures.length > 1 ? `可同时消除 ${cures.length} 条` : "可消除 1 条";
  const cost = breaks > 0 ? `，另出现 ${breaks} 条` : "";
  const label = slipLabels[kind];
  const action = actionOf(program, context, named).trimEnd();
  return {
    edits: named,
    slip: kind,
    cures,
    breaks,
    marks,
    sentence: `${action}${label && `（${label}）`}，${count}${cost}。`,
  };
}

function actionOf(program: Program, context: CheckContext, edits: readonly SuspectEdit[]): string {
  const [first, second] = edits;
  const label = (edit: SuspectEdit) => labelOf(program, context, edit);
  const amount = (edit: SuspectEdit, value: number | null) => amountText(program, context, edit, value);
  if (edits.length > 2) return rowAction(edits, label);
  if (!second) {
    if (first!.from === null) return `${label(first!)}尚未填写，补填 ${amount(first!, first!.to)}`;
    return `把${label(first!)}的 ${amount(first!, first!.from)}改为${space(amount(first!, first!.to))}`;
  }
  const [source, target] = (first!.from ?? 0) === 0 ? [second, first!] : [first!, second];
  if ((target.from ?? 0) === 0) return `把${label(source)}的 ${amount(source, source.from)}移到${label(target)}`;
  return `把${label(source)}的 ${amount(source, source.from)}与${label(target)}的 ${amount(target, target.from)}对调`;
}

/** Edits of two whole rows: names the rows by their first figures. */
function rowAction(edits: readonly SuspectEdit[], label: (edit: SuspectEdit) => string): string {
  const source = edits.find(({ from }) => (from ?? 0) !== 0)!;
  const target = edits[edits.indexOf(source) ^ 1]!;
  const isMove = edits.every((edit, at) => at % 2 === edits.indexOf(source) % 2 || (edit.from ?? 0) === 0);
  return isMove
    ? `把${label(source)}所在的一行移到${label(target)}所在的一行`
    : `把${label(source)}所在的一行与${label(target)}所在的一行对调`;
}

function labelOf(program: Program, { functional, economic }: CheckContext, edit: SuspectEdit): string {
  if (edit.kind === "cell") return labelOfCell(program, edit.id);
  const { sheet, row } = parseFactKey(edit.key);
  if (sheet === "control") return `控制数${labelOfCell(program, row as CellId)}`;
  return labelOfFact(program, edit.key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
}

function amountText(
  { tableSet }: Program,
  { precision }: CheckContext,
  edit: SuspectEdit,
  value: number | null,
): string {
  if (value === null) return "空白";
  const measure = edit.kind === "fact" ? tableSet.sheets.measureOf(parseFactKey(edit.key)) : "money";
  if (measure !== "money") return measure === "count" ? `${value} ` : valueText(measure, value);
  return precision === "wan" ? `${formatWan(value)} 万元` : `${formatYuan(value)} 元`;
}

/** A blank between Chinese and figures, none between Chinese and Chinese. */
function space(text: string): string {
  return /^[-\d]/.test(text) ? ` ${text}` : text;
}
