import { isFormatId } from "@/lib/domain/formats/format-of";
import type { RareCharacter } from "@/lib/domain/words/rare-characters";
import { blockerSentence, blockersOf, exemptionOf, openAt, type StepSubject } from "@/lib/domain/report/blockers";
import { onlyNamed, openPointLines, type OpenPoint } from "@/lib/domain/report/open-points";
import type { TransitionName, VersionStatus } from "@/lib/domain/report/lifecycle";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import {
  evaluate,
  invalidInputs,
  modelOf,
  rareCharactersOf,
  unstatedEmptySheets,
  type Evaluation,
} from "@/lib/features/checks/data";
import { approvalState, readApproval, type Approval, type ApprovalState } from "@/lib/features/publication/data";
import { confirmedSchema } from "@/lib/features/report-steps/schema";
import { missingSignOffs } from "@/lib/features/point-answers/data";
import { namesOf } from "@/lib/features/users/data";
import { actorLabel } from "@/lib/domain/report/deputies";
import { readContent, type ReportContent } from "@/lib/features/versions/data";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

export interface WorkflowStep {
  step: string;
  fromStatus: VersionStatus | null;
  toStatus: VersionStatus;
  reason: string | null;
  /** What was open and the person went on with. */
  confirmed: readonly OpenPoint[];
  round: number;
  /** With the name of the absent person that they stood in for. */
  by: string;
  at: Date;
}

