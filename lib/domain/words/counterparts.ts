/**
 * 往来单位: to whom a unit paid the amounts of 对附属单位补助支出 and 上缴上级支出, and from whom it received those of 上级补助收入
 * and 附属单位上缴收入. What one unit of a scope paid another is no income and no expenditure of the scope
 * (部门决算管理办法, 汇总与内部往来抵销). Amounts in fen.
 */
import { factKey, parseFactKey, type FactKey, type SheetId } from "./fact-address";
import type { Facts } from "./facts";
import type { Fund } from "./funds";

/** Both ends of a payment between units: the column of who pays, and of who receives. */
export const transferKinds = [
  {
    id: "subsidy",
    label: "上级补助",
    paid: {
      sheet: "expenditure",
      fund: "nonAppropriation",
      column: "subsidyToAffiliates",
      label: "对附属单位补助支出",
    },
    received: { sheet: "income", fund: "", column: "superiorSubsidy", label: "上级补助收入" },
  },
  {
    id: "remittance",
    label: "附属单位上缴",
    paid: { sheet: "expenditure", fund: "nonAppropriation", column: "remittanceToSuperior", label: "上缴上级支出" },
    received: { sheet: "income", fund: "", column: "affiliateRemittance", label: "附属单位上缴收入" },
  },
] as const;
export type TransferKindId = (typeof transferKinds)[number]["id"];

export const transferDirections = ["paid", "received"] as const;
export type TransferDirection = (typeof transferDirections)[number];

/** One of the four columns. */
export interface TransferColumn {
  kind: TransferKindId;
  direction: TransferDirection;
  sheet: Extract<SheetId, "income" | "expenditure">;
  fund: Fund | "";
  column: string;
  label: string;
}

/** The four columns, incomes first. */
export const transferColumns: readonly TransferColumn[] = (["received", "paid"] as const).flatMap((direction) =>
  transferKinds.map((kind) => ({ ...kind[direction], kind: kind.id, direction })),
);

export function transferKind(id: TransferKindId): (typeof transferKinds)[number] {
  return transferKinds.find((kind) => kind.id === id)!;
}

export function otherDirection(direction: TransferDirection): TransferDirection {
  return direction === "paid" ? "received" : "paid";
}

/** Stands for whoever is no unit of the district (of the city, the province, another district). */
export const outsideParty = "outside";

/** What is written of a counterpart besides the amount. */
export const counterpartTexts = [
  /** Who it is, where it is no unit of the district, or one that the register does not have. */
  { id: "name", label: "对方名称" },
  /** The fiscal year in which the other side has the payment, where that is another one. */
  { id: "year", label: "对方入账年度" },
] as const;
export type CounterpartText = (typeof counterpartTexts)[number]["id"];

/** Which amount is split up, and whose part: `item` the 项, `party` the other unit's id or `outsideParty`. */
export interface CounterpartPlace {
  column: string;
  item: string;
  party: string;
}

/** The column of an id; `undefined` for any other. */
export function transferColumn(id: string): TransferColumn | undefined {
  return transferColumns.find(({ column }) => column === id);
}

/** Where a counterpart's amount is kept. Throws on a column that is none of the four. */
export function counterpartKey({ column, item, party }: CounterpartPlace): FactKey {
  const known = transferColumn(column);
  if (!known) throw new RangeError(`no transfers in column ${column}`);
  return factKey("counterparts", counterpartRow({ item, party }), known.fund, column);
}

/** The row of a counterpart's amount; read back by `partsOfRow`. */
export function counterpartRow({ item, party }: Pick<CounterpartPlace, "item" | "party">): string {
  return `${item}.${party}`;
}

/** The place of a counterpart's amount; `null` for any other fact. */
export function placeOfCounterpart(key: FactKey): CounterpartPlace | null {
  if (!key.startsWith("counterparts:")) return null;
  const { row, column } = parseFactKey(key);
  return { column, ...partsOfRow(row)! };
}

