import {
  fundingRows,
  type IndicatorEntry,
  type PerformanceEntry,
  type ProjectEntry,
  type ScoredIndicator,
} from "./entries";
import {
  fundingStages,
  type EvaluationIndicator,
  type FundingStage,
  type PerformanceForms,
  type ProjectFunding,
  type SelfEvaluation,
} from "./forms";
import { EXECUTION_WEIGHT, executionScore, scoreByFormula, type IndicatorScore } from "./scoring";

/** Weights that the headings of the form state, by what the first-level name contains. */
const headingWeights: readonly [string, number][] = [
  ["产出", 50_00],
  ["效益", 30_00],
  ["满意度", 10_00],
];

/** Weight of a first-level group by the form's heading; `null` for a name the form does not have. */
export function headingWeight(first: string): number | null {
  return headingWeights.find(([word]) => first.includes(word))?.[1] ?? null;
}

export interface EvaluatedIndicator {
  entry: IndicatorEntry;
  /** Stated, else computed; `null` while neither is there. */
  score: number | null;
  byFormula: IndicatorScore;
}

/** A self-evaluation form with everything that is derived from it. */
export interface EvaluatedProject {
  entry: ProjectEntry;
  /** Whether a form was filled in, not only a line of the summary. */
  hasForm: boolean;
  execution: { executed: number | null; adjustedBudget: number | null; score: number | null; formula: string };
  /** First-level groups in order of appearance. */
  groups: readonly { name: string; weight: number; indicators: readonly EvaluatedIndicator[] }[];
  /** 总分 by the form; the stated one where there is no form; `null` while a score is missing. */
  score: number | null;
}

/** Scores one project by the rules of its form. Pure; shown while it is typed and printed in the document. */
export function evaluateProject(entry: ProjectEntry): EvaluatedProject {
  const hasForm = entry.indicators.length > 0;
  const groups = groupsOf(entry.indicators);
  const { executed, adjustedBudget } = entry.funding.total;
  const computed = executed === null || adjustedBudget === null ? null : executionScore(executed, adjustedBudget);
  const execution = {
    executed,
    adjustedBudget,
    score: entry.executionScore ?? computed?.score ?? null,
    formula: computed?.formula ?? "没有全年预算数或执行数，无法计算执行率",
  };
  const scores = [execution.score, ...groups.flatMap(({ indicators }) => indicators.map(({ score }) => score))];
  const sum = scores.reduce((total, score) => (total === null || score === null ? null : total + score), 0);
  const score = hasForm ? sum : entry.statedScore;
  return { entry, hasForm, execution, groups, score };
}

function groupsOf(indicators: readonly IndicatorEntry[]): EvaluatedProject["groups"] {
  const byFirst = new Map<string, EvaluatedIndicator[]>();
  for (const entry of indicators) {
    const byFormula = scoreByFormula(entry);
    const evaluated = { entry, score: entry.score ?? (byFormula.ok ? byFormula.score : null), byFormula };
    byFirst.set(entry.first, [...(byFirst.get(entry.first) ?? []), evaluated]);
  }
  return [...byFirst].map(([name, group]) => ({
    name,
    weight: headingWeight(name) ?? group.reduce((total, { entry }) => total + entry.weight, 0),
    indicators: group,
  }));
}

/** Fen of one stage with blanks as zero. */
function fundingOf({ funding }: ProjectEntry, stage: FundingStage): ProjectFunding {
  return Object.fromEntries(fundingRows.map((row) => [row, funding[row][stage] ?? 0])) as unknown as ProjectFunding;
}

/** The forms as the balance checks B-60 … B-63 read them: the projects that have a form, and the key evaluations. */
export function formsOf(entry: PerformanceEntry): PerformanceForms {
  return {
    selfEvaluations: entry.projects
      .map(evaluateProject)
      .filter(({ hasForm }) => hasForm)
      .map(toSelfEvaluation),
    keyEvaluations: entry.keyEvaluations.map(({ project, indicators }) => ({
      project,
      indicators: indicators.map(toEvaluationIndicator),
    })),
  };
}

function toEvaluationIndicator({ name, weight, parts }: ScoredIndicator): EvaluationIndicator {
  return parts.length === 0 ? { name, weight } : { name, weight, parts: parts.map(toEvaluationIndicator) };
}

function toSelfEvaluation({ entry, execution, groups, score }: EvaluatedProject): SelfEvaluation {
  return {
    project: entry.name,
    funding: Object.fromEntries(fundingStages.map((stage) => [stage, fundingOf(entry, stage)])) as Record<
      FundingStage,
      ProjectFunding
    >,
    execution: { weight: EXECUTION_WEIGHT, score: execution.score ?? 0 },
    groups: groups.map(({ name, weight, indicators }) => ({
      name,
      weight,
      indicators: indicators.map((each) => ({
        name: each.entry.third,
        weight: each.entry.weight,
        score: each.score ?? 0,
      })),
    })),
    totalScore: entry.statedScore ?? score ?? 0,
  };
}
