import type { z } from "zod";
import { chinaDay } from "@/lib/domain/words/moments";
import { printingProblems } from "@/lib/documents/letter/write-letter-pdf";
import type { Letter } from "@/lib/domain/decision/letter/letter";
import {
  isInForce,
  issueProblems,
  letterStatuses,
  receiptProblems,
  revocationProblems,
  totalProblems,
  unitsProblems,
} from "@/lib/domain/decision/letter/letter-rules";
import { yearOf, type Day } from "@/lib/domain/register/days";
import { can } from "@/lib/domain/report/permissions";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { AuditAction } from "@/lib/features/audit/schema";
import type { JobInWork } from "@/lib/features/background-jobs/data";
import {
  askFor,
  doneItems,
  itemOutcomeOf,
  settleItem,
  type Claim,
  type ItemOutcome,
} from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { readLetter, readReportsNow, type StoredLetter } from "@/lib/features/letters/data";
import type {
  issueLetterSchema,
  issueManySchema,
  receiveLetterSchema,
  revokeLetterSchema,
} from "@/lib/features/letters/schema";
import { readDepartmentTotal } from "@/lib/features/letter-totals/data";
import { actingAs, type Person } from "@/lib/features/session/data";
import { dateOf } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { hashOf } from "@/lib/platform/content-hash";
import { databaseRefusalOf, isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Who does something to a letter. */
export type LetterActor = AuditActor & { id: string };

const numberTaken = (number: string) => `文号${number}在本年已经用过，请换一个。`;
export const seenByOthers = "他人刚刚修改了这份批复，请刷新后核对再办理。";

/** Sixty snapshots are read and one letter is written. */
export const drafting = { timeout: 30_000, maxWait: 10_000 };

/** The calendar year that a number is counted in: the one in its brackets, or that of the day. */
export function yearOfNumber(number: string | null, day: Day): number {
  const named = number === null ? null : /〔(\d{4})〕/.exec(number);
  return named ? Number(named[1]) : yearOf(day);
}

/** What two at once must not both do is refused by an index: said in words. */
export function refusalOf(error: unknown, number: string | null): { ok: false; reasons: string[] } {
  if (databaseRefusalOf(error) === "fourEyes") return refused(fourEyes);
  if (!isUniqueViolation(error)) throw error;
  return refused(
    JSON.stringify(error, Object.getOwnPropertyNames(error)).includes("approval_letter_number") && number !== null
      ? numberTaken(number)
      : "他人刚刚办理了同一份决算的批复，请刷新后核对。",
  );
}

const fourEyes = "印发人不能是批复决算的人，也不能是最后修改草稿的人，请由另一人印发。";

interface LetterDeed {
  districtId: string;
  actor: LetterActor;
  action: Extract<AuditAction, `letter.${string}`>;
  of: Pick<StoredLetter, "id" | "letter" | "number">;
  details?: Prisma.InputJsonObject;
}

export async function auditLetter(
  transaction: Prisma.TransactionClient,
  { districtId, actor, action, of: { id, letter, number }, details = {} }: LetterDeed,
): Promise<void> {
  const subject = { kind: "letter", id, name: `${number ?? "未编号"} ${letter.addressee}` } as const;
  await recordAudit({ districtId, action, actor, subject, details: { year: letter.year, ...details } }, transaction);
}

/** The letter, locked until the end of the transaction. */
export async function lockLetter(
  transaction: Prisma.TransactionClient,
  districtId: string,
  letterId: string,
): Promise<StoredLetter> {
  await transaction.$executeRaw`
    SELECT FROM approval_letter WHERE district_id = ${districtId}::uuid AND id = ${letterId}::uuid FOR UPDATE`;
  const stored = await readLetter(districtId, letterId, transaction);
  if (!stored) throw new AppError("notFound", `letter ${letterId}`);
  return stored;
}

export const asJson = (letter: Letter) => letter as unknown as Prisma.InputJsonObject;

/** What a unit is called on a day. */
export async function nameOn(transaction: Prisma.TransactionClient, unitId: string, day: Day): Promise<string> {
  const [unit] = await transaction.$queryRaw<{ name: string }[]>`
    SELECT name FROM unit_as_of(${unitId}::uuid, ${day}::date)`;
  return unit!.name;
}

/** A person as they draft or issue letters of the bureau, with whom they do it for. */
export const actorOf = (person: Person, action: "letter.draft" | "letter.issue"): LetterActor =>
  actingAs(person, action, { districtId: person.actor.districtId }).user;

/** What was done and what became of the item stand or fall together. */
export async function inTransactionOfItem(
  claim: Claim,
  number: string | null,
  deed: (transaction: Prisma.TransactionClient) => Promise<Outcome<unknown>>,
): Promise<ItemOutcome> {
  try {
    return await db().$transaction(async (transaction) => {
      const outcome = itemOutcomeOf(await deed(transaction));
      await settleItem(claim, outcome, transaction);
      return outcome;
    }, drafting);
  } catch (error) {
    return itemOutcomeOf(refusalOf(error, number));
  }
}

/** Who may change a draft: the bureau its own letters, a department its own. */
export interface LetterPlace {
  /** `null`: the bureau. */
  issuerId: string | null;
}

/** @throws AppError notFound for a letter that is not the issuer's. */
export function requireIssuer(stored: StoredLetter, { issuerId }: LetterPlace): void {
  if (stored.issuerId !== issuerId) throw new AppError("notFound", `letter ${stored.id} of another issuer`);
}

async function issueIn(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  { letterId, revision, signedOn }: z.output<typeof issueLetterSchema>,
): Promise<Outcome<Letter>> {
  const stored = await lockLetter(transaction, districtId, letterId);
  requireIssuer(stored, place);
  const { letter, kind } = stored;
  if (stored.status !== "draft") return refused(`这份批复${letterStatuses[stored.status]}，不能再印发。`);
  if (stored.revision !== revision) return refused(seenByOthers);
  const versionIds = letter.reports.map(({ versionId }) => versionId);
  const reports = await readReportsNow(districtId, versionIds, transaction, { lock: true });
  const follows = stored.followsId && (await lockLetter(transaction, districtId, stored.followsId));
  const replaced = stored.supersedesId ? await lockLetter(transaction, districtId, stored.supersedesId) : null;
  const congress = await readCongressApproval(districtId, stored.fiscalYearId, transaction);
  const problems = issueProblems(letter, {
    signedOn,
    today: chinaDay(now()),
    congressDecidedOn: congress?.decidedOn ?? null,
    reports,
    replacedSignedOn: replaced?.issuedOn ?? null,
    ...(follows && { bureauReceivedOn: follows.receivedOn }),
  });
  if (follows && !isInForce(follows.status))
    problems.push(`财政局批复${follows.number}${letterStatuses[follows.status]}，请按新的批复办理。`);
  if (replaced && !isInForce(replaced.status)) problems.push(`所调整的批复${letterStatuses[replaced.status]}。`);
  const named = await nameOn(transaction, stored.addresseeId, signedOn);
  if (named !== letter.addressee) problems.push(`收文单位在成文日期的名称是“${named}”，请修改主送。`);
  const numberYear = yearOfNumber(stored.number, signedOn);
  if (numberYear !== yearOf(signedOn)) problems.push(`文号${stored.number}不是${yearOf(signedOn)}年的，请重新编号。`);
  if (kind === "bureauToDepartment" && (await isSecondPairOfEyesMissing(transaction, districtId, actor, stored)))
    problems.push(fourEyes);
  if (kind === "bureauToDepartment" && letter.annex !== null) {
    const total = await readDepartmentTotal(districtId, letter.year, stored.addresseeId);
    problems.push(...totalProblems(letter, total));
    if (total !== null) problems.push(...unitsProblems(letter));
  }
  problems.push(...(await printingProblems(letter, env().OFFICE_FONT_FOLDER)));
  if (problems.length > 0) return refused(...problems);
  if (replaced)
    await transaction.approvalLetter.update({
      where: { districtId_id: { districtId, id: replaced.id } },
      data: { status: "superseded" },
    });
  const issued: Letter = { ...letter, signedOn };
  await transaction.approvalLetter.update({
    where: { districtId_id: { districtId, id: letterId } },
    data: {
      status: "issued",
      content: asJson(issued),
      contentHash: hashOf(issued),
      numberYear,
      issuedOn: dateOf(signedOn),
      issuedById: actor.id,
      issuedAt: now(),
    },
  });
  await auditLetter(transaction, {
    districtId,
    actor,
    action: "letter.issued",
    of: { id: letterId, letter: issued, number: stored.number },
    details: { signedOn, ...(replaced && { supersedes: replaced.number }) },
  });
  return done(issued);
}

/** Whether approval and publication are separate and the person approved a report of the letter or edited it last. */
async function isSecondPairOfEyesMissing(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: LetterActor,
  { letter, editedById }: StoredLetter,
): Promise<boolean> {
  const district = await transaction.district.findUniqueOrThrow({ where: { id: districtId } });
  if (!district.separatePublisher) return false;
  // A deputy is both persons, and so is the approval that a deputy gave.
  const parties = [actor.id, ...(actor.onBehalfOf ? [actor.onBehalfOf.id] : [])];
  if (parties.includes(editedById)) return true;
  const approved = await transaction.reportVersion.count({
    where: {
      districtId,
      id: { in: letter.reports.map(({ versionId }) => versionId) },
      OR: [{ approvedById: { in: parties } }, { approvedForId: { in: parties } }],
    },
  });
  return approved > 0;
}

/**
 * Issues a letter: from now on it reads as it is. The letter that it replaces is superseded with it.
 *
 * @throws AppError notFound.
 */
export async function issueLetter(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  input: z.output<typeof issueLetterSchema>,
): Promise<Outcome<undefined>> {
  try {
    return await db().$transaction(async (transaction): Promise<Outcome<undefined>> => {
      const outcome = await issueIn(transaction, districtId, actor, place, input);
      if (!outcome.ok) return outcome;
      const { number, addressee } = outcome.data;
      await askFor(transaction, {
        districtId,
        askedBy: actor,
        subject: `${number} ${addressee}`,
        kind: "letterFiles",
        items: [{ label: addressee, code: number!, ...fileOf(input) }],
      });
      return done(undefined);
    }, drafting);
  } catch (error) {
    return refusalOf(error, null);
  }
}

const fileOf = ({ letterId }: { letterId: string }) => ({ href: `/review/letters/${letterId}`, input: { letterId } });

/** What follows from the end of a job that issued letters: their files. */
export async function askForFilesOfIssued(transaction: Prisma.TransactionClient, job: JobInWork): Promise<void> {
  const issued = await doneItems(job, "issueLetters", transaction);
  if (issued.length === 0) return;
  const { districtId, askedBy, subject } = job;
  const items = issued.map(({ label, code, input }) => ({ label, code, ...fileOf(input) }));
  await askFor(transaction, { districtId, askedBy, subject, kind: "letterFiles", items });
}

/** Asks for the issue of drafts of the bureau on one day, as a background job. */
export async function askForIssue(
  districtId: string,
  actor: LetterActor,
  { letters, signedOn }: z.output<typeof issueManySchema>,
): Promise<Outcome<{ jobId: string }>> {
  return db().$transaction(async (transaction) => {
    const rows = await transaction.approvalLetter.findMany({
      where: { districtId, issuerId: null, id: { in: letters.map(({ letterId }) => letterId) } },
    });
    if (rows.length !== letters.length) throw new AppError("notFound", "letters to be issued");
    const ordered = letters.map(({ letterId, revision }) => {
      const row = rows.find(({ id }) => id === letterId)!;
      return { letterId, revision, number: row.number, addressee: (row.content as unknown as Letter).addressee };
    });
    const jobId = await askFor(transaction, {
      districtId,
      kind: "issueLetters",
      askedBy: actor,
      subject: `${letters.length} 份，成文日期 ${signedOn}`,
      items: ordered.map(({ letterId, revision, number, addressee }) => ({
        label: addressee,
        code: number ?? "",
        href: `/review/letters/${letterId}`,
        input: { letterId, revision, signedOn },
      })),
    });
    return done({ jobId });
  });
}

/**
 * One letter's turn in a background job that issues.
 *
 * @throws ClaimLost when another worker has taken the item over; then nothing was done.
 */
export async function issueLetterOfJob(
  claim: Claim,
  person: Person,
  item: ItemOf<"issueLetters">,
): Promise<ItemOutcome> {
  const { districtId } = claim;
  if (!can(person.actor, "letter.issue", { districtId }))
    return { state: "leftOut", reasons: ["您已没有印发批复的权限。"] };
  return inTransactionOfItem(claim, null, (transaction) =>
    issueIn(transaction, districtId, actorOf(person, "letter.issue"), { issuerId: null }, item),
  );
}

/**
 * Records that the addressee has the letter.
 *
 * @throws AppError notFound.
 */
export async function receiveLetter(
  districtId: string,
  actor: LetterActor,
  { letterId, receivedOn }: z.output<typeof receiveLetterSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const stored = await lockLetter(transaction, districtId, letterId);
    const problems = receiptProblems({ status: stored.status, signedOn: stored.issuedOn }, receivedOn, chinaDay(now()));
    if (problems.length > 0) return refused(...problems);
    await transaction.approvalLetter.update({
      where: { districtId_id: { districtId, id: letterId } },
      data: { status: "received", receivedOn: dateOf(receivedOn), receivedById: actor.id, receivedAt: now() },
    });
    await auditLetter(transaction, {
      districtId,
      actor,
      action: "letter.received",
      of: stored,
      details: { receivedOn },
    });
    return done(undefined);
  });
}

