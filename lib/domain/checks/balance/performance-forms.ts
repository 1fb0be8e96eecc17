import { quoted } from "../../words/quoted";
import { formatYuan } from "../../words/amounts";
import { fundingStageLabels, fundingStages, type EvaluationIndicator } from "../../performance/forms";
import type { Observation, Rule } from "../rule/rule";

const balance = {
  needs: "performance",
  ruleClass: "balance",
  severity: "blocking",
  scope: "form",
  basis: "项目支出绩效评价管理办法（财预〔2020〕10号）",
} as const;
const FULL_SCORE = 100_00;
const EXECUTION_WEIGHT = 10_00;

const points = (hundredths: number): string => `${(hundredths / 100).toFixed(2)} 分`;
const totalOf = <T>(items: readonly T[], figure: (item: T) => number): number =>
  items.reduce((total, item) => total + figure(item), 0);

/** A stated figure against the sum of its parts; nothing while they agree. */
function compare(
  place: string,
  label: string,
  stated: number,
  parts: number,
  words: (figure: number) => string,
  advice: string,
): Observation[] {
  if (stated === parts) return [];
  const message = `${label} ${words(stated)}，各分项之和 ${words(parts)}，两者应相等，相差 ${words(Math.abs(stated - parts))}。${advice}`;
  return [{ place, message, left: stated, right: parts }];
}

/** Every indicator that has parts weighs as much as they do together. */
function unbalancedIndicators(indicators: readonly EvaluationIndicator[], path: string, advice: string): Observation[] {
  return indicators.flatMap(({ name, weight, parts }) => {
    if (!parts) return [];
    const place = `${path}.${name}`;
    return [
      ...compare(
        place,
        `${path}${quoted(name)}权重`,
        weight,
        totalOf(parts, (part) => part.weight),
        points,
        advice,
      ),
      ...unbalancedIndicators(parts, place, advice),
    ];
  });
}

/** B-60 … B-63: self-evaluation forms and key evaluation reports add up. */
export const performanceFormRules: readonly Rule[] = [
  {
    id: "B-60",
    ...balance,
    title: "自评表年度资金总额等于当年财政拨款、上年结转资金与其他资金之和",
    advice: "请核对项目资金各栏。",
    prepare:
      (_, { performance }) =>
      () =>
        (performance?.selfEvaluations ?? []).flatMap(({ project, funding }) =>
          fundingStages.flatMap((stage) => {
            const { total, currentAppropriation, carriedOver, other } = funding[stage];
            const label = `项目${quoted(project)}${fundingStageLabels[stage]}年度资金总额`;
            const yuan = (figure: number) => `${formatYuan(figure)} 元`;
            return compare(
              `${project}.${stage}`,
              label,
              total,
              currentAppropriation + carriedOver + other,
              yuan,
              "请核对项目资金各栏。",
            );
          }),
        ),
  },
  {
    id: "B-61",
    ...balance,
    title: "自评表权重合计100分：预算执行率10分，指标90分；各一级指标权重等于其下指标之和",
    advice: "请调整指标权重。",
    prepare:
      (_, { performance }) =>
      () =>
        (performance?.selfEvaluations ?? []).flatMap(({ project, execution, groups }) => {
          const advice = "请调整指标权重。";
          const label = (part: string) => `项目${quoted(project)}${part}`;
          return [
            ...compare(
              `${project}.execution`,
              label("预算执行率权重应为 10.00 分，现权重"),
              execution.weight,
              EXECUTION_WEIGHT,
              points,
              advice,
            ),
            ...compare(
              `${project}.total`,
              label("权重满分"),
              FULL_SCORE,
              execution.weight + totalOf(groups, ({ weight }) => weight),
              points,
              advice,
            ),
            ...groups.flatMap(({ name, weight, indicators }) =>
              compare(
                `${project}.${name}`,
                label(`${quoted(name)}权重`),
                weight,
                totalOf(indicators, (indicator) => indicator.weight),
                points,
                advice,
              ),
            ),
          ];
        }),
  },
  {
    id: "B-62",
    ...balance,
    title: "自评总分等于预算执行率得分与各指标得分之和",
    advice: "请核对各项得分。",
    prepare:
      (_, { performance }) =>
      () =>
        (performance?.selfEvaluations ?? []).flatMap(({ project, execution, groups, totalScore }) => {
          const scores =
            execution.score + totalOf(groups, ({ indicators }) => totalOf(indicators, ({ score }) => score));
          return compare(project, `项目${quoted(project)}自评总分`, totalScore, scores, points, "请核对各项得分。");
        }),
  },
  {
    id: "B-63",
    ...balance,
    title: "重点评价一级指标权重合计100分，各级指标权重等于下级之和",
    advice: "请调整指标权重。",
    prepare:
      (_, { performance }) =>
      () =>
        (performance?.keyEvaluations ?? []).flatMap(({ project, indicators }) => {
          const path = `项目${quoted(project)}`;
          return [
            ...compare(
              project,
              `${path}权重满分`,
              FULL_SCORE,
              totalOf(indicators, ({ weight }) => weight),
              points,
              "请调整指标权重。",
            ),
            ...unbalancedIndicators(indicators, path, "请调整指标权重。"),
          ];
        }),
  },
];
