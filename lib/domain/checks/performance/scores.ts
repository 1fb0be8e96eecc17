import { quoted } from "../../words/quoted";
import { formatScore, isInBand, LOW_SCORE } from "../../performance/scoring";
import { bandLabels, type PerformanceEntry, type ScoredIndicator } from "../../performance/entries";
import { evaluateProject, type EvaluatedIndicator } from "../../performance/self-evaluation";
import { sumOfScores } from "../../performance/summary";
import { similarity } from "../../performance/similarity";
import { limitsOf } from "../rule/ask";
import type { Observation, Rule } from "../rule/rule";
import { onPerformance, performanceLogic, performanceVerification } from "./performance-rule";

const EXCELLENT = 90_00;
/** Scores are held in hundredths of a point. */
const HUNDREDTHS = 100;
/** Fewer projects than this have no distribution. */
const SEVERAL = 3;
const NEARLY_IDENTICAL = 0.9;

const points = (score: number) => `${formatScore(score)} 分`;

/** Runs over every indicator of every form. */
function onIndicators(
  { projects }: PerformanceEntry,
  problem: (indicator: EvaluatedIndicator) => string | null,
): Observation[] {
  return projects.map(evaluateProject).flatMap(({ entry: { name }, groups }) =>
    groups.flatMap(({ indicators }) =>
      indicators.flatMap((indicator): Observation[] => {
        const said = problem(indicator);
        const { third } = indicator.entry;
        return said === null
          ? []
          : [
              {
                place: `${name}.${third}`,
                message: `项目${quoted(name)}指标${quoted(third)}${said}`,
                left: indicator.score,
                right: indicator.entry.weight,
              },
            ];
      }),
    ),
  );
}

/** What is wrong with a value or with a stated score that the formula makes otherwise. */
function valueProblem({ entry, byFormula }: EvaluatedIndicator): string | null {
  if (entry.direction === "qualitative") return null;
  if (!byFormula.ok) return `：${byFormula.message}`;
  if (entry.score === null || entry.score === byFormula.score) return null;
  return `得分 ${points(entry.score)}，按公式应为 ${points(byFormula.score)}（${byFormula.formula}）。请按评分规则填写。`;
}

function scoreProblem({ entry, score }: EvaluatedIndicator): string | null {
  if (score === null) return null;
  if (score > entry.weight) return `得分 ${points(score)}，超过分值 ${points(entry.weight)}。请按评分规则填写。`;
  if (entry.direction === "qualitative" && entry.band && !isInBand(score, entry.weight, entry.band))
    return `得分 ${points(score)}，不在${quoted(bandLabels[entry.band])}一档之内（分值 ${points(entry.weight)}）。请按评分规则填写。`;
  return score < entry.weight && entry.reason.trim() === ""
    ? `得分 ${points(score)}，低于分值 ${points(entry.weight)}，没有填写偏差原因。请填写原因及改进措施。`
    : null;
}

function leavesOf(indicators: readonly ScoredIndicator[]): ScoredIndicator[] {
  return indicators.flatMap((indicator) => (indicator.parts.length === 0 ? [indicator] : leavesOf(indicator.parts)));
}

/** L-47, L-48, L-53, V-32, V-33: scores and what they rest on. */
export const performanceScoreRules: readonly Rule[] = [
  {
    id: "L-47",
    ...performanceLogic,
    severity: "explain",
    title: "实际完成值为数值，不带≥、≤；得分按评分规则由指标值和完成值得出",
    advice: "请填写实际数值。",
    prepare: onPerformance((entry) => onIndicators(entry, valueProblem)),
  },
  {
    id: "L-48",
    ...performanceLogic,
    severity: "explain",
    title: "得分低于分值的填写偏差原因，定性指标的得分在所选档次之内，总分低于80分的说明改进措施",
    advice: "请填写原因及改进措施。",
    prepare: onPerformance((entry) => [
      ...onIndicators(entry, scoreProblem),
      ...entry.projects
        .map(evaluateProject)
        .flatMap(({ entry: { name, lowScorePlan }, hasForm, score }): Observation[] =>
          !hasForm || score === null || score >= LOW_SCORE || lowScorePlan.trim() !== ""
            ? []
            : [
                {
                  place: name,
                  message: `项目${quoted(name)}自评得分 ${points(score)}，低于80分，没有说明未实现绩效目标的原因和拟采取的措施。请填写原因及改进措施。`,
                  left: score,
                  right: LOW_SCORE,
                },
              ],
        ),
    ]),
  },
  {
    id: "L-53",
    ...performanceLogic,
    severity: "explain",
    title: "重点绩效评价列出各指标得分，合计等于综合得分",
    advice: "请补充或核对各指标得分。",
    prepare: onPerformance(({ keyEvaluations }) =>
      keyEvaluations.flatMap(({ project, indicators, statedScore }): Observation[] => {
        const leaves = leavesOf(indicators);
        const missing = leaves.filter(({ score }) => score === null).length;
        const total = sumOfScores(indicators);
        const said =
          leaves.length === 0 || missing > 0
            ? `没有列出${missing === leaves.length ? "各" : `其中 ${missing} 项`}指标的得分，综合得分${statedScore === null ? "" : ` ${points(statedScore)}`}无法核实`
            : statedScore !== null && total !== statedScore
              ? `各指标得分合计 ${points(total!)}，综合得分 ${points(statedScore)}，两者应相等`
              : null;
        return said === null
          ? []
          : [
              {
                place: project,
                message: `${quoted(project)}评价报告${said}。请补充或核对各指标得分。`,
                left: statedScore,
                right: total,
              },
            ];
      }),
    ),
  },
  {
    id: "V-32",
    ...performanceVerification,
    severity: "hint",
    title: "自评得分都在90分以上，或者彼此相差很小",
    advice: "请核对评分是否从严。",
    prepare: onPerformance(({ projects }, context) => {
      const scores = projects.map(evaluateProject).flatMap(({ score }) => (score === null ? [] : [score]));
      if (scores.length < SEVERAL) return [];
      const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
      if (lowest < EXCELLENT && highest - lowest >= limitsOf(context).scoreSpreadPoints * HUNDREDTHS) return [];
      return [
        {
          place: "scores",
          message: `${scores.length}个项目的自评得分在 ${points(lowest)}至 ${points(highest)}之间${lowest >= EXCELLENT ? "，没有一个低于90分" : ""}。请核对评分是否从严。`,
          left: lowest,
          right: highest,
        },
      ];
    }),
  },
  {
    id: "V-33",
    ...performanceVerification,
    title: "目标实际完成情况与年初预期目标几乎相同",
    advice: "请写明实际完成了什么。",
    prepare: onPerformance(({ projects }) =>
      projects.flatMap(({ name, goal, attainment }): Observation[] => {
        if (goal.trim() === "" || attainment.trim() === "" || similarity(goal, attainment) < NEARLY_IDENTICAL)
          return [];
        return [
          {
            place: name,
            message: `项目${quoted(name)}的目标实际完成情况与年初预期目标${goal.trim() === attainment.trim() ? "逐字相同" : "几乎相同"}。请写明实际完成了什么。`,
          },
        ];
      }),
    ),
  },
];
