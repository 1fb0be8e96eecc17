import { factKey } from "../../words/fact-address";
import { textSlots } from "../../words/facts";
import {
  amount,
  blank,
  count,
  difference,
  isKnown,
  percent,
  rateOfChange,
  sumOf,
  type Figure,
} from "../writing/figures";
import { paragraph, subheading, type SectionInput, type SectionWriter } from "../writing/section";
import type { Fragment, Sentence } from "../writing/sentence";
import { reason, reasonSlot } from "../writing/reasons";
import { sentence } from "../writing/template";

function agencyCost({ figures, context: { wording, year, texts } }: SectionInput): Sentence {
  const id = "agencyOperatingCost";
  const words = wording.agencyCost;
  const budget = figures.fact(factKey(id, "total", "", "budget"));
  const actual = figures.fact(factKey(id, "total", "", "actual"));
  if (budget.value === 0 && actual.value === 0) return sentence(id, words.none, { year });
  const places = { year, actual: amount(actual) };
  if (!isKnown(budget) || !isKnown(actual)) return sentence(id, words.open, { ...places, budget: amount(budget) });
  if (budget.value === actual.value) return sentence(id, words.equal, places);
  const rate = rateOfChange(actual, budget);
  const template = actual.value < budget.value ? words.fall : rate ? words.rise : words.riseFromNothing;
  return sentence(id, template, {
    ...places,
    difference: difference(actual, budget),
    ...(rate && { rate }),
    reason: reason(reasonSlot(id, actual, budget), texts),
  });
}

const purchases = ["goods", "works", "services"] as const;

function procurement({ figures, context: { wording, year } }: SectionInput): Sentence[] {
  const words = wording.procurement;
  const of = (column: string) => purchases.map((kind) => figures.fact(factKey("procurement", kind, "", column)));
  const share = (part: Figure, whole: Figure) =>
    isKnown(part) && isKnown(whole) ? percent(part, whole)! : blank(part, whole);
  const [goods, works, services] = of("amount");
  const total = sumOf([goods!, works!, services!]);
  if (total.value === 0) return [sentence("procurement", words.none, { year })];
  const toSmall = sumOf(of("toSmallAndMedium"));
  const toMicro = sumOf(of("toSmallAndMicro"));
  const opening = sentence("procurement", words.total, {
    year,
    total: amount(total),
    goods: amount(goods!),
    works: amount(works!),
    services: amount(services!),
  });
  const shares = purchases.flatMap((kind, at): Fragment[] => {
    const spent = of("amount")[at]!;
    if (isKnown(spent) && spent.value <= 0) return [];
    return [
      ...sentence(`procurement.${kind}`, words.kinds[kind], { share: share(of("toSmallAndMedium")[at]!, spent) })
        .fragments,
      { kind: "text", text: "，" },
    ];
  });
  if (!isKnown(total)) return [opening];
  return [
    opening,
    sentence("procurement.toSmall", words.toSmall, {
      toSmall: amount(toSmall),
      share: share(toSmall, total),
      toMicro: amount(toMicro),
      microShare: share(toMicro, total),
    }),
    ...(shares.length > 0
      ? [{ id: "procurement.kinds", fragments: [...shares.slice(0, -1), { kind: "text" as const, text: "。" }] }]
      : []),
  ];
}

const assetRows = [
  "vehicles",
  "leaders",
  "confidentialCommunication",
  "emergency",
  "lawEnforcement",
  "specialTechnical",
  "retiredOfficials",
  "other",
  "generalEquipmentOver500k",
  "specialEquipmentOver1m",
] as const;

function assets({ figures, context: { wording, year, texts } }: SectionInput): Sentence {
  const of = (row: string) => figures.fact(factKey("stateAssets", row, "", "count"), "count");
  const counts = Object.fromEntries(assetRows.map((row) => [row, count(of(row))]));
  const note = reason(textSlots.otherVehiclesNote, texts);
  const hasNote = note.text !== "" && (of("other").value ?? 0) > 0;
  const [before, after] = wording.assets.vehicles.split("{otherNote}") as [string, string];
  const noted = hasNote ? sentence("stateAssets", wording.assets.otherNote, { note }).fragments : [];
  return {
    id: "stateAssets",
    fragments: [
      ...sentence("stateAssets", before, { year, ...counts }).fragments,
      ...noted,
      ...sentence("stateAssets", after, counts).fragments,
    ],
  };
}

/** 其他重要事项情况说明. */
export const otherMatters: SectionWriter = (input) => [
  subheading("agencyOperatingCost.heading", "（一）机关运行经费支出情况"),
  paragraph("agencyOperatingCost.paragraph", [agencyCost(input)]),
  subheading("procurement.heading", "（二）政府采购支出情况"),
  paragraph("procurement.paragraph", procurement(input)),
  subheading("stateAssets.heading", "（三）国有资产占用情况"),
  paragraph("stateAssets.paragraph", [assets(input)]),
  paragraph("roundingNote.paragraph", [sentence("roundingNote", input.context.wording.roundingNote, {})]),
];
