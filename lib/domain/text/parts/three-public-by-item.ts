import type { ThreePublicByItemPart } from "../../formats/narrative/parts";
import { namedFactKey, type FactRowOf } from "../../formats/names";
import { textSlots } from "../../words/facts";
import { versusLastYear } from "../writing/comparisons";
import type { NarrativeContext } from "../writing/context";
import { isKnown, type Figure } from "../writing/figures";
import { count } from "../writing/numbers";
import type { PartWriter } from "../writing/part";
import { paragraph, subheading } from "../writing/section";
import type { Sentence } from "../writing/sentence";
import { reason, reasonOfChange, reasonSlotsOf } from "../writing/reasons";
import { filled } from "../writing/template";
import { againstLastYear, comparedThreePublic, pair, threePublicActual } from "./three-public";

/** “年初预算为…，支出决算为…” with its relation and, for a difference, its reason: one sentence by the form. */
function completion(
  { numbers, say, texts }: NarrativeContext,
  { threePublic, budget: { nothing } }: ThreePublicByItemPart["words"],
  id: string,
  subject: string,
  { budget, actual }: { budget: Figure; actual: Figure },
): Sentence {
  const figures = { subject, budget: numbers.amount(budget), actual: numbers.amount(actual) };
  if (!isKnown(budget) || !isKnown(actual)) return say(id, `{subject}${nothing}`, figures);
  if (actual.value === budget.value) return say(id, threePublic.equal, figures);
  const why = { reason: reasonOfChange(id, actual, budget, texts) };
  const rate = budget.value > 0 ? numbers.percent(actual, budget) : null;
  if (!rate) return say(id, threePublic.aboveNothing, { ...figures, ...why });
  return say(id, actual.value < budget.value ? threePublic.below : threePublic.above, {
    ...figures,
    ...why,
    rate,
    difference: numbers.difference(actual, budget),
  });
}

/** “三公”经费: the whole, then travel abroad, vehicles, reception, each with its budget and what was counted. */
export const threePublicByItem: PartWriter<ThreePublicByItemPart> = {
  write(part, input) {
    const { headings, names, changed } = part;
    const { figures, context } = input;
    const { say, places, numbers, texts } = context;
    const { threePublic: words, versusLastYear: lastYearWords } = part.words;
    const counted = (id: FactRowOf<"threePublic">) =>
      count(figures.fact(namedFactKey("threePublic", id, "", "actual")));
    const spent = (id: FactRowOf<"threePublic">) => figures.fact(namedFactKey("threePublic", id, "", "actual"));
    const operation = pair(input, "VehicleOperation").actual;
    const domestic = spent("domesticReception");
    const completed = (id: string, subject: string, item: string) =>
      completion(context, part.words, id, subject, pair(input, item));
    /** From 2022 on the accounts stand against last year's, too (domain-rules §2.2). */
    const change = (id: string, subject: string, item: string): Sentence[] => {
      if (!lastYearWords) return [];
      const cell = threePublicActual(item);
      return versusLastYear(
        context,
        lastYearWords,
        againstLastYear(id),
        subject,
        figures.cell(cell),
        figures.prior(cell),
      );
    };
    return [
      subheading(`${part.id}.overall`, headings.overall),
      paragraph("threePublicTotal.paragraph", [
        completed("threePublicTotal", filled(words.subject, places), "Total"),
        ...change("threePublicTotal", changed, "Total"),
      ]),
      subheading(`${part.id}.details`, headings.details),
      paragraph("overseasTravel.paragraph", [
        completed("overseasTravel", names.overseasTravel, "OverseasTravel"),
        ...change("overseasTravel", "", "OverseasTravel"),
        say("overseasTravel.counts", words.overseas, {
          groups: counted("overseasGroups"),
          persons: counted("overseasPersonTimes"),
        }),
      ]),
      paragraph("vehicles.paragraph", [
        completed("vehicles", names.vehicles, "Vehicles"),
        ...change("vehicles", "", "Vehicles"),
        say("vehicles.purchase", words.purchase, {
          amount: numbers.amount(pair(input, "VehiclePurchase").actual),
          vehicles: counted("vehiclesPurchased"),
        }),
        say("vehicles.operation", !operation.value ? words.operationNone : words.operation, {
          amount: numbers.amount(operation),
          purpose: reason(textSlots.vehicleOperationPurpose, texts),
        }),
        say("vehicles.held", words.held, { vehicles: counted("vehiclesHeld") }),
      ]),
      paragraph("officialReception.paragraph", [
        completed("officialReception", names.officialReception, "OfficialReception"),
        ...change("officialReception", "", "OfficialReception"),
        say("officialReception.counts", !domestic.value ? words.receptionNone : words.reception, {
          domestic: numbers.amount(domestic),
          purpose: reason(textSlots.officialReceptionPurpose, texts),
          groups: counted("domesticReceptionGroups"),
          persons: counted("domesticReceptionPersonTimes"),
          foreignGroups: counted("domesticForeignAffairsGroups"),
          foreignPersons: counted("domesticForeignAffairsPersonTimes"),
          abroad: numbers.amount(spent("foreignReception")),
          abroadGroups: counted("foreignReceptionGroups"),
          abroadPersons: counted("foreignReceptionPersonTimes"),
        }),
      ]),
    ];
  },
  slotsOf: ({ words }) => [
    ...comparedThreePublic.flatMap(reasonSlotsOf),
    ...(words.versusLastYear ? comparedThreePublic.map(againstLastYear).flatMap(reasonSlotsOf) : []),
    textSlots.vehicleOperationPurpose,
    textSlots.officialReceptionPurpose,
  ],
};
