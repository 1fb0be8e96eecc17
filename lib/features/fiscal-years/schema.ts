import { z } from "zod";

/** Table sets of lib/domain/tables. */
export const tableSetIds = ["fy2021", "fy2022"] as const;

const dates = {
  opensAt: z.coerce.date("请填写开始日期。"),
  deadline: z.coerce.date("请填写截止日期。"),
};

/** Parameters of the 核实性 checks: a share or an amount by name. */
const thresholds = z.record(z.string().max(60), z.number().finite()).default({});

const deadlineFollows = <T extends { opensAt: Date; deadline: Date }>(input: T) => input.opensAt < input.deadline;
const deadlineMessage = { path: ["deadline"], message: "截止日期须晚于开始日期。" };

export const createFiscalYearSchema = z
  .object({
    year: z.coerce.number().int("年度须为四位数。").min(2015, "年度须在 2015 至 2100 之间。").max(2100, "年度须在 2015 至 2100 之间。"),
    tableSetId: z.enum(tableSetIds, "请选择报表格式。"),
    catalogueId: z.string().min(1, "请选择科目目录。").max(40),
    ...dates,
    thresholds,
  })
  .refine(deadlineFollows, deadlineMessage);
export type CreateFiscalYearInput = z.input<typeof createFiscalYearSchema>;

export const updateFiscalYearSchema = z.object({ fiscalYearId: z.uuid(), ...dates, thresholds }).refine(deadlineFollows, deadlineMessage);
export type UpdateFiscalYearInput = z.input<typeof updateFiscalYearSchema>;

export const setFiscalYearStageSchema = z.object({ fiscalYearId: z.uuid(), stage: z.enum(["open", "closed"]) });
