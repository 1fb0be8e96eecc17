import { waitingForCongressLabel } from "@/lib/domain/decision/waiting";
import { daysUntil } from "@/lib/domain/register/days";
import { blockerSentence, exemptionOf, publicationBlockersInLists } from "@/lib/domain/report/blockers";
import {
  isEditable,
  notOpenedLabel,
  reportLabel,
  transitionOf,
  type VersionStatus,
} from "@/lib/domain/report/lifecycle";
import { departmentNoun, type ReportScope } from "@/lib/domain/words/report-identity";
import { bulkSteps, type BulkStep } from "@/lib/features/background-jobs/schema";
import type { QueueRow } from "@/lib/features/queue/loaders";

/** A unit of the review queue, as its table and the steps of many read it. */
export interface QueueLine {
  unitCode: string;
  unitName: string;
  departmentName: string;
  /** Whose accounts they are: a department's are counted beside those of units. */
  scope: ReportScope;
  status: VersionStatus | "notOpened";
  statusLabel: string;
  /** Reviewed, and the congress has not decided (待人大批准). */
  waitsForCongress: boolean;
  /** Some version is public, whatever becomes of the newest one. */
  isPublished: boolean;
  round: number;
  isLate: boolean;
  /** Days from the deadline to now, while the unit still owes the report. */
  daysLate: number;
  /** Of the last run; `null` when the checks have not run. */
  blocking: number | null;
  explain: number | null;
  openComments: number;
  /** ISO 8601. */
  submittedAt: string | null;
  /** What a step of many would be taken of; `null` where nothing is opened. */
  version: { versionId: string; revision: number } | null;
  /** What a list knows to stand in the way of the step that the state allows; the rest is asked when its turn comes. */
  obstacles: string[];
  /** The approval was taken by a release that kept no text. */
  isWithoutText: boolean;
}

interface Moment {
  deadline: Date;
  now: Date;
}

interface Deciding {
  /** The person, and whom they stand in for in steps of many. */
  parties: readonly string[];
  separatePublisher: boolean;
  /** Versions whose approval kept no text. */
  approvedWithoutText: ReadonlySet<string>;
}

/** A row of the queue as its screen takes it, for the person who looks. */
export function queueLineOf(
  { unit, department, report, waitsForCongress }: QueueRow,
  at: Moment,
  deciding: Deciding,
): QueueLine {
  const version = report?.version;
  const publishedNumber = report?.publishedNumber ?? null;
  const daysPast = Math.max(0, -daysUntil(at.deadline, at.now));
  // A correction in work is not late: the unit's accounts were on time. Who need not publish has to report all the same.
  const isOwed = unit.isOwing && publishedNumber === null && (!version || isEditable(version.status));
  const openComments = report?.openComments ?? 0;
  return {
    unitCode: unit.code,
    unitName: unit.level === "department" ? `${unit.name}（${departmentNoun}）` : unit.name,
    departmentName: department?.name ?? "",
    scope: unit.level,
    status: version?.status ?? "notOpened",
    statusLabel: waitsForCongress
      ? waitingForCongressLabel
      : version
        ? reportLabel(version, publishedNumber)
        : notOpenedLabel,
    waitsForCongress,
    isPublished: publishedNumber !== null,
    round: version?.round ?? 0,
    isLate: isOwed && daysPast > 0,
    daysLate: isOwed ? daysPast : 0,
    blocking: version?.checks?.blocking ?? null,
    explain: version?.checks?.explain ?? null,
    openComments,
    submittedAt: version?.submittedAt?.toISOString() ?? null,
    version: version ? { versionId: version.id, revision: version.revision } : null,
    obstacles: version ? obstaclesOf(unit, version, openComments, deciding) : [],
    isWithoutText: version !== undefined && deciding.approvedWithoutText.has(version.id),
  };
}

/** How many units and departments there are in lines of the queue: 13 个单位, or 15 个单位、1 个部门. */
export function countOf(lines: readonly Pick<QueueLine, "scope">[]): string {
  const departments = lines.filter(({ scope }) => scope === "department").length;
  const units = lines.length - departments;
  return [
    ...(units > 0 || departments === 0 ? [`${units} 个单位`] : []),
    ...(departments > 0 ? [`${departments} 个部门`] : []),
  ].join("、");
}

/** The step of many that a state allows. */
export function bulkStepFrom(status: QueueLine["status"]): BulkStep | null {
  return bulkSteps.find((step) => transitionOf(step).from.some((from) => from === status)) ?? null;
}

function obstaclesOf(
  unit: QueueRow["unit"],
  { status, approvedById, approvedForId }: NonNullable<QueueRow["report"]>["version"],
  openComments: number,
  { parties, separatePublisher }: Deciding,
): string[] {
  const step = bulkStepFrom(status);
  if (step === null || step === "beginReview") return [];
  const subject = { approvedById, approvedForId, separatePublisher, exemption: exemptionOf(unit) };
  return [
    ...(step === "publish" ? publicationBlockersInLists(subject, parties).map(blockerSentence) : []),
    ...(openComments > 0 ? [`还有${openComments}条意见或提问没有了结，请在审核页面办理或确认。`] : []),
  ];
}

/**
 * Which of the lines a step can be taken of, and why not of the others: first those that only something else keeps from
 * it.
 */
export function standingOf(
  step: BulkStep,
  lines: readonly QueueLine[],
): { ready: QueueLine[]; excluded: { line: QueueLine; reason: string }[] } {
  const inState = lines.filter(({ status }) => bulkStepFrom(status) === step);
  const others = lines.filter((line) => !inState.includes(line));
  return {
    ready: inState.filter(({ obstacles }) => obstacles.length === 0),
    excluded: [
      ...inState
        .filter(({ obstacles }) => obstacles.length > 0)
        .map((line) => ({ line, reason: line.obstacles.join("") })),
      ...others.map((line) => ({ line, reason: `${line.statusLabel}。` })),
    ],
  };
}
