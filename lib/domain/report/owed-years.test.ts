import { describe, expect, it } from "vitest";
import { owedYearsText, owesYear } from "./owed-years";

describe("the years that a unit owes", () => {
  it.each([
    [null, null, [2019, 2020, 2021, 2022, 2023], "历年"],
    [2021, null, [2021, 2022, 2023], "自 2021 年度起"],
    [null, 2021, [2019, 2020, 2021], "至 2021 年度止"],
    [2020, 2022, [2020, 2021, 2022], "2020 至 2022 年度"],
    [2021, 2021, [2021], "仅 2021 年度"],
  ])("from %s to %s", (firstYear, lastYear, owed, text) => {
    expect([2019, 2020, 2021, 2022, 2023].filter((year) => owesYear({ firstYear, lastYear }, year))).toEqual(owed);
    expect(owedYearsText({ firstYear, lastYear })).toBe(text);
  });
});
