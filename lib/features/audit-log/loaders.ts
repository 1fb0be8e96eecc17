import "server-only";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { auditFilterSchema } from "@/lib/features/audit-log/schema";
import { requirePermission } from "@/lib/features/session/loaders";

/** One page of the audit log for the administrator; `filter` may come straight from the query string. */
export async function loadAuditLog(filter: Record<string, unknown>) {
  const { district } = await requirePermission("audit.read");
  return listAuditEvents(district.id, auditFilterSchema.parse(filter));
}
