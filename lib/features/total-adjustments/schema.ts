import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import { yearSchema } from "@/lib/features/total-scopes/schema";
import { textOf } from "@/lib/features/typed-texts/schema";

const line = (name: string) => textOf(name, 200).min(1, `请填写${name}。`);

/** The kinds of what is entered beside the units, with the words for them. */
export const adjustmentKinds = { onBehalf: "代编（经费差额表）", adjustment: "调整（调整表）" } as const;
export type AdjustmentKind = keyof typeof adjustmentKinds;

/** How an adjustment stands. */
export const adjustmentStates = { proposed: "待批准", approved: "已批准", withdrawn: "已撤销" } as const;

export const MAX_ADJUSTMENT_LINES = 40;

/** What is entered into a total beside its units. */
export const proposeAdjustmentSchema = z.object({
  year: yearSchema,
  /** `null`: of the district. */
  departmentId: z.uuid().nullable(),
  kind: z.enum(Object.keys(adjustmentKinds) as [AdjustmentKind, ...AdjustmentKind[]]),
  basis: textOf("依据和涉及的单位", 500).min(1, "请写明依据和涉及的单位。"),
  documentNumber: line("文号"),
  documentDate: z.string().refine(isDay, "请填写文件日期。"),
  lines: z
    .array(
      z.object({
        /** `sheet:row:fund:column`; the row is empty where a subject is asked for. */
        place: z.string().min(1, "请选择栏目。").max(200),
        code: z.string().trim().max(10, "科目编码过长。"),
        /** As typed, in yuan. */
        amount: z.string().trim().min(1, "请填写金额。").max(60, "请只填金额。"),
      }),
    )
    .min(1, "请至少填列一笔金额。")
    .max(MAX_ADJUSTMENT_LINES, `一次最多 ${MAX_ADJUSTMENT_LINES} 笔，请分次提请。`),
});
export type ProposeAdjustmentInput = z.input<typeof proposeAdjustmentSchema>;
export type ProposeAdjustment = z.output<typeof proposeAdjustmentSchema>;

/**
 * What may be decided of an adjustment, with whether a reason is asked for. `approved`, `refused` of a proposed one (by
 * who proposed it: taken back); of an approved one `withdrawalAsked` by one person and `withdrawn` by another, or
 * `withdrawalDeclined` by anybody.
 */
export const adjustmentDecisions = {
  approved: { asksReason: false },
  refused: { asksReason: true },
  withdrawalAsked: { asksReason: true },
  withdrawn: { asksReason: false },
  withdrawalDeclined: { asksReason: false },
} as const;
export type AdjustmentDecision = keyof typeof adjustmentDecisions;

export const decideAdjustmentSchema = z
  .object({
    adjustmentId: z.uuid(),
    decision: z.enum(Object.keys(adjustmentDecisions) as [AdjustmentDecision, ...AdjustmentDecision[]]),
    /** Empty where none is asked for. */
    reason: textOf("理由", 500),
  })
  .refine(({ decision, reason }) => !adjustmentDecisions[decision].asksReason || reason !== "", {
    path: ["reason"],
    message: "请填写理由。",
  });
export type DecideAdjustment = z.output<typeof decideAdjustmentSchema>;

/** 代编 as the department itself writes it down: always its own. */
export const proposeOnBehalfSchema = proposeAdjustmentSchema
  .omit({ departmentId: true, kind: true })
  .extend({ unitId: z.uuid() });
export type ProposeOnBehalfInput = z.input<typeof proposeOnBehalfSchema>;
