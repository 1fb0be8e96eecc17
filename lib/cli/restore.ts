import { z } from "zod";
import { isPassphraseSource, passphraseForFile, passphraseHint } from "@/lib/cli/passphrase";
import { verifyInstallation } from "@/lib/cli/verify";
import { formatMoment } from "@/lib/domain/words/moments";
import { keepBelongings, refuseOtherInstallation } from "@/lib/features/backups/mutations";
import { leftOutTables } from "@/lib/features/backups/schema";
import { rowsOf, type BackupContents } from "@/lib/platform/backup/contents";
import { setAuditHeadsAside } from "@/lib/platform/audit-heads";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { checkBackup, type GivenBackup } from "@/lib/platform/backup/read-backup";
import { problemOfRelease, restoreBackup } from "@/lib/platform/backup/restore-backup";
import { now } from "@/lib/platform/clock";
import { dataFolder, migrateInstallation, openDatabase, prismaFolder } from "@/lib/platform/postgres/installation";
import { kindNames, writeRecord } from "@/lib/platform/postgres/installation-record";
import { readMigrations } from "@/lib/platform/postgres/migrations";

export const restoreSchema = z.object({ passphrase: z.string().refine(isPassphraseSource, passphraseHint).optional() });

/**
 * Restores a backup into this installation, which has to be empty: its database, the keys that sign, the secret of
 * sessions. Checked from end to end before anything is written; then what is published is compared with its signed log.
 *
 * @returns the exit code: 1 when something published does not agree with the log, though it was restored.
 */
export async function restore(file: string, options: z.infer<typeof restoreSchema>): Promise<number> {
  const given = { file, passphrase: await passphraseForFile(file, options.passphrase) };
  const contents = await checkBackup(given);
  const { head, manifest } = contents;
  const problem = problemOfRelease(contents, readMigrations(prismaFolder));
  if (problem !== null) throw new BackupProblem(problem);
  refuseOtherInstallation(contents);
  console.error(
    `备份完好：${formatMoment(new Date(head.madeAt))} 的${kindNames[head.installation.kind]}` +
      `（编号 ${head.installation.id}，版本 ${head.release}），${rowsOf(manifest)} 行。正在恢复…`,
  );
  await restoreDatabase(given, contents);
  console.log("已恢复。登录状态没有恢复，所有人须重新登录。正在核对公开的内容…");
  const code = await verifyInstallation(undefined);
  // Pages are made again when somebody asks for them: that they were not compared is as it should be.
  if (code !== 1) return 0;
  console.error("数据已按备份恢复，但公开的内容与签署时不符（见上）。备份之前可能已经如此，请查明后再启动。");
  return 1;
}

async function restoreDatabase(given: GivenBackup, contents: BackupContents): Promise<void> {
  const database = await openDatabase({ isReplaced: true });
  try {
    await restoreBackup({
      url: database.ownerUrl,
      given,
      contents,
      migrations: readMigrations(prismaFolder),
      leftOut: leftOutTables,
      beforeCommit: () => {
        keepBelongings(contents);
        setAuditHeadsAside(now());
      },
    });
    await migrateInstallation(database);
    // After the database has it, as at a first start: whoever is killed in between is entered by the next start.
    writeRecord(dataFolder, contents.head.installation);
  } finally {
    await database.release();
  }
}
