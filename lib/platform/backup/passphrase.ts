import { readFileSync } from "node:fs";
import { BackupProblem } from "@/lib/platform/backup/problem";

/** Shorter ones are found by trying. */
const SHORTEST = 12;

/**
 * The passphrase of the environment (`BACKUP_PASSPHRASE`, or a file with it in `BACKUP_PASSPHRASE_FILE`); `null` where
 * there is none.
 *
 * @throws BackupProblem when the file cannot be read.
 */
export function passphraseOfEnvironment(): string | null {
  const { BACKUP_PASSPHRASE: given, BACKUP_PASSPHRASE_FILE: file } = process.env;
  if (given) return given;
  return file ? passphraseOfFile(file) : null;
}

/** The first line of a file. */
export function passphraseOfFile(file: string): string {
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (cause) {
    throw new BackupProblem(`口令文件“${file}”无法读取。`, { cause });
  }
  const [line = ""] = text.split(/\r?\n/);
  if (line === "") throw new BackupProblem(`口令文件“${file}”是空的。`);
  return line;
}

/** @throws BackupProblem when a passphrase for new backups is too short. */
export function refuseShortPassphrase(passphrase: string): void {
  if ([...passphrase].length < SHORTEST)
    throw new BackupProblem(`备份的口令至少 ${SHORTEST} 个字，越长越好，例如四五个互不相关的词语。`);
}
