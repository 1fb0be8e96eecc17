import "server-only";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { freezeDocument, type FrozenDocument } from "@/lib/domain/document/frozen-document";
import { onlyNamed, type OpenPoint } from "@/lib/domain/report/open-points";
import { blockersOf, openAt, type Blocker } from "@/lib/domain/report/blockers";
import { isEditable, transitionsFrom, type TransitionName } from "@/lib/domain/report/lifecycle";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { actions, declaredActions, type Action } from "@/lib/domain/report/actions";
import { actionOfTransition, can, partiesOf, type ReportSubject } from "@/lib/domain/report/permissions";
import { documentOf, evaluate, modelOf, rareCharactersOf, type Evaluation } from "@/lib/features/checks/data";
import { approvalState, readApproval, readDecidedSnapshot } from "@/lib/features/publication/data";
import type { Snapshot } from "@/lib/features/publication/schema";
import { recordDraftRead } from "@/lib/features/report-view/mutations";
import { listSteps, readStepSubject, type WorkflowStep } from "@/lib/features/report-steps/data";
import { requireSession, type Session } from "@/lib/features/session/loaders";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import {
  findVersionId,
  listVersions,
  readContent,
  type ReportContent,
  type VersionRow,
} from "@/lib/features/versions/data";

/** One version as the desk and the review desk show it. */
export interface ReportView extends ReportContent {
  session: Session;
  versions: VersionRow[];
  steps: WorkflowStep[];
  /** What this person may do with it, whatever stands in the way. */
  allowed: Action[];
  /** For every allowed step that the state permits: what stands in the way now; an empty list means nothing. */
  blockers: Partial<Record<TransitionName, Blocker[]>>;
  /** What is named before a step without being asked for. */
  named: Partial<Record<TransitionName, OpenPoint[]>>;
  evaluation: Evaluation;
  catalogues: Catalogues;
  /** Of the content as it stands. */
  model: ReportModel;
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
  const subject: ReportSubject = {
    districtId,
    unitId: content.unit.id,
    status: content.version.status,
    scope: content.scope,
  };
  if (!can(session.actor, "report.read", subject)) notFound();
  await recordDraftRead(session, content);

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
  const named: ReportView["named"] = {};
  for (const step of transitionsFrom(content.version.status)) {
    if (!can(session.actor, actionOfTransition(step), subject)) continue;
    // The remark is typed in the dialog; the button is not held back for it.
    named[step] = onlyNamed(openAt(step, stepSubject));
    const parties = partiesOf(session.actor, actionOfTransition(step), subject);
    blockers[step] = blockersOf(step, stepSubject, { parties }).filter(({ code }) => code !== "reasonMissing");
  }
  const allowed = actions.filter(
    (action) => declaredActions[action].on === "report" && can(session.actor, action, subject),
  );
  return { ...content, session, versions, steps, allowed, blockers, named, evaluation, catalogues, model, decided };
});

/** Leads an address by a code that the unit has in other years only to the same place by its code of the year. */
export function leadToOwnCode(
  area: "/desk" | "/review",
  unitCode: string,
  { unit, fiscalYear }: Pick<ReportView, "unit" | "fiscalYear">,
  search: Readonly<Record<string, string | string[] | undefined>>,
): void {
  if (unit.code === unitCode) return;
  const query = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  ).toString();
  permanentRedirect(`${area}/${unit.code}/${fiscalYear.year}${query && `?${query}`}`);
}

/**
 * What the bureau reads: what was approved or published as it was, whatever this release would write; otherwise what
 * stands now.
 */
export function shownReport(view: ReportView): { tables: PrintedTable[]; document: FrozenDocument } {
  const { decided, catalogues, model } = view;
  return {
    tables: decided?.tables ?? model.printedTables(),
    document: decided?.document ?? freezeDocument(documentOf(view, catalogues, model)),
  };
}
