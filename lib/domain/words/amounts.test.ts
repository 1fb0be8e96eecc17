import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountProblemMessage,
  formatForInput,
  formatPercent,
  formatWan,
  formatWanTrimmed,
  formatYuan,
  fromDecimalYuan,
  MAX_FEN,
  parseAmount,
  roundingTolerance,
  toDecimalYuan,
} from "./amounts";

describe("reading an amount", () => {
  it.each([
    ["1,382.47", "yuan", 138247],
    ["１，３８２．４７", "yuan", 138247],
    ["￥1,382.47", "yuan", 138247],
    ["(12.30)", "yuan", -1230],
    ["（12.30）", "yuan", -1230],
    ["12.30-", "yuan", -1230],
    ["−12.3", "yuan", -1230],
    ["-0.00", "yuan", 0],
    [" 1 382.47 ", "yuan", 138247],
    ["1'382.47", "yuan", 138247],
    ["1、382、000", "yuan", 138200000],
    ["1，382，000．5 元", "yuan", 138200050],
    ["2,0950,0000.00", "yuan", 20_950_000_000],
    ["- 12.30", "yuan", -1230],
    ["￥ 1 382.47", "yuan", 138247],
    ["（￥12.30）", "yuan", -1230],
    ["-￥12.30", "yuan", -1230],
    ["￥-12.30", "yuan", -1230],
    ["(12.30)元", "yuan", -1230],
    ["123。50", "yuan", 12350],
    ["5.5万", "yuan", 5_500_000],
    ["2095", "qian", 209_500_000],
    ["0.00001", "qian", 1],
    ["1.5", "baiwan", 150_000_000],
    ["0.0000000001", "yi", 1],
    ["12千元", "wan", 1_200_000],
    ["1.2亿元", "yuan", 12_000_000_000],
    ["12.300000", "yuan", 1230],
    ["1,382.47", "wan", 1_382_470_000],
    ["0.000001", "wan", 1],
    ["3万元", "yuan", 3_000_000],
    ["3元", "wan", 300],
    ["106", "count", 106],
    ["007", "count", 7],
  ] as const)("takes %s in %s as %d", (text, unit, value) => {
    expect(parseAmount(text, unit, { allowNegative: true })).toEqual({ ok: true, value });
  });

  it("keeps blank apart from zero", () => {
    expect(parseAmount("  ", "yuan")).toEqual({ ok: true, value: null });
    expect(parseAmount("0", "yuan")).toEqual({ ok: true, value: 0 });
  });

  it.each([
    ["12.345", "yuan", "tooManyDecimals"],
    ["0.0000001", "wan", "tooManyDecimals"],
    ["一百元", "yuan", "notANumber"],
    ["1.2.3", "yuan", "notANumber"],
    [".", "yuan", "notANumber"],
    ["=SUM(A1)", "yuan", "notANumber"],
    ["1e5", "yuan", "scientific"],
    ["2.10E+06", "yuan", "scientific"],
    ["△1234.50", "yuan", "triangle"],
    ["△增减", "yuan", "notANumber"],
    ["#REF!", "yuan", "errorValue"],
    ["########", "yuan", "hidden"],
    ["12,34", "yuan", "separators"],
    ["1,23,4.5", "yuan", "separators"],
    ["2095000,00", "yuan", "separators"],
    ["1.234,50", "yuan", "separators"],
    ["1234,567", "yuan", "separators"],
    ["1,234,5678", "yuan", "separators"],
    ["1,234 567", "yuan", "separators"],
    ["0,123", "yuan", "separators"],
    ["12.34 56", "yuan", "separators"],
    ["３、５", "yuan", "separators"],
    ["1,2", "count", "separators"],
    ["①", "yuan", "notANumber"],
    ["12²", "yuan", "notANumber"],
    ["(12)34", "yuan", "notANumber"],
    ["0.000001", "qian", "tooManyDecimals"],
    ["1.123456789", "baiwan", "tooManyDecimals"],
    ["1000000000000000", "yuan", "tooLarge"],
    ["99999999999999999999", "wan", "tooLarge"],
    ["-5", "yuan", "negative"],
    ["1.5", "count", "notInteger"],
  ] as const)("refuses %s in %s: %s", (text, unit, problem) => {
    expect(parseAmount(text, unit)).toEqual({ ok: false, problem });
  });

  it("takes the largest amount and refuses one fen more", () => {
    expect(parseAmount(formatYuan(MAX_FEN), "yuan")).toEqual({ ok: true, value: MAX_FEN });
    expect(parseAmount(formatYuan(MAX_FEN + 1), "yuan")).toEqual({ ok: false, problem: "tooLarge" });
  });
});

