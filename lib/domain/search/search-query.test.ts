import { describe, expect, it } from "vitest";
import { LONGEST_QUERY, readQuery, type SearchTerm } from "./search-query";

const years = [2020, 2021];
function termsOf(text: string): SearchTerm[] {
  const read = readQuery(text, years);
  if (!read.ok) throw new Error(read.reason);
  return read.terms;
}
const reasonOf = (text: string) => {
  const read = readQuery(text, years);
  return read.ok ? null : read.reason;
};

describe("a query", () => {
  it("is taken apart at blanks of every width; signs around its words are no part of them", () => {
    expect(termsOf("  实验　“小学”%_ ").map(({ text }) => text)).toEqual(["实验", "小学"]);
    expect(termsOf("ＸＦＪ").map(({ text, script }) => [text, script])).toEqual([["xfj", "letters"]]);
  });

  it("takes a year that has been published for the year, and no other figure", () => {
    expect(readQuery("信访局 2021", years)).toMatchObject({ ok: true, year: 2021, terms: [{ text: "信访局" }] });
    expect(readQuery("2020年度信访局", years)).toMatchObject({ ok: true, year: 2020, terms: [{ text: "信访局" }] });
    expect(readQuery("2010", years)).toMatchObject({
      ok: true,
      year: null,
      terms: [{ text: "2010", script: "digits" }],
    });
    expect(readQuery("2021", years)).toMatchObject({ ok: true, year: 2021, terms: [] });
  });

  it("joins the syllables of pinyin", () => {
    expect(termsOf("xin fang ju").map(({ text }) => text)).toEqual(["xinfangju"]);
  });

  it.each([
    ["13.86", [{ from: 13_855_000, to: 13_865_000 }]],
    ["13.86万元", [{ from: 13_855_000, to: 13_865_000 }]],
    ["1,382.47", [{ from: 1_382_465_000, to: 1_382_475_000 }]],
    ["-13.86", [{ from: -13_864_999, to: -13_854_999 }]],
    ["138600元", [{ from: 13_859_950, to: 13_860_050 }]],
    ["138600.00元", [{ from: 13_860_000, to: 13_860_001 }]],
    ["14", [{ from: 13_995_000, to: 14_005_000 }]],
    [
      "138600",
      [
        { from: 138_599_995_000, to: 138_600_005_000 },
        { from: 13_859_950, to: 13_860_050 },
      ],
    ],
    ["1.2亿元", [{ from: 11_500_000_000, to: 12_500_000_000 }]],
    ["信访局", []],
    ["1234.56 万", [{ from: 1_234_555_000, to: 1_234_565_000 }]],
    ["１，２３４．５６万元", [{ from: 1_234_555_000, to: 1_234_565_000 }]],
    ["12345600元", [{ from: 1_234_559_950, to: 1_234_560_050 }]],
    ["人民币 138,600.00 元", [{ from: 13_860_000, to: 13_860_001 }]],
    ["人民币138,600.00元", [{ from: 13_860_000, to: 13_860_001 }]],
    ["￥138600.00元", [{ from: 13_860_000, to: 13_860_001 }]],
    [
      "138,600.00",
      [
        { from: 138_599_995_000, to: 138_600_005_000 },
        { from: 13_860_000, to: 13_860_001 },
      ],
    ],
    ["1.2亿", [{ from: 11_500_000_000, to: 12_500_000_000 }]],
    ["1亿2000万元", [{ from: 11_999_500_000, to: 12_000_500_000 }]],
    ["5千万", [{ from: 4_500_000_000, to: 5_500_000_000 }]],
    ["2.5百万元", [{ from: 245_000_000, to: 255_000_000 }]],
    ["138.6千元", [{ from: 13_855_000, to: 13_865_000 }]],
    ["−13.86万元", [{ from: -13_864_999, to: -13_854_999 }]],
    ["2000万1亿", []],
  ])("reads %s as the amounts that are printed so", (text, amounts) => {
    expect(termsOf(text)[0]!.amounts).toEqual(amounts);
  });

  it.each(["", "   ", "　", "%%%", "“”", "_", "、，。"])(
    "without a word (%j) is answered with what can be typed",
    (text) => {
      expect(reasonOf(text)).toContain("请输入");
    },
  );

  it("that is too long or of too many words is answered with how long it may be", () => {
    expect(reasonOf("学".repeat(10_000))).toContain(`最多 ${LONGEST_QUERY} 个字`);
    expect(reasonOf("学".repeat(LONGEST_QUERY))).toBeNull();
    expect(reasonOf("一 二 三 四 五 六 七 八 九")).toContain("最多同时查找 8 个词");
  });
});
