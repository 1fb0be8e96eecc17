import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "@/lib/platform/generated/prisma/client";
import { isAnswerMissing } from "@/lib/platform/database-refusals";
import { env } from "@/lib/platform/env";
import { PatientPool } from "@/lib/platform/patient-pool";
import { CaughtUpPool } from "@/lib/platform/read-replica/caught-up-pool";
import { holdStanding } from "@/lib/platform/standing";

/**
 * Limits of the application's connections, in milliseconds. Migrations and the health check have connections of their
 * own.
 */
export function databaseLimits(): {
  connect: number;
  statement: number;
  answer: number;
  lock: number;
  idleInTransaction: number;
} {
  const statement = env().DATABASE_STATEMENT_SECONDS * 1_000;
  return {
    /** Until a connection is there: a free one of the pool, or a new one. */
    connect: 5_000,
    /** What the server allows a statement. */
    statement,
    /** How long we wait for an answer: a server that is stopped or cut off keeps no limit of its own. */
    answer: statement + 2_000,
    /** For a row or an advisory lock that somebody else holds; a publication waits for the one before it. */
    lock: 8_000,
    /** Longer than the longest transaction (30 s), for a process of ours that hangs in the middle of one. */
    idleInTransaction: 45_000,
  };
}

/**
 * A connection that takes one statement at a time: Prisma sends the relations of one read together, also in a
 * transaction, which has one connection, and pg 9 will refuse what is sent before the statement before it is answered
 * (prisma/orm#29979).
 *
 * It is not used again after an answer did not come: pg gives up waiting and keeps it, and whoever got it next would
 * stand in the transaction that is still open on it.
 */
class BoundedClient extends pg.Client {
  private answered: Promise<unknown> = Promise.resolve();

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // The pool listens while it is idle. Taken and between two statements, a connection that dies (server killed) would end the
    // process; its next statement says what happened.
    this.on("error", () => undefined);
  }

  override query = ((...args: unknown[]) => {
    const send = (): unknown => Reflect.apply(super.query, this, args);
    // By the pool, for one statement of nobody's transaction.
    if (typeof args.at(-1) === "function") return send();
    const answer = this.answered.then(send);
    this.answered = answer.catch((error: unknown) => {
      if (isAnswerMissing(error)) this.connection.stream.destroy();
    });
    return answer;
  }) as pg.Client["query"];
}

interface Connections<Pool extends pg.Pool = pg.Pool> {
  pool: Pool;
  prisma: PrismaClient;
}

// Kept on globalThis: `next dev` reloads modules, and each reload would open another pool.
const store = globalThis as typeof globalThis & {
  mingzhangConnections?: Connections;
  mingzhangReplica?: Connections<CaughtUpPool>;
  /** Whether what runs reads from the replica. */
  mingzhangPlaces?: AsyncLocalStorage<boolean>;
};
const places = (store.mingzhangPlaces ??= new AsyncLocalStorage());

/** The primary of `DATABASE_URL`. */
function primary(): Connections {
  return (store.mingzhangConnections ??= connected(
    new PatientPool({ ...settingsFor(databaseLimits()), connectionString: env().DATABASE_URL }),
  ));
}

/** A replica that does not answer soon costs who reads nothing but the time until the primary is asked. */
const REPLICA_LIMITS = { connect: 500, statement: 5_000, answer: 5_500 };

/** The replica of `DATABASE_READ_URL`; `null` where there is none. */
export function replicaPool(): CaughtUpPool | null {
  return replica()?.pool ?? null;
}

function replica(): Connections<CaughtUpPool> | null {
  const { DATABASE_READ_URL } = env();
  if (DATABASE_READ_URL === undefined) return null;
  const limits = { ...databaseLimits(), ...REPLICA_LIMITS };
  return (store.mingzhangReplica ??= connected(
    new CaughtUpPool({ ...settingsFor(limits, { isReadOnly: true }), connectionString: DATABASE_READ_URL }),
  ));
}

/** What is read in `work` through `db()` and `pool()` comes from the replica, which refuses whatever writes. */
export function onReplica<T>(work: () => Promise<T>): Promise<T> {
  return places.run(true, work);
}

/** What is done in `work` is done on the primary, also in the middle of what reads from the replica. */
export function onPrimary<T>(work: () => Promise<T>): Promise<T> {
  return places.run(false, work);
}

/** Whether what runs now reads from the replica. */
export function isOnReplica(): boolean {
  return places.getStore() === true;
}

function connections(): Connections {
  return (isOnReplica() ? replica() : null) ?? primary();
}

function settingsFor(
  { connect, statement, answer, lock, idleInTransaction }: ReturnType<typeof databaseLimits>,
  { isReadOnly = false } = {},
) {
  return {
    Client: BoundedClient,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: connect,
    query_timeout: answer,
    keepAlive: true,
    // Said after connecting: PgBouncer refuses these as parameters of the start.
    onConnect: async (client: pg.ClientBase) => {
      await client.query(
        `SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
           set_config('idle_in_transaction_session_timeout', $3, false)
           ${isReadOnly ? ", set_config('default_transaction_read_only', 'on', false)" : ""}`,
        [String(statement), String(lock), String(idleInTransaction)],
      );
    },
  };
}

function connected<Pool extends pg.Pool>(pool: Pool): Connections<Pool> {
  // A connection that dies while idle (server restarted) is replaced at the next query; without a listener it would
  // end the process.
  pool.on("error", () => undefined);
  // Its longer messages repeat what a statement was given: texts that somebody typed have no place in a log.
  const prisma = holding(new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" }));
  return { pool, prisma };
}

/** Each transaction begins with a look whether what the person was let in with still holds. */
function holding(prisma: PrismaClient): PrismaClient {
  const begin = prisma.$transaction.bind(prisma) as (work: unknown, options?: unknown) => Promise<unknown>;
  const held = (work: unknown, options?: unknown) =>
    typeof work === "function"
      ? begin(async (transaction: Prisma.TransactionClient) => {
          await holdStanding((text, values) => transaction.$queryRawUnsafe(text, ...values));
          return work(transaction) as unknown;
        }, options)
      : begin(work, options);
  return Object.assign(prisma, { $transaction: held as PrismaClient["$transaction"] });
}

/** The Prisma client of this process, opened at its first use; of the replica while that is read (`onReplica`). */
export function db(): PrismaClient {
  return connections().prisma;
}

/** The pool below `db()`, for the few statements that Prisma cannot say. */
export function pool(): pg.Pool {
  return connections().pool;
}

/** A transaction over a connection of the pool, for content that Prisma would carry as text. What is thrown takes it back. */
export async function bareTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Closes every connection; for commands and tests, which would otherwise not end. */
export async function closeDb(): Promise<void> {
  const open = [store.mingzhangConnections, store.mingzhangReplica];
  delete store.mingzhangConnections;
  delete store.mingzhangReplica;
  for (const { prisma, pool } of open.filter((each) => each !== undefined)) {
    await prisma.$disconnect();
    if (!pool.ended) await pool.end();
  }
}
