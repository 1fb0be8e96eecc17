import { loadMetrics } from "@/lib/features/operation/loaders";
import { sentenceOf } from "@/lib/platform/errors";
import { metricsAccess, METRICS_TYPE } from "@/lib/platform/metrics";

export const dynamic = "force-dynamic";

/** For a monitoring that has the token of the environment; without one there is no such address. */
export async function GET(request: Request): Promise<Response> {
  const access = metricsAccess(request.headers.get("authorization"));
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  if (access === "absent") return new Response(sentenceOf("notFound"), { status: 404, headers });
  if (access === "refused")
    return new Response(sentenceOf("forbidden"), {
      status: 401,
      headers: { ...headers, "www-authenticate": "Bearer" },
    });
  return new Response(await loadMetrics(), { headers: { ...headers, "content-type": METRICS_TYPE } });
}
