import { describe, expect, it } from "vitest";
import { printedDate, readDay } from "./read-day";

describe("a day as people write it", () => {
  it.each([
    ["2022-3-1", "2022-03-01", "2022年3月1日"],
    ["2022/03/01", "2022-03-01", "2022年3月1日"],
    ["2022.3.1", "2022-03-01", "2022年3月1日"],
    ["20220301", "2022-03-01", "2022年3月1日"],
    ["2022年3月1日", "2022-03-01", "2022年3月1日"],
    [" 2022 年 3 月 1 日 ", "2022-03-01", "2022年3月1日"],
    ["2022年3月1", "2022-03-01", "2022年3月1日"],
    ["2022-07-01T00:00:00.000Z", "2022-07-01", "2022年7月1日"],
    ["2022-07-01 00:00", "2022-07-01", "2022年7月1日"],
    ["2024-2-29", "2024-02-29", "2024年2月29日"],
    ["2022-02-30", null, null],
    ["20221301", null, null],
    // Neither all of one mark nor all of another.
    ["2022-3/1", null, null],
    ["2022-07-01 08:30", null, null],
    ["1/3/2022", null, null],
    ["三月", null, null],
    ["", null, null],
  ])("%j is %j, printed %j", (typed, day, printed) => {
    expect(readDay(typed)).toBe(day);
    expect(printedDate(typed)).toBe(printed);
  });
});
