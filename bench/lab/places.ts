/** Where the true correction stands among the proposals, and whether anything could have told it from the others. */
import type { SuspectEdit, Suspicion } from "@/lib/domain/suspects/suspicion";

export interface Place {
  /** 0 is first; −1 where the true correction, cells and figures, is not proposed. */
  rank: number;
  /**
   * How many other corrections nothing tells from the true one; without limit where only a bound is broken and nothing
   * gives the figure.
   */
  tied: number;
}

/** @param proposals every one, the best first; shown are those of different cells */
export function placeOf(
  proposals: readonly Suspicion[],
  right: ReadonlyMap<string, number | null>,
  rounding: number,
  isOpen: () => boolean,
): Place {
  const at = proposals.findIndex((proposal) => restores(proposal, right, rounding));
  if (at < 0) return { rank: -1, tied: isOpen() ? Infinity : 0 };
  const before = new Set(proposals.slice(0, at).map(cellsOf));
  // Another figure for the same cells goes before it.
  return { rank: before.has(cellsOf(proposals[at]!)) ? -1 : before.size, tied: tiedWith(proposals[at]!, proposals) };
}

function idOf(edit: SuspectEdit): string {
  return edit.kind === "fact" ? edit.key : edit.id;
}

function cellsOf({ edits }: Suspicion): string {
  return edits.map(idOf).sort().join("|");
}

function restores({ edits }: Suspicion, right: ReadonlyMap<string, number | null>, rounding: number): boolean {
  return (
    edits.length === right.size &&
    edits.every((edit) => right.has(idOf(edit)) && Math.abs((right.get(idOf(edit)) ?? 0) - (edit.to ?? 0)) <= rounding)
  );
}

/**
 * Other cells whose correction cures and breaks exactly the same, undoes the same kind of slip, and has exactly the
 * same evidence for it and against it. Where they stand in the ranking plays no part.
 */
function tiedWith(truth: Suspicion, proposals: readonly Suspicion[]): number {
  const traits = traitsOf(truth);
  const own = cellsOf(truth);
  return new Set(
    proposals
      .filter((other) => traitsOf(other) === traits)
      .map(cellsOf)
      .filter((cells) => cells !== own),
  ).size;
}

function traitsOf({ slip, edits, cures, breaks, marks }: Suspicion): string {
  return [slip, edits.length, breaks, ...marks, ...[...cures].sort()].join("|");
}
