import { z } from "zod";
import { keyEvaluationSchema, projectSchema } from "@/lib/documents/report-package/performance-schema";
import { amountProblemMessage, parseAmount, toDecimalYuan } from "@/lib/domain/words/amounts";
import { bands, directions, fundingRows, reportSections } from "@/lib/domain/performance/entries";
import { formatScore } from "@/lib/domain/performance/scoring";
import type {
  StoredKeyEvaluation,
  StoredPerformance,
  StoredProjectForm,
} from "@/lib/domain/performance/stored-performance";
import { isStorable } from "@/lib/domain/words/text-length";

/** As many as a district's largest unit has, twice. */
const MAX_PROJECTS = 200;
const MAX_EVALUATIONS = 20;

export const savePerformanceSchema = z.object({
  versionId: z.uuid(),
  /** Whose page it comes from; refused when somebody else has signed in on that browser since. */
  personId: z.uuid().optional(),
  performance: z.object({
    projects: z.array(projectSchema).max(MAX_PROJECTS, `项目最多${MAX_PROJECTS}个。`),
    keyEvaluations: z.array(keyEvaluationSchema).max(MAX_EVALUATIONS, `重点评价最多${MAX_EVALUATIONS}个。`),
  }),
  baseRevision: z.number().int().min(0),
});

/** What saving the performance part came to: its new revision, or what somebody else has stored meanwhile. */
export type PerformanceResult =
  | { ok: true; revision: number }
  | { ok: false; revision: number; theirs: StoredPerformance; by: string | null; at: string | null; message: string };

const text = (max: number) =>
  z.string().max(max, `最多${max}个字，请精简。`).refine(isStorable, "含有无法保存的字符。");
const named = (label: string, max: number) => text(max).refine((value) => value.trim() !== "", `请填写${label}。`);

/** An amount as people type it (yuan, commas, full-width digits); stored as decimal yuan, empty when blank. */
const typedYuan = z.string().transform((typed, context) => {
  const parsed = parseAmount(typed, "yuan");
  if (parsed.ok) return parsed.value === null ? "" : toDecimalYuan(parsed.value);
  context.addIssue({ code: "custom", message: amountProblemMessage(parsed.problem, "yuan") });
  return z.NEVER;
});

