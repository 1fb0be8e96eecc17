import { describe, expect, it } from "vitest";
import type { FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import { createReportModel } from "../../report/open-report";
import { printedCells, programForFacts, programForSuppliedTables } from "../../engine/figures";
import { formatOf } from "../../formats/format-of";
import { cataloguesOf } from "../../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";
import { compileChecks } from "../check-engine";
import { thresholdDefinitions, thresholdsOf } from "../../words/thresholds";
import type { CheckContext } from "../rule/rule";

const catalogues = cataloguesOf(2021);

function asked(facts: Facts, extra: Partial<CheckContext> = {}): string[] {
  const program = programForFacts({ tableSet: formatOf("fy2021"), ...catalogues, facts });
  const findings = compileChecks(program, {
    identity: luozhuangIdentity,
    ...catalogues,
    facts,
    precision: "fen",
    ...extra,
  }).run();
  return findings.filter(({ ruleClass }) => ruleClass === "verification").map(({ key }) => key);
}

function changed(changes: Record<string, number>): Facts {
  return {
    amounts: new Map([...luozhuangFacts.amounts, ...(Object.entries(changes) as [FactKey, number][])]),
    texts: luozhuangFacts.texts,
  };
}

const projectNames = [
  "劳务费",
  "信息公开、政府网站和政务新媒体运行经费",
  "营转办运行经费",
  "12345政务市民热线运行经费项目",
  "政府办援派工作经费",
  "区政府外出学习考察经费",
  "区政府办公设备购置经费",
  "生态办运转经费",
  "智能无纸化会议系统购置经费",
  "政府办工会活动补助经费",
  "独生子女父母退休一次性补贴",
];
const nothing = { total: 0, currentAppropriation: 0, carriedOver: 0, other: 0 };
const selfEvaluations = projectNames.map((project) => ({
  project,
  funding: { originalBudget: nothing, adjustedBudget: nothing, executed: nothing },
  execution: { weight: 1_000, score: 1_000 },
  groups: [],
  totalScore: 1_000,
}));

describe("the real accounts of 2021", () => {
  it("are asked exactly what a reviewer would ask (seed-findings §2 to §4)", () => {
    expect(asked(luozhuangFacts, { performance: { selfEvaluations, keyEvaluations: [] } })).toEqual([
      // 项目活动减少 and 项目活动增加 (finding F10)
      "V-31@reason.projectExpenditure.fall+reason.item.2010305.rise",
      // 完成年初预算 128.1 %, 121.16 %, 173.64 %
      "V-10@total",
      "V-10@2010301",
      "V-10@2010305",
      // 年初无预算, paid from the district's own budget
      "V-26@2080506",
      "V-26@2089999",
      // 11.00 of 11.00
      "V-27@VehicleOperation",
      // 4.53 at both ends of the year
      "V-19@incomeExpenditureSummary.closingBalance.amount",
      // R5: 30.37 and 30.35
      "V-20@30309.2089999",
      // F31: eight vehicles, all of them 其他用车
      "V-22@other",
      // F36: 工会 in a project and in basic expenditure
      "V-23@政府办工会活动补助经费.30228",
    ]);
  });

  it("spend plausibly on guests and vehicles: 116.67 yuan a head, 1,308 a group, 13,750 a vehicle", () => {
    const limits = (stored: Record<string, number>) =>
      asked(luozhuangFacts, { thresholds: thresholdsOf(stored) }).filter((key) => /V-1[23]/.test(key));
    expect(limits({ receptionPerPersonYuan: 117, receptionPerGroupYuan: 1_308, vehicleOperationYuan: 13_750 })).toEqual(
      [],
    );
    expect(limits({ receptionPerPersonYuan: 116, receptionPerGroupYuan: 1_307, vehicleOperationYuan: 13_749 })).toEqual(
      ["V-12@domesticReceptionPersonTimes", "V-12@domesticReceptionGroups", "V-13@vehiclesHeld"],
    );
  });

  it("changed by little against 2020: nothing exceeds 20 percent, project expenditure exceeds 10", () => {
    const yearOnYear = (percent: number) =>
      asked(luozhuangFacts, { thresholds: thresholdsOf({ yearOnYearPercent: percent }) }).filter((key) =>
        key.startsWith("V-11"),
      );
    expect(yearOnYear(20)).toEqual([]);
    expect(yearOnYear(10)).toEqual(["V-11@expenditure.total.project"]);
  });

  it("are asked about the tables alone when printed tables are given", () => {
    const derived = programForFacts({ tableSet: formatOf("fy2021"), ...catalogues, facts: luozhuangFacts });
    const program = programForSuppliedTables({
      tableSet: derived.tableSet,
      ...catalogues,
      cells: printedCells(derived),
      rows: derived.shape,
    });
    const findings = compileChecks(program, { identity: luozhuangIdentity, ...catalogues, precision: "wan" }).run();
    expect(findings.filter(({ ruleClass }) => ruleClass === "verification").map(({ key }) => key)).toEqual([
      "V-27@VehicleOperation",
      "V-19@incomeExpenditureSummary.closingBalance.amount",
      "V-20@30309.2089999",
    ]);
  });
});

describe("a question", () => {
  it("names both figures, the rate and what is wanted", () => {
    const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts });
    const finding = model.findings().find(({ key }) => key === "V-10@2010301")!;
    expect(finding.message).toBe(
      "“2010301 行政运行”支出决算数 9,409,275.00 元，年初预算数 7,766,300.00 元，完成年初预算的 121.16%，差额 1,642,975.00 元，超过规定幅度。请说明原因和预算调整的依据。",
    );
    expect(finding).toMatchObject({
      severity: "explain",
      ruleClass: "verification",
      left: 940_927_500,
      right: 776_630_000,
      tables: ["generalPublicExpenditure", "budget"],
    });
  });

  it("stays the same finding while its figures stay, and becomes another when they change", () => {
    const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts });
    const find = () => model.findings().find(({ key }) => key === "V-10@2010305")!;
    const first = find();
    expect(find()).toBe(first);
    model.setAmount("budget:2010305:generalPublicBudget:originalBudget" as FactKey, 120_450_100);
    expect(find().fingerprint).not.toBe(first.fingerprint);
  });

  it("about an item without budget waits until some budget is entered", () => {
    const without = new Map([...luozhuangFacts.amounts].filter(([key]) => !key.startsWith("budget:")));
    expect(asked({ amounts: without, texts: new Map() }).filter((key) => /V-10|V-26/.test(key))).toEqual([]);
  });

  it("about a fall of “三公” is V-11, about a rise V-15, never both", () => {
    const lastYear = (reception: number) =>
      changed({
        "priorYear:threePublic.figures.actualOfficialReception::amount": reception,
        "priorYear:threePublic.figures.actualTotal::amount": reception + 11_000_000,
      });
    const of = (reception: number) => asked(lastYear(reception)).filter((key) => /V-1[15]/.test(key));
    expect(of(40_000_000)).toEqual([
      "V-11@threePublic.figures.actualTotal",
      "V-11@threePublic.figures.actualOfficialReception",
    ]);
    expect(of(5_000_000)).toEqual([
      "V-15@threePublic.figures.actualTotal",
      "V-15@threePublic.figures.actualOfficialReception",
    ]);
  });

  it("about a balance that rises two years running needs last year's accounts", () => {
    const cell = (closing: number, opening: number) => (id: string) =>
      /closing/.test(id) ? closing : /opening/.test(id) ? opening : null;
    const rising = (opening: number) =>
      asked(changed({ "income:2010301::generalPublicBudget": 941_000_000 }), {
        priorYear: { facts: luozhuangFacts, cell: cell(4_530_000, opening) },
      }).filter((key) => key.startsWith("V-18"));
    expect(rising(4_000_000)).toEqual(["V-18@incomeExpenditureSummary.closingBalance.amount.rising"]);
    expect(rising(5_000_000)).toEqual([]);
  });
});

