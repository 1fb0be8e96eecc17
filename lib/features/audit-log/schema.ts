import { z } from "zod";
import { auditActions, type AuditAction } from "@/lib/features/audit/schema";

/** What the log is searched and filtered by; what is none of it is left out. */
export const auditFilterSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  /** In what was done, what it is about, who did it, and its details. */
  q: z.string().trim().min(1).max(100).optional().catch(undefined),
  action: z
    .enum(Object.keys(auditActions) as [AuditAction, ...AuditAction[]])
    .optional()
    .catch(undefined),
  actorId: z.uuid().optional().catch(undefined),
  /** About the unit itself, or one of its reports. */
  unitId: z.uuid().optional().catch(undefined),
  /** Days of the district's calendar, both included. */
  from: z.iso
    .date()
    .transform((day) => new Date(`${day}T00:00:00+08:00`))
    .optional()
    .catch(undefined),
  to: z.iso
    .date()
    .transform((day) => new Date(`${day}T23:59:59.999+08:00`))
    .optional()
    .catch(undefined),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Days of a filter that there are not, e.g. 2026-13-45, as they were typed: nothing is filtered by them. */
export function wrongDays(filter: Readonly<{ from: string; to: string }>): string[] {
  const read = auditFilterSchema.parse(filter);
  return (["from", "to"] as const).flatMap((end) => (filter[end] !== "" && !read[end] ? [filter[end]] : []));
}
