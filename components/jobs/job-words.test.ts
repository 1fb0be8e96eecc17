import { describe, expect, it } from "vitest";
import { jobStateText, progressText } from "./job-words";

const counts = { waiting: 0, done: 0, leftOut: 0, failed: 0, cancelled: 0 };

describe("a job in words", () => {
  it("says while it goes on how far it is", () => {
    expect(progressText({ ...counts, waiting: 2, done: 1, leftOut: 1 })).toBe("已办 2 / 4，其中 1 个未办");
    expect(progressText({ ...counts, waiting: 2, done: 2 })).toBe("已办 2 / 4");
  });

  it("says at its end how many were done, and never that nothing is done", () => {
    expect(progressText({ ...counts, leftOut: 2, failed: 1 })).toBe("办成 0，未办 3");
    expect(progressText({ ...counts, done: 2, leftOut: 1 })).toBe("办成 2，未办 1");
    expect(progressText({ ...counts, done: 3 })).toBe("已办 3 / 3");
    expect(jobStateText({ state: "done", counts: { ...counts, leftOut: 3 } }).text).toBe("均未办成");
    expect(jobStateText({ state: "done", counts: { ...counts, done: 1, leftOut: 2 } }).text).toBe("已办完，有未办");
  });
});
