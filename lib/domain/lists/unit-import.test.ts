import { describe, expect, it } from "vitest";
import type { UnitRegister } from "../register/register";
import { countOutcomes } from "./difference";
import type { ListCell, ListSheet } from "./list-column";
import { sheetOfList, understandList } from "./understood-list";
import { unitColumns } from "./unit-columns";
import { planUnitImport } from "./unit-import";

const base = { validFrom: null, validTo: null, shortName: null, isObliged: true, isDepartmentsOwn: false } as const;
const register: UnitRegister = {
  periods: [
    {
      ...base,
      unitId: "d1",
      code: "101",
      name: "教育体育局",
      parentId: null,
      level: "department",
      kind: "administrative",
    },
    {
      ...base,
      unitId: "d2",
      code: "102",
      name: "卫生健康局",
      parentId: null,
      level: "department",
      kind: "administrative",
    },
    { ...base, unitId: "u1", code: "101001", name: "第一中学", parentId: "d1", level: "unit", kind: "institution" },
    { ...base, unitId: "u2", code: "101002", name: "第二中学", parentId: "d1", level: "unit", kind: "institution" },
    { ...base, unitId: "u3", code: "0101003", name: "第三中学", parentId: "d1", level: "unit", kind: "institution" },
  ],
  events: [],
};
const heads = [
  "单位代码",
  "单位名称",
  "层级",
  "主管部门代码",
  "单位类型",
  "登记事由",
  "原代码",
  "生效日期",
  "依据文件文号",
  "依据文件日期",
];
const dated = ["2022-07-01", "罗编〔2022〕5号", "2022-06-20"];
type Typed = string | ListCell;
const cell = (typed: Typed): ListCell => (typeof typed === "string" ? { text: typed } : typed);

function sheet(...rows: Typed[][]): ListSheet {
  return { name: "单位", rows: [heads, ...rows].map((row) => row.map(cell)), hiddenRows: [], merges: [] };
}

const today = "2022-12-01";
function plan(given: ListSheet, context = { today, years: [2021, 2022], reports: [] }) {
  const understood = understandList(given, unitColumns);
  if (!understood.ok) return { problems: understood.problems, lines: [], questions: [], register };
  let id = 0;
  const options = { context, nextId: () => `new-${String((id += 1)).padStart(5, "0")}` };
  return { problems: [], ...planUnitImport(understood.rows, register, options) };
}

const unit = (code: string, name: string, ...rest: Typed[]): Typed[] => [
  code,
  name,
  "单位",
  "101",
  "事业单位",
  ...rest,
];

it.each<[string, Typed[], string[]]>([
  ["更名", unit("101001", "罗庄一中", "更名", "", ...dated), ["更名"]],
  ["改码", unit("101991", "第一中学", "改码", "101001", ...dated), ["改码"]],
  ["改码和更名", unit("101991", "罗庄一中", "改码、更名", "101001", ...dated), ["更名", "改码"]],
  ["划转", ["101001", "第一中学", "单位", "102", "事业单位", "划转", "", ...dated], ["划转"]],
  ["性质改变", ["101001", "第一中学", "单位", "101", "行政单位", "性质改变", "", ...dated], ["性质改变"]],
])("a change may be called %s where it is that", (_, row, deeds) => {
  expect(plan(sheet(row)).lines[0]).toMatchObject({ outcome: "changed", problems: [], deeds });
});

it("an event of a row that changes nothing is only noted", () => {
  expect(plan(sheet(unit("101001", "第一中学", "更名", "", ...dated))).lines[0]).toMatchObject({
    outcome: "unchanged",
    problems: [],
    notes: ["登记事由“更名”：此行与系统一致，没有要登记的变动。"],
  });
});

