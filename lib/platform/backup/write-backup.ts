import { pipeline } from "node:stream";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import {
  FORMAT,
  FORMAT_VERSION,
  nameOfOutside,
  nameOfTablePart,
  names,
  partOf,
  rowsOf,
  sealOf,
  type BackupHead,
  type BackupManifest,
  type BackupPart,
  type BackupTable,
} from "@/lib/platform/backup/contents";
import { encrypted } from "@/lib/platform/backup/encryption";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { listMigrations, listSequences, listTables, type StoredTable } from "@/lib/platform/backup/tables";
import { LONGEST_ENTRY, tarEnd, tarEntry, type TarEntry } from "@/lib/platform/backup/tar";
import { refuseUnlessWritable, writeWhole } from "@/lib/platform/backup/whole-file";
import { now } from "@/lib/platform/clock";
import { withClient } from "@/lib/platform/postgres/client";

/** Fast rather than small: rows of accounts shrink to a twelfth either way. */
const COMPRESSION = 3;

/** While somebody changes the schema, a table cannot be read; a migration takes seconds. */
const LOCK_SECONDS = 60;

export interface BackupRequest {
  /** Address of the database, for whoever may read all of it. */
  url: string;
  file: string;
  /** `null`: not encrypted. */
  passphrase: string | null;
  release: string;
  /** Tables whose rows are not part of a backup. */
  leftOut: readonly string[];
  /** What belongs to the installation and is not in its database, by name. */
  outside: ReadonlyMap<string, Buffer>;
  /** Of the encryption, for tests. */
  workFactor?: number;
}

export interface WrittenBackup {
  file: string;
  bytes: number;
  rows: number;
  madeAt: Date;
}

/**
 * Writes a backup of an installation to a file of its own. Everything in it is of one moment, however many people work
 * meanwhile; they are not held up. Memory does not grow with the database.
 *
 * @throws BackupProblem when there is nothing to back up, or the file cannot be written. There is no file then.
 */
export async function writeBackup(request: BackupRequest): Promise<WrittenBackup> {
  const { url, file, passphrase, workFactor } = request;
  await refuseUnlessWritable(file);
  return withClient(url, async (client) => {
    const written = { rows: 0, madeAt: now() };
    const plain = entriesOf(client, request, written);
    const bytes = await writeWhole(file, passphrase === null ? plain : await encrypted(plain, passphrase, workFactor));
    return { file, bytes, ...written };
  });
}

/** The bytes of a backup, as the database gives them. */
async function* entriesOf(
  client: pg.Client,
  { release, leftOut, outside }: BackupRequest,
  written: { rows: number; madeAt: Date },
): AsyncGenerator<Buffer> {
  const parts: BackupPart[] = [];
  function* entry(name: string, content: Buffer): Generator<Buffer> {
    parts.push(partOf(name, content));
    yield* tarEntry({ name, content });
  }

  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await client.query(
    `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '${LOCK_SECONDS}s'`,
  );
  const head = await headOf(client, release);
  written.madeAt = new Date(head.madeAt);
  yield* entry(names.head, inJson(head));

  const tables: BackupTable[] = [];
  for (const table of await listTables(client)) {
    if (leftOut.includes(table.name)) continue;
    const count: BackupTable = {
      name: table.name,
      columns: table.columns,
      form: table.hasBytes ? "binary" : "text-gzip",
      rows: 0,
      parts: 0,
    };
    for await (const { name, content } of partsOf(client, table, count)) yield* entry(name, content);
    tables.push(count);
  }
  const sequences = await listSequences(client);
  await client.query("COMMIT");

  for (const [name, content] of outside) yield* entry(nameOfOutside(name), content);
  const manifest: BackupManifest = { parts, tables, sequences, outside: [...outside.keys()] };
  written.rows = rowsOf(manifest);
  const manifestBytes = inJson(manifest);
  yield* tarEntry({ name: names.manifest, content: manifestBytes });
  yield* tarEntry({ name: names.seal, content: sealOf(manifestBytes) });
  yield tarEnd;
}

async function headOf(client: pg.Client, release: string): Promise<BackupHead> {
  const migrations = await listMigrations(client);
  const { rows } =
    migrations.length === 0
      ? { rows: [] }
      : await client.query<{ id: string; kind: "demo" | "real"; since: Date }>(
          "SELECT id, kind, since FROM installation",
        );
  const [installation] = rows;
  if (!installation) throw new BackupProblem("数据库是空的，没有可以备份的内容。请先用 npm start 完成首次启动。");
  const moment = await client.query<{ at: Date; server: string }>(
    "SELECT transaction_timestamp() AS at, current_setting('server_version') AS server",
  );
  const { at, server } = moment.rows[0]!;
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    release,
    server,
    madeAt: at.toISOString(),
    installation: { ...installation, since: installation.since.toISOString() },
    migrations,
  };
}

/** The rows of a table in the order of its key, cut into entries; counts them in `count`. */
async function* partsOf(client: pg.Client, table: StoredTable, count: BackupTable): AsyncGenerator<TarEntry> {
  const quoted = (columns: readonly string[]) => columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const order = table.key.length > 0 ? ` ORDER BY ${quoted(table.key)}` : "";
  const select = `SELECT ${quoted(table.columns)} FROM public.${client.escapeIdentifier(table.name)}${order}`;
  const rows = client.query(copyTo(`COPY (${select}) TO STDOUT${count.form === "binary" ? " (FORMAT binary)" : ""}`));
  // What fails ends the last of them, which is the one that is read.
  const bytes = count.form === "binary" ? rows : pipeline(rows, createGzip({ level: COMPRESSION }), () => undefined);
  for await (const content of pieces(bytes)) {
    count.parts += 1;
    yield { name: nameOfTablePart(count, count.parts), content };
  }
  count.rows = rows.rowCount;
}

/** Bytes in pieces of the longest entry; one, if there are fewer. */
async function* pieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    let rest = chunk;
    while (size + rest.length > LONGEST_ENTRY) {
      const room = LONGEST_ENTRY - size;
      yield Buffer.concat([...held, rest.subarray(0, room)]);
      rest = rest.subarray(room);
      held = [];
      size = 0;
    }
    held.push(rest);
    size += rest.length;
  }
  if (size > 0) yield Buffer.concat(held);
}

function inJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}
