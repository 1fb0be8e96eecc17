import type { FundingStage } from "./forms";

/**
 * The performance part as it is entered and stored. Money in fen; weights and scores in hundredths of a point (99.63 →
 * 9963). Execution rates, scores, totals, grades, the summary table and the text of section 十一 are derived from it.
 */
export interface PerformanceEntry {
  /** Every project that was evaluated, in the order of the summary table. */
  projects: readonly ProjectEntry[];
  keyEvaluations: readonly KeyEvaluationEntry[];
}

/** Whether anything is entered; projects and key evaluations that it does not list there are none of. */
export function hasPerformance(entry: PerformanceEntry | null): boolean {
  return entry !== null && entry.projects.length + entry.keyEvaluations.length > 0;
}

export const noPerformance: PerformanceEntry = { projects: [], keyEvaluations: [] };

/** Rows of 项目预算 on the form. `total` (年度资金总额) is entered too, so that it controls its parts (B-60). */
export const fundingRows = ["total", "currentAppropriation", "carriedOver", "other"] as const;
export type FundingRow = (typeof fundingRows)[number];

export const fundingRowLabels: Record<FundingRow, string> = {
  total: "年度资金总额",
  currentAppropriation: "其中：当年财政拨款",
  carriedOver: "上年结转资金",
  other: "其他资金",
};

/** 项目支出绩效自评表 of one project. A project that appears in the summary alone has a stated score and no indicators. */
export interface ProjectEntry {
  name: string;
  /** 项目实施单位（资金使用单位）; empty: the unit itself. */
  implementer: string;
  /** 主管部门 */
  supervisor: string;
  phone: string;
  /** Fen by row and stage; `null` is blank. */
  funding: Readonly<Record<FundingRow, Readonly<Record<FundingStage, number | null>>>>;
  /** 年初预期目标 */
  goal: string;
  /** 目标实际完成情况 */
  attainment: string;
  /** 预算执行率得分 as stated; `null`: computed. */
  executionScore: number | null;
  indicators: readonly IndicatorEntry[];
  /** 自评得分 as stated: the only one where the form is not given, else a control of the computed total (B-62). */
  statedScore: number | null;
  /** 总分在80分以下的项目未实现绩效目标的原因分析及拟采取的措施说明 */
  lowScorePlan: string;
}

export const directions = ["atLeast", "moreThan", "atMost", "lessThan", "equals", "range", "qualitative"] as const;
export type Direction = (typeof directions)[number];

export const directionLabels: Record<Direction, string> = {
  atLeast: "正向（≥）",
  moreThan: "正向（＞）",
  atMost: "反向（≤）",
  lessThan: "反向（＜）",
  equals: "等于（=）",
  range: "区间",
  qualitative: "定性",
};

/** The three bands of a qualitative indicator, by what was attained. */
export const bands = ["attained", "partlyAttained", "notAttained"] as const;
export type Band = (typeof bands)[number];

export const bandLabels: Record<Band, string> = {
  attained: "完成预期指标",
  partlyAttained: "部分完成预期指标并具有一定效果",
  notAttained: "未完成预期指标且效果较差",
};

/** One third-level indicator (三级指标). */
export interface IndicatorEntry {
  /** 一级, 二级, 三级指标 */
  first: string;
  second: string;
  third: string;
  direction: Direction;
  /** 年度指标值（A） without direction and unit: a number, `10-20` for a range, words for a qualitative indicator. */
  target: string;
  /** 实际完成值（B）, as typed. */
  actual: string;
  unit: string;
  /** What was attained of a qualitative indicator; `null` while not judged, and for quantitative ones. */
  band: Band | null;
  weight: number;
  /** 得分 as stated: given by judgement inside the band of a qualitative indicator; `null`: by the formula. */
  score: number | null;
  /** 偏差原因分析及改进措施 */
  reason: string;
}

/**
 * Typed sections of a key evaluation report, in order. What figures say (fund table, score, indicator tables) is
 * generated between them.
 */
export const reportSections = [
  "preface",
  "background",
  "budget",
  "content",
  "organisation",
  "objectives",
  "scope",
  "basis",
  "designApproach",
  "principles",
  "indicatorSystem",
  "analysis",
] as const;
export type ReportSection = (typeof reportSections)[number];

/** What the sections are called, in the form and on paper. */
export const reportSectionTitles: Record<ReportSection, string> = {
  preface: "引言",
  background: "项目立项",
  budget: "项目预算与执行",
  content: "实施内容",
  organisation: "项目组织管理",
  objectives: "项目绩效目标情况",
  scope: "评价对象与范围",
  basis: "评价依据",
  designApproach: "指标设计总体思路",
  principles: "绩效评价原则",
  indicatorSystem: "绩效评价指标体系",
  analysis: "指标分析",
};

export interface NamedTarget {
  name: string;
  target: string;
}

/** One indicator of the system of a key evaluation: 一级 with its 二级, and their 三级. */
export interface ScoredIndicator {
  name: string;
  weight: number;
  /** `null`: not stated (only leaves are scored; a node with parts has their sum). */
  score: number | null;
  parts: readonly ScoredIndicator[];
}

/** Row of the annex 项目绩效目标表. */
export interface AnnexRow {
  first: string;
  second: string;
  third: string;
  target: string;
  actual: string;
}

/** 重点绩效评价报告 of one project. */
export interface KeyEvaluationEntry {
  /** Name of the project as the report gives it. */
  project: string;
  /** 预算资金, 实际到位资金, 实际支出资金, in fen. */
  funding: Readonly<Record<"budget" | "received" | "executed", number | null>>;
  /** Heading of the fund table. */
  fundTableTitle: string;
  /** Paragraphs by line. */
  sections: Readonly<Partial<Record<ReportSection, string>>>;
  /** 绩效目标 as the report's second chapter lists them. */
  targets: readonly NamedTarget[];
  indicators: readonly ScoredIndicator[];
  /** 综合得分 as stated; `null`: the sum of the indicators' scores. */
  statedScore: number | null;
  problems: readonly string[];
  suggestions: readonly string[];
  annex: readonly AnnexRow[];
}
