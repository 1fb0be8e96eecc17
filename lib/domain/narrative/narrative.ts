import { chineseNumeral } from "../chinese-numeral";
import { thresholdsOf, type Thresholds } from "../rules/thresholds";
import { figuresOf } from "./figures";
import type { NarrativeModel, NarrativeSection, SectionInput, SectionWriter } from "./section";
import { governmentFund, stateCapital } from "./sections/funds";
import { basicExpenditure, generalPublicExpenditure } from "./sections/general-public";
import { otherMatters } from "./sections/other-matters";
import { performanceSection } from "./sections/performance";
import { threePublic } from "./sections/three-public";
import { appropriationTotals, expenditure, income, totals } from "./sections/totals";
import { wordingOf, type SectionId } from "./wording";

/** The performance part has a section where the report has one. */
const writers: Record<Exclude<SectionId, "performance">, SectionWriter> = {
  total: totals,
  income,
  expenditure,
  appropriationTotal: appropriationTotals,
  generalPublicExpenditure,
  generalPublicBasicExpenditure: basicExpenditure,
  threePublic,
  governmentFund,
  stateCapital,
  otherMatters,
};

/**
 * The text that the figures write: pure, from the model and the typed reasons alone; which sections in which order is the
 * wording's. Numbers carry the cells, facts and forms they come from; what a person has to supply stands in reason
 * fragments, empty while it is missing. The section on performance is left out where the model has no performance part.
 */
export function narrativeOf({ model, texts, thresholds = thresholdsOf() }: { model: NarrativeModel; texts: ReadonlyMap<string, string>; thresholds?: Thresholds }): NarrativeSection[] {
  const { year, unitName, tableSetId } = model.identity;
  const wording = wordingOf(tableSetId);
  const input: SectionInput = { model, figures: figuresOf(model), context: { wording, unitName, year: String(year), lastYear: String(year - 1), texts, thresholds } };
  const blocksOf = (id: SectionId) => (id !== "performance" ? writers[id](input) : model.performance && performanceSection(input, model.performance));
  return wording.sections.flatMap(({ id, title }, at) => {
    const blocks = blocksOf(id);
    return blocks ? [{ id, heading: `${chineseNumeral(at + 1)}、${title}`, blocks }] : [];
  });
}
