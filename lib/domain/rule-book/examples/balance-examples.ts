import type { FundingStage } from "../../performance/forms";
import { formsOf } from "../../performance/self-evaluation";
import type { PerformanceEntry, ProjectEntry } from "../../performance/entries";
import { cellId } from "../../formats/names";
import { cellIdOf, type CellId } from "../../words/cell-id";
import type { CheckContext, Consolidation } from "../../checks/rule/rule";
import { correctCells, valueInCorrectAccounts } from "./correct-accounts";
import type { RuleExamples } from "./example";
import { fullUnitFacts } from "./full-unit";
import { afterSchool, correctPerformance, serviceReport } from "./performance-accounts";

const openingRows: Readonly<Record<string, string>> = {
  total: "openingBalance",
  generalPublicBudget: "openingGeneralPublicBudget",
  governmentFund: "openingGovernmentFund",
  stateCapital: "openingStateCapital",
};

/** A last year that closed with what the correct accounts open with. */
function closedAsOpened(id: CellId): number | null {
  const [table, row, column] = id.split(".") as [string, string, string];
  if (table === "governmentFund") return correctCells.get(cellIdOf("governmentFund", row, "openingBalance")) ?? null;
  if (table === "appropriationSummary")
    return correctCells.get(cellIdOf("appropriationSummary", openingRows[column]!, "amount")) ?? null;
  return correctCells.get(cellId("incomeExpenditureSummary", "openingBalance", "amount")) ?? null;
}

function performance(entry: PerformanceEntry): Partial<CheckContext> {
  return { performanceEntry: entry, performance: formsOf(entry) };
}

const form = (change: Partial<ProjectEntry>) =>
  performance({ projects: [{ ...afterSchool, ...change }], keyEvaluations: [] });
const executed = (amount: number): Record<FundingStage, number | null> => ({
  ...afterSchool.funding.currentAppropriation,
  executed: amount,
});
const correctForm = {
  says: "自评表：年度资金总额 40 万元，当年财政拨款 40 万元；执行率 10 分，产出 50 分，效益 30 分，满意度 10 分；总分 97 分等于各项得分之和。",
  context: performance(correctPerformance),
};

/** A department of this one unit, whose own accounts differ from the department's by so much. */
function department(difference: (id: CellId) => number): Consolidation {
  return {
    summands: [{ name: "某小学", cell: (id) => (valueInCorrectAccounts(id) ?? 0) + difference(id) }],
  };
}

/** B rules that are not a slip in one cell of given tables. */
export const balanceExamples: RuleExamples = {
  "B-11": {
    formula: "支出决算表某类本年支出合计 ≠ 0 ⇒ 收入支出决算总表有该类的行",
    failing: { facts: { "expenditure:2330101:nonAppropriation:project": 10_000 } },
    passing: { says: "支出决算表有发生额的各类，在收入支出决算总表都有对应行。" },
  },
  "B-14": {
    formula: "每个项级科目的款、类都在同一表中，每个科目只出现一次",
    failing: {
      says: "收入决算表有“2050202 小学教育”，没有它的款“20502 普通教育”。",
      withoutRows: { income: ["20502"] },
    },
    passing: { says: "收入决算表有“2050202 小学教育”，也有款“20502 普通教育”和类“205 教育支出”。" },
  },
  "B-20": {
    formula: "01、04表印出的行次 = 规定的行次",
    failing: {
      says: "财政拨款收入支出决算总表的行次印成 1、1。",
      context: { givenLineNumbers: new Map([["appropriationSummary", ["1", "1"]]]) },
    },
    passing: { says: "各行的行次依次为 1、2、3……，与规定一致。" },
  },
  "B-42": { failing: { facts: { "threePublic:domesticReception::actual": 1_000 } } },
  "B-57": { failing: { cells: { "expenditure.total.total": 0 } } },
  "B-58": { failing: { cells: { "incomeExpenditureSummary.openingBalance.amount": 0 } } },
  "B-59": {
    formula:
      "本年年初结转和结余 = 上年年末结转和结余 + 年初余额调整各笔之和（总表、财政拨款总表及其各项、政府性基金各科目）",
    failing: {
      says: "政府性基金“2120801 征地和拆迁补偿支出”上年年末结转和结余为 100.00 元，与本年年初数不同。",
      facts: { "priorYear:governmentFund.2120801.closingBalance::amount": 10_000 },
    },
    passing: {
      says: "上年决算各项年末结转和结余与本年年初数逐项相等。",
      context: { priorYear: { facts: fullUnitFacts, cell: closedAsOpened } },
    },
  },
  "B-60": {
    formula: "年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金（年初预算数、全年预算数、全年执行数）",
    failing: {
      says: "自评表年度资金总额的执行数为 40 万元，当年财政拨款的执行数只填 30 万元。",
      context: form({ funding: { ...afterSchool.funding, currentAppropriation: executed(30_000_000) } }),
    },
    passing: correctForm,
  },
  "B-61": {
    formula: "预算执行率 10 分 + 各指标权重 90 分 = 100 分；一级指标权重 = 其下指标权重之和",
    failing: {
      says: "产出指标中“参加学生数”的分值由 20 分改为 15 分。",
      context: form({
        indicators: afterSchool.indicators.map((each, at) => (at === 0 ? { ...each, weight: 15_00 } : each)),
      }),
    },
    passing: correctForm,
  },
  "B-62": {
    formula: "自评总分 = 预算执行率得分 + 各指标得分之和",
    failing: { says: "各项得分合计 97 分，总分写成 97.6 分。", context: form({ statedScore: 97_60 }) },
    passing: correctForm,
  },
  "B-63": {
    formula: "一级指标权重之和 = 100 分；每级指标权重 = 下级指标权重之和",
    failing: {
      says: "评价报告“决策”指标的权重由 20 分写成 25 分，其余不变。",
      context: performance({
        projects: [],
        keyEvaluations: [
          {
            ...serviceReport,
            indicators: serviceReport.indicators.map((each, at) => (at === 0 ? { ...each, weight: 25_00 } : each)),
          },
        ],
      }),
    },
    passing: {
      says: "评价报告的权重：决策 20 分，过程 20 分，产出 30 分，效益 30 分，合计 100 分。",
      context: performance(correctPerformance),
    },
  },
  "B-64": {
    formula: "每一格：汇总数 = 所属单位之和 + 代编 − 内部往来抵销 ± 调整",
    failing: {
      says: "部门只有某小学一个单位，没有内部往来；部门汇总表的其他收入比该单位多列 100.00 元。",
      context: { consolidation: department((id) => (id === "income.total.otherIncome" ? -10_000 : 0)) },
    },
    passing: {
      says: "部门只有某小学一个单位，没有内部往来，汇总数与该单位逐项相等。",
      context: { consolidation: department(() => 0) },
    },
  },
  "C-01": {
    formula: "账簿控制数 = 系统汇总数（填写了控制数的各项）",
    failing: {
      says: "从账簿录入的本年收入合计控制数为 12,000,000.00 元。",
      facts: { "control:income.total.total::amount": 1_200_000_000 },
    },
    passing: {
      says: "从账簿录入的本年收入合计控制数与收入决算表合计相同。",
      facts: { "control:income.total.total::amount": correctCells.get(cellId("income", "total", "total")) ?? 0 },
    },
  },
};
