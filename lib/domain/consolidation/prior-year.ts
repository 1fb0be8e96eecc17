/**
 * Last year's figures of a total, member by member: of a unit with accounts of last year those, of any other what it
 * stated itself, and never both.
 */
import type { Figures } from "../engine/contract";
import type { CellId } from "../words/cell-id";
import { priorYearKey, type FactKey } from "../words/fact-address";

export interface MemberPrior {
  unitId: string;
  /** Whether its accounts of last year are in the system, and so in the sum of last year. */
  isDerived: boolean;
  /** What it states of last year (sheet `priorYear`). */
  stated: ReadonlyMap<FactKey, number>;
}

export interface PriorOfTotal {
  /** `null`: of a unit nothing is known. */
  cell: (id: CellId) => number | null;
  /** The units of which neither accounts nor stated figures are there. */
  unknown: readonly string[];
  /** Whether every unit's accounts of last year are there, so that every cell is known. */
  isComplete: boolean;
}

/** @param derived the figures of last year's sum, over the members that have accounts of it */
export function priorOfTotal(derived: Figures, members: readonly MemberPrior[]): PriorOfTotal {
  const stating = members.filter(({ isDerived }) => !isDerived);
  return {
    cell: (id) => {
      let sum = derived.value(id) ?? 0;
      for (const { stated } of stating) {
        const own = stated.get(priorYearKey(id));
        if (own === undefined) return null;
        sum += own;
      }
      return sum;
    },
    unknown: stating.filter(({ stated }) => stated.size === 0).map(({ unitId }) => unitId),
    isComplete: stating.length === 0,
  };
}
