import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { withClient } from "@/lib/platform/postgres/client";
import { createDatabaseIfMissing } from "@/lib/platform/postgres/databases";
import { openToApplication } from "@/lib/platform/postgres/roles";

/** A folder of `prisma/migrations`: its name, and what is sent to the database. */
export interface Migration {
  name: string;
  script: string;
}

/** Any number; it only has to be the same in every process that migrates. */
const advisoryLock = 7_240_118;

/** As Prisma makes it, so that its own commands go on working. */
const createRecord = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, in order, recording them in
 * `_prisma_migrations` as Prisma does. Each is one transaction with its record: it happens whole or not at all. The
 * database is created when it does not exist. Replicas may call this at the same time.
 *
 * @param url of the owner.
 * @param application role that the application connects as: it gets what is declared of each table (`privileges.ts`).
 *   `null` where it is the owner itself.
 * @returns names of the migrations that were applied now.
 * @throws with the migration's name and PostgreSQL's message when one fails; when the database has migrations that
 *   this release does not know, one that was begun and not finished, or one whose script has changed since.
 */
export async function migrate(url: string, prismaFolder: string, application: string | null = null): Promise<string[]> {
  const migrations = readMigrations(prismaFolder);
  await createDatabaseIfMissing(url);
  return withClient(url, async (client) => {
    const applied: string[] = [];
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === null) break;
      applied.push(name);
    }
    if (application !== null) await openTo(client, application);
    return applied;
  });
}

/** In a transaction of its own, under the lock of the migrations: of two servers that start, one gives the rights. */
async function openTo(client: pg.Client, application: string): Promise<void> {
  await client.query("BEGIN");
  await holdMigrations(client);
  await openToApplication(client, application);
  await client.query("COMMIT");
}

/** The migrations in the order in which they are applied. */
export function readMigrations(prismaFolder: string): Migration[] {
  const folder = join(prismaFolder, "migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, script: readFileSync(join(folder, name, "migration.sql"), "utf8") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns the name of the migration that was applied; `null` when there was none left. */
async function applyNext(client: pg.Client, migrations: readonly Migration[]): Promise<string | null> {
  await client.query("BEGIN");
  await holdMigrations(client);
  const name = await applyNextWithin(client, migrations);
  await client.query("COMMIT");
  return name;
}

/**
 * Keeps everybody else from migrating until the transaction of this connection ends. Held by a transaction, not by the
 * session: behind PgBouncer a session's lock would outlive the connection.
 */
export async function holdMigrations(client: pg.Client): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [advisoryLock]);
}

/**
 * Applies migrations that the database does not have yet in the transaction that the connection is in.
 *
 * @throws as `migrate` does; the transaction has to be taken back then.
 */
export async function migrateWithin(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  while ((await applyNextWithin(client, migrations)) !== null);
}

async function applyNextWithin(client: pg.Client, migrations: readonly Migration[]): Promise<string | null> {
  await client.query(createRecord);
  const next = nextOf(migrations, await recordOf(client));
  if (!next) return null;
  try {
    await client.query(next.script);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${reason}\n数据库迁移 ${next.name} 未能执行，数据库未改动。/ Migration ${next.name} failed, the database is as before.`,
      { cause },
    );
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (gen_random_uuid()::text, $1, $2, now(), clock_timestamp(), 1)`,
    [checksumOf(next.script), next.name],
  );
  return next.name;
}

interface AppliedMigration {
  name: string;
  checksum: string;
  isFinished: boolean;
}

async function recordOf(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

function nextOf(migrations: readonly Migration[], record: readonly AppliedMigration[]): Migration | undefined {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFinished } of record) {
    const known = byName.get(name);
    if (!known)
      throw new Error(
        `数据库中有本版本没有的迁移 ${name}：数据库属于更新的版本。请启动那个版本，或恢复升级之前的备份。` +
          `/ The database has the migration ${name}, which this release does not know: it belongs to a later one.`,
      );
    if (!isFinished)
      throw new Error(
        `数据库迁移 ${name} 曾经开始而没有完成。请恢复升级之前的备份后重试。` +
          `/ Migration ${name} was begun and not finished; restore the backup from before the upgrade.`,
      );
    if (!checksumsOf(known.script).includes(checksum))
      throw new Error(
        `数据库迁移 ${name} 执行之后文件又有改动。请还原该文件；改动须写成新的迁移。` +
          `/ Migration ${name} was changed after it was applied; changes belong into a new one.`,
      );
  }
  const applied = new Set(record.map(({ name }) => name));
  return migrations.find(({ name }) => !applied.has(name));
}

function checksumOf(script: string): string {
  return createHash("sha256").update(script).digest("hex");
}

/** Those that a migration may have been recorded with: a checkout may have line ends of its own. */
export function checksumsOf(script: string): string[] {
  const lines = script.replaceAll("\r\n", "\n");
  return [checksumOf(lines), checksumOf(lines.replaceAll("\n", "\r\n"))];
}
