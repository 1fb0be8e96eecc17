import {
  bytesOf,
  keyIdOf,
  linkHashOf,
  nameOf,
  type KeyEntry,
  type Manifest,
  type ProofEntry,
  type ProofLine,
  type ProofTools,
  type PublicKey,
} from "./entry";
import { readEntry } from "./read-entry";

/** A place that was reached: of the log, or of the chain of publications. */
export interface Head {
  entry: number;
  hash: string;
}

/** How a head is written: `12:0f3a…`, as the command line takes it and the page for offline use. */
export const headHint = "链头写作 条号:校验值，如 12:0f3a…（64 位十六进制）。";

/** The head that a text names; `null` for anything else. */
export function readHead(text: string): Head | null {
  const [, entry, hash] = /^([1-9]\d{0,8})[:：]([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  return entry === undefined || hash === undefined ? null : { entry: Number(entry), hash: hash.toLowerCase() };
}

/** A key of a log and the entries that it signs. */
export interface KnownKey {
  id: string;
  key: PublicKey;
  /** The entry that introduced it; it signs those after it, the first one itself. */
  from: number;
  /** The entry that introduced the next one; `null`: it signs now. */
  until: number | null;
  /** Why it came without a signature of the key before. */
  lost: string | null;
}

/** Somebody who reads a log from its beginning, a line at a time. */
export interface LogReader {
  /** What is wrong with the next line, as sentences that name the place; and what it says, where it can be read. */
  next(line: ProofLine): { problems: string[]; entry: ProofEntry | null };
  head(): Head | null;
  keys(): readonly KnownKey[];
  /** The last publication that has a manifest, and its link of the chain. */
  chain(): { sequence: number; chainHash: string } | null;
}

/** What is kept of a publication while the log is read: no more than is needed to notice that it was rewritten. */
interface Known {
  revision: number;
  factsHash: string;
  files: ReadonlyMap<string, string>;
}

/**
 * Checks that a log is whole: numbered without gaps, each entry as it was hashed, signed by the key of its time and
 * bound to the one before; publications in their order, each bound to the one before; a later revision adds files and
 * takes back nothing. Memory grows by some hundred bytes for each publication.
 */
export function createLogReader(tools: ProofTools): LogReader {
  const { sha256 } = tools;
  let head: Head | null = null;
  let district: string | null = null;
  let chain: { sequence: number; chainHash: string } | null = null;
  const keys: KnownKey[] = [];
  const known = new Map<number, Known>();

  function problemsOfManifest({ entry, revision, publication, files }: Manifest): string[] {
    const problems: string[] = [];
    const { sequence, previousHash, chainHash } = publication;
    const place = `第 ${entry} 条，${nameOf(publication)}`;
    const before = known.get(sequence);
    if (revision !== (before?.revision ?? 0) + 1)
      problems.push(`${place}：应为第 ${(before?.revision ?? 0) + 1} 次清单，写的是第 ${revision} 次。`);
    const factsHash = sha256(bytesOf(JSON.stringify(publication)));
    if (before) {
      if (before.factsHash !== factsHash) problems.push(`${place}：与这份公开上一次的清单不一致，清单只能增加文件。`);
      const now = new Map(files.map((file) => [file.format, file.sha256]));
      for (const [format, hash] of before.files)
        if (now.get(format) !== hash)
          problems.push(`${place}：上一次清单中的 ${format} 文件${now.has(format) ? "换成了另一个" : "不见了"}。`);
    } else {
      const expected = (chain?.sequence ?? 0) + 1;
      if (sequence !== expected) problems.push(`${place}：其前缺少公开第 ${expected} 号的清单，或者次序不对。`);
      if (previousHash !== (chain?.chainHash ?? "")) problems.push(`${place}：没有接上前一份公开（上一环不符）。`);
      chain = { sequence, chainHash };
    }
    if (linkHashOf(publication, tools) !== chainHash)
      problems.push(`${place}：本环的校验值不是由序号、上一环和内容得出的。`);
    known.set(sequence, {
      revision,
      factsHash,
      files: new Map(files.map((file) => [file.format, file.sha256])),
    });
    return problems;
  }

  /** The key that an entry has to be signed with; `null` where nobody can tell. */
  function signerOf(entry: ProofEntry): KnownKey["key"] | null {
    if (entry.kind === "key" && (keys.length === 0 || entry.lost !== null)) return entry.introduces;
    return keys.at(-1)?.key ?? null;
  }

  function problemsOfKey({ entry, introduces, lost }: KeyEntry): string[] {
    const id = keyIdOf(introduces, tools);
    const last = keys.at(-1);
    const problems = keys.some((key) => key.id === id) ? [`第 ${entry} 条：启用的密钥以前用过。`] : [];
    if (last) last.until = entry;
    keys.push({ id, key: introduces, from: entry, until: null, lost });
    return problems;
  }

  return {
    next: (line) => {
      const expected = (head?.entry ?? 0) + 1;
      const place = `第 ${line.entry} 条`;
      const problems: string[] = [];
      if (line.entry !== expected)
        problems.push(
          line.entry > expected
            ? `${place}：其前缺少第 ${expected} 条。`
            : `${place}：次序不对，应为第 ${expected} 条。`,
        );
      const bytes = bytesOf(line.text);
      const hash = sha256(bytes);
      if (hash !== line.hash) problems.push(`${place}：内容与校验值不符。`);
      const entry = readEntry(line.text);
      const previous = head?.hash ?? "";
      head = { entry: line.entry, hash };
      if (!entry) return { problems: [...problems, `${place}：内容不是本系统的清单，无法读取。`], entry: null };
      if (entry.entry !== line.entry) problems.push(`${place}：内容写的是第 ${entry.entry} 条。`);
      if (entry.previous !== previous) problems.push(`${place}：没有接上前一条（前一条被改动、删除，或者次序不对）。`);
      if (entry.district.code !== (district ??= entry.district.code))
        problems.push(`${place}：属于另一个地区（${entry.district.code}）。`);
      const signer = signerOf(entry);
      if (!signer) problems.push(`${place}：其前没有启用密钥的记录，无法核对签名。`);
      else if (entry.key !== keyIdOf(signer, tools)) problems.push(`${place}：不是用当时启用的密钥签的名。`);
      else if (!tools.verifies(signer, line.signature, bytes)) problems.push(`${place}：签名不符。`);
      problems.push(...(entry.kind === "key" ? problemsOfKey(entry) : problemsOfManifest(entry)));
      return { problems, entry };
    },
    head: () => head,
    keys: () => keys,
    chain: () => chain,
  };
}
