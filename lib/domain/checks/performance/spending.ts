import { quoted } from "../../words/quoted";
import { formatWanTrimmed, wanHundredths } from "../../words/amounts";
import type { SubjectRow } from "../../formats/declared-names";
import { parseValue } from "../../performance/decimal";
import type { PerformanceEntry, ProjectEntry } from "../../performance/entries";
import { cellId } from "../../formats/names";
import { cellFigure, columnFigure, itemRows, type Asked } from "../rule/asked-figures";
import type { Observation, Rule } from "../rule/rule";
import { onPerformance, performanceLogic } from "./performance-rule";

const FULL_SHARE = 100_00;
const projectSpending = cellId("expenditure", "total", "project");
const wan = (fen: number) => `${formatWanTrimmed(fen)} 万元`;

const spending = cellFigure(projectSpending);
const [basicOf, projectOf] = [columnFigure("expenditure", "basic"), columnFigure("expenditure", "project")];

/**
 * Subject whose basic expenditure is exactly (to the printed digit) what the project spent, and which has no project
 * expenditure.
 */
function basicSubjectOf(
  asked: Asked,
  { funding }: ProjectEntry,
): { code: SubjectRow; label: string; amount: number } | null {
  const executed = funding.total.executed;
  if (executed === null || executed <= 0) return null;
  const row = itemRows(asked, "expenditure").find(
    (each) => wanHundredths(basicOf(asked, each)) === wanHundredths(executed) && projectOf(asked, each) === 0,
  );
  if (row === undefined) return null;
  const code = asked.figures.idOfRow(row);
  return { code, label: asked.context.functional.get(code)?.name ?? "", amount: basicOf(asked, row) };
}

const FEN_PER_UNIT: readonly (readonly [unit: string, fen: number])[] = [
  ["万元", 1_000_000],
  ["万", 1_000_000],
  ["元", 100],
];

/** A cost in fen; `null` when it is no amount of money. */
function costOf(text: string, unit = ""): number | null {
  const found = FEN_PER_UNIT.find(([name]) => text.trim().endsWith(name) || unit === name);
  if (!found) return null;
  const parsed = parseValue(text, found[0]);
  return parsed.ok ? Number((parsed.value * BigInt(found[1])) / 1_000_000n) : null;
}

interface CostPlan {
  name: string;
  budget: number | null;
  executed: number | null;
  costs: { target: number | null; actual: number | null }[];
}

/** Money in the cost indicators of forms and of the annexes of key evaluations. */
function costPlansOf({ projects, keyEvaluations }: PerformanceEntry): CostPlan[] {
  const isCost = ({ second }: { second: string }) => second.includes("成本");
  const isMoney = ({ target, actual }: CostPlan["costs"][number]) => target !== null || actual !== null;
  const plans = [
    ...projects.map(
      ({ name, funding, indicators }): CostPlan => ({
        name: `项目${quoted(name)}`,
        budget: funding.total.adjustedBudget,
        executed: funding.total.executed,
        costs: indicators
          .filter((indicator) => isCost(indicator) && indicator.direction !== "qualitative")
          .map(({ target, actual, unit }) => ({ target: costOf(target, unit), actual: costOf(actual, unit) }))
          .filter(isMoney),
      }),
    ),
    ...keyEvaluations.map(
      ({ project, funding, annex }): CostPlan => ({
        name: `${quoted(project)}评价报告附件`,
        budget: funding.budget,
        executed: funding.executed,
        costs: annex
          .filter(isCost)
          .map(({ target, actual }) => ({ target: costOf(target), actual: costOf(actual) }))
          .filter(isMoney),
      }),
    ),
  ];
  return plans.filter(({ costs }) => costs.length > 0);
}

function sumOf(figures: readonly (number | null)[]): number | null {
  return figures.reduce<number | null>(
    (total, figure) => (total === null || figure === null ? null : total + figure),
    0,
  );
}

