import { monitorEventLoopDelay } from "node:perf_hooks";
import { hostname } from "node:os";
import type { ServingProcess } from "@/lib/domain/operation/operation";
import { connectionsOfPool } from "@/lib/features/operation/data";
import { applicationProcess } from "@/lib/platform/application-process";
import { pool } from "@/lib/platform/db";
import { publicReads } from "@/lib/platform/read-replica/public-reads";
import { release } from "@/lib/platform/release";

/** Milliseconds between two looks at how late this process is. */
const LOOKED_EVERY = 20;

const delays = monitorEventLoopDelay({ resolution: LOOKED_EVERY });
delays.enable();

/** Lets an administrator know that this process serves, and how it stands; in a tenth of a kilobyte. */
export async function saySoOfProcess(): Promise<void> {
  const said: Omit<ServingProcess, "host" | "number" | "release" | "startedAt" | "silentFor"> = {
    // Looked at before this statement takes one itself.
    connections: connectionsOfPool(),
    memory: process.memoryUsage.rss(),
    delay: Math.max(0, delays.percentile(99) / 1e6 - LOOKED_EVERY),
    publicReads: publicReads(),
  };
  await pool().query(
    `WITH gone AS (DELETE FROM serving_process WHERE seen_at < now() - interval '1 hour')
     INSERT INTO serving_process (host, number, release, started_at, seen_at, said) VALUES ($1, $2, $3, $4, now(), $5)
     ON CONFLICT (host, number) DO UPDATE
     SET release = EXCLUDED.release, started_at = EXCLUDED.started_at, seen_at = EXCLUDED.seen_at, said = EXCLUDED.said`,
    [hostname(), applicationProcess().number, release(), new Date(performance.timeOrigin), said],
  );
  delays.reset();
}

/** Says that this process serves no more. */
export async function takeLeaveOfProcess(): Promise<void> {
  await pool().query("DELETE FROM serving_process WHERE host = $1 AND number = $2 AND started_at = $3", [
    hostname(),
    applicationProcess().number,
    new Date(performance.timeOrigin),
  ]);
}
