import type { RatedClause, ThreePublicItem, ThreePublicTogetherPart } from "../../formats/narrative/parts";
import { namedFactKey, type FactRowOf } from "../../formats/names";
import { someFormatsSlots, textSlots } from "../../words/facts";
import type { NarrativeContext } from "../writing/context";
import { isKnown, type Figure, type KnownFigure } from "../writing/figures";
import { count } from "../writing/numbers";
import type { PartWriter } from "../writing/part";
import { paragraph, subheading, type SectionInput } from "../writing/section";
import type { Fragment, Sentence } from "../writing/sentence";
import { isReasonDue, reason, reasonOfChange, reasonSlotsOf } from "../writing/reasons";
import { againstLastYear, pair, threePublicActual } from "./three-public";

type Words = ThreePublicTogetherPart["words"];
type Clauses = readonly (readonly Fragment[])[];

const total = "threePublicTotal";

/** An opening and a clause for each item as one sentence. */
function together(opening: Sentence, clauses: Clauses): Sentence {
  const fragments = clauses.flatMap((clause, at): Fragment[] => [
    ...clause,
    { kind: "text", text: at === clauses.length - 1 ? "。" : "；" },
  ]);
  return { ...opening, fragments: [...opening.fragments, ...fragments] };
}

/** Budget, accounts and rate of the whole and of every item, with the reason for the difference of the whole. */
function completion({ items, words: { completion: words } }: ThreePublicTogetherPart, input: SectionInput): Sentence[] {
  const { numbers, say, texts, thresholds } = input.context;
  const clause = (id: string, { rated, unrated }: RatedClause, name: string, item: string) => {
    const { budget, actual } = pair(input, item);
    const rate = isKnown(budget) && isKnown(actual) ? numbers.percentOrZero(actual, budget) : null;
    return say(id, rate ? rated : unrated, {
      name,
      budget: numbers.amount(budget),
      actual: numbers.amount(actual),
      ...(rate && { rate }),
    });
  };
  const sentences = [
    together(
      clause(total, words.whole, "", "Total"),
      items.map(({ completed, item }) => clause(total, words.item, completed, item).fragments),
    ),
  ];
  const { budget, actual } = pair(input, "Total");
  if (!isKnown(budget) || !isKnown(actual)) return sentences;
  if (budget.value === actual.value) return [...sentences, say(`${total}.reason`, words.equal)];
  return [
    ...sentences,
    say(`${total}.reason`, actual.value > budget.value ? words.above : words.below, {
      reason: reasonOfChange(total, actual, budget, texts, isReasonDue(actual, budget, thresholds)),
    }),
  ];
}

interface Compared {
  current: KnownFigure;
  prior: KnownFigure;
}

/** This year's and last year's accounts of an item; `null` while one of both is not known. */
function compared({ figures }: SectionInput, item: string): Compared | null {
  const current = figures.cell(threePublicActual(item));
  const prior = figures.prior(threePublicActual(item));
  return prior && isKnown(current) ? { current, prior } : null;
}

function changeClause(
  { numbers, say }: NarrativeContext,
  id: string,
  words: Words["change"]["item"],
  name: string,
  { current, prior }: Compared,
): Sentence {
  if (current.value === prior.value) return say(id, words.equal, { name });
  const { rated, unrated } = current.value > prior.value ? words.rise : words.fall;
  const rate = numbers.rateOfChange(current, prior);
  return say(id, rate ? rated : unrated, {
    name,
    difference: numbers.difference(current, prior),
    ...(rate && { rate }),
  });
}

/** The whole and every item against last year, with a reason for each item that has changed. */
function change({ items, words: { change: words } }: ThreePublicTogetherPart, input: SectionInput): Sentence[] {
  const { context } = input;
  const whole = compared(input, "Total");
  const parts = items.flatMap((item) => {
    const figures = compared(input, item.item);
    return figures ? [{ ...item, figures }] : [];
  });
  if (!whole || parts.length < items.length) return [];
  const id = `${againstLastYear(total)}.change`;
  return [
    together(
      changeClause(context, id, words.whole, "", whole),
      parts.map(({ changed, figures }) => changeClause(context, id, words.item, changed, figures).fragments),
    ),
    ...parts.flatMap(({ id: itemId, changed, figures: { current, prior } }) => {
      if (current.value === prior.value) return [];
      const of = againstLastYear(itemId);
      const isDue = isReasonDue(current, prior, context.thresholds);
      return [
        context.say(`${of}.reason`, current.value > prior.value ? words.riseReason : words.fallReason, {
          name: changed,
          reason: reasonOfChange(of, current, prior, context.texts, isDue),
        }),
      ];
    }),
  ];
}

/** Every item with its share of the whole. */
function shares({ id, items, words: { shares: words } }: ThreePublicTogetherPart, input: SectionInput): Sentence[] {
  const { numbers, say } = input.context;
  const whole = pair(input, "Total").actual;
  const clauses = items.map(({ shared, item }) => {
    const figure = pair(input, item).actual;
    const share = isKnown(figure) && isKnown(whole) ? numbers.percentOrZero(figure, whole) : null;
    return say(id, share ? words.item.rated : words.item.unrated, {
      name: shared,
      amount: numbers.amount(figure),
      ...(share && { share }),
    }).fragments;
  });
  return [together(say(`${id}.shares`, words.opening), clauses), say(`${id}.follow`, words.follow)];
}

