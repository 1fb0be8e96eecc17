import "server-only";
import { letterDues, type LetterDue } from "@/lib/domain/decision/letter/letter-dues";
import { readDueEvents, type RecordedDueEvent } from "@/lib/features/letter-dues/data";
import { loadLetter, type LetterView } from "@/lib/features/letters/loaders";
import { requireArea } from "@/lib/features/session/loaders";

export interface LetterWithDues extends LetterView {
  /** What it asks for by a day, and what became of it; empty in a draft. */
  dues: LetterDue<RecordedDueEvent>[];
}

/** One letter's page in an area, with what it asks for; not found for what the person may not see. */
export async function loadLetterWithDues(area: "/review" | "/desk", letterId: string): Promise<LetterWithDues> {
  const view = await loadLetter(area, letterId);
  const { district } = await requireArea(area);
  const { status, letter } = view.stored;
  return { ...view, dues: status === "draft" ? [] : letterDues(letter, await readDueEvents(district.id, letterId)) };
}
