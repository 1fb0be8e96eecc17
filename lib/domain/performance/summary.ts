import { type KeyEvaluationEntry, type PerformanceEntry, type ScoredIndicator } from "./entries";
import type { Grade, GradeBand } from "../words/grades";
import { gradeOf } from "./scoring";
import { evaluateProject, type EvaluatedProject } from "./self-evaluation";

export interface GradedProject extends EvaluatedProject {
  grade: Grade | null;
}

/** 项目支出绩效自评情况汇总表 with its counts. */
export interface PerformanceSummary {
  projects: readonly GradedProject[];
  /** Number of projects by grade of the format; a project without a score counts nowhere. */
  grades: ReadonlyMap<Grade, number>;
  /** 全年预算数 of all projects in fen; `null` while one of them has none. */
  budget: number | null;
}

export function summaryOf(
  { projects }: Pick<PerformanceEntry, "projects">,
  bands: readonly GradeBand[],
): PerformanceSummary {
  const evaluated = projects.map(evaluateProject).map((project) => ({
    ...project,
    grade: project.score === null ? null : gradeOf(project.score, bands),
  }));
  const grades = new Map(
    bands.map(({ grade }) => [grade, evaluated.filter((project) => project.grade === grade).length]),
  );
  const budgets = evaluated.map(({ execution }) => execution.adjustedBudget);
  return {
    projects: evaluated,
    grades,
    budget: budgets.reduce((total, budget) => (total === null || budget === null ? null : total + budget), 0),
  };
}

/** Score of an indicator of a key evaluation: the sum of its parts, or its own; `null` while one is missing. */
export function indicatorScore({ parts, score }: ScoredIndicator): number | null {
  return parts.length === 0 ? score : sumOfScores(parts);
}

export function sumOfScores(indicators: readonly ScoredIndicator[]): number | null {
  return indicators
    .map(indicatorScore)
    .reduce((total, score) => (total === null || score === null ? null : total + score), 0);
}

/** 综合得分 and grade of a key evaluation: from the indicators when all are scored, else as stated. */
export function keyEvaluationScore(
  { indicators, statedScore }: KeyEvaluationEntry,
  bands: readonly GradeBand[],
): { score: number; grade: Grade } | null {
  const score = (indicators.length > 0 ? sumOfScores(indicators) : null) ?? statedScore;
  return score === null ? null : { score, grade: gradeOf(score, bands) };
}
