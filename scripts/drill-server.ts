import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openScratchCluster, type Cluster } from "@/lib/platform/postgres/cluster";
import { demoDatabase } from "@/lib/platform/postgres/test-cluster";
import { keepServing, type KeptServer } from "./keep-serving";
import { isPortFree } from "./serve";

/** What signs the sessions of drills. */
export const drillSecret = "a secret for recovery tests only, 32 characters";

/** Opens the measurements of drills. */
export const drillToken = "a token of recovery tests only";

/** A production server over the demo district, made to be killed. */
export interface DrillServer {
  cluster: Cluster;
  /** Of the database, for its owner: what drills look up past the product. */
  url: string;
  server: KeptServer;
}

export interface DrillOptions {
  /** Where a cluster with the demo district is stored. */
  demoCluster: string;
  /** Path of the Node that the server runs on. */
  node: string;
  /** How often the server is killed. */
  kills: number;
  /** How many processes the application has; one if absent. */
  processes?: number;
}

/** Serves a copy of the demo district, written durably, while `work` goes on. */
export async function withDrillServer<Result>(
  { demoCluster, node, kills, processes = 1 }: DrillOptions,
  work: (drill: DrillServer) => Promise<Result>,
): Promise<Result> {
  const cluster = await openScratchCluster({ durable: true, from: demoCluster });
  const env = {
    DATABASE_URL: cluster.applicationUrlOf(demoDatabase),
    NEXTAUTH_SECRET: drillSecret,
    // Another copy of the same database goes on with a chain of its own.
    AUDIT_HEADS_FILE: join(cluster.folder, "audit-heads.json"),
    METRICS_TOKEN: drillToken,
  };
  let server: KeptServer | undefined;
  try {
    let port = 3_500 + (process.pid % 100);
    while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
    // More often than it may end by itself in operation: here it is made to.
    server = await keepServing(
      { mode: "start", port, host: "127.0.0.1", env, quiet: true, node, processes },
      { log: () => undefined, limit: { restarts: kills + 1, withinMs: 60_000 } },
    );
    return await work({ cluster, url: cluster.urlOf(demoDatabase), server });
  } finally {
    await server?.stop();
    await cluster.release();
  }
}

export const victims = ["web server", "PostgreSQL"] as const;
export type Victim = (typeof victims)[number];

/** kill -9. @returns waits until it is back; with the reason where it came back as another one. */
export async function kill(
  { cluster, url, server }: DrillServer,
  victim: Victim,
): Promise<() => Promise<string | null>> {
  const pid = victim === "PostgreSQL" ? cluster.pid : server.pids[0]!;
  process.kill(pid, "SIGKILL");
  return async () => {
    if (victim === "web server") await server.answersAgain(pid);
    // It is killed, and may not be gone yet.
    else while (!(await cluster.ensureRunning())) await sleep(20);
    return cluster.urlOf(demoDatabase) === url ? null : "PostgreSQL came back on another port";
  };
}
