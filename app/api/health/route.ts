import { databaseHealth } from "@/lib/platform/database-health";
import { logger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

/**
 * For proxies and container engines, within two seconds: 200 when the database answers; 503 when it does not, and at
 * which part it fails (`connection`, `statement`).
 */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const health = await databaseHealth();
  if (health.ok) return Response.json({ status: "ok" }, { headers });
  logger.error({ err: health.problem, part: health.part }, "health check: the database does not answer");
  return Response.json({ status: "databaseUnavailable", part: health.part }, { status: 503, headers });
}
