import { describe, expect, it } from "vitest";
import { printTable, programForFacts } from "../../engine/figures";
import { formatOf } from "../../formats/format-of";
import { cataloguesOf } from "../../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";
import { putuoFacts, putuoIdentity } from "../../testing/putuo-2024";
import {
  adjustmentsOf,
  amountsOf,
  annexOf,
  changesBetween,
  differencesToDepartment,
  figuresOf,
  initialBalances,
  sumOfAmounts,
} from "./approved-figures";

function approved({ tableSetId, year, unitName }: typeof luozhuangIdentity, facts: typeof luozhuangFacts) {
  const tableSet = formatOf(tableSetId);
  const program = programForFacts({ tableSet, ...cataloguesOf(year), facts });
  const tables = tableSet.tables.map((table) => printTable(program, table, unitName, () => true));
  return { program, amounts: amountsOf({ tables, facts: [] }) };
}

const luozhuang = approved(luozhuangIdentity, luozhuangFacts);
const putuo = approved(putuoIdentity, putuoFacts);

describe("the figures of a letter", () => {
  it.each([
    ["山东省", luozhuang],
    ["上海市", putuo],
  ])("%s: are those of the tables, each with its cell", (_, { program, amounts }) => {
    const figures = figuresOf(amounts);
    for (const { cell, amount } of figures) expect([cell, amount]).toEqual([cell, program.value(cell as never) ?? 0]);
    expect(figures.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["本年收入合计", "年初结转和结余", "本年支出合计", "基本支出", "年末结转和结余"]),
    );
    expect(figures.some(({ label }) => label.startsWith("“三公”经费支出"))).toBe(true);
  });

  it("print what one real unit published", () => {
    const figure = (label: string) => figuresOf(luozhuang.amounts).find((each) => each.label === label)?.amount;
    // 本年收入合计 1,382.47, 收入总计 1,387.00 万元 in the published tables.
    expect(Math.round(figure("本年收入合计")! / 10_000)).toBe(138_247);
    expect(Math.round(figure("收入总计")! / 10_000)).toBe(138_700);
  });

  it("have the sums of 年初余额调整 by kind, several of one kind and of several funds together", () => {
    const at = { sheet: "openingAdjustments", measure: "money" };
    const fact = (row: string, column: string, value: number) => ({ ...at, row, column, value });
    const facts = [
      fact("generalPublicBudget", "errorCorrection", 500),
      fact("generalPublicBudget", "errorCorrection.2", -200),
      fact("2120801", "errorCorrection", 40),
      fact("generalPublicBudget", "paidBack", -7),
    ];
    const own = figuresOf(amountsOf({ tables: [], facts }));
    const department = figuresOf(sumOfAmounts([facts, facts].map((each) => amountsOf({ tables: [], facts: each }))));
    const lines = (of: typeof own) => of.map(({ label, amount, level }) => [label, amount, level]);
    expect(lines(own)).toEqual([
      ["年初余额调整（会计差错更正）", 340, 1],
      ["年初余额调整（归集上缴和缴回资金）", -7, 1],
    ]);
    expect(lines(department).map(([, amount]) => amount)).toEqual([680, -14]);
  });

  it("leave out what the tables have not", () => {
    expect(figuresOf(new Map())).toEqual([]);
    const [cell, amount] = [...luozhuang.amounts].find(([id]) => id.endsWith("currentYearIncome.amount"))!;
    expect(figuresOf(new Map([[cell, amount]])).length).toBe(1);
  });
});

describe("an annex", () => {
  const units = [1, 2, 3].map((factor) => ({
    unitCode: `10100${factor}`,
    unitName: `单位${factor}`,
    amounts: new Map([...luozhuang.amounts].map(([cell, amount]) => [cell, factor === 3 ? -amount : amount * factor])),
  }));
  const annex = annexOf("附表", units);

  it("adds up, negative figures too", () => {
    const column = annex.columns.findIndex(({ label }) => label === "本年收入合计");
    const [one] = annex.rows;
    expect(annex.total[column]).toBe(one!.amounts[column]! * 2);
  });

  it("is what its department's figures say, and a difference is named", () => {
    const figures = figuresOf(sumOfAmounts(units.map(({ amounts }) => amounts)));
    expect(differencesToDepartment(annex, figures)).toEqual([]);
    const other = figures.map((figure) => (figure.label === "本年收入合计" ? { ...figure, amount: 1 } : figure));
    expect(differencesToDepartment(annex, other)).toMatchObject([{ label: "本年收入合计", department: 1 }]);
  });
});

describe("what a corrected letter changes", () => {
  const figures = figuresOf(luozhuang.amounts);

  it("is nothing while nothing changed", () => {
    expect(changesBetween(figures, figures)).toEqual([]);
  });

  it("is each figure with what it was and is, parts under the name of their whole", () => {
    const after = figures.map((figure) =>
      figure.cell === "expenditure.total.basic" ? { ...figure, amount: figure.amount - 1 } : figure,
    );
    expect(changesBetween(figures, after)).toMatchObject([
      { label: "本年支出合计：基本支出", after: expect.any(Number) },
    ]);
    expect(changesBetween(figures, figures.slice(1))).toMatchObject([{ label: "本年收入合计", after: 0 }]);
  });
});

describe("what the review changed", () => {
  const accounts = (income: number) => ({
    tables: [],
    facts: [
      { sheet: "agencyOperatingCost", row: "total", column: "actual", measure: "money", value: income },
      { sheet: "procurement", row: "goods", column: "amount", measure: "money", value: 300 },
      { sheet: "procurement", row: "services", column: "amount", measure: "money", value: 45 },
      { sheet: "procurement", row: "services", column: "toSmallAndMicro", measure: "money", value: 40 },
    ],
  });

  it("is each figure as first submitted and as approved, under the unit where there are several", () => {
    const changed = { unitName: "甲", accounts: accounts(200), submitted: accounts(100) };
    const unchanged = { unitName: "乙", accounts: accounts(7), submitted: null };
    expect(adjustmentsOf([changed])).toMatchObject([{ label: "机关运行经费", before: 100, after: 200, reason: "" }]);
    expect(adjustmentsOf([changed, unchanged])).toMatchObject([{ label: "甲：机关运行经费" }]);
    expect(adjustmentsOf([unchanged])).toEqual([]);
  });

  it("stands beside procurement, of all kinds together", () => {
    expect(figuresOf(amountsOf(accounts(0)))).toMatchObject([{ label: "政府采购支出", amount: 345 }]);
  });
});

describe("the ruling on balances", () => {
  it("has what is no appropriation as the rest of the whole, negative too", () => {
    const amounts = new Map([
      ["incomeExpenditureSummary.closingBalance.amount", 100],
      ["appropriationSummary.closingBalance.generalPublicBudget", 130],
    ]);
    expect(initialBalances(amounts).map(({ fund, closing, toKeep }) => [fund, closing, toKeep])).toEqual([
      ["一般公共预算财政拨款", 130, 130],
      ["非财政拨款资金", -30, -30],
    ]);
  });

  it("begins with everything carried on, by fund, and says nothing of funds without a balance", () => {
    for (const { closing, toKeep, toReturn } of initialBalances(luozhuang.amounts)) {
      expect(closing).not.toBe(0);
      expect([toKeep, toReturn]).toEqual([closing, 0]);
    }
  });
});
