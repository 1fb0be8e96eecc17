import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import { headersOf, type LedgerSheet } from "./ledger-sheet";
import { mappingProblems, type LedgerMapping } from "./mapping";
import { organisationsIn, ownOrganisation } from "./organisations";
import { mappingToRemember, rememberedMapping, startOf } from "./remembered";
import { statedUnitOf } from "./stated-unit";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const spending: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
const economic: LedgerTarget = { sheet: "basicExpenditure", fund: "" };
const sheetOf = (rows: string[][], name = "Sheet1"): LedgerSheet => ({ name, rows, merges: [] });
const run = (sheet: LedgerSheet, mapping: LedgerMapping, organisation: string | null = null, target = spending) =>
  dryRun({
    sheet,
    mapping,
    target,
    catalogues,
    dash: "blank",
    duplicates: "sum",
    organisation,
    amount: () => null,
    isUnreadable: () => false,
    isLocked: () => false,
  });

describe("the money unit of a ledger", () => {
  const table = (title: string, unit: string, header = "基本支出", name = "Sheet1") =>
    sheetOf(
      [[title], ["编制单位：元宝街道", "", unit], ["科目编码", "科目名称", header], ["2010301", "行政运行", "2095"]],
      name,
    );
  const guessed = (sheet: LedgerSheet) => guessMapping(sheet, spending, catalogues).unit;

  it.each([
    ["50万元以上项目支出明细表", "单位：元", "基本支出", "yuan"],
    ["50万元以上项目支出明细表", "", "基本支出", "yuan"],
    ["支出明细表（50万元以上）", "", "基本支出", "yuan"],
    ["支出明细表", "金额单位：人民币万元", "基本支出", "wan"],
    ["支出明细表", "单位 万元", "基本支出", "wan"],
    ["支出明细表（万元）", "", "基本支出", "wan"],
    ["支出明细表（单位：万元）", "", "基本支出", "wan"],
    ["支出明细表", "", "基本支出（万元）", "wan"],
    ["支出明细表", "单位：千元", "基本支出", null],
    ["支出明细表", "单位：百万元", "基本支出", null],
    ["支出明细表", "单位：万美元", "基本支出", null],
    ["支出明细表", "单位：元", "基本支出（万元）", null],
    ["支出明细表（万元）", "单位：元", "基本支出", "yuan"],
    ["支出明细表", "万元", "基本支出", "wan"],
    ["支出明细表", "人民币万元", "基本支出", "wan"],
    ["支出明细表", "单位：万", "基本支出", "wan"],
    ["支出明细表", "单位：千", "基本支出", null],
    ["支出明细表", "填报单位：万寿街道", "基本支出", "yuan"],
    ["本表以万元为单位", "", "基本支出", "wan"],
    ["说明：金额按万元列示", "", "基本支出", "wan"],
    ["支出明细表", "万元", "基本支出（元）", null],
  ] as const)("“%s” with “%s” and “%s” is %s", (title, unit, header, expected) =>
    expect(guessed(table(title, unit, header))).toBe(expected),
  );

  it("may stand in the cell beside the word, or in the name of the worksheet", () => {
    expect(
      guessed(
        sheetOf([
          ["支出", "金额单位：", "万元"],
          ["科目编码", "科目名称", "基本支出"],
          ["2010301", "行政运行", "1"],
        ]),
      ),
    ).toBe("wan");
    expect(guessed(table("支出", "", "基本支出", "支出（万元）"))).toBe("wan");
  });

  it("may stand in a column of its own, row by row", () => {
    const of = (...units: string[]) =>
      guessMapping(
        sheetOf([["项目", "计量单位", "决算数"], ...units.map((unit) => ["公务接待费", unit, "5"])]),
        { sheet: "threePublic", fund: "" },
        catalogues,
      ).unit;
    expect([of("万元", "人次"), of("元", "人次"), of("万元", "元"), of("人次")]).toEqual(["wan", "yuan", null, "yuan"]);
  });

  it("that is asked about stops the import, is converted exactly, and a part of a fen is refused", () => {
    const sheet = sheetOf([["单位：千元"], ["科目编码", "基本支出", "项目支出"], ["2010301", "2095", "0.000001"]]);
    const mapping = guessMapping(sheet, spending, catalogues);
    expect(mappingProblems(mapping, spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("金额单位没有确定"),
    ]);
    expect(statedUnitOf(sheet, mapping.headerRows, mapping.roles).words).toEqual(["千元"]);
    expect(startOf([sheetOf([["封面"]]), sheet], spending, [], catalogues).sheetAt).toBe(1);
    expect(run(sheet, mapping).refused.map(({ reason }) => reason)).toEqual([
      "金额单位没有确定。",
      "金额单位没有确定。",
    ]);
    const { entries, refused } = run(sheet, { ...mapping, unit: "qian" });
    expect(entries).toMatchObject([{ from: "B3", after: 209_500_000 }]);
    expect(refused).toMatchObject([{ from: "C3", reason: expect.stringContaining("千元最多五位小数") }]);
  });

  it("that was used before is asked about when the worksheet names another one now", () => {
    const before = table("支出明细表", "单位：万元");
    const mapping = guessMapping(before, spending, catalogues);
    const remembered = [{ target: spending, headers: headersOf(before, mapping.headerRows), mapping }];
    const now = (unit: string) => rememberedMapping(table("支出明细表", unit), spending, remembered, catalogues)?.unit;
    expect([now("单位：万元"), now(""), now("单位：元")]).toEqual(["wan", "wan", null]);
  });
});

