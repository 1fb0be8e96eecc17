import { describe, expect, it } from "vitest";
import { dayText, yearOrDayText } from "./days";

describe("a day in words", () => {
  it("is a day, on the first of the year too", () => {
    expect(dayText("2021-01-01")).toBe("2021年1月1日");
    expect(dayText("2022-07-01")).toBe("2022年7月1日");
  });

  it("is the year where what begins on its first day holds for the whole of it", () => {
    expect(yearOrDayText("2021-01-01")).toBe("2021年");
    expect(yearOrDayText("2021-01-02")).toBe("2021年1月2日");
  });
});
