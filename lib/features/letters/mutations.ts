import type { z } from "zod";
import { chinaDay } from "@/lib/documents/layout/file-options";
import { composeLetter, type ApprovedSource } from "@/lib/domain/decision/letter/compose";
import type { Letter, LetterKind } from "@/lib/domain/decision/letter/letter";
import { isInForce, issueProblems, letterStatuses, receiptProblems } from "@/lib/domain/decision/letter/letter-rules";
import { numberOf } from "@/lib/domain/decision/letter/template";
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
import { readTemplate } from "@/lib/features/letter-templates/data";
import {
  readApprovedVersions,
  readLetter,
  readReportsNow,
  readSubmittedAccounts,
  type ApprovedVersion,
  type StoredLetter,
} from "@/lib/features/letters/data";
import type {
  correctLetterSchema,
  draftManySchema,
  editLetterSchema,
  issueLetterSchema,
  issueManySchema,
  receiveLetterSchema,
  revokeLetterSchema,
  seenLetterSchema,
} from "@/lib/features/letters/schema";
import type { Person } from "@/lib/features/session/data";
import { dateOf, listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { hashOf } from "@/lib/platform/content-hash";
import { databaseRefusalOf, isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Who does something to a letter. */
type LetterActor = AuditActor & { id: string };

const numberTaken = (number: string) => `文号${number}在本年已经用过，请换一个。`;
const seenByOthers = "他人刚刚修改了这份批复，请刷新后核对再办理。";

/** Sixty snapshots are read and one letter is written. */
const drafting = { timeout: 30_000, maxWait: 10_000 };

/** The calendar year that a number is counted in: the one in its brackets, or that of the day. */
function yearOfNumber(number: string | null, day: Day): number {
  const named = number === null ? null : /〔(\d{4})〕/.exec(number);
  return named ? Number(named[1]) : yearOf(day);
}

/** What two at once must not both do is refused by an index: said in words. */
function refusalOf(error: unknown, number: string | null): { ok: false; reasons: string[] } {
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

async function audit(
  transaction: Prisma.TransactionClient,
  { districtId, actor, action, of: { id, letter, number }, details = {} }: LetterDeed,
): Promise<void> {
  const subject = { kind: "letter", id, name: `${number ?? "未编号"} ${letter.addressee}` } as const;
  await recordAudit({ districtId, action, actor, subject, details: { year: letter.year, ...details } }, transaction);
}

/** The letter, locked until the end of the transaction. */
async function lockLetter(
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

/** What a draft is made of beside its template. */
interface Draft {
  kind: LetterKind;
  fiscalYear: { id: string; year: number };
  issuer: UnitOfYear | null;
  addressee: UnitOfYear;
  versions: readonly ApprovedVersion[];
  ownVersion: ApprovedVersion | null;
  hasAnnex: boolean;
  number: string | null;
  follows: StoredLetter | null;
  supersedes: { stored: StoredLetter; reason: string } | null;
}

/** Writes a draft from the template and what was approved. */
async function writeDraft(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: LetterActor,
  draft: Draft,
): Promise<Outcome<{ letterId: string }>> {
  const { kind, fiscalYear, issuer, addressee, versions, ownVersion, number, follows, supersedes } = draft;
  const approved = ownVersion === null ? versions : [ownVersion, ...versions];
  const withoutText = approved.filter(({ accounts }) => accounts === null);
  if (withoutText.length > 0)
    return refused(
      `${namesOf(withoutText)}的批复由以前的版本办理，没有留存批复内容；请先公开，或撤销批复后重新批复，再起草。`,
    );
  const today = chinaDay(now());
  const { template } = await readTemplate(districtId, kind, transaction);
  // One after the other: a draft holds a connection already and must not wait for many more.
  const sources: ApprovedSource[] = [];
  for (const version of versions) sources.push(await sourceOf(districtId, version));
  const letter = composeLetter({
    kind,
    year: fiscalYear.year,
    template,
    issuer: issuer?.name ?? "",
    number,
    addressee: await nameOn(transaction, addressee.id, today),
    reports: sources,
    ownAccounts: ownVersion && ownVersion.accounts,
    hasAnnex: draft.hasAnnex,
    congress: await readCongressApproval(districtId, fiscalYear.id, transaction),
    follows: follows && {
      number: follows.number!,
      signedOn: follows.issuedOn!,
      receivedOn: follows.receivedOn!,
    },
    replaces: supersedes && { letter: supersedes.stored.letter, reason: supersedes.reason },
  });
  const reports = ownVersion === null ? letter.reports : [reportOf(ownVersion), ...letter.reports];
  const content: Letter = { ...letter, reports };
  const { id } = await transaction.approvalLetter.create({
    data: {
      districtId,
      fiscalYearId: fiscalYear.id,
      kind,
      issuerId: issuer?.id ?? null,
      addresseeId: addressee.id,
      number,
      numberYear: yearOfNumber(number, today),
      content: asJson(content),
      editedById: actor.id,
      editedAt: now(),
      supersedesId: supersedes?.stored.id ?? null,
      followsId: follows?.id ?? null,
    },
    select: { id: true },
  });
  await transaction.approvalLetterReport.createMany({
    data: approved.map(({ versionId, reportId, contentHash }) => ({
      districtId,
      letterId: id,
      versionId,
      reportId,
      kind,
      contentHash,
    })),
  });
  await audit(transaction, { districtId, actor, action: "letter.drafted", of: { id, letter: content, number } });
  return done({ letterId: id });
}

const asJson = (letter: Letter) => letter as unknown as Prisma.InputJsonObject;
const namesOf = (versions: readonly Pick<ApprovedVersion, "unitName">[]) =>
  versions.map(({ unitName }) => unitName).join("、");

function reportOf({ versionId, unitCode, unitName, number, contentHash }: ApprovedVersion): Letter["reports"][number] {
  return { versionId, unitCode, unitName, number, contentHash };
}

async function sourceOf(districtId: string, version: ApprovedVersion): Promise<ApprovedSource> {
  const submitted = version.round > 1 ? await readSubmittedAccounts(districtId, version.versionId) : null;
  return { ...reportOf(version), accounts: version.accounts!, submitted };
}

/** What a unit is called on a day. */
async function nameOn(transaction: Prisma.TransactionClient, unitId: string, day: Day): Promise<string> {
  const [unit] = await transaction.$queryRaw<{ name: string }[]>`
    SELECT name FROM unit_as_of(${unitId}::uuid, ${day}::date)`;
  return unit!.name;
}

async function findYear(transaction: Prisma.TransactionClient, districtId: string, fiscalYearId: string) {
  const year = await transaction.fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
  if (!year) throw new AppError("notFound", `fiscal year ${fiscalYearId}`);
  return year;
}

/** The letter in force of a kind that approves one of the reports; `null` when there is none. */
async function letterInForce(
  transaction: Prisma.TransactionClient,
  districtId: string,
  kind: LetterKind,
  versions: readonly Pick<ApprovedVersion, "reportId">[],
): Promise<StoredLetter | null> {
  const row = await transaction.approvalLetterReport.findFirst({
    where: {
      districtId,
      kind,
      reportId: { in: versions.map(({ reportId }) => reportId) },
      status: { in: ["issued", "received"] },
    },
    select: { letterId: true },
  });
  return row && readLetter(districtId, row.letterId, transaction);
}

/** What the bureau approves to a department, with all its units, or to one unit. */
interface Addressed {
  fiscalYear: { id: string; year: number };
  addressee: UnitOfYear;
  versions: ApprovedVersion[];
  ownVersion: ApprovedVersion | null;
  /** Units that owe the year and are not approved. */
  missing: UnitOfYear[];
}

async function addressedTo(
  transaction: Prisma.TransactionClient,
  districtId: string,
  { fiscalYearId, addresseeId }: { fiscalYearId: string; addresseeId: string },
): Promise<Addressed> {
  const fiscalYear = await findYear(transaction, districtId, fiscalYearId);
  const units = await listUnitsOfYear(districtId, fiscalYear.year, { client: transaction });
  const addressee = units.find(({ id }) => id === addresseeId);
  if (!addressee) throw new AppError("notFound", `unit ${addresseeId}`);
  const members = addressee.level === "unit" ? [addressee] : units.filter(({ parentId }) => parentId === addresseeId);
  const ids = [...new Set([addresseeId, ...members.map(({ id }) => id)])];
  const approved = await readApprovedVersions(districtId, fiscalYearId, ids, transaction);
  const isOwn = ({ unitId }: ApprovedVersion) => addressee.level === "department" && unitId === addresseeId;
  return {
    fiscalYear,
    addressee,
    versions: approved.filter((version) => !isOwn(version)),
    ownVersion: approved.find(isOwn) ?? null,
    missing: members.filter(({ id, isOwing }) => isOwing && !approved.some(({ unitId }) => unitId === id)),
  };
}

function notApproved(units: readonly UnitOfYear[]): string {
  return `还有单位的决算没有批复：${units.map(({ name }) => name).join("、")}。`;
}

async function draftBureauLetter(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: LetterActor,
  input: { fiscalYearId: string; addresseeId: string; number: string | null },
): Promise<Outcome<{ letterId: string }>> {
  const addressed = await addressedTo(transaction, districtId, input);
  const { addressee, versions, missing } = addressed;
  if (missing.length > 0) return refused(notApproved(missing));
  if (versions.length === 0) return refused("没有已批复的决算。");
  const before = await letterInForce(transaction, districtId, "bureauToDepartment", versions);
  if (before)
    return refused(
      `已有批复${before.number}（${letterStatuses[before.status]}）。更正之后请在该批复的页面起草调整批复。`,
    );
  return writeDraft(transaction, districtId, actor, {
    ...addressed,
    kind: "bureauToDepartment",
    issuer: null,
    hasAnnex: addressee.level === "department",
    number: input.number,
    follows: null,
    supersedes: null,
  });
}

/**
 * Asks for the drafts of a year's letters as a background job: for every department, or every unit, whose accounts are
 * approved and that has no letter yet. The numbers are given out one after the other, by code.
 *
 * @throws AppError notFound for a year of another district.
 */
export async function askForDrafts(
  districtId: string,
  actor: LetterActor,
  { fiscalYearId, mode, firstNumber }: z.output<typeof draftManySchema>,
): Promise<Outcome<{ jobId: string }>> {
  return db().$transaction(async (transaction): Promise<Outcome<{ jobId: string }>> => {
    const { year } = await findYear(transaction, districtId, fiscalYearId);
    const units = await listUnitsOfYear(districtId, year, { client: transaction });
    const covered = await transaction.approvalLetterReport.findMany({
      where: {
        districtId,
        kind: "bureauToDepartment",
        status: { in: ["draft", "issued", "received"] },
        letter: { fiscalYearId },
      },
      select: { version: { select: { report: { select: { unitId: true } } } } },
    });
    const have = new Set(covered.map(({ version }) => version.report.unitId));
    const approved = await transaction.report.findMany({
      where: { districtId, fiscalYearId, versions: { some: { status: { in: ["approved", "published"] } } } },
      select: { unitId: true },
    });
    const isApproved = new Set(approved.map(({ unitId }) => unitId));
    const open = units.filter(({ id, level }) => level === "unit" && isApproved.has(id) && !have.has(id));
    const wanted = new Set(open.map(({ id, parentId }) => (mode === "perUnit" ? id : (parentId ?? id))));
    const addressees = units.filter(({ id }) => wanted.has(id));
    if (addressees.length === 0) return refused("没有已批复而尚未起草批复文件的决算。");
    const { template } = await readTemplate(districtId, "bureauToDepartment", transaction);
    const numberYear = yearOf(chinaDay(now()));
    const numbers = addressees.map((_, index) =>
      firstNumber === null ? null : numberOf(template, numberYear, firstNumber + index),
    );
    const taken = await transaction.approvalLetter.findMany({
      where: { districtId, issuerId: null, number: { in: numbers.filter((number) => number !== null) } },
      select: { number: true },
      orderBy: { number: "asc" },
    });
    if (taken.length > 0)
      return refused(`这些文号已经用过：${taken.map(({ number }) => number).join("、")}。请换一个起始序号。`);
    const jobId = await askFor(transaction, {
      districtId,
      kind: "draftLetters",
      askedBy: actor,
      subject: `${year}年度 ${addressees.length} 份`,
      items: addressees.map(({ id, name, code }, index) => ({
        label: name,
        code,
        href: `/review/letters?year=${year}`,
        input: { fiscalYearId, addresseeId: id, number: numbers[index]! },
      })),
    });
    return done({ jobId });
  });
}

/**
 * One addressee's turn in a background job that drafts letters.
 *
 * @throws ClaimLost when another worker has taken the item over; then nothing was done.
 */
export async function draftLetterOfJob(
  claim: Claim,
  person: Person,
  item: ItemOf<"draftLetters">,
): Promise<ItemOutcome> {
  const { districtId } = claim;
  if (!can(person.actor, "letter.draft", { districtId }))
    return { state: "leftOut", reasons: ["您已没有起草批复的权限。"] };
  return inTransactionOfItem(claim, item.number, (transaction) =>
    draftBureauLetter(transaction, districtId, actorOf(person), item),
  );
}

const actorOf = ({ user }: Person): LetterActor => ({ id: user.id, name: user.name });

/** What was done and what became of the item stand or fall together. */
async function inTransactionOfItem(
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
function requireIssuer(stored: StoredLetter, { issuerId }: LetterPlace): void {
  if (stored.issuerId !== issuerId) throw new AppError("notFound", `letter ${stored.id} of another issuer`);
}

/**
 * Stores what people write in a draft; figures stay as they were approved.
 *
 * @throws AppError notFound.
 */
export async function editLetter(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  input: z.output<typeof editLetterSchema>,
): Promise<Outcome<{ revision: number }>> {
  const number = input.number === "" ? null : input.number;
  try {
    return await db().$transaction(async (transaction): Promise<Outcome<{ revision: number }>> => {
      const stored = await lockLetter(transaction, districtId, input.letterId);
      requireIssuer(stored, place);
      if (stored.status !== "draft") return refused(`这份批复${letterStatuses[stored.status]}，不能再修改。`);
      if (stored.revision !== input.revision) return refused(seenByOthers);
      if (input.toReturn.length !== stored.letter.balances.length) throw new AppError("invalidInput", "balances");
      if (input.adjustmentReasons.length !== stored.letter.adjustments.length)
        throw new AppError("invalidInput", "adjustments");
      if (input.publicity !== "open" && input.publicityBasis === "")
        return refused("依申请公开或不予公开的，请填写依据。");
      const { letter } = stored;
      const dueOf = (lines: Letter["problems"], text: string) =>
        lines.find((line) => line.text === text)?.dueOn ?? null;
      const edited: Letter = {
        ...letter,
        number,
        title: input.title,
        addressee: input.addressee,
        opening: input.opening,
        figuresText: input.figuresText,
        adjustments: letter.adjustments.map((change, index) => ({
          ...change,
          reason: input.adjustmentReasons[index]!,
        })),
        balances: letter.balances.map((balance, index) => ({
          ...balance,
          toReturn: input.toReturn[index]!,
          toKeep: balance.closing - input.toReturn[index]!,
        })),
        requirements: input.requirements.map((text) => ({ text, dueOn: dueOf(letter.requirements, text) })),
        problems: input.problems.map((text) => ({ text, dueOn: dueOf(letter.problems, text) })),
        closing: input.closing,
        contact: { name: input.contactName, phone: input.contactPhone },
        copiesTo: input.copiesTo,
        publicity: { kind: input.publicity, basis: input.publicityBasis },
      };
      const revision = stored.revision + 1;
      await transaction.approvalLetter.update({
        where: { districtId_id: { districtId, id: stored.id } },
        data: {
          number,
          numberYear: yearOfNumber(number, chinaDay(now())),
          content: asJson(edited),
          revision,
          editedById: actor.id,
          editedAt: now(),
        },
      });
      const of = { id: stored.id, letter: edited, number };
      await audit(transaction, { districtId, actor, action: "letter.edited", of });
      return done({ revision });
    });
  } catch (error) {
    return refusalOf(error, number);
  }
}

/**
 * Deletes a draft; its number is free again.
 *
 * @throws AppError notFound.
 */
export async function deleteDraft(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  { letterId, revision }: z.output<typeof seenLetterSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const stored = await lockLetter(transaction, districtId, letterId);
    requireIssuer(stored, place);
    if (stored.status !== "draft") return refused(`这份批复${letterStatuses[stored.status]}，不能删除。`);
    if (stored.revision !== revision) return refused(seenByOthers);
    await transaction.approvalLetter.delete({ where: { districtId_id: { districtId, id: letterId } } });
    await audit(transaction, { districtId, actor, action: "letter.deleted", of: stored });
    return done(undefined);
  });
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
  await audit(transaction, {
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
  if (editedById === actor.id) return true;
  const approved = await transaction.reportVersion.count({
    where: { districtId, id: { in: letter.reports.map(({ versionId }) => versionId) }, approvedById: actor.id },
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
    issueIn(transaction, districtId, actorOf(person), { issuerId: null }, item),
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
    await audit(transaction, { districtId, actor, action: "letter.received", of: stored, details: { receivedOn } });
    return done(undefined);
  });
}

/**
 * Takes a letter out of force without another in its place.
 *
 * @throws AppError notFound.
 */
export async function revokeLetter(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  { letterId, reason }: z.output<typeof revokeLetterSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const stored = await lockLetter(transaction, districtId, letterId);
    requireIssuer(stored, place);
    if (!isInForce(stored.status)) return refused(`这份批复${letterStatuses[stored.status]}，不能撤销。`);
    const passedOn = await transaction.approvalLetter.findMany({
      where: { districtId, followsId: letterId, status: { in: ["issued", "received"] } },
      select: { number: true },
    });
    if (passedOn.length > 0)
      return refused(`部门已据此向单位批复（${passedOn.map(({ number }) => number).join("、")}），须由部门先撤销。`);
    await transaction.approvalLetter.update({
      where: { districtId_id: { districtId, id: letterId } },
      data: { status: "revoked", revokedById: actor.id, revokedAt: now(), revokedReason: reason },
    });
    await audit(transaction, { districtId, actor, action: "letter.revoked", of: stored, details: { reason } });
    return done(undefined);
  });
}

/**
 * Drafts the letter that takes the place of one of the bureau's, once reports it approves were corrected: with old and
 * new figures side by side.
 *
 * @throws AppError notFound.
 */
export async function draftCorrection(
  districtId: string,
  actor: LetterActor,
  { letterId, reason }: z.output<typeof correctLetterSchema>,
): Promise<Outcome<{ letterId: string }>> {
  try {
    return await db().$transaction(async (transaction): Promise<Outcome<{ letterId: string }>> => {
      const stored = await lockLetter(transaction, districtId, letterId);
      requireIssuer(stored, { issuerId: null });
      if (!isInForce(stored.status)) return refused(`这份批复${letterStatuses[stored.status]}，不能调整。`);
      const addressed = await addressedTo(transaction, districtId, stored);
      const hashes = new Set(stored.letter.reports.map(({ contentHash }) => contentHash));
      const { versions, ownVersion, missing } = addressed;
      if (missing.length > 0) return refused(notApproved(missing));
      const isSame = [...versions, ...(ownVersion ? [ownVersion] : [])].every(({ contentHash }) =>
        hashes.has(contentHash),
      );
      if (isSame && hashes.size === versions.length + (ownVersion ? 1 : 0))
        return refused("所批复的决算没有更正，没有需要调整的内容。");
      return writeDraft(transaction, districtId, actor, {
        ...addressed,
        kind: "bureauToDepartment",
        issuer: null,
        hasAnnex: stored.letter.annex !== null,
        number: null,
        follows: null,
        supersedes: { stored, reason },
      });
    }, drafting);
  } catch (error) {
    return refusalOf(error, null);
  }
}

/**
 * Drafts a department's letters to its units from the bureau's: one for each unit that has none yet, and a corrected
 * one where the bureau has approved another version since.
 *
 * @returns how many were drafted.
 * @throws AppError notFound.
 */
export async function draftUnitLetters(
  districtId: string,
  actor: LetterActor,
  letterId: string,
): Promise<Outcome<{ drafted: number }>> {
  try {
    return await db().$transaction(async (transaction): Promise<Outcome<{ drafted: number }>> => {
      const bureau = await lockLetter(transaction, districtId, letterId);
      if (bureau.kind !== "bureauToDepartment" || bureau.letter.annex === null)
        throw new AppError("notFound", `letter ${letterId} to a department`);
      if (bureau.status !== "received") return refused("财政局的批复还没有签收，签收之后才能向单位批复。");
      const fiscalYear = await findYear(transaction, districtId, bureau.fiscalYearId);
      const units = await listUnitsOfYear(districtId, fiscalYear.year, { client: transaction });
      const issuer = units.find(({ id }) => id === bureau.addresseeId)!;
      const members = units.filter(({ parentId }) => parentId === issuer.id);
      const versions = await readApprovedVersions(
        districtId,
        bureau.fiscalYearId,
        members.map(({ id }) => id),
        transaction,
      );
      const approved = new Map(bureau.letter.reports.map(({ versionId, contentHash }) => [versionId, contentHash]));
      const changed = versions.filter(({ versionId, contentHash }) => approved.get(versionId) !== contentHash);
      if (changed.length > 0)
        return refused(`${namesOf(changed)}的决算与财政局批复时不同，请等财政局调整批复后再办理。`);
      let drafted = 0;
      for (const version of versions) {
        const drafts = await transaction.approvalLetterReport.count({
          where: { districtId, kind: "departmentToUnit", reportId: version.reportId, status: "draft" },
        });
        const before = await letterInForce(transaction, districtId, "departmentToUnit", [version]);
        const isSame = before?.letter.reports.some(({ contentHash }) => contentHash === version.contentHash);
        if (drafts > 0 || isSame) continue;
        const outcome = await writeDraft(transaction, districtId, actor, {
          kind: "departmentToUnit",
          fiscalYear,
          issuer,
          addressee: units.find(({ id }) => id === version.unitId)!,
          versions: [version],
          ownVersion: null,
          hasAnnex: false,
          number: null,
          follows: bureau,
          supersedes: before && { stored: before, reason: bureau.letter.correction?.reason ?? "财政局调整批复" },
        });
        if (!outcome.ok) return outcome;
        drafted += 1;
      }
      if (drafted === 0) return refused("所属单位都已有批复或草稿。");
      return done({ drafted });
    }, drafting);
  } catch (error) {
    return refusalOf(error, null);
  }
}
