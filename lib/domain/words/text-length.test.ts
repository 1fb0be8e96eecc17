import { expect, it } from "vitest";
import { isStorable, lengthInWords } from "./text-length";

it.each([
  [20, "二十"],
  [60, "六十"],
  [100, "一百"],
  [200, "两百"],
  [500, "五百"],
  [1000, "一千"],
  [1020, "一千零二十"],
  [2000, "两千"],
  [4000, "四千"],
])("a length of %i is said as %s", (longest, words) => expect(lengthInWords(longest)).toBe(words));

it("a text with U+0000 cannot be stored", () => {
  for (const text of ["核对", "𠮷", "部\u200b分", "ال"]) expect([text, isStorable(text)]).toEqual([text, true]);
  for (const text of ["核\u0000对", "核\ud800对", "共\u202e4321元", "\u2066核对"])
    expect([text, isStorable(text)]).toEqual([text, false]);
});