describe("a column that was blank when its header was used before", () => {
  const table = (...figures: string[]) =>
    sheetOf([
      ["科目编码", "科目名称", "项目支出", "基本支出", "附注"],
      ["2080505", "", ...figures],
    ]);
  const first = table("", "1", "");
  const used = guessMapping(first, spending, catalogues);
  const remembered = [
    { target: spending, headers: headersOf(first, used.headerRows), mapping: mappingToRemember(first, used) },
  ];
  const rolesNow = (sheet: LedgerSheet) => rememberedMapping(sheet, spending, remembered, catalogues)?.roles.slice(2);

  it("is what its header says as soon as something stands in it", () => {
    expect(rolesNow(table("500", "2", ""))).toEqual(["amount:project", "amount:basic", "ignored"]);
    expect(rolesNow(table("500", "2", "补发"))).toEqual(["amount:project", "amount:basic", "ignored"]);
    expect(rolesNow(table("", "2", ""))).toEqual(["ignored", "amount:basic", "ignored"]);
  });

  it("is left out where that was decided about a column that had something in it", () => {
    const full = table("500", "2", "");
    const mapping = { ...used, roles: ["code", "name", "ignored", "amount:basic", "ignored"] } as const;
    const decided = [
      { target: spending, headers: headersOf(full, used.headerRows), mapping: mappingToRemember(full, mapping) },
    ];
    expect(rememberedMapping(full, spending, decided, catalogues)?.roles[2]).toBe("ignored");
  });
});

describe("columns for parts of a year", () => {
  const rolesOf = (headers: string[], target = spending) =>
    guessMapping(
      sheetOf([
        ["科目编码", "科目名称", ...headers],
        ["2010301", "行政运行", ...headers.map((_, at) => String(at + 1))],
      ]),
      target,
      catalogues,
    ).roles.slice(2);

  it("yield to the one of the whole year", () => {
    expect(rolesOf(["基本支出1-6月", "基本支出7-12月", "基本支出全年"])).toEqual([
      "ignored",
      "ignored",
      "amount:basic",
    ]);
    expect(rolesOf(["基本支出1-6月", "基本支出7-12月", "全年"])).toEqual(["ignored", "ignored", "amount:basic"]);
    expect(rolesOf(["基本支出上半年", "基本支出累计", "基本支出下半年"])).toEqual([
      "ignored",
      "amount:basic",
      "ignored",
    ]);
    expect(rolesOf(["第三季度基本支出", "第四季度基本支出", "全年"])).toEqual(["ignored", "ignored", "amount:basic"]);
    expect(rolesOf(["基本支出（截至12月31日）", "合计"])).toEqual(["amount:basic", "ignored"]);
    expect(rolesOf(["基本支出12月", "基本支出1-12月"])).toEqual(["ignored", "amount:basic"]);
    const table = sheetOf([
      ["科目编码", "科目名称", "1-6月", "7-12月", "全年"],
      ["30101", "基本工资", "1", "2", "3"],
    ]);
    expect(guessMapping(table, economic, catalogues).roles).toEqual([
      "code",
      "name",
      "ignored",
      "ignored",
      "amount:amount",
    ]);
  });

  it("are left open and asked about where no column is of the whole year", () => {
    expect(rolesOf(["基本支出1-6月", "基本支出7-12月", "项目支出"])).toEqual(["open", "open", "amount:project"]);
    const table = sheetOf([
      ["科目编码", "基本支出1-6月", "基本支出7-12月"],
      ["2010301", "1", "2"],
    ]);
    const mapping = guessMapping(table, spending, catalogues);
    expect(mappingProblems(mapping, spending, catalogues.tableSet)).toEqual([
      expect.stringContaining("B、C 列可能是同一栏"),
    ]);
    expect(run(table, mapping).entries).toEqual([]);
  });

  it("are told from 合计 among other parts", () =>
    expect(rolesOf(["基本支出人员经费", "基本支出公用经费", "基本支出合计"])).toEqual([
      "ignored",
      "ignored",
      "amount:basic",
    ]));
});

