import { expect, it } from "vitest";
import { chineseNumeral } from "./chinese-numeral";

it.each([
  [1, "一"],
  [10, "十"],
  [11, "十一"],
  [26, "二十六"],
  [40, "四十"],
  [100, "一百"],
  [101, "一百零一"],
  [110, "一百一十"],
  [315, "三百一十五"],
])("writes %i as %s", (value, words) => {
  expect(chineseNumeral(value)).toBe(words);
});