it.each<[string, Typed[][], RegExp]>([
  [
    "a code twice",
    [unit("101009", "九中", "期初登记"), unit("101009", "九中", "期初登记")],
    /代码101009出现了 2 次（第2、3行）/,
  ],
  [
    "two names for one code",
    [unit("101009", "九中", "期初登记"), unit("101009", "十中", "期初登记")],
    /代码101009有 2 个名称：“九中”、“十中”（第2、3行）/,
  ],
  [
    "one name for two codes",
    [unit("101008", "九中", "期初登记"), unit("101009", "九中", "期初登记")],
    /名称“九中”用于几个代码/,
  ],
  [
    "an unknown department",
    [["101009", "第九中学", "单位", "999", "事业单位", "期初登记"]],
    /都没有代码为999的主管部门/,
  ],
  [
    "a unit as department",
    [["101009", "第九中学", "单位", "101001", "事业单位", "期初登记"]],
    /代码101001不是主管部门/,
  ],
  ["no department", [["101009", "第九中学", "单位", "", "事业单位", "期初登记"]], /请填写主管部门代码或名称/],
  [
    "departments above each other",
    [
      ["201", "甲局", "主管部门", "202", "", "期初登记"],
      ["202", "乙局", "主管部门", "201", "", "期初登记"],
    ],
    /是主管部门，不能列在另一个主管部门之下/,
  ],
  ["a department of itself", [["201", "甲局", "主管部门", "201", "", "期初登记"]], /主管部门不能是自己/],
  [
    "a name in use",
    [unit("101009", "第一中学", "期初登记")],
    /“第一中学”在系统中的代码是101001。如为改码，请在“原代码”填101001/,
  ],
  ["lost zeros", [unit("101003", "第三中学", "期初登记")], /系统中有0101003“第三中学”，Excel 可能去掉了代码前面的 0/],
  [
    "a change without its document",
    [unit("101001", "罗庄一中")],
    /更名须登记为变动：请填写生效日期、依据文件文号和依据文件日期/,
  ],
  [
    "a change with half of its document",
    [unit("101001", "罗庄一中", "", "", "2022-07-01", "罗编〔2022〕5号", "")],
    /更名须登记为变动/,
  ],
  [
    "another event than the change",
    [unit("101001", "罗庄一中", "划转", "", ...dated)],
    /登记事由“划转”与此行的变动不符：此行是更名。请改为“更名”，或留空/,
  ],
  [
    "one event of two",
    [unit("101991", "罗庄一中", "更名", "101001", ...dated)],
    /登记事由“更名”与此行的变动不符：此行是更名、改码。请改为“更名、改码”，或留空/,
  ],
  [
    "an event of a unit that there is not",
    [unit("101009", "第九中学", "更名", "", ...dated)],
    /登记事由“更名”只用于已有的单位；系统中没有此单位/,
  ],
  [
    "a word that is no event",
    [unit("101001", "罗庄一中", "改名", "", ...dated)],
    /登记事由“改名”须为新设、期初登记、更名、改码、划转、性质改变之一；变动也可以留空/,
  ],
  ["a new unit that says nothing", [unit("101009", "第九中学")], /新增请填写登记事由/],
  [
    "a founding without a document",
    [unit("101009", "第九中学", "新设")],
    /新设须有生效日期、依据文件文号和依据文件日期/,
  ],
  [
    "an initial registration with a day",
    [unit("101009", "第九中学", "期初登记", "", ...dated)],
    /期初登记没有生效日期和依据文件/,
  ],
  [
    "a day that is none",
    [unit("101001", "罗庄一中", "", "", "2022-13-45", "文", "2022-06-20")],
    /“生效日期”的“2022-13-45”不是日期/,
  ],
  ["a kind that is none", [["101009", "第九中学", "单位", "101", "学校", "期初登记"]], /单位类型“学校”须为行政单位、/],
  ["another level", [["101001", "第一中学", "主管部门", "", "", ""]], /系统中是单位，层级不能通过导入改变/],
  ["a malformed code", [unit("10-1", "第九中学", "期初登记")], /代码“10-1”须为 3 至 20 位数字或字母/],
  [
    "a code that lost digits",
    [unit("x", "第九中学", "期初登记").with(0, { text: "1.01009e+19", is: "number" })],
    /末几位已丢失/,
  ],
  [
    "a formula without a result",
    [unit("x", "第九中学", "期初登记").with(0, { text: "=A1", is: "brokenFormula" })],
    /是公式，文件里没有它的结果/,
  ],
  ["an unknown former code", [unit("101009", "第九中学", "", "101777", ...dated)], /系统中没有代码为101777的单位/],
  ["a code of somebody else", [unit("101002", "第一中学", "", "101001", ...dated)], /代码101002正由“第二中学”使用/],
])("%s is a problem of its row", (_, rows, problem) => {
  const { lines, register: after } = plan(sheet(...rows));
  const withProblem = lines.filter(({ outcome }) => outcome === "problem");
  expect(withProblem.length).toBe(rows.length);
  for (const { problems } of withProblem) expect(problems.join()).toMatch(problem);
  expect(after.periods).toEqual(register.periods);
});

