import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import { textOf } from "@/lib/features/typed-texts/schema";

const reason = textOf("理由", 500).min(1, "请填写理由。");

/** A later last day for one unit. */
export const extendDeadlineSchema = z.object({
  fiscalYearId: z.uuid(),
  unitId: z.uuid("请选择单位。"),
  dueOn: z.string().refine(isDay, "请填写日期。"),
  reason,
});
export type ExtendDeadlineInput = z.input<typeof extendDeadlineSchema>;

export const withdrawExtensionSchema = z.object({ extensionId: z.uuid(), reason });

/** An extension as the bureau reads it. Times are ISO 8601. */
export interface ExtensionLine {
  id: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  dueOn: string;
  reason: string;
  by: string;
  at: string;
  withdrawn: { by: string; at: string; reason: string } | null;
  /** Whether it is what holds for the unit. */
  isInForce: boolean;
}
