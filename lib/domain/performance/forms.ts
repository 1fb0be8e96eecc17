/**
 * Performance forms as the checks read them: plain figures, independent of how they are stored.
 * Money in fen; weights and scores in hundredths of a point (99.63 → 9963), so that sums are exact.
 */

/** 年度资金总额 and its parts, in one of the three columns of a self-evaluation form. */
export interface ProjectFunding {
  total: number;
  currentAppropriation: number;
  carriedOver: number;
  other: number;
}

export const fundingStages = ["originalBudget", "adjustedBudget", "executed"] as const;
export type FundingStage = (typeof fundingStages)[number];

export const fundingStageLabels: Record<FundingStage, string> = {
  originalBudget: "年初预算数",
  adjustedBudget: "全年预算数",
  executed: "全年执行数",
};

/** 项目支出绩效自评表 of one project. */
export interface SelfEvaluation {
  project: string;
  funding: Readonly<Record<FundingStage, ProjectFunding>>;
  /** 预算执行率: weight 10 by the rule. */
  execution: { weight: number; score: number };
  /** First-level groups (产出 50, 效益 30, 满意度 10) with the weight their heading states. */
  groups: readonly {
    name: string;
    weight: number;
    indicators: readonly { name: string; weight: number; score: number }[];
  }[];
  /** 总分 as stated. */
  totalScore: number;
}

/** One node of the indicator tree of a 重点绩效评价 report. */
export interface EvaluationIndicator {
  name: string;
  weight: number;
  parts?: readonly EvaluationIndicator[];
}

/** 重点绩效评价: first-level indicators (决策, 过程, 产出, 效益). */
export interface KeyEvaluation {
  project: string;
  indicators: readonly EvaluationIndicator[];
}

export interface PerformanceForms {
  selfEvaluations: readonly SelfEvaluation[];
  keyEvaluations: readonly KeyEvaluation[];
}