/** What was spent on each item, for what, and what was counted. */
function details({ words: { threePublic: words } }: ThreePublicTogetherPart, { figures, context }: SectionInput) {
  const { numbers, say, texts } = context;
  const fact = (row: FactRowOf<"threePublic">): Figure => figures.fact(namedFactKey("threePublic", row, "", "actual"));
  const counted = (row: FactRowOf<"threePublic">) => count(fact(row));
  const spent = (id: string, template: string, item: string) =>
    say(id, template, { amount: numbers.amount(figures.cell(threePublicActual(item))) });
  const isSpent = (item: string) => (figures.cell(threePublicActual(item)).value ?? 0) !== 0;
  const purpose = (id: string, template: string, slot: string, more = {}) =>
    say(id, template, { purpose: reason(slot, texts), ...more });
  const domestic = fact("domesticReception");
  const guests = {
    groups: counted("domesticReceptionGroups"),
    persons: counted("domesticReceptionPersonTimes"),
    foreignGroups: counted("domesticForeignAffairsGroups"),
    foreignPersons: counted("domesticForeignAffairsPersonTimes"),
  };
  return [
    paragraph("overseasTravel.paragraph", [
      spent("overseasTravel", words.overseas, "OverseasTravel"),
      say("overseasTravel.counts", words.overseasCounts, {
        groups: counted("overseasGroups"),
        persons: counted("overseasPersonTimes"),
      }),
      ...(isSpent("OverseasTravel")
        ? [purpose("overseasTravel.purpose", words.overseasPurpose, someFormatsSlots.overseasTravelPurpose)]
        : []),
    ]),
    paragraph("vehicles.paragraph", [spent("vehicles", words.vehicles, "Vehicles")]),
    paragraph("vehicles.purchase.paragraph", [
      spent("vehicles.purchase", words.purchase, "VehiclePurchase"),
      ...(isSpent("VehiclePurchase")
        ? [
            purpose("vehicles.purchase.purpose", words.purchasePurpose, someFormatsSlots.vehiclePurchasePurpose, {
              vehicles: counted("vehiclesPurchased"),
            }),
          ]
        : []),
    ]),
    paragraph("vehicles.operation.paragraph", [
      spent("vehicles.operation", words.operation, "VehicleOperation"),
      ...(isSpent("VehicleOperation")
        ? [purpose("vehicles.operation.purpose", words.operationPurpose, textSlots.vehicleOperationPurpose)]
        : []),
      say("vehicles.held", words.held, { vehicles: counted("vehiclesHeld") }),
    ]),
    paragraph("officialReception.paragraph", [spent("officialReception", words.reception, "OfficialReception")]),
    paragraph("officialReception.domestic.paragraph", [
      say("officialReception.domestic", words.domestic, {
        amount: numbers.amount(domestic),
        foreign: numbers.amount(fact("foreignGuestReception")),
      }),
      domestic.value
        ? purpose("officialReception.counts", words.domesticCounts, textSlots.officialReceptionPurpose, guests)
        : say("officialReception.counts", words.domesticCountsNone, { ...guests }),
    ]),
  ];
}

/** Whether anything was budgeted or spent this year, or spent last year, as far as is known. */
function hasAnything(input: SectionInput): boolean {
  const { budget, actual } = pair(input, "Total");
  const prior = input.figures.prior(threePublicActual("Total"));
  return budget.value !== 0 || actual.value !== 0 || (prior !== null && prior.value !== 0);
}

const comparedItems = (items: readonly ThreePublicItem[]) => items.map(({ id }) => againstLastYear(id));

/** “三公”经费: all items together about budget, last year and shares, then each by itself. */
export const threePublicTogether: PartWriter<ThreePublicTogetherPart> = {
  write(part, input) {
    const { id, headings, words } = part;
    const { context } = input;
    if (!hasAnything(input)) return [paragraph(`${total}.paragraph`, [context.say(total, words.threePublicNone)])];
    const compared = change(part, input);
    return [
      subheading(`${id}.overall`, headings.overall),
      paragraph(`${total}.paragraph`, completion(part, input)),
      ...(compared.length > 0 ? [paragraph(`${againstLastYear(total)}.paragraph`, compared)] : []),
      subheading(`${id}.details`, headings.details),
      paragraph(`${id}.shares.paragraph`, shares(part, input)),
      ...details(part, input),
    ];
  },
  slotsOf: ({ items }) => [
    ...[total, ...comparedItems(items)].flatMap(reasonSlotsOf),
    someFormatsSlots.overseasTravelPurpose,
    someFormatsSlots.vehiclePurchasePurpose,
    textSlots.vehicleOperationPurpose,
    textSlots.officialReceptionPurpose,
  ],
};
