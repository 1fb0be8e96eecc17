import { describe, expect, it } from "vitest";
import { isWaitingForCongress, type ReviewedReport } from "./waiting";

const reviewed: ReviewedReport = { status: "underReview", blocking: 0, openComments: 0, unsettledExplanations: 0 };

describe("a report that is reviewed", () => {
  it.each(["warn", "block"] as const)("waits for the congress where the district looks at that: %s", (demand) => {
    expect(isWaitingForCongress(reviewed, demand)).toBe(true);
  });

  it("does not where the congress has decided, or the district does not look at it", () => {
    expect(isWaitingForCongress(reviewed, null)).toBe(false);
    expect(isWaitingForCongress(reviewed, "ignore")).toBe(false);
  });

  it.each<Partial<ReviewedReport>>([
    { status: "submitted" },
    { status: "approved" },
    { blocking: 1 },
    { blocking: null },
    { openComments: 1 },
    { unsettledExplanations: 1 },
  ])("waits for somebody else first: %o", (change) => {
    expect(isWaitingForCongress({ ...reviewed, ...change }, "warn")).toBe(false);
  });
});
