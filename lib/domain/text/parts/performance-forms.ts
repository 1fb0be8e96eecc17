import { quoted } from "../../words/quoted";
import type { PerformanceFormsPart } from "../../formats/narrative/parts";
import type { GradeBand } from "../../words/grades";
import { textSlots } from "../../words/facts";
import type { KeyEvaluationEntry } from "../../performance/entries";
import { fundingCellId, keyEvaluationCellId, scoreCellIds, summaryCellId } from "../../performance/cell-ids";
import { formatScore, gradeLabel } from "../../performance/scoring";
import type { EvaluatedProject } from "../../performance/self-evaluation";
import { keyEvaluationScore, sumOfScores, summaryOf, type PerformanceSummary } from "../../performance/summary";
import { cellId } from "../../formats/names";
import type { NarrativeContext } from "../writing/context";
import { figure, isKnown, sumOf, type Figure } from "../writing/figures";
import { blank } from "../writing/numbers";
import type { PartWriter } from "../writing/part";
import { paragraph, subheading, type SectionInput } from "../writing/section";
import type { BlankFragment, NumberFragment, Sentence } from "../writing/sentence";
import { missingFigure } from "../../engine/figure-state";
import { reason } from "../writing/reasons";

type Words = PerformanceFormsPart["words"]["performance"];

const inYuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`;

/** An amount of a form as a figure of the text. */
function formFigure(project: string, label: string, value: number | null): Figure {
  return figure(value, [{ part: "performance", key: null }], {
    cells: [],
    facts: [],
    words: () => `项目${quoted(project)}${label} ${value === null ? missingFigure : inYuan(value)}`,
  });
}

/** The forms by the names of their projects, and the cells of part five in which the number stands. */
interface Origin {
  forms: readonly string[];
  places: readonly string[];
}

function fromForms<T extends NumberFragment | BlankFragment>(fragment: T, origin: Origin): T {
  return fragment.kind === "blank" ? fragment : { ...fragment, ...origin };
}

function countOf(value: number, origin: Origin, words: string): NumberFragment {
  return {
    kind: "number",
    measure: "count",
    text: String(value),
    value,
    cells: [],
    facts: [],
    ...origin,
    explain: () => `${words} ${value} 个`,
  };
}

function scoreOf(value: number, origin: Origin, words: string): NumberFragment {
  return {
    kind: "number",
    measure: "score",
    text: formatScore(value),
    value,
    cells: [],
    facts: [],
    ...origin,
    explain: () => `${words} ${formatScore(value)} 分`,
  };
}

/** The lines of the summary that hold the projects. */
function inSummary(
  projects: readonly EvaluatedProject[],
  counted: readonly EvaluatedProject[],
  column: "project" | "grade",
): Origin {
  return {
    forms: counted.map(({ entry }) => entry.name),
    places: counted.map((project) => summaryCellId(projects.indexOf(project), column)),
  };
}

/** The cells that hold an amount of all projects. */
function inForms(projects: readonly EvaluatedProject[], cell: Parameters<typeof fundingCellId>[2]): Origin {
  return {
    forms: projects.map(({ entry }) => entry.name),
    places: projects.map((project) => fundingCellId(projects, project, cell)),
  };
}

/** 项目A、项目B: in the order of the summary. */
function namesOf(projects: readonly { name: string }[]): string {
  return projects.map(({ name }) => name).join("、");
}

function overview(
  words: Words,
  { figures, context: { numbers, say } }: SectionInput,
  { projects, budget }: PerformanceSummary,
): Sentence[] {
  const opened = {
    projects: countOf(projects.length, inSummary(projects, projects, "project"), "绩效自评项目"),
  };
  const of = (label: string, value: (project: EvaluatedProject) => number | null) =>
    sumOf(projects.map((project) => formFigure(project.entry.name, label, value(project))));
  const opening =
    budget === null
      ? say("performance.overview", words.overviewWithoutBudget, opened)
      : say("performance.overview", words.overview, {
          ...opened,
          budget: fromForms(
            numbers.amount(of("全年预算数", ({ execution }) => execution.adjustedBudget)),
            inForms(projects, "total.adjustedBudget"),
          ),
        });
  if (projects.some(({ execution }) => execution.executed === null)) return [opening];
  const executed = of("全年执行数", ({ execution }) => execution.executed);
  const origin = inForms(projects, "total.executed");
  const base = figures.cell(cellId("expenditure", "total", "project"));
  const share = isKnown(executed) && isKnown(base) && base.value > 0 ? numbers.percent(executed, base) : null;
  return share
    ? [
        opening,
        say("performance.coverage", words.coverage, {
          executed: fromForms(numbers.amount(executed), origin),
          base: numbers.amount(base),
          share: fromForms(share, origin),
        }),
      ]
    : [opening];
}

function keyOverview(
  words: Words,
  { numbers, say }: NarrativeContext,
  evaluations: readonly KeyEvaluationEntry[],
): Sentence[] {
  if (evaluations.length === 0) return [];
  const names = evaluations.map(({ project }) => project);
  const origin: Origin = {
    forms: names,
    places: evaluations.map((_, at) => keyEvaluationCellId(at, "funding.executed")),
  };
  const executed = sumOf(
    evaluations.map(({ project, funding }) => formFigure(project, "实际支出资金", funding.executed)),
  );
  return [
    say("performance.keyEvaluations", words.keyEvaluations, {
      names: names.join("、"),
      projects: countOf(evaluations.length, origin, "重点绩效评价项目"),
      executed: fromForms(numbers.amount(executed), origin),
    }),
  ];
}

function results(
  words: Words,
  { context: { say, texts, grades: bands } }: SectionInput,
  { projects, grades }: PerformanceSummary,
): Sentence[] {
  const counts = Object.fromEntries(
    [...grades].map(([grade, number]) => [
      grade,
      countOf(
        number,
        inSummary(
          projects,
          projects.filter((project) => project.grade === grade),
          "grade",
        ),
        `自评等级为${gradeLabel(grade, bands)}的项目`,
      ),
    ]),
  );
  const forms = projects.filter(({ hasForm }) => hasForm);
  return [
    say("performance.grades", words.grades, {
      projects: countOf(projects.length, inSummary(projects, projects, "grade"), "绩效自评项目"),
      ...counts,
    }),
    say("performance.assessment", words.assessment, {
      assessment: reason(textSlots.performanceAssessment, texts, false),
    }),
    ...(forms.length === 0
      ? []
      : [
          say("performance.forms", words.forms, {
            names: namesOf(forms.map(({ entry }) => entry)),
            projects: countOf(forms.length, inSummary(projects, forms, "project"), "附有自评表的项目"),
          }),
        ]),
  ];
}

/** 自评综述 of one project; `at` counts from 1. */
function projectResult(
  words: Words,
  { numbers, say }: NarrativeContext,
  projects: readonly EvaluatedProject[],
  project: EvaluatedProject,
  at: number,
): Sentence[] {
  const {
    entry: { name, attainment },
    execution,
    score,
  } = project;
  const id = `performance.project.${at}`;
  const budget = formFigure(name, "全年预算数", execution.adjustedBudget);
  const executed = formFigure(name, "全年执行数", execution.executed);
  const rate = isKnown(budget) && isKnown(executed) && budget.value > 0 ? numbers.percent(executed, budget) : null;
  const from = (cell: Parameters<typeof fundingCellId>[2]): Origin => ({
    forms: [name],
    places: [fundingCellId(projects, project, cell)],
  });
  const amounts = {
    budget: fromForms(numbers.amount(budget), from("total.adjustedBudget")),
    executed: fromForms(numbers.amount(executed), from("total.executed")),
  };
  return [
    ...(score === null
      ? []
      : [
          say(`${id}.score`, `${at}、${words.score}`, {
            name,
            score: scoreOf(
              score,
              { forms: [name], places: scoreCellIds(projects, project) },
              `项目${quoted(name)}自评得分`,
            ),
          }),
        ]),
    say(`${id}.execution`, rate ? words.execution : words.executionWithoutRate, {
      ...amounts,
      ...(rate && { rate: fromForms(rate, from("rate")) }),
    }),
    ...(attainment.trim() === "" ? [] : [say(`${id}.attainment`, words.attainment, { attainment: attainment.trim() })]),
  ];
}

/** The conclusion of the report, and the sum of the indicators where they are scored. */
function keyScorePlaces({ indicators }: KeyEvaluationEntry, at: number): string[] {
  const conclusion = keyEvaluationCellId(at, "conclusion.1");
  return indicators.length > 0 && sumOfScores(indicators) !== null
    ? [keyEvaluationCellId(at, "score"), conclusion]
    : [conclusion];
}

function keyResults(
  words: Words,
  { say }: NarrativeContext,
  evaluations: readonly KeyEvaluationEntry[],
  bands: readonly GradeBand[],
): Sentence[] {
  return evaluations.flatMap((evaluation, at) => {
    const result = keyEvaluationScore(evaluation, bands);
    if (!result) return [];
    const name = evaluation.project;
    return [
      say(`performance.keyEvaluation.${at + 1}`, words.keyScore, {
        name,
        score: scoreOf(
          result.score,
          { forms: [name], places: keyScorePlaces(evaluation, at) },
          `项目${quoted(name)}绩效评价综合得分`,
        ),
        grade: gradeLabel(result.grade, bands),
      }),
    ];
  });
}

/** 预算绩效 from the forms of the projects, like every other section without a typed number. */
export const performanceForms: PartWriter<PerformanceFormsPart> = {
  write({ id, headings, words: { performance: words } }, input) {
    const { model, context } = input;
    const { say, grades: bands } = context;
    const entry = model.performance;
    if (!entry) return [];
    const { projects, keyEvaluations } = entry;
    const state = model.partState("performance");
    if (state === "untouched") {
      const open = { projects: blank({ blanks: [{ part: "performance", key: null }] }) };
      return [paragraph(`${id}.paragraph`, [say(id, words.open, open)])];
    }
    if (state === "declaredEmpty") return [paragraph(`${id}.paragraph`, [say(id, words.none)])];
    const summary = summaryOf(entry, bands);
    const forms = summary.projects.filter(({ hasForm }) => hasForm);
    const hasProjects = projects.length > 0;
    const attached = say("performance.attached", forms.length > 0 ? words.attached : words.summaryAttached);
    const scores = keyResults(words, context, keyEvaluations, bands);
    const noneEvaluated = [say("performance.keyEvaluations.none", words.noneKey)];
    const reported = [...scores, say("performance.reportAttached", words.reportAttached)];
    return [
      subheading("performance.work.heading", headings.work),
      paragraph("performance.work", [
        ...(hasProjects ? overview(words, input, summary) : []),
        ...keyOverview(words, context, keyEvaluations),
      ]),
      subheading("performance.results.heading", headings.results),
      ...(hasProjects
        ? [
            paragraph("performance.results", results(words, input, summary)),
            ...forms.map((project, at) =>
              paragraph(
                `performance.project.${at + 1}`,
                projectResult(words, context, summary.projects, project, at + 1),
              ),
            ),
            paragraph("performance.attached.paragraph", [attached]),
          ]
        : [paragraph("performance.results", [say("performance.results.none", words.none)])]),
      subheading("performance.keyResults.heading", headings.keyResults),
      paragraph("performance.keyResults", keyEvaluations.length > 0 ? reported : noneEvaluated),
    ];
  },
  slotsOf: () => [textSlots.performanceAssessment],
};
