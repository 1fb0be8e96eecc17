// Backups behind a passphrase are age files (age-encryption.org/v1, scrypt): the age program opens them as well.
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ReadableStream as NodeWebStream } from "node:stream/web";
import { Decrypter, Encrypter } from "age-encryption";
import { BackupProblem } from "@/lib/platform/backup/problem";

/** 2^17, as OWASP recommends: 128 MB and about a second for whoever guesses. */
const WORK_FACTOR = 17;

const FIRST_LINE = "age-encryption.org/v1\n";

/** What comes out is authenticated piece by piece, and the last piece says that it is the last. */
export async function encrypted(
  source: AsyncIterable<Uint8Array>,
  passphrase: string,
  workFactor = WORK_FACTOR,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return fromWeb(await encrypter.encrypt(toWeb(source)));
}

/**
 * The plain bytes of a file, whether or not it is encrypted.
 *
 * @throws BackupProblem when a passphrase is missing or wrong; while it is read, when it has been altered.
 */
export async function plainBytes(file: string, passphrase: string | null): Promise<AsyncIterable<Uint8Array>> {
  if (!(await isEncrypted(file))) return createReadStream(file);
  if (passphrase === null) throw new BackupProblem("备份文件有口令保护，请给出口令。");
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const source = createReadStream(file);
  try {
    return telling(fromWeb(await decrypter.decrypt(toWeb(source))));
  } catch (cause) {
    source.destroy();
    throw new BackupProblem("口令不对，或者备份文件的开头已损坏。没有恢复任何内容。", { cause });
  }
}

async function* telling(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    throw new BackupProblem("备份文件不完整，或者已损坏、被改动。没有恢复任何内容，请改用另一份备份。", { cause });
  }
}

/** Whether a file says that it is encrypted. */
export async function isEncrypted(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const start = Buffer.alloc(FIRST_LINE.length);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    return start.toString("latin1", 0, bytesRead) === FIRST_LINE;
  } finally {
    await handle.close();
  }
}

function toWeb(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(source, { objectMode: false })) as unknown as ReadableStream<Uint8Array>;
}

function fromWeb(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  return Readable.fromWeb(stream as unknown as NodeWebStream);
}