/** The 项 and the party of a row of counterparts; `null` where it is none. */
export function partsOfRow(row: string): Pick<CounterpartPlace, "item" | "party"> | null {
  const match = /^(\d+)\.(outside|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(row);
  return match ? { item: match[1]!, party: match[2]! } : null;
}

/** The amount that counterparts are parts of. */
export function transferAmountKey({ column, item }: Pick<CounterpartPlace, "column" | "item">): FactKey {
  const { sheet, fund } = transferColumn(column)!;
  return factKey(sheet, item, fund, column);
}

/** The transfer that a fact of the four columns is; `null` for any other fact. */
export function transferAt(key: FactKey): (TransferColumn & { item: string }) | null {
  if (!key.startsWith("income:") && !key.startsWith("expenditure:")) return null;
  const { row, column } = parseFactKey(key);
  const found = transferColumn(column);
  return found ? { ...found, item: row } : null;
}

const slotPrefix = "counterpart.";

export function counterpartSlot({ column, item, party }: CounterpartPlace, text: CounterpartText): string {
  return `${slotPrefix}${column}.${item}.${party}.${text}`;
}

/** The place and text of a slot; `null` for a slot of anything else. */
export function placeOfCounterpartSlot(slot: string): (CounterpartPlace & { text: CounterpartText }) | null {
  if (!slot.startsWith(slotPrefix)) return null;
  const [column = "", item = "", party = "", text] = slot.slice(slotPrefix.length).split(".");
  const known = counterpartTexts.find(({ id }) => id === text);
  return known && transferColumn(column) && partsOfRow(counterpartRow({ item, party }))
    ? { column, item, party, text: known.id }
    : null;
}

/** Everything that is begun: with an amount (also 0), an input that is none, or a text; by columns, 项 and parties. */
export function begunCounterparts(
  keys: Iterable<FactKey>,
  texts: Iterable<readonly [string, string]>,
): CounterpartPlace[] {
  const places = new Map<FactKey, CounterpartPlace>();
  for (const key of keys) {
    const place = placeOfCounterpart(key);
    if (place) places.set(key, place);
  }
  for (const [slot, text] of texts) {
    const named = text.trim() === "" ? null : placeOfCounterpartSlot(slot);
    if (!named) continue;
    const { text: _, ...place } = named;
    places.set(counterpartKey(place), place);
  }
  const columns = transferColumns.map(({ column }) => column);
  return [...places.values()].sort(
    (one, other) =>
      columns.indexOf(one.column) - columns.indexOf(other.column) ||
      (one.item < other.item ? -1 : one.item > other.item ? 1 : 0) ||
      (one.party < other.party ? -1 : one.party > other.party ? 1 : 0),
  );
}

/** What a unit states of one payment. */
export interface Counterpart extends CounterpartPlace {
  kind: TransferKindId;
  direction: TransferDirection;
  amount: number;
  /** As written; empty where nobody wrote it. */
  name: string;
  year: string;
}

/** The counterparts that a report states with an amount that is not 0. */
export function counterpartsOf({ amounts, texts }: Facts): Counterpart[] {
  return begunCounterparts(amounts.keys(), []).flatMap((place) => {
    const amount = amounts.get(counterpartKey(place)) ?? 0;
    if (amount === 0) return [];
    const { kind, direction } = transferColumn(place.column)!;
    const written = (text: CounterpartText) => (texts.get(counterpartSlot(place, text)) ?? "").trim();
    return [{ ...place, kind, direction, amount, name: written("name"), year: written("year") }];
  });
}

/** An amount of the four columns beside what is stated of its counterparts. */
export interface TransferAmount {
  key: FactKey;
  column: TransferColumn;
  item: string;
  /** As entered; `null`: blank. */
  amount: number | null;
  /** Σ of the counterparts; `null`: none is named. */
  named: number | null;
}

/** Every amount of the four columns, and every one that counterparts are named of; by columns and 项. */
export function transferAmounts(amounts: Facts["amounts"]): TransferAmount[] {
  const found = new Map<FactKey, TransferAmount>();
  const at = (key: FactKey) => {
    const known = found.get(key);
    if (known) return known;
    const { item, ...column } = transferAt(key)!;
    const added = { key, column, item, amount: null, named: null };
    found.set(key, added);
    return added as TransferAmount;
  };
  for (const [key, amount] of amounts) {
    const place = placeOfCounterpart(key);
    if (place) {
      const whole = at(transferAmountKey(place));
      whole.named = (whole.named ?? 0) + amount;
    } else if (transferAt(key)) at(key).amount = amount;
  }
  const order = (each: TransferAmount) => transferColumns.findIndex(({ column }) => column === each.column.column);
  return [...found.values()].sort(
    (one, other) => order(one) - order(other) || (one.item < other.item ? -1 : one.item > other.item ? 1 : 0),
  );
}

/** What another unit states of its payments with the one in hand: seen from that other unit. */
export interface StatedByOther {
  /** Who states it. */
  unitId: string;
  kind: TransferKindId;
  /** Of the other unit: `paid` where it says it paid the one in hand. */
  direction: TransferDirection;
  amount: number;
}

/** One payer, receiver and kind, as both sides have it; `null`: that side names it not. */
export interface TransferPair {
  payer: string;
  receiver: string;
  kind: TransferKindId;
  paid: number | null;
  received: number | null;
}

/** `equal`: both sides have the same. `oneSided`: one side alone names it. */
export function stateOfPair({
  paid,
  received,
}: Pick<TransferPair, "paid" | "received">): "equal" | "unequal" | "oneSided" {
  if (paid === null || received === null) return "oneSided";
  return paid === received ? "equal" : "unequal";
}

/** What is left between both sides: paid less received, a side that names it not as 0. */
export function differenceOfPair({ paid, received }: Pick<TransferPair, "paid" | "received">): number {
  return (paid ?? 0) - (received ?? 0);
}

export function pairId({ payer, receiver, kind }: Pick<TransferPair, "payer" | "receiver" | "kind">): string {
  return `${kind}.${payer}.${receiver}`;
}

/** One statement of a unit about a payment with another unit of the district. */
export interface StatedTransfer {
  unitId: string;
  party: string;
  kind: TransferKindId;
  direction: TransferDirection;
  amount: number;
}

/** Payments with the same payer, receiver and kind, over all 项, in the order in which they first come. */
export function pairsOf(stated: Iterable<StatedTransfer>): TransferPair[] {
  const pairs = new Map<string, TransferPair>();
  for (const { unitId, party, kind, direction, amount } of stated) {
    const [payer, receiver] = direction === "paid" ? [unitId, party] : [party, unitId];
    const id = pairId({ payer, receiver, kind });
    const pair = pairs.get(id) ?? { payer, receiver, kind, paid: null, received: null };
    pairs.set(id, pair);
    pair[direction] = (pair[direction] ?? 0) + amount;
  }
  return [...pairs.values()];
}
