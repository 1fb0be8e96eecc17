import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { addressProblem } from "./address-problem";
import { formats } from "./formats";

const catalogues = cataloguesOf(2021);
/** What every format says of the address. */
function problemAt(key: string) {
  const problems = formats.map(({ sheets }) => addressProblem(parseFactKey(key), sheets, catalogues));
  expect(new Set(problems).size).toBe(1);
  return problems[0];
}

describe("a subject and the fund of its cell", () => {
  it.each([
    ["收入 of a fund subject under 一般公共预算", "income:2120801::generalPublicBudget"],
    ["收入 of a fund subject under 国有资本经营预算", "income:2120801::stateCapital"],
    ["收入 of an ordinary subject under 政府性基金", "income:2010301::governmentFund"],
    ["收入 of an ordinary subject under 国有资本经营预算", "income:2010301::stateCapital"],
    ["支出 of a fund subject under 一般公共预算", "expenditure:2120801:generalPublicBudget:basic"],
    ["支出 of an ordinary subject under 政府性基金", "expenditure:2010301:governmentFund:basic"],
    ["预算 of a fund subject under 一般公共预算", "budget:2120801:generalPublicBudget:originalBudget"],
    ["预算 of a state-capital subject under 一般公共预算", "budget:2230105:generalPublicBudget:originalBudget"],
  ])("do not fit: %s", (_, key) => expect(problemAt(key)).toBe("wrongFund"));

  it.each([
    ["收入 under its own fund", "income:2120801::governmentFund"],
    ["收入 of an ordinary subject", "income:2010301::generalPublicBudget"],
    ["收入 of an ordinary subject from elsewhere", "income:2010301::serviceIncome"],
    ["收入 of a fund subject from elsewhere", "income:2120801::otherIncome"],
    ["支出 of any subject from money that is no appropriation", "expenditure:2120801:nonAppropriation:project"],
    ["结转结余 of a fund subject", "balance:2120801:governmentFund:opening"],
    ["结转结余 of a fund as a whole", "balance:generalPublicBudget:generalPublicBudget:opening"],
  ])("fit: %s", (_, key) => expect(problemAt(key)).toBeUndefined());

  it("are named where they were stored before they were refused, with the way out", () => {
    const key = "income:2120801::generalPublicBudget" as FactKey;
    const facts = { ...luozhuangFacts, amounts: new Map([...luozhuangFacts.amounts, [key, 100_00]]) };
    const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts });
    expect(model.amount(key)).toBe(100_00);
    expect(model.findings().filter(({ ruleId }) => ruleId === "L-05")).toMatchObject([
      {
        severity: "blocking",
        facts: [key],
        message:
          "收入“2120801 征地和拆迁补偿支出”一般公共预算财政拨款 100.00 元：该科目属于政府性基金预算财政拨款，不能列在一般公共预算财政拨款。请把金额改列政府性基金预算财政拨款，或改选一般公共预算财政拨款的科目，并清空此单元格。",
      },
    ]);
  });
});
