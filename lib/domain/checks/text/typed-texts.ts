import { quoted } from "../../words/quoted";
import { typedTextSlots } from "../../words/facts";
import type { Format } from "../../formats/define";
import { formatOf } from "../../formats/format-of";
import { labelOfSlot } from "../../formats/stored-values";
import type { Figures } from "../../engine/contract";
import type { CheckContext, FunctionRule, Observation } from "../rule/rule";
import { suppliedTextOf, type SuppliedText } from "./supplied-text";

/** One text that a person typed. */
export interface TypedText {
  slot: string;
  text: string;
  /** As findings name it: 变动原因“人员调整…”. */
  name: string;
}

const MAX_QUOTE = 20;

/** Typed texts of a report, without those that are empty: profile, reasons, purposes, notes, further paragraphs. */
export function typedTextsOf(texts: ReadonlyMap<string, string>, format: Format): TypedText[] {
  return [...texts].flatMap(([slot, text]) =>
    text.trim() !== "" && typedTextSlots.test(slot)
      ? [{ slot, text, name: `${labelOfSlot(slot, format)}${quoted(quote(text))}` }]
      : [],
  );
}

/** The beginning of a text, for a finding to name it. */
export function quote(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length <= MAX_QUOTE ? line : `${line.slice(0, MAX_QUOTE)}…`;
}

/** What a rule reads: the reasons of changes, or every passage that a person wrote. */
export type TextKind = "reasons" | "passages";

/** The reasons of a given text, each under the slot of the change that it explains. */
function suppliedReasons({ read, expected }: SuppliedText, format: Format): TypedText[] {
  const slots = new Map(
    expected.flatMap(({ key, reasonSlot }) => (reasonSlot === null ? [] : [[key, reasonSlot] as const])),
  );
  return read.statements.flatMap(({ key, clause }) => {
    const [slot, text] = [slots.get(key), clause.words.reason];
    return slot && text ? [{ slot, text, name: `${labelOfSlot(slot, format)}${quoted(quote(text))}` }] : [];
  });
}

/** A given text sentence by sentence. */
function suppliedSentences(paragraphs: readonly string[]): TypedText[] {
  return paragraphs
    .flatMap((paragraph) => paragraph.split(/(?<=。)/))
    .filter((text) => text.trim() !== "")
    .map((text, at) => ({ slot: `given.${at + 1}`, text, name: `情况说明${quoted(quote(text))}` }));
}

function textsOfReport(
  kind: TextKind,
  figures: Figures,
  context: CheckContext,
  typed: ReadonlyMap<string, string>,
): TypedText[] {
  const given = suppliedTextOf(figures, context);
  const format = formatOf(figures.tableSet.id);
  if (given)
    return kind === "reasons" ? suppliedReasons(given, format) : suppliedSentences(context.given?.narrative ?? []);
  const texts = typedTextsOf(typed, format);
  return kind === "reasons" ? texts.filter(({ slot }) => isReason(slot)) : texts;
}

const noTexts: ReadonlyMap<string, string> = new Map();

/**
 * A rule on texts alone: it looks again only when the texts have changed, not with every figure.
 * `observe` sees every text of the kind: typed ones, or those of a given document.
 */
export function onTexts(
  kind: TextKind,
  observe: (texts: readonly TypedText[], context: CheckContext, given: SuppliedText | null) => Observation[],
): FunctionRule["prepare"] {
  return (figures, context) => {
    let seen: ReadonlyMap<string, string> | undefined;
    let observations: Observation[] = [];
    return () => {
      const texts = context.facts?.texts ?? noTexts;
      if (texts !== seen) {
        seen = texts;
        observations = observe(textsOfReport(kind, figures, context, texts), context, suppliedTextOf(figures, context));
      }
      return observations;
    };
  };
}

/** The same for a rule that looks at one text after the other: what `problem` says, if anything, is the finding. */
export function onEachText(
  kind: TextKind,
  problem: (text: TypedText, context: CheckContext) => string | null,
): FunctionRule["prepare"] {
  return onTexts(kind, (texts, context) =>
    texts.flatMap((text) => {
      const message = problem(text, context);
      return message === null ? [] : [{ place: text.slot, message, slots: slotsOf(text) }];
    }),
  );
}

/**
 * The slots that a finding leads to: a sentence of a given document and a section of an evaluation report have none.
 */
export function slotsOf({ slot }: TypedText): string[] {
  return /^(?:given|evaluation)\./.test(slot) ? [] : [slot];
}

function isReason(slot: string): boolean {
  return slot.startsWith("reason.");
}
