import { describe, expect, it } from "vitest";
import type { Blocker } from "./blockers";
import { nextStepOf } from "./next-step";

const all: Blocker[] = [
  { code: "refusedExplanations", findingKeys: ["L-10@x"], count: 1, step: "submit" },
  { code: "unexplainedFindings", count: 2 },
  { code: "blockingFindings", count: 3, step: "submit" },
  { code: "emptySheetNotStated", sheet: "balance", label: "结转结余" },
  { code: "invalidInputs", addresses: ["income:2010301::otherIncome"], count: 1 },
  { code: "unansweredComments", commentIds: ["a"], count: 1 },
];

describe("the next step", () => {
  it("is the first thing that everything else waits for, until only 上报 is left", () => {
    const labels: string[] = [];
    for (let left = all; ; left = left.slice(0, -1)) {
      labels.push(nextStepOf(left)!.label);
      if (left.length === 0) break;
    }
    expect(labels).toEqual([
      "答复 1 条审核意见",
      "改正 1 处无效内容",
      "填写：结转结余",
      "改正 3 条未通过的审核",
      "说明 2 条审核结果",
      "修改 1 条未被认可的说明",
      "核对并上报",
    ]);
  });

  it("leads to the place where it is done", () => {
    expect(nextStepOf([all[3]!])!.place).toEqual({ view: "balance" });
    expect(nextStepOf([all[4]!])!.place).toEqual({ view: "income" });
    expect(nextStepOf([all[5]!])!.place).toEqual({ tab: "comments" });
  });

  it("is none where the year's format has left the installation", () => {
    expect(nextStepOf([{ code: "formatMissing", year: 2019, tableSetId: "fy2019" }])).toBeNull();
  });
});