/** Points as people type them; stored without trailing zeros, empty when blank. */
const typedPoints = (label: string) =>
  z.string().transform((typed, context) => {
    const plain = typed.normalize("NFKC").trim();
    if (plain === "") return "";
    if (/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return formatScore(Math.round(Number(plain) * 100));
    context.addIssue({ code: "custom", message: `${label}须为数字，最多两位小数。` });
    return z.NEVER;
  });

/** A weight not given yet is none: a form is filled in over days, and every state of it is kept. */
const typedWeight = typedPoints("分值").transform((points) => points || "0");
const shownWeight = (weight: string) => (weight === "0" ? "" : weight);
const notAbove = ({ score, weight }: { score: string; weight: string }) =>
  score === "" || weight === "0" || Number(score) <= Number(weight);

const indicatorForm = z
  .object({
    first: text(100),
    second: text(100),
    third: text(300),
    direction: z.enum(directions),
    target: text(300),
    actual: text(300),
    unit: text(30),
    band: z.union([z.enum(bands), z.literal("")]),
    weight: typedWeight,
    score: typedPoints("得分"),
    reason: text(4000),
  })
  .refine(notAbove, { path: ["score"], message: "得分不能高于分值。" });

/** The self-evaluation form as it is filled in on the screen; what it gives is what is stored. */
export const projectFormSchema: z.ZodType<StoredProjectForm, ProjectFormValues> = z.object({
  name: named("项目名称", 200),
  implementer: text(200),
  supervisor: text(200),
  phone: text(50),
  funding: z.array(
    z.object({ id: z.enum(fundingRows), originalBudget: typedYuan, adjustedBudget: typedYuan, executed: typedYuan }),
  ),
  goal: text(20_000),
  attainment: text(20_000),
  executionScore: typedPoints("预算执行率得分"),
  statedScore: typedPoints("自评得分"),
  lowScorePlan: text(4000),
  indicators: z.array(indicatorForm).max(200, "指标最多200行。"),
});

/** What the fields of the form hold: text, as typed. */
export type ProjectFormValues = Omit<StoredProjectForm, "funding"> & {
  funding: { id: (typeof fundingRows)[number]; originalBudget: string; adjustedBudget: string; executed: string }[];
};

const scoredIndicatorForm = z
  .object({ name: text(300), level: z.enum(["1", "2", "3"]), weight: typedWeight, score: typedPoints("得分") })
  .refine(notAbove, { path: ["score"], message: "得分不能高于分值。" });

const evaluationFields = z.object({
  project: named("项目名称", 200),
  fundTableTitle: text(200),
  funding: z.object({ budget: typedYuan, received: typedYuan, executed: typedYuan }),
  sections: z.object(
    Object.fromEntries(reportSections.map((section) => [section, text(20_000)])) as Record<
      (typeof reportSections)[number],
      z.ZodString
    >,
  ),
  targets: z.array(z.object({ name: text(300), target: text(300) })).max(100, "绩效目标最多100条。"),
  indicators: z.array(scoredIndicatorForm).max(200, "指标最多200行。"),
  statedScore: typedPoints("综合得分"),
  problems: text(20_000),
  suggestions: text(20_000),
  annex: z
    .array(z.object({ first: text(300), second: text(300), third: text(300), target: text(300), actual: text(300) }))
    .max(300, "绩效目标表最多300行。"),
});
/** What the fields of a report hold: text, as typed; the indicator system as a flat list with levels. */
export type EvaluationFormValues = z.input<typeof evaluationFields>;
type EvaluationFormResult = z.output<typeof evaluationFields>;

/** The list with levels as a tree; a line below nothing of its level hangs under the line before it. */
function treeOf(lines: EvaluationFormResult["indicators"]): StoredKeyEvaluation["indicators"] {
  const roots: StoredKeyEvaluation["indicators"] = [];
  const path: StoredKeyEvaluation["indicators"] = [];
  for (const { name, level, weight, score } of lines) {
    const depth = Math.min(Number(level) - 1, path.length);
    const node = { name, weight, score, parts: [] };
    (depth === 0 ? roots : path[depth - 1]!.parts).push(node);
    path.splice(depth, path.length, node);
  }
  return roots;
}

const linesOf = (value: string): string[] =>
  value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

function storedEvaluationOf({
  indicators,
  problems,
  suggestions,
  sections,
  ...form
}: EvaluationFormResult): StoredKeyEvaluation {
  const written = Object.fromEntries(Object.entries(sections).filter(([, value]) => value.trim() !== ""));
  return {
    ...form,
    sections: written,
    indicators: treeOf(indicators),
    problems: linesOf(problems),
    suggestions: linesOf(suggestions),
  };
}

/** The key evaluation report as it is filled in on the screen; what it gives is what is stored. */
export const evaluationFormSchema: z.ZodType<StoredKeyEvaluation, EvaluationFormValues> =
  evaluationFields.transform(storedEvaluationOf);

/** What the fields show of a stored report. */
export function evaluationFormOf({
  indicators,
  problems,
  suggestions,
  sections,
  targets,
  annex,
  ...stored
}: StoredKeyEvaluation): EvaluationFormValues {
  const flat = (nodes: StoredKeyEvaluation["indicators"], level: 1 | 2 | 3): EvaluationFormValues["indicators"] =>
    nodes.flatMap(({ parts, ...node }) => [
      { ...node, weight: shownWeight(node.weight), level: String(level) as "1" | "2" | "3" },
      ...(level < 3 ? flat(parts, (level + 1) as 2 | 3) : []),
    ]);
  return {
    ...stored,
    sections: Object.fromEntries(
      reportSections.map((section) => [section, sections[section] ?? ""]),
    ) as EvaluationFormValues["sections"],
    targets: [...targets],
    annex: [...annex],
    indicators: flat(indicators, 1),
    problems: problems.join("\n"),
    suggestions: suggestions.join("\n"),
  };
}

/** What the fields show of a stored form: every funding row, also the blank ones. */
export function projectFormOf(stored: StoredProjectForm): ProjectFormValues {
  const blank = { originalBudget: "", adjustedBudget: "", executed: "" };
  const indicators = stored.indicators.map((indicator) => ({ ...indicator, weight: shownWeight(indicator.weight) }));
  return {
    ...stored,
    indicators,
    funding: fundingRows.map((id) => ({ ...blank, ...stored.funding.find((row) => row.id === id), id })),
  };
}

/** A form nobody has filled in, with the first-level indicators that it prescribes. */
export function newProject(name: string): StoredProjectForm {
  const indicator = (first: string, second: string) => ({
    first,
    second,
    third: "",
    direction: "atLeast" as const,
    target: "",
    actual: "",
    unit: "",
    band: "" as const,
    weight: "0",
    score: "",
    reason: "",
  });
  return {
    name,
    implementer: "",
    supervisor: "",
    phone: "",
    funding: [],
    goal: "",
    attainment: "",
    executionScore: "",
    statedScore: "",
    lowScorePlan: "",
    indicators: [
      indicator("产出指标", "数量指标"),
      indicator("产出指标", "质量指标"),
      indicator("产出指标", "时效指标"),
      indicator("产出指标", "成本指标"),
      indicator("效益指标", "社会效益指标"),
      indicator("满意度指标", "服务对象满意度指标"),
    ],
  };
}

/** A report nobody has written yet. */
export function newEvaluation(project: string): StoredKeyEvaluation {
  return {
    project,
    fundTableTitle: `${project}预算和支出情况`,
    funding: { budget: "", received: "", executed: "" },
    sections: {},
    targets: [],
    indicators: [],
    statedScore: "",
    problems: [],
    suggestions: [],
    annex: [],
  };
}
