import { describe, expect, it } from "vitest";
import { factKey, type FactKey, parseFactKey, priorYearKey } from "../words/fact-address";
import { noDataSlot } from "../words/facts";
import { createReportModel, type ReportModelInput } from "../report/open-report";
import { noPerformance } from "../performance/entries";
import { blankFigures, untouchedParts } from "../report/blank-parts";
import { thresholdsOf } from "../words/thresholds";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { narrativeOf, narrativeWriter } from "./narrative";
import { sentenceText } from "./writing/sentence";

const catalogues = cataloguesOf(2021);

interface Change {
  without?: (key: FactKey) => boolean;
  amounts?: readonly (readonly [FactKey, number])[];
  stated?: readonly string[];
  more?: Partial<ReportModelInput>;
}

/** The real unit's report with something left out, typed otherwise, or stated to be nothing. */
function report({ without = () => false, amounts = [], stated = [], more = {} }: Change = {}) {
  const facts = {
    amounts: new Map([...[...luozhuangFacts.amounts].filter(([key]) => !without(key)), ...amounts]),
    texts: new Map([...luozhuangFacts.texts, ...stated.map((part) => [noDataSlot(part), "none"] as const)]),
  };
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...catalogues,
    performance: noPerformance,
    facts,
    ...more,
  });
  const sections = narrativeOf({ model, texts: facts.texts });
  const text = sections
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "paragraph" ? [block.sentences.map(sentenceText).join("")] : [])),
    )
    .join("\n");
  return { model, sections, text, findings: model.findings() };
}

const on =
  (...sheets: string[]) =>
  (key: FactKey) =>
    sheets.includes(parseFactKey(key).sheet);

describe("what nobody has given (D1)", () => {
  const untouched = ["stateAssets", "procurement", "agencyOperatingCost"];

  it("is printed as （待填）, and neither as 0 nor as 没有", () => {
    const { text, model } = report({ without: on(...untouched) });
    expect(text).toContain("本单位共有车辆（待填）辆");
    expect(text).toContain("政府采购支出总额（待填）万元");
    expect(text).toContain("机关运行经费支出（待填）万元");
    expect(text).toContain("开展绩效评价的项目（待填）个");
    expect(text).not.toMatch(/车辆0辆|没有政府采购|没有机关运行|没有填列开展绩效评价/);
    expect(untouchedParts(model.tableSet, (part) => model.partState(part)).map(({ sheet }) => sheet)).toEqual([
      "agencyOperatingCost",
      "procurement",
      "stateAssets",
      "performance",
    ]);
  });

  it("is printed as nothing where the unit states so", () => {
    const { text, model } = report({ without: on(...untouched), stated: [...untouched, "performance"] });
    expect(text).toContain("没有政府采购支出");
    expect(text).toContain("共有车辆0辆");
    expect(text).not.toContain("（待填）");
    expect(untouchedParts(model.tableSet, (part) => model.partState(part))).toEqual([]);
  });

  it("is asked for in every sheet by subject, too", () => {
    const { text } = report({
      without: on("income", "expenditure", "basicExpenditure", "budget", "balance", "threePublic", ...untouched),
    });
    expect(text).not.toMatch(/[^\d.,]0(?:万元|辆|个|人次|批次|台)|没有/);
  });

  it("counts as 0 beside a figure of its group only", () => {
    const goods = factKey("procurement", "goods", "", "amount");
    const { text, sections } = report({ without: on("procurement"), amounts: [[goods, 95_958_00]] });
    expect(text).toContain("政府采购支出总额9.6万元，其中：政府采购货物支出9.6万元、政府采购工程支出0万元");
    expect(text).toContain("授予中小企业合同金额（待填）万元");
    expect(blankFigures(sections)).toContain(factKey("procurement", "goods", "", "toSmallAndMedium"));
  });

  it("is an objection where a statement contradicts other figures", () => {
    const { findings } = report({
      without: on("stateAssets", "agencyOperatingCost"),
      stated: ["stateAssets", "agencyOperatingCost", "performance"],
    });
    expect(
      findings.filter(({ ruleId }) => ruleId === "L-63").map(({ severity, message }) => [severity, message]),
    ).toEqual([["blocking", expect.stringContaining("保有量 8 辆")]]);
    // What L-63 objects to is not asked about as well.
    expect(findings.filter(({ ruleId }) => ruleId === "L-64").map(({ message }) => message)).toEqual([
      expect.stringContaining("公用经费"),
      expect.stringContaining("项目支出"),
    ]);
  });

  it("is written anew when it is stated or typed", () => {
    const { model } = report({ without: on("stateAssets") });
    const write = narrativeWriter(model);
    const texts = new Map([[noDataSlot("stateAssets"), "none"]]);
    const assets = (of: ReadonlyMap<string, string>) =>
      JSON.stringify(write({ texts: of, thresholds: thresholdsOf() }));
    expect(assets(new Map())).toContain("（待填）");
    model.setTexts(texts);
    expect(assets(texts)).not.toContain('stateAssets","key":null');
  });
});

