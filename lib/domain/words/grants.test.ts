import { describe, expect, it } from "vitest";
import { grantDifferenceText, isDifferent, isRoundedAlike, type GrantComparison } from "./grants";

const wan = 1_000_000;
const compared = (own: number | null, stated: number | null, lastDigit?: number): GrantComparison => ({
  fund: "generalPublicBudget",
  item: "2010301",
  own,
  stated,
  ...(lastDigit !== undefined && { lastDigit }),
});

describe("a grant beside the unit's own income", () => {
  it.each<[string, GrantComparison, "equal" | "rounded" | "different", string]>([
    ["the same amount", compared(433 * wan, 433 * wan), "equal", "—"],
    ["433.01万 of 4,330,120 元", compared(433_012_000, 433_010_000, 10_000), "rounded", "尾差 20.00"],
    ["433.01万 of 4,330,050 元", compared(433_005_000, 433_010_000, 10_000), "rounded", "尾差 -50.00"],
    ["433.01万 of 4,330,150.01 元", compared(433_015_001, 433_010_000, 10_000), "different", "50.01"],
    ["an exact statement", compared(433_012_000, 433_010_000), "different", "20.00"],
    ["no income of the unit", compared(null, 2_000, 10_000), "different", "-20.00"],
    ["no line of the statement", compared(2_000, null, 10_000), "different", "20.00"],
  ])("with %s", (_, each, expected, text) => {
    expect([isDifferent(each), isRoundedAlike(each)]).toEqual([expected === "different", expected === "rounded"]);
    expect(grantDifferenceText(each)).toBe(text);
  });
});
