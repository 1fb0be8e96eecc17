import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun, type DryRunInput } from "./dry-run";
import { fundIn } from "./funds-in-ledger";
import { guessMapping } from "./guess-mapping";
import type { LedgerSheet } from "./ledger-sheet";
import { mappingProblems, type LedgerMapping } from "./mapping";
import { startOf, targetFor } from "./remembered";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const general: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
const each: LedgerTarget = { sheet: "expenditure", fund: "each" };

const sheetOf = (rows: string[][], merges: LedgerSheet["merges"] = []): LedgerSheet => ({
  name: "Sheet1",
  rows,
  merges,
});
const run = (
  sheet: LedgerSheet,
  target = each,
  mapping: LedgerMapping = guessMapping(sheet, target, catalogues),
  change: Partial<DryRunInput> = {},
) =>
  dryRun({
    sheet,
    mapping,
    target,
    catalogues,
    dash: "blank",
    duplicates: "refuse",
    organisation: null,
    amount: () => null,
    isUnreadable: () => false,
    isLocked: () => false,
    ...change,
  });
const written = (sheet: LedgerSheet, target = each) =>
  Object.fromEntries(run(sheet, target).entries.map(({ key, after }) => [key, after / 100]));

/** A column for each fund and nature, under merged names of the funds. */
const columns = sheetOf(
  [
    ["2021年支出明细表", "", "", "", "", ""],
    ["科目编码", "科目名称", "一般公共预算财政拨款", "", "政府性基金", "其他资金"],
    ["", "", "基本支出", "项目支出", "项目支出", "经营支出"],
    ["2010301", "行政运行", "100", "20", "", "3"],
    ["2120801", "征地和拆迁补偿支出", "", "", "40", ""],
    ["合计", "", "100", "20", "40", "3"],
  ],
  [
    { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
    { startRow: 1, startCol: 1, endRow: 2, endCol: 1 },
    { startRow: 1, startCol: 2, endRow: 1, endCol: 3 },
  ],
);

/** A block of rows for each fund, below its name and its subtotal. */
const blocks = sheetOf([
  ["科目编码", "科目名称", "基本支出", "项目支出"],
  ["", "一、一般公共预算财政拨款支出", "100", "20"],
  ["2010301", "行政运行", "100", "20"],
  ["", "二、政府性基金预算支出", "", "40"],
  ["212", "城乡社区支出", "", "40"],
  ["2120801", "征地和拆迁补偿支出", "", "40"],
  ["", "三、单位资金：", "3", ""],
  ["2010301", "行政运行", "3", ""],
  ["", "合计", "103", "60"],
]);

/** A column that names the fund of each row, merged over rows that share one. */
const named = sheetOf(
  [
    ["资金性质", "科目编码", "科目名称", "基本支出", "项目支出"],
    ["一般公共预算", "2010301", "行政运行", "100", ""],
    ["", "2010302", "一般行政管理事务", "", "20"],
    ["政府性基金", "2120801", "征地和拆迁补偿支出", "", "40"],
    ["财政专户管理资金", "2010301", "行政运行", "3", ""],
    ["债券资金", "2010301", "行政运行", "9", ""],
    ["单位资金小计", "", "", "3", ""],
    ["合计", "", "", "112", "60"],
  ],
  [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
);

describe("a fund in a ledger", () => {
  it.each([
    ["一般公共预算财政拨款", "generalPublicBudget"],
    ["政府性基金预算", "governmentFund"],
    ["国有资本经营预算支出", "stateCapital"],
    ["非财政拨款资金", "nonAppropriation"],
    ["单位资金", "nonAppropriation"],
    ["基本支出", null],
    ["一般公共预算和政府性基金", null],
    ["非财政拨款与一般公共预算", null],
  ] as const)("“%s” is %s", (text, fund) => expect(fundIn(text)).toBe(fund));
});

describe("a ledger of several funds", () => {
  it("with a column for each goes into each at once", () => {
    expect(guessMapping(columns, each, catalogues).roles).toEqual([
      "code",
      "name",
      "amount:generalPublicBudget.basic",
      "amount:generalPublicBudget.project",
      "amount:governmentFund.project",
      "amount:nonAppropriation.operating",
    ]);
    expect(written(columns)).toEqual({
      "expenditure:2010301:generalPublicBudget:basic": 100,
      "expenditure:2010301:generalPublicBudget:project": 20,
      "expenditure:2010301:nonAppropriation:operating": 3,
      "expenditure:2120801:governmentFund:project": 40,
    });
  });

  it("with a block for each goes into each, subtotals left out by name", () => {
    expect(written(blocks)).toEqual({
      "expenditure:2010301:generalPublicBudget:basic": 100,
      "expenditure:2010301:generalPublicBudget:project": 20,
      "expenditure:2120801:governmentFund:project": 40,
      "expenditure:2010301:nonAppropriation:basic": 3,
    });
    expect(run(blocks).skipped.map(({ from, why }) => [from, why])).toEqual([
      ["第2行", "total"],
      ["第4行", "total"],
      ["第5行", "parent"],
      ["第7行", "total"],
      ["第9行", "total"],
    ]);
    expect(run(blocks).entries[3]?.label).toBe("2010301 行政运行 基本支出（非财政拨款资金）");
  });

  it("with a column that names it goes into each; a name that is no fund refuses its row", () => {
    expect(guessMapping(named, each, catalogues).roles[0]).toBe("fund");
    expect(written(named)).toEqual({
      "expenditure:2010301:generalPublicBudget:basic": 100,
      "expenditure:2010302:generalPublicBudget:project": 20,
      "expenditure:2120801:governmentFund:project": 40,
      "expenditure:2010301:nonAppropriation:basic": 3,
    });
    expect(run(named).skipped.map(({ from, why }) => [from, why])).toEqual([
      ["第7行", "total"],
      ["第8行", "total"],
    ]);
    expect(run(named).refused).toMatchObject([
      { from: "D6", reason: expect.stringContaining("“债券资金”不是一种资金性质") },
    ]);
  });

  it("brought into one fund leaves the others out by name", () => {
    const into = (sheet: LedgerSheet) => run(sheet, general, { ...guessMapping(sheet, general, catalogues) });
    for (const sheet of [blocks, named]) {
      const { entries, skipped } = into(sheet);
      expect(entries.every(({ key }) => key.includes(":generalPublicBudget:"))).toBe(true);
      expect(entries.length).toBe(2);
      expect(skipped.filter(({ why }) => why === "otherFund").length).toBeGreaterThanOrEqual(2);
    }
  });

  it("is recognised, and so is a ledger of one", () => {
    for (const sheet of [columns, blocks, named]) expect(targetFor(sheet, general, catalogues)).toEqual(each);
    const one = sheetOf([
      ["一般公共预算财政拨款支出", "", ""],
      ["科目编码", "科目名称", "基本支出"],
      ["2010301", "行政运行", "1"],
      ["2230102", "国有企业改革成本支出", "2"],
    ]);
    expect(targetFor(one, general, catalogues)).toEqual(general);
    expect(targetFor(columns, { sheet: "income", fund: "" }, catalogues).fund).toBe("");
  });

  it("that says of some rows nothing refuses them", () => {
    const sheet = sheetOf([
      ["科目编码", "基本支出"],
      ["2010301", "1"],
    ]);
    expect(
      run(sheet, each, { headerRows: { first: 0, last: 0 }, unit: "yuan", roles: ["code", "amount:basic"] }).refused,
    ).toMatchObject([{ from: "B2", reason: expect.stringContaining("没有写明资金性质") }]);
  });

  it("refuses a nature that a fund does not have", () => {
    const sheet = sheetOf([
      ["资金性质", "科目编码", "经营支出"],
      ["政府性基金", "2120801", "1"],
    ]);
    expect(
      run(sheet, each, { headerRows: { first: 0, last: 0 }, unit: "yuan", roles: ["fund", "code", "amount:operating"] })
        .refused,
    ).toMatchObject([{ reason: "政府性基金预算财政拨款没有“经营支出”。" }]);
  });

  it("mapped before is mapped so again, whichever fund is open", () => {
    const mapping = guessMapping(columns, each, catalogues);
    const remembered = [
      {
        target: each,
        headers: [
          "科目编码",
          "科目名称",
          "一般公共预算财政拨款 / 基本支出",
          "一般公共预算财政拨款 / 项目支出",
          "政府性基金 / 项目支出",
          "其他资金 / 经营支出",
        ],
        mapping,
      },
    ];
    expect(startOf([blocks, columns], general, remembered, catalogues)).toEqual({ sheetAt: 1, target: each });
  });

  it("has one column for one place", () => {
    const twice: LedgerMapping = {
      headerRows: { first: 0, last: 0 },
      unit: "yuan",
      roles: ["code", "amount:governmentFund.basic", "amount:governmentFund.basic"],
    };
    expect(mappingProblems(twice, each, catalogues.tableSet)).toEqual([
      expect.stringContaining("B、C 列都对应“基本支出（政府性基金预算财政拨款）”"),
    ]);
    expect(
      mappingProblems(
        { ...twice, roles: ["fund", "amount:amount"] },
        { sheet: "basicExpenditure", fund: "" },
        catalogues.tableSet,
      ),
    ).toEqual([expect.stringContaining("没有指定科目编码"), expect.stringContaining("不分资金性质")]);
  });
});

describe("several rows of one subject", () => {
  const projects = sheetOf([
    ["科目编码", "项目名称", "项目支出"],
    ["2010302", "甲项目", "1.5"],
    ["2010302", "乙项目", "2"],
    ["2010399", "丙项目", "3"],
  ]);
  const mapping: LedgerMapping = {
    headerRows: { first: 0, last: 0 },
    unit: "yuan",
    roles: ["code", "ignored", "amount:project"],
  };

  it("are refused, each with the others' places, until a person says that they add up", () => {
    const refused = run(projects, general, mapping);
    expect(refused).toMatchObject({
      duplicates: 1,
      entries: [{ after: 300 }],
      refused: [
        { from: "C2", reason: expect.stringContaining("另见 C3") },
        { from: "C3", reason: expect.stringContaining("另见 C2") },
      ],
    });
    const summed = run(projects, general, mapping, { duplicates: "sum" });
    expect(summed).toMatchObject({
      duplicates: 1,
      refused: [],
      entries: [
        {
          from: "C2、C3",
          after: 350,
          cells: [
            { row: 1, column: 2 },
            { row: 2, column: 2 },
          ],
          text: "1.5 ＋ 2",
        },
        { after: 300, cells: [{ row: 3 }] },
      ],
    });
  });

  it("that add up to what is there change nothing, and a locked cell refuses another sum", () => {
    const key = "expenditure:2010302:generalPublicBudget:project";
    expect(
      run(projects, general, mapping, {
        duplicates: "sum",
        amount: (of) => (of === key ? 350 : null),
        isLocked: (of) => of === key,
      }).entries[0],
    ).toMatchObject({ state: "unchanged" });
    expect(run(projects, general, mapping, { duplicates: "sum", isLocked: (of) => of === key }).refused).toMatchObject([
      { from: "C2、C3", reason: expect.stringContaining("锁定") },
    ]);
  });

  it("are one subject where its code is merged over them", () => {
    const merged = sheetOf(
      [
        ["科目编码", "项目名称", "项目支出"],
        ["2010302", "甲项目", "1.5"],
        ["", "乙项目", "2"],
      ],
      [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
    );
    expect(run(merged, general, mapping, { duplicates: "sum" })).toMatchObject({
      refused: [],
      entries: [{ after: 350 }],
    });
  });

  it("by the thousand are named by their first places", () => {
    const many = sheetOf(Array.from({ length: 3000 }, () => ["2010302", "", "1"]));
    const { refused } = run(many, general, { ...mapping, headerRows: { first: 0, last: -1 } });
    expect(refused).toHaveLength(3000);
    expect(refused[0]!.reason).toContain("另见 C2、C3、C4 等 2999 处");
  });
});
