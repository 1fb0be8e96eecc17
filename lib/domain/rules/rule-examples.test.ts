import { describe, expect, it } from "vitest";
import { factKey, parseFactKey, type FactKey } from "../facts/address";
import { noDataSlot, type Facts } from "../facts/facts";
import type { UnitKind } from "../funding";
import { programForFacts, programForGivenTables, type Program } from "../model/program";
import type { SelfEvaluation } from "../performance/forms";
import type { CellId } from "../tables/definition";
import { tableSetOf } from "../tables/table-sets";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFacts } from "../testing/full-unit";
import { luozhuangPerformance, luozhuangStatements } from "../testing/luozhuang-2021-performance";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import { printedCells } from "../testing/printed-cells";
import { compileChecks } from "./check-engine";
import { allRules } from "./registry";
import type { CheckContext } from "./rule";
import { thresholdsOf } from "./thresholds";

const catalogues = cataloguesOf(2021);
const tableSet = tableSetOf("fy2021");
const derived = programForFacts({ tableSet, ...catalogues, facts: fullUnitFacts });
const printed = printedCells(derived);

const funding = { total: 600, currentAppropriation: 400, carriedOver: 150, other: 50 };
const selfEvaluation: SelfEvaluation = {
  project: "热线运行",
  funding: { originalBudget: funding, adjustedBudget: funding, executed: funding },
  execution: { weight: 1_000, score: 963 },
  groups: [
    { name: "产出指标", weight: 5_000, indicators: [{ name: "受理量", weight: 2_000, score: 2_000 }, { name: "及时率", weight: 3_000, score: 3_000 }] },
    { name: "效益指标", weight: 3_000, indicators: [{ name: "解决诉求", weight: 3_000, score: 3_000 }] },
    { name: "满意度指标", weight: 1_000, indicators: [{ name: "满意率", weight: 1_000, score: 1_000 }] },
  ],
  totalScore: 9_963,
};
const performance = (change: Partial<SelfEvaluation> = {}, processWeight = 4_000): Partial<CheckContext> => ({
  performance: {
    selfEvaluations: [{ ...selfEvaluation, ...change }],
    keyEvaluations: [
      { project: "热线运行", indicators: [{ name: "过程", weight: 4_000, parts: [{ name: "资金管理", weight: processWeight }] }, { name: "产出", weight: 6_000 }] },
    ],
  },
});

const generalItems = [...fullUnitFacts.amounts.keys()].map(parseFactKey).filter(({ sheet, fund, column }) => sheet === "expenditure" && fund === "generalPublicBudget" && column === "basic");
const spentOn = (code: string) => valueOf(derived)(`generalPublicExpenditure.${code}.total` as CellId)!;
const generalSpent = spentOn("total");

/** An opening budget of `total` fen for the general budget, shared out as it was spent. */
function budgeted(total: number): Record<string, number> {
  return Object.fromEntries(generalItems.map(({ row }) => [factKey("budget", row, "generalPublicBudget", "originalBudget"), Math.round((spentOn(row) / generalSpent) * total)]));
}

/** A last year whose cells are this year's, changed; with facts of its own besides. */
function lastYearBy(change: (value: number) => number, more: Record<string, number> = {}): Partial<CheckContext> {
  const facts: Facts = { amounts: new Map([...fullUnitFacts.amounts, ...(Object.entries(more) as [FactKey, number][])]), texts: new Map() };
  const before = programForFacts({ tableSet, ...catalogues, facts });
  return { priorYear: { facts, cell: (id) => Math.round(change(before.slotOfCell(id) < 0 ? 0 : (valueOf(before)(id) ?? 0))) } };
}

const published: Partial<CheckContext> = { performanceEntry: luozhuangPerformance, given: { performance: luozhuangStatements } };
const putRight: Partial<CheckContext> = { performanceEntry: luozhuangPerformanceCorrected };
const projectSpending = valueOf(derived)("expenditure.total.project" as CellId)!;

/** One project of the summary that spent so much. */
function spendingOnProjects(executed: number): Partial<CheckContext> {
  const project = luozhuangPerformanceCorrected.projects[0]!;
  const total = { originalBudget: executed, adjustedBudget: executed, executed };
  return { performanceEntry: { projects: [{ ...project, funding: { ...project.funding, total } }], keyEvaluations: [] } };
}

