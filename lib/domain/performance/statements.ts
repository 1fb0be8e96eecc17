import type { Grade } from "../words/grades";

/**
 * What the text and the summary table of a given document state about performance. Amounts in fen as printed, rates and
 * shares in hundredths of a percent, scores in hundredths of a point.
 */
export interface PerformanceStatements {
  /** 涵盖项目…个，涉及预算资金…万元，占…的…%. `base` is what the share is said to be of, empty where nothing is named. */
  coverage?: { projects: number; budget: number; share: number | null; base: "actual" | "budget" | "" };
  /** Numbers of projects by grade, as the text has them. */
  grades?: Readonly<Partial<Record<Grade, number>>>;
  /** 自评综述 of single projects. */
  projects?: readonly { name: string; score: number; adjustedBudget: number; executed: number; rate: number }[];
  /** 重点绩效评价 in the text. */
  keyEvaluations?: readonly { project: string; score: number; grade: Grade }[];
  /** Rows of the summary table. */
  summary?: readonly { name: string; score: number; grade: Grade }[];
}
