import { describe, expect, it } from "vitest";
import { luozhuangPerformance } from "../testing/luozhuang-2021-performance";
import { performanceOf, storedPerformanceOf } from "./stored-performance";

describe("the stored form", () => {
  const stored = storedPerformanceOf(luozhuangPerformance);

  it("gives the same entry again", () => {
    expect(performanceOf(stored)).toEqual(luozhuangPerformance);
    expect(JSON.stringify(storedPerformanceOf(performanceOf(stored)))).toBe(JSON.stringify(stored));
  });
});
