import { subHours } from "date-fns";
import {
  linkHashOf,
  nameOf,
  type CoveredPage,
  type Manifest,
  type ProofLine,
  type PublicationFacts,
} from "@/lib/domain/proof/entry";
import { createLogReader, type KnownKey } from "@/lib/domain/proof/log";
import { differencesOf, problemOfPage, problemsOfFiles, type Measured } from "@/lib/domain/proof/publication";
import { readEntry } from "@/lib/domain/proof/read-entry";
import { now } from "@/lib/platform/clock";
import { canonicalForm } from "@/lib/platform/content-hash";
import { db, pool } from "@/lib/platform/db";
import { proofTools, sha256Hex } from "@/lib/platform/ed25519";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { chinaDate } from "@/lib/platform/postgres/china-days";

/** Lines of the log that are read at a time. */
const LINES_AT_A_TIME = 500;
/** Publications that are compared at a time: a server that answers people does nothing else meanwhile. */
const PUBLICATIONS_AT_A_TIME = 4;
/** Sentences that one part of a check says at most; the first broken thing is among them. */
const MOST_PROBLEMS = 100;

/** Entries after a place of the log, in their order. */
export async function listProofLines(
  districtId: string,
  { after, pageSize }: { after: number; pageSize: number },
): Promise<ProofLine[]> {
  return db().$queryRaw<ProofLine[]>`
    SELECT entry, hash, signature, body AS text FROM proof_entry
    WHERE district_id = ${districtId}::uuid AND entry > ${after}::int ORDER BY entry LIMIT ${pageSize}::int`;
}

/** The newest manifest of a publication; `null` before it is signed. */
export async function readManifest(
  districtId: string,
  sequence: number,
): Promise<{ line: ProofLine; manifest: Manifest } | null> {
  const [line] = await db().$queryRaw<ProofLine[]>`
    SELECT entry, hash, signature, body AS text FROM proof_entry
    WHERE district_id = ${districtId}::uuid AND sequence = ${sequence}::int ORDER BY revision DESC LIMIT 1`;
  const manifest = line && readEntry(line.text);
  return line && manifest?.kind === "publication" ? { line, manifest } : null;
}

/** Where a log stands. */
export interface ProofHead {
  entry: number;
  hash: string;
  madeAt: string;
  /** Id of the key that signed it. */
  key: string;
}

/** The last entry of a log; `null` while there is none. */
export async function readProofHead(districtId: string): Promise<ProofHead | null> {
  const [head] = await listHeads("WHERE district_id = $1 ORDER BY entry DESC LIMIT 1", [districtId]);
  return head ?? null;
}

/** The last entry of each of the newest days (in China) on which something was signed, the newest first. */
export async function listHeadsOfDays(districtId: string, days: number): Promise<ProofHead[]> {
  return listHeads(
    `WHERE district_id = $1 AND entry IN (SELECT max(entry) FROM proof_entry WHERE district_id = $1
       GROUP BY ${chinaDate("made_at::timestamptz")}) ORDER BY entry DESC LIMIT $2`,
    [districtId, days],
  );
}

async function listHeads(which: string, values: unknown[]): Promise<ProofHead[]> {
  const { rows } = await pool().query<ProofHead>(
    `SELECT entry, hash, made_at AS "madeAt", body::jsonb ->> 'key' AS key FROM proof_entry ${which}`,
    values,
  );
  return rows;
}

