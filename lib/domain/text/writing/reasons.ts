/**
 * Typed reasons: where they are kept and when one is due. A reason belongs to a direction. When the figure that it
 * explains turns from a fall to a rise, another slot opens, empty; what was typed for the fall stays in its own.
 */
import type { Thresholds } from "../../words/thresholds";
import type { TypedTexts } from "./context";
import type { KnownFigure } from "./figures";
import type { NarrativeSection } from "./section";
import type { Fragment, ReasonFragment, Sentence } from "./sentence";

export const reasonDirections = ["rise", "fall"] as const;
export type ReasonDirection = (typeof reasonDirections)[number];

const prefix = "reason.";

/** The longest text of a slot, in characters: a reason is a clause of a sentence, everything else paragraphs. */
export function longestText(slot: string): number {
  return slot.startsWith("reason.") ? 2_000 : 20_000;
}

/** The slot of a difference that is not zero: `reason.total.fall`. */
function reasonSlot(id: string, current: KnownFigure, base: KnownFigure): string {
  return `${prefix}${id}.${current.value > base.value ? "rise" : "fall"}`;
}

/** Both slots of a comparison. */
export function reasonSlotsOf(id: string): string[] {
  return reasonDirections.map((direction) => `${prefix}${id}.${direction}`);
}

/** The slot of the same figure in the other direction; `null` for texts that explain no change. */
export function oppositeSlot(slot: string): string | null {
  const match = /^(reason\..+)\.(rise|fall)$/.exec(slot);
  return match && `${match[1]}.${match[2] === "rise" ? "fall" : "rise"}`;
}

/** A typed text without the full stop it may have been typed with: the sentence brings its own. */
export function reason(slot: string, texts: TypedTexts, isRequired = true): ReasonFragment {
  return { kind: "reason", slot, isRequired, text: (texts.get(slot) ?? "").trim().replace(/[。．.；;，,]+$/, "") };
}

/** The reason for a difference that is not zero, with the difference. */
export function reasonOfChange(
  id: string,
  current: KnownFigure,
  base: KnownFigure,
  texts: TypedTexts,
  isRequired = true,
): ReasonFragment {
  return { ...reason(reasonSlot(id, current, base), texts, isRequired), change: current.value - base.value };
}

/**
 * Whether a difference is large enough that its reason must be given: beyond the year's rate or amount, or on a base of
 * zero.
 */
export function isReasonDue(
  current: KnownFigure,
  base: KnownFigure,
  { reasonChangePercent, reasonChangeYuan }: Thresholds,
): boolean {
  const difference = Math.abs(current.value - base.value);
  if (difference === 0) return false;
  return difference > reasonChangeYuan * 100 || base.value <= 0 || difference * 100 > base.value * reasonChangePercent;
}

/** A text that the narrative asks a person for, and where it stands. */
export interface AskedText {
  slot: string;
  isRequired: boolean;
  /** As typed; empty while it is missing. */
  text: string;
  sectionId: string;
  sentenceId: string;
}

/** The texts that the narrative asks for, in order. */
export function askedTextsOf(narrative: readonly NarrativeSection[]): AskedText[] {
  return narrative.flatMap(({ id: sectionId, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "paragraph"
        ? block.sentences.flatMap(({ id: sentenceId, fragments }) =>
            fragments.flatMap((each) =>
              each.kind === "reason"
                ? [{ slot: each.slot, isRequired: each.isRequired, text: each.text, sectionId, sentenceId }]
                : [],
            ),
          )
        : [],
    ),
  );
}

/** Slots that must be typed before the report can be submitted. */
export function missingReasons(narrative: readonly NarrativeSection[]): string[] {
  return askedTextsOf(narrative).flatMap(({ slot, isRequired, text }) => (isRequired && text === "" ? [slot] : []));
}

/** Whether the sentence is printed: one that only offers a reason nobody gave is not. */
export function isPrinted({ fragments }: Sentence): boolean {
  return !fragments.some(
    (fragment: Fragment) => fragment.kind === "reason" && !fragment.isRequired && fragment.text === "",
  );
}
