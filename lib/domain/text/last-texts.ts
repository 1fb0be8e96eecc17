/**
 * What may be taken over into a text that is still empty: what the unit typed there last year, and before a change
 * turned round.
 */
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { oppositeSlot } from "./writing/reasons";

export interface OfferedText {
  /** Where it comes from. */
  from: string;
  text: string;
  /** Years that it names and that have passed: they were last year's when it was written. */
  years: readonly string[];
}

export interface TextSources {
  texts: ReadonlyMap<string, string>;
  lastTexts: ReadonlyMap<string, string>;
  year: number;
  functional: SubjectCatalogue;
}

/** The texts that are offered for a slot, the nearest first; each text once. */
export function offeredTexts(slot: string, { texts, lastTexts, year, functional }: TextSources): OfferedText[] {
  const opposite = oppositeSlot(slot);
  const earlier = earlierSlots(slot, functional);
  const candidates = [
    { from: "上年填写", text: lastTexts.get(slot) },
    ...earlier.map(({ code, slot: of }) => ({ from: `上年填写（原科目 ${code}）`, text: lastTexts.get(of) })),
    { from: "上年填写（变动方向相反）", text: opposite === null ? undefined : lastTexts.get(opposite) },
    { from: "变动方向已改变，原来填写", text: opposite === null ? undefined : texts.get(opposite) },
  ];
  const offered = new Map<string, OfferedText>();
  for (const { from, text } of candidates)
    if (text && !offered.has(text)) offered.set(text, { from, text, years: passedYears(text, year) });
  return [...offered.values()];
}

/** Years before `year` that a text names, as written: `2020年度`. */
export function passedYears(text: string, year: number): string[] {
  const named = [...text.matchAll(/(?<!\d)((?:19|20)\d{2})年度?/g)]
    .filter(([, digits]) => Number(digits) < year)
    .map(([words]) => words);
  return [...new Set(named)];
}

/** Years that have passed in a text that was taken over from last year and not touched since. */
export function uncheckedYears(
  slot: string,
  { texts, lastTexts, year }: Pick<TextSources, "texts" | "lastTexts" | "year">,
): string[] {
  const text = texts.get(slot);
  return text !== undefined && [...lastTexts.values()].includes(text) ? passedYears(text, year) : [];
}

/** The slots of the same reason or purpose under the codes of subjects that this year's took over. */
function earlierSlots(slot: string, functional: SubjectCatalogue): { code: string; slot: string }[] {
  const code = /^(?:reason|purpose)\.item\.(\d{7})(?:\.|$)/.exec(slot)?.[1];
  const codes = (code && functional.get(code)?.replaces?.split(" ")) || [];
  return codes.filter((each) => each !== "").map((each) => ({ code: each, slot: slot.replace(code!, each) }));
}
