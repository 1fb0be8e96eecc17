/**
 * Facts of many units as facts of all of them. A blank stays blank, a typed 0 stays 0; what cancels wholly is no row.
 * What adds up is declared with the sheets of the format (`inSum`); nothing here knows of a sheet by name.
 */
import { placeProblem } from "../formats/address-problem";
import type { EntrySheets } from "../formats/entry-sheets";
import type { InSum } from "../formats/sheet-definition";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { isNoDataSlot, noDataStatement } from "../words/facts";

/** A fact of one unit, or the sum that a database made of that of several. */
export interface FactLine {
  key: FactKey;
  amount: number;
  /** How many units gave it. */
  units: number;
  /** Whether one of them is not 0. */
  isMoved: boolean;
}

/** Facts that are added up, as their own format has them. */
export interface FactsOfFormat {
  sheets: EntrySheets;
  lines: Iterable<FactLine>;
}

/** A fact that has no place among those it was to be added to. */
export interface NotAdded {
  key: FactKey;
  amount: number;
  units: number;
}

export interface FactSum {
  amounts: ReadonlyMap<FactKey, number>;
  /** How many units gave each, also of what cancels. */
  units: ReadonlyMap<FactKey, number>;
  /** What units of another format have and this one has not. */
  notAdded: readonly NotAdded[];
}

/** What of `InSum` is added; the rest stays a unit's own. */
const isAdded: Record<InSum, boolean> = {
  added: true,
  byParticipant: true,
  stock: true,
  memberByMember: false,
  left: false,
};

/** The facts of one unit as lines. */
export function linesOf(amounts: ReadonlyMap<FactKey, number>): FactLine[] {
  return Array.from(amounts, ([key, amount]) => ({ key, amount, units: 1, isMoved: amount !== 0 }));
}

/**
 * Adds facts up, fact by fact.
 *
 * @param sheets of the format in which the sum is printed
 */
export function sumOfFacts(parts: readonly FactsOfFormat[], sheets: EntrySheets): FactSum {
  const sums = new Map<FactKey, { amount: number; units: number; isMoved: boolean }>();
  const notAdded = new Map<FactKey, NotAdded>();
  for (const part of parts) {
    for (const { key, amount, units, isMoved } of part.lines) {
      if (!isAdded[part.sheets.inSumOf(parseFactKey(key))]) continue;
      if (part.sheets !== sheets && !meansTheSame(key, part.sheets, sheets)) {
        const known = notAdded.get(key);
        notAdded.set(key, { key, amount: (known?.amount ?? 0) + amount, units: (known?.units ?? 0) + units });
        continue;
      }
      const sum = sums.get(key);
      if (sum) {
        sum.amount += amount;
        sum.units += units;
        sum.isMoved ||= isMoved;
      } else sums.set(key, { amount, units, isMoved });
    }
  }
  const amounts = new Map<FactKey, number>();
  for (const [key, { amount, isMoved }] of sums) if (amount !== 0 || !isMoved) amounts.set(key, amount);
  return {
    amounts,
    units: new Map(Array.from(sums, ([key, { units }]) => [key, units])),
    notAdded: [...notAdded.values()],
  };
}

/** Whether a fact of one format stands at the same place, in the same measure, in another, and is added there. */
export function meansTheSame(key: FactKey, from: EntrySheets, to: EntrySheets): boolean {
  const address = parseFactKey(key);
  return (
    placeProblem(address, to) === undefined &&
    from.measureOf(address) === to.measureOf(address) &&
    isAdded[to.inSumOf(address)]
  );
}

/** The statements that a sheet has no data which every unit makes; `texts`: those of each. */
export function statedByAll(texts: readonly ReadonlyMap<string, string>[]): Map<string, string> {
  const [first, ...others] = texts;
  return new Map(
    [...(first ?? [])].filter(
      ([slot, text]) =>
        isNoDataSlot(slot) && text === noDataStatement && others.every((other) => other.get(slot) === noDataStatement),
    ),
  );
}
