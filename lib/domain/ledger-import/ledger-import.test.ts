import { describe, expect, it } from "vitest";
import type { FactKey } from "../words/fact-address";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun, type DryRunInput } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import { guessHeaderRows, headersOf, type LedgerSheet } from "./ledger-sheet";
import { mappingProblems, type LedgerMapping } from "./mapping";
import { matchRows } from "./row-matching";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const spending: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };

const sheetOf = (rows: string[][], merges: LedgerSheet["merges"] = []): LedgerSheet => ({
  name: "Sheet1",
  rows,
  merges,
});
/** Title, unit, header of two rows with merged cells, column numbers, a 类, a 款, two 项 and the total. */
const statutory = sheetOf(
  [
    ["一般公共预算财政拨款支出决算表", "", "", "", ""],
    ["编制单位：罗庄街道", "", "", "", "单位：万元"],
    ["项目", "", "本年支出", "", ""],
    ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"],
    ["栏次", "", "1", "2", "3"],
    ["201", "一般公共服务支出", "230.5", "209.5", "21"],
    ["20103", "政府办公厅（室）及相关机构事务", "230.5", "209.5", "21"],
    ["2010301", "行政运行", "209.5", "209.5", "—"],
    ["2010302", "一般行政管理事务", "21", "", "２１．００"],
    ["合计", "", "230.5", "209.5", "21"],
  ],
  [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
    { startRow: 2, startCol: 0, endRow: 2, endCol: 1 },
    { startRow: 2, startCol: 2, endRow: 2, endCol: 4 },
  ],
);

const run = (sheet: LedgerSheet, mapping: LedgerMapping, change: Partial<DryRunInput> = {}) =>
  dryRun({
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
    ...change,
  });
const plain = (roles: LedgerMapping["roles"]): LedgerMapping => ({
  headerRows: { first: 0, last: -1 },
  unit: "yuan",
  roles,
});

describe("the header of a ledger", () => {
  it("ends above the figures, begins below the title, and its merged rows are joined", () => {
    expect(guessHeaderRows(statutory)).toEqual({ first: 2, last: 4 });
    expect(headersOf(statutory, { first: 2, last: 4 })).toEqual([
      "项目 / 功能分类科目编码",
      "项目 / 科目名称",
      "本年支出 / 小计",
      "本年支出 / 基本支出",
      "本年支出 / 项目支出",
    ]);
  });

  it("survives merges that overlap, reach beyond the sheet or hold nothing", () => {
    const chaos = sheetOf(
      [
        ["甲", "乙"],
        ["2010301", "1.5"],
      ],
      [
        { startRow: 0, startCol: 0, endRow: 90, endCol: 90 },
        { startRow: 0, startCol: 1, endRow: 0, endCol: 1 },
        { startRow: 70, startCol: 9, endRow: 70, endCol: 9 },
      ],
    );
    expect(() => headersOf(chaos, guessHeaderRows(chaos))).not.toThrow();
    expect(guessHeaderRows(sheetOf([]))).toEqual({ first: 0, last: -1 });
  });

  it("is not there when the figures begin at once; years are words, not figures", () => {
    expect(guessHeaderRows(sheetOf([["2010301", "行政运行", "1.00"]]))).toEqual({ first: 0, last: -1 });
    expect(
      guessHeaderRows(
        sheetOf([
          ["科目", "2021", "2020"],
          ["行政运行", "1.5", "1"],
        ]),
      ),
    ).toEqual({ first: 0, last: 0 });
  });
});

