import { describe, expect, it } from "vitest";
import { foreignYearOf, gapBefore, openingQuestions, type OpeningFacts } from "./year-opening";

const facts: OpeningFacts = {
  year: 2023,
  years: [2020, 2021, 2022],
  deadline: "2024-03-31",
  today: "2024-01-10",
  formatInForce: null,
  catalogueId: "2023",
  importedFiles: [],
  units: 3,
  registerBegins: "2020-03-01",
  unseen: [],
};
const asked = (change: Partial<OpeningFacts>) => openingQuestions({ ...facts, ...change });

describe("what is asked before a year is opened", () => {
  it("is nothing when everything is as it should be, nor in the first year of a district", () => {
    expect(asked({})).toEqual([]);
    expect(asked({ years: [] })).toEqual([]);
  });

  it.each<[string, Partial<OpeningFacts>, string]>([
    ["a step nobody has seen", { unseen: ["units", "openings"] }, "还没有核对：谁要编报、年初结转。"],
    [
      "a gap of one year",
      { year: 2024, catalogueId: "2024" },
      "2023年度没有开设：2024年度没有上年批复数可以结转，年初数由单位自行填写，与上年的比较也没有数据。",
    ],
    [
      "a gap of years",
      { year: 2026, catalogueId: "2026" },
      "2023至2025年度没有开设：2026年度没有上年批复数可以结转，年初数由单位自行填写，与上年的比较也没有数据。",
    ],
    [
      "a year between others",
      { years: [2022, 2024] },
      "2024年度已经开设，补开2023年度后，2024年度的年初结转按2023年度批复数衔接。",
    ],
    ["another format", { formatInForce: "2022年度格式" }, "2023年度执行的是“2022年度格式”，选用的是其他格式。"],
    ["another catalogue", { catalogueId: "2022" }, "科目目录是“2022”，不是2023年度的目录。"],
    [
      "a file of another year",
      { importedFiles: ["2023年科目.xlsx", "2025年政府收支分类科目.xlsx"] },
      "科目由文件“2025年政府收支分类科目.xlsx”导入，文件名写的是2025年，不是2023年度。",
    ],
    ["no units", { units: 0 }, "登记簿中没有应编报本年度决算的单位；开设后登记的单位随登记列入。"],
    [
      "a year before the register",
      { year: 2019, years: [], catalogueId: "2019" },
      "单位登记簿从2020年起才有变动记录，2019年度的单位按首次登记的名称和归属列出，此前的变动没有记录。",
    ],
    [
      "a deadline that has passed",
      { deadline: "2024-01-09" },
      "截止日期2024-01-09已经过去，尚未上报的单位将全部列为逾期。",
    ],
  ])("%s", (_, change, question) => {
    expect(asked(change)).toEqual([question]);
  });
});

it("finds the years between, also where a later year is open", () => {
  expect(gapBefore(2023, [2022, 2025])).toEqual([]);
  expect(gapBefore(2025, [2021, 2022])).toEqual([2023, 2024]);
  expect(gapBefore(2019, [2021])).toEqual([]);
});

it("reads the year of a file's name, and not its dates", () => {
  expect(foreignYearOf("2024年科目.xlsx", 2023)).toBe(2024);
  expect(foreignYearOf("科目（2023年修订，代替2022年）.xlsx", 2023)).toBeNull();
  expect(foreignYearOf("科目-2026-11-29.csv", 2023)).toBeNull();
  expect(foreignYearOf("功能科目20261129.csv", 2023)).toBeNull();
  expect(foreignYearOf("", 2023)).toBeNull();
});
