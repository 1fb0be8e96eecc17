import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import type { LedgerSheet } from "./ledger-sheet";
import { mappingProblems } from "./mapping";
import { startOf } from "./remembered";
import type { LedgerTarget } from "./target";
import { isOfOtherYear } from "./years";

const catalogues = { ...ledgerYearOf(2022), year: 2022 };
const spending: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
const sheetOf = (rows: string[][], name = "Sheet1"): LedgerSheet => ({ name, rows, merges: [] });
const table = (...headers: string[]) =>
  sheetOf([
    ["科目编码", "科目名称", ...headers],
    ["2010301", "行政运行", ...headers.map((_, at) => String(at + 1))],
  ]);
const rolesOf = (sheet: LedgerSheet, target = spending) => guessMapping(sheet, target, catalogues).roles;
function run(sheet: LedgerSheet) {
  const mapping = guessMapping(sheet, spending, catalogues);
  expect(mappingProblems(mapping, spending, catalogues.tableSet)).toEqual([]);
  const { entries, refused, skipped } = dryRun({
    sheet,
    mapping,
    target: spending,
    catalogues,
    dash: "blank",
    duplicates: "refuse",
    organisation: null,
    amount: () => null,
    isUnreadable: () => false,
    isLocked: () => false,
  });
  return {
    entered: entries.map(({ from }) => from),
    refused: refused.map(({ from }) => from),
    skipped: skipped.map(({ from, why }) => `${from} ${why}`),
  };
}

describe("figures of another year or of a part of one", () => {
  it.each([
    ["基本支出（1-6月）"],
    ["上半年基本支出"],
    ["基本支出（截至6月30日）"],
    ["上年基本支出"],
    ["基本支出 上年数"],
    ["2021年基本支出"],
    ["2021年度基本支出"],
  ])("that are all a column %s has are asked about", (header) => {
    expect(rolesOf(table(header))[2]).toBe("open");
    expect(mappingProblems(guessMapping(table(header), spending, catalogues), spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("C 列写明的是"),
    ]);
  });

  it("yield to those of the year, which needs no asking", () => {
    expect(rolesOf(table("上年基本支出", "本年基本支出")).slice(2)).toEqual(["ignored", "amount:basic"]);
    expect(rolesOf(table("2021年基本支出", "2022年基本支出")).slice(2)).toEqual(["ignored", "amount:basic"]);
    expect(rolesOf(table("基本支出（1-12月）")).slice(2)).toEqual(["amount:basic"]);
    expect(rolesOf(table("上年结转", "金额"), { sheet: "basicExpenditure", fund: "" })[3]).toBe("amount:amount");
  });

  it("are what a table of last year is for", () => {
    const target: LedgerTarget = { sheet: "priorYear:expenditure", fund: "" };
    const sheet = sheetOf([["2021年度支出决算表"], ["项目", "本年支出合计", "基本支出"], ["合计", "3", "2"]]);
    expect(isOfOtherYear(sheet, { first: 1, last: 1 }, target, 2022)).toBe(false);
    expect(isOfOtherYear(sheet, { first: 1, last: 1 }, spending, 2022)).toBe(true);
  });

  it("are told by the title and the name of the worksheet, not by dates and notes", () => {
    const header = ["科目编码", "科目名称", "基本支出"];
    const isOther = (title: string, name?: string) =>
      isOfOtherYear(sheetOf([[title], header], name), { first: 1, last: 1 }, spending, 2022);
    expect(["2020年度支出明细表", "支出表（２０２０年）"].map((title) => isOther(title))).toEqual([true, true]);
    expect(isOther("支出表", "2021")).toBe(true);
    expect(
      ["支出表", "2022年度支出明细表", "2021、2022年对比表", "打印：2023年3月1日", "注：不含2021年度结转"].map(
        (title) => isOther(title),
      ),
    ).toEqual([false, false, false, false, false]);
  });

  it("stand on a worksheet that is not the first choice", () => {
    const rows = [...table("基本支出").rows].map((row) => [...row]);
    const sheets = [sheetOf(rows, "2021年支出"), sheetOf(rows, "2022年支出")];
    expect(startOf(sheets, spending, [], catalogues).sheetAt).toBe(1);
    expect(startOf(sheets.slice(0, 1), spending, [], catalogues).sheetAt).toBe(0);
  });

  it("are skipped by name where a column says of which year a row is, and refused where it says nothing", () => {
    const sheet = sheetOf([
      ["年度", "科目编码", "科目名称", "基本支出"],
      ["2021", "2010301", "行政运行", "3"],
      ["2022年", "2010302", "一般行政管理事务", "4"],
      ["", "2010399", "其他政府办公厅（室）及相关机构事务支出", "5"],
    ]);
    expect(run(sheet)).toEqual({ entered: ["D3"], refused: ["第4行"], skipped: ["第2行 otherYear"] });
  });

  it("are skipped below a line that names their year", () => {
    const sheet = sheetOf([
      ["科目编码", "科目名称", "基本支出"],
      ["2010301", "行政运行", "3"],
      ["", "", ""],
      ["2020年"],
      ["科目编码", "科目名称", "基本支出"],
      ["2010302", "一般行政管理事务", "9"],
      ["二、2022年度"],
      ["2010399", "", "5"],
    ]);
    expect(run(sheet)).toEqual({
      entered: ["C2", "C8"],
      refused: [],
      skipped: ["第4行 yearHeading", "第5行 otherYear", "第6行 otherYear", "第7行 yearHeading"],
    });
  });
});
