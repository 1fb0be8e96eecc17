import type { CongressDemand } from "./decision-rule";

/** 待人大批准: reviewed, and the people's congress has not decided. */
export const waitingForCongressLabel = "待人大批准";

export interface ReviewedReport {
  status: string;
  /** Findings that have to be corrected, of the last run; `null` when the checks have not run. */
  blocking: number | null;
  /** Comments and questions that nobody has closed. */
  openComments: number;
  /** Explanations that the bureau has not accepted. */
  unsettledExplanations: number;
}

/**
 * Whether a report waits for the people's congress and for nobody else: it is under review, nothing of it is open, and no
 * decision on its year is recorded, although the district looks at that.
 *
 * @param demand of the year's rule while no decision is recorded; `null` once there is one.
 */
export function isWaitingForCongress(
  { status, blocking, openComments, unsettledExplanations }: ReviewedReport,
  demand: CongressDemand | null,
): boolean {
  if (demand === null || demand === "ignore" || status !== "underReview") return false;
  return blocking === 0 && openComments === 0 && unsettledExplanations === 0;
}
