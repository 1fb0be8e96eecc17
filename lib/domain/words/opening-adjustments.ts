/**
 * 年初余额调整: the six official kinds by which an opening balance may differ from last year's approved closing balance
 * (official annex 附表1-1, which has a row for each project). A fund, or 项 of a fund kept by 项, may have several of one
 * kind, each with its amount; its document, date and text stand in text slots.
 */
import { factKey, parseFactKey, type FactKey } from "./fact-address";
import type { Facts } from "./facts";
import { funds, type Fund } from "./funds";

/** What the amounts of a kind may be: an increase, a decrease, or either. */
export type AdjustmentSign = "any" | "plus" | "minus";

export const openingAdjustmentKinds = [
  { id: "errorCorrection", label: "会计差错更正", sign: "any" },
  { id: "recoveredSpending", label: "收回以前年度支出", sign: "plus" },
  { id: "transferIn", label: "归集调入", sign: "plus" },
  { id: "transferOut", label: "归集调出", sign: "minus" },
  { id: "paidBack", label: "归集上缴和缴回资金", sign: "minus" },
  { id: "internalTransfer", label: "单位内部调剂", sign: "any" },
] as const satisfies readonly { id: string; label: string; sign: AdjustmentSign }[];
export type OpeningAdjustmentKind = (typeof openingAdjustmentKinds)[number]["id"];

export const openingAdjustmentKindIds: readonly OpeningAdjustmentKind[] = openingAdjustmentKinds.map(({ id }) => id);

/** The kind of an id. Throws on any other. */
export function openingAdjustmentKind(id: string): (typeof openingAdjustmentKinds)[number] {
  const kind = openingAdjustmentKinds.find((each) => each.id === id);
  if (!kind) throw new RangeError(`no kind of opening adjustment: ${id}`);
  return kind;
}

/** What is written of an adjustment besides its amount. */
export const adjustmentTexts = [
  { id: "document", label: "文号" },
  { id: "date", label: "文件日期" },
  { id: "text", label: "说明" },
] as const;
export type AdjustmentText = (typeof adjustmentTexts)[number]["id"];

/** Which balance is adjusted, and how: the row is the fund itself, or a 项 where the sheet has rows by 项. */
export interface AdjustmentPlace {
  fund: Fund;
  row: string;
  kind: OpeningAdjustmentKind;
  /** Which one of its kind, 2 to `mostOfAKind`; absent: the first. */
  entry?: number;
}

/** Most adjustments of one kind that a balance may have. */
export const mostOfAKind = 9;

/** The adjustments of one kind that a balance may have, the first one first. */
export function entriesOf(place: Omit<AdjustmentPlace, "entry">): AdjustmentPlace[] {
  return Array.from({ length: mostOfAKind }, (_, at) => (at === 0 ? place : { ...place, entry: at + 1 }));
}

/** 会计差错更正（第2笔）; the first one bears the name of its kind alone. */
export function adjustmentLabel({ kind, entry }: Pick<AdjustmentPlace, "kind" | "entry">): string {
  return `${openingAdjustmentKind(kind).label}${entry === undefined ? "" : `（第${entry}笔）`}`;
}

/** The kind with which one of it is meant, as columns and slots have it: errorCorrection, errorCorrection.2. */
function columnOf({ kind, entry }: Pick<AdjustmentPlace, "kind" | "entry">): string {
  return entry === undefined ? kind : `${kind}.${entry}`;
}

/** Reads what `columnOf` wrote; `null` for anything else. */
export function readAdjustmentColumn(column: string): Pick<AdjustmentPlace, "kind" | "entry"> | null {
  const [, id, entry] = /^([A-Za-z]+)(?:\.([2-9]))?$/.exec(column) ?? [];
  const kind = openingAdjustmentKindIds.find((each) => each === id);
  return kind === undefined ? null : entry === undefined ? { kind } : { kind, entry: Number(entry) };
}

