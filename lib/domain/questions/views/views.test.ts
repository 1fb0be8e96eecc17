import { describe, expect, it } from "vitest";
import { chartOf } from "../chart";
import { citationOf } from "../../report/citation";
import { sourceOf } from "../citation";
import { ask } from "../question";
import { viewOfDepartments, viewOfFunctions, viewOfFunds, viewOfYear, type DepartmentSums } from "./district";
import { correctedLinks, correctedOf, type Asked } from "./parts";
import { viewOfOverBudget, viewOfRank, type RankedUnit, type Ranking } from "./ranking";
import { viewOfCorrections, viewOfStatus, type Correction, type UnitStatus } from "./units";

const asked = (...of: Parameters<typeof ask>): Asked => ({
  question: ask(...of),
  district: { code: "371311", name: "罗庄区" },
  day: "2022-09-01",
});
const coverage = { published: 24, expected: 26 };
const unitOf = (rank: number, more: Partial<RankedUnit> = {}): RankedUnit => ({
  rank,
  code: `10100${rank}`,
  name: `第${rank}单位`,
  departmentName: "某局",
  kind: "institution",
  amount: Math.round(1_000_000_00 / rank),
  prior: null,
  priorPlace: null,
  base: null,
  place: "threePublic.figures.actualOfficialReception",
  ...more,
});
const ranking = (units: RankedUnit[], more: Partial<Ranking> = {}): Ranking => ({
  coverage,
  departmentName: null,
  units,
  first: units[0] ?? null,
  total: { units: units.length, amount: units.reduce((sum, { amount }) => sum + amount, 0), base: null, median: null },
  without: 0,
  notes: [],
  ...more,
});

describe("a ranking", () => {
  it("says of whom, as of when, of how many of how many, and who is first", () => {
    const view = viewOfRank(
      asked("rank", { year: 2021, figure: "officialReception" }),
      ranking([unitOf(1), unitOf(2)]),
    );
    expect(view.sentence).toBe(
      "截至2022年9月1日，2021年度已公开决算的24个单位（应公开26个）中有这一项数的2个单位的公务接待费，由高到低。",
    );
    expect(view.answer).toBe("最多的是101001 第1单位，100.00 万元（1,000,000.00 元）。");
    expect(view.rows[0]!.links!.amount).toBe("/r/101001/2021#threePublic.figures.actualOfficialReception");
    expect(view.rows.map(({ values }) => values.share)).toEqual([66_67, 33_33]);
  });

  it("leads from last year's figure to last year's report, and promises none where there is none", () => {
    const cell = "threePublic.figures.actualOfficialReception";
    const question = asked("rank", { year: 2021, figure: "officialReception" });
    const view = viewOfRank(question, ranking([unitOf(1, { prior: 5, priorPlace: cell }), unitOf(2)]));
    expect(view.rows.map(({ links }) => links!.prior)).toEqual([`/r/101001/2020#${cell}`, undefined]);
    const alone = viewOfRank(question, ranking([unitOf(2)]));
    expect(alone.columns.map(({ id }) => id)).not.toContain("prior");
    expect(`${alone.chart!.caption}${alone.rule}`).not.toContain("上年");
  });

  it("divides by what the reports publish, and is silent where they do not", () => {
    const each = asked("rank", { year: 2021, figure: "vehicleOperation", per: "each" });
    const view = viewOfRank(each, ranking([unitOf(1, { base: 3 })], { without: 7 }));
    expect(view.rows[0]!.values).toMatchObject({ each: 333_333_33, base: 3 });
    expect(view.notes[0]).toContain("另有7个");
    expect(view.rule).toContain("不作人均比较");
  });

  it("compares a unit with its own year before and nothing with a blank", () => {
    const units = [unitOf(1, { prior: 800_000_00 }), unitOf(2, { prior: 0 }), unitOf(3)];
    const view = viewOfRank(asked("rank", { year: 2021, figure: "expenditure" }), ranking(units));
    expect(view.rows.map(({ values }) => values.change)).toEqual([25_00, null, null]);
  });

  it("names what it is narrowed to", () => {
    const narrowed = asked("rank", { year: 2021, figure: "expenditure", kind: "institution", department: "101" });
    expect(viewOfRank(narrowed, ranking([], { departmentName: "某局" })).sentence).toContain(
      "只列事业单位、某局所属单位",
    );
    expect(viewOfRank(narrowed, ranking([])).empty).toContain("代码为101的主管部门");
  });
});

