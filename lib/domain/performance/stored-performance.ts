import { fromDecimalYuan, toDecimalYuan } from "../words/amounts";
import {
  fundingRows,
  reportSections,
  type AnnexRow,
  type Band,
  type Direction,
  type FundingRow,
  type IndicatorEntry,
  type KeyEvaluationEntry,
  type NamedTarget,
  type PerformanceEntry,
  type ProjectEntry,
  type ReportSection,
  type ScoredIndicator,
} from "./entries";
import { fundingStages, type FundingStage } from "./forms";
import { formatScore } from "./scoring";

/**
 * The performance part in the form in which it is stored, exchanged and published: money as decimal yuan, points as
 * decimals without trailing zeros, both as text; empty text is blank.
 */
export interface StoredProjectForm {
  name: string;
  implementer: string;
  supervisor: string;
  phone: string;
  /** One element for each row that has an amount. */
  funding: ({ id: string } & Record<FundingStage, string>)[];
  goal: string;
  attainment: string;
  executionScore: string;
  statedScore: string;
  lowScorePlan: string;
  indicators: StoredIndicator[];
}

export interface StoredIndicator {
  first: string;
  second: string;
  third: string;
  direction: Direction;
  target: string;
  actual: string;
  unit: string;
  band: Band | "";
  weight: string;
  score: string;
  reason: string;
}

export interface StoredScoredIndicator {
  name: string;
  weight: string;
  score: string;
  parts: StoredScoredIndicator[];
}

export interface StoredKeyEvaluation {
  project: string;
  fundTableTitle: string;
  funding: Record<"budget" | "received" | "executed", string>;
  sections: Partial<Record<ReportSection, string>>;
  targets: NamedTarget[];
  indicators: StoredScoredIndicator[];
  statedScore: string;
  problems: string[];
  suggestions: string[];
  annex: AnnexRow[];
}

export interface StoredPerformance {
  projects: readonly StoredProjectForm[];
  keyEvaluations: readonly StoredKeyEvaluation[];
}

/** The part in a line: every project and report by name, `空` when there is none. */
export function namesOfPerformance({ projects, keyEvaluations }: StoredPerformance): string {
  return (
    [...projects.map(({ name }) => name), ...keyEvaluations.map(({ project }) => `${project}（重点评价）`)].join(
      "、",
    ) || "空"
  );
}

const toPoints = (text: string): number | null => (text === "" ? null : Math.round(Number(text) * 100));
const fromPoints = (points: number | null): string => (points === null ? "" : formatScore(points));
const toFen = (text: string): number | null => (text === "" ? null : fromDecimalYuan(text));
const fromFen = (fen: number | null): string => (fen === null ? "" : toDecimalYuan(fen));

function fundingOf(rows: StoredProjectForm["funding"]): ProjectEntry["funding"] {
  const rowOf = (row: FundingRow) => {
    const stored = rows.find(({ id }) => id === row);
    return Object.fromEntries(fundingStages.map((stage) => [stage, toFen(stored?.[stage] ?? "")])) as Record<
      FundingStage,
      number | null
    >;
  };
  return Object.fromEntries(fundingRows.map((row) => [row, rowOf(row)])) as ProjectEntry["funding"];
}

function scoredIndicator({ name, weight, score, parts }: StoredScoredIndicator): ScoredIndicator {
  return { name, weight: toPoints(weight) ?? 0, score: toPoints(score), parts: parts.map(scoredIndicator) };
}

/** The entry that is computed with. Expects what the schemas let through; anything else throws. */
export function performanceOf({ projects, keyEvaluations }: StoredPerformance): PerformanceEntry {
  return {
    projects: projects.map((project): ProjectEntry => {
      const { name, implementer, supervisor, phone, goal, attainment, lowScorePlan } = project;
      const indicators = project.indicators.map(
        ({ first, second, third, direction, target, actual, unit, reason, band, weight, score }): IndicatorEntry => ({
          first,
          second,
          third,
          direction,
          target,
          actual,
          unit,
          reason,
          band: band === "" ? null : band,
          weight: toPoints(weight) ?? 0,
          score: toPoints(score),
        }),
      );
      return {
        name,
        implementer,
        supervisor,
        phone,
        goal,
        attainment,
        lowScorePlan,
        funding: fundingOf(project.funding),
        executionScore: toPoints(project.executionScore),
        statedScore: toPoints(project.statedScore),
        indicators,
      };
    }),
    keyEvaluations: keyEvaluations.map(
      (report): KeyEvaluationEntry => ({
        ...report,
        funding: {
          budget: toFen(report.funding.budget),
          received: toFen(report.funding.received),
          executed: toFen(report.funding.executed),
        },
        indicators: report.indicators.map(scoredIndicator),
        statedScore: toPoints(report.statedScore),
      }),
    ),
  };
}

function storedScoredIndicator({ name, weight, score, parts }: ScoredIndicator): StoredScoredIndicator {
  return { name, weight: fromPoints(weight), score: fromPoints(score), parts: parts.map(storedScoredIndicator) };
}

/** The stored part by itself, without the ids and positions that records carry. */
export function performancePartOf(records: StoredPerformance): ReturnType<typeof storedPerformanceOf> {
  return storedPerformanceOf(performanceOf(records));
}

/** The form to store of an entry, its keys in one order; `performanceOf` gives the same entry again. */
export function storedPerformanceOf({ projects, keyEvaluations }: PerformanceEntry): {
  projects: StoredProjectForm[];
  keyEvaluations: StoredKeyEvaluation[];
} {
  return {
    projects: projects.map(
      ({
        name,
        implementer,
        supervisor,
        phone,
        funding,
        goal,
        attainment,
        executionScore,
        statedScore,
        lowScorePlan,
        indicators,
      }): StoredProjectForm => ({
        name,
        implementer,
        supervisor,
        phone,
        funding: fundingRows.flatMap((id) => {
          const amounts = Object.fromEntries(
            fundingStages.map((stage) => [stage, fromFen(funding[id][stage])]),
          ) as Record<FundingStage, string>;
          return Object.values(amounts).every((amount) => amount === "") ? [] : [{ id, ...amounts }];
        }),
        goal,
        attainment,
        executionScore: fromPoints(executionScore),
        statedScore: fromPoints(statedScore),
        lowScorePlan,
        indicators: indicators.map(
          ({
            first,
            second,
            third,
            direction,
            target,
            actual,
            unit,
            band,
            weight,
            score,
            reason,
          }): StoredIndicator => ({
            first,
            second,
            third,
            direction,
            target,
            actual,
            unit,
            band: band ?? "",
            weight: fromPoints(weight),
            score: fromPoints(score),
            reason,
          }),
        ),
      }),
    ),
    keyEvaluations: keyEvaluations.map(
      (report): StoredKeyEvaluation => ({
        project: report.project,
        fundTableTitle: report.fundTableTitle,
        funding: {
          budget: fromFen(report.funding.budget),
          received: fromFen(report.funding.received),
          executed: fromFen(report.funding.executed),
        },
        sections: Object.fromEntries(
          reportSections.flatMap((section) =>
            report.sections[section] === undefined ? [] : [[section, report.sections[section]]],
          ),
        ),
        targets: report.targets.map(({ name, target }) => ({ name, target })),
        indicators: report.indicators.map(storedScoredIndicator),
        statedScore: fromPoints(report.statedScore),
        problems: [...report.problems],
        suggestions: [...report.suggestions],
        annex: report.annex.map(({ first, second, third, target, actual }) => ({
          first,
          second,
          third,
          target,
          actual,
        })),
      }),
    ),
  };
}
