import { reportDataPath } from "@/lib/domain/words/report-path";
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { nameOf, type Manifest, type PublicationFacts } from "@/lib/domain/proof/entry";
import { keyAdvice, type Known, type Verdict } from "@/lib/domain/proof/given-files";
import { createLogReader } from "@/lib/domain/proof/log";
import { differencesOf, problemOfFile, problemOfPage, type Measured } from "@/lib/domain/proof/publication";
import { readLine } from "@/lib/domain/proof/read-entry";
import { proofTools } from "@/lib/platform/ed25519";

/** Downloads at a time. */
const AT_ONCE = 4;
/** A download that fails is tried again, with a second, then three in between. */
const WAITS_MS = [1_000, 3_000];
const PATIENCE_MS = 120_000;
/** Publications between two words of progress. */
const TOLD_EVERY = 100;
/** Sentences are not gathered without end. */
const MOST_PROBLEMS = 1_000;

const headSchema = z.object({
  head: z.object({ entry: z.number().int(), hash: z.string() }).nullable(),
  chain: z.object({ sequence: z.number().int(), chainHash: z.string() }).nullable(),
  publications: z.number().int(),
});
const entriesSchema = z.object({ entries: z.array(z.unknown()), next: z.string().nullable() });
const changesSchema = z.object({
  changes: z.array(
    z.object({
      sequence: z.number().int(),
      scope: z.enum(["unit", "department"]),
      unitCode: z.string(),
      unitName: z.string(),
      year: z.number().int(),
      number: z.number().int(),
      publishedAt: z.string(),
      correctionReason: z.string().nullable(),
      contentHash: z.string(),
      previousHash: z.string(),
      chainHash: z.string(),
    }),
  ),
  next: z.string().nullable(),
});

/** What could not be fetched or read; no sign of tampering by itself. */
class NotAnswered extends Error {}

/**
 * Verifies an installation by its public interface: the whole log, what the site says of every publication, every
 * snapshot, file and page by hash. They are hashed as they come and kept nowhere; of a publication some hundred bytes are.
 */
export async function verifySite(address: string, known: Known, onProgress: (line: string) => void): Promise<Verdict> {
  const site = new URL(address).origin;
  const verdict: Verdict = { right: [], problems: [], open: [] };
  try {
    const told = headSchema.parse(await json(site, "/api/v1/proof"));
    const log = await readLog(site, known, told.head, onProgress);
    verdict.problems.push(...log.problems);
    const { manifests, reader } = log;
    verdict.problems.push(...(await compareWithChanges(site, manifests, told.publications)));
    const files = await compareParts(site, [...manifests.values()], onProgress);
    verdict.problems.push(...files.problems);
    verdict.open.push(...files.open);
    const uncovered = told.publications - manifests.size;
    if (uncovered > 0) verdict.open.push(`${uncovered} 份公开还没有签署清单，请稍后再核对。`);
    const head = reader.head();
    if (!head) verdict.open.push("这个网站还没有清单。");
    else if (verdict.problems.length === 0)
      verdict.right.push(
        `清单日志 ${head.entry} 条，公开 ${manifests.size} 份、文件 ${files.compared} 个、页面 ${files.pages} 个都相符；链头 ${head.entry}:${head.hash}；` +
          `密钥 ${reader.keys().at(-1)!.id}${keyAdvice(known)}`,
      );
  } catch (error) {
    if (!(error instanceof NotAnswered || error instanceof z.ZodError)) throw error;
    verdict.open.push(
      error instanceof NotAnswered ? error.message : `${site} 的回答不是本系统的，不能核对。请写明决算公开网站的网址。`,
    );
  }
  return verdict;
}

/** Reads the whole log; the newest manifest of every publication is kept, without what the log alone needs. */
async function readLog(
  site: string,
  known: Known,
  told: { entry: number; hash: string } | null,
  onProgress: (line: string) => void,
) {
  const reader = createLogReader(proofTools);
  const manifests = new Map<number, Manifest>();
  const problems: string[] = [];
  const heads = [
    ...(told ? [{ ...told, who: "网站所说" }] : []),
    ...(known.head ? [{ ...known.head, who: "所知" }] : []),
  ];
  for (let next: string | null = "/api/v1/proof/entries?after=0&pageSize=500"; next !== null; ) {
    const page: z.infer<typeof entriesSchema> = entriesSchema.parse(await json(site, next));
    for (const value of page.entries) {
      const line = readLine(value);
      if (!line) {
        problems.push(`第 ${(reader.head()?.entry ?? 0) + 1} 条：无法读取。`);
        continue;
      }
      const read = reader.next(line);
      problems.push(...read.problems);
      if (read.entry?.kind === "publication") manifests.set(read.entry.publication.sequence, read.entry);
      for (const head of heads)
        if (head.entry === line.entry && head.hash !== reader.head()!.hash)
          problems.push(`第 ${line.entry} 条：不是${head.who}的链头 ${head.hash}。`);
    }
    onProgress(`已核对清单日志 ${reader.head()?.entry ?? 0} 条`);
    if (problems.length > MOST_PROBLEMS) break;
    next = page.next;
  }
  for (const { entry, who } of heads)
    if ((reader.head()?.entry ?? 0) < entry)
      problems.push(`清单日志没有到${who}的链头第 ${entry} 条，其后部分被删去。`);
  if (known.keyId !== undefined && !reader.keys().some(({ id }) => id === known.keyId))
    problems.push(`清单日志中没有所知的密钥 ${known.keyId}。`);
  return { reader, manifests, problems };
}