describe("a ledger of several units", () => {
  const sheet = sheetOf([
    ["单位编码", "单位名称", "科目编码", "科目名称", "基本支出"],
    ["301001", "区住房和城乡建设局", "2010301", "行政运行", "100"],
    ["301002", "区质量监督站", "2010301", "行政运行", "7"],
    ["301002", "区质量监督站", "9999999", "没有的科目", "1"],
    ["", "", "2010302", "", "5"],
    ["合计", "", "", "", "113"],
  ]);
  const mapping = guessMapping(sheet, spending, catalogues);

  it("is asked which one; the own unit is picked when its name or its code is the same", () => {
    expect(mapping.roles).toEqual(["organisation", "organisation", "code", "name", "amount:basic"]);
    const found = organisationsIn(sheet, mapping);
    expect(found).toEqual(["301001 区住房和城乡建设局", "301002 区质量监督站"]);
    expect(ownOrganisation(found, { name: "区质量监督站", code: "x" })).toBe(found[1]);
    expect(ownOrganisation(found, { name: "住建局", code: "301001" })).toBe(found[0]);
    expect(ownOrganisation(found, { name: "质量监督站", code: "30100" })).toBeNull();
    expect(ownOrganisation(["甲局"], { name: "乙局", code: "1" })).toBe("甲局");
  });

  it("is told from names of subjects, also where those are blank", () => {
    const blank = sheetOf(
      sheet.rows.map((row, at) => (at === 0 ? [...row] : row.map((text, column) => (column === 3 ? "" : text)))),
    );
    expect(guessMapping(blank, spending, catalogues).roles.slice(0, 3)).toEqual([
      "organisation",
      "organisation",
      "code",
    ]);
    const names = sheetOf([
      ["单位名称", "科目编码", "科目名称", "基本支出"],
      ["区财政局", "2010301", "", "1"],
      ["区教育局", "2010301", "", "2"],
    ]);
    expect(guessMapping(names, spending, catalogues).roles[0]).toBe("organisation");
  });

  it("never adds another unit's money up; its rows are left out by name", () => {
    const { entries, refused, skipped } = run(sheet, mapping, "301001 区住房和城乡建设局");
    expect(entries).toMatchObject([{ from: "E2", after: 10_000 }]);
    expect(skipped.map(({ from, why }) => [from, why])).toEqual([
      ["第3行", "otherUnit"],
      ["第4行", "otherUnit"],
      ["第6行", "total"],
    ]);
    expect(refused).toMatchObject([{ from: "第5行", reason: expect.stringContaining("没有写明是哪个单位") }]);
    expect(run(sheet, mapping).entries).toEqual([]);
  });

  it("may have short names, also of departments", () => {
    for (const header of ["预算单位", "部门"]) {
      const short = sheetOf([
        ["科目编码", "科目名称", header, "基本支出"],
        ["2010301", "行政运行", "甲局", "3"],
        ["2010302", "一般行政管理事务", "乙局", "4"],
      ]);
      const roles = guessMapping(short, spending, catalogues);
      expect(organisationsIn(short, roles)).toEqual(["甲局", "乙局"]);
      expect(run(short, roles).entries).toEqual([]);
    }
  });

  it("may name departments; 计量单位 names none", () => {
    const named = (header: string, texts: string[]) =>
      guessMapping(
        sheetOf([[header, "科目编码", "基本支出"], ...texts.map((text) => [text, "2010301", "1"])]),
        spending,
        catalogues,
      ).roles[0];
    expect(named("主管部门", ["区财政局", "区教育局"])).toBe("organisation");
    expect(named("单位", ["区财政局", "区教育局"])).toBe("organisation");
    expect(named("单位", ["个", "台"])).toBe("ignored");
    expect(named("单位", ["万元", "人次"])).toBe("ignored");
    expect(named("计量单位", ["人民币元", "人民币元"])).toBe("ignored");
  });
});
