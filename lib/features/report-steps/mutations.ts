import type { z } from "zod";
import { openPointLines, type OpenPoint } from "@/lib/domain/report/open-points";
import { blockerSentence, blockersOf, openAt, type Blocker } from "@/lib/domain/report/blockers";
import { isEditable, transitionOf, type TransitionName, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { actionOfTransition, can } from "@/lib/domain/report/permissions";
import { recordAudit } from "@/lib/features/audit/mutations";
import type { JobInWork } from "@/lib/features/background-jobs/data";
import {
  askFor,
  doneItems,
  itemOutcomeOf,
  settleItem,
  type Claim,
  type ItemOutcome,
} from "@/lib/features/background-jobs/mutations";
import type { BulkStep, ItemOf } from "@/lib/features/background-jobs/schema";
import { hashOf } from "@/lib/platform/content-hash";
import { inputsHashOf, snapshotOf } from "@/lib/features/publication/data";
import { tellOfStep } from "@/lib/features/notices/mutations";
import { askForFiles, lockPublications } from "@/lib/features/publication/mutations";
import type { Snapshot } from "@/lib/features/publication/schema";
import { recordPublished } from "@/lib/features/published-figures/mutations";
import { followClosings, followLastYear } from "@/lib/features/report-opening/mutations";
import { keptOfRun } from "@/lib/features/checks/data";
import { subjectOfStep } from "@/lib/features/report-steps/data";
import type { bulkStepSchema } from "@/lib/features/report-steps/schema";
import { indexPublication } from "@/lib/features/search/mutations";
import { actingAs, type Person } from "@/lib/features/session/data";
import { findVersionContext, readContent, type ReportContent } from "@/lib/features/versions/data";
import type { ReportActor } from "@/lib/features/versions/mutations";
import { linkHashOf } from "@/lib/domain/proof/entry";
import { readCatalogues } from "@/lib/features/subjects/data";
import { now } from "@/lib/platform/clock";
import { databaseRefusalOf, isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { proofTools } from "@/lib/platform/ed25519";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

export interface StepInput {
  versionId: string;
  /** The revision the person saw. */
  revision: number;
  step: TransitionName;
  reason?: string;
  /** What is open, as the person saw it and goes on with it. */
  confirmed?: readonly OpenPoint[];
  /** The background job that the step is part of. */
  jobId?: string;
}

export type StepOutcome =
  | { ok: true; data: { versionId: string; status: VersionStatus } }
  | { ok: false; reasons: string[]; blockers: Blocker[] };

/** What else is done in the transaction of a step, before and after it. */
type Around = (transaction: Prisma.TransactionClient, take: () => Promise<StepOutcome>) => Promise<StepOutcome>;

/**
 * Takes one step of the lifecycle: asks for all blockers on the content as it is now, then changes the status in a
 * guarded update together with its event, and with the publication or the new version that belongs to it.
 * Whether the person may take the step at all is asked before (`can`).
 *
 * @throws AppError notFound when the district has no such version.
 */
export async function takeStep(
  districtId: string,
  actor: ReportActor,
  input: StepInput,
  around: Around = (_transaction, take) => take(),
): Promise<StepOutcome> {
  try {
    return await db().$transaction(
      (transaction) => around(transaction, () => takeStepIn(transaction, districtId, actor, input)),
      { timeout: 30_000, maxWait: 10_000 },
    );
  } catch (error) {
    switch (databaseRefusalOf(error)) {
      case "fourEyes":
      case "versionNotEditable":
      case "versionIdentity":
      case "letterInForce":
      case "publicationOutOfSequence":
        return refusedBy({ code: "someoneFaster" });
      default:
        if (isUniqueViolation(error)) return refusedBy({ code: "someoneFaster" });
        throw error;
    }
  }
}

/** Whom four eyes see in somebody who acts. */
function partiesOfActor({ id, onBehalfOf }: ReportActor): string[] {
  return onBehalfOf ? [id, onBehalfOf.id] : [id];
}

function refusedBy(...blockers: Blocker[]): { ok: false; reasons: string[]; blockers: Blocker[] } {
  return { ok: false, reasons: blockers.map(blockerSentence), blockers };
}

async function takeStepIn(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: ReportActor,
  input: StepInput,
): Promise<StepOutcome> {
  const { versionId, step } = input;
  if (step === "publish") await lockPublications(transaction, districtId);
  // Saves and comments wait here, so that what is decided on is what is there at the end.
  await transaction.$executeRaw`SELECT FROM report_version WHERE district_id = ${districtId}::uuid AND id = ${versionId}::uuid FOR UPDATE`;
  // Whether the unit publishes at all is not changed either, from here to the end.
  if (step === "publish")
    await transaction.$executeRaw`
      SELECT FROM obligation JOIN report ON report.district_id = obligation.district_id AND report.unit_id = obligation.unit_id
        JOIN fiscal_year ON fiscal_year.id = report.fiscal_year_id AND fiscal_year.year = obligation.year
        JOIN report_version ON report_version.district_id = report.district_id AND report_version.report_id = report.id
      WHERE report_version.district_id = ${districtId}::uuid AND report_version.id = ${versionId}::uuid FOR SHARE OF obligation`;
  const content = await readContent(districtId, versionId, transaction);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  if (content.version.revision !== input.revision) return refusedBy({ code: "someoneFaster" });

  const catalogues = await readCatalogues(content.fiscalYear.catalogueId, { client: transaction });
  const { subject, model, evaluation, approval } = await subjectOfStep(step, content, catalogues, transaction);
  const confirmed = input.confirmed ?? [];
  const blockers = blockersOf(step, subject, {
    parties: partiesOfActor(actor),
    confirmed,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  });
  if (blockers.length > 0) return refusedBy(...blockers);

  const reason = input.reason?.trim() || null;
  if (step === "correct") return openCorrection(transaction, actor, content, reason!);

  const at = now();
  const { from, to } = transitionOf(step);
  const open = openAt(step, subject);
  const { round: lastRound, revision } = content.version;
  const round = step === "submit" ? lastRound + 1 : lastRound;
  const changes: Prisma.ReportVersionUncheckedUpdateManyInput = { status: to, round };
  if (step === "submit" && evaluation) {
    Object.assign(changes, {
      submittedById: actor.id,
      submittedAt: at,
      ...keptOfRun(evaluation, content),
    });
  }
  if (step === "sendBack" || step === "withdrawApproval")
    Object.assign(changes, { contentHash: null, approvedById: null, approvedForId: null, approvedAt: null });
  if (step === "approve") {
    const snapshot = snapshotOf(content, catalogues, model!);
    const contentHash = hashOf(snapshot);
    const approved = { approvedById: actor.id, approvedAt: at };
    Object.assign(changes, { approvedForId: actor.onBehalfOf?.id ?? null });
    const number = 1 + (await transaction.reportApproval.count({ where: { districtId, versionId, round } }));
    await transaction.reportApproval.create({
      data: {
        districtId,
        versionId,
        round,
        number,
        snapshot: snapshot as unknown as Prisma.InputJsonObject,
        contentHash,
        inputsHash: inputsHashOf(content),
        ruleSwitches: content.switches,
        ...approved,
      },
    });
    Object.assign(changes, { contentHash, ...approved });
  }
  if (step === "publish") {
    // What was approved, as it is; of an approval that kept no text, what the person has confirmed.
    const snapshot = approval?.snapshot ?? snapshotOf(content, catalogues, model!);
    const contentHash = approval?.contentHash ?? hashOf(snapshot);
    await writePublication(transaction, actor, content, snapshot, contentHash, at);
    Object.assign(changes, { contentHash, publishedAt: at });
  }

  const { count } = await transaction.reportVersion.updateMany({
    where: { districtId, id: versionId, status: { in: [...from] }, revision },
    data: changes,
  });
  if (count === 0) return refusedBy({ code: "someoneFaster" });
  const { id: eventId } = await transaction.workflowEvent.create({
    data: {
      districtId,
      versionId,
      step,
      fromStatus: content.version.status,
      toStatus: to,
      reason,
      confirmed: open.map((point) => ({ ...point })),
      round,
      revision,
      actorId: actor.id,
      onBehalfOfId: actor.onBehalfOf?.id ?? null,
      at,
    },
  });
  await auditStep(transaction, actor, content, step, { reason, open, jobId: input.jobId });
  await tellOfStep(transaction, districtId, step, {
    eventId,
    actorId: actor.id,
    reason,
    place: noticePlaceOf(content),
  });
  const { unit, fiscalYear } = content;
  if (isEditable(to)) await followLastYear(transaction, districtId, unit.id, fiscalYear.year);
  if (to === "approved" || (content.version.status === "approved" && to !== "published"))
    await followClosings(transaction, districtId, unit.id, fiscalYear.year + 1);
  return { ok: true, data: { versionId, status: to } };
}

async function writePublication(
  transaction: Prisma.TransactionClient,
  actor: ReportActor,
  content: ReportContent,
  snapshot: Snapshot,
  contentHash: string,
  at: Date,
): Promise<void> {
  const { district, unit, department, fiscalYear, version } = content;
  const last = await transaction.publication.findFirst({
    where: { districtId: district.id },
    orderBy: { sequence: "desc" },
    select: { sequence: true, chainHash: true },
  });
  const link = { sequence: (last?.sequence ?? 0) + 1, previousHash: last?.chainHash ?? "", contentHash };
  await transaction.publication.create({
    data: {
      districtId: district.id,
      versionId: version.id,
      unitId: unit.id,
      scope: content.scope,
      unitCode: unit.code,
      unitName: unit.name,
      year: fiscalYear.year,
      number: version.number,
      snapshot: snapshot as unknown as Prisma.InputJsonObject,
      ...link,
      chainHash: linkHashOf({ ...link, snapshot: { sha256: contentHash } }, proofTools),
      correctionReason: version.correctionReason,
      publishedById: actor.id,
      publishedAt: at,
    },
  });
  const published = { sequence: link.sequence, unitId: unit.id, publishedAt: at, snapshot };
  // A department's accounts hold those of its units, which stand there already.
  if (content.scope === "department") return;
  await indexPublication(transaction, { districtId: district.id, ...published });
  await recordPublished(transaction, district.id, { ...published, departmentId: department?.id ?? null });
}

/**
 * The new version of a published report: the same facts and texts, in the unit's hands again. The old one is not
 * touched.
 */
async function openCorrection(
  transaction: Prisma.TransactionClient,
  actor: ReportActor,
  content: ReportContent,
  reason: string,
): Promise<StepOutcome> {
  const at = now();
  const districtId = content.district.id;
  const last = await transaction.reportVersion.aggregate({
    where: { districtId, reportId: content.reportId },
    _max: { number: true },
  });
  const version = await transaction.reportVersion.create({
    data: {
      districtId,
      reportId: content.reportId,
      number: (last._max.number ?? 0) + 1,
      correctionReason: reason,
      createdAt: at,
    },
  });
  const versionId = version.id;
  const { id: eventId } = await transaction.workflowEvent.create({
    data: {
      districtId,
      versionId,
      step: "correct",
      toStatus: "drafting",
      reason,
      round: 0,
      revision: 0,
      actorId: actor.id,
      onBehalfOfId: actor.onBehalfOf?.id ?? null,
      at,
    },
  });
  if (content.scope === "department") {
    // What was taken goes on to the new version, until it is taken anew.
    await transaction.$executeRaw`SELECT set_config('mingzhang.takes_total', 'on', true)`;
    await transaction.$executeRaw`
      INSERT INTO taken_total (district_id, version_id, total_id, taken_by, taken_at)
      SELECT district_id, ${versionId}::uuid, total_id, taken_by, taken_at
      FROM taken_total WHERE district_id = ${districtId}::uuid AND version_id = ${content.version.id}::uuid`;
  }
  await transaction.$executeRaw`
    INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, revision, is_locked, updated_by, updated_at)
    SELECT district_id, ${versionId}::uuid, sheet, subject, fund, column_id, measure, amount, 1, is_locked, updated_by, updated_at
    FROM budget_line WHERE district_id = ${districtId}::uuid AND version_id = ${content.version.id}::uuid AND amount IS NOT NULL`;
  await transaction.$executeRaw`
    INSERT INTO text_slot (district_id, version_id, slot, text, revision, updated_by, updated_at)
    SELECT district_id, ${versionId}::uuid, slot, text, 1, updated_by, updated_at
    FROM text_slot WHERE district_id = ${districtId}::uuid AND version_id = ${content.version.id}::uuid AND text <> ''`;
  await transaction.$executeRaw`
    INSERT INTO finding_explanation (district_id, version_id, finding_key, fingerprint, text, by_id, at)
    SELECT district_id, ${versionId}::uuid, finding_key, fingerprint, text, by_id, at
    FROM finding_explanation WHERE district_id = ${districtId}::uuid AND version_id = ${content.version.id}::uuid`;
  for (const { id: _id, indicators, executionScore, statedScore, ...project } of content.projects) {
    const copy = await transaction.performanceProject.create({
      data: {
        districtId,
        versionId,
        ...project,
        executionScore: executionScore || null,
        statedScore: statedScore || null,
      },
    });
    await transaction.performanceIndicator.createMany({
      data: indicators.map((indicator) => ({
        districtId,
        versionId,
        projectId: copy.id,
        ...indicator,
        score: indicator.score || null,
      })),
    });
  }
  await transaction.$executeRaw`
    INSERT INTO key_evaluation (district_id, version_id, position, content)
    SELECT district_id, ${versionId}::uuid, position, content
    FROM key_evaluation WHERE district_id = ${districtId}::uuid AND version_id = ${content.version.id}::uuid`;
  await auditStep(transaction, actor, content, "correct", { reason, open: [] });
  const told = { eventId, actorId: actor.id, reason, place: noticePlaceOf(content) };
  await tellOfStep(transaction, districtId, "correct", told);
  await followLastYear(transaction, districtId, content.unit.id, content.fiscalYear.year);
  return { ok: true, data: { versionId, status: "drafting" } };
}

function noticePlaceOf({ unit, fiscalYear: { id: fiscalYearId, year } }: ReportContent) {
  return { unitId: unit.id, unitCode: unit.code, unitName: unit.name, fiscalYearId, year };
}

async function auditStep(
  transaction: Prisma.TransactionClient,
  actor: ReportActor,
  content: ReportContent,
  step: TransitionName,
  { reason, open, jobId }: { reason: string | null; open: readonly OpenPoint[]; jobId?: string | undefined },
): Promise<void> {
  await recordAudit(
    {
      districtId: content.district.id,
      action: `report.${step}`,
      actor,
      subject: { kind: "report", id: content.reportId, name: `${content.unit.name}${content.fiscalYear.year}年度` },
      details: {
        versionId: content.version.id,
        number: content.version.number,
        ...(reason === null ? {} : { reason }),
        ...(open.length === 0 ? {} : { open: openPointLines(open) }),
        ...(jobId === undefined ? {} : { jobId }),
      },
    },
    transaction,
  );
}

/**
 * Takes a step that one person asked for by itself; the files of what it publishes are asked for in the same
 * transaction.
 */
export async function takeSingleStep(districtId: string, actor: ReportActor, input: StepInput): Promise<StepOutcome> {
  return takeStep(districtId, actor, input, async (transaction, take) => {
    const outcome = await take();
    if (outcome.ok && outcome.data.status === "published") {
      const reports = await readChosenReports(districtId, [input.versionId], transaction);
      const items = reports.map((report) => ({ ...placeOf(report), input: { versionId: report.versionId } }));
      await askForFiles(transaction, { districtId, askedBy: actor, subject: subjectOf(reports), items });
    }
    return outcome;
  });
}

/**
 * Asks for one step of many reports as a background job, each at the revision that the person saw.
 *
 * @throws AppError notFound when the district has not all of them.
 */
export async function askForStep(
  districtId: string,
  actor: ReportActor,
  { step, versions, takesUnkeptTexts }: z.output<typeof bulkStepSchema>,
): Promise<string> {
  const revisions = new Map(versions.map(({ versionId, revision }) => [versionId, revision]));
  return db().$transaction(async (transaction) => {
    const reports = await readChosenReports(districtId, [...revisions.keys()], transaction);
    if (reports.length < revisions.size) throw new AppError("notFound", "versions of another district");
    return askFor(transaction, {
      districtId,
      kind: step,
      askedBy: actor,
      subject: subjectOf(reports),
      items: reports.map((report) => ({
        ...placeOf(report),
        input: {
          versionId: report.versionId,
          revision: revisions.get(report.versionId)!,
          takesUnkeptText: takesUnkeptTexts,
        },
      })),
    });
  });
}

/**
 * One report's turn in a background job: whether the person may still take the step, the step itself and what became of
 * it are one transaction. What is open on a report is confirmed on its own page, not here.
 *
 * @throws ClaimLost when another worker has taken the item over; then nothing was done.
 */
export async function takeStepOfJob(
  claim: Claim,
  person: Person,
  step: BulkStep,
  { versionId, revision, takesUnkeptText }: ItemOf<BulkStep>,
): Promise<ItemOutcome> {
  const { districtId, jobId } = claim;
  const context = await findVersionContext(districtId, versionId);
  if (!context || !can(person.actor, actionOfTransition(step), context))
    return { state: "leftOut", reasons: [`您已没有${transitionOf(step).label}本报告的权限。`] };
  const confirmed: OpenPoint[] = takesUnkeptText ? [{ kind: "approvedWithoutText", id: versionId }] : [];
  const input: StepInput = { versionId, revision, step, confirmed, jobId };
  const outcome = await takeStep(
    districtId,
    actingAs(person, actionOfTransition(step), context).user,
    input,
    async (transaction, take) => {
      const result = await take();
      await settleItem(claim, itemOutcomeOf(result), transaction);
      return result;
    },
  );
  return itemOutcomeOf(outcome);
}

/**
 * What follows from the end of a job that published: the files of what it published, asked for in the same transaction.
 */
export async function askForFilesOfJob(transaction: Prisma.TransactionClient, job: JobInWork): Promise<void> {
  const published = await doneItems(job, "publish", transaction);
  if (published.length === 0) return;
  const { districtId, askedBy, subject } = job;
  const items = published.map(({ input: { versionId }, ...place }) => ({ ...place, input: { versionId } }));
  await askForFiles(transaction, { districtId, askedBy, subject, items });
}

/** A report as a job names it: its unit as it was called at the end of the year. */
interface ChosenReport {
  versionId: string;
  unitCode: string;
  unitName: string;
  year: number;
}

async function readChosenReports(
  districtId: string,
  versionIds: readonly string[],
  transaction: Prisma.TransactionClient,
): Promise<ChosenReport[]> {
  return transaction.$queryRaw<ChosenReport[]>`
    SELECT v.id AS "versionId", u.code AS "unitCode", u.name AS "unitName", y.year FROM report_version v
    JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
    JOIN fiscal_year y ON y.id = r.fiscal_year_id
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u
    WHERE v.district_id = ${districtId}::uuid AND v.id = ANY(${[...versionIds]}::uuid[])
    ORDER BY u.code`;
}

const placeOf = ({ unitCode, unitName, year }: ChosenReport) => ({
  label: unitName,
  code: unitCode,
  href: `/review/${unitCode}/${year}`,
});

/** 2021年度 甲单位; 2021年度 37 个单位 */
function subjectOf(reports: readonly ChosenReport[]): string {
  const years = [...new Set(reports.map(({ year }) => `${year}年度`))].sort().join("、");
  return `${years} ${reports.length === 1 ? reports[0]!.unitName : `${reports.length} 个单位`}`;
}
