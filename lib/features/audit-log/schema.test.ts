import { expect, it } from "vitest";
import { wrongDays } from "./schema";

it.each([
  ["2026-13-45", "", ["2026-13-45"]],
  ["2026-02-30", "昨天", ["2026-02-30", "昨天"]],
  ["2026-02-28", "", []],
])("of the days %s and %s these are none: %j", (from, to, wrong) => {
  expect(wrongDays({ from, to })).toEqual(wrong);
});
