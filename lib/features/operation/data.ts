import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { subDays } from "date-fns";
import { z } from "zod";
import type { DatabaseState, DiskState, JobsState, ServingProcess } from "@/lib/domain/operation/operation";
import { backupSchedule, readLastBackup } from "@/lib/features/backups/data";
import { readMailServer } from "@/lib/features/mail/data";
import { now } from "@/lib/platform/clock";
import { dataFolder } from "@/lib/platform/data-folder";
import { databaseHealth, readRolesSeparate } from "@/lib/platform/database-health";
import { pool } from "@/lib/platform/db";
import { mailServer } from "@/lib/platform/mail/hand-over";
import { processLabel, type AskedGauge } from "@/lib/platform/metrics";

/** The database. */
export async function readDatabase(): Promise<DatabaseState> {
  const { rows } = await pool().query<Pick<DatabaseState, "version" | "startedAt" | "bytes">>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
       pg_postmaster_start_time() AS "startedAt", pg_database_size(current_database())::float8 AS bytes`,
  );
  return { ...rows[0]!, areRolesSeparate: await readRolesSeparate() };
}

const saidSchema = z.object({
  memory: z.number(),
  delay: z.number(),
  connections: z.object({ open: z.number(), idle: z.number(), waiting: z.number(), most: z.number() }),
  publicReads: z
    .object({
      fromReplica: z.number(),
      fromPrimary: z.number(),
      isUsed: z.boolean(),
      trouble: z
        .object({ kind: z.enum(["behind", "unavailable", "noReplica", "writes"]), at: z.coerce.date() })
        .nullable(),
    })
    .nullable(),
});

/** Every process that has said within an hour that it serves, on whatever machine. */
export async function listProcesses(): Promise<ServingProcess[]> {
  const { rows } = await pool().query<Omit<ServingProcess, keyof z.output<typeof saidSchema>> & { said: unknown }>(
    `SELECT host, number, release, started_at AS "startedAt", said, extract(epoch FROM now() - seen_at)::float8 AS "silentFor"
     FROM serving_process ORDER BY host, number`,
  );
  // Of another release that says something else nothing is known.
  return rows.flatMap(({ said, ...process }) => {
    const read = saidSchema.safeParse(said);
    return read.success ? [{ ...process, ...read.data }] : [];
  });
}

/** Connections of this process. */
export function connectionsOfPool(): ServingProcess["connections"] {
  const { totalCount: open, idleCount: idle, waitingCount: waiting, options } = pool();
  return { open, idle, waiting, most: options.max };
}

/** That a job `j` has ended after the first parameter, with something undone by an error. */
const failed = `j.ended_at > $1 AND (j.state = 'failed' OR EXISTS (SELECT FROM background_job_item i
  WHERE i.district_id = j.district_id AND i.job_id = j.id AND i.state = 'failed'))`;

const aDayAgo = () => subDays(now(), 1);

/** The background jobs of a district. */
export async function readJobs(districtId: string): Promise<JobsState> {
  const { rows } = await pool().query<JobsState>(
    `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'running')::int AS working,
       min(asked_at) FILTER (WHERE state = 'waiting') AS "waitingSince",
       (SELECT count(*)::int FROM background_job j WHERE j.district_id = $2 AND ${failed}) AS "failedLastDay"
     FROM background_job WHERE district_id = $2 AND state IN ('waiting', 'running')`,
    [aDayAgo(), districtId],
  );
  return rows[0]!;
}

/** The disks that this installation writes to. */
export function readDisks(): Promise<DiskState[]> {
  const schedule = backupSchedule();
  const folders: Pick<DiskState, "id" | "folder">[] = [
    { id: "data", folder: dataFolder },
    { id: "temporary", folder: tmpdir() },
    ...(schedule ? [{ id: "backup" as const, folder: schedule.folder }] : []),
  ];
  return Promise.all(folders.map(async (each) => ({ ...each, space: await spaceOf(each.folder) })));
}

async function spaceOf(folder: string): Promise<DiskState["space"]> {
  // What lies in the data folder is made when something is first written to it; another one may be a disk that is not there.
  const isOurs = `${resolve(folder)}/`.startsWith(`${resolve(dataFolder)}/`);
  try {
    const { bavail, blocks, bsize } = await statfs(isOurs ? existing(folder) : folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

/** A monitoring waits ten seconds at most, and a pool that is exhausted answers later. */
const PATIENCE_MS = 2_000;

/** What a monitoring is told beside the measurements of a process; what the database does not answer in time is left out. */
export async function readGauges(): Promise<AskedGauge[]> {
  const { ok } = await databaseHealth();
  const { open, idle, waiting, most } = connectionsOfPool();
  const disks = await readDisks();
  const ofDatabase = ok
    ? await Promise.race([gaugesOfDatabase().catch(() => []), sleep(PATIENCE_MS, [], { ref: false })])
    : [];
  return [
    {
      name: "mingzhang_database_up",
      help: "1 while the database answers within two seconds.",
      values: [{ labels: {}, value: Number(ok) }],
    },
    {
      name: "mingzhang_database_connections",
      help: "Connections of this process: open, idle among them, requests that wait for one, the most there may be.",
      values: Object.entries({ open, idle, waiting, most }).map(([state, value]) => ({
        labels: { state, ...processLabel() },
        value,
      })),
    },
    {
      name: "mingzhang_disk_free_bytes",
      help: "Room on the disk of a folder; absent where the folder is.",
      values: disks.flatMap(({ id, space }) => (space ? [{ labels: { folder: id }, value: space.free }] : [])),
    },
    ...ofDatabase,
  ];
}

async function gaugesOfDatabase(): Promise<AskedGauge[]> {
  const [jobs, rings, failures, backup, mails, server] = await Promise.all([
    pool().query<{ kind: string; state: string; value: number }>(
      "SELECT kind, state, count(*)::int AS value FROM background_job WHERE state IN ('waiting', 'running') GROUP BY kind, state",
    ),
    pool().query<{ queue: string; state: string; value: number }>(
      `SELECT name AS queue, state::text, count(*)::int AS value FROM pgboss.job WHERE state < 'completed' GROUP BY name, state`,
    ),
    pool().query<{ kind: string; value: number }>(
      `SELECT kind, count(*)::int AS value FROM background_job j WHERE ${failed} GROUP BY kind`,
      [aDayAgo()],
    ),
    readLastBackup(),
    pool().query<{ state: string; value: number }>(
      "SELECT state::text, count(*)::int AS value FROM mail WHERE state <> 'sent' GROUP BY state",
    ),
    readMailServer(),
  ]);
  const sendsMail = mailServer() !== null;
  const labelled = (rows: readonly ({ value: number } & Record<string, string | number>)[]) =>
    rows.map(({ value, ...labels }) => ({ labels: labels as Record<string, string>, value }));
  return [
    {
      name: "mingzhang_jobs",
      help: "Background jobs that are not over, by kind and state.",
      values: labelled(jobs.rows),
    },
    { name: "mingzhang_rings", help: "Calls for a worker by queue and state.", values: labelled(rings.rows) },
    {
      name: "mingzhang_jobs_failed_last_day",
      help: "Jobs that ended within a day with something undone by an error.",
      values: labelled(failures.rows),
    },
    {
      name: "mingzhang_backup_last_success_timestamp_seconds",
      help: "When the last backup was made; absent before the first.",
      values: backup ? [{ labels: {}, value: backup.endedAt.getTime() / 1_000 }] : [],
    },
    { name: "mingzhang_mail", help: "Mail that was not sent, by state.", values: labelled(mails.rows) },
    {
      name: "mingzhang_mail_server_up",
      help: "1 unless the mail server failed the last time; absent where there is none.",
      values: sendsMail ? [{ labels: {}, value: Number(server.failingSince === null) }] : [],
    },
  ];
}
