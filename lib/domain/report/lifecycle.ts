/**
 * The life of a report version: its states, and the one table of steps between them.
 *
 * drafting → submitted → underReview → sentBack (→ submitted …) → approved → published. An approval may be withdrawn
 * before publication; a published version never changes again: a correction opens a new version beside it.
 */

export const versionStatuses = ["drafting", "submitted", "underReview", "sentBack", "approved", "published"] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export const versionStatusLabels: Record<VersionStatus, string> = {
  drafting: "填报中",
  submitted: "已上报",
  underReview: "审核中",
  sentBack: "已退回",
  approved: "已批复",
  published: "已公开",
};

/** A report that a unit has not opened yet has no version; queues show it under this label. */
export const notOpenedLabel = "未开始";

/** What a step demands beyond its state and the permission; `blockersOf` (blockers.ts) turns each into reasons. */
export type Requirement =
  | "formatInstalled"
  | "yearOwed"
  | "totalCurrent"
  | "fiscalYearOpen"
  | "inputsValid"
  | "freshChecks"
  | "noBlockingFindings"
  | "findingsExplained"
  | "noRefusedExplanations"
  | "emptySheetsStated"
  | "figuresGiven"
  | "textsWritten"
  | "printable"
  | "commentsAnswered"
  | "commentsResolved"
  | "openPointsConfirmed"
  | "congressDecided"
  | "pointsSigned"
  | "reason"
  | "fourEyes"
  | "separatePublisher"
  | "otherThanApprover"
  | "noLetterInForce"
  | "unitPublishes"
  | "contentUnchanged"
  | "noVersionInWork";

export interface Transition {
  /** The verb on the button. */
  label: string;
  from: readonly VersionStatus[];
  to: VersionStatus;
  requires: readonly Requirement[];
}

export const transitions = {
  submit: {
    label: "上报",
    from: ["drafting", "sentBack"],
    to: "submitted",
    requires: [
      "formatInstalled",
      "yearOwed",
      "totalCurrent",
      "fiscalYearOpen",
      "inputsValid",
      "freshChecks",
      "noBlockingFindings",
      "findingsExplained",
      "noRefusedExplanations",
      "emptySheetsStated",
      "figuresGiven",
      "textsWritten",
      "printable",
      "commentsAnswered",
    ],
  },
  withdraw: { label: "撤回", from: ["submitted"], to: "drafting", requires: [] },
  beginReview: { label: "开始审核", from: ["submitted"], to: "underReview", requires: [] },
  /**
   * From approved, too: what turns out wrong before publication must not be published, nor be stuck. Who approved does
   * not take it back alone.
   */
  sendBack: {
    label: "退回",
    from: ["submitted", "underReview", "approved"],
    to: "sentBack",
    requires: ["reason", "otherThanApprover", "noLetterInForce"],
  },
  /** Asks again for what is given: a report may have been submitted before it was asked for. */
  approve: {
    label: "批复",
    from: ["underReview"],
    to: "approved",
    requires: [
      "formatInstalled",
      "yearOwed",
      "totalCurrent",
      "emptySheetsStated",
      "figuresGiven",
      "noBlockingFindings",
      "noRefusedExplanations",
      "commentsResolved",
      "congressDecided",
      "pointsSigned",
      "fourEyes",
      "openPointsConfirmed",
    ],
  },
  /** Back to where it was approved from; what was approved stays readable. */
  withdrawApproval: {
    label: "撤销批复",
    from: ["approved"],
    to: "underReview",
    requires: ["reason", "fourEyes", "otherThanApprover", "noLetterInForce"],
  },
  publish: {
    label: "公开",
    from: ["approved"],
    to: "published",
    requires: [
      "formatInstalled",
      "yearOwed",
      "noRefusedExplanations",
      "commentsResolved",
      "fourEyes",
      "separatePublisher",
      "unitPublishes",
      "contentUnchanged",
      "openPointsConfirmed",
    ],
  },
  /** Leaves the published version as it is; `to` is the state of the new version. */
  correct: {
    label: "更正",
    from: ["published"],
    to: "drafting",
    requires: ["formatInstalled", "reason", "noVersionInWork"],
  },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

export const transitionNames = Object.keys(transitions) as TransitionName[];

/** The first event of a version, which no transition leads to. */
export const openStep = { name: "open", label: "开始填报" } as const;

/** The declaration of a step, with its literal types widened. */
export function transitionOf(name: TransitionName): Transition {
  return transitions[name];
}

/**
 * Steps whose state allows them, in the order of the table; whether anything else stands in the way is for
 * `blockersOf`.
 */
export function transitionsFrom(status: VersionStatus): TransitionName[] {
  return transitionNames.filter((name) => transitionOf(name).from.includes(status));
}

/** Whether the unit may write the version's figures and texts. The database refuses them otherwise, too. */
export function isEditable(status: VersionStatus): boolean {
  return status === "drafting" || status === "sentBack";
}

/** The bureau has approved it, and perhaps published it: what it was judged by stays as it was. */
export function isDecided(status: VersionStatus): boolean {
  return status === "approved" || status === "published";
}

/**
 * The state of a report in words, from its newest version. What is published stays published while a correction is
 * prepared beside it: 已公开（更正中）, 已公开（更正审核中）.
 */
export function reportLabel(
  { status, round }: { status: VersionStatus; round: number },
  publishedNumber: number | null,
): string {
  if (publishedNumber === null || status === "published") return statusLabel(status, round);
  return `${versionStatusLabels.published}（更正${status === "drafting" ? "中" : versionStatusLabels[status]}）`;
}

/** A returned report that was submitted again (退回后重报) is told apart by its round. */
export function statusLabel(status: VersionStatus, round: number): string {
  return status === "submitted" && round > 1 ? `退回后重报（第${round}次）` : versionStatusLabels[status];
}