/** The full unit with no project expenditure on one subject. */
const withoutProjects = Object.fromEntries([...fullUnitFacts.amounts.keys()].map(parseFactKey).filter(({ sheet, row, column }) => sheet === "expenditure" && row === "2050101" && column === "project").map(({ row, fund }) => [factKey("expenditure", row, fund, "project"), 0]));

interface Case {
  /** Printed cells given in place of their figure. */
  cells?: Record<string, number>;
  rows?: (rows: Map<string, readonly string[]>) => void;
  /** Facts of the full unit given in place of their amount; then the tables are derived. */
  facts?: Record<string, number>;
  texts?: Record<string, string>;
  unitKind?: UnitKind;
  context?: Partial<CheckContext>;
}

/** A text given beside the figures of the full unit: a section heading and what stands under it. */
const text = (...narrative: string[]): Case => ({ context: { given: { narrative } } });
const headings = {
  total: "一、收入支出决算总体情况说明",
  income: "二、收入决算情况说明",
  expenditure: "三、支出决算情况说明",
  appropriation: "四、财政拨款收入支出决算总体情况说明",
  general: "五、一般公共预算财政拨款支出决算情况说明",
  basic: "六、一般公共预算财政拨款基本支出决算情况说明",
  threePublic: "七、一般公共预算财政拨款“三公”经费支出决算情况说明",
  fund: "八、政府性基金预算财政拨款收入支出决算情况说明",
  other: "十、其他重要事项情况说明",
};
const generalCompletion = (budget: number, end: string) => `2021年度一般公共预算财政拨款支出年初预算为${budget}万元，支出决算为1万元，${end}。`;

