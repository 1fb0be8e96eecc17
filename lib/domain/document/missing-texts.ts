import type { Format } from "../formats/define";
import { listsMemberUnits } from "./member-units";
import { memberUnitsSlot, textSlots } from "../words/facts";
import { missingReasons } from "../text/writing/reasons";
import type { NarrativeSection } from "../text/writing/section";

/**
 * Slots of the texts without which the document is not whole: the profile, and the reasons that the narrative waits
 * for.
 */
export function missingTexts(
  format: Pick<Format, "document">,
  narrative: readonly NarrativeSection[],
  texts: ReadonlyMap<string, string>,
): string[] {
  return [...profileSlots(format, texts).filter((slot) => !texts.get(slot)?.trim()), ...missingReasons(narrative)];
}

/** The texts of the first part. Several units that report as one stand in place of the structure. */
export function profileSlots({ document }: Pick<Format, "document">, texts: ReadonlyMap<string, string>): string[] {
  return [textSlots.duties, listsMemberUnits(document, texts) ? memberUnitsSlot : textSlots.structure];
}