/** The entries of a log that introduce keys, in their order. */
export async function listKeyLines(
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<{ entry: number; text: string }[]> {
  return client.$queryRaw`
    SELECT entry, body AS text FROM proof_entry WHERE district_id = ${districtId}::uuid AND kind = 'key' ORDER BY entry`;
}

/** The keys of a log, oldest first, with when each was introduced. What nobody can read is left out; a check names it. */
export async function listKeys(districtId: string): Promise<(KnownKey & { madeAt: string })[]> {
  const lines = (await listKeyLines(districtId)).flatMap(({ text }) => {
    const entry = readEntry(text);
    return entry?.kind === "key" ? [entry] : [];
  });
  return lines.map(({ entry, introduces, lost, madeAt }, at) => ({
    id: idOf(introduces),
    key: introduces,
    from: entry,
    until: lines[at + 1]?.entry ?? null,
    lost,
    madeAt,
  }));
}

/** The id of a key, as entries name it. */
export function idOf(key: KnownKey["key"]): string {
  return sha256Hex(Buffer.from(canonicalForm(key), "utf8"));
}

/** How much of what is published has a manifest, and where the chain of publications stands. */
export interface Coverage {
  publications: number;
  covered: number;
  chain: { sequence: number; chainHash: string } | null;
}

export async function readCoverage(districtId: string): Promise<Coverage> {
  const [row] = await db().$queryRaw<{ publications: number; covered: number; chainHash: string | null }[]>`
    SELECT coalesce(max(sequence), 0)::int AS publications,
      (SELECT count(DISTINCT sequence)::int FROM proof_entry WHERE district_id = ${districtId}::uuid) AS covered,
      (SELECT chain_hash FROM publication WHERE district_id = ${districtId}::uuid ORDER BY sequence DESC LIMIT 1) AS "chainHash"
    FROM publication WHERE district_id = ${districtId}::uuid`;
  const { publications, covered, chainHash } = row!;
  return { publications, covered, chain: chainHash === null ? null : { sequence: publications, chainHash } };
}

/** The RFC 8785 form of what was published, as it is stored now: its SHA-256 is the content hash. */
export async function readSnapshotText(districtId: string, sequence: number): Promise<string> {
  const { snapshot } = await db().publication.findUniqueOrThrow({
    where: { districtId_sequence: { districtId, sequence } },
    select: { snapshot: true },
  });
  return canonicalForm(snapshot);
}

/** A publication as it is stored now, with what its bytes really are. */
export interface StoredPublication {
  facts: PublicationFacts;
  /** What the database says that the snapshot's hash is; `facts.snapshot` is measured. */
  contentHash: string;
  /** Its version is published, of the same unit, year and number, and by the person who took the step at that moment. */
  isOfVersion: boolean;
  /** It is what was approved, where that is stored: earlier releases did not. */
  isAsApproved: boolean;
  files: ReadonlyMap<string, Measured & { madeAt: string }>;
}

/** Publications as they are stored now, by sequence; those that are missing are missing. */
export async function readStoredPublications(
  districtId: string,
  { from, to }: { from: number; to: number },
  client: Prisma.TransactionClient = db(),
): Promise<Map<number, StoredPublication>> {
  const rows = await client.$queryRaw<
    (Omit<PublicationFacts, "unit" | "snapshot" | "approvedAt" | "publishedAt"> & {
      unitCode: string;
      unitName: string;
      snapshot: unknown;
      contentHash: string;
      approvedAt: Date | null;
      publishedAt: Date;
      isOfVersion: boolean;
      isAsApproved: boolean;
    })[]
  >`
    SELECT p.sequence, p.scope::text AS scope, p.unit_code AS "unitCode", p.unit_name AS "unitName", p.year, p.number,
      p.correction_reason AS "correctionReason", p.published_at AS "publishedAt", p.snapshot, p.content_hash AS "contentHash",
      p.previous_hash AS "previousHash", p.chain_hash AS "chainHash",
      (SELECT max(e.at) FROM workflow_event e WHERE e.district_id = p.district_id AND e.version_id = p.version_id
         AND e.to_status = 'approved' AND e.at <= p.published_at) AS "approvedAt",
      EXISTS (SELECT FROM report_version v JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
         JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
         JOIN workflow_event e ON e.district_id = v.district_id AND e.version_id = v.id AND e.to_status = 'published'
         WHERE v.district_id = p.district_id AND v.id = p.version_id AND v.status = 'published' AND v.number = p.number
           AND r.unit_id = p.unit_id AND y.year = p.year AND e.actor_id = p.published_by AND e.at = p.published_at) AS "isOfVersion",
      (SELECT v.content_hash = p.content_hash FROM report_version v
         WHERE v.district_id = p.district_id AND v.id = p.version_id) IS NOT FALSE
       AND (SELECT a.content_hash = p.content_hash AND a.snapshot = p.snapshot FROM report_approval a
         WHERE a.district_id = p.district_id AND a.version_id = p.version_id
         ORDER BY a.round DESC, a.number DESC LIMIT 1) IS NOT FALSE AS "isAsApproved"
    FROM publication p WHERE p.district_id = ${districtId}::uuid AND p.sequence BETWEEN ${from}::int AND ${to}::int ORDER BY p.sequence`;
  const files = await client.$queryRaw<
    { sequence: number; format: string; bytes: number; sha256: string; madeAt: Date }[]
  >`
    SELECT sequence, format, octet_length(bytes) AS bytes, encode(sha256(bytes), 'hex') AS sha256, made_at AS "madeAt"
    FROM publication_file WHERE district_id = ${districtId}::uuid AND sequence BETWEEN ${from}::int AND ${to}::int ORDER BY sequence, format`;
  return new Map(
    rows.map((row) => {
      const { unitCode, unitName, snapshot, contentHash, approvedAt, publishedAt, isOfVersion, isAsApproved, ...rest } =
        row;
      const bytes = Buffer.from(canonicalForm(snapshot), "utf8");
      const facts = {
        ...rest,
        unit: { code: unitCode, name: unitName },
        snapshot: { bytes: bytes.length, sha256: sha256Hex(bytes) },
        approvedAt: approvedAt && approvedAt.toISOString(),
        publishedAt: publishedAt.toISOString(),
      };
      const ofThis = files.filter(({ sequence }) => sequence === row.sequence);
      return [
        row.sequence,
        {
          facts,
          contentHash,
          isOfVersion,
          isAsApproved,
          files: new Map(
            ofThis.map(({ format, bytes: size, sha256, madeAt }) => [
              format,
              { bytes: size, sha256, madeAt: madeAt.toISOString() },
            ]),
          ),
        },
      ];
    }),
  );
}

/** A page that is handed out now, as it is stored: length and SHA-256 of its HTML, measured. */
export interface StoredPage extends CoveredPage {
  /** Its forms for sending hold the same, and it has the hash under which it is sent. */
  isWhole: boolean;
}

export interface PagesOfPublication {
  /** What this release hands out at this moment. */
  own: StoredPage[];
  /** What other releases have stored, as it is named: their servers may still run. */
  ofOthers: Pick<CoveredPage, "path" | "sha256">[];
}

/**
 * The pages of publications as files. What stores and renders them stands above the features; whoever signs and checks
 * is given it.
 */
export interface PageStore {
  /** How many pages of this release are stored, whether they are handed out or not. */
  count(districtId: string): Promise<number>;
  /** The pages of a publication that are stored. */
  list(districtId: string, sequence: number): Promise<PagesOfPublication>;
  /** Publications after a place of the chain with a page that is handed out and that their newest manifest has not. */
  listUncovered(districtId: string, part: { after: number; limit: number }): Promise<number[]>;
  /** Addresses at which a page is handed out, and no publication stands behind it. */
  listStray(districtId: string): Promise<string[]>;
  /**
   * What the page of an address is, made of its publication now: SHA-256 of the HTML. `null` while that changes, and
   * where no page is.
   */
  render(path: string): Promise<string | null>;
}

/**
 * Whether a page is the one that a manifest names, or what its publication makes it: what was made anew is signed within
 * minutes. Neither right nor with a problem while what is published changes.
 */
export async function judgePage(
  pages: PageStore,
  page: StoredPage,
  stated: readonly CoveredPage[],
): Promise<{ isRight: boolean; problem: string | null }> {
  const wrong = (problem: string) => ({ isRight: false, problem });
  if (!page.isWhole) return wrong(`页面 ${page.path} 损坏，各种压缩形式的内容与它的校验值不都相符。`);
  const problem = problemOfPage(stated, page.path, page);
  if (problem === null) return { isRight: true, problem };
  const rendered = await pages.render(page.path);
  if (rendered === null) return { isRight: false, problem: null };
  return rendered === page.sha256 ? { isRight: true, problem: null } : wrong(`${problem}按公开内容应为 ${rendered}。`);
}

/** What is wrong with a stored publication by itself and with its place in the chain, as sentences. */
export function problemsOfStored(stored: StoredPublication, previous: StoredPublication | undefined): string[] {
  const { facts, contentHash, isOfVersion, isAsApproved } = stored;
  const place = nameOf(facts);
  const says = { ...facts, snapshot: { ...facts.snapshot, sha256: contentHash } };
  return [
    facts.snapshot.sha256 !== contentHash && `${place}：公开内容与校验值不符。`,
    facts.previousHash !== (previous?.facts.chainHash ?? "") &&
      `${place}：没有接上前一份公开（前一份被改动、删除，或者次序不对）。`,
    linkHashOf(says, proofTools) !== facts.chainHash && `${place}：本环的校验值不是由序号、上一环和内容得出的。`,
    !isOfVersion && `${place}：与办理记录不符（版本、单位、年度、公开人或公开时间）。`,
    !isAsApproved && `${place}：与批复的内容不符。`,
  ].filter((problem) => problem !== false);
}

/** A publication with the newest manifest that it has, as a check meets it. */
type Look = (
  stored: StoredPublication,
  previous: StoredPublication | undefined,
  manifest: Manifest | null,
) => string[] | Promise<string[]>;

/** Looks at every publication of a part of the chain; those that are missing are named. */
async function lookAtPublications(
  districtId: string,
  { from, to }: { from: number; to: number },
  look: Look,
): Promise<string[]> {
  const problems: string[] = [];
  let previous = (await readStoredPublications(districtId, { from: from - 1, to: from - 1 })).get(from - 1);
  for (let at = from; at <= to && problems.length < MOST_PROBLEMS; at += PUBLICATIONS_AT_A_TIME) {
    const part = { from: at, to: Math.min(to, at + PUBLICATIONS_AT_A_TIME - 1) };
    const [stored, manifests] = await Promise.all([
      readStoredPublications(districtId, part),
      readNewestManifests(districtId, part),
    ]);
    for (let sequence = part.from; sequence <= part.to; sequence += 1) {
      const publication = stored.get(sequence);
      const manifest = manifests.get(sequence) ?? null;
      if (publication) problems.push(...(await look(publication, previous, manifest)));
      else problems.push(`${manifest ? nameOf(manifest.publication) : `公开第 ${sequence} 号`}：不见了。`);
      previous = publication;
    }
  }
  return problems.slice(0, MOST_PROBLEMS);
}

/** The newest manifest of each publication of a part of the chain. */
export async function readNewestManifests(
  districtId: string,
  { from, to }: { from: number; to: number },
  client: Prisma.TransactionClient = db(),
): Promise<Map<number, Manifest>> {
  const rows = await client.$queryRaw<{ sequence: number; body: string }[]>`
    SELECT DISTINCT ON (sequence) sequence, body FROM proof_entry
    WHERE district_id = ${districtId}::uuid AND sequence BETWEEN ${from}::int AND ${to}::int ORDER BY sequence, revision DESC`;
  return new Map(
    rows.flatMap(({ sequence, body }) => {
      const manifest = readEntry(body);
      return manifest?.kind === "publication" ? [[sequence, manifest]] : [];
    }),
  );
}

/** What is wrong with the chain of publications by itself, whatever is signed: sentences, the first broken link first. */
export async function checkChain(districtId: string): Promise<string[]> {
  const { publications: to } = await readCoverage(districtId);
  return lookAtPublications(districtId, { from: 1, to }, (stored, previous) => problemsOfStored(stored, previous));
}

/**
 * What is wrong with a part of what is published: the chain, snapshots, files and pages, compared with the signed
 * manifests. What has come within the hour may still have to be signed; so may everything within the first hour of the log:
 * a new installation, or one that comes from a release that did not sign, begins with what was published before.
 *
 * @param pages absent: pages are not compared.
 */
export async function checkPublications(
  districtId: string,
  part: { from: number; to: number },
  pages?: PageStore,
): Promise<string[]> {
  const settled = subHours(now(), 1).toISOString();
  const [firstKey] = await listKeys(districtId);
  const isLogNew = firstKey !== undefined && firstKey.madeAt > settled;
  return lookAtPublications(districtId, part, async (stored, previous, manifest) => {
    const { facts, files } = stored;
    const byItself = problemsOfStored(stored, previous);
    const ofPages = pages ? await problemsOfPages(pages, districtId, { facts, stated: manifest?.pages ?? [] }) : [];
    if (manifest)
      return [...byItself, ...differencesOf(manifest, facts), ...problemsOfFiles(manifest, files, settled), ...ofPages];
    const isMissing = facts.publishedAt <= settled && !isLogNew;
    return [...byItself, ...(isMissing ? [`${nameOf(facts)}：没有清单。`] : []), ...ofPages];
  });
}

/** Every page of a publication that is handed out, compared with its manifest. */
async function problemsOfPages(
  pages: PageStore,
  districtId: string,
  { facts, stated }: { facts: PublicationFacts; stated: readonly CoveredPage[] },
): Promise<string[]> {
  const { own } = await pages.list(districtId, facts.sequence);
  const problems: string[] = [];
  for (const page of own) {
    const { problem } = await judgePage(pages, page, stated);
    if (problem !== null) problems.push(`${nameOf(facts)}：${problem}`);
  }
  return problems;
}

/**
 * What is wrong with the log: its entries, signatures and keys; what earlier checks have seen; publications that it does
 * not have, and pages that have no publication.
 *
 * @param pages absent: pages are not looked for.
 */
export async function checkLog(districtId: string, pages?: PageStore): Promise<string[]> {
  const reader = createLogReader(proofTools);
  const seen = await db().$queryRaw<{ entry: number; hash: string }[]>`
    SELECT DISTINCT entry, hash FROM proof_check WHERE district_id = ${districtId}::uuid AND entry > 0`;
  const hashes = new Map<number, string>();
  const problems: string[] = [];
  for (let after = 0; ; ) {
    const lines = await listProofLines(districtId, { after, pageSize: LINES_AT_A_TIME });
    if (lines.length === 0) break;
    for (const line of lines) {
      problems.push(...reader.next(line).problems);
      hashes.set(line.entry, line.hash);
    }
    after = lines.at(-1)!.entry;
  }
  for (const { entry, hash } of seen)
    if (hashes.get(entry) !== hash)
      problems.push(
        hashes.has(entry)
          ? `第 ${entry} 条：不是以前核对时的那一条（当时的链头为 ${hash}）。`
          : `第 ${entry} 条及其后：以前核对时有，现在被删去（当时的链头为 ${hash}）。`,
      );
  const strays = (await pages?.listStray(districtId)) ?? [];
  return [
    ...problems,
    ...(await missingPublications(districtId)),
    ...strays.map((path) => `页面 ${path}：没有这份公开。`),
  ].slice(0, MOST_PROBLEMS);
}

/** Publications that something else says that there were. */
async function missingPublications(districtId: string): Promise<string[]> {
  const { rows } = await pool().query<{ sentence: string }>(
    `SELECT '公开第 ' || c.sequence || ' 号：' || CASE WHEN p.sequence IS NULL THEN '以前核对时有，现在被删去' ELSE '不是以前核对时的那一份' END
       || '（当时的链头为 ' || c.chain_hash || '）。' AS sentence
     FROM (SELECT DISTINCT sequence, chain_hash FROM proof_check WHERE district_id = $1 AND sequence > 0) c
     LEFT JOIN publication p ON p.district_id = $1 AND p.sequence = c.sequence WHERE p.chain_hash IS DISTINCT FROM c.chain_hash
     UNION ALL
     SELECT u.code || ' ' || u.name || ' ' || y.year || '年度第 ' || v.number || ' 版：办理记录写明已公开，但没有这份公开。'
     FROM report_version v JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
     JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
     CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u
     WHERE v.district_id = $1 AND v.status = 'published'
       AND NOT EXISTS (SELECT FROM publication p WHERE p.district_id = v.district_id AND p.version_id = v.id)
     LIMIT ${MOST_PROBLEMS}`,
    [districtId],
  );
  return rows.map(({ sentence }) => sentence);
}

/** What came of a check. */
export interface ProofCheck {
  askedAt: Date;
  endedAt: Date;
  /** Entries of the log and publications that were compared. */
  entry: number;
  sequence: number;
  problems: string[];
  problemCount: number;
  /** Links of the audit log that were compared, 0 where something was wrong with it; and how many of the problems are its own. */
  auditSequence: number;
  auditProblemCount: number;
}

/** The last check that has ended; `null` before the first. */
export async function readLastCheck(districtId: string): Promise<ProofCheck | null> {
  // One of a time to come is none of ours.
  return db().proofCheck.findFirst({ where: { districtId, endedAt: { lte: now() } }, orderBy: { endedAt: "desc" } });
}

/** Why the last attempt to sign left something unsigned, as sentences; none where it did not. */
export async function readSigningProblems(districtId: string): Promise<string[]> {
  const job = await db().backgroundJob.findFirst({
    where: { districtId, kind: "proof", endedAt: { not: null } },
    orderBy: { askedAt: "desc" },
    select: { items: { select: { reasons: true } } },
  });
  return job?.items.flatMap(({ reasons }) => reasons) ?? [];
}

/** Districts with publications. */
export async function listProvenDistricts(): Promise<{ id: string; code: string; name: string }[]> {
  const { rows } = await pool().query<{ id: string; code: string; name: string }>(
    "SELECT id, code, name FROM district d WHERE EXISTS (SELECT FROM publication p WHERE p.district_id = d.id) ORDER BY code",
  );
  return rows;
}
