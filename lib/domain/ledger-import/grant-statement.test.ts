import { describe, expect, it } from "vitest";
import { cataloguesOf } from "../testing/catalogues";
import type { LedgerSheet } from "./ledger-sheet";
import { grantChanges, readGrantStatement, unitsByName, type GrantReading, type GrantUnit } from "./grant-statement";

const { functional } = cataloguesOf(2021);
const unitOf = unitsByName(
  [
    { id: "a", code: "101994", name: "区政府办公室本级" },
    { id: "b", code: "201001", name: "区实验小学" },
    { id: "ended", code: "201005", name: "区第五小学" },
  ],
  [
    { unitId: "a", code: "101004", name: "区政府办公室本级" },
    { unitId: "b", code: "201001", name: "区第一小学" },
  ],
);
const heads = ["单位编码", "单位名称", "科目编码", "资金性质", "金额"];
const general = "一般公共预算";

function sheetOf(rows: readonly (readonly string[])[], title = "2021年度财政拨款对账单（单位：元）"): LedgerSheet {
  return { name: "对账单", rows: [[title], ...rows], merges: [] };
}

function read(
  rows: readonly (readonly string[])[],
  {
    title,
    unit = null,
    entered = {},
  }: { title?: string; unit?: GrantUnit | null; entered?: Record<string, number> } = {},
): GrantReading {
  const reading = readGrantStatement(
    [sheetOf(rows, title)],
    { year: 2021, functional, unitOf, owes: (unitId) => unitId !== "ended", entered: new Map(Object.entries(entered)) },
    unit,
  );
  if (typeof reading === "string") throw new Error(reading);
  return reading;
}
const asked = ({ asks }: GrantReading) => asks.map(({ ask }) => ask);