it.each<[string, ListSheet, RegExp]>([
  [
    "no headings",
    { name: "表", rows: [[{ text: "a" }], [{ text: "b" }]], hiddenRows: [], merges: [] },
    /没有找到标题行/,
  ],
  ["only headings", sheet(), /标题行以下没有内容/],
  [
    "a missing column",
    { ...sheet(), rows: [["单位代码", "层级", "简称"].map(cell), ["1", "2", "3"].map(cell)] },
    /缺少：单位名称/,
  ],
  [
    "a heading twice",
    { ...sheet(), rows: [["单位代码", "单位名称", "代码"].map(cell), ["1", "2", "3"].map(cell)] },
    /“代码”出现了两次/,
  ],
  [
    "5,001 rows",
    sheet(...Array.from({ length: 5_001 }, (_, at) => unit(String(200_000 + at), `单位${at}`))),
    /共有 5001 行，一次最多导入 5000 行/,
  ],
])("a file with %s is refused as a whole", (_, given, problem) => {
  expect(plan(given).problems.join()).toMatch(problem);
});

it("hidden and merged rows are not taken silently", () => {
  const merges = [{ startRow: 2, startCol: 0, endRow: 2, endCol: 1 }];
  const given = { ...sheet(unit("101001", "第一中学"), unit("101002", "第二中学")), hiddenRows: [1], merges };
  expect(plan(given).lines.map(({ problems }) => problems.join())).toEqual([
    expect.stringMatching(/被隐藏或筛选掉/),
    expect.stringMatching(/合并的单元格/),
    ...["", "", ""],
  ]);
});

it("what is stored already is unchanged, whatever else stands in the file; the rest is listed and stays", () => {
  const {
    lines,
    questions,
    register: after,
  } = plan(sheet(unit("１０１００１", " 第一中学 "), [{ text: "101002", is: "number" }, "第二中学", "", "", ""]));
  expect(countOutcomes(lines)).toEqual({ problem: 0, new: 0, changed: 0, unchanged: 2, absent: 3 });
  expect(lines[0]!.notes.join()).toMatch(/全角字符按半角读取/);
  expect([questions, after.periods]).toEqual([[], register.periods]);
});

it("a changed name, code, department and kind become events of one day, with their document", () => {
  const given = sheet(["101999", "罗庄一中", "单位", "102", "行政单位", "", "101001", ...dated]);
  const { lines, register: after, questions } = plan(given);
  expect(lines[0]).toMatchObject({
    outcome: "changed",
    deeds: ["更名", "改码", "划转", "性质改变"],
    changes: [
      { label: "名称", before: "第一中学", after: "罗庄一中" },
      { label: "代码", before: "101001", after: "101999" },
      { label: "主管部门", before: "教育体育局", after: "卫生健康局" },
      { label: "单位类型", before: "事业单位", after: "行政单位" },
    ],
  });
  expect(after.events.map(({ kind, effectiveOn, document }) => [kind, effectiveOn, document.number])).toEqual(
    ["rename", "recode", "transfer", "reclassify"].map((kind) => [kind, "2022-07-01", "罗编〔2022〕5号"]),
  );
  expect(questions).toEqual([]);
  // The same file again, with the former code still in it.
  const understood = understandList(given, unitColumns);
  const options = { context: { today, years: [2022], reports: [] }, nextId: () => "x" };
  const again = planUnitImport(understood.ok ? understood.rows : [], after, options);
  expect(again.lines[0]).toMatchObject({ outcome: "unchanged", problems: [] });
  expect(again.register.events).toEqual(after.events);
});

