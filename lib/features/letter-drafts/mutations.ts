import type { z } from "zod";
import { chinaDay } from "@/lib/domain/words/moments";
import { printingProblems } from "@/lib/documents/letter/write-letter-pdf";
import { composeLetter, type ApprovedSource } from "@/lib/domain/decision/letter/compose";
import { congressOffer } from "@/lib/domain/decision/letter/congress-decision";
import { letterDues } from "@/lib/domain/decision/letter/letter-dues";
import type { Letter, LetterKind } from "@/lib/domain/decision/letter/letter";
import { isInForce, letterStatuses, returnProblems } from "@/lib/domain/decision/letter/letter-rules";
import { canonicalNumber, numberOf } from "@/lib/domain/decision/letter/template";
import { yearOf } from "@/lib/domain/register/days";
import { can } from "@/lib/domain/report/permissions";
import { askFor, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { readApprovedVersions, readSubmittedAccounts, type ApprovedVersion } from "@/lib/features/letter-drafts/data";
import type { correctLetterSchema, draftManySchema, editLetterSchema } from "@/lib/features/letter-drafts/schema";
import { readDueEvents } from "@/lib/features/letter-dues/data";
import { readDepartmentTotal } from "@/lib/features/letter-totals/data";
import { readTemplate } from "@/lib/features/letter-templates/data";
import { readLetter, type StoredLetter } from "@/lib/features/letters/data";
import {
  actorOf,
  asJson,
  auditLetter,
  drafting,
  inTransactionOfItem,
  lockLetter,
  nameOn,
  refusalOf,
  requireIssuer,
  seenByOthers,
  yearOfNumber,
  type LetterActor,
  type LetterPlace,
} from "@/lib/features/letters/mutations";
import { letterContentSchema, type seenLetterSchema } from "@/lib/features/letters/schema";
import type { Person } from "@/lib/features/session/data";
import { listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

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
    total: ownVersion && (await readDepartmentTotal(districtId, fiscalYear.year, addressee.id)),
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
  const problems = supersedes ? await openProblems(transaction, districtId, supersedes.stored) : [];
  const content: Letter = { ...letter, problems, reports };
  const unprintable = await printingProblems(content, env().OFFICE_FONT_FOLDER);
  if (unprintable.length > 0) return refused(...unprintable);
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
  await auditLetter(transaction, { districtId, actor, action: "letter.drafted", of: { id, letter: content, number } });
  return done({ letterId: id });
}

const namesOf = (versions: readonly Pick<ApprovedVersion, "unitName">[]) =>
  versions.map(({ unitName }) => unitName).join("、");

/** What a replaced letter asked to be put right and nobody settled yet, until the day that holds now. */
async function openProblems(
  transaction: Prisma.TransactionClient,
  districtId: string,
  { id, letter }: StoredLetter,
): Promise<Letter["problems"]> {
  const dues = letterDues(letter, await readDueEvents(districtId, id, transaction));
  return letter.problems.flatMap(({ text }, position) => {
    const due = dues.find((each) => each.part === "problem" && each.position === position);
    return due && due.settledOn !== null ? [] : [{ text, dueOn: due?.dueOn ?? null }];
  });
}

function reportOf({ versionId, unitCode, unitName, number, contentHash }: ApprovedVersion): Letter["reports"][number] {
  return { versionId, unitCode, unitName, number, contentHash };
}

async function sourceOf(districtId: string, version: ApprovedVersion): Promise<ApprovedSource> {
  const submitted = version.round > 1 ? await readSubmittedAccounts(districtId, version.versionId) : null;
  return { ...reportOf(version), accounts: version.accounts!, submitted };
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
    draftBureauLetter(transaction, districtId, actorOf(person, "letter.draft"), item),
  );
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
  const number = input.number === "" ? null : canonicalNumber(input.number);
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
      const balances = letter.balances.map((balance, index) => ({
        ...balance,
        toReturn: input.toReturn[index]!,
        toKeep: balance.closing - input.toReturn[index]!,
      }));
      const beyond = returnProblems(balances);
      if (beyond.length > 0) return refused(...beyond);
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
        balances,
        requirements: input.requirements,
        problems: input.problems,
        closing: input.closing,
        contact: { name: input.contactName, phone: input.contactPhone },
        copiesTo: input.copiesTo,
        publicity: { kind: input.publicity, basis: input.publicityBasis },
      };
      return storeDraft(transaction, districtId, actor, stored, edited);
    }, drafting);
  } catch (error) {
    return refusalOf(error, number);
  }
}

/** Puts another content into a draft that is locked. */
async function storeDraft(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: LetterActor,
  stored: StoredLetter,
  edited: Letter,
): Promise<Outcome<{ revision: number }>> {
  const unprintable = await printingProblems(edited, env().OFFICE_FONT_FOLDER);
  if (unprintable.length > 0) return refused(...unprintable);
  const { number } = edited;
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
  await auditLetter(transaction, { districtId, actor, action: "letter.edited", of });
  return done({ revision });
}

/**
 * Takes the recorded decision of the congress over into a draft that was begun before it; what people wrote stays.
 *
 * @throws AppError notFound.
 */
export async function fillInCongress(
  districtId: string,
  actor: LetterActor,
  place: LetterPlace,
  { letterId, revision }: z.output<typeof seenLetterSchema>,
): Promise<Outcome<{ revision: number }>> {
  return db().$transaction(async (transaction): Promise<Outcome<{ revision: number }>> => {
    const stored = await lockLetter(transaction, districtId, letterId);
    requireIssuer(stored, place);
    if (stored.status !== "draft") return refused(`这份批复${letterStatuses[stored.status]}，不能再修改。`);
    if (stored.revision !== revision) return refused(seenByOthers);
    const congress = await readCongressApproval(districtId, stored.fiscalYearId, transaction);
    const offer = congressOffer(stored.letter, congress);
    if (!offer) return refused("人大批准没有需要填入的内容，请刷新后核对。");
    return storeDraft(transaction, districtId, actor, stored, offer.letter);
  }, drafting);
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
    await auditLetter(transaction, { districtId, actor, action: "letter.deleted", of: stored });
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

/** Addressees of drafts that rest on another letter of the bureau than the one in force, by the code of the unit. */
async function draftsOfLettersBefore(
  transaction: Prisma.TransactionClient,
  districtId: string,
  bureau: StoredLetter,
  versions: readonly Pick<ApprovedVersion, "reportId">[],
): Promise<string[]> {
  const rows = await transaction.approvalLetterReport.findMany({
    where: {
      districtId,
      kind: "departmentToUnit",
      status: "draft",
      reportId: { in: versions.map(({ reportId }) => reportId) },
      letter: { followsId: { not: bureau.id } },
    },
    select: { letter: { select: { id: true, content: true } } },
  });
  return rows
    .map(({ letter: { id, content } }) => readStored(letterContentSchema, content, `letter ${id}`))
    .toSorted((one, other) => one.reports[0]!.unitCode.localeCompare(other.reports[0]!.unitCode))
    .map(({ addressee }) => addressee);
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
      const outdated = await draftsOfLettersBefore(transaction, districtId, bureau, versions);
      if (outdated.length > 0)
        return refused(
          `这些草稿所依据的批复已被代替：${outdated.join("、")}。不能印发，请先删除，再按本批复重新起草。`,
        );
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
