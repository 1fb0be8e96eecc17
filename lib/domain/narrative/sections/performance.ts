import type { DocumentBlock } from "../../document/document";
import { textSlots } from "../../facts/facts";
import type { KeyEvaluationEntry, PerformanceEntry } from "../../performance/entries";
import { formatScore, gradeLabels } from "../../performance/scoring";
import type { EvaluatedProject } from "../../performance/self-evaluation";
import { keyEvaluationScore, summaryOf, type PerformanceSummary } from "../../performance/summary";
import { cellId } from "../../tables/definition";
import type { NarrativeContext } from "../comparisons";
import { amount, percent, sumOf, type Figure } from "../figures";
import { paragraph, subheading, type SectionInput } from "../section";
import type { NumberFragment, Sentence } from "../sentence";
import { reason } from "../reasons";
import { sentence } from "../template";

const inYuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`;

/** An amount of a form as a figure of the text. */
function formFigure(project: string, label: string, value: number): Figure {
  return { value, cells: [], facts: [], words: () => `项目“${project}”${label} ${inYuan(value)}` };
}

function fromForms(fragment: NumberFragment, forms: readonly string[]): NumberFragment {
  return { ...fragment, forms };
}

function countOf(value: number, forms: readonly string[], words: string): NumberFragment {
  return { kind: "number", measure: "count", text: String(value), value, cells: [], facts: [], forms, explain: () => `${words} ${value} 个` };
}

function scoreOf(value: number, forms: readonly string[], words: string): NumberFragment {
  return { kind: "number", measure: "score", text: formatScore(value), value, cells: [], facts: [], forms, explain: () => `${words} ${formatScore(value)} 分` };
}

/** 项目A、项目B: in the order of the summary. */
function namesOf(projects: readonly { name: string }[]): string {
  return projects.map(({ name }) => name).join("、");
}

function overview({ figures, context: { wording, year } }: SectionInput, { projects, budget }: PerformanceSummary): Sentence[] {
  const words = wording.performance;
  const names = projects.map(({ entry }) => entry.name);
  const places = { year, projects: countOf(projects.length, names, "绩效自评项目") };
  const of = (label: string, value: (project: EvaluatedProject) => number | null) => sumOf(projects.map((project) => formFigure(project.entry.name, label, value(project) ?? 0)));
  const opening =
    budget === null
      ? sentence("performance.overview", words.overviewWithoutBudget, places)
      : sentence("performance.overview", words.overview, { ...places, budget: fromForms(amount(of("全年预算数", ({ execution }) => execution.adjustedBudget)), names) });
  if (projects.some(({ execution }) => execution.executed === null)) return [opening];
  const executed = of("全年执行数", ({ execution }) => execution.executed);
  const base = figures.cell(cellId("expenditure", "total", "project"));
  const share = base.value > 0 ? percent(executed, base) : null;
  return share ? [opening, sentence("performance.coverage", words.coverage, { executed: fromForms(amount(executed), names), base: amount(base), share: fromForms(share, names) })] : [opening];
}

function keyOverview({ wording, texts: _ }: NarrativeContext, evaluations: readonly KeyEvaluationEntry[]): Sentence[] {
  if (evaluations.length === 0) return [];
  const names = evaluations.map(({ project }) => project);
  const executed = sumOf(evaluations.map(({ project, funding }) => formFigure(project, "实际支出资金", funding.executed ?? 0)));
  return [
    sentence("performance.keyEvaluations", wording.performance.keyEvaluations, {
      names: names.join("、"),
      projects: countOf(evaluations.length, names, "重点绩效评价项目"),
      executed: fromForms(amount(executed), names),
    }),
  ];
}

function results({ context: { wording, year, unitName, texts } }: SectionInput, { projects, grades }: PerformanceSummary): Sentence[] {
  const words = wording.performance;
  const names = projects.map(({ entry }) => entry.name);
  const counts = Object.fromEntries(
    Object.entries(grades).map(([grade, number]) => [grade, countOf(number, projects.filter((project) => project.grade === grade).map(({ entry }) => entry.name), `自评等级为${gradeLabels[grade as keyof typeof gradeLabels]}的项目`)]),
  );
  const forms = projects.filter(({ hasForm }) => hasForm).map(({ entry }) => entry);
  return [
    sentence("performance.grades", words.grades, { unit: unitName, year, projects: countOf(projects.length, names, "绩效自评项目"), ...counts }),
    sentence("performance.assessment", words.assessment, { assessment: reason(textSlots.performanceAssessment, texts, false) }),
    ...(forms.length === 0 ? [] : [sentence("performance.forms", words.forms, { year, names: namesOf(forms), projects: countOf(forms.length, forms.map(({ name }) => name), "附有自评表的项目") })]),
  ];
}

/** 自评综述 of one project; `at` counts from 1. */
function projectResult({ wording }: NarrativeContext, { entry: { name, attainment }, execution, score }: EvaluatedProject, at: number): Sentence[] {
  const words = wording.performance;
  const id = `performance.project.${at}`;
  const budget = formFigure(name, "全年预算数", execution.adjustedBudget ?? 0);
  const executed = formFigure(name, "全年执行数", execution.executed ?? 0);
  const rate = budget.value > 0 ? percent(executed, budget) : null;
  const amounts = { budget: fromForms(amount(budget), [name]), executed: fromForms(amount(executed), [name]) };
  return [
    ...(score === null ? [] : [sentence(`${id}.score`, `${at}、${words.score}`, { name, score: scoreOf(score, [name], `项目“${name}”自评得分`) })]),
    sentence(`${id}.execution`, rate ? words.execution : words.executionWithoutRate, { ...amounts, ...(rate && { rate: fromForms(rate, [name]) }) }),
    ...(attainment.trim() === "" ? [] : [sentence(`${id}.attainment`, words.attainment, { attainment: attainment.trim() })]),
  ];
}

function keyResults({ wording }: NarrativeContext, evaluations: readonly KeyEvaluationEntry[]): Sentence[] {
  return evaluations.flatMap((evaluation, at) => {
    const result = keyEvaluationScore(evaluation);
    if (!result) return [];
    const name = evaluation.project;
    return [sentence(`performance.keyEvaluation.${at + 1}`, wording.performance.keyScore, { name, score: scoreOf(result.score, [name], `项目“${name}”绩效评价综合得分`), grade: gradeLabels[result.grade] })];
  });
}

/** 预算绩效情况说明: written from the performance forms, like every other section without a typed number. */
export function performanceSection(input: SectionInput, entry: PerformanceEntry): readonly DocumentBlock[] {
  const { context } = input;
  const { wording, year } = context;
  const words = wording.performance;
  const { projects, keyEvaluations } = entry;
  if (projects.length === 0 && keyEvaluations.length === 0) return [paragraph("performance.paragraph", [sentence("performance", words.none, { year })])];
  const summary = summaryOf(entry);
  const forms = summary.projects.filter(({ hasForm }) => hasForm);
  const hasProjects = projects.length > 0;
  const attached = sentence("performance.attached", forms.length > 0 ? words.attached : words.summaryAttached, { year });
  const scores = keyResults(context, keyEvaluations);
  const noneEvaluated = [sentence("performance.keyEvaluations.none", words.noneKey, { year })];
  const reported = [...scores, sentence("performance.reportAttached", words.reportAttached, {})];
  return [
    subheading("performance.work.heading", "（一）预算绩效管理工作开展情况"),
    paragraph("performance.work", [...(hasProjects ? overview(input, summary) : []), ...keyOverview(context, keyEvaluations)]),
    subheading("performance.results.heading", "（二）项目绩效自评结果"),
    ...(hasProjects
      ? [paragraph("performance.results", results(input, summary)), ...forms.map((project, at) => paragraph(`performance.project.${at + 1}`, projectResult(context, project, at + 1))), paragraph("performance.attached.paragraph", [attached])]
      : [paragraph("performance.results", [sentence("performance.results.none", words.none, { year })])]),
    subheading("performance.keyResults.heading", "（三）重点绩效评价项目评价结果"),
    paragraph("performance.keyResults", keyEvaluations.length > 0 ? reported : noneEvaluated),
  ];
}
