import { expect, it } from "vitest";
import { formatChoices, nounOfRegion } from "./format-of";

it("calls the documents of a region what its forms call them", () => {
  expect(nounOfRegion("37")).toBe("单位决算");
  expect(nounOfRegion("31")).toBe("部门决算");
  expect(nounOfRegion(undefined)).toBe("决算");
});

it("proposes for every year from 2023 on the format in force, with why, and names the others of the region", () => {
  for (const year of [2023, 2024, 2025, 2026]) {
    expect(formatChoices("37", year).map(({ format: { id }, isInForce }) => [id, isInForce])).toEqual([
      ["fy2022", true],
      ["fy2021", false],
    ]);
    expect(formatChoices("31", year).map(({ format: { id }, isInForce }) => [id, isInForce])).toEqual([
      ["shanghai-2024", true],
    ]);
  }
  expect(formatChoices("37", 2023).map(({ reason }) => reason)).toEqual([
    "2022 年度起执行，2023年度适用。",
    "2019 至 2021 年度执行，不是2023年度的格式。上级另有要求的才选用。",
  ]);
  expect(formatChoices("37", 2018)).toEqual([]);
  expect(formatChoices("41", 2023)).toEqual([]);
});