it("a change of the day of the last one is its correction", () => {
  const { register: once } = plan(sheet(unit("101001", "罗庄一中", "", "", ...dated)));
  const understood = understandList(sheet(unit("101001", "罗庄第一中学", "", "", ...dated)), unitColumns);
  const options = { context: { today, years: [], reports: [] }, nextId: () => "y" };
  const { lines, register: after } = planUnitImport(understood.ok ? understood.rows : [], once, options);
  expect(lines[0]!.deeds).toEqual(["更名", "更正"]);
  expect(after.periods.filter(({ unitId }) => unitId === "u1").map(({ name }) => name)).toEqual([
    "第一中学",
    "罗庄第一中学",
  ]);
});

it("departments may stand below their units, and what is founded says which years it owes", () => {
  const { lines, questions } = plan(
    sheet(
      ["201001", "图书馆", "单位", "201", "事业单位", "新设", "", ...dated],
      ["201002", "文化馆", "", "201", "事业单位", "新设", "", ...dated],
      ["201", "文化局", "主管部门", "", "", "新设", "", ...dated],
    ),
  );
  expect(countOutcomes(lines)).toMatchObject({ problem: 0, new: 3 });
  expect(questions).toEqual(["2022年度应报单位：增加 2 个（图书馆、文化馆）。"]);
});

it("more events than can be recorded at once are for the next file", () => {
  const rows = Array.from({ length: 502 }, (_, at) => unit(String(300_000 + at), `单位${at}`, "新设", "", ...dated));
  const { lines } = plan(sheet(...rows));
  expect(countOutcomes(lines)).toMatchObject({ problem: 2, new: 500 });
  expect(lines[500]!.problems).toEqual(["一次最多登记 500 个单位的新设和变动，此行超出。请移到下一个文件。"]);
});

it("an initial registration owes every year, which is asked", () => {
  const { lines, questions } = plan(sheet(unit("101009", "第九中学", "期初登记")));
  expect(lines[0]).toMatchObject({ outcome: "new", deeds: ["期初登记"] });
  expect(questions).toEqual(["2021年度应报单位：增加 1 个（第九中学）。", "2022年度应报单位：增加 1 个（第九中学）。"]);
});

it("names that become free in the file can be used in it", () => {
  const { lines } = plan(
    sheet(unit("101002", "第一中学", "", "", ...dated), unit("101001", "第一高级中学", "", "", ...dated)),
  );
  expect(countOutcomes(lines)).toMatchObject({ problem: 0, changed: 2 });
});

it("units that had one name together before that was refused keep it", () => {
  const namesake = { ...register.periods[2]!, unitId: "u9", code: "101777" };
  const together = { ...register, periods: [...register.periods, namesake] };
  const understood = understandList(sheet(unit("101001", "第一中学"), unit("101777", "第一中学")), unitColumns);
  const options = { context: { today, years: [], reports: [] }, nextId: () => "z" };
  const { lines } = planUnitImport(understood.ok ? understood.rows : [], together, options);
  expect(countOutcomes(lines)).toMatchObject({ problem: 0, unchanged: 2 });
});

it("headings are found below a title, in any order and wording", () => {
  const rows = [["全区单位名录"], ["序号", "单位名称（全称）", " 预算单位编码 "], ["1", "第一中学", "101001"]];
  const given = { name: "名录", rows: rows.map((row) => row.map(cell)), hiddenRows: [], merges: [] };
  const other = { ...given, name: "说明", rows: [[cell("单位代码")]] };
  expect(sheetOfList([other, given], unitColumns)).toBe(given);
  const understood = understandList(given, unitColumns);
  expect(understood).toMatchObject({
    ok: true,
    unread: ["序号"],
    rows: [{ row: 3, cells: { code: "101001", name: "第一中学" } }],
  });
});

