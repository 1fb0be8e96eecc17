import { createServer } from "node:net";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { PatientPool } from "@/lib/platform/patient-pool";

/** Longer than a connection takes on a busy machine; milliseconds. */
const LIMIT = 2_000;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function poolOf(Pool: typeof pg.Pool, url = process.env.DATABASE_URL!): pg.Pool {
  const pool = new Pool({ connectionString: url, max: 2, connectionTimeoutMillis: LIMIT });
  pool.on("error", () => undefined);
  closing.push(() => pool.end());
  return pool;
}

/** Nobody is answered meanwhile. */
function beAway(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

async function askWhileAway(pool: pg.Pool): Promise<unknown> {
  const asked = pool.query<{ one: number }>("SELECT 1 AS one").then(({ rows }) => rows[0]!.one);
  const answer = asked.catch((error: Error) => error.message);
  // The connection is begun, and nothing of it is read.
  beAway(LIMIT + 300);
  return answer;
}

test("a process that was away itself has its connection all the same; pg's own pool gives up", async () => {
  expect(await askWhileAway(poolOf(PatientPool))).toBe(1);
  expect(await askWhileAway(poolOf(pg.Pool))).toMatch(/timeout/);
});

test("a connection taken by hand is given back like any other", async () => {
  const pool = poolOf(PatientPool);
  for (const _ of [1, 2, 3]) {
    const client = await pool.connect();
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    client.release();
  }
  expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
});

test("a database that says nothing is waited for once", async () => {
  const silent = createServer((socket) => void socket.resume().on("error", () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => silent.close(resolve)));
  const url = new URL(process.env.DATABASE_URL!);
  url.port = String((silent.address() as { port: number }).port);
  const began = performance.now();
  await expect(poolOf(PatientPool, url.href).query("SELECT 1")).rejects.toThrow(/timeout/);
  expect(performance.now() - began).toBeLessThan(2 * LIMIT);
});
