import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import type { LedgerSheet } from "./ledger-sheet";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const spending: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
const header = ["科目编码", "科目名称", "基本支出", "项目支出"];

function run(rows: string[][], target = spending, organisation: string | null = null) {
  const sheet: LedgerSheet = { name: "Sheet1", rows, merges: [] };
  return dryRun({
    sheet,
    mapping: guessMapping(sheet, target, catalogues),
    target,
    catalogues,
    dash: "blank",
    duplicates: "sum",
    organisation,
    amount: () => null,
    isUnreadable: () => false,
    isLocked: () => false,
  });
}
const differing = (rows: string[][], target?: LedgerTarget, organisation?: string) =>
  run(rows, target, organisation).differing.map(({ from, stated, sum }) => [from, stated / 100, sum / 100]);

describe("a sum of a ledger", () => {
  it("that is not what its rows add up to is named with both figures", () =>
    expect(
      differing([
        header,
        ["201", "一般公共服务支出", "999", ""],
        ["20103", "政府办公厅（室）及相关机构事务", "500", "7"],
        ["2010301", "行政运行", "300", ""],
        ["2010302", "一般行政管理事务", "200", ""],
        ["合计", "", "999", ""],
      ]),
    ).toEqual([
      ["C2", 999, 500],
      ["D3", 7, 0],
      ["C6", 999, 500],
    ]));

  it("that agrees is not named: of several lines of a subject, of a fund, of a block, of the page", () => {
    expect(
      differing([
        header,
        ["", "合计", "8", "1"],
        ["2010301", "行政运行", "3", "-"],
        ["2010301", "行政运行", "4", "1"],
        ["", "本页小计", "5", ""],
        ["2080505", "", "1", ""],
        ["", "总计", "8", "1"],
      ]),
    ).toEqual([]);
    expect(
      differing(
        [
          ["科目编码", "科目名称", "基本支出", "资金性质"],
          ["201", "一般公共服务支出", "5", ""],
          ["2010301", "行政运行", "3", "一般公共预算财政拨款"],
          ["2010301", "行政运行", "2", "非财政拨款资金"],
          ["合计", "", "5", ""],
        ],
        { sheet: "expenditure", fund: "each" },
      ),
    ).toEqual([]);
  });

  it("of another fund is neither compared nor refused", () => {
    const { differing, refused, skipped } = run([
      header,
      ["一、一般公共预算财政拨款支出", "", "3", ""],
      ["212", "城乡社区支出", "3", ""],
      ["2120101", "", "3", ""],
      ["二、政府性基金预算支出", "", "", "9"],
      ["212", "城乡社区支出", "", "9"],
      ["21208", "国有土地使用权出让收入安排的支出", "", "9"],
      ["2120801", "", "", "9"],
      ["213", "农林水支出", "", "1"],
    ]);
    expect([differing, refused]).toEqual([[], []]);
    expect(skipped.at(-1)).toMatchObject({ from: "第9行", why: "parent" });
  });

  it("of rows that are partly left out is not compared", () =>
    expect(
      differing(
        [
          ["单位名称", "科目编码", "科目名称", "基本支出"],
          ["区财政局", "2010301", "行政运行", "3"],
          ["区教育局", "2010302", "", "4"],
          ["合计", "", "", "7"],
        ],
        spending,
        "区财政局",
      ),
    ).toEqual([]));

  it("that has no row below it is no sum, and refused", () => {
    const { entries, refused, skipped } = run([
      header,
      ["201", "一般公共服务支出", "500", ""],
      ["20103", "政府办公厅（室）及相关机构事务", "500", ""],
      ["20805", "行政事业单位养老支出", "0.00", "-"],
      ["2080505", "机关事业单位基本养老保险缴费支出", "20", ""],
      ["21011", "行政事业单位医疗", "-", ""],
    ]);
    expect(entries.map(({ from }) => from)).toEqual(["C5"]);
    expect(refused).toMatchObject([{ from: "第3行", text: "500", reason: expect.stringContaining("请分到项级") }]);
    expect(skipped.map(({ from, why }) => `${from} ${why}`)).toEqual(["第2行 parent", "第4行 parent", "第6行 parent"]);
    const economic = run(
      [
        ["科目编码", "科目名称", "金额"],
        ["301", "工资福利支出", "5"],
      ],
      { sheet: "basicExpenditure", fund: "" },
    );
    expect(economic.refused).toMatchObject([{ reason: expect.stringContaining("请分到款级") }]);
  });
});