/** What each rule must object to. On the untouched full unit the same rule is silent: the passing example. */
const failing: Record<string, Case & { passing?: Case }> = {
  ...Object.fromEntries(
    Object.entries({
      "B-01": "incomeExpenditureSummary.serviceIncome.amount",
      "B-02": "incomeExpenditureSummary.totalIncome.amount",
      "B-03": "incomeExpenditureSummary.c205.amount",
      "B-04": "incomeExpenditureSummary.surplusDistribution.amount",
      "B-05": "incomeExpenditureSummary.totalExpenditure.amount",
      "B-06": "income.total.total",
      "B-07": "income.total.appropriation",
      "B-08": "income.total.operatingIncome",
      "B-09": "expenditure.total.total",
      "B-10": "expenditure.208.total",
      "B-12": "income.2050202.otherIncome",
      "B-13": "expenditure.20502.basic",
      "B-15": "expenditure.2050202.operating",
      "B-16": "expenditure.2120801.total",
      "B-21": "appropriationSummary.currentYearIncome.amount",
      "B-22": "appropriationSummary.openingGovernmentFund.amount",
      "B-23": "appropriationSummary.c212.governmentFund",
      "B-24": "appropriationSummary.c212.total",
      "B-25": "appropriationSummary.openingBalance.amount",
      "B-26": "appropriationSummary.totalExpenditure.stateCapital",
      "B-27": "appropriationSummary.totalIncome.amount",
      "B-28": "appropriationSummary.closingBalance.stateCapital",
      "B-29": "appropriationSummary.generalPublicBudget.amount",
      "B-30": "appropriationSummary.currentYearIncome.amount",
      "B-31": "generalPublicExpenditure.205.total",
      "B-32": "generalPublicExpenditure.2050101.project",
      "B-33": "generalPublicBasicExpenditure.personnelCost.amount",
      "B-34": "generalPublicBasicExpenditure.30217.amount",
      "B-35": "generalPublicBasicExpenditure.301.amount",
      "B-36": "generalPublicBasicExpenditure.399.amount",
      "B-40": "threePublic.figures.budgetTotal",
      "B-41": "threePublic.figures.actualVehiclePurchase",
      "B-50": "governmentFund.2120801.closingBalance",
      "B-51": "governmentFund.2120801.basic",
      "B-52": "governmentFund.total.income",
      "B-53": "governmentFund.212.total",
      "B-54": "stateCapital.2230105.basic",
      "B-55": "stateCapital.223.total",
      "B-56": "generalPublicExpenditure.2080505.basic",
      "L-12": "generalPublicBasicExpenditure.30108.amount",
      "L-13": "generalPublicBasicExpenditure.30110.amount",
      "L-14": "generalPublicBasicExpenditure.30113.amount",
      "L-16": "generalPublicBasicExpenditure.30231.amount",
    }).map(([rule, cell]) => [rule, { cells: { [cell]: printed.get(cell as CellId)! + 12_000 } }]),
  ),
  "B-11": { facts: { "expenditure:2330101:nonAppropriation:project": 100 } },
  "B-14": { rows: (rows) => rows.set("income", rows.get("income")!.filter((row) => row !== "20502")) },
  "B-20": { context: { givenLineNumbers: new Map([["appropriationSummary", ["1", "1"]]]) } },
  "B-42": { facts: { "threePublic:domesticReception::actual": 1 } },
  "B-57": { cells: { "expenditure.total.total": 0 } },
  "B-58": { cells: { "incomeExpenditureSummary.openingBalance.amount": 0 } },
  "B-59": {
    facts: { "priorYear:governmentFund.2120801.closingBalance::amount": 1 },
    passing: { context: { priorYear: { facts: fullUnitFacts, cell: (id) => lastYear(id) } } },
  },
  "B-60": { context: performance({ funding: { originalBudget: funding, adjustedBudget: funding, executed: { ...funding, total: 1 } } }), passing: { context: performance() } },
  "B-61": { context: performance({ execution: { weight: 2_000, score: 963 } }), passing: { context: performance() } },
  "B-62": { context: performance({ totalScore: 9_964 }), passing: { context: performance() } },
  "B-63": { context: performance({}, 3_999), passing: { context: performance() } },
  "B-64": {
    context: { consolidation: { units: [], internal: { subsidies: 0, remittances: 0 } } },
    passing: { context: { consolidation: { units: [{ name: "甲", cell: valueOf(derived) }], internal: { subsidies: 0, remittances: 0 } } } },
  },
  "L-01": { facts: { "income:2014001::generalPublicBudget": 100 } },
  "L-02": {
    context: { given: { names: new Map([["income", new Map([["20805", "行政事业单位离退休"]])]]) } },
    passing: { context: { given: { names: new Map([["income", new Map([["20805", "行政事业单位养老支出"]])]]) } } },
  },
  "L-03": { context: { given: { unitNames: new Map([["封面", "某某单位"]]) } }, passing: { context: { given: { unitNames: new Map([["封面", "某单位"]]) } } } },
  "L-04": { context: { given: { comparisonYear: 2021 } }, passing: { context: { given: { comparisonYear: 2020, years: new Map([["封面", 2021]]) } } } },
  "L-05": { facts: { "expenditure:2120801:generalPublicBudget:project": 100 } },
  "L-06": { facts: { "income:2050202::otherIncome": -1 } },
  "L-07": { cells: { "expenditure.total.total": printed.get("expenditure.total.total" as CellId)! * 10_000 } },
  "L-08": { unitKind: "administrative" },
  "L-09": { facts: { "expenditure:2050202:nonAppropriation:operating": 99_999_999_999 } },
  "L-10": { unitKind: "administrative" },
  "L-11": { facts: { "expenditure:2050101:generalPublicBudget:project": 1 }, passing: { facts: { "expenditure:2050101:generalPublicBudget:project": 0 } } },
  "L-15": { facts: { "basicExpenditure:30302::amount": 5, "expenditure:2080501:generalPublicBudget:basic": 7 } },
  "L-17": { facts: { "threePublic:vehiclesPurchased::actual": 0 } },
  "L-18": { facts: { "threePublic:vehiclesHeld::actual": 70 } },
  "L-19": { texts: { [noDataSlot("income")]: "none" } },
  "L-20": text(headings.total, "2021年度收、支总计1万元。"),
  "L-21": text(headings.income, "1、财政拨款收入100万元。与2020年度相比，减少50万元，下降10%。"),
  "L-22": text(headings.income, "1、财政拨款收入1万元。"),
  "L-23": text(headings.expenditure, "1、基本支出1万元。"),
  "L-24": text(headings.appropriation, "2021年度财政拨款收、支总计1万元。"),
  "L-25": text(headings.general, "2021年度一般公共预算财政拨款支出1万元，占本年支出合计的1%。"),
  "L-26": text(headings.general, "农林水（类）支出1万元，占1%。"),
  "L-27": text(headings.general, "1、农林水支出（类）农业农村（款）行政运行（项）。"),
  "L-28": text(headings.general, generalCompletion(1, "年初无预算")),
  "L-29": text(headings.basic, "人员经费1万元。"),
  "L-30": text(headings.threePublic, "全年支出涉及因公出国（境）团组99个，累计999人次。"),
  "L-32": text(headings.general, "决算数大于年初预算数的主要原因是。"),
  "L-33": { ...text(headings.threePublic, "3、公务接待费年初预算为0.12万元，支出决算为0.12万元，与2021年预算基本持平。"), facts: { "threePublic:officialReception::budget": 120_000 } },
  "L-34": text(headings.general, generalCompletion(0, "完成年初预算的100%")),
  "L-36": text(headings.other, "2021年度机关运行经费支出5万元，与年初预算数相同。"),
  "L-37": text(headings.other, "2021年度政府采购支出总额5万元，其中：政府采购货物支出1万元、政府采购工程支出0万元、政府采购服务支出1万元。"),
  "L-38": text(headings.fund, "本单位没有政府性基金财政拨款收支。"),
  "L-39": { context: { given: { glossary: [] } } },
  "L-57": text(headings.total),
  "L-31": { texts: { "reason.total.fall": "人员增加" }, passing: { texts: { "reason.total.fall": "人员减少" } } },
  "L-35": { texts: { "free.total": "另有车辆777辆。" }, passing: { texts: { "free.total": "另有说明。" } } },
  "L-50": { texts: { "free.total": "统计局人员稳定。" }, context: { register: { units: ["统计局"] } }, passing: { texts: { "free.total": "本单位人员稳定。" }, context: { register: { units: ["统计局"] } } } },
  "L-55": { texts: { "free.total": "本部门人员稳定。" }, passing: { texts: { "free.total": "本单位人员稳定。" } } },
  "L-58": { texts: { "reason.total.fall": "XX项目减少" }, passing: { texts: { "reason.total.fall": "信访项目减少" } } },
  "L-40": { context: published, passing: { context: putRight } },
  "L-41": { context: published, passing: { context: putRight } },
  "L-42": { context: published, passing: { context: putRight } },
  "L-43": { facts: withoutProjects, context: spendingOnProjects(valueOf(derived)("expenditure.2050101.basic" as CellId)!), passing: { facts: withoutProjects, context: putRight } },
  "L-44": { context: spendingOnProjects(projectSpending + 10_000), passing: { context: spendingOnProjects(projectSpending) } },
  "L-45": { context: published, passing: { context: putRight } },
  "L-46": { context: published, passing: { context: putRight } },
  "L-47": { context: published, passing: { context: putRight } },
  "L-48": { context: published, passing: { context: spendingOnProjects(1) } },
  "L-49": { context: published, passing: { context: putRight } },
  "L-51": { context: published, passing: { context: putRight } },
  "L-52": { context: published, passing: { context: spendingOnProjects(1) } },
  "L-53": { context: published, passing: { context: spendingOnProjects(1) } },
  "L-54": { context: published, passing: { context: putRight } },
  "L-56": { context: { ...published, given: { performance: { ...luozhuangStatements, grades: { excellent: 10, good: 1, fair: 0, poor: 0 } } } }, passing: { context: published } },
  "V-32": { context: published, passing: { context: spendingOnProjects(1) } },
  "V-33": { context: published, passing: { context: spendingOnProjects(1) } },
  "V-34": { context: published, passing: { context: spendingOnProjects(1) } },
  "V-30": { texts: { "reason.total.fall": "减少" }, passing: { texts: { "reason.total.fall": "项目完工减少支出" } } },
  "V-31": { texts: { "reason.total.fall": "项目活动减少", "reason.income.rise": "项目活动增加" }, passing: { texts: { "reason.total.fall": "项目活动减少", "reason.income.rise": "信访活动增加" } } },
  "V-40": { texts: { "free.total": "共1.5万元。" }, passing: { texts: { "free.total": "已核对。" } } },
  "V-41": { texts: { "free.total": "厉行节约（含会议费。" }, passing: { texts: { "free.total": "厉行节约（含会议费）。" } } },
  "V-10": { facts: budgeted(1_000_000), passing: { facts: budgeted(Math.round(generalSpent * 0.9)) } },
  "V-11": { context: lastYearBy((value) => value * 1.3), passing: { context: lastYearBy((value) => value * 1.1) } },
  "V-12": { facts: { "threePublic:domesticReceptionPersonTimes::actual": 5 } },
  "V-13": { facts: { "threePublic:vehiclesHeld::actual": 1 }, context: { thresholds: thresholdsOf({ vehicleOperationYuan: 2_000 }) }, passing: { context: { thresholds: thresholdsOf({ vehicleOperationYuan: 2_000 }) } } },
  "V-14": { facts: { "threePublic:officialReception::actual": 300_000 } },
  "V-15": { context: lastYearBy((value) => value - 1), passing: { context: lastYearBy((value) => value + 1) } },
  "V-16": { facts: { "basicExpenditure:30299::amount": 900_000_000 }, passing: { facts: { "basicExpenditure:39999::amount": 0 } } },
  "V-18": { passing: { facts: { "income:2050202::serviceIncome": 0, "income:2050202::otherIncome": 0, "income:2050299::serviceIncome": 0, "income:2050299::superiorSubsidy": 0 }, context: { thresholds: thresholdsOf({ closingBalancePercent: 100 }) } } },
  "V-19": { context: { thresholds: thresholdsOf() }, facts: { "balance:stateCapital:stateCapital:opening": 500, "expenditure:2230105:stateCapital:basic": 700, "expenditure:2230105:stateCapital:project": 0, "income:2230105::stateCapital": 700 } },
  "V-20": { facts: { "basicExpenditure:30309::amount": 100_000, "expenditure:2089999:generalPublicBudget:basic": 100_500 }, passing: { facts: { "basicExpenditure:30309::amount": 100_000, "expenditure:2089999:generalPublicBudget:basic": 100_000 } } },
  "V-21": { passing: { context: { thresholds: thresholdsOf({ otherIncomePercent: 20 }) } } },
  "V-22": { facts: { "stateAssets:other::count": 7, "stateAssets:emergency::count": 0 } },
  "V-23": { facts: { "basicExpenditure:30228::amount": 100 }, context: performance({ project: "工会活动补助经费" }), passing: { facts: { "basicExpenditure:30228::amount": 100 }, context: performance() } },
  "V-24": { passing: { context: { thresholds: thresholdsOf({ otherItemPercent: 60 }) } } },
  "V-25": {
    context: lastYearBy((value) => value, { "expenditure:2050103:generalPublicBudget:project": 100 }),
    passing: { context: lastYearBy((value) => value) },
  },
  "V-26": { facts: { ...budgeted(100), "budget:2050202:generalPublicBudget:originalBudget": 0 }, passing: { facts: budgeted(100) } },
  "V-27": { facts: { "threePublic:officialReception::budget": 120_000 } },
  "V-28": { facts: { "income:2120801::governmentFund": 0, "balance:2120801:governmentFund:opening": 0 } },
  "V-35": { facts: { "agencyOperatingCost:total::budget": 100, "agencyOperatingCost:total::actual": 121 }, passing: { facts: { "agencyOperatingCost:total::budget": 100, "agencyOperatingCost:total::actual": 120 } } },
  "V-36": { facts: { "procurement:goods::amount": 99_999_999_999 }, passing: { facts: { "procurement:goods::amount": 100 } } },
  "C-01": { facts: { "control:income.total.total::amount": 1 }, passing: { facts: { "control:income.total.total::amount": printed.get("income.total.total" as CellId)! } } },
};