/** What the site says of its publications, beside what was signed. */
async function compareWithChanges(
  site: string,
  manifests: ReadonlyMap<number, Manifest>,
  publications: number,
): Promise<string[]> {
  const problems: string[] = [];
  const seen = new Set<number>();
  for (let next: string | null = "/api/v1/changes?after=0&pageSize=500"; next !== null; ) {
    const page: z.infer<typeof changesSchema> = changesSchema.parse(await json(site, next));
    for (const { unitCode, unitName, contentHash, publishedAt, ...change } of page.changes) {
      seen.add(change.sequence);
      const manifest = manifests.get(change.sequence);
      if (!manifest) continue;
      const { approvedAt, snapshot } = manifest.publication;
      const said: PublicationFacts = {
        ...change,
        unit: { code: unitCode, name: unitName },
        publishedAt: new Date(publishedAt).toISOString(),
        snapshot: { bytes: snapshot.bytes, sha256: contentHash },
        approvedAt,
      };
      problems.push(...differencesOf(manifest, said));
    }
    next = page.next;
  }
  for (const [sequence, { publication }] of manifests)
    if (!seen.has(sequence)) problems.push(`${nameOf(publication)}：不见了。`);
  for (let sequence = 1; sequence <= publications; sequence += 1)
    if (!seen.has(sequence) && !manifests.has(sequence)) problems.push(`公开第 ${sequence} 号：不见了。`);
  return problems;
}

/** Snapshots, files and pages by what is fetched. A page that was made anew is signed within minutes. */
async function compareParts(site: string, manifests: readonly Manifest[], onProgress: (line: string) => void) {
  const problems: string[] = [];
  const open: string[] = [];
  let compared = 0;
  let pages = 0;
  let done = 0;
  const waiting = manifests.values();
  const work = async () => {
    for (const manifest of waiting) {
      const { unit, year, number, snapshot } = manifest.publication;
      const parts = [
        { format: "snapshot.json", name: `${unit.code}-${year}-v${number}.snapshot.json`, madeAt: "", ...snapshot },
        ...manifest.files,
      ];
      try {
        for (const part of parts) {
          const path = reportDataPath({ unitCode: unit.code, year, number }, `.${part.format}`);
          const problem = problemOfFile(manifest, part, await measured(site, path));
          if (problem) problems.push(problem);
          compared += 1;
        }
        for (const path of new Set(manifest.pages.map((page) => page.path))) {
          const problem = problemOfPage(manifest.pages, path, await measured(site, path));
          if (problem)
            problems.push(
              `${nameOf(manifest.publication)}：${problem}刚刚重新生成的页面在几分钟内签署，请稍后再核对一次。`,
            );
          pages += 1;
        }
      } catch (error) {
        if (!(error instanceof NotAnswered)) throw error;
        open.push(error.message);
      }
      done += 1;
      if (done % TOLD_EVERY === 0 || done === manifests.length)
        onProgress(`已核对 ${done}/${manifests.length} 份公开的内容、文件和页面`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { problems, open, compared, pages };
}

/** The answer of an address; `null` where there is nothing (any more). */
async function answerOf(site: string, path: string): Promise<Response | null> {
  const url = new URL(path, site);
  let failure = "";
  for (const wait of [...WAITS_MS, null]) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.ok) return answer;
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) return null;
      failure = `状态 ${answer.status}`;
      if (answer.status < 500 && answer.status !== 429) break;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    if (wait !== null) await sleep(wait);
  }
  throw new NotAnswered(`${url.href} 没有取到（${failure}），没有核对。`);
}

async function json(site: string, path: string): Promise<unknown> {
  const answer = await answerOf(site, path);
  if (!answer) throw new NotAnswered(`${site} 没有 ${path.split("?")[0]}，不是提供清单的决算公开网站。`);
  return answer.json().catch((cause: unknown) => {
    throw new NotAnswered(`${site}${path} 的回答不是 JSON，没有核对。`, { cause });
  });
}

async function measured(site: string, path: string): Promise<Measured | null> {
  const answer = await answerOf(site, path);
  if (!answer) return null;
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const reader = answer.body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      hash.update(part.value);
      bytes += part.value.length;
    }
  } catch (cause) {
    throw new NotAnswered(`${site}${path} 传送中断，没有核对。`, { cause });
  }
  return { bytes, sha256: hash.digest("hex") };
}
