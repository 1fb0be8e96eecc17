import { expect, it } from "vitest";
import { formatScore } from "../performance/scoring";
import { evaluateProject } from "../performance/self-evaluation";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import type { GridCell } from "../text/writing/blocks";
import { cardRows, type CardRow } from "./grid-cards";
import { selfEvaluationGrid } from "./self-evaluation-grid";

const head = (text: string, span: Partial<GridCell> = {}): GridCell => ({ text, isHead: true, ...span });

/** What is read of a row: what it is about, then each line. */
const linesOf = ({ within, cells }: CardRow): string[] => [
  ...(within === null ? [] : [`[${within}]`]),
  ...cells
    .filter(({ cell, isBorne }) => !isBorne && cell.text !== "")
    .map(({ cell, head }) => (head === null ? cell.text : `${head}：${cell.text}`)),
];

it("a value bears the head above it, or the one on its left where fields stand side by side", () => {
  const rows = cardRows({
    head: [],
    body: [
      [head("项目名称"), { text: "甲" }, head("主管部门"), { text: "乙" }],
      [head("项目资金", { rowSpan: 2 }), { text: "单位：万元" }, head("预算"), head("执行")],
      [head("年度总额"), { text: "1.00" }, { text: "2.00" }],
    ],
  });
  expect(rows.map(linesOf)).toEqual([
    ["项目名称：甲", "主管部门：乙"],
    ["项目资金", "单位：万元"],
    ["[项目资金]", "年度总额", "预算：1.00", "执行：2.00"],
  ]);
});

it("heads over several columns and rows are said with each value below them", () => {
  const rows = cardRows({
    head: [
      [head("指标", { rowSpan: 2 }), head("得分", { colSpan: 2 })],
      [head("自评"), head("复核")],
    ],
    body: [[head("数量"), { text: "9" }, { text: "8" }]],
  });
  expect(rows.map(linesOf)).toEqual([["数量", "得分 自评：9", "得分 复核：8"]]);
});

it("every value of a real self-evaluation form is read with its heads, and none is lost", () => {
  const project = evaluateProject(
    luozhuangPerformanceCorrected.projects.find(({ indicators }) => indicators.length > 3)!,
  );
  const grid = selfEvaluationGrid(project, 0, { year: 2021, unitName: "某单位" });
  const rows = cardRows(grid);
  expect(rows.flatMap(({ cells }) => cells.map(({ cell }) => cell))).toEqual(grid.body.flat());
  const lines = rows.map(linesOf);
  const { third, weight } = project.groups[0]!.indicators[1]!.entry;
  const indicator = lines.find((line) => line.includes(`三级指标：${third}`))!;
  expect(indicator[0]).toMatch(/^\[年度绩效指标 .+（\d+分）/);
  expect(indicator).toContain(`分值：${formatScore(weight)}`);
  expect(lines.find((line) => line.includes("年度资金总额"))).toEqual([
    "[项目预算执行情况（10分）]",
    "年度资金总额",
    expect.stringMatching(/^年初预算数：[\d.]+$/),
    expect.stringMatching(/^全年预算数（A）：[\d.]+$/),
    expect.stringMatching(/^全年执行数（B）：[\d.]+$/),
    "分值：10",
    expect.stringMatching(/^执行率（B\/A）：[\d.]+%$/),
    expect.stringMatching(/^得分：[\d.]+$/),
  ]);
  expect(lines.flat()).toContainEqual(expect.stringMatching(/^总　　分：[\d.]+$/));
  expect(lines.flat()).toContainEqual(expect.stringMatching(/^年初预期目标：./));
});
