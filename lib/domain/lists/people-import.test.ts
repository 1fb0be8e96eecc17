import { expect, it } from "vitest";
import { countOutcomes } from "./difference";
import { peopleColumns, type PeopleColumnId } from "./people-columns";
import { planPeopleImport, type KnownPerson } from "./people-import";
import { understandList } from "./understood-list";

const units = [
  { unitId: "d1", code: "101", name: "教育局", level: "department", parentId: null, isEnded: false },
  { unitId: "d2", code: "102", name: "空部门", level: "department", parentId: null, isEnded: false },
  { unitId: "u1", code: "101001", name: "一中", level: "unit", parentId: "d1", isEnded: false },
  { unitId: "u2", code: "101002", name: "二中", level: "unit", parentId: "d1", isEnded: false },
  // Its code is another unit's by now.
  { unitId: "ended", code: "101001", name: "老一中", level: "unit", parentId: "d1", isEnded: true },
] as const;
const people: KnownPerson[] = [
  { userId: "p1", username: "admin", name: "管理员", grants: [{ role: "admin" }], isDisabled: false },
  { userId: "p2", username: "zhang", name: "张三", grants: [{ role: "preparer", unitId: "u1" }], isDisabled: false },
  {
    userId: "p3",
    username: "li.si",
    name: "李四",
    grants: [
      { role: "preparer", unitId: "u2" },
      { role: "preparer", unitId: "ended" },
    ],
    isDisabled: true,
  },
];
const heads = ["用户名", "姓名", "全区角色", "填报人单位代码", "填报人部门代码"];

function plan(rows: string[][], options: Partial<Parameters<typeof planPeopleImport>[1]> = {}, columns = heads) {
  const cells = [columns, ...rows].map((row) => row.map((text) => ({ text })));
  const list = understandList<PeopleColumnId>({ name: "用户", rows: cells, hiddenRows: [], merges: [] }, peopleColumns);
  if (!list.ok) throw new Error(list.problems.join());
  return planPeopleImport(list.rows, { people, units, taken: new Set(), importerId: "p1", ...options });
}

it.each<[string, string[][], RegExp]>([
  [
    "a user name twice",
    [
      ["wang", "王", "审核人"],
      ["WANG", "王", "审核人"],
    ],
    /用户名wang出现了 2 次（第2、3行）/,
  ],
  ["a malformed user name", [["王五", "王五", "审核人"]], /用户名“王五”须为 3 至 32 位/],
  ["a user name of two words", [["Bad Name", "王五", "审核人"]], /用户名“Bad Name”须为 3 至 32 位/],
  ["no name", [["wang", "", "审核人"]], /请填写姓名/],
  ["an unknown role", [["wang", "王五", "局长"]], /没有角色“局长”。全区角色有：审核人、管理员/],
  ["a role that is given for units", [["wang", "王五", "填报人"]], /填报人按单位担任/],
  ["no role", [["wang", "王五", ""]], /请至少指定一个角色/],
  ["an unknown unit", [["wang", "王五", "", "101009"]], /系统中没有代码为101009的单位/],
  ["a department as unit", [["wang", "王五", "", "101"]], /101“教育局”是主管部门，请填在部门代码列/],
  ["a unit as department", [["wang", "王五", "", "", "101001"]], /101001“一中”不是主管部门/],
  ["a department without units", [["wang", "王五", "", "", "102"]], /主管部门102“空部门”没有下属单位/],
  ["a name that others have", [["taken", "王五", "审核人"]], /该用户名已被使用/],
  ["one's own roles", [["admin", "管理员", "管理员、审核人"]], /不能通过导入改变自己的角色/],
])("%s is a problem of its row", (_, rows, problem) => {
  const { lines, deeds } = plan(rows, { taken: new Set(["taken"]) });
  for (const { outcome, problems } of lines.slice(0, rows.length)) {
    expect(outcome).toBe("problem");
    expect(problems.join()).toMatch(problem);
  }
  expect(deeds).toEqual([]);
});

it("a user name in capitals is read in small letters, and that is said", () => {
  const { lines, deeds } = plan([["WANG", "王五", "审核人"]]);
  expect(lines[0]).toMatchObject({ outcome: "new", code: "wang", notes: ["用户名“WANG”按小写“wang”读取。"] });
  expect(deeds[0]!.username).toBe("wang");
});

