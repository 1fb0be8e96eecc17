/** From a figure of a total to the units behind it, and to those that make up its change. */
import { formatPercent } from "../words/amounts";
import type { FactKey } from "../words/fact-address";

/** The facts of a unit that a cell may be made of; others do no harm. */
export interface MemberFacts {
  unitId: string;
  amounts: ReadonlyMap<FactKey, number>;
}

/** What a unit gives to a cell. */
export interface Contribution {
  unitId: string;
  value: number;
  /** Of Σ 单位, as a percentage: `12.50`; `null` where the sum is 0. */
  share: string | null;
}

/**
 * What every unit gives to a cell, the largest first; a unit without the cell is left out.
 *
 * @param factors what the cell is made of (`factorsBehind`), in figures that have every fact of the units
 */
export function contributionsTo(
  factors: ReadonlyMap<FactKey, number>,
  members: readonly MemberFacts[],
): Contribution[] {
  const given = members.flatMap(({ unitId, amounts }) => {
    let value: number | null = null;
    for (const [key, amount] of amounts) {
      const factor = factors.get(key);
      if (factor !== undefined) value = (value ?? 0) + factor * amount;
    }
    return value === null ? [] : [{ unitId, value }];
  });
  const sum = given.reduce((total, { value }) => total + value, 0);
  return given
    .map((each) => ({ ...each, share: formatPercent(each.value, sum, { trailingZeros: true }) }))
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
}

/** A unit's figure of a cell in two years; `null`: it has no accounts of that year. */
export interface YearlyFigure {
  unitId: string;
  now: number | null;
  before: number | null;
}

export interface ChangeOfTotal {
  now: number;
  before: number;
  /** Both years of the units that have accounts of both. */
  sameUnits: { now: number; before: number; units: number };
  /** Units with accounts of one of the years alone. */
  come: readonly string[];
  gone: readonly string[];
  /** The units that make up four fifths of what moved in the direction of the change, the largest first. */
  main: readonly { unitId: string; change: number }[];
}

/** What part of a change has to be explained by the units that are named. */
const EXPLAINED = 0.8;

/** A total against the year before: as a whole, and of the same units. */
export function changeOfTotal(figures: readonly YearlyFigure[]): ChangeOfTotal {
  const sum = (of: readonly YearlyFigure[], year: "now" | "before") =>
    of.reduce((total, figure) => total + (figure[year] ?? 0), 0);
  const same = figures.filter(({ now, before }) => now !== null && before !== null);
  const now = sum(figures, "now");
  const before = sum(figures, "before");
  const direction = Math.sign(now - before);
  const moved = figures
    .map(({ unitId, now: is, before: was }) => ({ unitId, change: (is ?? 0) - (was ?? 0) }))
    .filter(({ change }) => direction !== 0 && Math.sign(change) === direction)
    .sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
  const all = moved.reduce((total, { change }) => total + change, 0);
  let explained = 0;
  const main = moved.filter(({ change }) => {
    const isEnough = Math.abs(explained) >= Math.abs(all) * EXPLAINED;
    explained += change;
    return !isEnough;
  });
  return {
    now,
    before,
    sameUnits: { now: sum(same, "now"), before: sum(same, "before"), units: same.length },
    come: figures.flatMap(({ unitId, before: was }) => (was === null ? [unitId] : [])),
    gone: figures.flatMap(({ unitId, now: is }) => (is === null ? [unitId] : [])),
    main,
  };
}
