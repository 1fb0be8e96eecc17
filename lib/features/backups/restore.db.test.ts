// A backup is of one moment, comes back as it was, and nothing that is not whole ever comes back.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { leftOutTables as leftOut } from "@/lib/features/backups/schema";
import { signPublications } from "@/lib/features/proof/mutations";
import { names, partOf, sealOf, sha256, type BackupHead, type BackupManifest } from "@/lib/platform/backup/contents";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { checkBackup } from "@/lib/platform/backup/read-backup";
import { restoreBackup } from "@/lib/platform/backup/restore-backup";
import { listTables } from "@/lib/platform/backup/tables";
import { LONGEST_ENTRY, readTar, tarEnd, tarEntry, type TarEntry } from "@/lib/platform/backup/tar";
import { writeBackup } from "@/lib/platform/backup/write-backup";
import { closeDb, pool } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { copyDatabase, createDatabaseIfMissing, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { readMigrations } from "@/lib/platform/postgres/migrations";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { createFreshDistrict, createReportIn, type TestDistrict } from "@/prisma/seed/test-district";

const folder = mkdtempSync(join(tmpdir(), "mingzhang-backup-"));
const application = process.env.DATABASE_URL!;
const source = process.env.DATABASE_OWNER_URL!;
const targets: string[] = [];
const migrations = readMigrations(prismaFolder);
const passphrase = "四个 足够长的 词语";
const workFactor = 10;
const plain = join(folder, "plain.tar");
const closed = join(folder, "closed.tar.age");
let district: TestDistrict;
const entries: TarEntry[] = [];
let owner: string | null = null;

const write = (file: string, word: string | null = null) =>
  writeBackup({
    url: source,
    file,
    passphrase: word,
    release: "0.1.0",
    leftOut,
    outside: new Map([["signing-keys.pem", Buffer.from("keys\n")]]),
    workFactor,
  });

/** An address of a database that is not there yet; dropped at the end. */
function target(name: string): string {
  const url = withDatabase(inject("templateUrl"), `restored_${name}_${process.pid}`);
  targets.push(url);
  return url;
}

/** The same, of a role that owns it and may do nothing else. */
async function ownedTarget(name: string): Promise<string> {
  const url = new URL(target(name));
  owner = `restorer_${process.pid}`;
  await withClient(source, async (client) => {
    await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
    await client.query(`CREATE DATABASE ${url.pathname.slice(1)} OWNER ${owner}`);
  });
  url.username = owner;
  url.password = "owner";
  return url.toString();
}

async function restore(url: string, file: string, word: string | null = null): Promise<void> {
  await createDatabaseIfMissing(url);
  const given = { file, passphrase: word };
  const contents = await checkBackup(given);
  await restoreBackup({ url, given, contents, migrations, leftOut, beforeCommit: () => undefined });
}

beforeAll(async () => {
  district = await createFreshDistrict();
  const { a, b } = district.units;
  const steps = ["submit", "beginReview", "approve", "publish"] as const;
  await createReportIn(district, steps, { year: 2020, unitId: a });
  await createReportIn(district, steps, { year: 2020, unitId: b, by: district.users.preparerB });
  await createReportIn(district, ["submit"], { year: 2021, unitId: a });
  await ownerPool().query("INSERT INTO installation (id, kind, since) VALUES ($1, 'real', '2022-01-01T00:00:00Z')", [
    randomUUID(),
  ]);
  expect(await signPublications(district.id)).toEqual([]);
  await write(plain);
  await write(closed, passphrase);
  for await (const entry of readTar(chunked(readFileSync(plain)))) entries.push(entry);
}, 120_000);

afterAll(async () => {
  await closeDb();
  for (const url of targets) await dropDatabase(url);
  if (owner) await withClient(withDatabase(source, "postgres"), (client) => client.query(`DROP ROLE ${owner}`));
  rmSync(folder, { recursive: true, force: true });
});

async function* chunked(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Every row of every table in the order of its key, hashed by the server; sequences too. */
async function hashes(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    const found: Record<string, string> = {};
    for (const { name, key } of await listTables(client)) {
      if (leftOut.includes(name)) continue;
      const order = key.length > 0 ? key.map((column) => client.escapeIdentifier(column)).join() : "t";
      const { rows } = await client.query<{ hash: string }>(
        `SELECT count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY ${order})), '') AS hash FROM "${name}" t`,
      );
      found[name] = rows[0]!.hash;
    }
    const sequences = await client.query(
      "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
    );
    return { ...found, sequences: JSON.stringify(sequences.rows) };
  });
}

