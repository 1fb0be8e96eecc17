import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { backupsAmong, nameOfBackup } from "@/lib/domain/backup/file-names";
import { keptOf } from "@/lib/domain/backup/kept";
import { backupSchedule } from "@/lib/features/backups/data";
import { leftOutTables, outsideNames } from "@/lib/features/backups/schema";
import type { BackupContents } from "@/lib/platform/backup/contents";
import { passphraseOfEnvironment, refuseShortPassphrase } from "@/lib/platform/backup/passphrase";
import { BackupProblem, problemOf } from "@/lib/platform/backup/problem";
import { removeAbandonedDrafts } from "@/lib/platform/backup/whole-file";
import { writeBackup, type WrittenBackup } from "@/lib/platform/backup/write-backup";
import { now } from "@/lib/platform/clock";
import { dataFolder } from "@/lib/platform/data-folder";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { readRecord } from "@/lib/platform/postgres/installation-record";
import { release } from "@/lib/platform/release";
import { keepSessionSecret, readOrCreateSecrets } from "@/lib/platform/secrets";
import { keepSigningKeys, problemOfKeeping, signingKeyText } from "@/lib/platform/signing-keys";

interface AskedBackup {
  /** Address of the database, for a role that reads all of it: the application's does (postgres/privileges.ts). */
  url: string;
  file: string;
  passphrase: string | null;
  askedBy: "schedule" | "command";
}

/**
 * Backs the installation up to a file, and keeps what came of it for the administrator.
 *
 * @throws BackupProblem when there is no file, in words; what nobody foresaw as it is.
 */
export async function backUp({ url, file, passphrase, askedBy }: AskedBackup): Promise<WrittenBackup> {
  const startedAt = now();
  const run = { askedBy, startedAt, file: resolve(file), isEncrypted: passphrase !== null };
  try {
    const outside = belongings();
    const written = await writeBackup({ url, file, passphrase, release: release(), leftOut: leftOutTables, outside });
    await keepRun({ ...run, endedAt: now(), bytes: BigInt(written.bytes), rows: BigInt(written.rows) });
    return written;
  } catch (error) {
    await keepRun({ ...run, endedAt: now(), problem: problemOf(error) });
    throw error;
  }
}

/** A database of an earlier release has no place for it, and a backup before an upgrade is made all the same. */
async function keepRun(data: Parameters<ReturnType<typeof db>["backupRun"]["create"]>[0]["data"]): Promise<void> {
  await db()
    .backupRun.create({ data })
    .catch((error: unknown) => logger.warn({ err: error }, "what came of a backup could not be kept"));
}

/**
 * The backup of a night, into the folder of the environment; older ones that no day, week or month keeps are removed
 * after it.
 *
 * @throws BackupProblem, or what nobody foresaw, when it was not made; nothing is removed then.
 */
export async function backUpOnSchedule(): Promise<WrittenBackup> {
  const schedule = backupSchedule();
  if (!schedule) throw new BackupProblem("没有设置备份文件夹（BACKUP_FOLDER）。");
  const { folder, retention } = schedule;
  // The one inside the data folder is ours to make; another that is missing may be a disk that is not there.
  if (resolve(folder) === resolve(join(dataFolder, "backups"))) await mkdir(folder, { recursive: true, mode: 0o700 });
  const { id } = await db().installation.findFirstOrThrow({ select: { id: true } });
  const passphrase = await nightlyPassphrase(folder);
  const file = join(folder, nameOfBackup(id, now(), passphrase !== null));
  if ((await stat(folder).catch(() => null))?.isDirectory())
    await removeAbandonedDrafts(folder, (name) => backupsAmong([name], id).length > 0);
  const written = await backUp({ url: env().DATABASE_URL, file, passphrase, askedBy: "schedule" });
  const backups = backupsAmong(await readdir(folder), id);
  const kept = keptOf(backups, retention);
  for (const backup of backups) if (!kept.has(backup)) await rm(join(folder, backup.name));
  return written;
}

/** The environment's. One that cannot be read is told like a backup that failed: nothing goes out unencrypted instead. */
async function nightlyPassphrase(folder: string): Promise<string | null> {
  const at = now();
  try {
    const passphrase = passphraseOfEnvironment();
    if (passphrase !== null) refuseShortPassphrase(passphrase);
    return passphrase;
  } catch (error) {
    const problem = problemOf(error);
    await keepRun({
      askedBy: "schedule",
      startedAt: at,
      endedAt: at,
      file: resolve(folder),
      isEncrypted: true,
      problem,
    });
    throw error;
  }
}

/** Puts what a backup has outside of the database where this machine keeps its own. Done again it changes nothing. */
export function keepBelongings({ outside }: BackupContents): void {
  const keys = outside.get(outsideNames.signingKeys);
  if (keys) keepSigningKeys(keys.toString("utf8"));
  const secret = outside.get(outsideNames.sessionSecret);
  if (secret && !process.env.NEXTAUTH_SECRET) keepSessionSecret(dataFolder, secret.toString("utf8"));
}

/**
 * The keys that sign what is published, and the secret that cookies are signed with. The password of the embedded
 * database is not: another machine has its own.
 */
function belongings(): Map<string, Buffer> {
  const keys = signingKeyText();
  const secret = process.env.NEXTAUTH_SECRET || readOrCreateSecrets(dataFolder).session;
  return new Map([
    ...(keys === null ? [] : [[outsideNames.signingKeys, Buffer.from(keys)] as const]),
    [outsideNames.sessionSecret, Buffer.from(secret)],
  ]);
}

/**
 * @throws BackupProblem when this machine holds those of another installation, which would be lost.
 */
export function refuseOtherInstallation({ head, outside }: BackupContents): void {
  const record = readRecord(dataFolder);
  if (record && record.id !== head.installation.id)
    throw new BackupProblem(
      `备份属于另一套系统（编号 ${head.installation.id}），这个数据文件夹是编号 ${record.id} 的。没有恢复任何内容：请用 MINGZHANG_DATA 另设一个数据文件夹；确实要改用备份的，先移走 ${dataFolder}。`,
    );
  const keys = outside.get(outsideNames.signingKeys);
  const problem = keys ? problemOfKeeping(keys.toString("utf8")) : null;
  if (problem !== null) throw new BackupProblem(`${problem}没有恢复任何内容。`);
}
