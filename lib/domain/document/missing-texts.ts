import { textSlots } from "../words/facts";
import { missingReasons } from "../text/writing/reasons";
import type { NarrativeSection } from "../text/writing/section";

/** Slots of the texts without which the document is not whole: the profile, and the reasons that the narrative waits for. */
export function missingTexts(narrative: readonly NarrativeSection[], texts: ReadonlyMap<string, string>): string[] {
  const profile = [textSlots.duties, textSlots.structure].filter((slot) => !texts.get(slot)?.trim());
  return [...profile, ...missingReasons(narrative)];
}
