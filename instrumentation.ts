import type { Instrumentation } from "next";

/**
 * Each server also does background work: of several processes behind one front the first, so that the others have nothing
 * to do but answer. A build has no database, and runs this, too.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { startMeasuring } = await import("@/lib/platform/metrics");
    startMeasuring();
    const { startHeartbeat } = await import("@/lib/background/heartbeat");
    const heartbeat = startHeartbeat();
    process.once("SIGTERM", () => void heartbeat.stop());
    const { applicationProcess } = await import("@/lib/platform/application-process");
    if (applicationProcess().number > 1) return;
    const { startBackgroundWork } = await import("@/lib/background/worker");
    const starting = startBackgroundWork();
    process.once("SIGTERM", () => void starting.then((workers) => workers.stop()));
  }
}

/**
 * Errors of pages, route handlers and the proxy that nobody foresaw. `digest` is the number that the error page shows.
 */
export const onRequestError: Instrumentation.onRequestError = async (
  thrown,
  { path, method, headers },
  { routePath, routeType },
) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logger } = await import("@/lib/platform/logger");
  const { requestContextOf } = await import("@/lib/platform/request-context");
  const header = (name: string) => [headers[name]].flat()[0];
  const cookies = new Map(
    (header("cookie") ?? "")
      .split("; ")
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const context = await requestContextOf(header, (name) => cookies.get(name));
  const { digest } = thrown as { digest?: string };
  // Without its query: what somebody searched for belongs in no log.
  logger.error(
    { err: thrown, digest, method, path: path.split("?")[0], routePath, routeType, ...context },
    "request failed",
  );
};
