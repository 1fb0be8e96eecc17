import {
  bytesOf,
  fileNameOf,
  keyIdOf,
  linkHashOf,
  nameOf,
  type Manifest,
  type ProofLine,
  type ProofTools,
} from "./entry";
import { createLogReader, type Head } from "./log";
import { readEntry, readLine, readSignedManifest } from "./read-entry";

/** A file that somebody has: its hash, and its text where it is JSON of a size that can be one of ours. */
export interface GivenFile {
  name: string;
  bytes: number;
  sha256: string;
  text: string | null;
}

/** What came of a comparison, as sentences: what is right, what is broken, and what could not be compared. */
export interface Verdict {
  right: string[];
  problems: string[];
  open: string[];
}

/** What somebody knows from elsewhere (a printed page, a feed, last year's copy). */
export interface Known {
  /** Id of the key that the bureau has made known. */
  keyId?: string | undefined;
  head?: Head | undefined;
}

/**
 * Verifies files by themselves, without network: manifests by their own signature, snapshots and all other files by the
 * manifests among them, parts of a log as one log. A signature says that the holder of the key has signed; whose key it
 * is, only somebody can say who knows its id from elsewhere.
 */
export function verifyGiven(files: readonly GivenFile[], tools: ProofTools, known: Known = {}): Verdict {
  const verdict: Verdict = { right: [], problems: [], open: [] };
  const manifests: Manifest[] = [];
  let areSomeBroken = false;
  const changed = keysOfLog(files, tools);
  const lines: ProofLine[] = [];
  const others: GivenFile[] = [];
  for (const file of files) {
    const signed = file.text === null ? null : readSignedManifest(file.text);
    const part = file.text === null ? null : linesOf(file.text);
    if (signed) {
      const { manifest, problems } = verifyManifest(signed.publicKey, signed, tools, { known, changed });
      if (problems.length > 0) verdict.problems.push(...problems.map((problem) => `${file.name}：${problem}`));
      else
        verdict.right.push(
          `${file.name}：清单的签名相符，密钥 ${keyIdOf(signed.publicKey, tools)}${adviceOn(keyIdOf(signed.publicKey, tools), known)}。`,
        );
      // A manifest that is not as it was signed proves nothing of other files, neither that they are right nor that not.
      if (manifest && problems.length === 0) manifests.push(manifest);
      else areSomeBroken = true;
    } else if (part) lines.push(...part);
    else if (file.name.endsWith(".manifest.json") || (file.text !== null && isOfOurs(file.text))) {
      verdict.problems.push(`${file.name}：是清单，但内容残缺，无法读取。`);
      areSomeBroken = true;
    } else others.push(file);
  }
  if (lines.length > 0) readLog(lines, tools, known, { verdict, manifests });
  else if (known.head && files.length > 0)
    verdict.open.push("没有日志可以与所知的链头核对：请一起给出从网站 /api/v1/proof/entries 保存的日志。");
  const newest = newestOf(manifests);
  const without = areSomeBroken ? "清单本身不符，不能用来核对" : "没有清单（manifest.json）可以核对";
  for (const file of others) compare(file, newest, { verdict, without });
  return verdict;
}

function adviceOn(id: string, known: Known): string {
  const isEarlier = known.keyId !== undefined && known.keyId !== id;
  return isEarlier ? "（日志写明后来更换为所知的密钥）" : keyAdvice(known);
}

/** A signature says nothing of whose key it is. */
export function keyAdvice({ keyId }: Known): string {
  return keyId === undefined ? "（请与网站“可验证”页或者其他渠道公布的密钥编号核对）" : "（与所知的密钥一致）";
}

function verifyManifest(
  publicKey: Parameters<typeof keyIdOf>[0],
  { text, hash, signature, entry: at }: ProofLine,
  tools: ProofTools,
  { known, changed }: { known: Known; changed: ReadonlySet<string> },
): { manifest: Manifest | null; problems: string[] } {
  const bytes = bytesOf(text);
  const entry = readEntry(text);
  const problems: string[] = [];
  const id = keyIdOf(publicKey, tools);
  if (tools.sha256(bytes) !== hash) problems.push("内容与校验值不符。");
  if (!tools.verifies(publicKey, signature, bytes)) problems.push("签名不符，内容或签名被改动过。");
  // Keys change: a log that holds both says that one was introduced by the other.
  const isKnown = known.keyId === undefined || known.keyId === id || (changed.has(known.keyId) && changed.has(id));
  if (!isKnown)
    problems.push(
      `签名的密钥是 ${id}，不是所知的 ${known.keyId}。网站更换过密钥的，请一起给出从 /api/v1/proof/entries 保存的日志。`,
    );
  if (entry?.kind !== "publication") return { manifest: null, problems: [...problems, "内容不是一份公开的清单。"] };
  if (entry.key !== id) problems.push("所附的密钥不是清单写明的密钥。");
  if (entry.entry !== at) problems.push(`编号不符：内容写的是第 ${entry.entry} 条。`);
  if (linkHashOf(entry.publication, tools) !== entry.publication.chainHash)
    problems.push("本环的校验值不是由序号、上一环和内容得出的。");
  return { manifest: entry, problems };
}