export function adjustmentKey({ row, fund, ...which }: AdjustmentPlace): FactKey {
  return factKey("openingAdjustments", row, fund, columnOf(which));
}

/** The opening balance that an adjustment is part of. */
export function adjustedOpeningKey({ row, fund }: Pick<AdjustmentPlace, "row" | "fund">): FactKey {
  return factKey("balance", row, fund, "opening");
}

const slotPrefix = "adjustment.";

export function adjustmentSlot({ row, fund, ...which }: AdjustmentPlace, text: AdjustmentText): string {
  return `${slotPrefix}${fund}.${row}.${columnOf(which)}.${text}`;
}

/** The place and text of a slot; `null` for a slot of anything else. */
export function placeOfAdjustmentSlot(slot: string): (AdjustmentPlace & { text: AdjustmentText }) | null {
  if (!slot.startsWith(slotPrefix)) return null;
  const [fund, row, ...rest] = slot.slice(slotPrefix.length).split(".");
  const known = adjustmentTexts.find(({ id }) => id === rest.at(-1));
  const which = readAdjustmentColumn(rest.slice(0, -1).join("."));
  if (!row || !known || !which || !funds.some((each) => each === fund)) return null;
  return { fund: fund as Fund, row, ...which, text: known.id };
}

/** One adjustment as it is declared; `amount` in fen, negative where it lowers the opening balance. */
export interface OpeningAdjustment extends AdjustmentPlace {
  key: FactKey;
  amount: number;
  document: string;
  date: string;
  text: string;
}

/** The place of an adjustment's amount; `null` for any other fact. */
export function placeOfAdjustment(key: FactKey): AdjustmentPlace | null {
  if (!key.startsWith("openingAdjustments:")) return null;
  const { row, fund, column } = parseFactKey(key);
  const which = readAdjustmentColumn(column);
  if (!which) throw new RangeError(`no opening adjustment: ${key}`);
  return { row, fund: fund as Fund, ...which };
}

/** Everything that is begun: with an amount (also 0), an input that is none, or a text; in the order of funds, rows, kinds. */
export function begunAdjustments(
  keys: Iterable<FactKey>,
  texts: Iterable<readonly [string, string]>,
): AdjustmentPlace[] {
  const places = new Map<FactKey, AdjustmentPlace>();
  for (const key of keys) {
    const place = placeOfAdjustment(key);
    if (place) places.set(key, place);
  }
  for (const [slot, text] of texts) {
    const named = text.trim() === "" ? null : placeOfAdjustmentSlot(slot);
    if (!named) continue;
    const { text: _, ...place } = named;
    places.set(adjustmentKey(place), place);
  }
  return [...places.values()].sort(
    (one, other) =>
      funds.indexOf(one.fund) - funds.indexOf(other.fund) ||
      (one.row < other.row ? -1 : one.row > other.row ? 1 : 0) ||
      openingAdjustmentKindIds.indexOf(one.kind) - openingAdjustmentKindIds.indexOf(other.kind) ||
      (one.entry ?? 1) - (other.entry ?? 1),
  );
}

/** The adjustments of a report's facts that have an amount, in the order of funds, rows and kinds. */
export function openingAdjustmentsOf({ amounts, texts }: Facts): OpeningAdjustment[] {
  return begunAdjustments(amounts.keys(), []).flatMap((place) => {
    const key = adjustmentKey(place);
    const amount = amounts.get(key) ?? 0;
    const written = (text: AdjustmentText) => (texts.get(adjustmentSlot(place, text)) ?? "").trim();
    return amount === 0
      ? []
      : [{ ...place, key, amount, document: written("document"), date: written("date"), text: written("text") }];
  });
}

/** Whether an amount in fen goes in the direction of its kind. */
export function fitsKind({ kind, amount }: Pick<OpeningAdjustment, "kind" | "amount">): boolean {
  const { sign }: { sign: AdjustmentSign } = openingAdjustmentKind(kind);
  return sign === "any" || (sign === "plus" ? amount > 0 : amount < 0);
}
