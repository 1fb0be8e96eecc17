import { db } from "@/lib/platform/db";
import { logger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

/** For proxies and container engines: 200 when the database answers, 503 when it does not. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    await db().$queryRaw`SELECT 1`;
    return Response.json({ status: "ok" }, { headers });
  } catch (error) {
    logger.error({ err: error }, "health check: the database does not answer");
    return Response.json({ status: "databaseUnavailable" }, { status: 503, headers });
  }
}
