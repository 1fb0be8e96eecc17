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
  expect([isStorable("核对"), isStorable("核\u0000对")]).toEqual([true, false]);
});
