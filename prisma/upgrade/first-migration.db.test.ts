// A database as the first migration ever made it, with the rows of the last release as far as it had places for them,
// is brought to this release, and so is a backup of an early one: nothing is lost on the way.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { leftOutTables as leftOut } from "@/lib/features/backups/schema";
import { checkBackup } from "@/lib/platform/backup/read-backup";
import { restoreBackup } from "@/lib/platform/backup/restore-backup";
import { listTables } from "@/lib/platform/backup/tables";
import { writeBackup } from "@/lib/platform/backup/write-backup";
import { withClient } from "@/lib/platform/postgres/client";
import { createDatabaseIfMissing, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate, readMigrations } from "@/lib/platform/postgres/migrations";
import { migrateBefore } from "./migrate-before";

const [, second] = readMigrations(prismaFolder);
/** The first release whose database says whose it is: no earlier one can be backed up. */
const afterInstallation = "20261128200301_department_of_publications";
const stored = JSON.parse(readFileSync(new URL("last-release.json", import.meta.url), "utf8")) as Record<
  string,
  Record<string, unknown>[]
>;
const address = (name: string) => withDatabase(inject("templateUrl"), `${name}_${process.pid}`);
const oldest = address("first_migration_test");
const early = address("early_release_test");
const restored = address("early_restored_test");
const folder = mkdtempSync(join(tmpdir(), "mingzhang-old-backup-"));

afterAll(async () => {
  for (const url of [oldest, early, restored]) await dropDatabase(url);
  rmSync(folder, { recursive: true, force: true });
});

/** Fills every table that is there; keys that it has no columns for are passed over. */
async function fill(client: pg.Client): Promise<string[]> {
  await client.query("SET session_replication_role = replica");
  const filled: string[] = [];
  for (const { name } of await listTables(client)) {
    const rows = stored[name];
    if (!rows) continue;
    const table = client.escapeIdentifier(name);
    await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
    filled.push(name);
  }
  return filled;
}

async function counts(url: string, tables: readonly string[]): Promise<[string, number][]> {
  return withClient(url, async (client) => {
    const found: [string, number][] = [];
    for (const table of tables)
      found.push([table, (await client.query(`SELECT FROM ${client.escapeIdentifier(table)}`)).rowCount ?? 0]);
    return found;
  });
}

describe("an old installation", () => {
  it("of the first migration comes through every migration since, with every row", async () => {
    await migrateBefore(oldest, second!.name);
    const filled = await withClient(oldest, fill);
    expect(filled).toContain("budget_line");
    const before = await counts(oldest, filled);
    const applied = await migrate(oldest, prismaFolder);
    expect(applied).toEqual(
      readMigrations(prismaFolder)
        .slice(1)
        .map(({ name }) => name),
    );
    expect(await counts(oldest, filled)).toEqual(before);
    // What was typed is the same amount at the same address.
    const typed = (rows: Record<string, unknown>[]) =>
      rows
        .map(({ sheet, subject, column_id: column, amount }) =>
          [sheet, subject, column, amount && Number(amount)].join(),
        )
        .sort();
    const lines = await withClient(oldest, (client) =>
      client.query<Record<string, unknown>>("SELECT sheet, subject, column_id, amount FROM budget_line"),
    );
    expect(typed(lines.rows)).toEqual(typed(stored.budget_line!));
  });

  it("comes back from a backup that its own release made, brought to this one like the database itself", async () => {
    await migrateBefore(early, afterInstallation);
    const filled = await withClient(early, fill);
    const id = randomUUID();
    await withClient(early, (client) =>
      client.query("INSERT INTO installation (id, kind, since) VALUES ($1, 'real', '2026-01-01')", [id]),
    );
    const file = join(folder, "early.tar");
    await writeBackup({ url: early, file, passphrase: null, release: "0.1.0", leftOut, outside: new Map() });
    const before = await counts(early, filled);

    await createDatabaseIfMissing(restored);
    const given = { file, passphrase: null };
    const contents = await checkBackup(given);
    const migrations = readMigrations(prismaFolder);
    expect(contents.head.migrations.length).toBeLessThan(migrations.length);
    await restoreBackup({ url: restored, given, contents, migrations, leftOut, beforeCommit: () => undefined });
    expect(await counts(restored, filled)).toEqual(before);
    expect(await migrate(restored, prismaFolder)).toEqual([]);

    await migrate(early, prismaFolder);
    const snapshotOf = (url: string) =>
      withClient(url, async (client) => {
        const rows: Record<string, string> = {};
        for (const { name } of await listTables(client)) {
          // A migration makes the ids of periods as it runs.
          const row = name === "unit_period" ? "(to_jsonb(t) - 'id')::text" : "t::text";
          const { rows: found } = await client.query<{ hash: string }>(
            `SELECT coalesce(md5(string_agg(${row}, '' ORDER BY ${row})), '') AS hash FROM ${client.escapeIdentifier(name)} t`,
          );
          rows[name] = found[0]!.hash;
        }
        return rows;
      });
    const [ofBackup, ofDatabase] = await Promise.all([snapshotOf(restored), snapshotOf(early)]);
    const differing = Object.keys(ofDatabase).filter((name) => ofBackup[name] !== ofDatabase[name]);
    expect(differing).toEqual([]);
  });
});
