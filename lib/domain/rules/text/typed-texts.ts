import { typedTextSlots } from "../../facts/facts";
import { labelOfSlot } from "../../facts/stored-values";
import type { CheckContext, FunctionRule, Observation } from "../rule";

/** One text that a person typed. */
export interface TypedText {
  slot: string;
  text: string;
  /** As findings name it: 变动原因“人员调整…”. */
  name: string;
}

const MAX_QUOTE = 20;

/** Typed texts of a report, without those that are empty: profile, reasons, purposes, notes, further paragraphs. */
export function typedTextsOf(texts: ReadonlyMap<string, string>): TypedText[] {
  return [...texts].flatMap(([slot, text]) => (text.trim() !== "" && typedTextSlots.test(slot) ? [{ slot, text, name: `${labelOfSlot(slot)}“${quote(text)}”` }] : []));
}

/** The beginning of a text, for a finding to name it. */
export function quote(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length <= MAX_QUOTE ? line : `${line.slice(0, MAX_QUOTE)}…`;
}

/**
 * A rule on texts alone: it looks again only when the texts have changed, not with every figure.
 * `observe` sees every typed text of the report.
 */
export function onTexts(observe: (texts: readonly TypedText[], context: CheckContext) => Observation[]): FunctionRule["prepare"] {
  return (_, context) => {
    let seen: ReadonlyMap<string, string> | undefined;
    let observations: Observation[] = [];
    return () => {
      const texts = context.facts?.texts;
      if (!texts) return [];
      if (texts !== seen) {
        seen = texts;
        observations = observe(typedTextsOf(texts), context);
      }
      return observations;
    };
  };
}

/** The same for a rule that looks at one text after the other: what `problem` says, if anything, is the finding. */
export function onEachText(problem: (text: TypedText, context: CheckContext) => string | null, isLookedAt: (slot: string) => boolean = () => true): FunctionRule["prepare"] {
  return onTexts((texts, context) =>
    texts.flatMap((text) => {
      const message = isLookedAt(text.slot) ? problem(text, context) : null;
      return message === null ? [] : [{ place: text.slot, message, slots: [text.slot] }];
    }),
  );
}

export const isReason = (slot: string): boolean => slot.startsWith("reason.");