/** 行次 of a table of two sides, in order of print. */
function linesOf(tableId: string): string[] {
  const { body } = tableSet.tables.find(({ id }) => id === tableId)!;
  if (body.kind !== "paired") throw new Error(`${tableId} has one side`);
  return body.left.rows.flatMap((row, at) => [String(row.line), String(body.right.rows[at]!.line)]);
}

function valueOf(program: Program): (id: CellId) => number | null {
  return (id) => (program.present[program.slotOfCell(id)] === 1 ? program.values[program.slotOfCell(id)]! : null);
}

/** A last year that closed with what the full unit opens with. */
function lastYear(id: CellId): number | null {
  const openingRow = { total: "openingBalance", generalPublicBudget: "openingGeneralPublicBudget", governmentFund: "openingGovernmentFund", stateCapital: "openingStateCapital" };
  const [table, row, column] = id.split(".") as [string, string, string];
  if (table === "governmentFund") return printed.get(`governmentFund.${row}.openingBalance` as CellId) ?? null;
  if (table === "appropriationSummary") return printed.get(`appropriationSummary.${openingRow[column as keyof typeof openingRow]}.amount` as CellId) ?? null;
  return printed.get("incomeExpenditureSummary.openingBalance.amount" as CellId) ?? null;
}

function rulesThatFail({ cells, rows, facts: changes, texts, unitKind = "institution", context = {} }: Case): string[] {
  const facts: Facts = {
    amounts: new Map([...fullUnitFacts.amounts, ...(Object.entries(changes ?? {}) as [FactKey, number][])]),
    texts: new Map(Object.entries(texts ?? {})),
  };
  const shape = new Map(derived.shape);
  rows?.(shape);
  const isGiven = cells !== undefined || rows !== undefined;
  const program = isGiven
    ? programForGivenTables({ tableSet, ...catalogues, cells: new Map([...printed, ...(Object.entries(cells ?? {}) as [CellId, number][])]), rows: shape })
    : programForFacts({ tableSet, ...catalogues, facts });
  const checks = compileChecks(program, {
    identity: { unitName: "某单位", unitKind, year: 2021 },
    ...catalogues,
    facts: isGiven ? undefined : facts,
    precision: "fen",
    ...context,
  });
  return checks.run().map(({ ruleId }) => ruleId);
}

