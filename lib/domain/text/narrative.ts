import type { ReportFigures } from "./writing/report-figures";
import { chineseNumeral } from "../words/chinese-numeral";
import { thresholdsOf, type Thresholds } from "../words/thresholds";
import { figuresOf } from "./writing/figures";
import { keptParts, writtenOnce, type Parts } from "./writing/kept-parts";
import type { TypedTexts } from "./writing/context";
import type { NarrativeSection, SectionInput, SectionWriter } from "./writing/section";
import { governmentFund, stateCapital } from "./sections/funds";
import { basicExpenditure, generalPublicExpenditure } from "./sections/general-public";
import { otherMatters } from "./sections/other-matters";
import { performanceSection } from "./sections/performance";
import { threePublic } from "./sections/three-public";
import { appropriationTotals, expenditure, income, totals } from "./sections/totals";
import { formatOf } from "../formats/format-of";
import type { SectionId } from "../formats/wording";

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

/** What the text is written from besides the figures. */
export interface TypedByPeople {
  texts: TypedTexts;
  thresholds?: Thresholds;
}

/**
 * The text that the figures write: pure, from the model and the typed reasons alone; which sections in which order is the
 * wording's. Numbers carry the cells, facts and forms they come from; what a person has to supply stands in reason
 * fragments, empty while it is missing. The section on performance is left out where the model has no performance part.
 */
export function narrativeOf({
  model,
  texts,
  thresholds = thresholdsOf(),
}: TypedByPeople & { model: ReportFigures }): NarrativeSection[] {
  return sectionsOf(model, { texts, thresholds }, writtenOnce);
}

/**
 * Writes the text of one report again whenever its figures or texts have changed. A section in which nothing has changed is
 * the same object as before, and so is the paragraph of an item.
 */
export function narrativeWriter(model: ReportFigures): (typed: Required<TypedByPeople>) => NarrativeSection[] {
  let parts = keptParts();
  let now: Required<TypedByPeople> | null = null;
  const asked: ReportFigures = {
    tableSet: model.tableSet,
    identity: model.identity,
    hasPriorYear: model.hasPriorYear,
    get performance() {
      return parts.ask(() => model.performance);
    },
    value: (cell) => parts.ask(() => model.value(cell)),
    priorValue: (cell) => parts.ask(() => model.priorValue(cell)),
    amount: (key) => parts.ask(() => model.amount(key)),
    partState: (part) => parts.ask(() => model.partState(part)),
    tableRows: (tableId) => parts.ask(() => model.tableRows(tableId)),
    // Names of what there is do not change while it is there.
    labelOf: (cell) => model.labelOf(cell),
    labelOfFact: (key) => model.labelOfFact(key),
  };
  const texts: TypedTexts = { get: (slot) => parts.ask(() => now?.texts.get(slot)) };
  return (typed) => {
    if (now?.thresholds !== typed.thresholds) parts = keptParts();
    now = typed;
    return sectionsOf(asked, { texts, thresholds: typed.thresholds }, parts);
  };
}

function sectionsOf(
  model: ReportFigures,
  { texts, thresholds }: Required<TypedByPeople>,
  { part }: Parts,
): NarrativeSection[] {
  const { year, unitName, tableSetId } = model.identity;
  const wording = formatOf(tableSetId).wording;
  const input: SectionInput = {
    model,
    figures: figuresOf(model),
    context: { wording, unitName, year: String(year), lastYear: String(year - 1), texts, thresholds },
    part,
  };
  const blocksOf = (id: SectionId) =>
    id !== "performance" ? writers[id](input) : model.performance && performanceSection(input, model.performance);
  return wording.sections.flatMap(({ id, title }, at) => {
    const section = part(id, () => {
      const blocks = blocksOf(id);
      return blocks && { id, heading: `${chineseNumeral(at + 1)}、${title}`, blocks };
    });
    return section ? [section] : [];
  });
}
