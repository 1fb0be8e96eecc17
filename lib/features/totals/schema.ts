import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import { textOf } from "@/lib/features/typed-texts/schema";
import type { TotalFinding } from "@/lib/domain/consolidation/total-rules";
import { versionBases, type TotalScope } from "@/lib/domain/consolidation/scope";
import { summandColumns, type SummandColumn } from "@/lib/domain/consolidation/total";
import { versionStatuses } from "@/lib/domain/report/lifecycle";
import { severities, type Severity } from "@/lib/domain/words/finding";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { transferKinds, type TransferKindId } from "@/lib/domain/words/counterparts";

const factKeySchema = z.custom<FactKey>((key) => typeof key === "string" && key.split(":").length === 4);
const factsSchema = z.array(z.tuple([factKeySchema, z.number().int()]));
const pairSchema = z.object({
  payer: z.uuid(),
  receiver: z.uuid(),
  kind: z.enum(transferKinds.map(({ id }) => id) as [TransferKindId, ...TransferKindId[]]),
  paid: z.number().int().nullable(),
  received: z.number().int().nullable(),
});
const findingSchema: z.ZodType<TotalFinding> = z.object({
  ruleId: z.string(),
  severity: z.enum(severities as [Severity, ...Severity[]]),
  key: z.string(),
  message: z.string(),
  units: z.array(z.string()),
});

/** A total as it was made, and as it is stored. */
export const madeTotalSchema = z.object({
  /** Facts of each summand, by key; fen or counts. */
  summands: z.object(
    Object.fromEntries(summandColumns.map((column) => [column, factsSchema])) as Record<
      SummandColumn,
      typeof factsSchema
    >,
  ),
  /** Statements that a sheet has no data which every unit makes, by slot. */
  stated: z.array(z.tuple([z.string(), z.string()])),
  /** Of the units that have accounts of last year. */
  priorYear: factsSchema,
  members: z.array(
    z.object({
      unitId: z.uuid(),
      code: z.string(),
      name: z.string(),
      versionId: z.uuid(),
      number: z.number().int(),
      status: z.enum(versionStatuses),
      /** Of what was approved, else of the version and its revision. */
      contentHash: z.string(),
      blocking: z.number().int().nullable(),
      unreadable: z.number().int(),
      hasPriorYear: z.boolean(),
    }),
  ),
  missing: z.array(z.object({ unitId: z.uuid(), code: z.string(), name: z.string(), state: z.string() })),
  pairs: z.array(pairSchema),
  left: z.array(pairSchema.extend({ reason: z.enum(["unequal", "oneSided", "unbacked"]) })),
  findings: z.array(findingSchema),
});
export type MadeTotal = z.output<typeof madeTotalSchema>;
export type MadeMember = MadeTotal["members"][number];

/** Totals of more units than these are made by a job, and shown as of then. */
export const LIVE_UNITS = 150;

const year = z.number().int().min(2000).max(2100);

/** Which total is asked for. */
export const askedTotalSchema = z.object({
  year,
  scope: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("own"), departmentId: z.uuid() }),
    z.object({ kind: z.literal("department"), departmentId: z.uuid() }),
    z.object({ kind: z.literal("district") }),
  ]),
  basis: z.enum(versionBases),
});
export type AskedTotal = z.output<typeof askedTotalSchema>;

/** The department of a scope; `null` for the district. */
export function departmentOfScope(scope: TotalScope): string | null {
  return scope.kind === "district" ? null : scope.departmentId;
}

const line = (name: string) => textOf(name, 200).min(1, `请填写${name}。`);

/** The kinds of what is entered beside the units, with the words for them. */
export const adjustmentKinds = { onBehalf: "代编（经费差额表）", adjustment: "调整（调整表）" } as const;
export type AdjustmentKind = keyof typeof adjustmentKinds;

/** How an adjustment stands. */
export const adjustmentStates = { proposed: "待批准", approved: "已批准", withdrawn: "已撤销" } as const;

export const MAX_ADJUSTMENT_LINES = 40;

/** What is entered into a total beside its units. */
export const proposeAdjustmentSchema = z.object({
  year,
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

export const decideAdjustmentSchema = z.object({ adjustmentId: z.uuid(), decision: z.enum(["approved", "withdrawn"]) });
export type DecideAdjustment = z.output<typeof decideAdjustmentSchema>;

/** The total as the person saw it. */
export const freezeTotalSchema = z.object({ totalId: z.uuid(), contentHash: z.string().regex(/^[0-9a-f]{64}$/) });
export type FreezeTotal = z.output<typeof freezeTotalSchema>;
