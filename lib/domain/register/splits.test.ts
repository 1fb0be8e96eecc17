import { describe, expect, it } from "vitest";
import { factKey } from "../words/fact-address";
import type { UnitEvent } from "./register";
import { splitFunds, splitsOf } from "./splits";

const split: UnitEvent = {
  id: "e",
  kind: "split",
  effectiveOn: "2022-01-01",
  document: { number: "罗编〔2021〕30号", date: "2021-12-01" },
  predecessors: ["old"],
  successors: [
    { unitId: "old", share: 6667 },
    { unitId: "new", share: 3333 },
  ],
  finalReport: "ownFinalReport",
};
const opening = (fund: "generalPublicBudget" | "governmentFund", row: string) =>
  factKey("balance", row, fund, "opening");
const closings = new Map([
  [opening("generalPublicBudget", "generalPublicBudget"), 20_00],
  [opening("governmentFund", "2120803"), 1],
  [opening("governmentFund", "2120804"), 1],
  [factKey("agencyOperatingCost", "total", "", "lastYear"), 500],
]);

describe("a split", () => {
  it("is one of the unit that was divided and of those that came from it, in the year that opens with the parts", () => {
    const register = { periods: [], events: [{ ...split, kind: "merge" as const }, split] };
    for (const unitId of ["old", "new"])
      expect(splitsOf(register, unitId)).toEqual([{ event: split, predecessorId: "old", year: 2022 }]);
    expect(splitsOf(register, "other")).toEqual([]);
  });

  it("divides every balance to the fen; what nobody has opened with is left", () => {
    const [general, fund, ...others] = splitFunds({ event: split }, closings, (unitId) => unitId === "old");
    expect(others).toEqual([]);
    expect(general).toEqual({
      fund: "generalPublicBudget",
      closing: 20_00,
      parts: [
        { unitId: "old", amount: 13_33 },
        { unitId: "new", amount: 6_67 },
      ],
      taken: 13_33,
      rest: 6_67,
    });
    // Each 项 is divided by itself: a fen goes to the larger share.
    expect(fund).toMatchObject({ closing: 2, parts: [{ amount: 2 }, { amount: 0 }], rest: 0 });
    for (const { closing, parts } of [general!, fund!])
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(closing);
    expect(splitFunds({ event: split }, closings, () => false)[0]).toMatchObject({ taken: 0, rest: 20_00 });
    expect(splitFunds({ event: split }, new Map(), () => true)).toEqual([]);
  });
});
