import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figuresBehind, recogniseSlip, type SlipKind } from "./slips";

/** Exact figures, all sizes alike. */
const circumstances = (lastYear: number | null = null, unit = 1) => ({
  unit,
  densityOf: (figure: number) => -Math.log(10 * Math.abs(figure)),
  lastYear,
});

describe("recogniseSlip", () => {
  it.each<[SlipKind, number | null, number | null, number | null]>([
    ["swappedDigits", 209_510_000, 209_150_000, null],
    ["swappedDigits", 5_100, 1_500, null],
    ["wanFactor", 20_915, 209_150_000, null],
    ["wanFactor", 2_091_500_000_000, 209_150_000, null],
    ["wanFactor", 20_915, 209_148_000, null],
    ["sign", -3_000, 3_000, null],
    ["decimalPoint", 30_000, 3_000, null],
    ["decimalPoint", 30, 3_000, null],
    ["lastYear", 777, 12_345, 777],
    ["wrongDigit", 209_150, 207_150, null],
    ["omitted", null, 3_000, null],
    ["omitted", 0, 3_000, null],
    ["unknown", 12_345, 99_999_999, null],
    ["surplus", 12_345, null, null],
    ["unknown", -12_345, 99_999_999, null],
  ])("reads %s: typed %s, right %s", (kind, typed, right, lastYear) => {
    expect(recogniseSlip(typed, right, circumstances(lastYear)).kind).toBe(kind);
  });

  it("reads printed 万元 in their own digits", () => {
    expect(recogniseSlip(2_095_100, 2_091_500, circumstances(null, 100)).kind).toBe("swappedDigits");
    expect(recogniseSlip(2_095_100_000, 2_091_500_000, circumstances(null, 10_000)).kind).toBe("swappedDigits");
  });

  it("finds the rarer explanation likelier than one that fits almost everything", () => {
    const factor = recogniseSlip(20_915, 209_150_000, circumstances());
    const digit = recogniseSlip(209_150, 207_150, circumstances());
    expect(factor.likelihood).toBeGreaterThan(digit.likelihood);
    expect(digit.likelihood).toBeGreaterThan(recogniseSlip(12_345, 99_999_999, circumstances()).likelihood);
  });
});

describe("the likelihood of a slip", () => {
  it("is less the farther the decimal point has moved", () => {
    const [one, two, three] = [10, 100, 1_000].map(
      (factor) => recogniseSlip(7_123_000 * factor, 7_123_000, circumstances()).likelihood,
    );
    expect(one).toBeGreaterThan(two!);
    expect(two).toBeGreaterThan(three!);
  });

  it("is that of just this figure among all, where any could have been typed", () => {
    const { kind, likelihood } = recogniseSlip(12_345, 99_999_999, circumstances());
    const rarer = recogniseSlip(12_345_678, 99_999_999, circumstances());
    expect([kind, rarer.kind]).toEqual(["unknown", "unknown"]);
    expect(likelihood).toBeGreaterThan(rarer.likelihood);
  });
});

describe("figuresBehind", () => {
  it("leads back from every exact slip", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 9_999_999_999 }),
        fc.constantFrom(10, 100, 1_000, 10_000),
        (right, factor) => {
          expect(figuresBehind(right * factor, 1, false)).toContain(right);
          expect(figuresBehind(-right, 1, false)).toContain(right);
          const digits = String(right).split("");
          const at = digits.findIndex((digit, index) => index + 1 < digits.length && digit !== digits[index + 1]);
          if (at < 0) return;
          [digits[at], digits[at + 1]] = [digits[at + 1]!, digits[at]!];
          expect(figuresBehind(Number(digits.join("")), 1, false)).toContain(right);
        },
      ),
    );
  });

  it("never offers the typed figure or nothing", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((typed) => typed !== 0),
        fc.boolean(),
        (typed, everyDigit) => {
          const figures = figuresBehind(typed, 1, everyDigit);
          expect(figures).not.toContain(typed);
          expect(figures.some((figure) => figure === 0)).toBe(false);
        },
      ),
    );
  });
});