describe("every rule is shown by example", () => {
  it("has a failing example for each rule of the registry, and no other", () => {
    expect(Object.keys(failing).sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it.each(Object.keys(failing))("%s objects to its failing example and accepts its passing one", (id) => {
    expect(rulesThatFail(failing[id]!.passing ?? {})).not.toContain(id);
    expect(rulesThatFail(failing[id]!)).toContain(id);
  });
});

describe("rules with more than one half, and rules on given tables", () => {
  it.each<[string, string, Case]>([
    ["L-10", "objects to much drawn from the surplus and much distributed in one year", { facts: { "balance:nonAppropriation:nonAppropriation:surplusUsed": 900_000_000_00, "balance:nonAppropriation:nonAppropriation:surplusDistribution": 900_000_000_00 } }],
    ["L-14", "objects to housing subsidies larger than 津贴补贴", { facts: { "expenditure:2210202:generalPublicBudget:basic": 99_999_999_999 } }],
    ["L-01", "objects to an economic subject that is not in the catalogue", { facts: { "basicExpenditure:30198::amount": 100 } }],
    ["B-20", "objects to a line beyond the official ones", { context: { givenLineNumbers: new Map([["incomeExpenditureSummary", [...linesOf("incomeExpenditureSummary"), "63"]]]) } }],
    ["B-36", "objects to an economic subject that table 06 has no line for", { facts: { "basicExpenditure:30901::amount": 100 } }],
    ["B-64", "objects to a department that has less pay than its units", { context: { consolidation: { units: [{ name: "甲", cell: (id) => (valueOf(derived)(id) ?? 0) + (id === "generalPublicBasicExpenditure.30101.amount" ? 1 : 0) }], internal: { subsidies: 0, remittances: 0 } } } }],
    ["L-01", "objects to an economic subject printed in table 06", { cells: { "generalPublicBasicExpenditure.30198.amount": 0 } }],
    ["L-06", "objects to a negative figure of a given table", { cells: { "expenditure.2050202.basic": -1 } }],
    ["L-06", "objects to a fund that spends more than it has", { facts: { "expenditure:2120801:governmentFund:project": 99_999_999_999 } }],
    ["L-06", "objects to a negative “三公” figure of a given table", { cells: { "threePublic.figures.actualOverseasTravel": -1 } }],
    ["L-07", "objects to a table without its money unit", { context: { given: { moneyUnits: new Map([["income", ""]]) } } }],
    ["L-08", "objects to 事业收入 in the given tables of an administrative unit", { cells: {}, unitKind: "administrative" }],
    ["L-10", "objects to a distribution in the given tables of an administrative unit", { cells: {}, unitKind: "administrative" }],
  ])("%s %s", (id, _, example) => {
    expect(rulesThatFail(example)).toContain(id);
    expect(rulesThatFail({ ...example, cells: example.cells && {}, rows: undefined, facts: undefined, context: undefined, unitKind: "institution" })).not.toContain(id);
  });
});