describe("who is over budget", () => {
  const question = asked("overBudget", { year: 2021, figure: "threePublic" });
  it("says that nobody is, and how many were compared", () => {
    const view = viewOfOverBudget(question, { ...ranking([]), compared: 13 });
    expect(view.empty).toContain("没有单位超过预算：比较了13个单位");
    expect(viewOfOverBudget(question, { ...ranking([]), compared: 0 }).empty).toContain("没有单位同时公开");
  });
  it("says by how much, also where nothing was planned", () => {
    const units = [unitOf(1, { amount: 120_00, base: 100_00 }), unitOf(2, { amount: 5_00, base: 0 })];
    const view = viewOfOverBudget(question, {
      ...ranking(units, { total: { units: 2, amount: 125_00, base: 100_00, median: null } }),
      compared: 13,
    });
    expect(view.rows.map(({ values }) => [values.over, values.rate])).toEqual([
      [20_00, 120_00],
      [5_00, null],
    ]);
    expect(view.total!.values.over).toBe(25_00);
  });
});

describe("corrected accounts", () => {
  it("are told of: a single one with its notice, several with the corrections of the year", () => {
    expect(correctedLinks([])).toEqual({});
    const of = { code: "101001", number: 3 };
    expect(
      correctedLinks([
        { ...of, year: 2021, reports: 2 },
        { ...of, year: 2020, reports: 1 },
      ]).corrected,
    ).toEqual([
      { label: "2021年度的数用了2份更正后的决算", href: "/d/2021/corrections" },
      { label: "2020年度的数用了1份更正后的决算", href: "/r/101001/2020/v/3/changes" },
    ]);
  });

  it("are those with a number above one", () => {
    const accounts = [
      { year: 2020, code: "101001", number: 1 },
      { year: 2021, code: "101001", number: 2 },
      { year: 2021, code: "101002", number: 1 },
    ];
    expect(correctedOf(accounts).corrected).toEqual([
      { label: "2021年度的数用了1份更正后的决算", href: "/r/101001/2021/v/2/changes" },
    ]);
    expect(correctedOf(accounts.slice(0, 1))).toEqual({});
  });
});

