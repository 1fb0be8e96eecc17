/** The performance part of a report package: self-evaluation forms and key evaluation reports (绩效). */
import { z } from "zod";
import { bands, directions, fundingRows, reportSections } from "@/lib/domain/performance/entries";
import type {
  StoredKeyEvaluation,
  StoredProjectForm,
  StoredScoredIndicator,
} from "@/lib/domain/performance/stored-performance";
import { isStorable } from "@/lib/domain/words/text-length";

const text = (max: number) => z.string().max(max, `最长${max}个字。`).refine(isStorable, "含有无法保存的字符。");
const optionalText = (max: number) => text(max).default("");

/** Without trailing zeros, as it is stored: 9.5, not 9.50. */
const scorePattern = /^\d{1,3}(\.\d?[1-9])?$/;
const score = (label: string) => z.string().regex(scorePattern, `${label}须为数字，最多两位小数，末尾不带0。`);
const optionalScore = (label: string) =>
  z.union([z.literal(""), score(label)], `${label}须为数字，最多两位小数，末尾不带0；没有时为空。`).default("");
const yuan = z.string().regex(/^(\d{1,12}\.\d{2})?$/, '须为元，带两位小数的文本，如 "66640.00"；没有时为空。');

export const indicatorSchema = z.strictObject({
  first: text(100),
  second: text(100),
  third: text(300),
  direction: z.enum(directions, "指标方向不正确。").default("qualitative"),
  target: text(300),
  actual: text(300),
  unit: optionalText(30),
  band: z.union([z.enum(bands), z.literal("")], "定性指标的档次不正确。").default(""),
  weight: score("分值"),
  score: optionalScore("得分"),
  reason: text(4000),
});

/** One element for each row that has an amount. */
export const fundingSchema = z
  .array(
    z.strictObject({
      id: z.enum(fundingRows, "资金行不正确。"),
      originalBudget: yuan,
      adjustedBudget: yuan,
      executed: yuan,
    }),
  )
  .max(fundingRows.length, `资金来源最多${fundingRows.length}行。`);

export const projectSchema: z.ZodType<StoredProjectForm> = z.strictObject({
  name: text(200),
  implementer: optionalText(200),
  supervisor: optionalText(200),
  phone: optionalText(50),
  funding: fundingSchema,
  goal: text(20_000),
  attainment: text(20_000),
  executionScore: optionalScore("预算执行率得分"),
  statedScore: optionalScore("自评得分"),
  lowScorePlan: optionalText(4000),
  indicators: z.array(indicatorSchema).max(200, "指标最多200行。"),
});

/** 一级, 二级, 三级: no deeper. */
function scoredIndicator(depth: number): z.ZodType<StoredScoredIndicator> {
  return z.strictObject({
    name: text(300),
    weight: score("分值"),
    score: optionalScore("得分"),
    parts:
      depth === 0
        ? z.array(z.never("指标最多三级。")).max(0, "指标最多三级。")
        : z.array(scoredIndicator(depth - 1)).max(50, "下级指标最多50个。"),
  });
}

export const keyEvaluationSchema: z.ZodType<StoredKeyEvaluation> = z.strictObject({
  project: text(200),
  fundTableTitle: optionalText(200),
  funding: z.strictObject({ budget: yuan, received: yuan, executed: yuan }),
  sections: z.strictObject(
    Object.fromEntries(reportSections.map((section) => [section, text(20_000).exactOptional()])),
  ) as z.ZodType<StoredKeyEvaluation["sections"]>,
  targets: z.array(z.strictObject({ name: text(300), target: text(300) })).max(100, "绩效目标最多100条。"),
  indicators: z.array(scoredIndicator(2)).max(50, "一级指标最多50个。"),
  statedScore: optionalScore("综合得分"),
  problems: z.array(text(4000)).max(100, "问题最多100条。"),
  suggestions: z.array(text(4000)).max(100, "建议最多100条。"),
  annex: z
    .array(
      z.strictObject({ first: text(300), second: text(300), third: text(300), target: text(300), actual: text(300) }),
    )
    .max(300, "绩效目标表最多300行。"),
});
