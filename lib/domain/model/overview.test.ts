import { describe, expect, it } from "vitest";
import { fullUnitFacts } from "../rules/examples/full-unit";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { overviewOf } from "./overview";
import { createReportModel } from "./report-model";

const tablesOf = (facts: typeof luozhuangFacts) => createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts }).printedTables();

describe("overviewOf", () => {
  it("says of the real accounts how much, from where, for what", () => {
    const { figures, incomes, expenditures } = overviewOf(tablesOf(luozhuangFacts))!;
    expect(figures.map(({ label, text }) => `${label} ${text}`)).toEqual(["本年收入 1,382.47", "本年支出 1,382.47", "其中：基本支出 1,173.33", "其中：项目支出 209.15", "“三公”经费支出 24.86"]);
    expect(incomes).toEqual([{ label: "一般公共预算财政拨款收入", cell: "incomeExpenditureSummary.generalPublicBudget.amount", text: "1,382.47", percent: "100" }]);
    expect(expenditures.map(({ label, percent }) => `${label} ${percent}`)).toEqual(["一般公共服务支出 83.19", "社会保障和就业支出 8.97", "卫生健康支出 2.71", "住房保障支出 5.13"]);
  });

  it("leaves no money out: the shares make up the whole", () => {
    for (const facts of [luozhuangFacts, fullUnitFacts]) {
      const { incomes, expenditures } = overviewOf(tablesOf(facts))!;
      for (const shares of [incomes, expenditures]) expect(shares.reduce((sum, { percent }) => sum + Number(percent), 0)).toBeCloseTo(100, 1);
    }
  });

  it("is not there for a unit without money", () => {
    expect(overviewOf(tablesOf({ amounts: new Map(), texts: new Map() }))).toBeNull();
  });
});
