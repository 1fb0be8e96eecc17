import { z } from "zod";
import { versionBases } from "@/lib/domain/consolidation/scope";
import { textOf } from "@/lib/features/typed-texts/schema";
import { totalScopeSchema, yearSchema } from "@/lib/features/total-scopes/schema";

/** Totals of more units than these are made by a job, and shown as of then. */
export const LIVE_UNITS = 150;

/** Which total is asked for. */
export const askedTotalSchema = z.object({ year: yearSchema, scope: totalScopeSchema, basis: z.enum(versionBases) });
export type AskedTotal = z.output<typeof askedTotalSchema>;

/** What is handed on for approval, and the one that waits for it and is to be replaced, as the person saw it; `null`: none. */
export const proposeTotalSchema = askedTotalSchema.extend({ replaces: z.uuid().nullable() });
export type ProposeTotal = z.output<typeof proposeTotalSchema>;

/** A total that waits for approval is not approved. */
export const returnTotalSchema = z.object({ totalId: z.uuid(), reason: textOf("理由", 500).min(1, "请填写理由。") });
export type ReturnTotal = z.output<typeof returnTotalSchema>;

/** The total as the person saw it. */
export const freezeTotalSchema = z.object({ totalId: z.uuid(), contentHash: z.string().regex(/^[0-9a-f]{64}$/) });
export type FreezeTotal = z.output<typeof freezeTotalSchema>;
