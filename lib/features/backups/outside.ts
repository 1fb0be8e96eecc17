// What belongs to an installation and is not in its database.
import type { BackupContents } from "@/lib/platform/backup/contents";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { dataFolder } from "@/lib/platform/data-folder";
import { readRecord } from "@/lib/platform/postgres/installation-record";
import { keepSessionSecret, readOrCreateSecrets } from "@/lib/platform/secrets";
import { keepSigningKeys, problemOfKeeping, signingKeyText } from "@/lib/platform/signing-keys";

/** By the names that they have in a backup. */
const signingKeys = "signing-keys.pem";
const sessionSecret = "session-secret";

/**
 * The keys that sign what is published, and the secret that cookies are signed with. The password of the embedded
 * database is not: another machine has its own.
 */
export function belongings(): Map<string, Buffer> {
  const keys = signingKeyText();
  const secret = process.env.NEXTAUTH_SECRET || readOrCreateSecrets(dataFolder).session;
  return new Map([
    ...(keys === null ? [] : [[signingKeys, Buffer.from(keys)] as const]),
    [sessionSecret, Buffer.from(secret)],
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
  const keys = outside.get(signingKeys);
  const problem = keys ? problemOfKeeping(keys.toString("utf8")) : null;
  if (problem !== null) throw new BackupProblem(`${problem}没有恢复任何内容。`);
}

/** Puts them where this machine keeps its own. Done again it changes nothing. */
export function keepBelongings({ outside }: BackupContents): void {
  const keys = outside.get(signingKeys);
  if (keys) keepSigningKeys(keys.toString("utf8"));
  const secret = outside.get(sessionSecret);
  if (secret && !process.env.NEXTAUTH_SECRET) keepSessionSecret(dataFolder, secret.toString("utf8"));
}
