import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomAccounts, shapes } from "@/bench/measuring/accounts";
import { randomFrom, type Random } from "@/bench/measuring/random";
import { partIds } from "../engine/figure-state";
import { priorYearCells, programForFacts } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { correctPerformance } from "../rule-book/examples/performance-accounts";
import { controlKey, type FactKey, priorYearKey } from "../words/fact-address";
import { noDataSlot, noDataStatement, type Facts } from "../words/facts";
import { createReportModel, type ReportModelInput } from "../report/open-report";
import { formats } from "../formats/formats";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { fullUnitFacts } from "../rule-book/examples/full-unit";

const catalogues = cataloguesOf(2021);

/** Compiles anew: nothing is kept for a catalogue that nobody has seen. */
function fresh(input: Omit<ReportModelInput, "functional" | "economic">) {
  const { functional, economic } = catalogues;
  return createReportModel({ ...input, functional: { ...functional }, economic: { ...economic } });
}

function shared(input: Omit<ReportModelInput, "functional" | "economic">) {
  return createReportModel({ ...input, ...catalogues });
}

/** The same addresses with other figures: negative ones, zeros, small and large ones. */
function otherFigures(random: Random, { amounts, texts }: Facts): Facts {
  return {
    amounts: new Map(
      [...amounts].map(([key, value]) => [
        key,
        random.chance(0.3) ? random.integer(-1_000, 1_000_000_00) * random.integer(0, 1) : value,
      ]),
    ),
    texts,
  };
}

/**
 * Accounts of every shape of the laboratory, the real unit and the unit that fills every column; with and without last
 * year.
 */
function accountsOf(random: Random, shape: number): Pick<ReportModelInput, "identity" | "facts" | "priorYear"> {
  if (shape === shapes.length)
    return {
      identity: luozhuangIdentity,
      facts: luozhuangFacts,
      priorYear: random.chance(0.5) ? { facts: otherFigures(random, luozhuangFacts) } : null,
    };
  if (shape > shapes.length)
    return {
      identity: { ...luozhuangIdentity, unitKind: "institution" },
      facts: fullUnitFacts,
      priorYear: { facts: luozhuangFacts },
    };
  const { identity, facts, lastYear, knowsLastYear } = randomAccounts(random, catalogues, shapes[shape]!);
  return { identity, facts, priorYear: knowsLastYear ? { facts: lastYear } : null };
}

const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const anyShape = fc.integer({ min: 0, max: shapes.length + 1 });