/**
 * Takes a letter out of force without another in its place, by a document with a number and a day. Only then may an
 * approval that it names be withdrawn.
 *
 * @throws AppError notFound.
 */
export async function revokeLetter(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  { letterId, number, revokedOn, reason }: z.output<typeof revokeLetterSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const stored = await lockLetter(transaction, districtId, letterId);
    requireIssuer(stored, place);
    const problems = revocationProblems(
      { status: stored.status, signedOn: stored.issuedOn, number: stored.number },
      { number, revokedOn },
      chinaDay(now()),
    );
    if (problems.length > 0) return refused(...problems);
    const passedOn = await transaction.approvalLetter.findMany({
      where: { districtId, followsId: letterId, status: { in: ["issued", "received"] } },
      select: { number: true },
    });
    if (passedOn.length > 0)
      return refused(`部门已据此向单位批复（${passedOn.map(({ number }) => number).join("、")}），须由部门先撤销。`);
    await transaction.approvalLetter.update({
      where: { districtId_id: { districtId, id: letterId } },
      data: {
        status: "revoked",
        revokedById: actor.id,
        revokedAt: now(),
        revokedReason: reason,
        revokedNumber: number,
        revokedOn: dateOf(revokedOn),
      },
    });
    await auditLetter(transaction, {
      districtId,
      actor,
      action: "letter.revoked",
      of: stored,
      details: { document: `${number}（${revokedOn}）`, reason },
    });
    return done(undefined);
  });
}
