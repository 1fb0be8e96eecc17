import { isFormatId } from "@/lib/domain/formats/format-of";
import type { RareCharacter } from "@/lib/domain/words/rare-characters";
import { exemptionOf, type StepSubject } from "@/lib/domain/report/blockers";
import type { OpenPoint } from "@/lib/domain/report/open-points";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import { invalidInputs, unstatedEmptySheets, type Evaluation } from "@/lib/features/checks/data";
import type { ApprovalState } from "@/lib/features/publication/data";
import { confirmedSchema } from "@/lib/features/report-steps/schema";
import { namesOf } from "@/lib/features/users/data";
import type { ReportContent } from "@/lib/features/versions/data";
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
    events.map(({ actorId }) => actorId),
  );
  return events.map(({ step, fromStatus, toStatus, reason, confirmed, round, actorId, at }) => ({
    step,
    fromStatus,
    toStatus,
    reason,
    confirmed: readStored(confirmedSchema, confirmed, `confirmed points of version ${versionId}`),
    round,
    by: names.get(actorId) ?? "",
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
    separatePublisher: district.separatePublisher,
    congressDemand: demandOf(congress, fiscalYear.rule),
    isOwing: content.unit.isOwing,
    exemption: exemptionOf(content.unit),
    inputs: { approved: approval?.approved ?? null, current: approval?.current ?? null },
    versionInWork: inWork?.number ?? null,
  };
}