describe("the columns of a ledger", () => {
  it("are guessed from headers and contents, with the unit", () => {
    expect(guessMapping(statutory, spending, catalogues)).toEqual({
      headerRows: { first: 2, last: 4 },
      unit: "wan",
      roles: ["code", "name", "ignored", "amount:basic", "amount:project"],
    });
  });

  it("are guessed without a word in the header, from the codes themselves", () => {
    const sheet = sheetOf([
      ["甲", "乙"],
      ["30101 基本工资", "1,000.00"],
      ["30201 办公费", "20"],
    ]);
    expect(guessMapping(sheet, { sheet: "basicExpenditure", fund: "" }, catalogues)).toMatchObject({
      unit: "yuan",
      roles: ["code", "amount:amount"],
    });
  });

  it("of another fund are left out", () => {
    const sheet = sheetOf([
      ["科目编码", "政府性基金基本支出", "一般公共预算基本支出"],
      ["2010301", "1", "2"],
      ["2010302", "1", "2"],
    ]);
    expect(guessMapping(sheet, spending, catalogues).roles).toEqual(["code", "ignored", "amount:basic"]);
  });

  it("may hold the code in parts", () => {
    const sheet = sheetOf([
      ["类", "款", "项", "科目名称", "基本支出"],
      ["201", "03", "01", "行政运行", "5"],
    ]);
    const mapping = guessMapping(sheet, spending, catalogues);
    expect(mapping.roles).toEqual(["codePart", "codePart", "codePart", "name", "amount:basic"]);
    expect(run(sheet, mapping).entries).toMatchObject([
      { key: "expenditure:2010301:generalPublicBudget:basic", after: 500, from: "E2" },
    ]);
  });

  it("that go to one place, or lead to no row, are named before anything is read", () => {
    expect(mappingProblems(plain(["code", "amount:basic", "amount:basic"]), spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("B、C 列都对应“基本支出”"),
    ]);
    expect(mappingProblems(plain(["ignored", "amount:basic"]), spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("没有指定科目编码或名称"),
    ]);
    expect(mappingProblems(plain(["code"]), spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("没有指定金额"),
    ]);
    expect(mappingProblems(plain(["code", "amount:opening"]), spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("另一张表"),
    ]);
    expect(mappingProblems(plain(["code", "amount:basic"]), spending, catalogues.tableSet)).toEqual([]);
  });
});

describe("the rows of a ledger", () => {
  const matched = (names: string[], target = spending) =>
    matchRows(
      names.map((name) => ({ code: "", name })),
      target,
      catalogues,
    ).map((match) => (match.kind === "row" ? match.row : match.kind));

  it("are found by code, written with points or beside the name", () => {
    const match = (code: string) => matchRows([{ code, name: "" }], spending, catalogues)[0];
    for (const code of [
      "2010301",
      "201.03.01",
      "201-03-01",
      "２０１０３０１",
      "2010301 行政运行",
      "行政运行（2010301）",
      "[2010301]行政运行",
      "行政运行[2010301]",
      "【2010301】行政运行",
      '="2010301"',
      "'2010301",
      "201-一般公共服务支出-20103-政府办公厅（室）及相关机构事务-2010301-行政运行",
      "201一般公共服务支出/20103政府办公厅（室）及相关机构事务/2010301行政运行",
    ])
      expect(match(code), code).toMatchObject({ kind: "row", row: "2010301" });
    expect(match("201030199")).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("前几位是 2010301 行政运行"),
    });
  });

  it("are found by name under their 类 and 款, and not without them where a name is not alone", () => {
    expect(matched(["一般公共服务支出", "政府办公厅（室）及相关机构事务", "其中：行政运行", "合计"])).toEqual([
      "parent",
      "parent",
      "2010301",
      "total",
    ]);
    expect(matchRows([{ code: "", name: "行政运行" }], spending, catalogues)[0]).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("不止一个"),
    });
  });

  it("tell a 款 from the 项 of the same name by what follows", () => {
    expect(matched(["其他一般公共服务支出", "其他一般公共服务支出"])).toEqual(["parent", "2019999"]);
    expect(matched(["其他一般公共服务支出"])).toEqual(["2019999"]);
  });

  it("whose code and name say different things are refused", () => {
    expect(matchRows([{ code: "2010301", name: "一般行政管理事务" }], spending, catalogues)[0]).toMatchObject({
      kind: "unknown",
      reason: expect.stringContaining("编码 2010301 是“行政运行”"),
    });
  });

  it("of sheets with rows of their own are found by name", () => {
    const target: LedgerTarget = { sheet: "threePublic", fund: "" };
    expect(matched(["（三）公务接待费", "公务用车保有量（辆）", "合计", "会议费"], target)).toEqual([
      "officialReception",
      "vehiclesHeld",
      "total",
      "unknown",
    ]);
  });
});

