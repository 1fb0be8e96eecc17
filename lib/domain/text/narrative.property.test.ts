import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factKey, type FactKey, parseFactKey, priorYearKey } from "../words/fact-address";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { thresholdsOf } from "../words/thresholds";
import { isDeclaredSlot } from "./declared-slots";
import { narrativeOf, narrativeWriter } from "./narrative";
import { askedTextsOf } from "./writing/reasons";
import type { NarrativeSection } from "./writing/section";
import { sentenceText } from "./writing/sentence";

const catalogues = cataloguesOf(2021);

/** Rises, falls, zeros and blanks: every amount of a real or a full unit made larger, smaller, nothing, or left out. */
const accounts = fc
  .constantFrom(luozhuangFacts, fullUnitFacts)
  .chain(({ amounts }) =>
    fc.tuple(
      fc.constant([...amounts]),
      fc.array(fc.constantFrom("keep", "double", "half", "zero", "blank"), {
        minLength: amounts.size,
        maxLength: amounts.size,
      }),
    ),
  )
  .map(
    ([amounts, changes]) =>
      new Map(
        amounts.flatMap(([key, value], at) => {
          const change = changes[at]!;
          return change === "blank"
            ? []
            : [
                [
                  key,
                  change === "double"
                    ? value * 2
                    : change === "half"
                      ? Math.trunc(value / 2)
                      : change === "zero"
                        ? 0
                        : value,
                ] as const,
              ];
        }),
      ),
  );

const items = catalogues.functional.subjects.filter(
  ({ level, code }) => level === 3 && catalogues.functional.appropriationOf(code) === "generalPublicBudget",
);

/**
 * One item or forty, of the general budget alone: both other funds are empty. Some were not budgeted, some not spent.
 */
const itemised = fc
  .constantFrom(1, 2, 40)
  .chain((count) =>
    fc.tuple(
      fc.shuffledSubarray(items, { minLength: count, maxLength: count }),
      fc.array(fc.tuple(fc.nat(10 ** 10), fc.nat(10 ** 10), fc.constantFrom("basic", "project")), {
        minLength: count,
        maxLength: count,
      }),
    ),
  )
  .map(
    ([subjects, figures]) =>
      new Map(
        subjects.flatMap(({ code }, at): [FactKey, number][] => {
          const [spent, budget, nature] = figures[at]!;
          return [
            [factKey("income", code, "", "generalPublicBudget"), spent],
            [factKey("expenditure", code, "generalPublicBudget", nature), spent],
            [factKey("budget", code, "generalPublicBudget", "originalBudget"), budget % 3 === 0 ? 0 : budget],
          ];
        }),
      ),
  );

/** Last year typed by hand: unknown, nothing, or anything. */
const lastYear = fc.oneof(
  fc.constant(null),
  fc.record({ total: fc.integer({ min: 0, max: 10 ** 11 }), basic: fc.constantFrom(0, 5_000_000, 120_000_000_00) }),
);

function write(
  amounts: ReadonlyMap<FactKey, number>,
  prior: { total: number; basic: number } | null,
  tableSetId = "fy2021",
) {
  const facts = new Map([...amounts].filter(([key]) => parseFactKey(key).sheet !== "priorYear"));
  if (prior) {
    facts.set(priorYearKey("incomeExpenditureSummary.totalIncome.amount"), prior.total);
    facts.set(priorYearKey("expenditure.total.basic"), prior.basic);
  }
  const model = createReportModel({
    identity: { ...luozhuangIdentity, tableSetId },
    ...catalogues,
    facts: { amounts: facts, texts: new Map() },
  });
  return narrativeOf({ model, texts: new Map() }).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences : [])),
  );
}

/** Everything that is printed or shown of a text, calculations in words included. */
const inWords = (sections: readonly NarrativeSection[]) =>
  JSON.stringify(sections, (_, value: unknown) => (typeof value === "function" ? (value as () => string)() : value));