it("the last administrators cannot all lose their role in one file", () => {
  const two = [...people, { ...people[0]!, userId: "p4", username: "admin2" }];
  const rows = [
    ["admin", "管理员", "审核人"],
    ["admin2", "管理员", "审核人"],
  ];
  const { lines } = plan(rows, { people: two, importerId: null });
  expect(lines.map(({ problems }) => problems.join()).slice(0, 2)).toEqual(
    rows.map(() => "这样导入之后本地区没有可用的管理员。请至少保留一名管理员。"),
  );
  expect(countOutcomes(plan(rows.slice(0, 1), { people: two, importerId: null }).lines)).toMatchObject({ changed: 1 });
});

it("a department is a role of its own, in place of its units, and every change is told", () => {
  const { lines, deeds } = plan([["zhang", "张三丰", "", "", "101"]]);
  expect(lines[0]).toMatchObject({
    outcome: "changed",
    changes: [
      { label: "姓名", before: "张三", after: "张三丰" },
      { label: "填报人单位", before: "101001", after: "" },
      { label: "填报人部门", before: "", after: "101" },
    ],
  });
  expect(deeds[0]!.grants).toEqual([{ role: "preparer", departmentId: "d1" }]);
});

const ofDepartments: KnownPerson = {
  userId: "p5",
  username: "sun",
  name: "孙七",
  grants: [
    { role: "preparer", unitId: "d1" },
    { role: "preparer", departmentId: "d1" },
    { role: "preparer", departmentId: "d2" },
  ],
  isDisabled: false,
};

it("roles for a department, one that has lost its units, and the department itself come in as they went out", () => {
  const options = { people: [...people, ofDepartments] };
  expect(plan([["sun", "孙七", "", "101", "101、102"]], options).lines[0]).toMatchObject({ outcome: "unchanged" });
  expect(plan([["sun", "孙七"]], options, ["用户名", "姓名"]).lines[0]).toMatchObject({ outcome: "unchanged" });
});

it("a file without the column of departments leaves them, and one without that of units leaves those", () => {
  const options = { people: [...people, ofDepartments] };
  const byUnits = plan([["sun", "孙七", "101001"]], options, ["用户名", "姓名", "填报人单位代码"]);
  expect(byUnits.deeds[0]!.grants).toEqual([
    { role: "preparer", departmentId: "d1" },
    { role: "preparer", departmentId: "d2" },
    { role: "preparer", unitId: "u1" },
  ]);
  const byDepartments = plan([["zhang", "张三", "101"]], {}, ["用户名", "姓名", "填报人部门代码"]);
  expect(byDepartments.deeds[0]!.grants).toEqual([
    { role: "preparer", unitId: "u1" },
    { role: "preparer", departmentId: "d1" },
  ]);
});

it("what the file has no column for stays, as do roles for units that ended", () => {
  expect(countOutcomes(plan([["zhang", "张三"]], {}, ["用户名", "姓名"]).lines)).toMatchObject({
    unchanged: 1,
    absent: 2,
  });
  expect(countOutcomes(plan([["li.si", "李四", "", "101002", ""]]).lines)).toMatchObject({ unchanged: 1 });
  const { deeds, lines } = plan([["li.si", "李四", "", "101001", ""]]);
  expect(deeds[0]!.grants).toContainEqual({ role: "preparer", unitId: "ended" });
  expect(lines[0]!.notes.join()).toMatch(/已停用，导入不会启用/);
});

it("a unit that has ended is named as such: kept by whoever has it, given to nobody", () => {
  const { lines, deeds } = plan([["li.si", "李四", "", "101002、101001(已终止)", ""]]);
  expect(lines[0]).toMatchObject({ outcome: "unchanged", problems: [], notes: [] });
  expect(deeds).toEqual([]);
  // Typed by hand with the signs of Chinese text.
  expect(plan([["li.si", "李四", "", "101002、101001（已终止）", ""]]).lines[0]).toMatchObject({
    outcome: "unchanged",
  });
  expect(plan([["zhang", "张三", "", "101001(已终止)", ""]]).lines[0]).toMatchObject({
    outcome: "problem",
    problems: expect.arrayContaining(["101001已终止，不能再指定角色。请改填现有单位的代码，或删去。"]),
  });
});