describe("the dry run", () => {
  it("names what is new, changed and the same, in fen, and skips sums by name", () => {
    const there = new Map<string, number>([
      ["expenditure:2010301:generalPublicBudget:basic", 209_500_000],
      ["expenditure:2010302:generalPublicBudget:project", 1],
    ]);
    const { entries, refused, skipped } = run(statutory, guessMapping(statutory, spending, catalogues), {
      amount: (key) => there.get(key) ?? null,
    });
    expect(refused).toEqual([]);
    expect(skipped.map(({ label, why }) => [label, why])).toEqual([
      ["201 一般公共服务支出", "parent"],
      ["20103 政府办公厅（室）及相关机构事务", "parent"],
      ["2010301 行政运行 项目支出", "dash"],
      ["合计", "total"],
    ]);
    expect(entries).toMatchObject([
      { from: "D8", state: "unchanged", after: 209_500_000 },
      { from: "E9", state: "changed", before: 1, after: 21_000_000, text: "２１．００" },
    ]);
  });

  it("refuses each figure that cannot be taken, with its cell and the reason", () => {
    const sheet = sheetOf([
      ["2010301", "12.345", "5"],
      ["2010302", "约五万", "=A1"],
      ["9999999", "7", ""],
      ["2010399", "8%", "3"],
      ["2010399", "", "4"],
    ]);
    const { entries, refused } = run(sheet, plain(["code", "amount:basic", "amount:project"]), {
      isLocked: (key) => key.startsWith("expenditure:2010301:"),
    });
    expect(entries).toEqual([]);
    expect(refused.map(({ from, reason }) => [from, reason])).toEqual([
      ["B1", expect.stringContaining("两位小数")],
      ["C1", expect.stringContaining("锁定")],
      ["B2", expect.stringContaining("不是数字")],
      ["C2", expect.stringContaining("公式")],
      ["第3行", expect.stringContaining("9999999 不在本年度科目表")],
      ["B4", expect.stringContaining("百分数")],
      ["C4", expect.stringContaining("C5")],
      ["C5", expect.stringContaining("C4")],
    ]);
  });

  it("lets a figure replace an input that could not be read, and blank cells change nothing", () => {
    const key = "expenditure:2010301:generalPublicBudget:basic" as FactKey;
    const sheet = sheetOf([
      ["2010301", "0", ""],
      ["2010302", "-", " "],
    ]);
    expect(
      run(sheet, plain(["code", "amount:basic", "amount:project"]), {
        amount: () => null,
        isUnreadable: (each) => each === key,
      }),
    ).toMatchObject({
      entries: [{ key, state: "changed", after: 0 }],
      refused: [],
      skipped: [{ from: "B2", why: "dash" }],
    });
    expect(
      run(sheet, plain(["code", "amount:basic", "amount:project"]), { dash: "zero" }).entries.map(({ from }) => from),
    ).toEqual(["B1", "B2"]);
  });

  it("keeps to the fund of the sheet", () => {
    const fund: LedgerTarget = { sheet: "expenditure", fund: "governmentFund" };
    expect(run(sheetOf([["2010301", "5"]]), plain(["code", "amount:basic"]), { target: fund }).refused).toMatchObject([
      { from: "B1", reason: expect.stringContaining("不属于这种资金性质") },
    ]);
  });
});
