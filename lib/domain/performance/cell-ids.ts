/**
 * Addresses of cells in part five, the places that numbers of the text come from. The grids and the sentences both take
 * them from here.
 */
import type { FundingRow } from "./entries";
import type { FundingStage } from "./forms";
import type { EvaluatedProject } from "./self-evaluation";

/** A cell of the summary table; `at` counts the projects from 0. */
export function summaryCellId(at: number, column: "project" | "score" | "grade"): string {
  return `attachments.summary.${at + 1}.${column}`;
}

/** A cell of a self-evaluation form; `at` counts the forms from 0. */
export function formCellId(at: number, cell: `${FundingRow}.${FundingStage}` | "rate" | "score"): string {
  return `attachments.form.${at + 1}.${cell}`;
}

/** A cell of a key evaluation report, or the paragraph of its conclusion; `at` counts the reports from 0. */
export function keyEvaluationCellId(at: number, cell: "funding.executed" | "score" | "conclusion.1"): string {
  return `attachments.report.${at + 1}.${cell}`;
}

/** Where the amounts of a project stand: in its form, or, without one, its line of the summary. */
export function fundingCellId(
  projects: readonly EvaluatedProject[],
  project: EvaluatedProject,
  cell: "total.adjustedBudget" | "total.executed" | "rate",
): string {
  return project.hasForm
    ? formCellId(projects.filter(({ hasForm }) => hasForm).indexOf(project), cell)
    : summaryCellId(projects.indexOf(project), "project");
}

/** Where the score of a project stands: its line of the summary and the end of its form. */
export function scoreCellIds(projects: readonly EvaluatedProject[], project: EvaluatedProject): string[] {
  const form = projects.filter(({ hasForm }) => hasForm).indexOf(project);
  return [...(form < 0 ? [] : [formCellId(form, "score")]), summaryCellId(projects.indexOf(project), "score")];
}
