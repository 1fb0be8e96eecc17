import { z } from "zod";
import type { TotalFinding } from "@/lib/domain/consolidation/total-rules";
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
