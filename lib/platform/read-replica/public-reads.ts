import { setImmediate as afterReading } from "node:timers/promises";
import { now } from "@/lib/platform/clock";
import { isDatabaseUnavailable, sqlStateOf } from "@/lib/platform/database-refusals";
import { isOnReplica, onReplica, pool, replicaPool } from "@/lib/platform/db";
import { logger } from "@/lib/platform/logger";
import { countPublicRead } from "@/lib/platform/metrics";
import { positionOf, type CaughtUpPool } from "./caught-up-pool";

/** Why something public was read from the primary although there is a replica. */
export type ReplicaTrouble =
  /** It has not yet replayed what was committed before the request. */
  | "behind"
  /** It could not be reached, did not answer in time, or took an answer back because it replayed the log. */
  | "unavailable"
  /** What is named as the replica replays no log. */
  | "noReplica"
  /** What was asked for writes, which a replica refuses. */
  | "writes";

/** What this process has read for the public since it was started, and how it went last. */
export interface PublicReads {
  fromReplica: number;
  fromPrimary: number;
  /** Of the last time that the replica could not be used; `null`: it could every time. */
  trouble: { kind: ReplicaTrouble; at: Date } | null;
  /** Whether it answered at the last attempt. */
  isUsed: boolean;
}

/** Meanwhile the primary is asked at once, so that nobody waits in vain with every request; milliseconds. */
const leftAloneFor: Record<ReplicaTrouble, number> = {
  behind: 1_000,
  unavailable: 5_000,
  noReplica: 60_000,
  writes: 0,
};

interface State {
  reads: PublicReads;
  leftAloneUntil: number;
  position?: Promise<bigint>;
}

// Kept on globalThis: the bundles of one server have modules of their own, and one replica.
const store = globalThis as typeof globalThis & { mingzhangPublicReads?: State };
const state = (store.mingzhangPublicReads ??= {
  reads: { fromReplica: 0, fromPrimary: 0, trouble: null, isUsed: true },
  leftAloneUntil: 0,
});

/** What this process has read for the public; `null` where no replica is set. */
export function publicReads(): PublicReads | null {
  return replicaPool() && state.reads;
}

/** In a word, for a monitoring: that there is none, that it is used, or why it is not. */
export function replicaHealth(): "none" | "used" | ReplicaTrouble {
  const reads = publicReads();
  if (!reads) return "none";
  return reads.isUsed || !reads.trouble ? "used" : reads.trouble.kind;
}

/**
 * Reads for the public, from the replica where one is set and has replayed everything that was committed before the
 * question; otherwise, and whenever that fails, from the primary. Nothing is decided in `work`, and nothing written: a
 * replica refuses it, and the whole is done on the primary.
 */
export async function readPublicly<T>(work: () => Promise<T>): Promise<T> {
  const replica = isOnReplica() ? null : replicaPool();
  if (!replica) return work();
  if (performance.now() >= state.leftAloneUntil) {
    try {
      // Without the primary nobody knows what was committed: who asks is told that the database is away.
      replica.need(await positionOfPrimary());
      const answer = await onReplica(work);
      state.reads.fromReplica += 1;
      state.reads.isUsed = true;
      countPublicRead("replica");
      return answer;
    } catch (error) {
      const trouble = troubleIn(error);
      if (trouble === null) throw error;
      leaveAlone(replica, trouble, error);
    }
  }
  state.reads.fromPrimary += 1;
  countPublicRead("primary");
  return work();
}

/** A reader of the public side, as `readPublicly` does it. */
export function readingPublicly<Given extends unknown[], T>(
  read: (...given: Given) => Promise<T>,
): (...given: Given) => Promise<T> {
  return (...given) => readPublicly(() => read(...given));
}

/**
 * A commit is seen once its place in the log is on the disk, and only what is on the disk is sent to replicas: what lies
 * beyond is of nobody yet, and may lie there for seconds. Where nothing waits for the disk it is seen at once.
 */
const visibleUpTo = `SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
  ELSE pg_current_wal_flush_lsn() END::text AS position`;

/**
 * How far the log of the primary goes at a moment after the call: everything that anybody can have seen is before it. All
 * of a process that ask before the question leaves share it.
 */
function positionOfPrimary(): Promise<bigint> {
  state.position ??= afterReading().then(async () => {
    delete state.position;
    const { rows } = await pool().query<{ position: string }>(visibleUpTo);
    return positionOf(rows[0]!.position);
  });
  return state.position;
}

function leaveAlone(replica: CaughtUpPool, kind: ReplicaTrouble, error: unknown): void {
  state.leftAloneUntil = performance.now() + leftAloneFor[kind];
  const { trouble } = state.reads;
  const at = now();
  // Once a minute is enough of what lasts.
  if (trouble?.kind !== kind || at.getTime() - trouble.at.getTime() > 60_000)
    logger.warn({ err: error, kind, connections: replica.totalCount }, "the read replica is left alone");
  Object.assign(state.reads, { trouble: { kind, at }, isUsed: kind === "writes" });
}

/** Of a conflict with the log that is being replayed: serialization failure, and a database that was dropped. */
const ofReplaying = /^(?:40001|40P01|57P04)$/;

/** What is the replica's alone; `null`: the primary would say the same. */
function troubleIn(error: unknown): ReplicaTrouble | null {
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    const { name, message, cause, meta } = at as Partial<Error> & { meta?: { driverAdapterError?: unknown } };
    // Prisma keeps of an error that is none of its own only the text.
    const text = `${name} ${message}`;
    if (text.includes("ReplicaBehind")) return "behind";
    if (text.includes("NoReplica")) return "noReplica";
    at = cause ?? meta?.driverAdapterError ?? null;
  }
  const code = sqlStateOf(error);
  if (code === "25006") return "writes";
  if (code !== null && ofReplaying.test(code)) return "unavailable";
  return isDatabaseUnavailable(error) ? "unavailable" : null;
}
