import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";

const line = (name: string) =>
  z
    .string()
    .trim()
    .min(1, `请填写${name}。`)
    .max(200, `${name}最多两百字。`)
    .refine((text) => !text.includes("\u0000"), `${name}中含有无法保存的字符。`);

/** The decision of the people's congress on a year, as it is recorded or corrected. */
export const congressApprovalSchema = z.object({
  fiscalYearId: z.uuid(),
  body: line("批准机关"),
  meeting: line("会议名称"),
  decisionNumber: z
    .string()
    .trim()
    .max(100, "决议文号最多一百字。")
    .refine((text) => !text.includes("\u0000"), "决议文号中含有无法保存的字符。"),
  decidedOn: z.string().refine(isDay, "请填写批准日期。"),
  /** Revision of the record that the person saw; 0 when there was none. */
  revision: z.number().int().min(0),
});
export type CongressApprovalInput = z.input<typeof congressApprovalSchema>;
