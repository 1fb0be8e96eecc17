import { subHours } from "date-fns";
import {
  fileNameOf,
  nameOf,
  PROOF_FORMAT,
  PROOF_VERSION,
  type CoveredPage,
  type KeyEntry,
  type Manifest,
  type ProofEntry,
} from "@/lib/domain/proof/entry";
import { differencesOf, problemOfFile } from "@/lib/domain/proof/publication";
import { readEntry } from "@/lib/domain/proof/read-entry";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { checkAuditLog, readAuditHead } from "@/lib/features/audit-chain/data";
import type { JobInWork } from "@/lib/features/background-jobs/data";
import { askOfHouse, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import { jobKinds, type ItemOf } from "@/lib/features/background-jobs/schema";
import {
  checkLog,
  checkPublications,
  idOf,
  judgePage,
  listKeyLines,
  listProvenDistricts,
  problemsOfStored,
  readCoverage,
  readNewestManifests,
  readProofHead,
  readStoredPublications,
  type PageStore,
  type StoredPublication,
} from "@/lib/features/proof/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { canonicalForm } from "@/lib/platform/content-hash";
import { db } from "@/lib/platform/db";
import { sha256Hex, type SigningKey } from "@/lib/platform/ed25519";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { logger } from "@/lib/platform/logger";
import { addSigningKey, placeOfSigningKeys, SigningKeyProblem, signingKeys } from "@/lib/platform/signing-keys";

/** Publications that one transaction signs. */
const AT_A_TIME = 20;

/** Manifests that one job signs: the server rests before the next one, which is asked for within a minute. */
const SIGNED_AT_A_TIME = 500;

/** How many that wait are counted at most, for the name of the job. */
const MOST_COUNTED = 1_000;

/** Publications of one item of a check. */
const CHECKED_AT_A_TIME = 500;

/** Sentences of a check that are kept. */
const MOST_PROBLEMS = 200;

/** One entry of a district's log at a time, from here to the end of the transaction. */
async function lockLog(transaction: Prisma.TransactionClient, districtId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('proof:' || ${districtId}::text, 0))`;
}

/** What an entry says beside its place in the log. */
type Said =
  | Pick<Manifest, "kind" | "revision" | "publication" | "files" | "pages">
  | Pick<KeyEntry, "kind" | "introduces" | "lost">;

/** Appends entries to a log. The caller holds its lock. */
async function openLog(transaction: Prisma.TransactionClient, districtId: string) {
  const district = await transaction.district.findUniqueOrThrow({
    where: { id: districtId },
    select: { code: true, name: true },
  });
  const last = await transaction.proofEntry.findFirst({
    where: { districtId },
    orderBy: { entry: "desc" },
    select: { entry: true, hash: true },
  });
  let head = last ?? { entry: 0, hash: "" };
  return {
    append: async (signer: SigningKey, said: Said): Promise<void> => {
      const entry: ProofEntry = {
        format: PROOF_FORMAT,
        formatVersion: PROOF_VERSION,
        district,
        entry: head.entry + 1,
        previous: head.hash,
        madeAt: now().toISOString(),
        key: idOf(signer.publicKey),
        ...said,
      };
      const text = canonicalForm(entry);
      const hash = sha256Hex(Buffer.from(text, "utf8"));
      await transaction.$executeRaw`
        INSERT INTO proof_entry (district_id, entry, body, hash, signature)
        VALUES (${districtId}::uuid, ${entry.entry}::int, ${text}, ${hash}, ${signer.sign(text)})`;
      head = { entry: entry.entry, hash };
    },
  };
}

/** Ids of the keys that a log has, oldest first. */
async function keyIdsOf(transaction: Prisma.TransactionClient, districtId: string): Promise<string[]> {
  const lines = await listKeyLines(districtId, transaction);
  return lines.flatMap(({ text }) => {
    const entry = readEntry(text);
    return entry?.kind === "key" ? [idOf(entry.introduces)] : [];
  });
}

/** The key that signs in a log now; `isNew` where the log has none and this one is to be introduced. */
async function signerOf(
  transaction: Prisma.TransactionClient,
  districtId: string,
): Promise<{ signer: SigningKey; isNew: boolean }> {
  const own = (await keyIdsOf(transaction, districtId)).at(-1);
  const current = own ?? (await currentKeyId(transaction));
  const held = signingKeys();
  if (current === undefined) return { signer: (held.length > 0 ? held : addSigningKey()).at(-1)!, isNew: true };
  const signer = held.find(({ publicKey }) => idOf(publicKey) === current);
  if (!signer) throw new SigningKeyProblem(sentenceOfLostKey(current));
  return { signer, isNew: own === undefined };
}

/** The key that signs in this installation: that of the log which introduced one last. */
async function currentKeyId(transaction: Prisma.TransactionClient): Promise<string | undefined> {
  const [newest] = await transaction.$queryRaw<{ body: string }[]>`
    SELECT body FROM proof_entry WHERE kind = 'key' ORDER BY made_at DESC LIMIT 1`;
  const entry = newest && readEntry(newest.body);
  return entry?.kind === "key" ? idOf(entry.introduces) : undefined;
}

function sentenceOfLostKey(id: string): string {
  return (
    `没有密钥 ${id} 的私钥，不能签署公开的清单（应在${placeOfSigningKeys()}）。请从备份恢复这个密钥；` +
    `备份也没有的，先公告更换密钥，再执行 npm run cli -- key replace --reason 原因。`
  );
}

/**
 * Begins the log of a district with the key that signs it, where it has none: files that are made now name its head.
 * Where there is no key, files are made without one, and signing says so.
 */
export async function beginLog(districtId: string): Promise<void> {
  if (await readProofHead(districtId)) return;
  try {
    await db().$transaction(async (transaction) => {
      await lockLog(transaction, districtId);
      await introduceKey(transaction, districtId, await openLog(transaction, districtId));
    });
  } catch (error) {
    if (!(error instanceof SigningKeyProblem)) throw error;
    logger.error({ err: error }, "the log of publications could not be begun");
  }
}

/** The key that signs in a log now, introduced by its first entry where it has none. The caller holds the lock. */
async function introduceKey(
  transaction: Prisma.TransactionClient,
  districtId: string,
  log: Awaited<ReturnType<typeof openLog>>,
): Promise<SigningKey> {
  const { signer, isNew } = await signerOf(transaction, districtId);
  if (isNew) await log.append(signer, { kind: "key", introduces: signer.publicKey, lost: null });
  return signer;
}

/** A publication of which something is not signed. */
interface Unsigned {
  sequence: number;
  /** It has no manifest at all. */
  isFirst: boolean;
}

/** What one turn of signing goes on from. */
interface Signing {
  districtId: string;
  pages: PageStore | undefined;
  /** What could not be signed so far, as sentences; the first ones. */
  refusals: string[];
  /** A first manifest was refused: none is signed after it. */
  isBlocked: boolean;
}

/**
 * Signs a manifest for every publication that has none and, as a further revision, for those that have got files or other
 * pages since. What is not as it was hashed or stated before is not signed: it is named instead, and nothing after it
 * gets a first manifest, because the log follows the chain. Some publications are in memory at a time, however many wait.
 *
 * @param pages absent: pages are left out, and what manifests say of them.
 * @param most manifests that are signed; the rest is for the next time
 * @returns what could not be signed, as sentences.
 * @throws SigningKeyProblem when there is no key to sign with.
 */
export async function signPublications(
  districtId: string,
  pages?: PageStore,
  most = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const signing: Signing = { districtId, pages, refusals: [], isBlocked: false };
  for (let after = 0, signed = 0; ; ) {
    const waiting = await listUnsigned(districtId, { after, limit: Math.min(AT_A_TIME, most - signed) }, pages);
    if (waiting.length === 0) return signing.refusals.slice(0, MOST_PROBLEMS);
    after = waiting.at(-1)!.sequence;
    const looked = waiting.filter(({ isFirst }) => !(isFirst && signing.isBlocked));
    if (looked.length === 0) continue;
    // Pages are rendered before the log is locked.
    const covered = new Map<number, PagesToSign>();
    for (const { sequence } of looked) covered.set(sequence, await pagesToSign(signing, sequence));
    signed += await db().$transaction((transaction) => signSome(transaction, signing, { waiting: looked, covered }), {
      timeout: 60_000,
      maxWait: 10_000,
    });
  }
}

/** Publications after a place of the chain of which something is not signed, in their order: so many at most. */
async function listUnsigned(
  districtId: string,
  { after, limit }: { after: number; limit: number },
  pages: PageStore | undefined,
): Promise<Unsigned[]> {
  const [waiting, uncovered] = await Promise.all([
    db().$queryRaw<Unsigned[]>`
      SELECT p.sequence, m.files IS NULL AS "isFirst" FROM publication p
      LEFT JOIN LATERAL (SELECT e.files FROM proof_entry e WHERE e.district_id = p.district_id AND e.sequence = p.sequence
                         ORDER BY e.revision DESC LIMIT 1) m ON true
      WHERE p.district_id = ${districtId}::uuid AND p.sequence > ${after}::int AND (m.files IS NULL OR m.files <
        (SELECT count(*) FROM publication_file f WHERE f.district_id = p.district_id AND f.sequence = p.sequence))
      ORDER BY p.sequence LIMIT ${limit}::int`,
    pages?.listUncovered(districtId, { after, limit }) ?? [],
  ]);
  const known = new Set(waiting.map(({ sequence }) => sequence));
  return [
    ...waiting,
    ...uncovered.filter((sequence) => !known.has(sequence)).map((sequence) => ({ sequence, isFirst: false })),
  ]
    .sort((one, other) => one.sequence - other.sequence)
    .slice(0, limit);
}

/** Pages of a publication that are handed out: those that are as they have to be, and what is wrong with the others. */
interface PagesToSign {
  right: CoveredPage[];
  ofOthers: Pick<CoveredPage, "path" | "sha256">[];
  problems: string[];
}

async function pagesToSign({ districtId, pages }: Signing, sequence: number): Promise<PagesToSign> {
  const manifests = await readNewestManifests(districtId, { from: sequence, to: sequence });
  const stated = manifests.get(sequence)?.pages ?? [];
  if (!pages) return { right: [], ofOthers: stated, problems: [] };
  const { own, ofOthers } = await pages.list(districtId, sequence);
  const found: PagesToSign = { right: [], ofOthers, problems: [] };
  for (const page of own) {
    const { isRight, problem } = await judgePage(pages, page, stated);
    if (isRight) found.right.push({ path: page.path, bytes: page.bytes, sha256: page.sha256 });
    if (problem !== null) found.problems.push(problem);
  }
  return found;
}

/** @returns how many manifests it has signed. */
async function signSome(
  transaction: Prisma.TransactionClient,
  signing: Signing,
  { waiting, covered }: { waiting: readonly Unsigned[]; covered: ReadonlyMap<number, PagesToSign> },
): Promise<number> {
  const { districtId, refusals } = signing;
  await lockLog(transaction, districtId);
  const log = await openLog(transaction, districtId);
  const signer = await introduceKey(transaction, districtId, log);
  let previous: StoredPublication | undefined;
  let signed = 0;
  for (const { sequence } of waiting) {
    const before = (await readNewestManifests(districtId, { from: sequence, to: sequence }, transaction)).get(sequence);
    if (!before && signing.isBlocked) continue;
    const adjacent = previous?.facts.sequence === sequence - 1 ? previous : undefined;
    const from = adjacent ? sequence : sequence - 1;
    const stored = await readStoredPublications(districtId, { from, to: sequence }, transaction);
    const publication = stored.get(sequence)!;
    const problems = problemsOfSigning(publication, stored.get(sequence - 1) ?? adjacent, before);
    previous = publication;
    if (problems.length > 0) {
      refusals.push(`没有签署清单。${problems.join("")}`);
      signing.isBlocked ||= !before;
      continue;
    }
    const { facts, files } = publication;
    const pages = covered.get(sequence)!;
    // A page is made of what is signed: one that is wrong is named and left out, and keeps nothing else from being signed.
    if (pages.problems.length > 0) refusals.push(`${nameOf(facts)}：没有签署这一页。${pages.problems.join("")}`);
    const said = {
      files: [...files].map(([format, file]) => ({ format, name: fileNameOf(facts, format), ...file })),
      pages: pagesOfRevision(pages, before?.pages ?? []),
    };
    if (before && saysTheSame(before, said)) continue;
    const revision = (before?.revision ?? 0) + 1;
    await log.append(signer, { kind: "publication", revision, publication: facts, ...said });
    signed += 1;
  }
  return signed;
}

/** This release's pages, and of those that were stated before what another release still has. */
function pagesOfRevision({ right, ofOthers }: PagesToSign, before: readonly CoveredPage[]): CoveredPage[] {
  const isOf = ({ path, sha256 }: Pick<CoveredPage, "path" | "sha256">) => `${path} ${sha256}`;
  const others = new Set(ofOthers.map(isOf));
  const pages = new Map(
    [...before.filter((page) => others.has(isOf(page))), ...right].map((page) => [isOf(page), page]),
  );
  return [...pages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, page]) => page);
}

/** Whether a revision would say what the manifest before says: another server has signed meanwhile. */
function saysTheSame(before: Manifest, said: Pick<Manifest, "files" | "pages">): boolean {
  return canonicalForm({ files: before.files, pages: before.pages }) === canonicalForm(said);
}

/** Why a publication must not be signed: broken by itself, or not what the manifest before says. */
function problemsOfSigning(
  publication: StoredPublication,
  previous: StoredPublication | undefined,
  before: Manifest | undefined,
): string[] {
  const { facts, files } = publication;
  const problems = problemsOfStored(publication, previous);
  if (!before) return problems;
  return [
    ...problems,
    ...differencesOf(before, facts),
    ...before.files.flatMap((file) => problemOfFile(before, file, files.get(file.format) ?? null) ?? []),
  ];
}

/** Asks for the signatures that are missing, of publications, of new files and of new pages, as a job of the house. */
export async function askForProof(districtId: string, pages?: PageStore): Promise<void> {
  const waiting = await listUnsigned(districtId, { after: 0, limit: MOST_COUNTED }, pages);
  if (waiting.length === 0) return;
  const label = `${waiting.length}${waiting.length === MOST_COUNTED ? " 多" : ""} 份公开的决算`;
  await askOfHouse(districtId, { kind: "proof", subject: label, items: [{ label, input: {} }] });
}

/** The signatures of a district, as an item of a job; done again, it signs what has come since. */
export async function signOfJob({ districtId }: Claim, pages?: PageStore): Promise<ItemOutcome> {
  const reasons = await signWhatCanBe(districtId, pages, SIGNED_AT_A_TIME);
  return { state: reasons.length === 0 ? "done" : "failed", reasons };
}

/** As `signPublications`; a missing key is one of the sentences. */
export async function signWhatCanBe(...given: Parameters<typeof signPublications>): Promise<string[]> {
  try {
    return await signPublications(...given);
  } catch (error) {
    if (!(error instanceof SigningKeyProblem)) throw error;
    logger.error({ err: error }, "publications could not be signed");
    return [error.message];
  }
}

/**
 * Lets another key sign from now on, in every log: one that is held already and has never signed, or a new one. The key
 * before signs that, unless it is lost.
 *
 * @param lost why the key before cannot sign; `null` where it does.
 * @returns the id of the new key.
 * @throws SigningKeyProblem when there is no key before, or none to be had; when a key is called lost that is held.
 */
export async function changeKey(lost: string | null): Promise<string> {
  return db().$transaction(
    async (transaction) => {
      const districts = await transaction.district.findMany({
        where: { proofEntries: { some: {} } },
        orderBy: { code: "asc" },
        select: { id: true },
      });
      if (districts.length === 0)
        throw new SigningKeyProblem("还没有签署过公开的清单，不需要更换密钥：第一次签署时自动启用。");
      const used = new Set<string>();
      for (const { id } of districts) {
        await lockLog(transaction, id);
        for (const key of await keyIdsOf(transaction, id)) used.add(key);
      }
      const current = (await currentKeyId(transaction))!;
      const signer = signingKeys().find(({ publicKey }) => idOf(publicKey) === current);
      if (!signer && lost === null) throw new SigningKeyProblem(sentenceOfLostKey(current));
      if (signer && lost !== null)
        throw new SigningKeyProblem(
          "原有密钥还在，不要按丢失处理。请执行 npm run cli -- key rotate，由原有密钥签署更换。",
        );
      const isUnused = ({ publicKey }: SigningKey) => !used.has(idOf(publicKey));
      const next = signingKeys().findLast(isUnused) ?? addSigningKey().findLast(isUnused)!;
      for (const { id } of districts) {
        const log = await openLog(transaction, id);
        await log.append(signer ?? next, { kind: "key", introduces: next.publicKey, lost });
      }
      return idOf(next.publicKey);
    },
    { timeout: 60_000 },
  );
}

/**
 * Asks for the comparison of everything that is published with the log, as a job of the house.
 *
 * @param unlessSince one that was asked for later will do
 * @returns whether it was asked for; not while one is not over.
 */
export async function askForCheck(districtId: string, unlessSince: Date | null = null): Promise<boolean> {
  const [{ publications }, head, audit] = await Promise.all([
    readCoverage(districtId),
    readProofHead(districtId),
    readAuditHead(districtId),
  ]);
  const parts = Array.from({ length: Math.ceil(publications / CHECKED_AT_A_TIME) }, (_, at) => ({
    part: "publications" as const,
    from: at * CHECKED_AT_A_TIME + 1,
    to: Math.min(publications, (at + 1) * CHECKED_AT_A_TIME),
  }));
  const entries = head?.entry ?? 0;
  const audited = audit?.sequence ?? 0;
  const items = [
    { label: `清单日志 ${entries} 条`, input: { part: "log" as const, from: 1, to: entries } },
    ...parts.map((input) => ({ label: `公开第 ${input.from} 至 ${input.to} 号`, input })),
    { label: `审计日志 ${audited} 条`, input: { part: "audit" as const, from: 1, to: audited } },
  ];
  return askOfHouse(
    districtId,
    { kind: "proofCheck", subject: `${publications} 份公开的决算、审计日志`, items },
    unlessSince,
  );
}

/** The same, asked for by a person who wants to know now. */
export async function askForCheckBy(actor: AuditActor, districtId: string): Promise<Outcome<undefined>> {
  if (!(await askForCheck(districtId))) return refused("正在核对，请等它办完。");
  await db().$transaction(async (transaction) => {
    const { name } = await transaction.district.findUniqueOrThrow({
      where: { id: districtId },
      select: { name: true },
    });
    const subject = { kind: "district", id: districtId, name } as const;
    await recordAudit({ districtId, action: "proof.checkAsked", actor, subject }, transaction);
  });
  return done(undefined);
}

/** One part of a check; what is broken is the reason for which the item failed. */
export async function checkOfJob(
  { districtId }: Claim,
  { part, from, to }: ItemOf<"proofCheck">,
  pages?: PageStore,
): Promise<ItemOutcome> {
  const checks = {
    log: () => checkLog(districtId, pages),
    publications: () => checkPublications(districtId, { from, to }, pages),
    audit: () => checkAuditLog(districtId),
  };
  const reasons = await checks[part]();
  if (reasons.length > 0)
    logger.error({ districtId, part, from, to, first: reasons[0] }, "something is not as it was signed or linked");
  return { state: reasons.length === 0 ? "done" : "failed", reasons };
}

/** What came of a check, kept with how far log and chain reached: later checks compare. */
export async function keepCheck(
  transaction: Prisma.TransactionClient,
  { districtId, jobId }: JobInWork,
): Promise<void> {
  const { askedAt } = await transaction.backgroundJob.findUniqueOrThrow({
    where: { districtId_id: { districtId, id: jobId } },
    select: { askedAt: true },
  });
  const items = await transaction.backgroundJobItem.findMany({
    where: { districtId, jobId },
    orderBy: { position: "asc" },
    select: { reasons: true, input: true },
  });
  const problems = items.flatMap(({ reasons }) => reasons);
  const [{ chain }, head, auditHead] = await Promise.all([
    readCoverage(districtId),
    readProofHead(districtId),
    readAuditHead(districtId),
  ]);
  // By the part that was compared: a check that broke off says so in other words.
  const ofAudit = items.filter(({ input }) => jobKinds.proofCheck.item.parse(input).part === "audit");
  const auditProblemCount = ofAudit.reduce((sum, { reasons }) => sum + reasons.length, 0);
  // The head of a chain that is broken, or was not compared, binds nobody.
  const audit = ofAudit.length > 0 && auditProblemCount === 0 ? auditHead : null;
  await transaction.proofCheck.create({
    data: {
      districtId,
      jobId,
      askedAt,
      endedAt: now(),
      entry: head?.entry ?? 0,
      hash: head?.hash ?? "",
      sequence: chain?.sequence ?? 0,
      chainHash: chain?.chainHash ?? "",
      problems: problems.slice(0, MOST_PROBLEMS),
      problemCount: problems.length,
      auditSequence: audit?.sequence ?? 0,
      auditHash: audit?.hash ?? "",
      auditProblemCount,
    },
  });
}

/** Asks for what is not signed in any district. Where a key is missing or the chain broken, it is tried again after an hour. */
export async function askForAllProof(pages?: PageStore): Promise<void> {
  for (const { id } of await listProvenDistricts()) {
    const failed = await db().backgroundJobItem.count({
      where: { districtId: id, state: "failed", job: { kind: "proof", askedAt: { gt: subHours(now(), 1) } } },
    });
    if (failed === 0) await askForProof(id, pages);
  }
}
