import type { Grade, GradeBand } from "../words/grades";
import type { Band, IndicatorEntry } from "./entries";
import { parseRange, parseValue, proportion, type ValueProblem } from "./decimal";

/** 预算执行率 weighs 10 points, always (domain-rules §1.1). */
export const EXECUTION_WEIGHT = 10_00;
export const FULL_SCORE = 100_00;
/** Below this total the form asks what was missed and what will be done. */
export const LOW_SCORE = 80_00;

/** The grade of a score by the bands of a format. */
export function gradeOf(score: number, bands: readonly GradeBand[]): Grade {
  return (bands.find(({ from }) => score >= from) ?? bands.at(-1)!).grade;
}

/** A grade as the format calls it. */
export function gradeLabel(grade: Grade, bands: readonly GradeBand[]): string {
  return bands.find((band) => band.grade === grade)?.label ?? grade;
}

/** Points with trailing zeros trimmed: `99.63`, `98`. */
export function formatScore(hundredths: number): string {
  return (hundredths / 100).toFixed(2).replace(/\.?0+$/, "");
}

/**
 * Share of the weight that a band allows, in percent: at least `from`; below `below`, except that the first reaches
 * 100.
 */
const bandShares: Record<Band, { from: number; below: number }> = {
  attained: { from: 80, below: Infinity },
  partlyAttained: { from: 60, below: 80 },
  notAttained: { from: 0, below: 60 },
};

/** Whether a score lies inside the band of its indicator (100–80 % inclusive, 80–60 % inclusive, below 60 %). */
export function isInBand(score: number, weight: number, band: Band): boolean {
  const { from, below } = bandShares[band];
  return score <= weight && score * 100 >= weight * from && score * 100 < weight * below;
}

/** What the form's rules make of an indicator: the points, and how they come about; or why they cannot be computed. */
export type IndicatorScore =
  | { ok: true; score: number; formula: string }
  | { ok: false; problem: ValueProblem | "noRange" | "byJudgement"; message: string };

const problemMessages: Record<ValueProblem, string> = {
  missing: "尚未填写",
  hasOperator: "应为数值，不带≥、≤等符号",
  notANumber: "不是数值",
};

/**
 * Points of an indicator by the notes of the form (domain-rules §1.1). Qualitative ones are given by judgement and have
 * none.
 */
export function scoreByFormula(
  indicator: Pick<IndicatorEntry, "direction" | "target" | "actual" | "unit" | "weight">,
): IndicatorScore {
  const { direction, weight, unit } = indicator;
  if (direction === "qualitative")
    return { ok: false, problem: "byJudgement", message: "定性指标按完成情况分三档，在档内评分。" };
  const actual = parseValue(indicator.actual, unit);
  if (!actual.ok)
    return {
      ok: false,
      problem: actual.problem,
      message: `实际完成值“${indicator.actual}”${problemMessages[actual.problem]}，无法按公式计分。`,
    };
  const full = (why: string): IndicatorScore => ({
    ok: true,
    score: weight,
    formula: `${why}，得满分 ${formatScore(weight)} 分`,
  });
  const share = (part: bigint, whole: bigint, words: string): IndicatorScore => {
    const score = whole === 0n ? 0 : proportion(weight, part, whole);
    return { ok: true, score, formula: `${words} × 分值 ${formatScore(weight)} = ${formatScore(score)} 分` };
  };
  const [typedTarget, typedActual] = [indicator.target, indicator.actual].map((text) => text.trim());
  if (direction === "range") {
    const range = parseRange(indicator.target, unit);
    if (!range)
      return { ok: false, problem: "noRange", message: `年度指标值“${indicator.target}”不是区间，请填写如 10-20。` };
    if (actual.value < range.low)
      return share(actual.value, range.low, `低于区间：实际完成值 ${typedActual} ÷ 区间下限`);
    if (actual.value > range.high)
      return share(range.high, actual.value, `高于区间：区间上限 ÷ 实际完成值 ${typedActual}`);
    return full(`实际完成值 ${typedActual} 在区间 ${typedTarget} 之内`);
  }
  const target = parseValue(indicator.target, unit);
  if (!target.ok)
    return {
      ok: false,
      problem: target.problem,
      message: `年度指标值“${indicator.target}”${problemMessages[target.problem]}，无法按公式计分。`,
    };
  const upward = () => share(actual.value, target.value, `实际完成值 ${typedActual} ÷ 年度指标值 ${typedTarget}`);
  const downward = () => share(target.value, actual.value, `年度指标值 ${typedTarget} ÷ 实际完成值 ${typedActual}`);
  switch (direction) {
    case "atLeast":
    case "moreThan":
      return actual.value > target.value || (direction === "atLeast" && actual.value === target.value)
        ? full("达到年度指标值")
        : upward();
    case "atMost":
    case "lessThan":
      return actual.value < target.value || (direction === "atMost" && actual.value === target.value)
        ? full("未超过年度指标值")
        : downward();
    case "equals":
      if (actual.value === target.value) return full("等于年度指标值");
      return actual.value < target.value ? upward() : downward();
  }
}

/** 预算执行率得分: min(全年执行数 ÷ 全年预算数, 1) × 10, from unrounded amounts; `null` without a budget. */
export function executionScore(executed: number, adjustedBudget: number): { score: number; formula: string } | null {
  if (adjustedBudget <= 0 || executed < 0) return null;
  const score = proportion(EXECUTION_WEIGHT, BigInt(executed), BigInt(adjustedBudget));
  return { score, formula: `全年执行数 ÷ 全年预算数 × 分值 10 = ${formatScore(score)} 分` };
}
