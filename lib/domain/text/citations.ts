/** Which sentences speak of a figure. */
import type { FactKey } from "../words/fact-address";
import type { CellId } from "../words/cell-id";
import type { NarrativeSection } from "./writing/section";
import type { NumberFragment, Sentence } from "./writing/sentence";

/** Every sentence of the narrative, in order, with its section. */
export function sentencesOf(
  narrative: readonly NarrativeSection[],
): { section: NarrativeSection; sentence: Sentence }[] {
  return narrative.flatMap((section) =>
    section.blocks.flatMap((block) =>
      block.kind === "paragraph" ? block.sentences.map((sentence) => ({ section, sentence })) : [],
    ),
  );
}

/** Sentences with a number that was computed from the cell or fact. */
export function sentencesCiting(
  narrative: readonly NarrativeSection[],
  id: CellId | FactKey,
): { section: NarrativeSection; sentence: Sentence }[] {
  return sentencesOf(narrative).filter(({ sentence }) =>
    sentence.fragments.some(
      (fragment) =>
        fragment.kind === "number" &&
        ((fragment.cells as readonly string[]).includes(id) || (fragment.facts as readonly string[]).includes(id)),
    ),
  );
}

/** The number at a place of a sentence; `null` when the figures have changed so that it is not there any more. */
export function numberAt(
  narrative: readonly NarrativeSection[],
  { sentenceId, index }: { sentenceId: string; index: number },
): NumberFragment | null {
  const fragment = sentencesOf(narrative).find(({ sentence }) => sentence.id === sentenceId)?.sentence.fragments[index];
  return fragment?.kind === "number" ? fragment : null;
}
