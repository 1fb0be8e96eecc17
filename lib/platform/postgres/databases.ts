import pg from "pg";
import { withClient } from "@/lib/platform/postgres/client";
import { openDatabaseTo } from "@/lib/platform/postgres/roles";

/** Whether the server has the database an address names. */
export async function databaseExists(url: string): Promise<boolean> {
  const probe = new pg.Client({ connectionString: url });
  try {
    await probe.connect();
    return true;
  } catch (error) {
    // invalid_catalog_name
    if ((error as { code?: string }).code === "3D000") return false;
    throw error;
  } finally {
    await probe.end().catch(() => undefined);
  }
}

/** Creates the database an address names, when the server does not have it. */
export async function createDatabaseIfMissing(url: string): Promise<void> {
  if (await databaseExists(url)) return;
  await onServer(url, async (client) => {
    await client
      .query(`CREATE DATABASE ${client.escapeIdentifier(databaseOf(url))}`)
      .catch((problem: { code?: string }) => {
        // 42P04 and 23505: another process created it in between.
        if (problem.code !== "42P04" && problem.code !== "23505") throw problem;
      });
  });
}

/** Drops the database an address names, ending every connection to it. */
export async function dropDatabase(url: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(databaseOf(url))} WITH (FORCE)`);
  });
}

/**
 * Creates the database an address names as a copy of another on the same server, to which nobody may be connected.
 *
 * @param application role that it is opened to: who may enter a database is not copied.
 */
export async function copyDatabase(url: string, template: string, application: string | null = null): Promise<void> {
  await onServer(url, async (client) => {
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(databaseOf(url))} TEMPLATE ${client.escapeIdentifier(template)}`,
    );
    if (application !== null) await openDatabaseTo(client, databaseOf(url), application);
  });
}

/** The same address with another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.toString();
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** Work on the server an address names, not in its database. */
export function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  return withClient(withDatabase(url, "postgres"), work);
}
