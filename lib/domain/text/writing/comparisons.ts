import type { BudgetPhrases, ChangePhrases, SharePhrases } from "../../formats/narrative/phrases";
import type { NarrativeContext } from "./context";
import { isKnown, type Figure, type KnownFigure } from "./figures";
import type { Fragment, Sentence } from "./sentence";
import { isReasonDue, reasonOfChange } from "./reasons";

/**
 * Rise, fall or equality against last year, with the reason; nothing while one of them is not known. `id` also names
 * the slot of the reason.
 */
export function versusLastYear(
  { numbers, say, texts, thresholds }: NarrativeContext,
  words: ChangePhrases,
  id: string,
  subject: string,
  current: Figure,
  prior: KnownFigure | null,
): Sentence[] {
  if (!prior || !isKnown(current)) return [];
  const change = current.value - prior.value;
  if (change === 0) return [say(`${id}.change`, words.equal, { subject })];
  const rate = numbers.rateOfChange(current, prior);
  const withoutRate = change < 0 ? words.fallWithoutRate : prior.value === 0 ? words.appeared : words.riseWithoutRate;
  const template = !rate ? withoutRate : change > 0 ? words.rise : words.fall;
  const difference = numbers.difference(current, prior);
  const why = reasonOfChange(id, current, prior, texts, isReasonDue(current, prior, thresholds));
  return [
    say(`${id}.change`, template, rate ? { subject, difference, rate } : { subject, difference }),
    say(`${id}.reason`, words.reason, { reason: why }),
  ];
}

/** “其中”: each item with its share of the whole, as one sentence. */
export function composition(
  { numbers, say }: NarrativeContext,
  words: SharePhrases,
  id: string,
  opening: Sentence,
  whole: Figure,
  items: readonly { name: string; figure: Figure }[],
): Sentence {
  const fragments: Fragment[] = [...opening.fragments];
  items.forEach(({ name, figure }, at) => {
    const share =
      isKnown(whole) && isKnown(figure) && whole.value > 0 && figure.value >= 0 ? numbers.percent(figure, whole) : null;
    const part = say(id, share ? words.rated : words.unrated, {
      name,
      amount: numbers.amount(figure),
      ...(share && { share }),
    });
    fragments.push(...part.fragments, { kind: "text", text: at === items.length - 1 ? "。" : "；" });
  });
  return { id, fragments };
}

/**
 * Budget, accounts and their relation, with the reason for a difference; no relation while one of them is not known.
 */
export function versusBudget(
  { numbers, say, texts, thresholds }: NarrativeContext,
  words: BudgetPhrases,
  id: string,
  subject: string,
  budget: Figure,
  actual: Figure,
): Sentence[] {
  const filled = { budget: numbers.amount(budget), actual: numbers.amount(actual) };
  if (!isKnown(budget) || !isKnown(actual)) return [say(`${id}.completion`, subject + words.nothing, filled)];
  const rate = budget.value > 0 && actual.value >= 0 ? numbers.percent(actual, budget) : null;
  const template = rate ? words.completion : actual.value === 0 ? words.nothing : words.withoutBudget;
  const sentences = [say(`${id}.completion`, subject + template, rate ? { ...filled, rate } : filled)];
  if (actual.value === budget.value) return rate ? [...sentences, say(`${id}.reason`, words.equal)] : sentences;
  const why = reasonOfChange(id, actual, budget, texts, isReasonDue(actual, budget, thresholds));
  return [...sentences, say(`${id}.reason`, actual.value > budget.value ? words.above : words.below, { reason: why })];
}
