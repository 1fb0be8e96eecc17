import type { ProcurementPart, ReservedProcurementPart } from "../../formats/narrative/parts";
import { namedFactKey, type FactColumnOf } from "../../formats/names";
import { isKnown, sumOf, type Figure } from "../writing/figures";
import { blank } from "../writing/numbers";
import type { PartWriter } from "../writing/part";
import { paragraph, type SectionInput } from "../writing/section";
import type { Fragment, Sentence } from "../writing/sentence";

const purchases = ["goods", "works", "services"] as const;

function purchased({ figures }: SectionInput, column: FactColumnOf<"procurement">): [Figure, Figure, Figure] {
  const of = (kind: (typeof purchases)[number]) => figures.fact(namedFactKey("procurement", kind, "", column));
  return [of("goods"), of("works"), of("services")];
}

/** The total with goods, works and services; `null` where nothing was bought. */
function opening(
  id: string,
  words: { total: string; none: string },
  input: SectionInput,
): { total: Figure; sentence: Sentence } | null {
  const { say, numbers } = input.context;
  const [goods, works, services] = purchased(input, "amount");
  const total = sumOf([goods, works, services]);
  if (total.value === 0) return null;
  return {
    total,
    sentence: say(id, words.total, {
      total: numbers.amount(total),
      goods: numbers.amount(goods),
      works: numbers.amount(works),
      services: numbers.amount(services),
    }),
  };
}

/** 政府采购 with what small enterprises were awarded, and its shares. */
export const procurement: PartWriter<ProcurementPart> = {
  write({ id, words: { procurement: words } }, input) {
    const { say, numbers } = input.context;
    const opened = opening(id, words, input);
    if (!opened) return [paragraph(`${id}.paragraph`, [say(id, words.none)])];
    const { total } = opened;
    if (!isKnown(total)) return [paragraph(`${id}.paragraph`, [opened.sentence])];
    const share = (part: Figure, whole: Figure) =>
      isKnown(part) && isKnown(whole) ? numbers.percent(part, whole)! : blank(part, whole);
    const amounts = purchased(input, "amount");
    const ofSmall = purchased(input, "toSmallAndMedium");
    const toSmall = sumOf(ofSmall);
    const toMicro = sumOf(purchased(input, "toSmallAndMicro"));
    const shares = purchases.flatMap((kind, at): Fragment[] => {
      const spent = amounts[at]!;
      if (isKnown(spent) && spent.value <= 0) return [];
      return [
        ...say(`${id}.${kind}`, words.kinds[kind], { share: share(ofSmall[at]!, spent) }).fragments,
        { kind: "text", text: "，" },
      ];
    });
    return [
      paragraph(`${id}.paragraph`, [
        opened.sentence,
        say(`${id}.toSmall`, words.toSmall, {
          toSmall: numbers.amount(toSmall),
          share: share(toSmall, total),
          toMicro: numbers.amount(toMicro),
          microShare: share(toMicro, total),
        }),
        ...(shares.length > 0
          ? [{ id: `${id}.kinds`, fragments: [...shares.slice(0, -1), { kind: "text" as const, text: "。" }] }]
          : []),
      ]),
    ];
  },
  slotsOf: () => [],
};

const reservations = [
  "reservedForSmallAndMedium",
  "reservedForSmallAndMicro",
  "reservedAwardedToSmallAndMedium",
  "reservedAwardedToSmallAndMicro",
  "otherAwardedToSmallAndMedium",
] as const;

/** 政府采购 with what was reserved for small enterprises, and what they were awarded of it and of the rest. */
export const reservedProcurement: PartWriter<ReservedProcurementPart> = {
  write({ id, words: { procurement: words } }, input) {
    const { figures, context } = input;
    const { say, numbers } = context;
    const reserved = reservations.map((row) => figures.fact(namedFactKey("procurement", row, "", "amount")));
    const opened = opening(id, words, input);
    const isNothing = reserved.every(({ value }) => value === 0);
    if (!opened && isNothing) return [paragraph(`${id}.paragraph`, [say(id, words.none)])];
    const amounts = Object.fromEntries(reservations.map((row, at) => [row, numbers.amount(reserved[at]!)]));
    return [
      paragraph(`${id}.paragraph`, [opened?.sentence ?? say(id, words.none)]),
      paragraph(`${id}.reserved.paragraph`, [
        say(`${id}.reserved`, words.reserved, { ...amounts }),
        say(`${id}.awarded`, words.awarded, { ...amounts }),
      ]),
    ];
  },
  slotsOf: () => [],
};
