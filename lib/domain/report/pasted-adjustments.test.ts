import { describe, expect, it } from "vitest";
import { readPastedAdjustments } from "./pasted-adjustments";

const openings = [
  { fund: "generalPublicBudget", row: "generalPublicBudget", label: "一般公共预算财政拨款" },
  { fund: "governmentFund", row: "2120801", label: "2120801 征地和拆迁补偿支出" },
] as const;

describe("adjustments from a worksheet", () => {
  it("are read row by row, heads and blank rows passed over", () => {
    const { adjustments, problems } = readPastedAdjustments(
      "资金或科目\t类别\t金额\t文号\t日期\t说明\n" +
        "一般公共预算财政拨款\t会计差错更正\t1,200.50\t罗财库〔2022〕3号\t2022/3/1\t更正多记的支出\r\n\n" +
        "2120801\t归集调出\t-30\t\t\t",
      openings,
    );
    expect(problems).toEqual([]);
    expect(adjustments).toEqual([
      {
        fund: "generalPublicBudget",
        row: "generalPublicBudget",
        kind: "errorCorrection",
        amount: 120_050,
        document: "罗财库〔2022〕3号",
        date: "2022年3月1日",
        text: "更正多记的支出",
      },
      { fund: "governmentFund", row: "2120801", kind: "transferOut", amount: -3_000, document: "", date: "", text: "" },
    ]);
  });

  it("of one kind are several in the order of the rows, beside one that an event has brought", () => {
    const pasted = "2120801\t归集调入\t1\n2120801\t归集调出\t-1\n2120801\t归集调入\t2";
    const entries = (isFree?: (place: { kind: string; entry?: number }) => boolean) =>
      readPastedAdjustments(pasted, openings, isFree).adjustments.map(({ kind, entry, amount }) => [
        kind,
        entry,
        amount,
      ]);
    expect(entries()).toEqual([
      ["transferIn", undefined, 100],
      ["transferOut", undefined, -100],
      ["transferIn", 2, 200],
    ]);
    expect(entries(({ kind, entry }) => kind !== "transferIn" || entry !== undefined)).toEqual([
      ["transferIn", 2, 100],
      ["transferOut", undefined, -100],
      ["transferIn", 3, 200],
    ]);
  });

  it.each([
    ["社保基金\t会计差错更正\t1", "第 1 行：没有资金或科目“社保基金”。"],
    ["2120801\t其他\t1", "第 1 行：类别“其他”不是会计差错更正"],
    ["2120801\t归集调入\t若干", "第 1 行：金额“若干”不是数字。"],
    ["2120801\t归集调入\t", "第 1 行：金额“”不是数字。"],
    ["2120801\t归集调入\t1\n".repeat(10).trimEnd(), "第 10 行：“2120801”的“归集调入”超过9笔，请合并填列"],
  ])("%j is not taken, and it is said why", (pasted, problem) => {
    const read = readPastedAdjustments(pasted, openings);
    expect(read.problems).toEqual([expect.stringContaining(problem)]);
  });
});
