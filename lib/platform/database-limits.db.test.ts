// A database that stops answering in the middle, as a stopped server or a cut line does: connections stay open and say
// nothing.
import { connect, createServer, type Server, type Socket } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { admitAttempt, attemptFailed, attemptSucceeded } from "@/lib/platform/attempt-limits";
import { databaseHealth } from "@/lib/platform/database-health";
import { isDatabaseUnavailable } from "@/lib/platform/database-refusals";
import { databaseLimits, db, pool } from "@/lib/platform/db";
import { toAppError } from "@/lib/platform/errors";

const direct = process.env.DATABASE_OWNER_URL!;

/** Stands between the application and PostgreSQL and can swallow everything, in both directions. */
let line: Server;
let isCut = false;
const sockets = new Set<Socket>();
const readers = new Set<Socket>();

function cut(): void {
  isCut = true;
  for (const reader of readers) reader.pause();
}

function mend(): void {
  isCut = false;
  for (const reader of readers) reader.resume();
}

beforeAll(async () => {
  const { port: databasePort } = new URL(direct);
  line = createServer((client) => {
    const server = connect(Number(databasePort), "127.0.0.1");
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      readers.add(from);
      from.on("data", (chunk) => to.write(chunk));
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
      if (isCut) from.pause();
    }
  });
  await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
  const through = new URL(direct);
  through.port = String((line.address() as { port: number }).port);
  process.env.DATABASE_URL = through.toString();
  process.env.DATABASE_STATEMENT_SECONDS = "1";
  await onTheSide("CREATE TABLE kept (n integer)");
});

afterAll(async () => {
  mend();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => line.close(resolve));
});

async function onTheSide<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: direct });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; milliseconds: number }> {
  const started = performance.now();
  const error = await work.then(
    () => {
      throw new Error("it was answered");
    },
    (thrown: unknown) => thrown,
  );
  return { error, milliseconds: performance.now() - started };
}

test("every connection has its limits, whoever takes it", async () => {
  const { rows } = await pool().query(
    `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
       current_setting('idle_in_transaction_session_timeout') AS idle`,
  );
  expect(rows).toEqual([{ statement: "1s", lock: "8s", idle: "45s" }]);
  expect(await db().$queryRaw`SELECT current_setting('lock_timeout') AS lock`).toEqual([{ lock: "8s" }]);
});

test("a statement that takes too long is ended by the server and is no bug", async () => {
  for (const slow of [pool().query("SELECT pg_sleep(5)"), db().$queryRaw`SELECT pg_sleep(5)::text`]) {
    const { error } = await failureOf(slow);
    expect(toAppError(error)).toMatchObject({
      code: "databaseUnavailable",
      status: 503,
      sentence: expect.stringContaining("数据库暂时不可用"),
    });
  }
  expect(isDatabaseUnavailable(new Error("division by zero"))).toBe(false);
  const { error } = await failureOf(pool().query("SELECT 1 / 0"));
  expect(toAppError(error).code).toBe("internal");
});

test("no statement is left prepared on a connection, neither by us nor by Prisma nor by the limits of attempts", async () => {
  const attempt = { account: "nobody", address: "10.0.0.1" };
  await admitAttempt(attempt);
  await attemptFailed(attempt);
  await attemptSucceeded(attempt);
  await db().user.findMany({ where: { username: "nobody" } });
  await pool().query("SELECT $1::int", [1]);
  await db().$transaction(async (transaction) => {
    await transaction.user.count();
    expect(await transaction.$queryRaw`SELECT name FROM pg_prepared_statements WHERE name <> ''`).toEqual([]);
  });
  // All connections at once, so that each of them is asked.
  const connections = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
  const left = await Promise.all(
    connections.map(
      async (connection) =>
        (await connection.query("SELECT name FROM pg_prepared_statements WHERE name <> ''")).rows as unknown[],
    ),
  );
  for (const connection of connections) connection.release();
  expect(left.flat()).toEqual([]);
});

test("statements sent together over one connection go one after another, a failure among them", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  const connection = await pool().connect();
  const answers = await Promise.allSettled(
    ["SELECT 1 AS n", "SELECT 1 / 0 AS n", "SELECT 3 AS n", "SELECT 4 AS n"].map((sql) => connection.query(sql)),
  );
  connection.release();
  // Warnings are emitted when the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(
    answers.map((answer) => (answer.status === "fulfilled" ? (answer.value.rows as unknown[]) : "failed")),
  ).toEqual([[{ n: 1 }], "failed", [{ n: 3 }], [{ n: 4 }]]);
  expect(warnings.map(({ message }) => message)).toEqual([]);
});

test("a database that stopped is told within two seconds, and a statement under way gives up", async () => {
  expect(await databaseHealth()).toMatchObject({ ok: true });
  await db().$transaction(async (transaction) => {
    await transaction.$executeRaw`INSERT INTO kept VALUES (1)`;
  });
  const transaction = db().$transaction(
    async (within) => {
      await within.$executeRaw`INSERT INTO kept VALUES (2)`;
      cut();
      await within.$executeRaw`INSERT INTO kept VALUES (3)`;
    },
    { timeout: 30_000 },
  );
  const statement = new Promise((resolve) => setTimeout(resolve, 100)).then(() => pool().query("SELECT 1"));
  const failures = await Promise.all([failureOf(transaction), failureOf(statement)]);
  for (const { error, milliseconds } of failures) {
    expect(toAppError(error).code).toBe("databaseUnavailable");
    expect(milliseconds).toBeLessThan(databaseLimits().answer + databaseLimits().connect + 1_000);
  }

  const started = performance.now();
  expect(await databaseHealth()).toMatchObject({ ok: false, part: "connection" });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("once it answers again, nobody stands in a transaction that was given up", async () => {
  mend();
  await expect
    .poll(
      () =>
        pool()
          .query("SELECT 1")
          .then(
            () => true,
            () => false,
          ),
      { timeout: 10_000 },
    )
    .toBe(true);
  await Promise.all([4, 5, 6, 7, 8].map((n) => pool().query("INSERT INTO kept VALUES ($1)", [n])));
  expect(await onTheSide("SELECT n FROM kept ORDER BY n")).toEqual([1, 4, 5, 6, 7, 8].map((n) => ({ n })));
  expect(
    await onTheSide(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
    ),
  ).toEqual([{ n: 0 }]);
  await expect.poll(databaseHealth, { timeout: 5_000 }).toMatchObject({ ok: true });
});