it.each([
  ["2022/7/1", "2022-07-01"],
  ["2022年7月1日", "2022-07-01"],
  ["２０２２－０７－０１", "2022-07-01"],
  ["20220701", "2022-07-01"],
])("a day may be typed as %s", (typed, day) => {
  const { register: after } = plan(sheet(unit("101001", "罗庄一中", "", "", typed, "文", "2022-06-20")));
  expect(after.events[0]!.effectiveOn).toBe(day);
});

it("a day that Excel keeps as a number is one", () => {
  const serial = { text: "44743", is: "number" } as const;
  const { register: after } = plan(sheet(unit("101001", "罗庄一中", "", "", serial, "文", "2022-06-20")));
  expect(after.events[0]!.effectiveOn).toBe("2022-07-01");
});

describe("部门本级", () => {
  const withOwn = (...rows: Typed[][]): ListSheet => {
    const [first, ...others] = sheet(...rows).rows;
    return { ...sheet(), rows: [[...first!, { text: "部门本级" }], ...others] };
  };
  const ownOf = (planned: ReturnType<typeof plan>, code: string) =>
    planned.register.periods.find((period) => period.code === code && period.validTo === null)?.isDepartmentsOwn;
  const initial = ["期初登记", "", "", "", ""];

  it("is taken from the name of a new unit, and shown before it is", () => {
    const planned = plan(sheet(unit("101009", "教育体育局机关", ...initial), unit("101010", "第九中学", ...initial)));
    expect([ownOf(planned, "101009"), ownOf(planned, "101010")]).toEqual([true, false]);
    expect(planned.lines[0]!.changes).toContainEqual({ label: "部门本级", before: "", after: "是" });
  });

  it("goes to the first of two that are called so, and to none where the file says who it is", () => {
    const rows = [unit("101009", "教育体育局机关", ...initial), unit("101010", "教育体育局本级", ...initial)];
    const planned = plan(sheet(...rows));
    expect([ownOf(planned, "101009"), ownOf(planned, "101010")]).toEqual([true, false]);
    const said = plan(withOwn([...rows[0]!, ""], [...rows[1]!, "是"]));
    expect([ownOf(said, "101009"), ownOf(said, "101010")]).toEqual([false, true]);
  });

  it("of units that are there is an event with its day and document; a file without the column changes none", () => {
    const planned = plan(withOwn([...unit("101001", "第一中学", "", "", ...dated), "是"]));
    expect(planned.lines[0]).toMatchObject({
      outcome: "changed",
      deeds: ["性质改变"],
      changes: [{ label: "部门本级", before: "否", after: "是" }],
    });
    expect(ownOf(planned, "101001")).toBe(true);
    const own = { ...register, periods: register.periods.map((p) => ({ ...p, isDepartmentsOwn: p.unitId === "u1" })) };
    const understood = understandList(sheet(unit("101001", "第一中学")), unitColumns);
    if (!understood.ok) throw new Error(understood.problems.join());
    const options = { context: { today, years: [2021], reports: [] }, nextId: () => "new" };
    expect(planUnitImport(understood.rows, own, options).lines[0]!.outcome).toBe("unchanged");
  });

  it("moves from one unit to another in one file, whichever row comes first", () => {
    const first = plan(withOwn([...unit("101001", "第一中学", "", "", ...dated), "是"])).register;
    const later = ["2022-08-01", ...dated.slice(1)];
    const understood = understandList(
      withOwn(
        [...unit("101002", "第二中学", "", "", ...later), "是"],
        [...unit("101001", "第一中学", "", "", ...later), "否"],
      ),
      unitColumns,
    );
    if (!understood.ok) throw new Error(understood.problems.join());
    let id = 0;
    const planned = planUnitImport(understood.rows, first, {
      context: { today, years: [2021], reports: [] },
      nextId: () => `later-${(id += 1)}`,
    });
    expect(planned.lines.flatMap(({ problems }) => problems)).toEqual([]);
    expect(["101001", "101002"].map((code) => ownOf({ ...planned, problems: [] }, code))).toEqual([false, true]);
  });
});
