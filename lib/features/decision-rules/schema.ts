import { z } from "zod";
import { congressDemands, longestClock, type CongressDemand } from "@/lib/domain/decision/decision-rule";
import { daysBetween, isDay } from "@/lib/domain/register/days";
import { textOf } from "@/lib/features/typed-texts/schema";

const days = z.coerce
  .number("天数须为整数。")
  .int("天数须为整数。")
  .min(1, `天数须在 1 至 ${longestClock} 之间。`)
  .max(longestClock, `天数须在 1 至 ${longestClock} 之间。`);

/** The rule of a year as a form has it. */
export const ruleSchema = z.object(
  {
    bureauDays: days,
    departmentDays: days,
    publicationDays: days,
    movesOffHolidays: z.boolean("请选择遇节假日是否顺延。"),
    congress: z.enum(
      Object.keys(congressDemands) as [CongressDemand, ...CongressDemand[]],
      "请选择人大批准尚未登记时如何办理。",
    ),
  },
  "请填写批复和公开的期限。",
);

/** The rule of a year as it is to be, and as the person saw it. */
export const decisionRuleSchema = z.object({
  fiscalYearId: z.uuid("请选择年度。"),
  rule: ruleSchema,
  known: ruleSchema,
});
export type DecisionRuleInput = z.input<typeof decisionRuleSchema>;

/** Longest stretch of days that is entered at once. */
const longestStretch = 31;

const day = (message: string) => z.string().refine(isDay, message);

/** Days of a district that are worked, or not, whatever the arrangements say. */
export const ownDaysSchema = z
  .object({
    from: day("请填写开始日期。"),
    to: day("请填写结束日期。"),
    isWorked: z.boolean(),
    name: textOf("名称", 40).min(1, "请填写名称，如“2027年春节”。"),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "结束日期不能早于开始日期。" })
  .refine(({ from, to }) => daysBetween(from, to) < longestStretch, {
    path: ["to"],
    message: `一次最多登记 ${longestStretch} 天。`,
  });
export type OwnDaysInput = z.input<typeof ownDaysSchema>;

export const removeOwnDaySchema = z.object({ day: day("没有这一天。") });