describe("the text of any accounts", () => {
  it("is the same written again after every change as written at once", () => {
    const keys = [...fullUnitFacts.amounts.keys()];
    const change = fc.record({
      key: fc.constantFrom(...keys),
      value: fc.option(fc.integer({ min: 0, max: 10 ** 9 })),
      reason: fc.nat(30),
      limit: fc.constantFrom(...[5, 10].map((reasonChangePercent) => ({ ...thresholdsOf(), reasonChangePercent }))),
    });
    fc.assert(
      fc.property(
        fc.constantFrom("fy2021", "fy2022"),
        fc.array(change, { minLength: 5, maxLength: 15 }),
        (tableSetId, changes) => {
          const model = createReportModel({
            identity: { ...luozhuangIdentity, tableSetId },
            ...catalogues,
            facts: { amounts: fullUnitFacts.amounts, texts: new Map() },
            priorYear: { facts: luozhuangFacts },
          });
          const write = narrativeWriter(model);
          const texts = new Map<string, string>();
          for (const { key, value, reason, limit } of changes) {
            model.setAmount(key, value);
            const places = askedTextsOf(narrativeOf({ model, texts, thresholds: limit }));
            if (places.length > 0) texts.set(places[reason % places.length]!.slot, `因为${reason}`);
            expect(inWords(write({ texts: new Map(texts), thresholds: limit }))).toBe(
              inWords(narrativeOf({ model, texts, thresholds: limit })),
            );
          }
        },
      ),
      { numRuns: 8, seed: 2022 },
    );
  });

  it("leaves sections alone whose figures stay as they are", () => {
    const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts });
    const write = narrativeWriter(model);
    const typed = { texts: luozhuangFacts.texts, thresholds: thresholdsOf() };
    const before = write(typed);
    model.setAmount(factKey("threePublic", "domesticReceptionGroups", "", "actual"), 107);
    expect(
      write(typed)
        .filter((section, at) => section !== before[at])
        .map(({ id }) => id),
    ).toEqual(["threePublic"]);
  });

  it("has no machine words, no doubled punctuation, no sign after a word of direction, no rate on nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(accounts, itemised),
        lastYear,
        fc.constantFrom("fy2021", "fy2022"),
        (amounts, prior, tableSetId) => {
          for (const sentence of write(amounts, prior, tableSetId)) {
            const text = sentenceText(sentence);
            expect(text).not.toMatch(/NaN|undefined|null|Infinity|\{|\}/);
            expect(text).not.toMatch(/[，。；、：]{2}|，。/);
            expect(text).not.toMatch(/(增加|减少|增长|下降|占|的)-/);
            // Every digit is a figure that knows where it comes from, a year, or the number of a paragraph.
            const words = sentence.fragments
              .flatMap((fragment) => (fragment.kind === "number" ? [] : [fragment.text]))
              .join("");
            expect(words.replace(/20\d\d年|12月31日|(?:50|100)万元以上|^\d+、/g, "")).not.toMatch(/\d/);
            // What it asks for can be kept.
            for (const fragment of sentence.fragments)
              if (fragment.kind === "reason")
                expect([
                  fragment.slot,
                  isDeclaredSlot(fragment.slot, { tableSetId, functional: catalogues.functional }),
                ]).toEqual([fragment.slot, true]);
            for (const fragment of sentence.fragments)
              if (fragment.kind === "number") expect(fragment.cells.length + fragment.facts.length).toBeGreaterThan(0);
            if (prior && prior.basic === 0 && sentence.id === "basicExpenditure.change")
              expect(text).not.toContain("%");
          }
        },
      ),
      { numRuns: 150, seed: 2021 },
    );
  });

  it("speaks of a fact in exactly the sentences that cite it, through a cell or by itself", () => {
    const before = new Map(
      write(luozhuangFacts.amounts, { total: 146_141_0000, basic: 122_198_0000 }).map((sentence) => [
        sentence.id,
        sentence,
      ]),
    );
    const key = factKey("threePublic", "domesticReceptionGroups", "", "actual");
    const after = write(new Map([...luozhuangFacts.amounts, [key, 107]]), { total: 146_141_0000, basic: 122_198_0000 });
    const changed = after
      .filter((sentence) => sentenceText(sentence) !== sentenceText(before.get(sentence.id)!))
      .map(({ id }) => id);
    const citing = [...before.values()]
      .filter(({ fragments }) =>
        fragments.some((fragment) => fragment.kind === "number" && fragment.facts.includes(key)),
      )
      .map(({ id }) => id);
    expect(changed).toEqual(citing);
    expect(changed).toEqual(["officialReception.counts"]);
  });
});