describe("thresholds", () => {
  it("are what the fiscal year stores, and initial values for the rest", () => {
    expect(
      thresholdsOf({ yearOnYearPercent: 15, unknown: 3, otherIncomePercent: -1, closingBalancePercent: Number.NaN }),
    ).toEqual({ ...thresholdsOf(), yearOnYearPercent: 15 });
  });

  it("reach the report model", () => {
    const model = createReportModel({
      identity: luozhuangIdentity,
      ...catalogues,
      facts: luozhuangFacts,
      thresholds: { budgetDeviationPercent: 200, budgetDeviationYuan: 10_000_000 },
    });
    expect(model.findings().filter(({ ruleId }) => ruleId === "V-10")).toEqual([]);
  });

  it("have unique ids and name the rules that read them", () => {
    expect(new Set(thresholdDefinitions.map(({ id }) => id)).size).toBe(thresholdDefinitions.length);
    for (const { rules } of thresholdDefinitions) for (const id of rules) expect(id).toMatch(/^[VS]-\d\d$/);
  });
});

describe("V-36", () => {
  const without = { "procurement:goods::amount": 0, "procurement:works::amount": 0, "procurement:services::amount": 0 };

  it("asks why equipment was bought without 政府采购, above the year's limit", () => {
    const spentOn = (fen: number) => changed({ ...without, "basicExpenditure:31002:generalPublic:amount": fen });
    expect(asked(spentOn(5_000_001)).filter((key) => key.startsWith("V-36"))).toEqual(["V-36@procurement.none"]);
    expect(asked(spentOn(5_000_000)).filter((key) => key.startsWith("V-36"))).toEqual([]);
    expect(
      asked(spentOn(5_000_001), { thresholds: { ...thresholdsOf(), equipmentYuan: 60_000 } }).filter((key) =>
        key.startsWith("V-36"),
      ),
    ).toEqual([]);
  });
});

describe("V-17", () => {
  const heads = (count: number) =>
    asked(changed({ "staff:inService::count": count })).filter((key) => key.startsWith("V-17"));

  it("divides 人员经费 and 公用经费 by the staff, and asks nothing while nobody counted them", () => {
    expect(heads(0)).toEqual([]);
    expect(heads(60)).toEqual([]);
    expect(heads(15)).toEqual(["V-17@personnelCost", "V-17@runningCost"]);
    expect(heads(400)).toEqual(["V-17@personnelCost"]);
  });
});