describe("the district's year", () => {
  const sum = (figure: string, amount: number) => ({
    figure,
    amount,
    units: 24,
    same: amount - 10,
    prior: amount - 20,
  });
  it("compares the units that published both years, and names what parts the years", () => {
    const view = viewOfYear(asked("year", { year: 2021 }), {
      coverage,
      sums: [sum("expenditure", 1_000_00), sum("income", 2_000_00)],
      notes: ["2021年度之间单位有变动"],
    });
    expect(view.rows.map(({ values }) => values.figure)).toEqual(["本年收入", "本年支出"]);
    expect(view.rows[1]!.values).toMatchObject({ amount: 100_000, same: 99_990, prior: 99_980, change: 1 });
    expect(view.notes).toEqual(["2021年度之间单位有变动"]);
    expect(view.rule).toContain("没有抵销");
  });
  it("promises no comparison where nothing of the year before is known", () => {
    const alone = { ...sum("expenditure", 1_000_00), same: null, prior: null };
    const view = viewOfYear(asked("year", { year: 2020 }), { coverage, sums: [alone], notes: [] });
    expect(`${view.sentence}${view.chart!.caption}${view.rule}`).not.toContain("同口径");
    expect(view.rule).toContain("不与上年比较");
    expect(view.columns.map(({ id }) => id)).toEqual(["figure", "amount", "units", "meaning"]);
    expect(chartOf(view)).not.toBeNull();
  });
  it("leads from the year before to its units", () => {
    const view = viewOfYear(asked("year", { year: 2021 }), { coverage, sums: [sum("expenditure", 1)], notes: [] });
    expect(view.rows[0]!.links!.prior).toBe("/d/2020/rank/expenditure");
  });
  it("adds up to its total by function", () => {
    const sums = [sum("function:205", 700), sum("function:201", 300), sum("expenditure", 1_000)];
    const view = viewOfFunctions(asked("functions", { year: 2021 }), { coverage, sums, notes: [] }, (code) =>
      code === "205" ? "教育支出" : undefined,
    );
    expect(view.rows.map(({ values }) => [values.code, values.name, values.share])).toEqual([
      ["205", "教育支出", 70_00],
      ["201", "201", 30_00],
    ]);
    expect(view.total!.values.amount).toBe(1_000);
  });
  it("counts what is part of other money once", () => {
    const line = (sheet: string, fund: string, column: string, amount: number) => ({
      sheet,
      subject: "205",
      fund,
      column,
      amount,
    });
    const view = viewOfFunds(asked("funds", { year: 2021 }), {
      coverage,
      lines: [
        line("income", "", "generalPublicBudget", 70),
        line("income", "", "serviceIncome", 20),
        line("income", "", "otherIncome", 10),
        line("expenditure", "generalPublicBudget", "basic", 70),
        line("expenditure", "nonAppropriation", "project", 25),
      ],
      notes: [],
    });
    expect(view.rows.map(({ values }) => [values.name, values.income, values.spent])).toEqual([
      ["一般公共预算财政拨款", 70, 70],
      ["非财政拨款资金", 30, 25],
      ["其中：事业收入", 20, null],
      ["其中：其他收入", 10, null],
    ]);
    expect(view.total!.values).toMatchObject({ income: 100, spent: 95 });
  });
  it("pages its departments and totals all of them", () => {
    const departments = Array.from(
      { length: 250 },
      (_, at): DepartmentSums => ({
        code: String(at).padStart(3, "0"),
        name: `第${at}局`,
        units: 2,
        income: 1,
        expenditure: at,
        threePublic: null,
        same: at,
        prior: 1,
      }),
    );
    const view = viewOfDepartments(asked("departments", { year: 2021, page: 3 }), { coverage, departments, notes: [] });
    expect([view.rows.length, view.rows[0]!.values.code, view.paging.total]).toEqual([50, "049", 250]);
    expect(view.total!.values).toMatchObject({ units: 500, expenditure: 31_125 });
  });
});

describe("who has published", () => {
  const unit = (code: string, state: UnitStatus["state"]): UnitStatus => ({
    code,
    name: code,
    departmentName: "某局",
    state,
    publishedOn: null,
    due: null,
    basis: "",
  });
  const counts = [
    { state: "late", n: 202 },
    { state: "exempt", n: 1 },
    { state: "published", n: 1 },
  ] as const;
  const page = { counts, congress: "", departmentName: null };
  it("counts every state and the pages of the one that is asked for", () => {
    const units = [unit("2", "late"), unit("3", "published")];
    const view = viewOfStatus(asked("status", { year: 2022 }), { ...page, units });
    expect(view.answer).toBe("已逾期未公开202个、不予公开1个、已公开1个。");
    expect(view.sentence).toContain("的204个单位");
    expect(view.paging.total).toBe(204);
    expect(view.rows[1]!.links).toEqual({ name: "/r/3/2022" });
    expect(view.rows[0]!.links, "what is not public is not led to").toBeUndefined();
    const exempt = viewOfStatus(asked("status", { year: 2022, state: "exempt" }), { ...page, units: [] });
    expect(exempt.paging.total).toBe(1);
    expect(exempt.answer).toContain("已逾期未公开202个");
  });
  it("says what was looked for, also where nothing is found", () => {
    const view = viewOfStatus(asked("status", { year: 2022, q: "小学" }), { ...page, counts: [], units: [] });
    expect(view.sentence).toContain("名称或代码符合“小学”");
    expect(view.sentence, "whose number it is").toMatch(/应报送2022年度决算、名称或代码符合“小学”的\d+个单位/);
    expect(view.empty).toBe("没有名称或代码符合“小学”的应报送单位。");
    expect(view.related[0]!.links[0]!.href).toBe("/d/2022/status?q=%E5%B0%8F%E5%AD%A6");
  });
});

