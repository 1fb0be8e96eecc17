import type { ReportFigures } from "./writing/report-figures";
import { chineseNumeral } from "../words/chinese-numeral";
import { thresholdsOf, type Thresholds } from "../words/thresholds";
import { figuresOf } from "./writing/figures";
import { reusableParts, writtenOnce, type Parts } from "./writing/reusable-parts";
import type { TypedTexts } from "./writing/context";
import { numbersIn } from "./writing/numbers";
import type { NarrativeSection, SectionInput } from "./writing/section";
import { writePart } from "./parts/parts";
import { sentence } from "./writing/template";
import { formatOf } from "../formats/format-of";

/** What the text is written from besides the figures. */
export interface TypedByPeople {
  texts: TypedTexts;
  thresholds?: Thresholds;
}

/**
 * The text that the figures write: pure, from the model and the typed texts alone; what it says in which order is the
 * format's. Numbers carry the cells, facts and forms they come from; what a person has to supply stands in reason
 * fragments, empty while it is missing. A section of which no part has anything to say is left out.
 */
export function narrativeOf({
  model,
  texts,
  thresholds = thresholdsOf(),
}: TypedByPeople & { model: ReportFigures }): NarrativeSection[] {
  return sectionsOf(model, { texts, thresholds }, writtenOnce);
}

/**
 * Writes the text of one report again whenever its figures or texts have changed. A section in which nothing has
 * changed is the same object as before, and so is the paragraph of an item.
 */
export function narrativeWriter(model: ReportFigures): (typed: Required<TypedByPeople>) => NarrativeSection[] {
  let parts = reusableParts();
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
    if (now?.thresholds !== typed.thresholds) parts = reusableParts();
    now = typed;
    return sectionsOf(asked, { texts, thresholds: typed.thresholds }, parts);
  };
}

function sectionsOf(
  model: ReportFigures,
  { texts, thresholds }: Required<TypedByPeople>,
  { part }: Parts,
): NarrativeSection[] {
  const { year, unitName, tableSetId, scope } = model.identity;
  const { narrative, print, comparesWith, performance } = formatOf(tableSetId, scope);
  const places = { unit: unitName, year: String(year), lastYear: String(year - 1) };
  const input: SectionInput = {
    model,
    figures: figuresOf(model),
    context: {
      numbers: numbersIn({ ...print, ...narrative }),
      places,
      say: (id, phrase, own = {}) => sentence(id, phrase, own, places),
      comparesWith,
      grades: performance.grades,
      texts,
      thresholds,
    },
    part,
  };
  return narrative.sections.flatMap(({ id, title, parts }, at) => {
    const section = part(id, () => ({
      id,
      heading: `${chineseNumeral(at + 1)}、${title}`,
      blocks: parts.flatMap((each) => writePart(each, input)),
    }));
    return section.blocks.length > 0 ? [section] : [];
  });
}
