import { describe, expect, it } from "vitest";
import {
  canonicalNumber,
  fillIn,
  initialTemplate,
  numberOf,
  numberPatternProblem,
  templateProblems,
  unfilled,
} from "./template";

describe("a template of letters", () => {
  it.each(["bureauToDepartment", "departmentToUnit"] as const)("is usable as a district gets it: %s", (kind) => {
    expect(templateProblems(kind, initialTemplate(kind, "临沂市罗庄区"))).toEqual([]);
  });

  it.each([
    ["根据{依据}批复", /没有名为“\{依据\}”的内容.*\{部门\}/],
    ["批复{部门的决算", /“.*\{部门的.*”处的“\{”没有对应的“\}”/],
    ["批复{部门{年度}的决算", /没有对应的/],
    ["批复部门}的决算", /多了一个“\}”/],
    ["批复{}的决算", /没有名为“\{\}”/],
  ])("says what is wrong with %j", (text, problem) => {
    const template = { ...initialTemplate("bureauToDepartment", "罗庄区"), opening: ["现予批复。", text] };
    expect(templateProblems("bureauToDepartment", template)).toEqual([
      { field: "opening", text: expect.stringMatching(problem) },
    ]);
  });

  it.each([
    ["{代字}〔{年}〕号", /缺少“\{序号\}”/],
    ["{代字}〔{年度}〕{序号}号", /没有名为“\{年度\}”/],
    ["{代字}〔{年〕{序号}号", /没有对应的/],
  ])("refuses %j as a pattern of numbers", (pattern, problem) => {
    expect(numberPatternProblem(pattern)).toMatch(problem);
  });

  it("asks on what basis a letter is not public", () => {
    const template = { ...initialTemplate("bureauToDepartment", "罗庄区"), publicity: "closed" as const };
    expect(templateProblems("bureauToDepartment", template)).toEqual([
      { field: "publicityBasis", text: expect.stringContaining("不予公开的，请填写依据") },
    ]);
  });

  it("is filled in with what is known, and what is not known stays to be seen", () => {
    expect(fillIn("批复{部门}{年度}年度决算", { 部门: "区教育局" })).toBe("批复区教育局{年度}年度决算");
    expect(unfilled(["{年度}年{部门}", "{年度}"])).toEqual(["{年度}", "{部门}"]);
    // A value with braces of its own is not filled in again.
    expect(fillIn("{部门}", { 部门: "{年度}", 年度: "2021" })).toBe("{年度}");
  });

  it("makes numbers", () => {
    const template = { ...initialTemplate("bureauToDepartment", "罗庄区"), numberWord: "罗财决" };
    expect(numberOf(template, 2022, 3)).toBe("罗财决〔2022〕3号");
  });
});

describe("a number of a letter", () => {
  it.each([
    "财决[2026]101号",
    "财决［2026］101号",
    "财决(2026)101号",
    "财决（２０２６）１０１号",
    "财决【2026】101号",
    "财决 〔2026〕 101 号",
    "财决〔2026〕101号",
  ])("is one and the same however its brackets and digits are typed: %s", (typed) => {
    expect(canonicalNumber(typed)).toBe("财决〔2026〕101号");
  });

  it("keeps brackets about anything but a year", () => {
    expect(canonicalNumber("财决（预）〔2026〕1号")).toBe("财决（预）〔2026〕1号");
  });
});
