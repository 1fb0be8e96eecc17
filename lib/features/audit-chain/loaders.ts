import { setTimeout as sleep } from "node:timers/promises";
import { readAuditHealth, type AuditHealth } from "@/lib/features/audit-chain/data";

/** The health check answers within two seconds, also while the pool is exhausted. */
const PATIENCE_MS = 500;
const KEPT_MS = 10_000;

/** As the last checks found it; `unknown` while the database does not answer at once. */
export type LoadedAuditHealth = AuditHealth | "unknown";

let last: { at: number; health: Promise<LoadedAuditHealth> } | undefined;

/** The worst of all districts, asked at most once in ten seconds. */
export function loadAuditHealth(): Promise<LoadedAuditHealth> {
  if (!last || performance.now() - last.at > KEPT_MS) last = { at: performance.now(), health: ask() };
  return last.health;
}

function ask(): Promise<LoadedAuditHealth> {
  const unknown = sleep(PATIENCE_MS, "unknown" as const, { ref: false });
  return Promise.race([readAuditHealth().catch(() => "unknown" as const), unknown]);
}
