import { describe, expect, it } from "vitest";
import { priorYearCells } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { cataloguesOf, ledgerYearOf } from "../testing/catalogues";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import type { LedgerMerge, LedgerSheet } from "./ledger-sheet";
import { mappingProblems } from "./mapping";
import { priorYearTableIn, priorYearTables } from "./prior-year-target";
import { startOf, targetFor } from "./remembered";
import { targetAt, targetLabel } from "./target";

const catalogues = { ...ledgerYearOf(2022), ...cataloguesOf(2021) };
const { tableSet } = catalogues;
const any = targetAt(priorYearTables(tableSet)[0]!.sheet, tableSet);
const sheetOf = (name: string, rows: string[][], merges: LedgerMerge[] = []): LedgerSheet => ({ name, rows, merges });
const across = (row: number, startCol: number, endCol: number): LedgerMerge => ({
  startRow: row,
  startCol,
  endRow: row,
  endCol,
});

/** Last year's published tables as they are found on the web. */
const summary = sheetOf(
  "01",
  [
    ["收入支出决算总表"],
    ["收入", "", "", "支出", "", ""],
    ["项目", "行次", "金额", "项目", "行次", "金额"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、一般公共预算财政拨款收入", "1", "1,000.50", "一、一般公共服务支出", "32", "900"],
    ["本年收入合计", "27", "1,000.50", "本年支出合计", "58", "900"],
    ["总计", "31", "1,004.50", "总计", "62", "1,004.50"],
  ],
  [across(1, 0, 2), across(1, 3, 5)],
);
const income = sheetOf("02", [
  ["收入决算表", "", "", "单位：万元"],
  [
    "科目编码",
    "科目名称",
    "本年收入合计",
    "财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
  ],
  ["合计", "", "1,000.50", "990.50", "0", "", "", "", "10.00"],
  ["201", "一般公共服务支出", "1,000.50", "990.50", "0", "", "", "", "10.00"],
]);
const threePublic = sheetOf(
  "07",
  [
    ["一般公共预算财政拨款“三公”经费支出决算表"],
    ["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""],
    [
      "合计",
      "因公出国（境）费",
      "公务用车购置及运行费",
      "",
      "",
      "公务接待费",
      "合计",
      "因公出国（境）费",
      "公务用车购置及运行费",
      "",
      "",
      "公务接待费",
    ],
    ["", "", "小计", "公务用车购置费", "公务用车运行费", "", "", "", "小计", "公务用车购置费", "公务用车运行费", ""],
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    ["30", "0", "20", "0", "20", "10", "25", "0", "17", "0", "17", "8"],
  ],
  [
    across(1, 0, 5),
    across(1, 6, 11),
    across(2, 2, 4),
    across(2, 8, 10),
    ...[0, 1, 5, 6, 7, 11].map((column) => ({ startRow: 2, startCol: column, endRow: 3, endCol: column })),
  ],
);

function read(sheet: LedgerSheet) {
  const target = targetFor(sheet, any, catalogues);
  const mapping = { ...guessMapping(sheet, target, catalogues), unit: "wan" as const };
  expect(mappingProblems(mapping, target, catalogues.tableSet)).toEqual([]);
  const { entries, refused, skipped } = dryRun({
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
  });
  expect(refused).toEqual([]);
  return {
    written: Object.fromEntries(
      entries.map(({ key, after }) => [key.replace("priorYear:", "").replace("::amount", ""), after / 1_000_000]),
    ),
    skipped,
  };
}

describe("last year's tables as the source of 上年数", () => {
  it("take every figure that is asked for, once", () => {
    const asked = priorYearCells(formatOf("fy2022")).flatMap(({ cells }) => cells);
    expect(
      priorYearTables(tableSet)
        .flatMap(({ columns }) => columns.map(({ cell }) => cell))
        .sort(),
    ).toEqual([...asked].sort());
    for (const { columns } of priorYearTables(tableSet))
      expect(new Set(columns.map(({ label }) => label)).size).toBe(columns.length);
  });

  it("are told by their titles, also where one title ends another", () => {
    const titleOf = (text: string) => priorYearTableIn([text], tableSet)?.sheet;
    expect(titleOf("2020年度 财政拨款收入支出决算总表")).toBe("priorYear:appropriationSummary");
    expect(titleOf("支 出 决 算 表")).toBe("priorYear:expenditure");
    expect(titleOf("国有资本经营预算财政拨款支出决算表")).toBeUndefined();
    expect(titleOf("一般公共预算财政拨款“三公”经费支出决算表")).toBe("priorYear:threePublic");
    expect(targetLabel(targetAt("priorYear:income", tableSet), tableSet)).toBe("上年数（收入决算表）");
  });

  it("give their totals; the lines below are left out by name", () => {
    expect(read(summary).written).toEqual({
      "incomeExpenditureSummary.totalIncome.amount": 1004.5,
      "incomeExpenditureSummary.totalExpenditure.amount": 1004.5,
    });
    const { written, skipped } = read(income);
    expect(written).toEqual({
      "income.total.total": 1000.5,
      "income.total.appropriation": 990.5,
      "income.total.superiorSubsidy": 0,
      "income.total.otherIncome": 10,
    });
    expect(skipped).toMatchObject([{ label: "201", why: "detail" }]);
  });

  it("give the 决算数 of 三公, whose one row has no name, not the 预算数", () => {
    expect(read(threePublic).written).toEqual({
      "threePublic.figures.actualTotal": 25,
      "threePublic.figures.actualOverseasTravel": 0,
      "threePublic.figures.actualVehicles": 17,
      "threePublic.figures.actualOfficialReception": 8,
    });
  });

  it("are found in a workbook of many sheets", () => {
    const cover = sheetOf("封面", [["2020年度部门决算"]]);
    expect(startOf([cover, income, summary], targetAt("priorYear:income", tableSet), [], catalogues)).toEqual({
      sheetAt: 1,
      target: targetAt("priorYear:income", tableSet),
    });
  });
});
