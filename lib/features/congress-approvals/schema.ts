import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import { textOf } from "@/lib/features/typed-texts/schema";

const line = (name: string) => textOf(name, 200).min(1, `请填写${name}。`);

/** The decision of the people's congress on a year, as it is recorded or corrected. */
export const congressApprovalSchema = z.object({
  fiscalYearId: z.uuid(),
  body: line("批准机关"),
  meeting: line("会议名称"),
  decisionNumber: textOf("决议文号", 100),
  decidedOn: z.string().refine(isDay, "请填写批准日期。"),
  /** Revision of the record that the person saw; 0 when there was none. */
  revision: z.number().int().min(0),
});
export type CongressApprovalInput = z.input<typeof congressApprovalSchema>;
