import { setTimeout as sleep } from "node:timers/promises";
import PgBoss from "pg-boss";
import { pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { logger } from "@/lib/platform/logger";

/**
 * The queues, each with a worker of its own in every server: what somebody waits for, and what nobody waits for. A
 * migration makes them; the settings are ours, for pg-boss rings and nothing else (docs/decisions/0087).
 */
const lanes = {
  quick: { queue: "background_quick", pollSeconds: 1 },
  long: { queue: "background_long", pollSeconds: 2 },
} as const;

export type Lane = keyof typeof lanes;

/** Names the job that a worker is to go on with. */
export interface Ring {
  districtId: string;
  jobId: string;
}

interface RingOptions {
  /** How long a worker may take to answer; after that, it is taken for dead and another one is called. */
  answerSeconds: number;
  /** Not before so many seconds. */
  afterSeconds?: number;
}

/** Whatever makes a worker fail is of the house (the database away): it is tried again until it goes. */
const tries = { retryLimit: 1_000_000, retryDelay: 5, retentionDays: 365 } as const;

/** How often rings that nobody answers are looked for, in seconds. */
const LOOKED_FOR_EVERY = 5;

/**
 * What is sent and worked has its own connections, limits and schema already: pg-boss gets a way to ask, and makes
 * nothing.
 */
function createBoss(executeSql: PgBoss.Db["executeSql"]): PgBoss {
  return new PgBoss({
    db: { executeSql },
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: LOOKED_FOR_EVERY,
  });
}

/**
 * Calls a worker for a job, in the transaction that the job is written in: both happen or neither. While a ring of the
 * same job waits to be answered, nothing is added.
 */
export async function ring(
  transaction: Prisma.TransactionClient,
  lane: Lane,
  { districtId, jobId }: Ring,
  { answerSeconds, afterSeconds = 0 }: RingOptions,
): Promise<void> {
  const executeSql: PgBoss.Db["executeSql"] = async (text, values) => ({
    rows: await transaction.$queryRawUnsafe<unknown[]>(text, ...values.map(asParameter)),
  });
  await createBoss(executeSql).send(
    lanes[lane].queue,
    { districtId, jobId },
    { ...tries, singletonKey: jobId, expireInSeconds: answerSeconds, startAfter: afterSeconds },
  );
}

/** Prisma guesses the type of a parameter from its value; as text, the statement's own casts decide. */
function asParameter(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** Answers rings until it is stopped. */
export interface Workers {
  /** Takes no further ring, and waits for what is being done. */
  stop(): Promise<void>;
}

type Answer = (ring: Ring, stopped: AbortSignal) => Promise<void>;

/**
 * Sets this process to work: one worker of each lane. A ring whose answer ends with an error is rung again.
 *
 * @param answer told by its signal when it should come to an end.
 * @throws when the database cannot be reached, or has tables of another release of pg-boss.
 */
export async function answerRings(answer: Answer): Promise<Workers> {
  const boss = createBoss(executeAlone);
  boss.on("error", (error) => logger.warn({ err: error }, "background work: unanswered rings were not looked for"));
  await boss.start();
  const stopping = new AbortController();
  const loops = (Object.keys(lanes) as Lane[]).map((lane) => answerLane(boss, lane, answer, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
      await boss.stop({ graceful: false, close: false });
    },
  };
}

/**
 * The loop of a worker. Our own: that of pg-boss does not wait for the answer to "done", which would end the process
 * when it fails.
 */
async function answerLane(boss: PgBoss, lane: Lane, answer: Answer, stopped: AbortSignal): Promise<void> {
  const { queue, pollSeconds } = lanes[lane];
  while (!stopped.aborted) {
    // A database that is away rings for nobody.
    const [job] = await boss.fetch<Ring>(queue).catch(() => []);
    if (!job) {
      await sleep(pollSeconds * 1_000, undefined, { signal: stopped, ref: false }).catch(() => undefined);
      continue;
    }
    try {
      await answer(job.data, stopped);
      await boss.complete(queue, job.id);
    } catch (error) {
      logger.error({ err: error, ...job.data }, "background work was interrupted and is tried again");
      // Where this does not go through either, the ring is found unanswered when its time is over.
      await boss.fail(queue, job.id, { message: String(error) }).catch(() => undefined);
    }
  }
}

/**
 * On a connection of its own for the statement: pg-boss sends some as whole transactions, and a connection on which one
 * of those failed must not go back to the pool with it.
 */
async function executeAlone(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    client.release();
    return { rows: rows ?? [] };
  } catch (error) {
    client.release(true);
    throw error;
  }
}