describe.each(formats.map(({ id }) => id))("in table set %s", (tableSetId) => {
  const inTableSet = (random: Random, shape: number) => {
    const accounts = accountsOf(random, shape);
    return { ...accounts, identity: { ...accounts.identity, tableSetId } };
  };

  it("findings are the same whether the accounts are compiled alone or after others with the same addresses", () => {
    fc.assert(
      fc.property(seed, anyShape, (number, shape) => {
        const random = randomFrom(number);
        const accounts = inTableSet(random, shape);
        shared({ ...accounts, facts: otherFigures(random, accounts.facts) }).findings();
        for (const facts of [accounts.facts, otherFigures(random, accounts.facts)])
          expect(shared({ ...accounts, facts }).findings()).toEqual(fresh({ ...accounts, facts }).findings());
      }),
      { numRuns: 20 },
    );
  });

  it("two reports of the same addresses, open at once, keep their figures and findings apart", () => {
    fc.assert(
      fc.property(seed, anyShape, (number, shape) => {
        const random = randomFrom(number);
        const accounts = inTableSet(random, shape);
        const one = shared(accounts);
        const other = shared({ ...accounts, facts: otherFigures(random, accounts.facts) });
        const before = one.findings();
        other.findings();
        for (const key of random.sample([...accounts.facts.amounts.keys()], 3))
          other.setAmount(key, random.integer(1, 9_000_000_00));
        other.findings();
        expect(one.findings()).toEqual(before);
        expect(other.printedTables()).toEqual(fresh({ ...accounts, facts: other.facts() }).printedTables());
      }),
      { numRuns: 8 },
    );
  });

  it("after any edit, also one that adds or removes a row, the findings are those of a report opened with these figures", () => {
    fc.assert(
      fc.property(seed, anyShape, (number, shape) => {
        const random = randomFrom(number);
        const accounts = inTableSet(random, shape);
        const model = shared(accounts);
        const keys: FactKey[] = [...accounts.facts.amounts.keys(), ...fullUnitFacts.amounts.keys()];
        for (const key of random.sample(keys, 4)) {
          model.setAmount(key, random.chance(0.4) ? null : random.integer(-1_000, 9_000_000_00));
          expect(model.findings()).toEqual(fresh({ ...accounts, facts: model.facts() }).findings());
        }
      }),
      { numRuns: 12 },
    );
  });

  it("after many fills, clears and statements in one open report, the findings are those of a report opened with them", () => {
    let cameOrWent = 0;
    fc.assert(
      fc.property(seed, anyShape, (number, shape) => {
        const random = randomFrom(number);
        const accounts = { ...inTableSet(random, shape), performance: correctPerformance };
        const model = shared(accounts);
        model.findings();
        const entered = programForFacts({ tableSet: formatOf(tableSetId), ...catalogues, facts: accounts.facts });
        // The blanks beside what is entered are filled and cleared without a compilation; the others bring rows.
        const beside = entered.facts.map(({ key }) => key);
        const statedBefore = priorYearCells(formatOf(tableSetId)).flatMap(({ cells }) => cells);
        const others: FactKey[] = [
          ...fullUnitFacts.amounts.keys(),
          ...statedBefore.map((id) => priorYearKey(id)),
          controlKey("income.total.total"),
        ];
        for (let round = 0; round < 12; round++) {
          const [key] = random.sample(random.chance(0.85) ? beside : others, 1);
          const wasBlank = model.amount(key!) === null;
          const value = !wasBlank && random.chance(0.5) ? null : random.integer(-2, 9) * 1_234_567;
          if (random.chance(0.2)) {
            const slots = random.sample(partIds, 3).map((part) => [noDataSlot(part), noDataStatement] as const);
            model.setTexts(new Map(slots));
          }
          model.setAmount(key!, value);
          if (wasBlank !== (value === null)) cameOrWent += 1;
          const { facts } = model.input();
          expect(model.findings()).toEqual(fresh({ ...accounts, facts }).findings());
        }
      }),
      { numRuns: 4 },
    );
    expect(cameOrWent).toBeGreaterThan(15);
  }, 120_000);
});

it("reports of different table sets, asked in turn, are each asked about their own figures", () => {
  fc.assert(
    fc.property(seed, anyShape, (number, shape) => {
      const accounts = accountsOf(randomFrom(number), shape);
      const inputs = formats.map(({ id }) => ({ ...accounts, identity: { ...accounts.identity, tableSetId: id } }));
      const models = inputs.map(shared);
      for (const value of [1, 9_000_000_00]) {
        for (const model of models)
          for (const key of [...accounts.facts.amounts.keys()].slice(0, 3)) model.setAmount(key, value);
        expect(models.map((model) => model.findings())).toEqual(
          models.map((model, at) => fresh({ ...inputs[at]!, facts: model.facts() }).findings()),
        );
      }
    }),
    { numRuns: 6 },
  );
});

it("an edit changes the report's own figures, not those that it was opened with", () => {
  const { facts, ...accounts } = accountsOf(randomFrom(5), 0);
  const before = new Map(facts.amounts);
  const [key] = [...before.keys()];
  const [one, other] = [shared({ ...accounts, facts }), shared({ ...accounts, facts })];
  one.setAmount(key!, 12_345_67);
  expect(one.amount(key!)).toBe(12_345_67);
  expect(one.facts().amounts.get(key!)).toBe(12_345_67);
  expect(other.amount(key!)).toBe(before.get(key!));
  expect(facts.amounts).toEqual(before);
});

it("a report made from another one keeps its figures when the other is edited again", () => {
  const { facts, ...accounts } = accountsOf(randomFrom(6), 0);
  const [key] = [...facts.amounts.keys()];
  const one = shared({ ...accounts, facts });
  one.setAmount(key!, 1_00);
  const other = createReportModel(one.input());
  one.setAmount(key!, 2_00);
  expect([one.amount(key!), other.amount(key!), other.facts().amounts.get(key!)]).toEqual([2_00, 1_00, 1_00]);
});
