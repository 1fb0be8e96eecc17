import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import { guessHeaderRows, type LedgerSheet } from "./ledger-sheet";
import { mappingProblems } from "./mapping";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const spending: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
const sheetOf = (rows: string[][], merges: LedgerSheet["merges"] = []): LedgerSheet => ({
  name: "Sheet1",
  rows,
  merges,
});

/** What is read with no hand laid on it. */
function untouched(sheet: LedgerSheet, target = spending) {
  const mapping = guessMapping(sheet, target, catalogues);
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
  return {
    written: Object.fromEntries(entries.map(({ key, after }) => [key.replace("expenditure:", ""), after / 100])),
    refused: refused.map(({ from }) => from),
    skipped: skipped.map(({ from }) => from),
  };
}

const wanted = { "2010301:generalPublicBudget:basic": 2_095_000, "2010302:generalPublicBudget:project": 210_000 };

describe("ledgers as people lay them out", () => {
  it("with a date and notes that have figures above the header", () => {
    const sheet = sheetOf([
      ["支出明细账"],
      ["打印日期", "2022", "年", "3", "月", "15", "日"],
      ["说明：本表共 2 页，第 1 页", "", "", "", "金额单位：万元"],
      [],
      ["科目编码", "科目名称", "基本支出", "项目支出"],
      ["2010301", "行政运行", "209.5", ""],
      ["2010302", "一般行政管理事务", "", "21"],
    ]);
    expect(guessHeaderRows(sheet)).toEqual({ first: 4, last: 4 });
    expect(untouched(sheet)).toEqual({ written: wanted, refused: [], skipped: [] });
  });

  it("with a header of three rows merged in every way", () => {
    const sheet = sheetOf(
      [
        ["部门支出决算明细表", "", "", "", "", ""],
        ["项    目", "", "本年支出（万元）", "", "", ""],
        ["功能分类", "", "合计", "其中", "", "备注"],
        ["科目编码", "科目名称", "", "基本支出", "项目支出", ""],
        ["栏  次", "", "1=2+3", "2", "3", "4"],
        ["2010301", "行政运行", "209.5", "209.5", "", "2021年调资"],
        ["2010302", "一般行政管理事务", "21", "", "21", "含 3 个项目"],
        ["合计", "", "230.5", "209.5", "21", ""],
      ],
      [
        { startRow: 0, startCol: 0, endRow: 0, endCol: 5 },
        { startRow: 1, startCol: 0, endRow: 1, endCol: 1 },
        { startRow: 1, startCol: 2, endRow: 1, endCol: 5 },
        { startRow: 2, startCol: 0, endRow: 2, endCol: 1 },
        { startRow: 2, startCol: 2, endRow: 3, endCol: 2 },
        { startRow: 2, startCol: 3, endRow: 2, endCol: 4 },
        { startRow: 2, startCol: 5, endRow: 3, endCol: 5 },
      ],
    );
    expect(untouched(sheet)).toEqual({ written: wanted, refused: [], skipped: ["第8行"] });
  });

  it("with page totals, carried sums and repeated headers between the rows", () => {
    const sheet = sheetOf([
      ["科目编码", "科目名称", "基本支出（元）", "项目支出（元）"],
      ["2010301", "行政运行", "2,095,000.00", ""],
      ["", "本页小计", "2,095,000.00", ""],
      ["", "承前页合计", "2,095,000.00", ""],
      ["科目编码", "科目名称", "基本支出（元）", "项目支出（元）"],
      ["2010302", "一般行政管理事务", "", "210,000.00"],
      ["", "本年累计", "2,095,000.00", "210,000.00"],
      ["单位负责人：张三", "", "", "制表人：李四"],
    ]);
    expect(untouched(sheet)).toEqual({
      written: wanted,
      refused: [],
      skipped: ["第3行", "第4行", "第5行", "第7行", "第8行"],
    });
  });

  it("with names alone, though an amount is the code of a subject by chance", () => {
    const items = ["行政运行", "一般行政管理事务", "机关服务", "专项服务"];
    const sheet = sheetOf([
      ["科目名称", "基本支出"],
      ["一般公共服务支出", "9"],
      ["政府办公厅（室）及相关机构事务", "9"],
      ...items.map((name, at) => [name, at === 2 ? "20103" : "5.50"]),
    ]);
    expect(guessMapping(sheet, spending, catalogues).roles).toEqual(["name", "amount:basic"]);
  });

  it("with 类, 款 and 项 in columns of their own, each line its own part, no names, and a note below", () => {
    const sheet = sheetOf([
      ["类", "款", "项", "基本支出", "项目支出"],
      ["201", "", "", "2095000", "210000"],
      ["", "03", "", "2095000", "210000"],
      ["", "", "01", "2095000", ""],
      ["", "", "02", "", "210000"],
      ["合计", "", "", "2095000", "210000"],
      ["注：审定数", "", "", "", ""],
    ]);
    expect(guessHeaderRows(sheet)).toEqual({ first: 0, last: 0 });
    expect(untouched(sheet)).toEqual({
      written: wanted,
      refused: [],
      skipped: ["第2行", "第3行", "第6行", "第7行"],
    });
  });

  it("with parts of the year above a second row of the header that says the same for all of them", () => {
    const sheet = sheetOf([
      ["科目编码", "科目名称", "1-6月", "7-12月", "全年"],
      ["", "", "基本支出", "基本支出", "基本支出"],
      ["2010301", "行政运行", "1", "2", "2095000"],
    ]);
    expect(guessMapping(sheet, spending, catalogues)).toMatchObject({
      headerRows: { first: 0, last: 1 },
      roles: ["code", "name", "ignored", "ignored", "amount:basic"],
    });
  });

  it("with an amount merged over two subjects or two columns: nobody can tell which part is whose", () => {
    const rows = [
      ["科目编码", "科目名称", "基本支出", "项目支出"],
      ["2010301", "行政运行", "100", ""],
      ["2010302", "一般行政管理事务", "", ""],
      ["2010399", "", "7", ""],
    ];
    const merged = (startRow: number, endRow: number, endCol: number) =>
      untouched(sheetOf(rows, [{ startRow, startCol: 2, endRow, endCol }]));
    expect(merged(1, 2, 2)).toMatchObject({ refused: ["C2"], skipped: ["第3行"] });
    expect(merged(3, 3, 3)).toMatchObject({ refused: ["C4"] });
  });

  it("with codes of the other classification, which are no money", () => {
    const sheet = sheetOf([["30101", "基本工资", "5000"]]);
    const mapping = guessMapping(sheet, spending, catalogues);
    expect(mapping.roles[0]).toBe("code");
    expect(
      untouched(
        sheetOf([
          ["科目编码", "科目名称", "基本支出"],
          ["30101", "基本工资", "5000"],
        ]),
      ).refused,
    ).toEqual(["第2行"]);
  });

  it("with codes that a program took for numbers", () => {
    const sheet = sheetOf([
      ["科目编码", "科目名称", "基本支出", "项目支出"],
      ["2010301.0", "行政运行", "2095000.0", ""],
      ["2010302.00", "", "", "210000"],
    ]);
    expect(untouched(sheet)).toEqual({ written: wanted, refused: [], skipped: [] });
  });
});
