import pg from "pg";
import { pool } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { mayUndoRefusals } from "@/lib/platform/postgres/roles";

/** What the database answered, and where it failed: no connection, or no answer to a statement on one. */
export type DatabaseHealth =
  | {
      ok: true;
      /** Whether the application's role could not undo what the database refuses. */
      areRolesSeparate: boolean;
    }
  | { ok: false; part: "connection" | "statement"; problem: unknown };

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
    const { rows } = await client.query<{ mayUndo: boolean }>(mayUndoRefusals);
    return { ok: true, areRolesSeparate: !rows[0]!.mayUndo };
  } catch (problem) {
    return { ok: false, part, problem };
  } finally {
    // Not waited for: a server that does not answer does not say goodbye either.
    void client.end().catch(() => undefined);
  }
}

/** Whether the application connects as another role than the owner of the tables (docs/database-roles.md). */
export async function readRolesSeparate(): Promise<boolean> {
  const { rows } = await pool().query<{ mayUndo: boolean }>(mayUndoRefusals);
  return !rows[0]!.mayUndo;
}