/** The steps of a version, oldest first. */
export async function listSteps(districtId: string, versionId: string): Promise<WorkflowStep[]> {
  const events = await db().workflowEvent.findMany({
    where: { districtId, versionId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    districtId,
    events.flatMap(({ actorId, onBehalfOfId }) => [actorId, onBehalfOfId]),
  );
  return events.map(({ step, fromStatus, toStatus, reason, confirmed, round, actorId, onBehalfOfId, at }) => ({
    step,
    fromStatus,
    toStatus,
    reason,
    confirmed: readStored(confirmedSchema, confirmed, `confirmed points of version ${versionId}`),
    round,
    by: actorLabel(names.get(actorId) ?? "", onBehalfOfId && (names.get(onBehalfOfId) ?? "")),
    at,
  }));
}

/** What is computed from a content for a decision; `null` where the step in question does not look at it. */
export interface Computed {
  evaluation: Evaluation | null;
  rareCharacters: readonly RareCharacter[];
  approval: ApprovalState | null;
}

/** What `blockersOf` decides on: the content, what was computed from it, and what else is stored about the version. */
export async function readStepSubject(
  content: ReportContent,
  { evaluation, rareCharacters, approval }: Computed,
  client: Prisma.TransactionClient = db(),
): Promise<StepSubject> {
  const { version, fiscalYear, reportId, district } = content;
  const districtId = district.id;
  const contributions = await client.$queryRaw<StepSubject["contributions"][number][]>`
    SELECT user_id AS "userId", part FROM version_contributions(${districtId}::uuid, ${version.id}::uuid) ORDER BY part, user_id`;
  const threads = await client.comment.findMany({
    where: { districtId, versionId: version.id, parentId: null, resolvedAt: null, kind: { not: "note" } },
    select: {
      id: true,
      kind: true,
      needsAnswer: true,
      isBlocking: true,
      replies: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { isFromBureau: true }, take: 1 },
    },
    orderBy: { createdAt: "asc" },
  });
  const inWork = await client.reportVersion.findFirst({
    where: { districtId, reportId, status: { not: "published" } },
    select: { number: true },
  });
  const inForce = await client.approvalLetterReport.findMany({
    where: { districtId, versionId: version.id, status: { in: ["issued", "received"] } },
    select: { letter: { select: { number: true, content: true } } },
    orderBy: [{ kind: "desc" }, { letterId: "asc" }],
  });
  const congress = await readCongressApproval(districtId, fiscalYear.id, client);
  const openPoints = (kind: OpenPoint["kind"], ids: readonly string[]) => ids.map((id): OpenPoint => ({ kind, id }));
  const idsOf = (kind: "review" | "question") =>
    threads.filter((thread) => thread.kind === kind && !thread.isBlocking).map(({ id }) => id);
  return {
    status: version.status,
    revision: version.revision,
    fiscalYear: {
      year: fiscalYear.year,
      isOpen: fiscalYear.stage === "open",
      tableSetId: fiscalYear.tableSetId,
    },
    invalidInputs: invalidInputs(content),
    checks: evaluation && {
      revision: version.revision,
      blocking: evaluation.blocking,
      unexplained: evaluation.unexplained.length,
    },
    refusedFindings: evaluation?.refused ?? [],
    unstatedEmptySheets: isFormatId(fiscalYear.tableSetId) ? unstatedEmptySheets(content) : [],
    blankFigures: evaluation?.blankFigures ?? [],
    missingTexts: evaluation?.missingTexts ?? [],
    rareCharacters,
    // The unit has the last word in a thread that needs an answer; a further question of the bureau needs a further
    // answer.
    unansweredComments: threads
      .filter(({ needsAnswer, replies }) => needsAnswer && replies[0]?.isFromBureau !== false)
      .map(({ id }) => id),
    unresolvedComments: threads.filter(({ isBlocking }) => isBlocking).map(({ id }) => id),
    openPoints: [
      ...openPoints("unexplainedFinding", evaluation?.unexplained ?? []),
      ...openPoints("unjudgedExplanation", evaluation?.unjudged ?? []),
      ...openPoints("openComment", idsOf("review")),
      ...openPoints("openQuestion", idsOf("question")),
      ...openPoints("approvedWithoutText", approval && !approval.isStored ? [version.id] : []),
    ],
    contributions,
    approvedById: version.approvedById,
    approvedForId: version.approvedForId,
    separatePublisher: district.separatePublisher,
    congressDemand: demandOf(congress, fiscalYear.rule),
    missingSignOffs: await missingSignOffs(content, client),
    // A department owes nothing itself: it has accounts of a year in which units of it have.
    isOwing: content.scope === "department" || content.unit.isOwing,
    outdatedParts: content.taken?.outdated ?? [],
    exemption: exemptionOf(content.unit),
    inputs: { approved: approval?.approved ?? null, current: approval?.current ?? null },
    lettersInForce: inForce.map(({ letter: { number, content } }) => ({
      number: number!,
      issuer: (content as { issuer: string }).issuer,
    })),
    versionInWork: inWork?.number ?? null,
  };
}

/** What one step of a report is decided on, with what is computed for it. */
export interface StepInWork {
  subject: StepSubject;
  /** `null` where the step computes nothing, or the year's format has left the installation. */
  model: ReportModel | null;
  evaluation: Evaluation | null;
  approval: Approval | null;
}

/** Computes what a step needs of a content, and no more. */
export async function subjectOfStep(
  step: TransitionName,
  content: ReportContent,
  catalogues: Catalogues,
  client: Prisma.TransactionClient = db(),
): Promise<StepInWork> {
  const isComputed = step === "submit" || step === "approve" || step === "publish";
  // Without the year's format there is no model; `blockersOf` names it.
  const model = isComputed && isFormatId(content.fiscalYear.tableSetId) ? modelOf(content, catalogues) : null;
  const evaluation = model && evaluate(content, model);
  const rareCharacters = step === "submit" && model ? await rareCharactersOf(content, catalogues, model) : [];
  const approval = await readApproval(content, client);
  const computed = { evaluation, rareCharacters, approval: approvalState(content, approval) };
  return { subject: await readStepSubject(content, computed, client), model, evaluation, approval };
}

/** What would become of a step of one report, taken by a person now. */
export interface StepForecast {
  versionId: string;
  /** Everything that stands in its way; empty when nothing does. */
  reasons: string[];
  /** What is named with it without being asked for. */
  named: string[];
}

/**
 * What would become of a step of many reports. Approvals that kept no text are confirmed for all of them at once: they
 * are no reason here. Versions of another district are left out.
 */
export async function forecastStep(
  districtId: string,
  parties: readonly string[],
  step: TransitionName,
  versionIds: readonly string[],
): Promise<StepForecast[]> {
  const forecasts: StepForecast[] = [];
  for (const versionId of versionIds) {
    const content = await readContent(districtId, versionId);
    if (!content) continue;
    const { subject } = await subjectOfStep(step, content, await readCatalogues(content.fiscalYear.catalogueId));
    const confirmed: OpenPoint[] = [{ kind: "approvedWithoutText", id: versionId }];
    forecasts.push({
      versionId,
      reasons: blockersOf(step, subject, { parties, confirmed }).map(blockerSentence),
      named: openPointLines(onlyNamed(openAt(step, subject))),
    });
  }
  return forecasts;
}
