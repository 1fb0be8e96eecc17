/** Where the true correction stands among the proposals, and whether anything could have told it from the others. */
import type { Suspicion } from "@/lib/domain/culprit/suspicion";

/** So many other corrections that nothing tells from the true one make a slip undecidable: it is among the first three by chance only. */
const TIED = 3;

export interface Place {
  /** 0 is first; −1 where the true correction, cells and figures, is not among the proposals. */
  rank: number;
  isUndecidable: boolean;
}

export function placeOf(proposals: readonly Suspicion[], right: ReadonlyMap<string, number | null>, rounding: number): Place {
  const rank = proposals.findIndex((proposal) => restores(proposal, right, rounding));
  return { rank, isUndecidable: rank >= 0 && tiedWith(proposals[rank]!, proposals).length >= TIED };
}

function restores({ edits }: Suspicion, right: ReadonlyMap<string, number | null>, rounding: number): boolean {
  return edits.length === right.size && edits.every((edit) => {
    const id = edit.kind === "fact" ? edit.key : edit.id;
    return right.has(id) && Math.abs((right.get(id) ?? 0) - (edit.to ?? 0)) <= rounding;
  });
}

/**
 * Other corrections that cure and break exactly the same, by the same kind of slip, and for which exactly the same evidence
 * speaks. Where they stand in the ranking plays no part. Whatever is not proposed at all counts as decidable.
 */
function tiedWith(truth: Suspicion, proposals: readonly Suspicion[]): Suspicion[] {
  const traits = traitsOf(truth);
  return proposals.filter((other) => other !== truth && traitsOf(other) === traits);
}

function traitsOf({ slip, edits, cures, breaks, marks }: Suspicion): string {
  return [slip, edits.length, breaks, ...marks, ...[...cures].sort()].join("|");
}
