import { describe, expect, it } from "vitest";
import { congressDayProblem } from "./congress-approval";

describe("the day of a congress decision", () => {
  it.each([
    ["2022-01-01", "2022-06-29", null],
    ["2022-06-29", "2022-06-29", null],
    ["2021-12-31", "2022-06-29", /年度结束之后/],
    ["2020-06-29", "2022-06-29", /年度结束之后/],
    ["2022-06-30", "2022-06-29", /还没有到/],
  ])("%s, looked at on %s: %s", (decidedOn, today, problem) => {
    const found = congressDayProblem(2021, decidedOn, today);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });
});
