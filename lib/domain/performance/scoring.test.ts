import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directions } from "./entries";
import { executionScore, formatScore, gradeLabel, gradeOf, isInBand, scoreByFormula } from "./scoring";
import { formatOf } from "../formats/format-of";

const indicator = { direction: "atLeast", target: "10", actual: "10", unit: "", weight: 6_00 } as const;
const score = (change: Partial<Parameters<typeof scoreByFormula>[0]>) => {
  const result = scoreByFormula({ ...indicator, ...change });
  return result.ok ? result.score : result.problem;
};

const { grades: bands } = formatOf("fy2021").performance;

describe("points of an indicator by the notes of the form", () => {
  it.each([
    [{ actual: "12" }, 6_00],
    [{ actual: "8" }, 4_80],
    [{ actual: "1", target: "3" }, 2_00],
    [{ direction: "atMost", actual: "8" }, 6_00],
    [{ direction: "atMost", actual: "15" }, 4_00],
    [{ direction: "atMost", target: "0", actual: "0" }, 6_00],
    [{ direction: "atMost", target: "0", actual: "3" }, 0],
    [{ direction: "equals", actual: "10" }, 6_00],
    [{ direction: "equals", actual: "9" }, 5_40],
    [{ direction: "equals", actual: "12" }, 5_00],
    [{ direction: "range", target: "10-20", actual: "15" }, 6_00],
    [{ direction: "range", target: "10-20", actual: "5" }, 3_00],
    [{ direction: "range", target: "10～20", actual: "40" }, 3_00],
    [{ direction: "moreThan", actual: "11" }, 6_00],
    [{ direction: "lessThan", actual: "9" }, 6_00],
    [{ target: "0", actual: "0" }, 6_00],
    [{ target: "100", actual: "95.5%", unit: "%" }, 5_73],
    [{ target: "10", actual: "１０人", unit: "人" }, 6_00],
  ] as const)("%o gives %i", (change, points) => {
    expect(score(change)).toBe(points);
  });

  it.each([
    [{ actual: "≥10人", unit: "人" }, "hasOperator"],
    [{ actual: "" }, "missing"],
    [{ actual: "十" }, "notANumber"],
    [{ actual: "10件", unit: "人" }, "notANumber"],
    [{ direction: "range", target: "20-10" }, "noRange"],
    [{ direction: "qualitative", actual: "提高" }, "byJudgement"],
  ] as const)("%o has none, and says why", (change, problem) => {
    expect(score(change)).toBe(problem);
    const result = scoreByFormula({ ...indicator, ...change });
    expect(result.ok ? "" : result.message).toMatch(/。$/);
  });

  it("says the calculation in words", () => {
    const result = scoreByFormula({ ...indicator, actual: "8" });
    expect(result.ok && result.formula).toBe("实际完成值 8 ÷ 年度指标值 10 × 分值 6 = 4.8 分");
  });

  it("never leaves the range of the weight, whatever is typed", () => {
    const typed = fc.oneof(fc.string(), fc.nat().map(String), fc.float({ noNaN: true }).map(String));
    fc.assert(
      fc.property(
        fc.constantFrom(...directions),
        typed,
        typed,
        fc.integer({ min: 0, max: 100_00 }),
        (direction, target, actual, weight) => {
          const result = scoreByFormula({ direction, target, actual, unit: "", weight });
          if (result.ok) expect(result.score >= 0 && result.score <= weight).toBe(true);
        },
      ),
      { seed: 2021 },
    );
  });
});

describe("execution, bands and grades", () => {
  it("scores execution from unrounded amounts, at most ten points, none without a budget", () => {
    expect(executionScore(6_664_000, 6_920_000)?.score).toBe(9_63);
    expect(executionScore(12_998_600, 13_000_000)?.score).toBe(10_00);
    expect(executionScore(14_000_000, 13_000_000)?.score).toBe(10_00);
    expect(executionScore(0, 0)).toBeNull();
  });

  it("knows the bands of a qualitative indicator", () => {
    expect([
      isInBand(6_00, 8_00, "partlyAttained"),
      isInBand(6_40, 8_00, "partlyAttained"),
      isInBand(6_40, 8_00, "attained"),
      isInBand(4_80, 8_00, "notAttained"),
      isInBand(8_01, 8_00, "attained"),
    ]).toEqual([true, false, true, false, false]);
  });

  it.each([
    [100_00, "优"],
    [90_00, "优"],
    [89_99, "良"],
    [80_00, "良"],
    [79_99, "中"],
    [60_00, "中"],
    [59_99, "差"],
    [0, "差"],
  ] as const)("%i is %s", (points, label) => {
    expect(gradeLabel(gradeOf(points, bands), bands)).toBe(label);
  });

  it("prints points without trailing zeros", () => {
    expect([99_63, 98_00, 99_50, 0].map(formatScore)).toEqual(["99.63", "98", "99.5", "0"]);
  });
});
