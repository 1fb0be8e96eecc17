import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { BackupContents, BackupTable } from "@/lib/platform/backup/contents";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { checkedParts, type GivenBackup } from "@/lib/platform/backup/read-backup";
import { dropEverythingMade, listMigrations, listTables, openTables } from "@/lib/platform/backup/tables";
import type { TarEntry } from "@/lib/platform/backup/tar";
import { sqlStateOf } from "@/lib/platform/database-refusals";
import { withClient } from "@/lib/platform/postgres/client";
import { checksumsOf, holdMigrations, migrateWithin, type Migration } from "@/lib/platform/postgres/migrations";

export interface RestoreRequest {
  /** Address of the database, for the role that is to own its tables. */
  url: string;
  given: GivenBackup;
  /** What `checkBackup` has said of it. */
  contents: BackupContents;
  /** The migrations of this release. */
  migrations: readonly Migration[];
  /** Tables whose rows belong to nobody: they may be there, and are lost. */
  leftOut: readonly string[];
  /** Done when the database has everything and before it is there for others; what it throws takes all of it back. */
  beforeCommit: () => void;
}

/** Before that, a value that a migration adds to a type cannot be used until the migration is committed. */
const ONE_TRANSACTION_FROM = 170_000;

/**
 * What stands in the way of restoring a backup with this release, in words; `null` when nothing does.
 */
export function problemOfRelease({ head }: BackupContents, migrations: readonly Migration[]): string | null {
  const known = new Map(migrations.map(({ name, script }) => [name, checksumsOf(script)]));
  for (const { name, checksum } of head.migrations) {
    const checksums = known.get(name);
    if (!checksums)
      return `备份由更新的版本（${head.release}，迁移 ${name}）制作。没有恢复任何内容，请先把明账升级到那个版本或更新的版本。`;
    if (!checksums.includes(checksum))
      return `备份所属的版本与本版本的迁移 ${name} 不一致。没有恢复任何内容，请使用制作备份时的发行版，不要改动其中的文件。`;
  }
  return null;
}

/**
 * Puts a backup into an empty database, all of it or nothing: it is there when the only transaction ends, brought to
 * this release, with every reference proved and every trigger on again.
 *
 * @throws BackupProblem when the database is not empty, is not ours to write, or the backup does not fit.
 */
export async function restoreBackup(request: RestoreRequest): Promise<void> {
  const { url, contents, migrations, leftOut, beforeCommit } = request;
  const problem = problemOfRelease(contents, migrations);
  if (problem !== null) throw new BackupProblem(problem);
  await withClient(url, async (client) => {
    try {
      await begin(client);
      await refuseUnlessEmpty(client, migrations, leftOut);
      await dropEverythingMade(client);
      const ofBackup = new Set(contents.head.migrations.map(({ name }) => name));
      await migrateWithin(
        client,
        migrations.filter(({ name }) => ofBackup.has(name)),
      );
      if ((await versionOf(client)) < ONE_TRANSACTION_FROM) {
        // Tables without rows: still an empty installation.
        await client.query("COMMIT");
        await begin(client);
        await refuseUnlessEmpty(client, migrations, leftOut);
      }
      await load(client, request);
      await migrateWithin(client, migrations);
      // What must not go on as if nothing had happened since; migrations say what.
      await client.query("SELECT after_restore()");
      beforeCommit();
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw inWords(error);
    }
    // Not part of it: without, the first answers are slow.
    await client.query("ANALYZE");
  });
}

async function begin(client: pg.Client): Promise<void> {
  await client.query("BEGIN");
  await client.query(
    `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
     SET LOCAL lock_timeout = '20s'; SET LOCAL maintenance_work_mem = '256MB'`,
  );
  await holdMigrations(client);
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  return rows[0]!.version;
}

/** Whatever is there has to be ours, and without content: it is going to be dropped. */
async function refuseUnlessEmpty(
  client: pg.Client,
  migrations: readonly Migration[],
  leftOut: readonly string[],
): Promise<void> {
  const tables = await listTables(client);
  const known = new Set(migrations.map(({ name }) => name));
  const applied = await listMigrations(client);
  if (applied.some(({ name }) => !known.has(name)))
    throw new BackupProblem("数据库属于更新的版本或另一个系统。没有恢复任何内容，请给出一个新的空数据库。");
  if (tables.length > 0 && applied.length === 0)
    throw new BackupProblem("数据库中有别的系统的表。没有恢复任何内容，请给出一个新的空数据库。");
  for (const { name } of tables) {
    if (leftOut.includes(name)) continue;
    const { rowCount } = await client.query(`SELECT FROM public.${client.escapeIdentifier(name)} LIMIT 1`);
    if (rowCount !== 0)
      throw new BackupProblem(
        "数据库中已有内容，只能恢复到空的系统。没有恢复任何内容：请用 DATABASE_URL 给出一个新的空数据库，或者用 MINGZHANG_DATA 另设一个数据文件夹。",
      );
  }
}

async function load(client: pg.Client, { given, contents }: RestoreRequest): Promise<void> {
  const { tables, sequences } = contents.manifest;
  const present = new Map((await listTables(client)).map((table) => [table.name, table]));
  for (const { name, columns } of tables)
    if (columns.join() !== present.get(name)?.columns.join())
      throw new BackupProblem(`备份中的表 ${name} 与它所属的版本不符。没有恢复任何内容。`);

  const close = await openTables(client, [...present.keys()]);
  const parts = checkedParts(given, contents);
  await parts.next();
  for (const table of tables) {
    const name = `public.${client.escapeIdentifier(table.name)}`;
    // What migrations have put there is in the backup, as it has become since.
    await client.query(`DELETE FROM ${name}`);
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(", ");
    const rows = client.query(
      copyFrom(`COPY ${name} (${columns}) FROM STDIN${table.form === "binary" ? " (FORMAT binary)" : ""}`),
    );
    const bytes = Readable.from(contentsOf(parts, table), { objectMode: false });
    await (table.form === "binary" ? pipeline(bytes, rows) : pipeline(bytes, createGunzip(), rows));
    if (rows.rowCount !== table.rows)
      throw new BackupProblem(`表 ${table.name} 应有 ${table.rows} 行，只有 ${rows.rowCount} 行。没有恢复任何内容。`);
  }
  await parts.return(undefined);
  for (const { name, last } of sequences)
    await client.query("SELECT setval($1::regclass, $2::bigint)", [`public.${client.escapeIdentifier(name)}`, last]);
  await close();
}

async function* contentsOf(parts: AsyncGenerator<TarEntry>, table: BackupTable): AsyncGenerator<Buffer> {
  for (let part = 0; part < table.parts; part += 1) {
    const { value, done } = await parts.next();
    if (done) throw new BackupProblem("备份文件在核对之后又有变化。没有恢复任何内容。");
    yield value.content;
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof BackupProblem) return error;
  // insufficient_privilege
  if (sqlStateOf(error) === "42501")
    return new BackupProblem(
      "所给的数据库用户没有建立表的权限。没有恢复任何内容：请用拥有该数据库的用户连接，或者给出一个由它建立的新的空数据库。",
      { cause: error },
    );
  // lock_not_available
  if (sqlStateOf(error) === "55P03")
    return new BackupProblem("有别的程序正在使用这个数据库。没有恢复任何内容，请先停止明账再恢复。", { cause: error });
  return error;
}
