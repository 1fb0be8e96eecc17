import { z } from "zod";
import { versionBases } from "@/lib/domain/consolidation/scope";
import { totalScopeSchema, yearSchema } from "@/lib/features/total-scopes/schema";

/** Totals of more units than these are made by a job, and shown as of then. */
export const LIVE_UNITS = 150;

/** Which total is asked for. */
export const askedTotalSchema = z.object({ year: yearSchema, scope: totalScopeSchema, basis: z.enum(versionBases) });
export type AskedTotal = z.output<typeof askedTotalSchema>;

/** The total as the person saw it. */
export const freezeTotalSchema = z.object({ totalId: z.uuid(), contentHash: z.string().regex(/^[0-9a-f]{64}$/) });
export type FreezeTotal = z.output<typeof freezeTotalSchema>;
