/**
 * The performance part as entries, one for each thing that is typed in it, so that two states of it can be compared and
 * one made from the other. A path leads to an entry: `projects/0/indicators/2/target`; rows of funding go by their id.
 */
import { fundingRows } from "../performance/entries";
import type {
  StoredKeyEvaluation,
  StoredPerformance,
  StoredProjectForm,
  StoredScoredIndicator,
} from "../performance/stored-performance";

/** Typed things by their paths. Every element of a list has at least one, be it empty: so lists are what has some. */
export type PerformanceEntries = ReadonlyMap<string, string>;

/** One typed thing that is otherwise; `null`: the place is not there. */
export interface PerformanceChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** The part as entries. Expects it as it is stored (`performancePartOf`). */
export function performanceEntries({ projects, keyEvaluations }: StoredPerformance): PerformanceEntries {
  const entries = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") entries.set(path, value);
    else for (const [name, part] of Object.entries(value as object)) walk(part, path === "" ? name : `${path}/${name}`);
  };
  walk(
    {
      projects: projects.map(({ funding, ...project }) => ({
        ...project,
        funding: Object.fromEntries(funding.map(({ id, ...stages }) => [id, stages])),
      })),
      keyEvaluations,
    },
    "",
  );
  return entries;
}

/** The part again, as it is stored. */
export function performanceOfEntries(entries: PerformanceEntries): {
  projects: StoredProjectForm[];
  keyEvaluations: StoredKeyEvaluation[];
} {
  const { projects, keyEvaluations } = treeOf(entries);
  return {
    projects: listOf(projects).map((project) => {
      const funding = branch(project.funding);
      return {
        ...project,
        funding: fundingRows.flatMap((id) => (funding[id] === undefined ? [] : [{ id, ...branch(funding[id]) }])),
        indicators: listOf(project.indicators),
      } as unknown as StoredProjectForm;
    }),
    keyEvaluations: listOf(keyEvaluations).map(
      (report) =>
        ({
          ...report,
          sections: branch(report.sections),
          targets: listOf(report.targets),
          indicators: listOf(report.indicators).map(scoredIndicator),
          problems: leavesOf(report.problems),
          suggestions: leavesOf(report.suggestions),
          annex: listOf(report.annex),
        }) as unknown as StoredKeyEvaluation,
    ),
  };
}

/** What differs between two states of the part, in the order of the later one, with what has gone at its end. */
export function performanceChanges(before: StoredPerformance, after: StoredPerformance): PerformanceChange[] {
  const [was, is] = [performanceEntries(before), performanceEntries(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((path) => {
    const change = { path, before: was.get(path) ?? null, after: is.get(path) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

/** The part as it was before these changes. */
export function performanceBefore(
  performance: StoredPerformance,
  changes: readonly PerformanceChange[],
): ReturnType<typeof performanceOfEntries> {
  const entries = new Map(performanceEntries(performance));
  for (const { path, before } of changes) {
    if (before === null) entries.delete(path);
    else entries.set(path, before);
  }
  return performanceOfEntries(entries);
}

const fieldLabels: Readonly<Record<string, string>> = {
  name: "名称",
  implementer: "实施单位",
  supervisor: "主管部门",
  phone: "联系电话",
  goal: "年初预期目标",
  attainment: "目标实际完成情况",
  executionScore: "预算执行率得分",
  statedScore: "自评得分",
  lowScorePlan: "原因分析及改进措施",
  first: "一级指标",
  second: "二级指标",
  third: "三级指标",
  direction: "指标方向",
  target: "目标值",
  actual: "实际完成值",
  unit: "计量单位",
  band: "完成档次",
  weight: "分值",
  score: "得分",
  reason: "偏差原因及改进措施",
  originalBudget: "年初预算数",
  adjustedBudget: "全年预算数",
  executed: "全年执行数",
  project: "项目名称",
  fundTableTitle: "资金表标题",
  budget: "预算数",
  received: "到位数",
  sections: "正文",
  problems: "存在的问题",
  suggestions: "有关建议",
  annex: "附表",
  targets: "目标",
  indicators: "指标",
  funding: "资金",
  parts: "下级指标",
};

/** What a path leads to, in words: 项目“消防救援”指标“出警次数”目标值. */
export function performanceLabel(path: string, entries: PerformanceEntries): string {
  const [list, at, kind, nth, ...rest] = path.split("/") as [string, string, string, ...string[]];
  const name = entries.get(`${list}/${at}/${list === "projects" ? "name" : "project"}`) ?? "";
  const whole = `${list === "projects" ? "项目" : "重点评价项目"}“${name || Number(at) + 1}”`;
  if (kind === "indicators" && nth !== undefined && list === "projects") {
    const third = entries.get(`${list}/${at}/indicators/${nth}/third`) ?? "";
    return `${whole}指标“${third || Number(nth) + 1}”${rest.map(labelOfField).join("")}`;
  }
  const fields = [kind, ...(nth === undefined ? [] : [nth]), ...rest];
  return `${whole}${fields.map(labelOfField).join("")}`;
}

function labelOfField(field: string): string {
  if (/^\d+$/.test(field)) return `第${Number(field) + 1}项`;
  return fieldLabels[field] ?? rowLabels[field] ?? "";
}

const rowLabels: Readonly<Record<string, string>> = {
  total: "年度资金总额",
  currentAppropriation: "当年财政拨款",
  carriedOver: "上年结转资金",
  other: "其他资金",
};

interface Tree {
  readonly [name: string]: Tree | string;
}

function treeOf(entries: PerformanceEntries): Tree {
  const root: Record<string, unknown> = {};
  for (const [path, text] of entries) {
    const names = path.split("/");
    const last = names.pop()!;
    const place = names.reduce<Record<string, unknown>>(
      (above, name) => (above[name] ??= {}) as Record<string, unknown>,
      root,
    );
    place[last] = text;
  }
  return root as unknown as Tree;
}

function branch(value: Tree | string | undefined): Tree {
  return typeof value === "object" ? value : {};
}

/** The elements of a list in their order. */
function listOf(value: Tree | string | undefined): Tree[] {
  return inOrder(value).map(branch);
}

function leavesOf(value: Tree | string | undefined): string[] {
  return inOrder(value).map(String);
}

function inOrder(value: Tree | string | undefined): (Tree | string)[] {
  return Object.entries(branch(value))
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, element]) => element);
}

function scoredIndicator({ parts, ...indicator }: Tree): StoredScoredIndicator {
  return { ...indicator, parts: listOf(parts).map(scoredIndicator) } as unknown as StoredScoredIndicator;
}
