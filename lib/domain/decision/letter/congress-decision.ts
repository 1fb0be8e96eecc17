/** The decision of the congress in a letter: how it is named, and what a draft that was begun before it is offered. */
import { dayText } from "../../register/days";
import type { CongressApproval } from "../congress-approval";
import type { Letter, LetterBasis } from "./letter";
import { fillIn, unfilled, type TextPlaceholder } from "./template";

const placeholder = "人大决定" satisfies TextPlaceholder;

/** The decision as a letter of a year refers to it. */
export function congressBasis(
  { body, meeting, decisionNumber, decidedOn }: CongressApproval,
  year: number,
): LetterBasis {
  return { text: `${body}${meeting}${subjectOf(year)}`, number: decisionNumber, date: decidedOn };
}

const subjectOf = (year: number) => `关于批准${year}年决算的决议`;

/** 第十九届人大常委会第三次会议关于批准2021年决算的决议（罗人发〔2022〕12号，2022年6月29日） */
export function decisionText({ text, number, date }: LetterBasis): string {
  const named = [number, date === null ? "" : dayText(date)].filter((part) => part !== "").join("，");
  return `${text}（${named}）`;
}

/** What a draft may take over of a decision that was recorded, or put right, after it was begun. */
export interface CongressOffer {
  /** The decision in words. */
  decision: string;
  /** Paragraphs that have a place for it; 0: people wrote the opening otherwise, which stays as it is. */
  places: number;
  /** The draft with it. */
  letter: Letter;
}

/**
 * What a draft is offered of the recorded decision; `null` where it has it already. A place for it is `{人大决定}`, or the
 * earlier decision in the very words that a draft puts there. Nothing that people wrote is changed.
 */
export function congressOffer(letter: Letter, congress: CongressApproval | null): CongressOffer | null {
  if (congress === null) return null;
  const basis = congressBasis(congress, letter.year);
  const decision = decisionText(basis);
  const earlier = letter.basis.find(({ text }) => text.endsWith(subjectOf(letter.year)));
  const isNamed = earlier !== undefined && decisionText(earlier) === decision;
  const places = { count: 0 };
  const filled = (text: string): string => {
    const asked = unfilled([text]).includes(`{${placeholder}}`) ? fillIn(text, { [placeholder]: decision }) : text;
    const written = earlier && !isNamed ? asked.replaceAll(decisionText(earlier), decision) : asked;
    if (written !== text) places.count += 1;
    return written;
  };
  const dated = <T extends { text: string }>(line: T): T => ({ ...line, text: filled(line.text) });
  const texts = {
    title: filled(letter.title),
    opening: letter.opening.map(filled),
    figuresText: filled(letter.figuresText),
    requirements: letter.requirements.map(dated),
    problems: letter.problems.map(dated),
    closing: letter.closing.map(filled),
  };
  // A department's letter rests on the bureau's: it names the decision only where its template asks for it.
  if (places.count === 0 && (isNamed || letter.kind === "departmentToUnit")) return null;
  const others = letter.basis.filter((each) => each !== earlier);
  return { decision, places: places.count, letter: { ...letter, ...texts, basis: [basis, ...others] } };
}
