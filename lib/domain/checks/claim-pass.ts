import { roundingTolerance, type Precision } from "../words/amounts";
import { onceForLayout, type AccountLayout } from "../engine/account-layout";
import { absentCell, gather, type BoundTerm } from "../engine/bound-terms";
import type { Program, ResolvedSum } from "../engine/program";
import { SlotList } from "../engine/slot-list";
import { planClaims, type PlannedClaim } from "./planned-claims";
import type { ComparisonRule, Operator, Rule } from "./rule/rule";

export type AbsentCell = NonNullable<ReturnType<typeof absentCell>>;

/** One comparison of a rule at one place, resolved to slots. */
export interface ResolvedClaim {
  rule: ComparisonRule;
  place: string;
  operator: Operator;
  skipBlank: boolean;
  left: ResolvedSum;
  right: ResolvedSum;
  whileZero: ResolvedSum | null;
  /** What a side speaks of that has no slot: asked for when the claim is put into words. */
  absent: (side: "left" | "right") => AbsentCell | null;
  /** Allowed difference for rounding, in fen. */
  tolerance: number;
}

/** All claims of one set of accounts in flat arrays. */
export interface ClaimPass {
  readonly count: number;
  /** Reports the positions of the claims whose difference is not allowed with these figures. */
  reportSuspects(values: Float64Array, report: (at: number) => void): void;
  claimAt(at: number): ResolvedClaim;
}

/** Used for one set of accounts after the other. */
const collected = new SlotList();

/** The claims of all rules, row by row. They depend on the layout alone, so programs that share it share them. Without `withDefinitions` those that only repeat how a cell is computed are left out. */
export function claimsOf(
  { layout }: Program,
  precision: Precision,
  rules: readonly Rule[],
  { withDefinitions = true } = {},
): ClaimPass {
  const kinds = onceForLayout(layout, rules, () => new Map<string, ClaimPass>());
  const kind = withDefinitions ? `${precision}, definitions` : precision;
  let claims = kinds.get(kind);
  if (!claims) kinds.set(kind, (claims = layOut(layout, precision, rules, withDefinitions)));
  return claims;
}

function layOut(
  layout: AccountLayout,
  precision: Precision,
  rules: readonly Rule[],
  withDefinitions: boolean,
): ClaimPass {
  const origins: PlannedClaim[] = [];
  const rowsInHand: number[] = [];
  // Where the right side of a claim begins, and where the claim ends.
  const middles: number[] = [];
  const ends: number[] = [];
  const terms = collected.emptied();
  const lay = (claim: PlannedClaim, row: number) => {
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
  return {
    count: origins.length,
    reportSuspects(values, report) {
      let term = 0;
      for (let at = 0; at < ends.length; at++) {
        const start = term;
        let difference = 0;
        // A blank slot holds zero, so it need not be told apart here.
        for (const end = ends[at]!; term < end; term++) difference += signs[term]! * values[indexes[term]!]!;
        if (difference === 0) continue;
        const { operator } = origins[at]!.comparison;
        const tolerance = roundingTolerance(term - start - 1, precision);
        if ((difference > tolerance && operator !== ">=") || (difference < -tolerance && operator !== "<=")) report(at);
      }
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

function gathered(layout: AccountLayout, terms: readonly BoundTerm[], row: number): ResolvedSum {
  const list = new SlotList();
  gather(layout, terms, row, list);
  return list.taken();
}
