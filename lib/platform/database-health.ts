import pg from "pg";
import { env } from "@/lib/platform/env";

/** What the database answered, and where it failed: no connection, or no answer to a statement on one. */
export type DatabaseHealth = { ok: true } | { ok: false; part: "connection" | "statement"; problem: unknown };

/** Together below the two seconds within which the health check answers, in milliseconds. */
const CONNECT = 1_000;
const ANSWER = 700;
/** Asked by everybody at once, the database is asked once in this time. */
const KEPT = 1_000;

let last: { at: number; health: Promise<DatabaseHealth> } | undefined;

/**
 * Asks the database on a connection of its own: the pool may be exhausted by the very statements that wait for it.
 * Answers within two seconds whatever the database does, and opens at most one connection a second however often it is
 * called.
 */
export function databaseHealth(): Promise<DatabaseHealth> {
  if (!last || performance.now() - last.at > KEPT) last = { at: performance.now(), health: ask() };
  return last.health;
}

async function ask(): Promise<DatabaseHealth> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: CONNECT,
    query_timeout: ANSWER,
  });
  client.on("error", () => undefined);
  let part: "connection" | "statement" = "connection";
  try {
    await client.connect();
    part = "statement";
    await client.query("SELECT 1");
    return { ok: true };
  } catch (problem) {
    return { ok: false, part, problem };
  } finally {
    // Not waited for: a server that does not answer does not say goodbye either.
    void client.end().catch(() => undefined);
  }
}
