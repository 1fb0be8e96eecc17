import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import { formatOf } from "@/lib/domain/formats/format-of";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { leftOutTables as leftOut } from "@/lib/features/backups/schema";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { rowsOf } from "@/lib/platform/backup/contents";
import { checkBackup } from "@/lib/platform/backup/read-backup";
import { restoreBackup } from "@/lib/platform/backup/restore-backup";
import { listTables } from "@/lib/platform/backup/tables";
import { withClient } from "@/lib/platform/postgres/client";
import { createDatabaseIfMissing, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { readMigrations } from "@/lib/platform/postgres/migrations";
import { openLargeDistrict, type LargeDistrict } from "./large-district";
import { randomAccounts, shapes } from "./measuring/accounts";
import { makeWatched } from "./measuring/aside";
import { randomFrom } from "./measuring/random";
import { printRatio } from "./measuring/statistics";

const UNITS = 10_000;
const ACCOUNTS = 200;
const DISTRICT = "100000";

/**
 * A backup by the process that a job starts, plain and encrypted, and its restore into an empty database: of the demo
 * district, and of ten thousand units with their publications. Against reading the same rows and throwing them away.
 */
export async function benchBackups(databaseUrl: string): Promise<void> {
  console.log("Backup and restore");
  await withClient(databaseUrl, (client) =>
    client.query("INSERT INTO installation (id, kind, since) VALUES ($1, 'demo', now()) ON CONFLICT DO NOTHING", [
      randomUUID(),
    ]),
  );
  await measure("demo district", databaseUrl);
  const large = await openLargeDistrict(databaseUrl, { code: DISTRICT, whole: true });
  try {
    await large.growTo(UNITS);
    await fill(large);
  } finally {
    await large.close();
  }
  await measure(`${UNITS} units`, databaseUrl);
}

/** Gives each report the lines of an account, as a district has them that has worked for two years. */
async function fill(large: LargeDistrict): Promise<void> {
  const { catalogueId, tableSetId } = (await listFiscalYears(large.districtId)).at(-1)!;
  const catalogues = await readCatalogues(catalogueId);
  const { sheets } = formatOf(tableSetId);
  const random = randomFrom(1);
  const accounts = Array.from(
    { length: ACCOUNTS },
    () => randomAccounts(random, catalogues, random.pick(shapes)).facts.amounts,
  );
  await large.fill(accounts, (key) => sheets.measureOf(parseFactKey(key)) === "count");
}

async function measure(name: string, databaseUrl: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-bench-backup-"));
  Object.assign(process.env, { DATABASE_URL: databaseUrl, BACKUP_FOLDER: folder });
  try {
    const reading = await seconds(() => readAll(databaseUrl));
    process.env.BACKUP_PASSPHRASE = "a passphrase for benchmarks only";
    const closed = await makeWatched("backup", [], 200);
    delete process.env.BACKUP_PASSPHRASE;
    // Of one day the newest stays.
    const plain = await makeWatched("backup", [], 200);
    const [file = ""] = readdirSync(folder);
    const given = { file: join(folder, file), passphrase: null };
    const megabytes = statSync(given.file).size / 1e6;

    const target = withDatabase(databaseUrl, "bench_restored");
    await createDatabaseIfMissing(target);
    try {
      const started = performance.now();
      const contents = await checkBackup(given);
      const checking = (performance.now() - started) / 1_000;
      const migrations = readMigrations(prismaFolder);
      const restoring = await seconds(() =>
        restoreBackup({ url: target, given, contents, migrations, leftOut, beforeCommit: () => undefined }),
      );
      console.log(
        `  ${name}: ${rowsOf(contents.manifest)} rows, ${megabytes.toFixed(1)} MB in ${plain.seconds.toFixed(1)} s (${plain.peak} MB of memory), ` +
          `encrypted ${closed.seconds.toFixed(1)} s (${closed.peak} MB); checked in ${checking.toFixed(1)} s, restored in ${restoring.toFixed(1)} s`,
      );
      printRatio(`${name}: backup to reading alone`, plain.seconds / reading, "≤ 4");
      printRatio(`${name}: restore to backup`, (checking + restoring) / plain.seconds, "≤ 6");
    } finally {
      await dropDatabase(target);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** Every row of every table, for nobody. */
async function readAll(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const { name } of await listTables(client)) {
      const nobody = new Writable({ write: (_chunk, _encoding, done) => done() });
      await pipeline(client.query(copyTo(`COPY ${client.escapeIdentifier(name)} TO STDOUT`)), nobody);
    }
  });
}
