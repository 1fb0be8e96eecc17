import type { Precision } from "../../words/amounts";
import type { Claims, Comparing, Figures, NamedTerm, ResolvedSum } from "../contract";
import { claimsOf, type ClaimPass } from "./claim-pass";
import { programOf, type FigureProgram } from "./program";

/**
 * Every comparison of the rules at every place that these accounts have. Without `withDefinitions` those that only
 * repeat how a cell is computed are left out: they cannot fail where cells are computed.
 */
export function compareFigures<R extends Comparing>(
  figures: Figures,
  rules: readonly R[],
  precision: Precision,
  { withDefinitions = true } = {},
): Claims<R> {
  const program = programOf(figures);
  const claims = claimsOf(program.layout, precision, rules, withDefinitions);
  const differences = differencesOf(program, claims);
  return {
    count: claims.count,
    reportSuspects: (report) => claims.reportSuspects(differences(), report),
    claimAt: claims.claimAt,
  };
}

/** Left − right of every claim as the figures are now: after few edits only what they moved is worked out again. */
function differencesOf(program: FigureProgram, claims: ClaimPass<Comparing>): () => Float64Array {
  let passes = -1;
  let steps = 0;
  let differences: Float64Array | undefined;
  return () => {
    differences ??= new Float64Array(claims.count);
    // Given figures are written without a word.
    if (passes !== program.passes || !program.isDerived) {
      claims.run(program.values, differences);
      passes = program.passes;
    } else
      for (; steps < program.steps.length; steps++) {
        const { slot, by } = program.steps[steps]!;
        const { positions, factors } = claims.effectsOf(slot, program.effectsOf(slot));
        for (let at = 0; at < positions.length; at++) differences[positions[at]!]! += factors[at]! * by;
      }
    steps = program.steps.length;
    return differences;
  };
}

/** The signed sum as the figures are now; blank counts as zero. */
export function valueOfSum(figures: Figures, { indexes, signs }: ResolvedSum): number {
  const { values } = programOf(figures);
  let total = 0;
  // A blank slot holds zero.
  for (let term = 0; term < indexes.length; term++) total += signs[term]! * values[indexes[term]!]!;
  return total;
}

/** Whether nothing that is added up has a figure. */
export function isBlankSum(figures: Figures, { indexes }: ResolvedSum): boolean {
  const { present } = programOf(figures);
  return indexes.every((slot) => present[slot] === 0);
}

/** Whether one of the figures that are added up is blank; nothing is, where nothing is added up. */
export function isBlankTerm(figures: Figures, { indexes }: ResolvedSum, at: number): boolean {
  const slot = indexes[at];
  return slot === undefined || programOf(figures).present[slot] === 0;
}

/** What a sum is made of, by name. */
export function termsOf(figures: Figures, { indexes, signs }: ResolvedSum): NamedTerm[] {
  const program = programOf(figures);
  return Array.from(indexes, (slot, term) => ({
    ...program.idOfSlot(slot),
    sign: signs[term]! as 1 | -1,
  }));
}
