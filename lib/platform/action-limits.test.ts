import { describe, expect, it } from "vitest";
import { isWithinLimit } from "@/lib/platform/action-limits";

const limit = { calls: 3, seconds: 10 };

describe("the limit of an action", () => {
  it("counts one person's calls of one action, until the time is over", () => {
    const call = (person: string, at: number, action = "readUploadAction") => isWithinLimit(action, person, limit, at);
    expect([0, 1, 2, 3, 9_999].map((at) => call("wang", at))).toEqual([true, true, true, false, false]);
    expect(call("li", 5)).toBe(true);
    expect(call("wang", 5, "readLedgerAction")).toBe(true);
    expect(call("wang", 10_000)).toBe(true);
  });
});
