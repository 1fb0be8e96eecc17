import { describe, expect, it } from "vitest";
import { cataloguesOf } from "../testing/catalogues";
import { exampleTableSet, valueInCorrectAccounts } from "./examples/correct-accounts";
import type { ExampleAccounts } from "./examples/example";
import { exampleSubjects } from "./examples/example-subjects";
import { ruleExamples } from "./examples/rule-examples";
import { cleanTotal, totalExamples } from "./examples/total-examples";
import { runExample } from "./examples/run-example";
import { allRules } from "../checks/registry";
import { checkTotal, totalRules } from "../consolidation/total-rules";
import { ruleBook } from "./rule-book";

const ruleOf = (id: string) => allRules.find((rule) => rule.id === id)!;
const isObjectedTo = (id: string, accounts?: ExampleAccounts) => runExample(ruleOf(id), accounts).findings.length > 0;

/** 行次 of a table of two sides, in order of print. */
function linesOf(tableId: string): string[] {
  const { body } = exampleTableSet.tables.find(({ id }) => id === tableId)!;
  if (body.kind !== "paired") throw new Error(`${tableId} has one side`);
  return body.left.rows.flatMap((row, at) => [String(row.line), String(body.right.rows[at]!.line)]);
}

describe("every rule is shown by example", () => {
  it("has an example for each rule of the registry, and no other", () => {
    expect(Object.keys(ruleExamples).sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it.each(Object.entries(ruleExamples))(
    "%s objects to its failing example and accepts its passing one",
    (id, { failing, passing }) => {
      expect(isObjectedTo(id, passing)).toBe(false);
      expect(isObjectedTo(id, failing)).toBe(true);
    },
  );

  it("names the subjects as the catalogue of the year does", () => {
    const shipped = cataloguesOf(2021);
    for (const classification of ["functional", "economic"] as const)
      for (const { code, name, level } of exampleSubjects[classification].subjects)
        expect(shipped[classification].get(code), code).toMatchObject({ name, level });
    for (const { code } of exampleSubjects.functional.subjects)
      expect(exampleSubjects.functional.appropriationOf(code), code).toBe(shipped.functional.appropriationOf(code));
  });
});

describe("the rule book", () => {
  it("tells of every rule what it computes, where, and what both accounts look like", () => {
    for (const { id, formulas, areas, passing, failing } of ruleBook()) {
      expect(formulas.join(""), id).not.toBe("");
      expect(formulas.join(""), id).not.toMatch(/undefined|^\s*=|=\s*$/);
      expect(areas, id).not.toEqual([]);
      for (const accounts of [passing.accounts, failing.accounts]) expect(accounts.join(""), id).not.toBe("");
      expect([passing.findings.length, passing.more, failing.findings.length > 0], id).toEqual([0, 0, true]);
    }
  });

  it("takes the formula from the declaration where there is one, and from the example where there is none", () => {
    const undeclared = allRules.filter((rule) => "prepare" in rule && !ruleExamples[rule.id]!.formula);
    const twice = allRules.filter((rule) => "comparisons" in rule && ruleExamples[rule.id]!.formula);
    expect([undeclared, twice].map((rules) => rules.map(({ id }) => id))).toEqual([[], []]);
    const formulasOf = (id: string) => ruleBook().find((entry) => entry.id === id)!.formulas;
    expect(formulasOf("B-05")).toEqual(["收入支出决算总表：收入总计 = 支出总计"]);
    expect(formulasOf("B-12")).toEqual([
      "收入决算表每行：本年收入合计 = 财政拨款收入 + 上级补助收入 + 事业收入 + 经营收入 + 附属单位上缴收入 + 其他收入",
    ]);
    expect(formulasOf("B-10").at(-1)).toBe("其余 23 项同此。");
  });

  it("goes by class and number", () => {
    const ids = ruleBook().map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(["B-01", "B-02", "B-03"]);
    expect(ids.findIndex((id) => id.startsWith("L"))).toBeGreaterThan(ids.findLastIndex((id) => id.startsWith("B")));
    expect(ids.slice(ids.indexOf("C-01") + 1)).toEqual(totalRules.map(({ id }) => id));
  });
});

describe("every rule of a sum is shown by example", () => {
  it("has an example for each, and no other", () => {
    expect(Object.keys(totalExamples)).toEqual(totalRules.map(({ id }) => id));
  });

  it("finds nothing at all in the clean total", () => {
    expect(checkTotal(cleanTotal)).toEqual([]);
  });

  it("names its limits, which lead to it", () => {
    const limited = ruleBook().filter(({ id, parameters }) => id.startsWith("S-") && parameters.length > 0);
    expect(limited.map(({ id, parameters }) => [id, parameters.map((each) => each.id)])).toEqual([
      ["S-19", ["totalChangePercent", "totalChangeYuan"]],
      ["S-20", ["totalThreePublicRiseYuan"]],
      ["S-22", ["totalClosingBalancePercent"]],
    ]);
  });
});

describe("rules with more than one half, and rules on given tables", () => {
  it.each<[string, string, ExampleAccounts]>([
    [
      "L-10",
      "objects to much drawn from the surplus and much distributed in one year",
      {
        facts: {
          "balance:nonAppropriation:nonAppropriation:surplusUsed": 900_000_000_00,
          "balance:nonAppropriation:nonAppropriation:surplusDistribution": 900_000_000_00,
        },
      },
    ],
    [
      "L-14",
      "objects to housing subsidies larger than 津贴补贴",
      { facts: { "expenditure:2210202:generalPublicBudget:basic": 99_999_999_999 } },
    ],
    [
      "L-01",
      "objects to an economic subject that is not in the catalogue",
      { facts: { "basicExpenditure:30198::amount": 100 } },
    ],
    [
      "B-20",
      "objects to a line beyond the official ones",
      {
        context: {
          givenLineNumbers: new Map([["incomeExpenditureSummary", [...linesOf("incomeExpenditureSummary"), "63"]]]),
        },
      },
    ],
    [
      "B-36",
      "objects to an economic subject that table 06 has no line for",
      { facts: { "basicExpenditure:30901::amount": 100 } },
    ],
    [
      "B-64",
      "objects to a department that has less pay than its units",
      {
        context: {
          consolidation: {
            summands: [
              {
                name: "甲",
                cell: (id) =>
                  (valueInCorrectAccounts(id) ?? 0) + (id === "generalPublicBasicExpenditure.30101.amount" ? 1 : 0),
              },
            ],
          },
        },
      },
    ],
    [
      "L-01",
      "objects to an economic subject printed in table 06",
      { cells: { "generalPublicBasicExpenditure.30198.amount": 0 } },
    ],
    ["L-06", "objects to a negative figure of a given table", { cells: { "expenditure.2050202.basic": -1 } }],
    [
      "L-06",
      "objects to a fund that spends more than it has",
      { facts: { "expenditure:2120801:governmentFund:project": 99_999_999_999 } },
    ],
    [
      "L-06",
      "objects to a negative “三公” figure of a given table",
      { cells: { "threePublic.figures.actualOverseasTravel": -1 } },
    ],
    [
      "L-07",
      "objects to a table without its money unit",
      { context: { given: { moneyUnits: new Map([["income", ""]]) } } },
    ],
    [
      "L-08",
      "objects to 事业收入 in the given tables of an administrative unit",
      { cells: {}, unitKind: "administrative" },
    ],
    [
      "L-10",
      "objects to a distribution in the given tables of an administrative unit",
      { cells: {}, unitKind: "administrative" },
    ],
  ])("%s %s", (id, _, example) => {
    expect(isObjectedTo(id, example)).toBe(true);
    expect(isObjectedTo(id, { ...(example.cells && { cells: {} }) })).toBe(false);
  });
});
