import { describe, expect, it } from "vitest";
import { pastedLabels } from "./pasted-labels";

const labelsOf = (...block: string[][]) => {
  const { rows, columns, unit } = pastedLabels(block, ["基本支出", "项目支出"], new Set(["机关服务支出", "行政运行"]));
  return [rows, columns, unit.words.join()];
};

describe("words around figures from the clipboard", () => {
  it("above them are a header, which may say the unit", () => {
    expect(labelsOf(["基本支出（万元）"], ["12.5"], ["3.5"])).toEqual([1, 0, "万元"]);
    expect(labelsOf(["单位：千元", ""], ["基本支出", "项目支出"], ["1", "2"])).toEqual([2, 0, "千元"]);
    expect(labelsOf(["科目名称", "金额"], ["工资", "1"])).toEqual([1, 1, ""]);
  });
  it("at the left are names", () => {
    expect(labelsOf(["行政运行", "100"], ["一般行政管理事务", "200"])).toEqual([0, 1, ""]);
    expect(labelsOf(["工资", "张三", "100"])).toEqual([0, 2, ""]);
  });
  it("are neither where they stand for a figure or for a row", () => {
    for (const block of [
      [["约三万"], ["5"]],
      [["待核"], ["5"]],
      [["-"], ["5"]],
      [[""], ["5"]],
      [["12.5万元"], ["5"]],
      [["基本支出"]],
      [["约三万", "5"]],
      [["待核", "5"]],
      [["", "5"]],
      [["2010301", "5"]],
    ])
      expect(labelsOf(...block), JSON.stringify(block)).toEqual([0, 0, ""]);
    expect(labelsOf(["机关服务支出", ""], ["行政运行", "5"])).toEqual([0, 1, ""]);
  });
});
