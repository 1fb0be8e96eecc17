/**
 * What the units of a department say of a change that the department has to explain: each with its part of the change, the
 * largest first. Offered, never written by itself.
 */
import { formatPercent } from "../words/amounts";
import type { NarrativeSection } from "./writing/section";

/** The change that a text explains, by the slot of that text. */
export type ChangesOfText = ReadonlyMap<string, { change: number; text: string }>;

/** Every change that a narrative asks a reason for, with the reason as it was typed. */
export function changesIn(narrative: readonly NarrativeSection[]): ChangesOfText {
  const found = new Map<string, { change: number; text: string }>();
  for (const { blocks } of narrative)
    for (const block of blocks) {
      if (block.kind !== "paragraph") continue;
      for (const { fragments } of block.sentences)
        for (const each of fragments)
          if (each.kind === "reason" && each.change !== undefined)
            found.set(each.slot, { change: each.change, text: each.text });
    }
  return found;
}

/** What one unit gives to a change, and why. */
export interface UnitReason {
  unitName: string;
  /** In fen or counts, with sign. */
  change: number;
  /** Of the department's change, as a percentage; negative for a unit that went the other way. */
  share: string;
  /** As the unit explains it in its approved accounts; empty where it did not have to. */
  text: string;
}

/** For every slot of the department: the units that moved, by their share of its change. A unit that did not move is left out. */
export function unitReasons(
  department: ChangesOfText,
  units: readonly { unitName: string; changes: ChangesOfText }[],
): Map<string, UnitReason[]> {
  return new Map(
    [...department].map(([slot, { change: whole }]) => {
      const other = slot.replace(/(rise|fall)$/, (direction) => (direction === "rise" ? "fall" : "rise"));
      const moved = units.flatMap(({ unitName, changes }) => {
        const own = changes.get(slot) ?? changes.get(other);
        if (!own) return [];
        const { change, text } = own;
        return [{ unitName, change, share: formatPercent(change, whole, { trailingZeros: true }) ?? "", text }];
      });
      const direction = Math.sign(whole);
      return [slot, moved.sort((one, next) => direction * (next.change - one.change))];
    }),
  );
}
