import { describe, expect, it } from "vitest";
import { chartOf } from "../chart";
import { addressOf, ask, MOST_COMPARED } from "../question";
import { viewOfComparison, type Comparison, type NamedUnit } from "./comparison";

const [a, b]: [NamedUnit, NamedUnit] = [
  { code: "101001", name: "甲局" },
  { code: "101002", name: "乙中心" },
];
const account = (unit: NamedUnit, year: number, spent: number, more = {}): Comparison["accounts"][number] => ({
  unit,
  year,
  code: unit.code,
  name: unit.name,
  departmentName: "某局",
  kind: "administrative",
  format: "山东省2021年度格式",
  number: 1,
  figures: { expenditure: { amount: spent, place: "x.y.z" } },
  ...more,
});
const nothing: Comparison = {
  units: [],
  accounts: [],
  years: [2021],
  published: [2020, 2021],
  unknown: [],
  repeated: [],
  found: null,
  notes: [],
};
const view = (data: Partial<Comparison>, more = {}) => {
  const given = { ...nothing, ...data };
  const codes = given.units.map(({ code }) => code);
  return viewOfComparison(
    {
      question: ask("compare", { units: codes, years: given.years, ...more }),
      district: { code: "371311", name: "罗庄区" },
      day: "2022-09-01",
    },
    given,
  );
};
const pair = { units: [a, b], accounts: [account(a, 2021, 200_00), account(b, 2021, 100_00)] };

describe("a comparison of chosen units", () => {
  it("says who, which year, who spent most and least, and leads from every figure to its cell", () => {
    const { title, sentence, answer, rows, notes } = view(pair);
    expect(title).toBe("甲局、乙中心：2021年度收支比较");
    expect(sentence).toBe("截至2022年9月1日，所选2个单位已公开的2021年度决算的主要收支，按选择的次序。");
    expect(answer).toMatch(/^2021年度本年支出最多的是甲局，.*（200.00 元）；最少的是乙中心，.*（100.00 元）。$/);
    expect(rows[0]!.links).toMatchObject({
      name: "/d/units/101001",
      year: "/r/101001/2021",
      expenditure: "/r/101001/2021#x.y.z",
    });
    expect(notes).toEqual([]);
  });

  it("names codes that nobody has instead of saying that none was chosen", () => {
    expect(view({ unknown: ["999999"] }).empty).toBe(
      "没有代码为“999999”的单位公开过决算。请在上面输入单位的名称或代码，从查到的单位里选。",
    );
    expect(view({}).empty).toContain("还没有选单位");
  });

  it("draws a bar for each unit and year", () => {
    const accounts = [account(a, 2020, 50_00), account(a, 2021, 200_00), account(b, 2021, 100_00)];
    const drawn = chartOf(view({ ...pair, accounts, years: [2020, 2021] }))!;
    const texts = drawn.marks.flatMap((mark) => ("text" in mark && mark.anchor === "start" ? [mark.text] : []));
    expect(texts).toEqual(["2020 甲局", "2021 甲局", "2021 乙中心"]);
  });

  it("says what is no comparison of like with like: kinds, formats, years that are missing", () => {
    const accounts = [
      account(a, 2020, 1, { format: "山东省2020年度格式" }),
      account(a, 2021, 2),
      account(b, 2021, 3, { kind: "institution" }),
    ];
    expect(view({ ...pair, accounts, years: [2020, 2021], notes: ["期间乙中心发生划转。"] }).notes).toEqual([
      "所选单位类型不同，不是同类比较：甲局是行政单位；乙中心是事业单位。",
      expect.stringMatching(/^报表格式不同：2020年度用山东省2020年度格式；2021年度用山东省2021年度格式。/),
      "乙中心没有公开2020年度的决算，未列。",
      "期间乙中心发生划转。",
    ]);
  });

  it("answers a code that nobody has, one that comes twice, one unit alone and none", () => {
    expect(view({ ...pair, unknown: ["999"], repeated: ["101001"] }).notes).toEqual([
      "没有代码为“999”的单位公开过决算，未列。",
      "“101001”与前面所选是同一个单位，只列一次。",
    ]);
    expect(view({ units: [a], accounts: [account(a, 2021, 1)] }).answer).toBe("只选了一个单位，再加一个才能比较。");
    const none = view({});
    expect([none.answer, none.rows, chartOf(none)]).toEqual([null, [], null]);
    expect(none.empty).toContain("请在上面输入单位的名称或代码");
    expect(view({ units: [a, b], years: [2019] }).empty).toContain("请换一个年度");
  });

  it("offers what was found to be added, what is chosen to be taken away, and the years", () => {
    const found = view({ units: [a], found: [a, b] }, { q: "心" });
    expect(found.finder!.found).toEqual({
      label: "加入比较",
      links: [{ label: "101002 乙中心", href: "/d/compare?units=101001,101002&years=2021" }],
    });
    expect(found.finder!.value).toBe("心");
    expect(addressOf(found.question), "what is cited").toBe("/d/compare?units=101001&years=2021");
    const hrefs = Object.fromEntries(found.related.map(({ label, links }) => [label, links.map(({ href }) => href)]));
    expect(hrefs["去掉一个单位"]).toEqual(["/d/compare?years=2021"]);
    expect(hrefs["年度"]).toEqual(["/d/compare?units=101001&years=2020,2021"]);
    expect(view({ found: [] }, { q: "无" }).finder!.found!.label).toBe("没有查到");
    const full = Array.from({ length: MOST_COMPARED }, (_, at) => ({ code: `${at}`, name: `第${at}局` }));
    expect(view({ units: full, found: [a] }).finder!.found).toEqual({
      label: "已选满20个单位，请先去掉一些",
      links: [],
    });
  });
});
