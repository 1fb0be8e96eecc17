import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factKey, type FactKey } from "../words/fact-address";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { overviewOf, type OverviewFigure } from "./overview";
import { createReportModel } from "./open-report";

const items = cataloguesOf(2021)
  .functional.subjects.filter(({ level }) => level === 3)
  .map(({ code }) => code);

/** Any accounts at all: every nature of expenditure and every source of income, also returned money (below zero). */
const accounts = fc
  .array(
    fc.record({
      code: fc.constantFrom(...items),
      fen: fc.integer({ min: -(10 ** 9), max: 10 ** 12 }),
      place: fc.constantFrom<["expenditure" | "income", "" | "generalPublicBudget", string]>(
        ["expenditure", "generalPublicBudget", "basic"],
        ["expenditure", "generalPublicBudget", "project"],
        ["expenditure", "", "remittanceToSuperior"],
        ["expenditure", "", "operating"],
        ["expenditure", "", "subsidyToAffiliates"],
        ["income", "", "generalPublicBudget"],
        ["income", "", "governmentFund"],
        ["income", "", "superiorSubsidy"],
        ["income", "", "serviceIncome"],
        ["income", "", "operatingIncome"],
        ["income", "", "affiliateRemittance"],
        ["income", "", "otherIncome"],
      ),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((lines) => ({
    texts: new Map(),
    amounts: new Map(
      lines.map(({ code, fen, place }): [FactKey, number] => [factKey(place[0], code, place[1], place[2]), fen]),
    ),
  }));

const tablesOf = (facts: typeof luozhuangFacts) =>
  createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts }).printedTables();

describe("overviewOf", () => {
  it("says of the real accounts how much, from where, for what", () => {
    const { figures, incomes, expenditures } = overviewOf(tablesOf(luozhuangFacts))!;
    expect(figures.map(({ label, text }) => `${label} ${text}`)).toEqual([
      "本年收入 1,382.47",
      "本年支出 1,382.47",
      "其中：基本支出 1,173.33",
      "其中：项目支出 209.15",
      "“三公”经费支出 24.86",
    ]);
    expect(incomes).toEqual([
      {
        label: "一般公共预算财政拨款收入",
        cell: "incomeExpenditureSummary.generalPublicBudget.amount",
        text: "1,382.47",
        percent: "100",
      },
    ]);
    expect(expenditures.map(({ label, percent }) => `${label} ${percent}`)).toEqual([
      "一般公共服务支出 83.19",
      "社会保障和就业支出 8.97",
      "住房保障支出 5.13",
      "卫生健康支出 2.71",
    ]);
  });

  it("names the largest share first, whatever the order of the tables", () => {
    for (const facts of [luozhuangFacts, fullUnitFacts]) {
      const { incomes, expenditures } = overviewOf(tablesOf(facts))!;
      for (const shares of [incomes, expenditures]) {
        const percents = shares.map(({ percent }) => Number(percent));
        expect(percents).toEqual(percents.toSorted((one, other) => other - one));
      }
    }
  });

  it("leaves no money out: the shares make up the whole", () => {
    for (const facts of [luozhuangFacts, fullUnitFacts]) {
      const { incomes, expenditures } = overviewOf(tablesOf(facts))!;
      for (const shares of [incomes, expenditures])
        expect(shares.reduce((sum, { percent }) => sum + Number(percent), 0)).toBeCloseTo(100, 1);
    }
  });

  it("shows every part of the expenditure that there is", () => {
    const labels = overviewOf(tablesOf(fullUnitFacts))!.figures.map(({ label }) => label);
    expect(labels).toEqual([
      "本年收入",
      "本年支出",
      "其中：基本支出",
      "其中：项目支出",
      "其中：上缴上级支出",
      "其中：经营支出",
      "其中：对附属单位补助支出",
      "“三公”经费支出",
    ]);
  });

  it("adds up in fen for any accounts: each whole is the sum of the parts shown under it", () => {
    fc.assert(
      fc.property(accounts, (facts) => {
        const tables = tablesOf(facts);
        const overview = overviewOf(tables);
        if (!overview) return;
        const fenOf = new Map(
          tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ cellId, fen }) => [cellId, fen ?? 0]))),
        );
        const sumOf = (parts: readonly OverviewFigure[]) => parts.reduce((sum, { cell }) => sum + fenOf.get(cell)!, 0);
        const [income, expenditure, ...others] = overview.figures;
        expect(sumOf(others.filter(({ label }) => label.startsWith("其中："))), "parts of the expenditure").toBe(
          sumOf([expenditure!]),
        );
        expect(sumOf(overview.expenditures), "expenditure by function").toBe(sumOf([expenditure!]));
        expect(sumOf(overview.incomes), "sources of income").toBe(sumOf([income!]));
      }),
      { numRuns: 50 },
    );
  });

  it("is not there for a unit without money", () => {
    expect(overviewOf(tablesOf({ amounts: new Map(), texts: new Map() }))).toBeNull();
  });
});
