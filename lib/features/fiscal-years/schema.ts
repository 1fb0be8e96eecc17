import { z } from "zod";
import { isFormatId } from "@/lib/domain/formats/format-of";

/** Days of the district's calendar: a year opens when the day begins and is due when the day ends. */
const dates = {
  opensAt: z.iso.date("请填写开始日期。").transform((day) => new Date(`${day}T00:00:00+08:00`)),
  deadline: z.iso.date("请填写截止日期。").transform((day) => new Date(`${day}T23:59:59+08:00`)),
};

/** The consequences that were shown and confirmed, as sentences. */
const confirmed = z.array(z.string().max(1000)).max(10).default([]);

const deadlineFollows = <T extends { opensAt: Date; deadline: Date }>(input: T) => input.opensAt < input.deadline;
const deadlineMessage = { path: ["deadline"], message: "截止日期须晚于开始日期。" };

export const createFiscalYearSchema = z
  .object({
    year: z.coerce
      .number()
      .int("年度须为四位数。")
      .min(2015, "年度须在 2015 至 2100 之间。")
      .max(2100, "年度须在 2015 至 2100 之间。"),
    catalogueId: z.string().min(1, "请选择科目目录。").max(40),
    ...dates,
    confirmed,
  })
  .refine(deadlineFollows, deadlineMessage);
export type CreateFiscalYearInput = z.input<typeof createFiscalYearSchema>;

export const updateFiscalYearSchema = z
  .object({
    fiscalYearId: z.uuid(),
    tableSetId: z.string().refine(isFormatId, "请选择报表格式。").optional(),
    ...dates,
    confirmed,
  })
  .refine(deadlineFollows, deadlineMessage);
export type UpdateFiscalYearInput = z.input<typeof updateFiscalYearSchema>;

export const setFiscalYearStageSchema = z.object({
  fiscalYearId: z.uuid(),
  stage: z.enum(["open", "closed"]),
  confirmed,
});
