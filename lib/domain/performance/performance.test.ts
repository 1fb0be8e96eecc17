import { describe, expect, it } from "vitest";
import { luozhuangPerformance } from "../testing/luozhuang-2021-performance";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import { formatOf } from "../formats/format-of";
import { gradeLabel } from "./scoring";
import { evaluateProject, formsOf } from "./self-evaluation";
import { keyEvaluationScore, summaryOf } from "./summary";

const published: [name: string, score: number][] = [
  ["劳务费", 96_50],
  ["信息公开、政府网站和政务新媒体运行经费", 96_70],
  ["营转办运行经费", 95_00],
  ["12345政务市民热线运行经费项目", 93_90],
  ["政府办援派工作经费", 96_90],
  ["区政府外出学习考察经费", 98_00],
  ["区政府办公设备购置经费", 99_63],
  ["生态办运转经费", 91_87],
  ["智能无纸化会议系统购置经费", 97_10],
  ["政府办工会活动补助经费", 99_06],
  ["独生子女父母退休一次性补贴", 98_00],
];

const { grades: bands } = formatOf("fy2021").performance;

describe("the real unit's performance part", () => {
  it.each([
    ["as published", luozhuangPerformance],
    ["put right", luozhuangPerformanceCorrected],
  ])("%s: eleven projects, all 优", (_, entry) => {
    const { projects, grades } = summaryOf(entry, bands);
    expect(projects.map(({ entry: { name }, score }) => [name, score])).toEqual(published);
    expect(Object.fromEntries(grades)).toEqual({ excellent: 11, good: 0, fair: 0, poor: 0 });
    expect(projects.map(({ grade }) => gradeLabel(grade!, bands))).toEqual(published.map(() => "优"));
  });

  it.each([
    ["区政府办公设备购置经费", 9_63, 99_63],
    ["独生子女父母退休一次性补贴", 10_00, 98_00],
    ["区政府外出学习考察经费", 10_00, 98_00],
  ])("%s: the form computes %i for execution and %i in all", (name, execution, total) => {
    const given = luozhuangPerformance.projects.find((project) => project.name === name)!;
    const form = evaluateProject({ ...given, executionScore: null, statedScore: null });
    expect([form.execution.score, form.score]).toEqual([execution, total]);
    expect(form.groups.map(({ weight }) => weight)).toEqual([50_00, 30_00, 10_00]);
    expect(form.groups.map(({ indicators }) => indicators.reduce((sum, { entry }) => sum + entry.weight, 0))).toEqual([
      50_00, 30_00, 10_00,
    ]);
  });

  it("computes the score of every quantitative indicator that has a value, as stated", () => {
    const indicators = luozhuangPerformanceCorrected.projects.flatMap((project) =>
      evaluateProject(project).groups.flatMap((group) => group.indicators),
    );
    const quantitative = indicators.filter(({ entry }) => entry.direction !== "qualitative");
    // “＜1年” taken as a value of 1 year reaches the proportion 1 ÷ 1.
    expect(quantitative.map(({ byFormula }) => (byFormula.ok ? byFormula.score : byFormula.message))).toEqual(
      quantitative.map(({ entry }) => entry.score),
    );
    expect(quantitative.length).toBeGreaterThan(20);
  });

  it("has indicator weights of 100 in the key evaluation, and the score of its report", () => {
    const [evaluation] = luozhuangPerformance.keyEvaluations;
    expect(evaluation!.indicators.map(({ weight }) => weight)).toEqual([15_00, 20_00, 40_00, 25_00]);
    expect(keyEvaluationScore(evaluation!, bands)).toEqual({ score: 91_00, grade: "excellent" });
    expect(formsOf(luozhuangPerformance).selfEvaluations).toHaveLength(3);
  });
});