describe("a chart", () => {
  const draw = (units: RankedUnit[], total = units.length) =>
    chartOf(
      viewOfRank(
        asked("rank", { year: 2021, figure: "expenditure" }),
        ranking(units, { total: { units: total, amount: 1, base: null, median: null } }),
      ),
    );
  it("writes name and figure at every bar, and marks the year before on the same scale", () => {
    const chart = draw([unitOf(1, { prior: 500_000_00 }), unitOf(2)])!;
    const of = (kind: string) => chart.marks.filter((mark) => mark.kind === kind);
    expect(of("text").map((mark) => "text" in mark && mark.text)).toEqual(["第1单位", "100.00", "第2单位", "50.00"]);
    expect(of("bar").map((mark) => "width" in mark && mark.width)).toEqual([478, 239]);
    expect(of("tick").map((mark) => mark.x)).toEqual([240]);
    expect(chart.description).toBe("第1单位 100.00；第2单位 50.00。");
  });
  it("writes long names whole, in lines", () => {
    const name = "临沂市罗庄区住房和城乡建设局所属建设工程质量安全服务保障中心";
    const chart = draw([unitOf(1, { name }), unitOf(2)])!;
    const texts = chart.marks.flatMap((mark) => (mark.kind === "text" && mark.anchor === "start" ? [mark] : []));
    expect(
      texts
        .slice(0, -1)
        .map(({ text }) => text)
        .join(""),
    ).toBe(name);
    expect(Math.max(...texts.map(({ text }) => text.length))).toBeLessThanOrEqual(20);
    expect(texts.at(-1)!.y).toBeGreaterThan(chart.marks.find(({ kind }) => kind === "bar")!.y);
  });
  it("draws nothing of nothing, no bar below zero, and says what it leaves out", () => {
    expect(draw([])).toBeNull();
    expect(draw([unitOf(1, { amount: 0 })])).toBeNull();
    expect(draw([unitOf(1), unitOf(2, { amount: -5 })])!.marks.filter(({ kind }) => kind === "bar")).toMatchObject([
      {},
      { width: 0 },
    ]);
    const many = Array.from({ length: 30 }, (_, at) => unitOf(at + 1));
    expect(draw(many, 900)!.title).toContain("图中为表中前12行");
  });
});

describe("what a correction changed", () => {
  const correction: Correction = {
    code: "201003",
    name: "职业中专",
    number: 2,
    publishedOn: "2022-10-15",
    reason: "漏填",
    changes: [{ what: "专用设备", before: null, after: "2" }],
  };
  const view = (changes: Correction["changes"]) =>
    viewOfCorrections(asked("corrections", { year: 2021 }), { corrections: [{ ...correction, changes }], total: 1 });

  it("is told old and new, what was blank said to be, and leads to every figure and sentence", () => {
    expect(view(correction.changes).rows).toMatchObject([
      { values: { what: "专用设备", before: "空", after: "2" }, links: { what: "/r/201003/2021/v/2/changes" } },
    ]);
    expect(view([]).rows).toMatchObject([{ values: { what: "没有改动填报数，只改了文字", before: "", after: "" } }]);
  });
});

it("is cited by its lasting address", () => {
  const view = viewOfRank(asked("rank", { year: 2021, figure: "expenditure", page: 2 }), ranking([unitOf(1)]));
  const { plain, bibtex } = citationOf(sourceOf(view, (path) => new URL(path, "https://example.org").href));
  expect(plain).toBe(
    "罗庄区决算公开：《2021年度本年支出：各单位由高到低》，数据截至2022年9月1日，https://example.org/d/2021/rank/expenditure?page=2",
  );
  expect(bibtex).toContain("@online{mingzhang-2021-rank-expenditure,");
});
