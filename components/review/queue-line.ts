import type { Tone } from "@/components/ui/badge";
import { waitingForCongressLabel } from "@/lib/domain/decision/waiting";
import {
  notOpenedLabel,
  reportLabel,
  transitionOf,
  versionStatusLabels,
  type VersionStatus,
} from "@/lib/domain/report/lifecycle";
import type { QueueState } from "@/lib/domain/report/review-queue";
import { departmentNoun, type ReportScope } from "@/lib/domain/words/report-identity";
import type { QueueRow } from "@/lib/features/queue/data";
import { bulkSteps, type BulkStep } from "@/lib/features/background-jobs/schema";
import { formatDate } from "@/lib/domain/words/moments";

/** A report of the queue, as its table reads it. */
export interface QueueLine {
  unitId: string;
  unitCode: string;
  unitName: string;
  departmentId: string | null;
  departmentName: string;
  /** `null`: nothing is begun. */
  href: string | null;
  status: VersionStatus | "notOpened";
  statusLabel: string;
  tone: Tone;
  round: number;
  /** Until when it is owed, or how late it is; empty where it is there. */
  due: string;
  isLate: boolean;
  isSoonLate: boolean;
  checks: string;
  openComments: number;
  submittedOn: string;
  /** Who reviews it; empty where nobody does. */
  reviewer: string;
  /** What others did since one was last here. */
  news: string[];
}

const tones: Record<QueueState, Tone> = {
  notOpened: "neutral",
  drafting: "neutral",
  submitted: "active",
  underReview: "active",
  forCongress: "active",
  sentBack: "warn",
  approved: "done",
  published: "done",
};

/** A row of the queue in words. */
export function queueLineOf(row: QueueRow, href: string, reviewerNames: ReadonlyMap<string, string>): QueueLine {
  const { unitId, unitCode, departmentId, level, status, state, round, reviewerId, openComments } = row;
  return {
    unitId,
    unitCode,
    unitName: level === "department" ? `${row.unitName}（${departmentNoun}）` : row.unitName,
    departmentId,
    departmentName: row.departmentName ?? "",
    href: status === null ? null : href,
    status: status ?? "notOpened",
    statusLabel:
      state === "forCongress"
        ? waitingForCongressLabel
        : status === null
          ? notOpenedLabel
          : reportLabel({ status, round }, row.publishedNumber),
    tone: tones[state],
    round,
    due: dueText(row),
    isLate: row.isLate,
    isSoonLate: row.isSoonLate,
    checks: checksText(row),
    openComments,
    submittedOn: row.submittedAt === null ? "" : formatDate(new Date(row.submittedAt)),
    reviewer: reviewerId === null ? "" : (reviewerNames.get(reviewerId) ?? ""),
    news: newsOf(row),
  };
}

function checksText({ status, blocking, explain }: QueueRow): string {
  if (status === null) return "";
  if (blocking === null) return "尚未审核";
  const parts = [blocking > 0 ? `必须改正 ${blocking}` : "", explain ? `需要说明 ${explain}` : ""].filter(Boolean);
  return parts.length === 0 ? "全部通过" : parts.join("，");
}

function dueText({ dueOn, daysLeft, isLate, isSoonLate }: QueueRow): string {
  if (daysLeft === null) return "";
  if (isLate) return `逾期 ${-daysLeft} 天`;
  if (isSoonLate) return daysLeft === 0 ? "今天截止" : `还有 ${daysLeft} 天`;
  return dueOn.replaceAll("-", "/");
}

function newsOf({ newStep, newComments, isNewlyMine, status }: QueueRow): string[] {
  return [
    ...(newStep !== null && status !== null ? [versionStatusLabels[status]] : []),
    ...(newComments > 0 ? [`${newComments} 条新意见`] : []),
    ...(isNewlyMine ? ["分配给您"] : []),
  ];
}

/** How many units and departments there are: 13 个单位, or 15 个单位、1 个部门. */
export function countText({ units, departments }: { units: number; departments: number }): string {
  return [
    ...(units > 0 || departments === 0 ? [`${units} 个单位`] : []),
    ...(departments > 0 ? [`${departments} 个部门`] : []),
  ].join("、");
}

/** The same of a list. */
export function countOf(lines: readonly { scope: ReportScope }[]): string {
  const departments = lines.filter(({ scope }) => scope === "department").length;
  return countText({ units: lines.length - departments, departments });
}

/** The step of many that a state allows. */
export function bulkStepFrom(status: QueueLine["status"]): BulkStep | null {
  return bulkSteps.find((step) => transitionOf(step).from.some((from) => from === status)) ?? null;
}
