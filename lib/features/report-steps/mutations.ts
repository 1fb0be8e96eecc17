import { openPointLines, type OpenPoint } from "@/lib/domain/report/open-points";
import { blockerSentence, blockersOf, type Blocker } from "@/lib/domain/report/blockers";
import { isEditable, transitionOf, type TransitionName, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { recordAudit } from "@/lib/features/audit/mutations";
import { isFormatId } from "@/lib/domain/formats/format-of";
import { evaluate, modelOf, rareCharactersOf } from "@/lib/features/checks/data";
import { hashOf } from "@/lib/platform/content-hash";
import { approvalState, chainHashOf, inputsHashOf, readApproval, snapshotOf } from "@/lib/features/publication/data";
import type { Snapshot } from "@/lib/features/publication/schema";
import { followClosings, followLastYear } from "@/lib/features/report-opening/mutations";
import { readStepSubject } from "@/lib/features/report-steps/data";
import { readContent, type ReportContent } from "@/lib/features/versions/data";
import type { ReportActor } from "@/lib/features/versions/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { now } from "@/lib/platform/clock";
import { databaseRefusalOf, isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
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
}

export type StepOutcome =
  | { ok: true; data: { versionId: string; status: VersionStatus } }
  | { ok: false; reasons: string[]; blockers: Blocker[] };

/**
 * Takes one step of the lifecycle: asks for all blockers on the content as it is now, then changes the status in a
 * guarded update together with its event, and with the publication or the new version that belongs to it.
 * Whether the person may take the step at all is asked before (`can`).
 *
 * @throws AppError notFound when the district has no such version.
 */
export async function takeStep(districtId: string, actor: ReportActor, input: StepInput): Promise<StepOutcome> {
  try {
    return await db().$transaction((transaction) => takeStepIn(transaction, districtId, actor, input), {
      timeout: 30_000,
      maxWait: 10_000,
    });
  } catch (error) {
    switch (databaseRefusalOf(error)) {
      case "fourEyes":
      case "versionNotEditable":
      case "versionIdentity":
      case "publicationOutOfSequence":
        return refusedBy({ code: "someoneFaster" });
      default:
        if (isUniqueViolation(error)) return refusedBy({ code: "someoneFaster" });
        throw error;
    }
  }
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

  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  const isComputed = step === "submit" || step === "approve" || step === "publish";
  // Without the year's format there is no model; `blockersOf` names it.
  const model = isComputed && isFormatId(content.fiscalYear.tableSetId) ? modelOf(content, catalogues) : null;
  const evaluation = model && evaluate(content, model);
  const rareCharacters = step === "submit" && model ? await rareCharactersOf(content, catalogues, model) : [];
  const approval = await readApproval(content, transaction);
  const subject = await readStepSubject(
    content,
    { evaluation, rareCharacters, approval: approvalState(content, approval) },
    transaction,
  );
  const confirmed = input.confirmed ?? [];
  const blockers = blockersOf(step, subject, {
    actorId: actor.id,
    confirmed,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  });
  if (blockers.length > 0) return refusedBy(...blockers);

  const reason = input.reason?.trim() || null;
  if (step === "correct") return openCorrection(transaction, actor, content, reason!);

  const at = now();
  const { from, to, requires } = transitionOf(step);
  const open: OpenPoint[] = requires.includes("openPointsConfirmed") ? [...subject.openPoints] : [];
  const { round: lastRound, revision } = content.version;
  const round = step === "submit" ? lastRound + 1 : lastRound;
  const changes: Prisma.ReportVersionUncheckedUpdateManyInput = { status: to, round };
  if (step === "submit" && evaluation) {
    Object.assign(changes, {
      submittedById: actor.id,
      submittedAt: at,
      checkedRevision: revision,
      blockingFindings: evaluation.blocking,
      explainFindings: evaluation.explain,
      hintFindings: evaluation.hint,
    });
  }
  if (step === "sendBack") Object.assign(changes, { contentHash: null, approvedById: null, approvedAt: null });
  if (step === "approve") {
    const snapshot = snapshotOf(content, catalogues, model!);
    const contentHash = hashOf(snapshot);
    const approved = { approvedById: actor.id, approvedAt: at };
    await transaction.reportApproval.create({
      data: {
        districtId,
        versionId,
        round,
        snapshot: snapshot as unknown as Prisma.InputJsonObject,
        contentHash,
        inputsHash: inputsHashOf(content),
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
  await transaction.workflowEvent.create({
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
      at,
    },
  });
  await auditStep(transaction, actor, content, step, { reason, open });
  const { unit, fiscalYear } = content;
  if (isEditable(to)) await followLastYear(transaction, districtId, unit.id, fiscalYear.year);
  if (step === "approve" || (step === "sendBack" && content.version.status === "approved"))
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
  const { district, unit, fiscalYear, version } = content;
  // One publication of a district at a time: each continues the chain of the one before.
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('publication:' || ${district.id}::text, 0))`;
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
      unitCode: unit.code,
      unitName: unit.name,
      year: fiscalYear.year,
      number: version.number,
      snapshot: snapshot as unknown as Prisma.InputJsonObject,
      ...link,
      chainHash: chainHashOf(link),
      correctionReason: version.correctionReason,
      publishedById: actor.id,
      publishedAt: at,
    },
  });
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
  await transaction.workflowEvent.create({
    data: {
      districtId,
      versionId,
      step: "correct",
      toStatus: "drafting",
      reason,
      round: 0,
      revision: 0,
      actorId: actor.id,
      at,
    },
  });
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
  await followLastYear(transaction, districtId, content.unit.id, content.fiscalYear.year);
  return { ok: true, data: { versionId, status: "drafting" } };
}

async function auditStep(
  transaction: Prisma.TransactionClient,
  actor: ReportActor,
  content: ReportContent,
  step: TransitionName,
  { reason, open }: { reason: string | null; open: readonly OpenPoint[] },
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
      },
    },
    transaction,
  );
}

/** What became of one report that was to be published. */
export interface PublicationOutcome {
  versionId: string;
  /** Why it could not be published; none when it was. */
  reasons: string[];
}

/**
 * Publishes several reports, each by itself: one that cannot be published keeps no other from it. What is open on a
 * single report is confirmed on its own page, not here; `takesUnkeptTexts` confirms only that an approval of an earlier
 * release kept no text.
 */
export async function publishReports(
  districtId: string,
  actor: ReportActor,
  versions: readonly Pick<StepInput, "versionId" | "revision">[],
  { takesUnkeptTexts = false }: { takesUnkeptTexts?: boolean } = {},
): Promise<PublicationOutcome[]> {
  const outcomes: PublicationOutcome[] = [];
  for (const { versionId, revision } of versions) {
    const confirmed: OpenPoint[] = takesUnkeptTexts ? [{ kind: "approvedWithoutText", id: versionId }] : [];
    const result = await takeStep(districtId, actor, { versionId, revision, step: "publish", confirmed });
    outcomes.push({ versionId, reasons: result.ok ? [] : result.reasons });
  }
  return outcomes;
}