/** Keys of the log among the files; none where it is not whole: a broken log says nothing of a key. */
function keysOfLog(files: readonly GivenFile[], tools: ProofTools): ReadonlySet<string> {
  const lines = files.flatMap(({ text }) => (text === null || readSignedManifest(text) ? [] : (linesOf(text) ?? [])));
  const reader = createLogReader(tools);
  for (const line of lines.sort((left, right) => left.entry - right.entry))
    if (reader.next(line).problems.length > 0) return new Set();
  return new Set(reader.keys().map(({ id }) => id));
}

/** The lines of a saved answer of the log; `null` for anything else. */
function linesOf(text: string): ProofLine[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const entries = typeof value === "object" && value !== null && "entries" in value ? value.entries : null;
  if (!Array.isArray(entries) || entries.length === 0) return null;
  const lines = entries.map(readLine);
  return lines.every((line) => line !== null) ? lines : null;
}

/** Whether a text means to be a manifest: one whose members are damaged is no unknown file. */
function isOfOurs(text: string): boolean {
  return text.includes("mingzhang.signed-manifest") || text.includes("mingzhang.proof");
}

function readLog(
  lines: readonly ProofLine[],
  tools: ProofTools,
  known: Known,
  { verdict, manifests }: { verdict: Verdict; manifests: Manifest[] },
): void {
  const sorted = [...lines].sort((left, right) => left.entry - right.entry);
  if (sorted[0]!.entry !== 1) {
    verdict.open.push(`日志从第 ${sorted[0]!.entry} 条开始，缺少之前的部分，没有核对；请从第 1 条起保存。`);
    return;
  }
  const reader = createLogReader(tools);
  const problems: string[] = [];
  let isHeadSeen = known.head === undefined;
  for (const line of sorted) {
    const read = reader.next(line);
    problems.push(...read.problems);
    if (read.entry?.kind === "publication" && read.problems.length === 0) manifests.push(read.entry);
    if (known.head?.entry === line.entry) {
      isHeadSeen = true;
      if (reader.head()!.hash !== known.head.hash)
        problems.push(`第 ${line.entry} 条：不是所知的链头 ${known.head.hash}。`);
    }
  }
  if (!isHeadSeen) problems.push(`日志没有到所知的链头第 ${known.head!.entry} 条，其后部分被删去。`);
  if (known.keyId !== undefined && !reader.keys().some(({ id }) => id === known.keyId))
    problems.push(`日志中没有所知的密钥 ${known.keyId}。`);
  const head = reader.head()!;
  if (problems.length === 0)
    verdict.right.push(`日志：共 ${head.entry} 条，连续、相接，签名都相符；链头 ${head.hash}。`);
  else verdict.problems.push(...problems.map((problem) => `日志${problem}`));
}

/** Of each publication the manifest of the highest revision. */
function newestOf(manifests: readonly Manifest[]): Manifest[] {
  const newest = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const key = `${manifest.district.code}:${manifest.publication.sequence}`;
    if ((newest.get(key)?.revision ?? 0) <= manifest.revision) newest.set(key, manifest);
  }
  return [...newest.values()];
}

/** The path of an address as the name of a saved file ends with it. */
const endOf = (name: string) => name.replace(/^.*[\\/]/, "");

function compare(
  file: GivenFile,
  manifests: readonly Manifest[],
  { verdict, without }: { verdict: Verdict; without: string },
): void {
  for (const manifest of manifests) {
    const { publication, files, pages } = manifest;
    if (publication.snapshot.sha256 === file.sha256)
      return void verdict.right.push(`${file.name}：就是 ${nameOf(publication)}的公开内容，与清单一致。`);
    const stated = [...files, ...pages].find(({ sha256 }) => sha256 === file.sha256);
    if (stated) return void verdict.right.push(`${file.name}：与 ${nameOf(publication)}的清单一致。`);
  }
  const name = endOf(file.name);
  const snapshotOf = snapshotIdentity(file.text);
  for (const { publication, files, pages } of manifests) {
    if (name === fileNameOf(publication, "html") && pages.length > 0)
      return void verdict.problems.push(
        `${file.name}：不是 ${nameOf(publication)}清单中的页面，清单的校验值为 ${pages.map(({ sha256 }) => sha256).join("、")}，这个文件为 ${file.sha256}。`,
      );
    const stated = files.find((each) => each.name === name);
    if (stated)
      return void verdict.problems.push(
        `${file.name}：不是 ${nameOf(publication)}清单中的文件，清单的校验值为 ${stated.sha256}，这个文件为 ${file.sha256}。`,
      );
    const { unit, year, number } = publication;
    const isNamedSo = name === fileNameOf(publication, "snapshot.json");
    const saysSo = snapshotOf?.code === unit.code && snapshotOf.year === year && snapshotOf.number === number;
    if (isNamedSo || saysSo)
      return void verdict.problems.push(
        `${file.name}：写的是 ${nameOf(publication)}，但内容与清单不符，清单的校验值为 ${publication.snapshot.sha256}，这个文件为 ${file.sha256}。`,
      );
  }
  verdict.open.push(
    manifests.length === 0
      ? `${file.name}：SHA-256 为 ${file.sha256}；${without}。`
      : `${file.name}：SHA-256 为 ${file.sha256}；所给的清单都没有这个文件。`,
  );
}

/** Whose published content a text says that it is. */
function snapshotIdentity(text: string | null): { code: string; year: number; number: number } | null {
  if (text === null || !text.includes('"mingzhang.publication"')) return null;
  try {
    const { unit, year, number } = JSON.parse(text) as { unit: { code: string }; year: number; number: number };
    return { code: unit.code, year, number };
  } catch {
    return null;
  }
}
