import { roundingTolerance, type Precision } from "../../words/amounts";
import type { Claim, Comparing, Operator, ResolvedSum } from "../contract";
import { absentCell, gather } from "./bound-terms";
import { onceForLayout, type FigureLayout } from "./figure-layout";
import type { BoundTerm } from "./plan";
import { planClaims, type PlannedClaim } from "./planned-claims";
import { SlotList } from "./slot-list";
import type { CellEffects } from "./sum-pass";
import { usersOf, type Users } from "./users";

/** All claims of one set of accounts in flat arrays. */
export interface ClaimPass<R extends Comparing> {
  readonly count: number;
  /** Adds left − right of every claim up. */
  run(values: Float64Array, differences: Float64Array): void;
  /** Reports the positions of the claims whose difference is not allowed. */
  reportSuspects(differences: Float64Array, report: (at: number) => void): void;
  /** The claims that a fact moves, itself and through cells (`cells`), each with the factor by which it does. */
  effectsOf(slot: number, cells: CellEffects): ClaimEffects;
  claimAt(at: number): Claim<R>;
}

export interface ClaimEffects {
  positions: Int32Array;
  factors: Float64Array;
}

/** Used for one set of accounts after the other. */
const collected = new SlotList();

/**
 * The claims of all rules, row by row. They depend on the layout alone, so programs that share it share them. Without
 * `withDefinitions` those that only repeat how a cell is computed are left out.
 */
export function claimsOf<R extends Comparing>(
  layout: FigureLayout,
  precision: Precision,
  rules: readonly R[],
  withDefinitions: boolean,
): ClaimPass<R> {
  const kinds = onceForLayout(layout, rules, () => new Map<string, ClaimPass<R>>());
  const kind = withDefinitions ? `${precision}, definitions` : precision;
  let claims = kinds.get(kind);
  if (!claims) kinds.set(kind, (claims = layOut(layout, precision, rules, withDefinitions)));
  return claims;
}

function layOut<R extends Comparing>(
  layout: FigureLayout,
  precision: Precision,
  rules: readonly R[],
  withDefinitions: boolean,
): ClaimPass<R> {
  const origins: PlannedClaim<R>[] = [];
  const rowsInHand: number[] = [];
  // Where the right side of a claim begins, and where the claim ends.
  const middles: number[] = [];
  const ends: number[] = [];
  const terms = collected.emptied();
  const lay = (claim: PlannedClaim<R>, row: number) => {
    const start = terms.length;
    gather(layout, claim.left, row, terms);
    const middle = terms.length;
    gather(layout, claim.right, row, terms, -1);
    // A claim about cells that this set of rows does not have says nothing.
    if (terms.length === start) return;
    origins.push(claim);
    rowsInHand.push(row);
    middles.push(middle);
    ends.push(terms.length);
  };
  for (const planned of planClaims(layout.plan, rules)) {
    if (!planned.rows) {
      for (const claim of planned.claims) if (withDefinitions || claim.isDefinitionAt.size === 0) lay(claim, -1);
      continue;
    }
    for (const row of layout.tables[planned.rows.table]!.rows) {
      const level = layout.levels[row]!;
      if (!planned.rows.levels.has(level)) continue;
      for (const claim of planned.claims) if (withDefinitions || !claim.isDefinitionAt.has(level)) lay(claim, row);
    }
  }
  const { indexes, signs } = terms.taken();
  const side = (from: number, to: number, sign: 1 | -1): ResolvedSum => ({
    indexes: indexes.slice(from, to),
    signs: signs.slice(from, to).map((each) => each * sign),
  });
  const allowed = allowedDifferences(origins, ends, precision);
  let users: Users | undefined;
  const effects = new Map<number, ClaimEffects>();
  return {
    count: origins.length,
    run(values, differences) {
      let term = 0;
      for (let at = 0; at < ends.length; at++) {
        let difference = 0;
        // A blank slot holds zero, so it need not be told apart here.
        for (const end = ends[at]!; term < end; term++) difference += signs[term]! * values[indexes[term]!]!;
        differences[at] = difference;
      }
    },
    reportSuspects(differences, report) {
      const { lowest, highest } = allowed;
      for (let at = 0; at < lowest.length; at++)
        if (differences[at]! < lowest[at]! || differences[at]! > highest[at]!) report(at);
    },
    effectsOf(slot, cells) {
      let found = effects.get(slot);
      if (!found) {
        users ??= usersOf(layout.slotCount, ends, indexes, signs);
        effects.set(slot, (found = effectsOn(users, slot, cells)));
      }
      return found;
    },
    claimAt(at) {
      const claim = origins[at]!;
      const row = rowsInHand[at]!;
      const {
        rule,
        comparison,
        place: { table, row: named, column },
      } = claim;
      const start = at === 0 ? 0 : ends[at - 1]!;
      return {
        rule,
        place: [table, row < 0 ? named : layout.ids[row], column].filter(Boolean).join("."),
        operator: comparison.operator,
        skipBlank: comparison.missing === "skip",
        left: side(start, middles[at]!, 1),
        right: side(middles[at]!, ends[at]!, -1),
        absent: (of) => absentCell(layout, claim[of], row),
        whileZero: claim.whileZero && gathered(layout, claim.whileZero, row),
        tolerance: roundingTolerance(ends[at]! - start - 1, precision),
      };
    },
  };
}

/** What a difference must lie between, by claim. */
function allowedDifferences(
  claims: readonly { comparison: { operator: Operator } }[],
  ends: readonly number[],
  precision: Precision,
): { lowest: Float64Array; highest: Float64Array } {
  const lowest = new Float64Array(claims.length);
  const highest = new Float64Array(claims.length);
  claims.forEach(({ comparison: { operator } }, at) => {
    const tolerance = roundingTolerance(ends[at]! - (at === 0 ? 0 : ends[at - 1]!) - 1, precision);
    lowest[at] = operator === "<=" ? -Infinity : -tolerance;
    highest[at] = operator === ">=" ? Infinity : tolerance;
  });
  return { lowest, highest };
}

function effectsOn({ starts, positions, signs }: Users, fact: number, cells: CellEffects): ClaimEffects {
  const byClaim = new Map<number, number>();
  const follow = (slot: number, factor: number) => {
    for (let at = starts[slot]!; at < starts[slot + 1]!; at++)
      byClaim.set(positions[at]!, (byClaim.get(positions[at]!) ?? 0) + signs[at]! * factor);
  };
  follow(fact, 1);
  cells.slots.forEach((slot, at) => follow(slot, cells.factors[at]!));
  const moved = [...byClaim].filter(([, factor]) => factor !== 0);
  return {
    positions: Int32Array.from(moved, ([position]) => position),
    factors: Float64Array.from(moved, ([, factor]) => factor),
  };
}

function gathered(layout: FigureLayout, terms: readonly BoundTerm[], row: number): ResolvedSum {
  const list = new SlotList();
  gather(layout, terms, row, list);
  return list.taken();
}