/** L-43, L-44, L-46, L-52: the money of the projects. */
export const performanceSpendingRules: readonly Rule[] = [
  {
    id: "L-43",
    ...performanceLogic,
    severity: "explain",
    title: "参加评价的项目，其支出列在项目支出中",
    advice: "请核对该项目是否列入了基本支出。",
    prepare: (figures, context) => () =>
      (context.performanceEntry?.projects ?? []).flatMap((project): Observation[] => {
        const subject = basicSubjectOf({ figures, context }, project);
        if (!subject) return [];
        const message =
          `项目${quoted(project.name)}执行数 ${wan(project.funding.total.executed!)}，` +
          `与“${subject.code} ${subject.label}”的基本支出 ${wan(subject.amount)} 相同，该科目没有项目支出。请核对该项目是否列入了基本支出。`;
        return [
          {
            place: project.name,
            message,
            left: project.funding.total.executed,
            right: subject.amount,
            cells: [cellId("expenditure", subject.code, "basic"), cellId("expenditure", subject.code, "project")],
          },
        ];
      }),
  },
  {
    id: "L-44",
    ...performanceLogic,
    severity: "explain",
    scope: "crossTable",
    title: "参加评价的项目执行数之和不超过项目支出，全面自评时两者相等",
    advice: "请核对各项目执行数与支出决算表。",
    prepare: (figures, context) => {
      const { performanceEntry, given } = context;
      const asked = { figures, context };
      return () => {
        if (!performanceEntry || performanceEntry.projects.length === 0) return [];
        const spent = spending(asked);
        const inBasic = performanceEntry.projects.filter((project) => basicSubjectOf(asked, project) !== null);
        const others = performanceEntry.projects
          .filter((project) => !inBasic.includes(project))
          .map(({ funding }) => funding.total);
        const known = others.filter(({ executed }) => executed !== null);
        const executed = known.reduce((total, each) => total + each.executed!, 0);
        const observation = (place: string, message: string, left: number): Observation[] => [
          {
            place,
            message: `${message}。请核对各项目执行数与支出决算表。`,
            left,
            right: spent,
            cells: [projectSpending],
          },
        ];
        if (wanHundredths(executed) > wanHundredths(spent))
          return observation(
            "sum",
            `参加评价的项目执行数合计 ${wan(executed)}，超过支出决算表项目支出 ${wan(spent)}`,
            executed,
          );
        const coverage = given?.performance?.coverage;
        if (coverage?.share === FULL_SHARE) {
          // What the stated budget leaves at most, after what is known to be unspent or booked as basic expenditure.
          const unspent = known.reduce(
            (total, each) =>
              total + (each.adjustedBudget === null ? 0 : Math.max(0, each.adjustedBudget - each.executed!)),
            0,
          );
          const atMost =
            coverage.budget - unspent - inBasic.reduce((total, { funding }) => total + funding.total.executed!, 0);
          if (wanHundredths(atMost) < wanHundredths(spent))
            return observation(
              "coverage",
              `涉及资金 ${wan(coverage.budget)} 减去已知未执行和列入基本支出的部分，至多 ${wan(atMost)}，不足支出决算表项目支出 ${wan(spent)}，与占 100% 矛盾`,
              atMost,
            );
        }
        if (known.length === others.length && wanHundredths(executed) < wanHundredths(spent))
          return observation(
            "rest",
            `参加评价的项目执行数合计 ${wan(executed)}，小于支出决算表项目支出 ${wan(spent)}，有项目没有参加评价`,
            executed,
          );
        return [];
      };
    },
  },
  {
    id: "L-46",
    ...performanceLogic,
    severity: "explain",
    title: "成本指标的实际完成值等于项目执行数",
    advice: "请按实际支出填写成本指标。",
    prepare: onPerformance((entry) =>
      costPlansOf(entry).flatMap(({ name, executed, costs }): Observation[] => {
        const actual = sumOf(costs.map((cost) => cost.actual));
        if (actual === null || executed === null || wanHundredths(actual) === wanHundredths(executed)) return [];
        return [
          {
            place: name,
            message: `${name}成本指标实际完成值 ${wan(actual)}，执行数 ${wan(executed)}，两者应相等，相差 ${wan(Math.abs(actual - executed))}。请按实际支出填写成本指标。`,
            left: actual,
            right: executed,
          },
        ];
      }),
    ),
  },
  {
    id: "L-52",
    ...performanceLogic,
    severity: "explain",
    title: "成本指标的年度指标值之和不超过项目预算",
    advice: "请核对成本指标与预算。",
    prepare: onPerformance((entry) =>
      costPlansOf(entry).flatMap(({ name, budget, costs }): Observation[] => {
        const target = sumOf(costs.map((cost) => cost.target));
        if (target === null || budget === null || wanHundredths(target) <= wanHundredths(budget)) return [];
        return [
          {
            place: name,
            message: `${name}成本指标的年度指标值合计 ${wan(target)}，超过项目预算 ${wan(budget)}。请核对成本指标与预算。`,
            left: target,
            right: budget,
          },
        ];
      }),
    ),
  },
];
