import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import { mappingPastedAt, pastedTable, type PastedAt } from "./pasted-table";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const spending: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
const table = [
  ["208", "社会保障和就业支出", "208"],
  ["20805", "行政事业单位养老支出", "208.00"],
  ["2080505", "机关事业单位基本养老保险缴费支出", "2,091,480.00"],
  ["2080506", "机关事业单位职业年金缴费支出", ""],
];

function entered(block: string[][], at: PastedAt = { column: "basic", unit: "yuan" }, target = spending) {
  const sheet = pastedTable(block, target, catalogues)!;
  const mapping = mappingPastedAt(guessMapping(sheet, target, catalogues), sheet, target, at, catalogues.tableSet);
  const { entries, refused } = dryRun({
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
    pastedAt: at,
  });
  return {
    roles: mapping.roles,
    written: Object.fromEntries(entries.map(({ key, after }) => [key.replace("expenditure:", ""), after / 100])),
    refused,
  };
}

describe("a table from the clipboard", () => {
  it("goes to the rows of its codes, into the column that was pasted at; subtotals and blanks write nothing", () => {
    expect(entered(table)).toEqual({
      roles: ["code", "name", "amount:basic"],
      written: { "2080505:generalPublicBudget:basic": 2_091_480 },
      refused: [],
    });
    expect(entered([["2010305", "2091480.00"]], { column: "project", unit: "yuan" }).written).toEqual({
      "2010305:generalPublicBudget:project": 2_091_480,
    });
  });

  it("is in the unit of the grid where it names none", () => {
    expect(entered([["2010301", "1.5"]], { column: "basic", unit: "wan" }).written).toEqual({
      "2010301:generalPublicBudget:basic": 15_000,
    });
    expect(
      entered(
        [
          ["单位：元", ""],
          ["科目编码", "基本支出"],
          ["2010301", "1.5"],
        ],
        { column: "project", unit: "wan" },
      ).written,
    ).toEqual({ "2010301:generalPublicBudget:basic": 1.5 });
  });

  it("of several columns without a header is asked about", () =>
    expect(entered([["2010301", "3", "1", "2"]]).roles).toEqual(["code", "ignored", "ignored", "ignored"]));

  it("may name its rows, also those of sheets without codes", () => {
    expect(
      entered(
        [
          ["公务接待费", "12"],
          ["会议费", "3"],
        ],
        { column: "actual", unit: "yuan" },
        { sheet: "threePublic", fund: "" },
      ),
    ).toMatchObject({ roles: ["name", "amount:actual"] });
  });

  it("of the other classification is refused by name", () => {
    const { roles, refused } = entered([["30101", "基本工资", "5000"]]);
    expect(roles).toEqual(["code", "ignored", "amount:basic"]);
    expect(refused).toMatchObject([{ reason: expect.stringContaining("30101 基本工资 属于经济分类") }]);
  });

  it("with names that several subjects have goes to the rows beside it, or to the only one in the grid", () => {
    const names = [
      ["行政运行", "100"],
      ["一般行政管理事务", "200"],
    ];
    const at = (rows: string[], top: number) =>
      entered(names, { column: "basic", unit: "yuan", grid: { rows, top } }).written;
    const wanted = { "2010301:generalPublicBudget:basic": 100, "2010302:generalPublicBudget:basic": 200 };
    expect(at(["201", "20103", "2010301", "2010302"], 0)).toEqual(wanted);
    expect(at(["2010301", "2010302", "2013101", "2013102"], 0)).toEqual(wanted);
    const { roles, written, refused } = entered(names);
    expect([roles, written]).toEqual([["name", "amount:basic"], {}]);
    expect(refused).toMatchObject([{ reason: expect.stringContaining("不止一个") }, { from: "第2行" }]);
  });

  it("of figures alone is none", () => {
    for (const block of [
      [["1"], ["2"]],
      [
        ["100.00", "201.03"],
        ["50", "7"],
      ],
      [["2010301"]],
      [["2010301", "行政运行"]],
      [
        ["", "x"],
        ["5", "6"],
      ],
    ])
      expect(pastedTable(block, spending, catalogues), JSON.stringify(block)).toBeNull();
  });
});
