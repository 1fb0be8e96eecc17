/** What the bureau's queue is narrowed to and put in order by. */
import { waitingForCongressLabel } from "../decision/waiting";
import { notOpenedLabel, versionStatusLabels, type VersionStatus } from "./lifecycle";

/** Where a report of the queue stands; each is at one place, so that their counts add up. */
export type QueueState = "notOpened" | VersionStatus | "forCongress";

/** In the order of the work: what waits for the bureau stands in the middle. */
export const queueStateLabels: Readonly<Record<QueueState, string>> = {
  notOpened: notOpenedLabel,
  drafting: versionStatusLabels.drafting,
  sentBack: versionStatusLabels.sentBack,
  submitted: versionStatusLabels.submitted,
  underReview: versionStatusLabels.underReview,
  forCongress: waitingForCongressLabel,
  approved: versionStatusLabels.approved,
  published: versionStatusLabels.published,
};
export const queueStates = Object.keys(queueStateLabels) as [QueueState, ...QueueState[]];

/** What is said of some reports beside their state. */
export const queueMarkLabels = {
  late: "逾期未报",
  soonLate: "即将逾期",
  changed: "有变化",
  findings: "有未过审核",
  comments: "有未决意见",
  resubmitted: "退回后重报",
  corrected: "更正中",
} as const;
export type QueueMark = keyof typeof queueMarkLabels;
export const queueMarks = Object.keys(queueMarkLabels) as [QueueMark, ...QueueMark[]];

export const queueOrderLabels = {
  department: "主管部门",
  state: "状态",
  findings: "未过审核",
  submitted: "上报时间",
  changed: "最近变化",
} as const;
export type QueueOrder = keyof typeof queueOrderLabels;
export const queueOrders = Object.keys(queueOrderLabels) as [QueueOrder, ...QueueOrder[]];

/** A report that is owed and not there is soon late in the last days before its deadline, today among them. */
export const SOON_LATE_DAYS = 7;

/** Who comes back to the queue later than this has been away: what happened meanwhile is new to them. In minutes. */
export const AWAY_MINUTES = 30;