it("a figure grouped by three or by four reads as without groups, and with any group spoilt is refused", () => {
  const groups = (digits: string, size: number, sign: string) =>
    digits.replace(new RegExp(`\\B(?=(\\d{${size}})+$)`, "g"), sign);
  const figure = fc.bigInt({ min: 100_000n, max: 999_999_999_999n }).map(String);
  fc.assert(
    fc.property(
      figure,
      fc.constantFrom(3, 4),
      fc.constantFrom(",", "，", "、", "'", " "),
      fc.nat(),
      (digits, size, sign, at) => {
        const written = groups(digits, size, sign);
        expect(parseAmount(written, "yuan")).toEqual({ ok: true, value: Number(digits) * 100 });
        const separators = [...written].flatMap((each, place) => (each === sign ? [place] : []));
        // One more digit in one of the groups.
        const spoilt = separators[at % separators.length]!;
        const wrong = `${written.slice(0, spoilt + 1)}7${written.slice(spoilt + 1)}`;
        if (written.length > 5 && !(size === 3 && separators.length === 1))
          expect(parseAmount(wrong, "yuan")).toEqual({ ok: false, problem: "separators" });
      },
    ),
  );
});

describe("printing an amount", () => {
  it.each([
    [1_387_000_000, "1,387.00", "1,387"],
    [1_382_473_500, "1,382.47", "1,382.47"],
    [10_792_000_00, "1,079.20", "1,079.2"],
    [5_000, "0.01", "0.01"],
    [4_999, "0.00", "0"],
    [-5_000, "-0.01", "-0.01"],
    [-4_999, "0.00", "0"],
  ])("rounds %d fen half up to %s 万元", (fen, table, sentence) => {
    expect(formatWan(fen)).toBe(table);
    expect(formatWanTrimmed(fen)).toBe(sentence);
  });

  it("writes yuan that read back to the same fen", () => {
    for (const fen of [0, 1, -1, 99, 100, -123_456_789, MAX_FEN]) {
      expect(fromDecimalYuan(toDecimalYuan(fen))).toBe(fen);
      expect(parseAmount(formatForInput(fen, "wan"), "wan", { allowNegative: true })).toEqual({ ok: true, value: fen });
      expect(parseAmount(formatForInput(fen, "yuan"), "yuan", { allowNegative: true })).toEqual({
        ok: true,
        value: fen,
      });
    }
  });

  it("takes percentages from unrounded amounts and prints none on a zero base", () => {
    expect(formatPercent(666_400, 692_000)).toBe("96.3");
    expect(formatPercent(1_382_470_000, 1_079_200_000)).toBe("128.1");
    expect(formatPercent(-74_410_000, 1_461_410_000)).toBe("-5.09");
    expect(formatPercent(1, 1)).toBe("100");
    expect(formatPercent(5, 0)).toBeNull();
  });

  it("prints any share as exact division does, also of amounts whose products no number holds", () => {
    const exact = (part: number, base: number) => {
      const hundredths = (BigInt(part) * 20_000n + BigInt(base)) / (BigInt(base) * 2n);
      return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`.replace(/\.?0+$/, "");
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_FEN }), fc.integer({ min: 100_00, max: MAX_FEN }), (part, base) => {
        expect(formatPercent(part, base)).toBe(exact(part, base));
      }),
    );
  });

  it("parts every three digits and drops trailing zeros behind the point only", () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_FEN, max: MAX_FEN }), (fen) => {
        expect(formatYuan(fen)).toBe(toDecimalYuan(fen).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ","));
      }),
    );
    expect([
      formatWanTrimmed(10_000_000_00),
      formatWanTrimmed(1_280_000_00),
      formatWanTrimmed(1_28_1000_00),
      formatWanTrimmed(0),
    ]).toEqual(["1,000", "128", "128.1", "0"]);
  });
});

it("allows half a printed unit per figure, and nothing between exact amounts", () => {
  expect(roundingTolerance(8, "fen")).toBe(0);
  expect(roundingTolerance(3, "wan")).toBe(20_000);
});

describe("what is said of an input that cannot be taken", () => {
  it("speaks of a number where none of money is asked for, and says what to do", () => {
    expect(amountProblemMessage("notANumber", "yuan")).toMatch(/没有发生额请留空/);
    expect(amountProblemMessage("notANumber", "count")).toBe("不是数字。请只填整数；没有的填0。");
    expect(amountProblemMessage("negative", "yuan")).toMatch(/冲减/);
    expect(amountProblemMessage("negative", "count")).toBe("数量不能为负数。请核对后重填。");
    expect(amountProblemMessage("negative", "score")).toBe("得分不能为负数。请核对后重填。");
  });
});
