import type { FactKey } from "../../words/fact-address";
import type { Blank } from "../../engine/cell-sources";
import type { CellId } from "../../words/cell-id";

/** A number in a sentence: printed text and everything it was computed from. */
export interface NumberFragment {
  kind: "number";
  /** As printed, unit excluded: `1,387`, `5.09`, `8`. */
  text: string;
  /** The value before printing: fen, a count, or a percentage in hundredths of a point. */
  value: number;
  measure: "fen" | "count" | "percent" | "score";
  /** Cells of the statutory tables the number comes from, this year's first. */
  cells: readonly CellId[];
  /** Facts that stand in no statutory table (counts, last year's figures, budgets). */
  facts: readonly FactKey[];
  /** Projects whose performance form the number comes from, by name. */
  forms?: readonly string[];
  /** Cells of part five it comes from (performance/places.ts). */
  places?: readonly string[];
  /** The calculation in words with its figures, made when somebody looks. */
  explain: () => string;
}

export interface TextFragment {
  kind: "text";
  text: string;
}

/** Stands where a number is not known yet: never in a report that was submitted. */
export interface BlankFragment {
  kind: "blank";
  text: string;
  /** What it waits for. */
  blanks: readonly Blank[];
}

/** A typed text inside a generated sentence. An empty one is a slot that still waits for it. */
export interface ReasonFragment {
  kind: "reason";
  /** Text slot: `reason.<id>.<direction>` (reasons.ts), or one that explains no change. */
  slot: string;
  /** Whether the report can only be submitted with it. */
  isRequired: boolean;
  text: string;
  /** What it explains: by how much the figure differs from the one that it is compared with, in fen or counts. */
  change?: number;
}

export type Fragment = TextFragment | NumberFragment | BlankFragment | ReasonFragment;

/** One generated (or typed) sentence; `id` is stable over the years and is the address `#id` on the public page. */
export interface Sentence {
  id: string;
  fragments: readonly Fragment[];
}

/** Stands where a text has not been typed yet, and says which kind of text: why, what for, or what else. */
function missingText(slot: string): string {
  if (slot.startsWith("reason.")) return "（待填原因）";
  return slot.startsWith("purpose.") ? "（待填用途）" : "（待填写）";
}

/** A fragment as printed; a typed text that is still missing shows as such. */
export function fragmentText(fragment: { kind: string; text: string; slot?: string }): string {
  return fragment.kind === "reason" && fragment.text === "" ? missingText(fragment.slot ?? "") : fragment.text;
}

/** The sentence as printed; a typed text that is still missing shows as such. */
export function sentenceText(sentence: Sentence): string {
  return sentence.fragments.map(fragmentText).join("");
}
