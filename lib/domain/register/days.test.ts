import { describe, expect, it } from "vitest";
import { daysBetween, daysUntil, dayText, yearOrDayText } from "./days";

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

describe("days between", () => {
  // The end of 29 November 2026 in China; a server's own clock zone may be another.
  const deadline = new Date("2026-11-29T23:59:59+08:00");

  it.each([
    ["2026-11-28T23:59:00+08:00", 1],
    ["2026-11-29T00:01:00+08:00", 0],
    ["2026-11-29T23:59:00+08:00", 0],
    ["2026-11-30T00:01:00+08:00", -1],
    ["2026-11-30T05:25:00+08:00", -1],
    ["2026-12-29T07:59:00+08:00", -30],
  ])("at %s the deadline is %i days away, in the days of the district", (now, days) => {
    expect(daysUntil(deadline, new Date(now))).toBe(days);
  });

  it.each([
    ["2022-12-31", "2023-01-01", 1],
    ["2024-02-28", "2024-03-01", 2],
    ["2022-07-01", "2022-07-01", 0],
    ["2022-07-02", "2022-07-01", -1],
  ])("from %s to %s are %i", (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});