/** What the publications of a database and their signed log say of each other. */
async function problemsIn(url: string): Promise<string[]> {
  await closeDb();
  process.env.DATABASE_URL = url;
  // The address is read once by the modules that have it.
  vi.resetModules();
  const { checkLog, checkPublications } = await import("@/lib/features/proof/data");
  const opened = await import("@/lib/platform/db");
  try {
    const { rows } = await opened.pool().query<{ name: string }>("SELECT current_database() AS name");
    expect(url).toContain(rows[0]!.name);
    return [...(await checkLog(district.id)), ...(await checkPublications(district.id, { from: 1, to: 2 }))];
  } finally {
    await opened.closeDb();
    process.env.DATABASE_URL = application;
  }
}

/** Every constraint, index, trigger with its state, routine and column. */
async function schemaOf(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text AS line
         FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       UNION ALL SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
         WHERE c.relnamespace = 'public'::regnamespace
       UNION ALL SELECT tgenabled::text || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
       UNION ALL SELECT oid::regprocedure::text || md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       UNION ALL SELECT attrelid::regclass::text || ' ' || attname || ' ' || atttypid::regtype::text FROM pg_attribute a
         JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND attnum > 0
       UNION ALL SELECT name || policy FROM pgboss.queue ORDER BY line`,
    );
    return rows.map(({ line }) => line);
  });
}

describe("what comes back", () => {
  it("is every row as it was, with all that guards it, and its publications agree with their signed log", async () => {
    // Longer than a part, and than what stands in memory.
    const bytes = Buffer.alloc(LONGEST_ENTRY + 100_000, "一份文件");
    await pool().query(
      `INSERT INTO publication_file (district_id, sequence, format, bytes, sha256, made_at)
       VALUES ($1, 1, 'pdf', $2::bytea, encode(sha256($2::bytea), 'hex'), '2022-08-31T08:00:00Z')`,
      [district.id, bytes],
    );
    expect(await signPublications(district.id)).toEqual([]);
    const whole = join(folder, "whole.tar.age");
    await write(whole, passphrase);
    const before = await hashes(source);
    const url = await ownedTarget("drill");
    await restore(url, whole, passphrase);
    expect(await hashes(url)).toEqual(before);
    expect(await schemaOf(url)).toEqual(await schemaOf(source));
    await withClient(url, async (client) => {
      await expect(client.query("UPDATE publication SET year = 2019")).rejects.toMatchObject({ code: "MZ002" });
      await expect(client.query("DELETE FROM audit_event")).rejects.toMatchObject({ code: "MZ002" });
    });
    expect(await problemsIn(url)).toEqual([]);
    // And a backup of it has the same tables, byte by byte.
    const again = join(folder, "again.tar");
    await writeBackup({ url, file: again, passphrase: null, release: "0.1.0", leftOut, outside: new Map() });
    const tablesOf = async (file: string, word: string | null) =>
      (await checkBackup({ file, passphrase: word })).manifest.parts.filter(({ name }) => name.startsWith("tables/"));
    expect(await tablesOf(again, null)).toEqual(await tablesOf(whole, passphrase));
  });

  it("is one moment, while somebody saves without a pause", async () => {
    const writer = new pg.Client({ connectionString: source });
    await writer.connect();
    let isWriting = true;
    let saved = 0;
    const writing = (async () => {
      while (isWriting) {
        saved += 1;
        // Two tables that are read at different times.
        await writer.query(`BEGIN;
          INSERT INTO audit_event (district_id, id, at, action, actor_name, subject_kind, subject_name)
            VALUES ('${district.id}', gen_random_uuid(), now(), 'backup.probe', '', 'test', '${saved}');
          UPDATE district SET name = '${saved}' WHERE id = '${district.id}'; COMMIT`);
      }
    })();
    await expect.poll(() => saved).toBeGreaterThan(3);
    const file = join(folder, "busy.tar");
    const savedBefore = saved;
    await write(file);
    const savedAfter = saved;
    isWriting = false;
    await writing;
    await writer.end();
    expect(savedAfter - savedBefore).toBeGreaterThan(3);
    const rows = new Map<string, string[]>();
    for await (const { name, content } of readTar(chunked(readFileSync(file)))) {
      const table = /^tables\/(\w+)\.copy\.gz\.00001$/.exec(name)?.[1];
      if (table) rows.set(table, gunzipSync(content).toString().split("\n"));
    }
    const [, , name] = rows.get("district")![0]!.split("\t");
    const events = rows.get("audit_event")!.filter((line) => line.includes("\tbackup.probe\t"));
    expect(Number(name)).toBeGreaterThanOrEqual(savedBefore - 1);
    expect(events).toHaveLength(Number(name));
  });
});

/** A file of these entries, whose manifest says that they are right. */
function archive(changed: readonly TarEntry[]): Buffer {
  return Buffer.concat([...changed.flatMap(tarEntry), tarEnd]);
}

/** The same backup with another head: what an altered or a later one would be. */
function withHead(change: (head: BackupHead) => object): Buffer {
  const [first, ...rest] = entries;
  const content = Buffer.from(JSON.stringify(change(JSON.parse(first!.content.toString()) as BackupHead)));
  const manifest = JSON.parse(rest.at(-2)!.content.toString()) as BackupManifest;
  manifest.parts[0] = partOf(names.head, content);
  const manifestBytes = Buffer.from(JSON.stringify(manifest));
  return archive([
    { name: names.head, content },
    ...rest.slice(0, -2),
    { name: names.manifest, content: manifestBytes },
    { name: names.seal, content: sealOf(manifestBytes) },
  ]);
}

/** What is said of bytes; `null` when they are taken for a whole backup. */
async function saidOf(bytes: Buffer, word: string | null = null): Promise<string | null> {
  const file = join(folder, "tried");
  writeFileSync(file, bytes);
  try {
    await checkBackup({ file, passphrase: word });
    return null;
  } catch (error) {
    if (error instanceof BackupProblem) return error.message;
    throw error;
  }
}

describe("what is not whole", () => {
  it("is refused with a bit changed in any part, its name, its size or its padding", async () => {
    expect(await saidOf(archive(entries))).toBeNull();
    for (const [at, entry] of entries.entries()) {
      const others = (changed: Buffer[]) =>
        Buffer.concat([
          ...entries.slice(0, at).flatMap(tarEntry),
          ...changed,
          ...entries.slice(at + 1).flatMap(tarEntry),
          tarEnd,
        ]);
      const [header, content, padding] = tarEntry(entry) as [Buffer, Buffer, Buffer];
      const places: [Buffer[], number, number][] = [
        [[header, content, padding], 0, at % 8],
        [[header, content, padding], 0, 130],
        [[header, content, padding], 0, 400],
        [[header, content, padding], 1, Math.floor(content.length / 2)],
        [[header, content, padding], 1, content.length - 1],
        [[header, content, padding], 2, padding.length - 1],
      ];
      for (const [pieces, piece, place] of places) {
        if (place < 0) continue;
        const changed = pieces.map((bytes) => Buffer.from(bytes));
        changed[piece]![place]! ^= 1 << (at % 8);
        const said = await saidOf(others(changed));
        expect(said, `${entry.name}, piece ${piece}, byte ${place}`).toMatch(/已损坏|不是明账/);
      }
    }
  });

  it("is refused cut at any place", async () => {
    const bytes = readFileSync(plain);
    const step = Math.floor(bytes.length / 60);
    const cuts = Array.from({ length: 60 }, (_, at) => at * step + (at % 3) * 512);
    for (const cut of [
      ...cuts,
      1,
      511,
      512,
      bytes.length - 1,
      bytes.length - 512,
      bytes.length - 1_024,
      bytes.length - 2_048,
    ])
      expect(await saidOf(bytes.subarray(0, cut)), `cut at ${cut}`).toMatch(/不完整|不是明账|已损坏/);
    expect(await saidOf(Buffer.concat([bytes, Buffer.from("x")]))).toMatch(/已损坏/);
  });

  it("is refused with parts missing, twice, added or in another order, even under a manifest of their own", async () => {
    for (const at of entries.keys()) {
      if (at % 4 !== 0 && at < entries.length - 4) continue;
      const { name } = entries[at]!;
      expect(await saidOf(archive(entries.toSpliced(at, 1))), `without ${name}`).not.toBeNull();
      expect(await saidOf(archive(entries.toSpliced(at, 0, entries[at]!))), `${name} twice`).not.toBeNull();
      if (at + 1 < entries.length)
        expect(
          await saidOf(archive(entries.toSpliced(at, 2, entries[at + 1]!, entries[at]!))),
          `${name} after the next`,
        ).not.toBeNull();
    }
    expect(await saidOf(archive([...entries, { name: "more", content: Buffer.from("x") }]))).not.toBeNull();
    // A table that the manifest does not know, with a right hash of its own.
    const more: TarEntry = { name: "tables/more.copy.gz.00001", content: Buffer.from("x") };
    const manifest = JSON.parse(entries.at(-2)!.content.toString()) as BackupManifest;
    manifest.parts.push(partOf(more.name, more.content));
    const content = Buffer.from(JSON.stringify(manifest));
    const forged = [
      ...entries.slice(0, -2),
      more,
      { name: names.manifest, content },
      { name: names.seal, content: sealOf(content) },
    ];
    expect(await saidOf(archive(forged))).toMatch(/清单以外/);
  });

  it("is refused behind a passphrase: cut, changed, reordered, with a wrong word or none", async () => {
    const bytes = readFileSync(closed);
    expect(await saidOf(bytes, passphrase)).toBeNull();
    expect(await saidOf(bytes)).toMatch(/请给出口令/);
    expect(await saidOf(bytes, `${passphrase} `)).toMatch(/口令不对/);
    const piece = 65_536 + 16;
    const start = bytes.indexOf("\n---") + 1;
    const body = bytes.indexOf("\n", start) + 1 + 16;
    for (const place of [30, start + 10, body - 3, body, body + piece - 1, body + piece, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 4;
      expect(await saidOf(changed, passphrase), `byte ${place}`).toMatch(/口令不对|已损坏|不是明账/);
    }
    for (const cut of [10, start, body - 1, body, body + 100, body + piece, body + 2 * piece, bytes.length - 1])
      expect(await saidOf(bytes.subarray(0, cut), passphrase), `cut at ${cut}`).not.toBeNull();
    const swapped = Buffer.concat([
      bytes.subarray(0, body),
      bytes.subarray(body + piece, body + 2 * piece),
      bytes.subarray(body, body + piece),
      bytes.subarray(body + 2 * piece),
    ]);
    expect(await saidOf(swapped, passphrase)).toMatch(/已损坏/);
  });

  it("is told from other files, and from what a later release has made", async () => {
    for (const other of ["", "%PDF-1.7\n%…", "PK\u0003\u0004", "x".repeat(5_000), "\0".repeat(2_048)])
      expect(await saidOf(Buffer.from(other))).toMatch(/不是明账的备份文件/);
    expect(await saidOf(archive([{ name: "a.txt", content: Buffer.from("a") }]))).toMatch(/不是明账的备份文件/);
    expect(await saidOf(withHead((head) => ({ ...head, version: 2, release: "9.0" })))).toMatch(/更新的版本（9\.0）/);
    expect(await saidOf(withHead((head) => ({ ...head, migrations: [] })))).toMatch(/已损坏/);

    const url = target("later");
    const later = join(folder, "later.tar");
    const madeLater = { name: "29990101000000_later", checksum: "" };
    writeFileSync(
      later,
      withHead((head) => ({ ...head, migrations: [...head.migrations, madeLater] })),
    );
    await expect(restore(url, later)).rejects.toThrow(/更新的版本.*29990101000000_later/);
    writeFileSync(
      later,
      withHead((head) => ({
        ...head,
        migrations: head.migrations.map((each) => ({ ...each, checksum: sha256(Buffer.of()) })),
      })),
    );
    await expect(restore(url, later)).rejects.toThrow(/与本版本的迁移.*不一致/);
    expect(await withClient(url, listTables)).toEqual([]);
  });
});

describe("where it comes back to", () => {
  it("is an empty installation only, and stays as it was otherwise", async () => {
    const before = await hashes(source);
    await expect(restore(source, plain)).rejects.toThrow(/已有内容，只能恢复到空的系统/);
    expect(await hashes(source)).toEqual(before);

    const url = target("others");
    await createDatabaseIfMissing(url);
    await withClient(url, (client) => client.query("CREATE TABLE somebody (n int)"));
    await expect(restore(url, plain)).rejects.toThrow(/别的系统的表/);
    expect((await withClient(url, listTables)).map(({ name }) => name)).toEqual(["somebody"]);
  });

  it("may have the tables of this release already, and rows that belong to nobody", async () => {
    const url = target("prepared");
    await copyDatabase(url, "template_mingzhang");
    await withClient(url, (client) => client.query("INSERT INTO rate_limit (key) VALUES ('x')"));
    await restore(url, plain);
    await withClient(url, async (client) => {
      expect((await client.query("SELECT FROM publication")).rowCount).toBe(2);
      expect((await client.query("SELECT FROM rate_limit")).rowCount).toBe(0);
    });
  });

  it("is as empty as before when the file changes under it", async () => {
    const url = target("failed");
    await createDatabaseIfMissing(url);
    const file = join(folder, "changing.tar");
    writeFileSync(file, readFileSync(plain));
    const given = { file, passphrase: null };
    const contents = await checkBackup(given);
    const request = { url, given, contents, migrations, leftOut };
    const changed = readFileSync(plain);
    changed[Math.floor(changed.length / 2)]! ^= 1;
    writeFileSync(file, changed);
    await expect(restoreBackup({ ...request, beforeCommit: () => undefined })).rejects.toThrow(
      /又有变化|已损坏或被改动/,
    );
    expect(await withClient(url, listTables)).toEqual([]);
  });
});

describe("a killed process", () => {
  const run = async (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "lib/platform/backup/testing/killed.ts", ...args]).catch(
      (error: { signal?: string; stderr: string }) => error.signal ?? error.stderr,
    );

  it("leaves no file that looks like a backup, and no database that looks like an installation", async () => {
    const file = join(folder, "killed.tar");
    const url = target("killed");
    await createDatabaseIfMissing(url);
    expect(await Promise.all([run("backup", source, file), run("restore", url, plain)])).toEqual([
      "SIGKILL",
      "SIGKILL",
    ]);
    const left = readdirSync(folder).filter((name) => name.startsWith("killed"));
    expect(left).toEqual([expect.stringMatching(/^killed\.tar\.\d+\.part$/)]);
    expect(await saidOf(readFileSync(join(folder, left[0]!)))).not.toBeNull();
    // The server notices that nobody is there any more.
    await expect.poll(() => withClient(url, listTables)).toEqual([]);
  });
});

it("a file is never written over, and one in a folder that is not there is not begun", async () => {
  const before = statSync(plain).mtimeMs;
  await expect(write(plain)).rejects.toThrow(/没有覆盖/);
  expect(statSync(plain).mtimeMs).toBe(before);
  expect(statSync(plain).mode & 0o777).toBe(0o600);
  await expect(write(join(folder, "nowhere/x.tar"))).rejects.toThrow(/没有文件夹/);
  await expect(write("/dev/full/x.tar")).rejects.toThrow(/没有文件夹/);
});
