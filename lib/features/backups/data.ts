import type { BackupSituation } from "@/lib/domain/backup/alarm";
import type { Retention } from "@/lib/domain/backup/kept";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

/** A backup that was tried. Times are ISO 8601; `problem` says why there is none. */
export interface BackupRunLine {
  askedBy: "schedule" | "command";
  startedAt: string;
  endedAt: string;
  file: string;
  isEncrypted: boolean;
  bytes: number | null;
  rows: number | null;
  problem: string | null;
}

/** What was tried last, newest first: for the administrator and for the health of the installation. */
export async function listBackupRuns(limit: number): Promise<BackupRunLine[]> {
  const runs = await db().backupRun.findMany({ orderBy: [{ endedAt: "desc" }, { id: "desc" }], take: limit });
  return runs.map(({ askedBy, startedAt, endedAt, file, isEncrypted, bytes, rows, problem }) => ({
    askedBy,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    file,
    isEncrypted,
    bytes: bytes === null ? null : Number(bytes),
    rows: rows === null ? null : Number(rows),
    problem,
  }));
}

/** Where and how backups are made every night; `null`: they are not. */
export function backupSchedule(): { folder: string; retention: Retention } | null {
  const { BACKUP_FOLDER: folder, BACKUP_KEEP_DAILY, BACKUP_KEEP_WEEKLY, BACKUP_KEEP_MONTHLY } = env();
  if (folder === undefined) return null;
  return { folder, retention: { daily: BACKUP_KEEP_DAILY, weekly: BACKUP_KEEP_WEEKLY, monthly: BACKUP_KEEP_MONTHLY } };
}

/** How it stands with the backups of every night; `null` before there is anything to lose. */
export async function readBackupSituation(): Promise<BackupSituation | null> {
  const newest = { endedAt: "desc" } as const;
  const [installation, last, lastMade] = await Promise.all([
    db().installation.findFirst({ select: { since: true } }),
    db().backupRun.findFirst({
      where: { askedBy: "schedule" },
      orderBy: newest,
      select: { endedAt: true, problem: true },
    }),
    db().backupRun.findFirst({
      where: { askedBy: "schedule", problem: null },
      orderBy: newest,
      select: { endedAt: true },
    }),
  ]);
  if (!installation) return null;
  return {
    at: now(),
    isScheduled: backupSchedule() !== null,
    last,
    lastMadeAt: lastMade?.endedAt ?? installation.since,
  };
}
