import { figuresOf } from "./figures";
import { thresholdsOf, type Thresholds } from "../rules/thresholds";
import type { NarrativeModel, NarrativeSection, SectionWriter } from "./section";
import { governmentFund, stateCapital } from "./sections/funds";
import { basicExpenditure, generalPublicExpenditure } from "./sections/general-public";
import { otherMatters } from "./sections/other-matters";
import { performanceSection } from "./sections/performance";
import { threePublic } from "./sections/three-public";
import { appropriationTotals, expenditure, income, totals } from "./sections/totals";
import { wording2021 } from "./wording-2021";

/** Sections 一 to 十 of 第三部分, in order (domain-rules §7). */
const sections: readonly SectionWriter[] = [totals, income, expenditure, appropriationTotals, generalPublicExpenditure, basicExpenditure, threePublic, governmentFund, stateCapital, otherMatters];

/**
 * The text that the figures write: pure, from the model and the typed reasons alone. Numbers carry the cells, facts and
 * forms they come from; what a person has to supply stands in reason fragments, empty while it is missing. Section 十一 is
 * left out where the model has no performance part.
 */
export function narrativeOf({ model, texts, thresholds = thresholdsOf() }: { model: NarrativeModel; texts: ReadonlyMap<string, string>; thresholds?: Thresholds }): NarrativeSection[] {
  const { year, unitName } = model.identity;
  const context = { wording: wording2021, unitName, year: String(year), lastYear: String(year - 1), texts, thresholds };
  const input = { model, figures: figuresOf(model), context };
  const written = sections.map((write) => write(input));
  return model.performance ? [...written, performanceSection(input, model.performance)] : written;
}
