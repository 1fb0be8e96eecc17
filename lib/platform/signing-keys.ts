import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "@/lib/platform/data-folder";
import { newPrivateKey, readPrivateKeys, type SigningKey } from "@/lib/platform/ed25519";
import { writeWholeText } from "@/lib/platform/whole-text";

/** What stands in the way of signing, in words for whoever operates the installation. */
export class SigningKeyProblem extends Error {
  override readonly name = "SigningKeyProblem";
}

/** Where the keys come from: given as text (`SIGNING_KEYS`), or in a file (`SIGNING_KEY_FILE`, or beside the secrets). */
function place(): { text: string } | { file: string } {
  const { SIGNING_KEYS: text, SIGNING_KEY_FILE: file } = process.env;
  // Compose files and .env files write a line break as \n.
  if (text) return { text: text.replaceAll("\\n", "\n") };
  return { file: file || join(/* turbopackIgnore: true */ dataFolder, "signing-keys.pem") };
}

/** Where the keys are, in words for whoever operates the installation. */
export function placeOfSigningKeys(): string {
  const from = place();
  return "file" in from ? from.file : "环境变量 SIGNING_KEYS";
}

/**
 * The private keys that this process holds, oldest first; none where there is no file.
 *
 * @throws SigningKeyProblem when they cannot be read: a lost key must not be replaced silently.
 */
export function signingKeys(): SigningKey[] {
  const from = place();
  try {
    return readPrivateKeys("text" in from ? from.text : readFileSync(/* turbopackIgnore: true */ from.file, "utf8"));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new SigningKeyProblem(
      `签名密钥（${placeOfSigningKeys()}）无法读取：应为 PEM 格式的 Ed25519 私钥。请从备份恢复，不要另建。`,
      { cause },
    );
  }
}

/** The private keys as they are written, for a backup; `null` where there are none. */
export function signingKeyText(): string | null {
  const from = place();
  return "text" in from ? from.text : readIfExists(from.file);
}

/**
 * What stands in the way of keeping keys from a backup here: others that would be lost; `null` when nothing does. More
 * keys than those are no hindrance: a key that was added after the backup.
 */
export function problemOfKeeping(text: string): string | null {
  const held = signingKeyText();
  const ids = (pem: string) => readPrivateKeys(pem).map(({ publicKey }) => publicKey.x);
  if (held === null || ids(text).every((key) => ids(held).includes(key))) return null;
  return "text" in place()
    ? "环境变量 SIGNING_KEYS 给出的签名密钥与备份中的不是同一份。请改为备份中的密钥，或者不设这个变量，再恢复。"
    : `${placeOfSigningKeys()} 是另一份签名密钥，不能覆盖。请先把它移到别处，再恢复。`;
}

/** Keeps keys from a backup, where these are not here already. The file appears whole (mode 0600) or not at all. */
export function keepSigningKeys(text: string): void {
  const from = place();
  if ("text" in from || readIfExists(from.file) !== null) return;
  writeWholeText(from.file, text, { replaces: false });
}

/**
 * Makes a further key and adds it to the file (mode 0600). The file appears whole or not at all; of two processes that
 * make the first key at once, both get the same.
 *
 * @returns every key of the file, oldest first.
 * @throws SigningKeyProblem where keys are given as text, or the folder cannot be written.
 */
export function addSigningKey(): SigningKey[] {
  const from = place();
  if ("text" in from)
    throw new SigningKeyProblem(
      "签名密钥由环境变量 SIGNING_KEYS 给出，系统不能改写。请用 openssl genpkey -algorithm ed25519 生成新密钥，把它接在原有密钥之后，再执行。",
    );
  const { file } = from;
  const existing = readIfExists(file);
  try {
    writeWholeText(file, `${existing ?? ""}${newPrivateKey()}`, { replaces: existing !== null });
  } catch (cause) {
    throw new SigningKeyProblem(
      `签名密钥无法写入 ${file}。请让系统可以写这个文件夹，或者用环境变量 SIGNING_KEYS、SIGNING_KEY_FILE 给出密钥（openssl genpkey -algorithm ed25519）。`,
      { cause },
    );
  }
  return signingKeys();
}

function readIfExists(file: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
