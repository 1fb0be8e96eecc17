import { factKey } from "../../words/fact-address";
import { textSlots } from "../../words/facts";
import { cellId, type ColumnOf } from "../../formats/names";
import { formatOf } from "../../formats/format-of";
import type { NarrativeContext } from "../writing/context";
import { versusLastYear } from "../writing/comparisons";
import { amount, count, difference, isKnown, percent, type Figure } from "../writing/figures";
import { paragraph, subheading, type SectionInput, type SectionWriter } from "../writing/section";
import type { Sentence } from "../writing/sentence";
import { reason, reasonSlot } from "../writing/reasons";
import { sentence } from "../writing/template";

const table = "threePublic";
const row = "figures";

/** What stands against its budget, and from 2022 on against last year: each may ask for a reason (declared-slots.ts). */
export const comparedThreePublic: readonly string[] = [
  "threePublicTotal",
  "overseasTravel",
  "vehicles",
  "officialReception",
];

/** The comparison of an item with last year, in the year's own slot. */
export const againstLastYear = (id: string): string => `${id}.lastYear`;

type Item = ColumnOf<typeof table> extends infer Column ? (Column extends `actual${infer Each}` ? Each : never) : never;

/** Budget and accounts of one item of the “三公” table. */
function pair({ figures }: SectionInput, item: Item): { budget: Figure; actual: Figure } {
  return {
    budget: figures.cell(cellId(table, row, `budget${item}`)),
    actual: figures.cell(cellId(table, row, `actual${item}`)),
  };
}

/** “年初预算为…，支出决算为…” with its relation and, for a difference, its reason: one sentence by the form. */
function completion(
  {
    wording: {
      threePublic: words,
      budget: { nothing },
    },
    year,
    texts,
  }: NarrativeContext,
  id: string,
  subject: string,
  { budget, actual }: { budget: Figure; actual: Figure },
): Sentence {
  const places = { subject, year, budget: amount(budget), actual: amount(actual) };
  if (!isKnown(budget) || !isKnown(actual)) return sentence(id, `{subject}${nothing}`, places);
  if (actual.value === budget.value) return sentence(id, words.equal, places);
  const why = { reason: reason(reasonSlot(id, actual, budget), texts) };
  const rate = budget.value > 0 ? percent(actual, budget) : null;
  if (!rate) return sentence(id, words.aboveNothing, { ...places, ...why });
  return sentence(id, actual.value < budget.value ? words.below : words.above, {
    ...places,
    ...why,
    rate,
    difference: difference(actual, budget),
  });
}

/** From 2022 on the accounts stand against last year's, too (domain-rules §2.2). */
function change({ figures, model, context }: SectionInput, id: string, subject: string, item: Item): Sentence[] {
  if (!formatOf(model.identity.tableSetId).comparesThreePublic) return [];
  const cell = cellId(table, row, `actual${item}`);
  return versusLastYear(context, againstLastYear(id), subject, figures.cell(cell), figures.prior(cell));
}

/** “三公”经费支出决算情况说明: the whole, then travel abroad, vehicles, reception. */
export const threePublic: SectionWriter = (input) => {
  const { figures, context } = input;
  const { wording, year, unitName: unit, texts } = context;
  const words = wording.threePublic;
  const counted = (id: string) => count(figures.fact(factKey(table, id, "", "actual"), "count"));
  const spent = (id: string) => figures.fact(factKey(table, id, "", "actual"));
  const operation = pair(input, "VehicleOperation").actual;
  const domestic = spent("domesticReception");
  const operationPurpose = reason(textSlots.vehicleOperationPurpose, texts);
  const receptionPurpose = reason(textSlots.officialReceptionPurpose, texts);
  return [
    subheading(`${table}.overall`, "（一）“三公”经费支出决算总体情况说明"),
    paragraph("threePublicTotal.paragraph", [
      completion(context, "threePublicTotal", words.subject.replace("{year}", year), pair(input, "Total")),
      ...change(input, "threePublicTotal", "“三公”经费支出", "Total"),
    ]),
    subheading(`${table}.details`, "（二）“三公”经费支出决算具体情况"),
    paragraph("overseasTravel.paragraph", [
      completion(context, "overseasTravel", "1、因公出国（境）费", pair(input, "OverseasTravel")),
      ...change(input, "overseasTravel", "", "OverseasTravel"),
      sentence("overseasTravel.counts", words.overseas, {
        groups: counted("overseasGroups"),
        persons: counted("overseasPersonTimes"),
      }),
    ]),
    paragraph("vehicles.paragraph", [
      completion(context, "vehicles", "2、公务用车购置及运行维护费", pair(input, "Vehicles")),
      ...change(input, "vehicles", "", "Vehicles"),
      sentence("vehicles.purchase", words.purchase, {
        year,
        unit,
        amount: amount(pair(input, "VehiclePurchase").actual),
        vehicles: counted("vehiclesPurchased"),
      }),
      sentence("vehicles.operation", !operation.value ? words.operationNone : words.operation, {
        amount: amount(operation),
        purpose: operationPurpose,
      }),
      sentence("vehicles.held", words.held, { year, unit, vehicles: counted("vehiclesHeld") }),
    ]),
    paragraph("officialReception.paragraph", [
      completion(context, "officialReception", "3、公务接待费", pair(input, "OfficialReception")),
      ...change(input, "officialReception", "", "OfficialReception"),
      sentence("officialReception.counts", !domestic.value ? words.receptionNone : words.reception, {
        domestic: amount(domestic),
        purpose: receptionPurpose,
        groups: counted("domesticReceptionGroups"),
        persons: counted("domesticReceptionPersonTimes"),
        foreignGroups: counted("domesticForeignAffairsGroups"),
        foreignPersons: counted("domesticForeignAffairsPersonTimes"),
        abroad: amount(spent("foreignReception")),
        abroadGroups: counted("foreignReceptionGroups"),
        abroadPersons: counted("foreignReceptionPersonTimes"),
      }),
    ]),
  ];
};