describe("a “三公” item whose money stands under an economic subject", () => {
  const reception = factKey("threePublic", "officialReception", "", "actual");
  const ofReception = (key: FactKey) => /^threePublic:(?:official|domestic|foreign)Reception/.test(key);
  const spent = factKey("basicExpenditure", "30217", "", "amount");

  it("is unknown while it is blank, whatever stands beside it, and so are its parts and numbers", () => {
    const { text, sections, model } = report({ without: ofReception, amounts: [[spent, 138_600_00]] });
    expect(text).toMatch(/公务接待费[^。]*支出决算为（待填）万元/);
    expect(text).toContain("国内接待费（待填）万元");
    expect(blankFigures(sections)).toContain(reception);
    expect(model.printedTable("threePublic").rows.at(-1)!.cells.at(-1)).toMatchObject({ text: "", fen: null });
  });

  it("is 0 beside the others where the subject has nothing", () => {
    const { sections } = report({ without: (key) => ofReception(key) || key === spent });
    expect(blankFigures(sections)).toEqual([]);
  });
});

describe("last year's figures that nobody has (D2)", () => {
  const total = priorYearKey("incomeExpenditureSummary.totalIncome.amount");
  it("are not compared with, and are not nothing", () => {
    const { text } = report({ without: on("priorYear"), amounts: [[total, 1_461_410_000]] });
    expect(text).toContain("与2020年度相比，收、支总计各减少");
    expect(text).toContain("1、财政拨款收入1,382.47万元。\n");
    expect(text).not.toContain("上年无此项");
  });
  it("are nothing where the system's own accounts do not list them, and where 0 was typed", () => {
    const other = factKey("income", "2010301", "", "otherIncome");
    expect(report({ amounts: [[other, 100_000_00]], more: { priorYear: { facts: luozhuangFacts } } }).text).toContain(
      "增加10万元，上年无此项",
    );
    expect(report({ amounts: [[other, 100_000_00]] }).text).toContain("增加10万元，上年无此项");
  });
});

describe("budgets that nobody has given (D3)", () => {
  it("are not compared with", () => {
    const { text, sections } = report({
      without: (key) => key === factKey("agencyOperatingCost", "total", "", "budget"),
    });
    expect(text).toContain("机关运行经费支出151.01万元，年初预算数为（待填）万元。");
    expect(blankFigures(sections)).toEqual([factKey("agencyOperatingCost", "total", "", "budget")]);
  });
  it("are unknown in “三公” and for a 项, and so is their total", () => {
    const { text, findings } = report({ without: (key) => /^(?:threePublic:.*:budget|budget:2080506:)/.test(key) });
    expect(text).toContain("2021年度一般公共预算财政拨款“三公”经费支出年初预算为（待填）万元，支出决算为24.86万元。");
    expect(text).toContain("年初预算为（待填）万元，支出决算为16.28万元。");
    expect(text).toContain("2021年度一般公共预算财政拨款支出年初预算为（待填）万元");
    expect(
      findings.filter(({ ruleId, key }) => ruleId === "V-14" || (ruleId === "V-26" && key.includes("2080506"))),
    ).toEqual([]);
  });
});
