/**
 * What a report still waits for besides texts: parts that nobody filled or stated empty, and figures that its text
 * speaks of.
 */
import type { FactKey } from "../words/fact-address";
import type { PartId, PartState } from "../engine/figure-state";
import type { Format } from "../formats/define";
import type { NarrativeSection } from "../text/writing/section";

/** The parts that must be filled or stated empty, in the order of the desk. */
export function requiredParts({
  sheets,
  performance,
}: Pick<Format, "sheets" | "performance">): { id: PartId; title: string }[] {
  return [
    ...sheets.all.filter(({ required }) => required).map(({ id, title }) => ({ id, title })),
    ...(performance.hasForms ? [{ id: "performance" as const, title: "项目绩效" }] : []),
  ];
}

/** Required parts that nobody has touched. */
export function untouchedParts(
  format: Pick<Format, "sheets" | "performance">,
  stateOf: (part: PartId) => PartState,
): { sheet: PartId; label: string }[] {
  return requiredParts(format)
    .filter(({ id }) => stateOf(id) === "untouched")
    .map(({ id, title }) => ({ sheet: id, label: title }));
}

/**
 * Figures that the text has （待填） for, on sheets that hold others; each once. Untouched parts are asked for as a whole.
 */
export function blankFigures(narrative: readonly NarrativeSection[]): FactKey[] {
  const keys = new Set<FactKey>();
  for (const { blocks } of narrative)
    for (const block of blocks)
      if (block.kind === "paragraph")
        for (const { fragments } of block.sentences)
          for (const fragment of fragments)
            if (fragment.kind === "blank") for (const { key } of fragment.blanks) if (key !== null) keys.add(key);
  return [...keys];
}
