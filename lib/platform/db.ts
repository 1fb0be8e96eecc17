import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "@/lib/platform/generated/prisma/client";
import { isAnswerMissing } from "@/lib/platform/database-refusals";
import { env } from "@/lib/platform/env";
import { PatientPool } from "@/lib/platform/patient-pool";
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

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}

// Kept on globalThis: `next dev` reloads modules, and each reload would open another pool.
const store = globalThis as typeof globalThis & { mingzhangConnections?: Connections };

function connections(): Connections {
  if (!store.mingzhangConnections) {
    const { connect, statement, answer, lock, idleInTransaction } = databaseLimits();
    const pool = new PatientPool({
      Client: BoundedClient,
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL_SIZE,
      connectionTimeoutMillis: connect,
      query_timeout: answer,
      keepAlive: true,
      // Said after connecting: PgBouncer refuses these as parameters of the start.
      onConnect: async (client) => {
        await client.query(
          `SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
             set_config('idle_in_transaction_session_timeout', $3, false)`,
          [String(statement), String(lock), String(idleInTransaction)],
        );
      },
    });
    // A connection that dies while idle (server restarted) is replaced at the next query; without a listener it would
    // end the process.
    pool.on("error", () => undefined);
    // Its longer messages repeat what a statement was given: texts that somebody typed have no place in a log.
    const prisma = holding(new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" }));
    store.mingzhangConnections = { pool, prisma };
  }
  return store.mingzhangConnections;
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

/** The Prisma client of this process, opened at its first use. */
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
  const open = store.mingzhangConnections;
  delete store.mingzhangConnections;
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
