import { stat } from "node:fs/promises";
import {
  FORMAT,
  FORMAT_VERSION,
  headSchema,
  manifestSchema,
  nameOfOutside,
  nameOfTablePart,
  names,
  partOf,
  sealOf,
  type BackupContents,
  type BackupHead,
  type BackupManifest,
  type BackupPart,
} from "@/lib/platform/backup/contents";
import { isEncrypted, plainBytes } from "@/lib/platform/backup/encryption";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { readTar, type TarEntry } from "@/lib/platform/backup/tar";

/** A file, and what opens it. */
export interface GivenBackup {
  file: string;
  passphrase: string | null;
}

const damaged = (what: string) =>
  new BackupProblem(`备份文件已损坏或被改动：${what}。没有恢复任何内容，请改用另一份备份。`);
const foreign = (file: string) =>
  new BackupProblem(`“${file}”不是明账的备份文件，或者文件的开头已损坏。没有恢复任何内容。`);

/**
 * Reads a backup from its first byte to its last and compares all of it with what it says of itself. Nothing is written.
 *
 * @throws BackupProblem saying what is wrong with it.
 */
export async function checkBackup(given: GivenBackup): Promise<BackupContents> {
  const kind = await stat(given.file).catch(() => null);
  if (!kind) throw new BackupProblem(`没有文件“${given.file}”。`);
  if (!kind.isFile() || kind.size === 0) throw foreign(given.file);

  let head: BackupHead | undefined;
  let manifest: Buffer | undefined;
  let isSealed = false;
  const parts: BackupPart[] = [];
  const outside = new Map<string, Buffer>();
  for await (const { name, content } of entriesOf(given)) {
    if (isSealed) throw damaged(`${names.seal} 之后还有内容`);
    if (!head) head = readHead(given.file, { name, content });
    if (manifest) {
      if (name !== names.seal || !content.equals(sealOf(manifest))) throw damaged("内容清单与它的校验值不符");
      isSealed = true;
    } else if (name === names.manifest) manifest = content;
    else {
      parts.push(partOf(name, content));
      if (name.startsWith(nameOfOutside(""))) outside.set(name.slice(nameOfOutside("").length), content);
    }
  }
  if (!head || !manifest || !isSealed) throw damaged("缺少内容清单");
  return { head, manifest: readManifest(manifest, parts), outside };
}

/** The entries of a file; where not even the first is one, the file is something else. */
async function* entriesOf({ file, passphrase }: GivenBackup): AsyncGenerator<TarEntry> {
  let isFirst = true;
  try {
    for await (const entry of readTar(await plainBytes(file, passphrase))) {
      isFirst = false;
      yield entry;
    }
  } catch (error) {
    if (isFirst && error instanceof BackupProblem && !(await isEncrypted(file))) throw foreign(file);
    throw error;
  }
}

function readHead(file: string, { name, content }: TarEntry): BackupHead {
  const head = readJson(content) as Partial<BackupHead> | undefined;
  if (name !== names.head || head?.format !== FORMAT) throw foreign(file);
  if (typeof head.version === "number" && head.version > FORMAT_VERSION)
    throw new BackupProblem(
      `备份由更新的版本（${String(head.release)}）制作，本版本不能读取。没有恢复任何内容，请先升级明账再恢复。`,
    );
  const read = headSchema.safeParse(head);
  if (!read.success) throw damaged(`${names.head} 不完整`);
  return read.data;
}

function readManifest(bytes: Buffer, found: readonly BackupPart[]): BackupManifest {
  const read = manifestSchema.safeParse(readJson(bytes));
  if (!read.success) throw damaged("内容清单无法读取");
  const manifest = read.data;
  const stated = [
    names.head,
    ...manifest.tables.flatMap((table) =>
      Array.from({ length: table.parts }, (_, at) => nameOfTablePart(table, at + 1)),
    ),
    ...manifest.outside.map(nameOfOutside),
  ];
  for (const [at, name] of stated.entries()) {
    const listed = manifest.parts[at];
    const part = found[at];
    if (listed?.name !== name) throw damaged(`内容清单中没有 ${name}`);
    if (part?.name !== name) throw damaged(`缺少 ${name}，或者次序不对`);
    if (part.bytes !== listed.bytes || part.sha256 !== listed.sha256) throw damaged(`${name} 与校验值不符`);
  }
  if (manifest.parts.length !== stated.length || found.length !== stated.length) throw damaged("有清单以外的内容");
  return manifest;
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * The parts of a backup that has been checked, in order, each compared again: a file may have been changed since.
 *
 * @throws BackupProblem at the first that is not what it was.
 */
export async function* checkedParts(given: GivenBackup, { manifest }: BackupContents): AsyncGenerator<TarEntry> {
  const parts = manifest.parts.values();
  for await (const { name, content } of entriesOf(given)) {
    const stated = parts.next().value;
    if (stated === undefined) return;
    const part = partOf(name, content);
    if (part.name !== stated.name || part.sha256 !== stated.sha256) throw damaged(`${stated.name} 在核对之后又有变化`);
    yield { name, content };
  }
}