describe("a statement of grants", () => {
  it("is read row by row, by unit, fund and 项", () => {
    const reading = read([
      heads,
      ["101994", "区政府办公室本级", "2010301", general, "1,200.50"],
      ["201001", "区实验小学", "2120801", "政府性基金", "30"],
      ["", "合计", "", "", "1230.50"],
    ]);
    expect(reading).toMatchObject({ unit: "yuan", problems: [], asks: [], units: 2, total: 123_050 });
    expect(reading.lines).toEqual([
      { unitId: "a", fund: "generalPublicBudget", item: "2010301", amount: 120_050 },
      { unitId: "b", fund: "governmentFund", item: "2120801", amount: 3_000 },
    ]);
  });

  it("may have a column for each fund, units without codes, and rows of 类 and 款", () => {
    const reading = read(
      [
        ["单位名称", "科目编码", "科目名称", "一般公共预算", "政府性基金", "国有资本经营预算"],
        ["区实验小学", "205", "教育支出", "50", "", ""],
        ["区实验小学", "20502", "普通教育", "50", "", ""],
        ["区实验小学", "2050202", "小学教育", "50", "0", "-"],
      ],
      { title: "2021年度拨款（万元）" },
    );
    expect(reading).toMatchObject({ unit: "wan", problems: [] });
    expect(reading.lines).toEqual([{ unitId: "b", fund: "generalPublicBudget", item: "2050202", amount: 50_000_000 }]);
  });

  it("leaves rows of 类 and 款 out, and counts them, only where they are the sum of their 项", () => {
    const own = (subtotal: string, part = "5") =>
      read([
        heads,
        ["101994", "", "201", general, subtotal],
        ["101994", "", "20103", "", "5"],
        ["101994", "", "2010301", general, part],
        ["201001", "", "2010301", general, "7"],
        ["101", "区政府办公室", "201", "", "5"],
        ["", "", "201", "", "12"],
        ["", "合计", "", "", "12"],
      ]);
    expect(own("5")).toMatchObject({ problems: [], asks: [], total: 1_200, rowsOfSums: 5 });
    const different = own("9999999");
    expect(different.asks).toEqual([
      {
        ask: "subtotals",
        details: ["第 3 行：101994 201 9,999,999.00 元，其下各项之和 5.00 元，相差 9,999,994.00 元"],
      },
    ]);
    const alone = read([
      heads,
      ["101994", "", "201", general, "30"],
      ["201001", "", "2010301", general, "7"],
      ["", "", "20502", "", "3"],
      ["999", "某部门", "201", "", "4"],
    ]);
    expect(alone.problems).toEqual([
      "第 3 行：101994 201 30.00 元，其下没有项级科目的行，这笔金额无法导入。",
      "第 5 行：20502 3.00 元，其下没有项级科目的行，这笔金额无法导入。",
      "第 6 行：999 某部门 201 4.00 元，其下没有项级科目的行，这笔金额无法导入。",
    ]);
  });

  it.each<[string[], number]>([
    [["433.01", "5"], 10_000],
    [["433", "5"], 1_000_000],
    [["433.0123", "5.1"], 100],
    [["433.012345", "5"], 0],
  ])("in 万元 says with %j to how much an amount is exact", (amounts, lastDigit) => {
    const rows = amounts.map((amount, at) => ["101994", "", ["2010301", "2010302"][at]!, general, amount]);
    expect(read([heads, ...rows], { title: "2021年度（万元）" }).lastDigit).toBe(lastDigit);
    expect(read([heads, ["101994", "", "2010301", general, "433.01"]]).lastDigit).toBe(0);
  });

  it("takes no unit of money for granted where the file names none", () => {
    const rows = [heads, ["201001", "区实验小学", "2050202", general, "1200"]];
    expect(read(rows, { title: "2021年度财政拨款对账单" }).unit).toBeNull();
    expect(read(rows, { title: "2021年度财政拨款对账单", unit: "wan" })).toMatchObject({
      unit: "wan",
      total: 1_200_000_000,
    });
  });

  it.each<[string, string[][], string]>([
    ["an unknown unit", [["999", "某单位", "2010301", general, "1"]], "第 3 行：登记簿中没有单位“999 某单位”。"],
    ["no unit", [["", "", "2010301", general, "1"]], "第 3 行：没有单位编码和名称。"],
    ["the name of another unit", [["101994", "区实验小学", "2010301", general, "1"]], "第 3 行：单位编码“101994”是"],
    ["a subject of no year", [["101994", "", "2019999999", general, "1"]], "第 3 行：科目“2019999999”不在"],
    ["a subject that is none", [["101994", "", "2999999", general, "1"]], "第 3 行：科目“2999999”不在"],
    ["a word for an amount", [["101994", "", "2010301", general, "若干"]], "第 3 行：“若干”不是金额。"],
    ["an amount without subject", [["101994", "", "", general, "1"]], "第 3 行：有金额，但没有科目编码。"],
    [
      "another fund than the subject's",
      [["101994", "", "2010301", "政府性基金", "1"]],
      "第 3 行：科目 2010301 不属于政府性基金。",
    ],
    ["an unknown fund", [["101994", "", "2010301", "社保基金", "1"]], "第 3 行：资金性质“社保基金”不是"],
  ])("with %s is not taken, and it is said where", (_, rows, problem) => {
    expect(read([heads, ...rows]).problems).toEqual([expect.stringContaining(problem)]);
  });

  it("of another year is not taken, neither by its title nor by a column", () => {
    const row = ["101994", "", "2010301", general, "1"];
    expect(read([heads, row], { title: "2020年度财政拨款对账单（元）" }).problems).toEqual([
      expect.stringContaining("文件写明是 2020 年度，不是 2021 年度"),
    ]);
    expect(
      read([
        [...heads, "年度"],
        [...row, "2020"],
      ]).problems,
    ).toEqual(["第 3 行：是 2020 年度的数，不是 2021 年度。"]);
  });

  it("is asked about for former codes and names, double rows, negative amounts, blanks and sums that do not add up", () => {
    const reading = read([
      heads,
      ["101004", "", "2010301", general, "10"],
      ["101994", "", "2010301", general, "5"],
      ["", "区第一小学", "2050202", general, "-3"],
      ["201001", "", "2050203", general, ""],
      ["201001", "小计", "", "", "-3"],
      ["", "合计", "", "", "13"],
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.lines.map(({ amount }) => amount)).toEqual([1_500, -300]);
    expect(new Set(asked(reading))).toEqual(new Set(["formerNames", "doubles", "negatives", "empty", "totals"]));
    expect(reading.asks.find(({ ask }) => ask === "totals")!.details).toEqual([
      "第 8 行：合计 13.00 元，各行之和 12.00 元，相差 1.00 元",
    ]);
    expect(reading.asks.find(({ ask }) => ask === "formerNames")!.details).toContain(
      "101004 → 101994 区政府办公室本级",
    );
    expect(reading.asks.find(({ ask }) => ask === "doubles")!.details).toEqual([
      "第 3、4 行：区政府办公室本级 2010301",
    ]);
  });

  it("is asked about for units that owe nothing in the year, once for each", () => {
    const reading = read([
      heads,
      ["201005", "", "2050202", general, "10"],
      ["201005", "", "2050203", general, "10"],
      ["201001", "", "2050202", general, "10"],
    ]);
    expect(reading).toMatchObject({ problems: [], total: 3_000 });
    expect(reading.asks).toEqual([{ ask: "notOwing", details: ["201005 区第五小学"] }]);
  });

  it("is suspected of another unit of money where the units' own figures are 10,000 times as much", () => {
    const rows = [heads, ["101994", "", "2010301", general, "12.35"], ["201001", "", "2050202", general, "88.00"]];
    const entered = { "a:generalPublicBudget.2010301": 12_345_678, "b:generalPublicBudget.2050202": 88_000_000 };
    expect(asked(read(rows, { entered }))).toEqual(["unitSuspected"]);
    expect(asked(read(rows, { entered, title: "2021年度（万元）" }))).toEqual([]);
    expect(asked(read(rows, { entered: { "a:generalPublicBudget.2010301": 1_235 } }))).toEqual([]);
    // What the file says of itself is not overruled without a word.
    expect(asked(read(rows, { entered, unit: "wan" }))).toEqual(["unitSuspected"]);
  });

  it("is missed in a file that has none, and not guessed where there are two", () => {
    const known = { year: 2021, functional, unitOf, owes: () => true, entered: new Map<string, number>() };
    expect(
      readGrantStatement(
        [
          sheetOf([
            ["姓名", "电话"],
            ["张三", "1"],
          ]),
        ],
        known,
        null,
      ),
    ).toContain("没有找到对账单");
    const statement = sheetOf([heads, ["101994", "", "2010301", general, "1"]]);
    expect(readGrantStatement([statement, { ...statement, name: "二" }], known, null)).toContain("对账单、二");
  });

  it("names what a later one changes", () => {
    const line = { unitId: "a", fund: "generalPublicBudget", item: "2010301" } as const;
    const other = { ...line, item: "2010302" };
    expect(
      grantChanges(
        [{ ...line, amount: 1 }],
        [
          { ...line, amount: 2 },
          { ...other, amount: 3 },
        ],
      ),
    ).toEqual([
      { ...line, before: 1, after: 2 },
      { ...other, before: null, after: 3 },
    ]);
    expect(grantChanges([{ ...line, amount: 1 }], [{ ...line, amount: 1 }])).toEqual([]);
  });
});
