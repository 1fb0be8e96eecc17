import "server-only";
import { forbidden, notFound } from "next/navigation";
import { cache } from "react";
import { blockersOf, type Blocker } from "@/lib/domain/report/blockers";
import { isEditable, transitionsFrom, type TransitionName } from "@/lib/domain/report/lifecycle";
import { owesYear } from "@/lib/domain/report/owed-years";
import {
  actionOfTransition,
  actions,
  can,
  permissionMatrix,
  unitIdsOf,
  type Action,
  type ReportSubject,
} from "@/lib/domain/report/permissions";
import { evaluate, modelOf, rareCharactersOf, type Evaluation } from "@/lib/features/checks/data";
import { readDuties } from "@/lib/features/duties/data";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import {
  approvalState,
  listApprovedWithoutText,
  readApproval,
  readDecidedSnapshot,
} from "@/lib/features/publication/data";
import type { Snapshot } from "@/lib/features/publication/schema";
import {
  findVersionContext,
  findVersionId,
  listChangesSince,
  listReportSummaries,
  listSteps,
  listVersions,
  readContent,
  readStepSubject,
  type ReportContent,
  type ReportSummary,
  type VersionContext,
  type VersionRow,
  type WorkflowStep,
} from "@/lib/features/reports/data";
import { requirePermission, requireSession, sessionOrThrow } from "@/lib/features/session/loaders";
import type { Session } from "@/lib/features/session/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { listUnits, type UnitRow } from "@/lib/features/units/data";
import { AppError } from "@/lib/platform/errors";

export interface DeskUnit {
  unit: UnitRow;
  department: UnitRow | null;
  years: DeskYear[];
}

export interface DeskYear {
  fiscalYear: FiscalYearRow;
  report: ReportSummary | null;
  /** What stands in the way of 上报, while the report is the unit's to change; `null` otherwise. */
  submitBlockers: Blocker[] | null;
  /** Why the bureau sent it back, while it lies with the unit. */
  sentBack: { reason: string; by: string; at: Date } | null;
}

/** The home of a preparer: their units, and for each every year that it owes or has begun, with the state of its report. */
export async function loadDesk(): Promise<{ session: Session; units: DeskUnit[] }> {
  const session = await requireSession();
  const unitIds = unitIdsOf(session.actor);
  if (unitIds.length === 0) forbidden();
  const { id: districtId } = session.district;
  const [units, fiscalYears, summaries] = await Promise.all([
    listUnits(districtId),
    listFiscalYears(districtId),
    listReportSummaries(districtId, { unitIds }),
  ]);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const deskUnits = await Promise.all(
    unitIds
      .flatMap((unitId) => byId.get(unitId) ?? [])
      .map(async (unit) => ({
        unit,
        department: unit.parentId === null ? null : (byId.get(unit.parentId) ?? null),
        years: await Promise.all(
          fiscalYears
            .map((fiscalYear) => ({ fiscalYear, report: summaries.get(`${unit.id}:${fiscalYear.id}`) ?? null }))
            .filter(({ fiscalYear, report }) => report !== null || owesYear(unit, fiscalYear.year))
            .map(({ fiscalYear, report }) => deskYear(session, fiscalYear, report)),
        ),
      })),
  );
  return { session, units: deskUnits };
}

async function deskYear(session: Session, fiscalYear: FiscalYearRow, report: ReportSummary | null): Promise<DeskYear> {
  if (!report || !isEditable(report.version.status))
    return { fiscalYear, report, submitBlockers: null, sentBack: null };
  const { id: districtId } = session.district;
  const content = (await readContent(districtId, report.version.id))!;
  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  const model = modelOf(content, catalogues);
  const evaluation = evaluate(content, model);
  const submitBlockers = blockersOf(
    "submit",
    await readStepSubject(content, {
      evaluation,
      rareCharacters: await rareCharactersOf(content, catalogues, model),
      approval: null,
    }),
    { actorId: session.user.id },
  );
  const steps = report.version.status === "sentBack" ? await listSteps(districtId, report.version.id) : [];
  const last = steps.findLast(({ step }) => step === "sendBack");
  return {
    fiscalYear,
    report,
    submitBlockers,
    sentBack: last ? { reason: last.reason ?? "", by: last.by, at: last.at } : null,
  };
}

export interface QueueRow {
  unit: UnitRow;
  department: UnitRow | null;
  /** `null`: the unit has not begun. */
  report: ReportSummary | null;
}

