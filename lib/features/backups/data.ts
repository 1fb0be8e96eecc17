import type { BackupSituation } from "@/lib/domain/backup/alarm";
import type { Retention } from "@/lib/domain/backup/kept";
import type { BackupState } from "@/lib/domain/operation/operation";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

/** Where and how backups are made every night; `null`: they are not. */
export function backupSchedule(): { folder: string; retention: Retention } | null {
  const { BACKUP_FOLDER: folder, BACKUP_KEEP_DAILY, BACKUP_KEEP_WEEKLY, BACKUP_KEEP_MONTHLY } = env();
  if (folder === undefined) return null;
  return { folder, retention: { daily: BACKUP_KEEP_DAILY, weekly: BACKUP_KEEP_WEEKLY, monthly: BACKUP_KEEP_MONTHLY } };
}

/** The last backup that was made, by night or by hand; `null` before the first. */
export async function readLastBackup(): Promise<BackupState["lastMade"]> {
  const last = await db().backupRun.findFirst({ where: { problem: null }, orderBy: { endedAt: "desc" } });
  if (!last) return null;
  const { endedAt, file, bytes, isEncrypted, askedBy } = last;
  return { endedAt, file, bytes: Number(bytes), isEncrypted, isByHand: askedBy === "command" };
}

/** How it stands with the backups of every night; `null` where there are to be none, or nothing is there to lose yet. */
export async function readBackupSituation(): Promise<BackupSituation | null> {
  if (backupSchedule() === null) return null;
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
  return { at: now(), last, lastMadeAt: lastMade?.endedAt ?? installation.since };
}
