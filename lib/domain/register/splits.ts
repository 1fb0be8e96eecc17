import { funds, type Fund } from "../words/funds";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { partsOf, takeoverYearOf } from "./openings";
import type { UnitEvent, UnitRegister } from "./register";

/** One fund of a unit that was split; amounts in fen. */
export interface SplitFund {
  fund: Fund;
  /** What the unit closed its last year with. */
  closing: number;
  /** What falls to each successor, in the order of the event. */
  parts: { unitId: string; amount: number }[];
  /** Of that, what stands as an opening balance in the accounts of successors who have begun them. */
  taken: number;
  /** What no accounts have taken over yet. */
  rest: number;
}

/** A split by which a unit's balances are divided at the beginning of a year. */
export interface Split {
  event: UnitEvent;
  predecessorId: string;
  /** The fiscal year whose accounts open with the parts. */
  year: number;
}

/** The splits that a unit was divided by, or came from; the earliest first. */
export function splitsOf({ events }: UnitRegister, unitId: string): Split[] {
  return events
    .flatMap((event) => {
      const [predecessorId] = event.predecessors;
      if (event.kind !== "split" || predecessorId === undefined) return [];
      const isParty = predecessorId === unitId || event.successors.some((successor) => successor.unitId === unitId);
      const year = takeoverYearOf(event, predecessorId);
      return isParty && year !== null ? [{ event, predecessorId, year }] : [];
    })
    .toSorted((one, other) => one.year - other.year);
}

/**
 * How the closing balances of a split unit are divided, by fund and to the fen as `openingsOf` divides each balance, so
 * that Σ parts = closing.
 *
 * @param closings by the keys of the openings they become, in fen.
 * @param hasOpened whether a successor has begun the accounts of the year.
 */
export function splitFunds(
  { event }: Pick<Split, "event">,
  closings: ReadonlyMap<FactKey, number>,
  hasOpened: (unitId: string) => boolean,
): SplitFund[] {
  return funds.flatMap((fund) => {
    const balances = [...closings].filter(([key]) => {
      const address = parseFactKey(key);
      return address.sheet === "balance" && address.column === "opening" && address.fund === fund;
    });
    const closing = balances.reduce((sum, [, amount]) => sum + amount, 0);
    if (balances.every(([, amount]) => amount === 0)) return [];
    const divided = balances.flatMap(([, amount]) => partsOf(amount, event.successors));
    const parts = event.successors.map(({ unitId }) => ({
      unitId,
      amount: divided.reduce((sum, part) => (part.unitId === unitId ? sum + part.amount : sum), 0),
    }));
    const taken = parts.reduce((sum, { unitId, amount }) => (hasOpened(unitId) ? sum + amount : sum), 0);
    return [{ fund, closing, parts, taken, rest: closing - taken }];
  });
}
