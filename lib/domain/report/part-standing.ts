/** How each part of a report stands, in short: what a map of many reports shows. */
import type { PartId, PartState } from "../engine/figure-state";
import type { Format } from "../formats/define";
import type { CellId } from "../words/cell-id";
import { parseFactKey, type FactKey } from "../words/fact-address";
import type { Finding } from "../words/finding";
import { requiredParts } from "./blank-parts";

/** The parts of a map: those that have to be filled or stated empty, and everything else together. */
export type MapPartId = PartId | "other";

export function mapParts(format: Pick<Format, "sheets" | "performance">): { id: MapPartId; title: string }[] {
  return [...requiredParts(format), { id: "other", title: "文字及其他" }];
}

/** Findings that stop submission or ask for words, by the part that they are about. */
export type PartFindings = Readonly<Partial<Record<MapPartId, { blocking: number; explain: number }>>>;

/**
 * Findings counted at every required part that they are about: where its figures were entered, or those that went into
 * the printed ones. Of texts, optional sheets and forms under `other`. Hints count nowhere.
 */
export function findingsByPart(
  findings: readonly Pick<Finding, "severity" | "facts" | "cells">[],
  format: Pick<Format, "sheets" | "performance">,
  factsBehind: (cell: CellId) => readonly FactKey[],
): PartFindings {
  const required = new Set<string>(requiredParts(format).map(({ id }) => id));
  const counts: Partial<Record<MapPartId, { blocking: number; explain: number }>> = {};
  for (const { severity, facts, cells } of findings) {
    if (severity === "hint") continue;
    const entered = facts.length > 0 ? facts : cells.flatMap((cell) => factsBehind(cell));
    const named = entered.map((key) => parseFactKey(key).sheet).filter((id) => required.has(id));
    const parts = new Set((named.length === 0 ? ["other"] : named) as MapPartId[]);
    for (const part of parts) (counts[part] ??= { blocking: 0, explain: 0 })[severity] += 1;
  }
  return counts;
}

export type PartStanding =
  /** Nobody has said anything yet. */
  | { kind: "empty" }
  /** Stated to have nothing. */
  | { kind: "none" }
  /** Filled, and the checks have not looked at it as it is now. */
  | { kind: "inWork" }
  | { kind: "findings"; blocking: number; explain: number }
  | { kind: "done" };

/**
 * How one part stands.
 *
 * @param findings of the whole report; `null` while no run of the checks is of the report as it is
 */
export function partStanding(
  part: MapPartId,
  state: PartState,
  { findings, isDecided }: { findings: PartFindings | null; isDecided: boolean },
): PartStanding {
  const found = isDecided ? undefined : findings?.[part];
  if (found) return { kind: "findings", ...found };
  switch (state) {
    case "untouched":
      return { kind: "empty" };
    case "declaredEmpty":
      return { kind: "none" };
    case "filled":
      return { kind: isDecided || findings !== null ? "done" : "inWork" };
  }
}
