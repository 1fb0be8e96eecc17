import { expect, it } from "vitest";
import { daysUntil } from "./format-date";

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
