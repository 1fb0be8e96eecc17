import { expect, it } from "vitest";
import { cataloguesOf } from "../testing/catalogues";
import { countOutcomes } from "./difference";
import { subjectColumns, type ListedSubject, type SubjectColumnId } from "./subject-columns";
import { classificationOf, planSubjectImport } from "./subject-import";
import { understandList } from "./understood-list";

const stored: ListedSubject[] = [
  { code: "201", name: "一般公共服务支出", level: 1, note: "", source: "旧", replaces: "" },
  { code: "20103", name: "政府办公厅", level: 2, note: "", source: "旧", replaces: "" },
  { code: "2010301", name: "行政运行", level: 3, note: "", source: "旧", replaces: "" },
];
const whole = [
  ["201", "一般公共服务支出"],
  ["20103", "政府办公厅"],
  ["2010301", "行政运行"],
];

function plan(
  rows: string[][],
  heads = ["科目编码", "科目名称", "在用"],
  used = [{ code: "2010301", by: ["甲2022年度"] }],
) {
  const cells = [heads, ...rows].map((row) => row.map((text) => ({ text })));
  const list = understandList<SubjectColumnId>(
    { name: "科目", rows: cells, hiddenRows: [], merges: [] },
    subjectColumns,
  );
  if (!list.ok) throw new Error(list.problems.join());
  return planSubjectImport(list.rows, { classification: "functional", stored, used, source: "新.xlsx" });
}

it.each<[string, string[][], RegExp]>([
  ["a code twice", [...whole, ["201", "一般公共服务支出"]], /201出现了 2 次（第2、5行）/],
  ["two names for one code", [...whole, ["201", "别的"]], /201有 2 个名称：“一般公共服务支出”、“别的”/],
  ["a code of no width", [...whole, ["2013", "甲"]], /“2013”不是功能分类科目的编码/],
  ["a missing parent", [...whole, ["20204", "乙"]], /20204的上级科目202不在文件中/],
  [
    "a parent that goes",
    [["201", "一般公共服务支出", "否"], ...whole.slice(1)],
    /20103的上级科目201不在文件中，或填了不再在用/,
  ],
  ["no name", [...whole, ["20104", ""]], /没有科目名称/],
  ["an odd word", [...whole, ["20104", "丙", "也许"]], /在用“也许”须为是或否/],
  ["a used subject that is left out", whole.slice(0, 2), /已有决算使用 2010301 行政运行（甲2022年度），不能去掉/],
  ["a used subject no longer in force", [...whole.slice(0, 2), ["2010301", "行政运行", "否"]], /不能去掉/],
])("%s is a problem", (_, rows, problem) => {
  const { lines } = plan(rows);
  expect(lines.flatMap(({ problems }) => problems).join()).toMatch(problem);
});

it("new, renamed and gone subjects are told, and what stays keeps its source", () => {
  const { lines, rows } = plan(
    [
      ["201", "一般公共服务"],
      ["20103", "政府办公厅", "否"],
      ["20104", "发展与改革"],
      ["2010301", "行政运行", "否"],
    ],
    undefined,
    [],
  );
  expect(lines.map(({ code, deeds }) => [code, deeds.join()])).toEqual([
    ["201", "更名"],
    ["20103", "不再列入"],
    ["20104", "新增"],
    ["2010301", "不再列入"],
  ]);
  expect(rows.map(({ code, source }) => [code, source])).toEqual([
    ["201", "旧"],
    ["20104", "新.xlsx"],
  ]);
});

it("the shipped catalogue, with the headings of its own file, is unchanged when it comes again", () => {
  const { functional } = cataloguesOf(2022);
  const heads = ["code", "name", "level", "note", "source", "replaces"];
  const cells = [
    heads,
    ...functional.subjects.map((each) => [
      each.code,
      each.name,
      String(each.level),
      each.note,
      each.source,
      each.replaces ?? "",
    ]),
  ];
  const list = understandList<SubjectColumnId>(
    { name: "CSV", rows: cells.map((row) => row.map((text) => ({ text }))), hiddenRows: [], merges: [] },
    subjectColumns,
  );
  if (!list.ok) throw new Error(list.problems.join());
  expect(classificationOf(list.rows)).toBe("functional");
  const { lines } = planSubjectImport(list.rows, {
    classification: "functional",
    stored: functional.subjects,
    used: [],
    source: "",
  });
  expect(lines.filter(({ outcome }) => outcome !== "unchanged").slice(0, 3)).toEqual([]);
  expect(countOutcomes(lines)).toMatchObject({ unchanged: functional.subjects.length });
});
