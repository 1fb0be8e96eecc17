import { firstDayOf, yearOf } from "./days";
import { isEndOf, owes } from "./obligations";
import { partiesOf, wholeShare, type UnitRegister, type UnitEvent } from "./register";

/** Amounts in fen, by what they are for (a fund, an item of a fund …). */
export type Balances = ReadonlyMap<string, number>;

/** What every unit has, by the id of the unit. */
export type BalancesOfUnits = ReadonlyMap<string, Balances>;

/**
 * The fiscal year at whose beginning an event hands balances over; `null` when it hands none over there. An event of 1
 * January, and one whose successors report the whole year, do so at the beginning of that year; one whose units report
 * their last year themselves at the beginning of the next. A unit that goes on then hands over during the year, which
 * its accounts show.
 */
export function takeoverYearOf(event: UnitEvent, unitId: string): number | null {
  const year = yearOf(event.effectiveOn);
  if (event.effectiveOn === firstDayOf(year) || event.finalReport === "inSuccessor") return year;
  return isEndOf(event, unitId) ? year + 1 : null;
}

/**
 * The opening balances of a fiscal year, from the closing balances of the year before: of a unit that goes on its own,
 * of a successor what its predecessors had, by shares and to the fen. `surrendered` is what units had that ended
 * without a successor, so that Σ openings + Σ surrendered = Σ closings for every key.
 */
export function openingsOf(
  register: UnitRegister,
  year: number,
  closings: BalancesOfUnits,
): { openings: BalancesOfUnits; surrendered: BalancesOfUnits } {
  const held = new Map([...closings].map(([unitId, balances]) => [unitId, new Map(balances)]));
  const surrendered = new Map<string, Balances>();
  for (const event of inOrder(register.events)) {
    // All of an event's predecessors hand over before anybody receives: one of them may be a successor as well.
    const handed = event.predecessors.flatMap((unitId) => {
      const balances = held.get(unitId);
      if (!balances || !handsOver(event, unitId, year)) return [];
      held.delete(unitId);
      return [{ unitId, balances }];
    });
    for (const { unitId, balances } of handed) {
      if (event.successors.length === 0) surrendered.set(unitId, balances);
      for (const [key, amount] of balances) {
        for (const part of partsOf(amount, event.successors)) addTo(held, part.unitId, key, part.amount);
      }
    }
  }
  return { openings: held, surrendered };
}

/**
 * A unit that ended earlier holds only what came to it from one that reported after it; that goes on to its successors.
 * A unit that goes on is divided once, in the year of the event.
 */
function handsOver(event: UnitEvent, unitId: string, year: number): boolean {
  const takeover = takeoverYearOf(event, unitId);
  if (takeover === null) return false;
  return isEndOf(event, unitId) ? takeover <= year : takeover === year;
}

function inOrder(events: readonly UnitEvent[]): UnitEvent[] {
  return [...events].sort((one, other) =>
    one.effectiveOn < other.effectiveOn ? -1 : one.effectiveOn > other.effectiveOn ? 1 : 0,
  );
}

function addTo(held: Map<string, Map<string, number>>, unitId: string, key: string, amount: number): void {
  const balances = held.get(unitId) ?? new Map<string, number>();
  balances.set(key, (balances.get(key) ?? 0) + amount);
  held.set(unitId, balances);
}

/** A unit and everybody whose balances may have come to it or gone from it, however many events lie between them. */
export function relatedUnits({ events }: UnitRegister, unitId: string): string[] {
  const related = new Set([unitId]);
  for (let known = 0; known !== related.size; ) {
    known = related.size;
    for (const event of events) {
      const parties = partiesOf(event);
      if ([...parties].some((party) => related.has(party))) for (const party of parties) related.add(party);
    }
  }
  return [...related];
}

/**
 * The units whose closing balances of the year before are, whole or in part, the openings of a unit; itself when it
 * goes on.
 */
export function giversOf(register: UnitRegister, unitId: string, year: number): string[] {
  const candidates = relatedUnits(register, unitId).filter((giver) => owes(register, giver, year - 1));
  return candidates.filter((giver) => takersOf(register, giver, year).includes(unitId));
}

/** The events by which balances come to a unit, or go from it, at the beginning of a year; the earliest first. */
export function takeoversOf({ events }: UnitRegister, unitId: string, year: number): UnitEvent[] {
  return inOrder(events).filter(
    (event) =>
      partiesOf(event).has(unitId) &&
      event.predecessors.some((predecessor) => takeoverYearOf(event, predecessor) === year) &&
      // A rename or a transfer has the same unit on both sides: nothing comes or goes.
      event.predecessors
        .concat(event.successors.map((successor) => successor.unitId))
        .some((party) => party !== unitId),
  );
}

/** The units that open a year with the closing balances of a unit, whole or in part; itself when it goes on. */
export function takersOf(register: UnitRegister, unitId: string, year: number): string[] {
  const mark = new Map([[unitId, new Map([["", Number.MAX_SAFE_INTEGER]])]]);
  return [...openingsOf(register, year, mark).openings].flatMap(([taker, balances]) =>
    balances.get("") === 0 ? [] : [taker],
  );
}

/**
 * An amount by shares, to the fen and together the whole of it: what rounding leaves over goes, a fen each, to those it
 * cut most from, the first of equals first.
 */
export function partsOf<T extends { share: number }>(
  amount: number,
  holders: readonly T[],
): (T & { amount: number })[] {
  const sign = amount < 0 ? -1 : 1;
  const whole = BigInt(wholeShare);
  const parts = holders.map((holder, position) => {
    const exact = BigInt(Math.abs(amount)) * BigInt(holder.share);
    return { holder, position, fen: Number(exact / whole), rest: Number(exact % whole) };
  });
  let left = holders.length === 0 ? 0 : Math.abs(amount) - parts.reduce((sum, { fen }) => sum + fen, 0);
  for (const part of [...parts].sort((one, other) => other.rest - one.rest || one.position - other.position)) {
    if (left === 0) break;
    part.fen += 1;
    left -= 1;
  }
  return parts.map(({ holder, fen }) => ({ ...holder, amount: fen === 0 ? 0 : sign * fen }));
}

/** A key for which openings and closings do not agree, in fen. */
export interface OpeningGap {
  key: string;
  closing: number;
  opening: number;
}

/** Where Σ openings of the successors is not Σ closings of the predecessors; empty when it is, for every key. */
export function openingGaps(closings: Iterable<Balances>, openings: Iterable<Balances>): OpeningGap[] {
  const sums = new Map<string, OpeningGap>();
  const add = (balances: Iterable<Balances>, side: "closing" | "opening") => {
    for (const [key, amount] of [...balances].flatMap((unit) => [...unit])) {
      const sum = sums.get(key) ?? { key, closing: 0, opening: 0 };
      sum[side] += amount;
      sums.set(key, sum);
    }
  };
  add(closings, "closing");
  add(openings, "opening");
  return [...sums.values()].filter(({ closing, opening }) => closing !== opening);
}
