import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { isEncrypted } from "@/lib/platform/backup/encryption";
import { passphraseOfEnvironment, passphraseOfFile, refuseShortPassphrase } from "@/lib/platform/backup/passphrase";
import { BackupProblem } from "@/lib/platform/backup/problem";

/** The options of the commands that take a passphrase. */
export const passphraseHint =
  "口令不能写在命令里（同机的人可以看到）：请写 prompt（当场输入）、env（环境变量 BACKUP_PASSPHRASE）或 file:口令文件。";

/** Where `--passphrase` may say that it comes from. */
export const isPassphraseSource = (text: string): boolean =>
  text === "prompt" || text === "env" || (text.startsWith("file:") && text.length > "file:".length);

/**
 * The passphrase for a new backup; `null`: none is asked for, and none is set in the environment.
 *
 * @throws BackupProblem when there is none where one should be, or it is too short.
 */
export async function passphraseForNew(source: string | undefined): Promise<string | null> {
  const passphrase = source === undefined ? passphraseOfEnvironment() : await passphraseFrom(source, { isNew: true });
  if (passphrase !== null) refuseShortPassphrase(passphrase);
  return passphrase;
}

/** The passphrase for a file; `null` where it needs none. Without a source, the environment's, or the one typed now. */
export async function passphraseForFile(file: string, source: string | undefined): Promise<string | null> {
  if (source !== undefined) return passphraseFrom(source, { isNew: false });
  const given = passphraseOfEnvironment();
  if (given !== null || !(await isEncrypted(file).catch(() => false))) return given;
  return process.stdin.isTTY ? ask("备份的口令：") : null;
}

async function passphraseFrom(source: string, { isNew }: { isNew: boolean }): Promise<string> {
  if (source.startsWith("file:")) return passphraseOfFile(source.slice("file:".length));
  if (source === "env") {
    const passphrase = passphraseOfEnvironment();
    if (passphrase === null) throw new BackupProblem("没有设置环境变量 BACKUP_PASSPHRASE 或 BACKUP_PASSPHRASE_FILE。");
    return passphrase;
  }
  const typed = await ask("备份的口令：");
  if (isNew && (await ask("再输入一次：")) !== typed) throw new BackupProblem("两次输入的口令不同，没有备份。");
  return typed;
}

/** What is typed is not shown. */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new BackupProblem("这里不能输入口令。请用 --passphrase env 或 --passphrase file:口令文件。");
  process.stderr.write(question);
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  lines.on("SIGINT", () => process.exit(130));
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
