import { loadAuditHealth } from "@/lib/features/audit-chain/loaders";
import { loadMailHealth } from "@/lib/features/mail/loaders";
import { databaseHealth } from "@/lib/platform/database-health";
import { logger } from "@/lib/platform/logger";
import { replicaHealth } from "@/lib/platform/read-replica/public-reads";
import { requestId } from "@/lib/platform/request-context";

export const dynamic = "force-dynamic";

/**
 * For proxies and container engines, within two seconds: 200 when the database answers; 503 when it does not, and at
 * which part it fails (`connection`, `statement`). `parts` tells what works and is not as it should be: database roles that
 * are not separate (`one`), an audit log that is not as it was linked (`broken`), a read replica that is not used, and why,
 * a mail server that fails (`failing`).
 */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const health = await databaseHealth();
  if (health.ok) {
    const parts = {
      databaseRoles: health.areRolesSeparate ? "separate" : "one",
      auditLog: await loadAuditHealth(),
      readReplica: replicaHealth(),
      mail: await loadMailHealth(),
    };
    return Response.json({ status: "ok", parts }, { headers });
  }
  logger.error(
    { err: health.problem, part: health.part, requestId: await requestId() },
    "health check: the database does not answer",
  );
  return Response.json({ status: "databaseUnavailable", part: health.part }, { status: 503, headers });
}
