import { z } from "zod";
import { isFormatId } from "@/lib/domain/formats/format-of";

/** A day of the district's calendar as a moment: a year opens when the day begins and is due when the day ends. */
export const beginningOf = (day: string) => new Date(`${day}T00:00:00+08:00`);
export const endOf = (day: string) => new Date(`${day}T23:59:59+08:00`);

const dates = {
  opensAt: z.iso.date("请填写开始日期。").transform(beginningOf),
  deadline: z.iso.date("请填写截止日期。").transform(endOf),
};

const asked = "须确认的事项有变化，请刷新后核对再办理。";

/** The consequences that were shown and confirmed, as sentences. */
export const confirmed = z.array(z.string(asked).max(1000, asked), asked).max(10, asked).default([]);

/** Whether something is asked that was not confirmed, as it stands. */
export function isUnanswered(questions: readonly string[], confirmed: readonly string[]): boolean {
  return questions.some((question) => !confirmed.includes(question));
}

export const deadlineFollows = <T extends { opensAt: Date | string; deadline: Date | string }>(input: T) =>
  input.opensAt < input.deadline;
export const deadlineMessage = { path: ["deadline"], message: "截止日期须晚于开始日期。" };

/** A fiscal year that may be opened. */
export const yearSchema = z.coerce
  .number("年度须为四位数。")
  .int("年度须为四位数。")
  .min(2015, "年度须在 2015 至 2100 之间。")
  .max(2100, "年度须在 2015 至 2100 之间。");

const fiscalYearId = z.uuid("请从年度列表中选择年度。");

export const updateFiscalYearSchema = z
  .object({
    fiscalYearId,
    tableSetId: z.string("请选择报表格式。").refine(isFormatId, "请选择报表格式。").optional(),
    ...dates,
    confirmed,
  })
  .refine(deadlineFollows, deadlineMessage);
export type UpdateFiscalYearInput = z.input<typeof updateFiscalYearSchema>;

export const setFiscalYearStageSchema = z.object({
  fiscalYearId,
  stage: z.enum(["open", "closed"], "请选择开放或关闭。"),
  confirmed,
});