/** The review queue of one year (the newest when none is given): every unit that owes the year, begun or not. */
export async function loadReviewQueue(filter: { year?: number } = {}): Promise<{
  session: Session;
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow | null;
  rows: QueueRow[];
  approvedWithoutText: string[];
  /** Whether another person publishes than the one who approved. */
  separatePublisher: boolean;
}> {
  const session = await requirePermission("queue.read");
  const { id: districtId } = session.district;
  const [units, years, { isSeparate: separatePublisher }] = await Promise.all([
    listUnits(districtId),
    listFiscalYears(districtId),
    readDuties(districtId),
  ]);
  const fiscalYear = (filter.year === undefined ? years[0] : years.find(({ year }) => year === filter.year)) ?? null;
  if (!fiscalYear) return { session, years, fiscalYear, rows: [], approvedWithoutText: [], separatePublisher };
  const summaries = await listReportSummaries(districtId, { fiscalYearId: fiscalYear.id });
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const rows = units
    .filter(
      (unit) =>
        unit.level === "unit" && (owesYear(unit, fiscalYear.year) || summaries.has(`${unit.id}:${fiscalYear.id}`)),
    )
    .map((unit) => ({
      unit,
      department: unit.parentId === null ? null : (byId.get(unit.parentId) ?? null),
      report: summaries.get(`${unit.id}:${fiscalYear.id}`) ?? null,
    }));
  return {
    session,
    years,
    fiscalYear,
    rows,
    approvedWithoutText: await listApprovedWithoutText(districtId, fiscalYear.id),
    separatePublisher,
  };
}

/** One version as the desk and the review desk show it. */
export interface ReportView extends ReportContent {
  session: Session;
  versions: VersionRow[];
  steps: WorkflowStep[];
  /** What this person may do with it, whatever stands in the way. */
  allowed: Action[];
  /** For every allowed step that the state permits: what stands in the way now; an empty list means nothing. */
  blockers: Partial<Record<TransitionName, Blocker[]>>;
  evaluation: Evaluation;
  /** What was approved or published; `null` while the version is neither, or nothing is stored of its approval. */
  decided: Snapshot | null;
}

/**
 * A unit's report of a year: the newest version, or the given one. 404 when it does not exist or may not be seen, so
 * that nobody learns from the answer which reports exist.
 */
export const loadReport = cache(async (unitCode: string, year: number, number?: number): Promise<ReportView> => {
  const session = await requireSession();
  const { id: districtId } = session.district;
  const versionId = await findVersionId(districtId, unitCode, year, number);
  const content = versionId === null ? null : await readContent(districtId, versionId);
  if (!content) notFound();
  const subject: ReportSubject = { districtId, unitId: content.unit.id, status: content.version.status };
  if (!can(session.actor, "report.read", subject)) notFound();

  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  const model = modelOf(content, catalogues);
  const evaluation = evaluate(content, model);
  const approved = await readApproval(content);
  const approval = approvalState(content, approved);
  const [versions, steps, stepSubject] = await Promise.all([
    listVersions(districtId, content.reportId),
    listSteps(districtId, content.version.id),
    readStepSubject(content, {
      evaluation,
      rareCharacters: isEditable(content.version.status) ? await rareCharactersOf(content, catalogues, model) : [],
      approval,
    }),
  ]);
  const decided =
    content.version.status === "published" ? await readDecidedSnapshot(content) : (approved?.snapshot ?? null);
  const blockers: ReportView["blockers"] = {};
  for (const step of transitionsFrom(content.version.status)) {
    if (!can(session.actor, actionOfTransition(step), subject)) continue;
    // The remark is typed in the dialog; the button is not held back for it.
    blockers[step] = blockersOf(step, stepSubject, { actorId: session.user.id }).filter(
      ({ code }) => code !== "reasonMissing",
    );
  }
  const allowed = actions.filter(
    (action) => permissionMatrix[action].on === "report" && can(session.actor, action, subject),
  );
  return { ...content, session, versions, steps, allowed, blockers, evaluation, decided };
});

/**
 * For actions: the session and the version, when the person may do `action` to it. With `personId`, only while that
 * person is the one signed in.
 *
 * @throws AppError notSignedIn, notFound (also for another unit's version the person may not even read), forbidden.
 */
export async function permittedVersion(
  action: Extract<Action, `report.${string}` | `comment.${string}` | `explanation.${string}`>,
  versionId: string,
  personId?: string,
): Promise<{ session: Session; context: VersionContext }> {
  const session = await sessionOrThrow();
  if (personId !== undefined && personId !== session.user.id)
    throw new AppError("notSignedIn", `edits of ${personId} under the session of ${session.user.username}`);
  const context = await findVersionContext(session.district.id, versionId);
  if (!context || !can(session.actor, "report.read", context))
    throw new AppError("notFound", `version ${versionId} for ${session.user.username}`);
  if (can(session.actor, action, context)) return { session, context };
  const couldBefore =
    permissionMatrix[action].on === "report" && can(session.actor, action, { ...context, status: "drafting" });
  throw new AppError(couldBefore ? "notEditable" : "forbidden", `${session.user.username}: ${action} on ${versionId}`);
}

/** What the unit changed since the report was last sent back; empty when it never was. */
export async function loadChangesSinceSentBack(versionId: string) {
  const { context } = await permittedVersion("report.read", versionId);
  const steps = await listSteps(context.districtId, versionId);
  const sentBack = steps.findLast(({ step }) => step === "sendBack");
  return sentBack ? listChangesSince(context.districtId, versionId, sentBack.at) : [];
}
