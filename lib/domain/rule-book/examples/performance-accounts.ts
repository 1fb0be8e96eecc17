import type {
  FundingRow,
  IndicatorEntry,
  KeyEvaluationEntry,
  PerformanceEntry,
  ProjectEntry,
} from "../../performance/entries";
import type { FundingStage } from "../../performance/forms";
import type { PerformanceStatements } from "../../performance/statements";
import { cellId } from "../../formats/names";
import { valueInCorrectAccounts } from "./correct-accounts";

/**
 * A performance part without fault that belongs to the correct accounts: its projects spend what table 03 shows. Money
 * in fen, scores in hundredths.
 */

const WAN = 1_000_000;

type Amounts = Readonly<Record<FundingStage, number>>;
const amounts = (budget: number, executed: number): Amounts => ({
  originalBudget: budget,
  adjustedBudget: budget,
  executed,
});

/** Paid from the year's appropriation alone. */
export function fundingOf(budget: number, executed: number): Record<FundingRow, Amounts> {
  return {
    total: amounts(budget, executed),
    currentAppropriation: amounts(budget, executed),
    carriedOver: amounts(0, 0),
    other: amounts(0, 0),
  };
}

function indicator(
  first: string,
  second: string,
  third: string,
  weight: number,
  more: Partial<IndicatorEntry>,
): IndicatorEntry {
  return {
    first,
    second,
    third,
    direction: "atLeast",
    target: "",
    actual: "",
    unit: "",
    band: null,
    weight,
    score: null,
    reason: "",
    ...more,
  };
}

const SERVICE_COST = 40 * WAN;

/** 课后服务: the one project with its form. */
export const afterSchool: ProjectEntry = {
  name: "课后服务",
  implementer: "",
  supervisor: "某区教育和体育局",
  phone: "",
  funding: fundingOf(SERVICE_COST, SERVICE_COST),
  goal: "为一至六年级学生提供课后服务。",
  attainment: "全年开设社团二十四个，参加的学生四百二十人。",
  executionScore: null,
  indicators: [
    indicator("产出指标", "数量指标", "参加学生数", 20_00, { target: "400", actual: "420", unit: "人" }),
    indicator("产出指标", "质量指标", "开课率", 20_00, { target: "95", actual: "98", unit: "%" }),
    indicator("产出指标", "成本指标", "课后服务成本", 10_00, {
      direction: "atMost",
      target: "40",
      actual: "40",
      unit: "万元",
    }),
    indicator("效益指标", "社会效益指标", "家长接送压力", 30_00, {
      direction: "qualitative",
      target: "缓解",
      actual: "基本缓解",
      band: "attained",
      score: 27_00,
      reason: "冬季部分班级提前放学，明年统一时间。",
    }),
    indicator("满意度指标", "服务对象满意度指标", "家长满意度", 10_00, { target: "90", actual: "93", unit: "%" }),
  ],
  statedScore: 97_00,
  lowScorePlan: "",
};

/** A project of the summary alone. */
function summarised(name: string, budget: number, executed: number, score: number): ProjectEntry {
  return {
    ...afterSchool,
    name,
    funding: fundingOf(budget, executed),
    goal: "",
    attainment: "",
    indicators: [],
    statedScore: score,
  };
}

const projectSpending = valueInCorrectAccounts(cellId("expenditure", "total", "project")) ?? 0;
const equipment = summarised("教学设备更新", 60 * WAN, 57 * WAN, 93_00);
const buildings = summarised("校舍安全加固", 70 * WAN, projectSpending - 97 * WAN, 86_00);

/** 重点绩效评价 of 课后服务. */
export const serviceReport: KeyEvaluationEntry = {
  project: "课后服务",
  funding: { budget: SERVICE_COST, received: SERVICE_COST, executed: SERVICE_COST },
  fundTableTitle: "课后服务资金预算和支出情况",
  sections: { basis: "依据《项目支出绩效评价管理办法》（财预〔2020〕10号）开展评价。" },
  targets: [{ name: "参加学生数", target: "≥400人" }],
  indicators: [
    { name: "决策", weight: 20_00, score: 19_00, parts: [] },
    { name: "过程", weight: 20_00, score: 18_00, parts: [] },
    { name: "产出", weight: 30_00, score: 28_00, parts: [] },
    { name: "效益", weight: 30_00, score: 27_00, parts: [] },
  ],
  statedScore: 92_00,
  problems: ["放学时间不统一。"],
  suggestions: ["统一放学时间。"],
  annex: [{ first: "产出指标", second: "数量指标", third: "参加学生数", target: "≥400人", actual: "420人" }],
};

export const correctPerformance: PerformanceEntry = {
  projects: [afterSchool, equipment, buildings],
  keyEvaluations: [serviceReport],
};

const budgetOfAll = correctPerformance.projects.reduce(
  (total, { funding }) => total + (funding.total.adjustedBudget ?? 0),
  0,
);

/** What a text beside it states, without fault. */
export const correctStatements: PerformanceStatements = {
  coverage: { projects: 3, budget: budgetOfAll, share: 100_00, base: "budget" },
  grades: { excellent: 2, good: 1, fair: 0, poor: 0 },
  projects: [{ name: "课后服务", score: 97_00, adjustedBudget: SERVICE_COST, executed: SERVICE_COST, rate: 100_00 }],
  keyEvaluations: [{ project: "课后服务", score: 92_00, grade: "excellent" }],
  summary: [
    { name: "课后服务", score: 97_00, grade: "excellent" },
    { name: "教学设备更新", score: 93_00, grade: "excellent" },
    { name: "校舍安全加固", score: 86_00, grade: "good" },
  ],
};
