import { describe, expect, it } from "vitest";
import { factKey, type FactKey } from "@/lib/domain/facts/address";
import { createReportModel } from "@/lib/domain/model/report-model";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { parseTabSeparated } from "./clipboard-text";
import { contentsOf } from "./grid-contents";
import type { GridLayout } from "./grid-layout";
import { pasteProblemText, planPaste, refusedRows } from "./paste";
import { clearRange, copyRange, fillDown, sumOfRange } from "./range-edits";

const keys = ["2010301", "2010302", "2010303"].map((code) => ["generalPublicBudget", "otherIncome"].map((column) => factKey("income", code, "", column)));
const lockedKey = keys[2]![1]!;
const layout: GridLayout = {
  columns: [
    { id: "total", label: "合计", hasPrior: false },
    { id: "generalPublicBudget", label: "财政拨款", hasPrior: false },
    { id: "otherIncome", label: "其他收入", hasPrior: false },
  ],
  rows: keys.map((row, at) => ({
    id: `201030${at + 1}`,
    code: `201030${at + 1}`,
    label: "项",
    level: "item",
    indent: 0,
    cells: [{ kind: "derived", cell: `incomeEntry.201030${at + 1}.total` as never }, ...row.map((key) => ({ kind: "fact" as const, key, measure: "money" as const }))],
  })),
};

function contents(unit: "yuan" | "wan" = "yuan", invalid: readonly [FactKey, string][] = []) {
  const amounts = new Map([
    [keys[0]![0]!, 123_450],
    [lockedKey, 500],
  ]);
  const model = createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts: { amounts, texts: new Map() } });
  return contentsOf(layout, { model, unit, invalid: new Map(invalid), locked: new Set([lockedKey]), isEditable: true });
}
const from = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column });
const yuan = { unit: "yuan", dash: "blank" } as const;

describe("planPaste", () => {
  it("understands the figures of Excel and WPS", () => {
    const block = parseTabSeparated('"2,000.50"\t￥３０\r\n（12.30）\t1.5万元\r\n12.30-\t"6\r\n"\r\n');
    const { taken, refused } = planPaste(contents(), from(0, 1), block, yuan);
    expect(taken.map(({ input, isReread }) => [input, isReread])).toEqual([
      ["2,000.50", false],
      ["30.00", true],
      ["-12.30", true],
      ["15,000.00", true],
      ["-12.30", true],
    ]);
    expect(refused).toEqual([{ at: { row: 2, column: 2 }, from: { row: 2, column: 1 }, text: "6\r\n", problem: "locked" }]);
  });
  it("reads a lone dash as blank or as zero, as asked; a blank clears", () => {
    expect(planPaste(contents(), from(0, 1), [["-"]], yuan).taken[0]).toMatchObject({ before: "1,234.50", input: "" });
    expect(planPaste(contents(), from(0, 1), [["—"]], { ...yuan, dash: "zero" }).taken[0]).toMatchObject({ input: "0.00" });
    expect(planPaste(contents(), from(0, 1), [[""]], yuan).taken[0]).toMatchObject({ input: "" });
  });
  it("takes figures in 万元 into a grid in 元, and the other way round", () => {
    expect(planPaste(contents(), from(1, 1), [["1.2345"]], { ...yuan, unit: "wan" }).taken[0]).toMatchObject({ input: "12,345.00", isReread: true });
    expect(planPaste(contents("wan"), from(1, 1), [["12345"]], yuan).taken[0]).toMatchObject({ input: "1.2345" });
  });
  it("names every cell that it refuses, with the reason", () => {
    const block = [
      ["7", "x", "=SUM(A1:A2)"],
      ["", "12%", "1.234"],
      ["", "8", "5", "9"],
      ["", "1"],
    ];
    const plan = planPaste(contents(), from(0, 0), block, yuan);
    expect(plan.refused.map(({ from: { row, column }, problem }) => [row, column, typeof problem === "string" ? problem : pasteProblemText(problem).slice(0, 8)])).toEqual([
      [0, 0, "derived"],
      [0, 1, "不是数字。请只填"],
      [0, 2, "formula"],
      [1, 1, "percent"],
      [1, 2, "金额最多两位小数"],
      [2, 3, "pastLastColumn"],
      [3, 1, "pastLastRow"],
    ]);
    expect(plan.taken.map(({ input }) => input)).toEqual(["8.00"]);
    expect(plan.unchanged).toBe(1);
    expect(refusedRows(contents(), plan.refused)[1]).toEqual(["第1行第1列", "2010301 项 合计", "7", "由系统计算，不能粘贴；请粘贴到明细行。"]);
  });
  it("loses nothing of 5,000 × 50 cells", () => {
    const block = Array.from({ length: 5000 }, () => Array.from({ length: 50 }, () => "1"));
    const plan = planPaste(contents(), from(0, 0), block, yuan);
    expect(plan.taken.length + plan.unchanged + plan.refused.length).toBe(250_000);
    expect(plan.taken).toHaveLength(5);
  });
  it("fills the whole selected range with one single cell", () => {
    const { taken, refused } = planPaste(contents(), { top: 0, bottom: 2, left: 1, right: 2 }, [["9"]], yuan);
    expect(taken.map(({ input }) => input)).toEqual(Array.from({ length: 5 }, () => "9.00"));
    expect(refused).toHaveLength(1);
  });
});

describe("edits of a range", () => {
  it("fill down from its first row, or from the row above, over locked cells", () => {
    expect(fillDown(contents(), { top: 0, bottom: 2, left: 1, right: 2 })).toEqual({
      changes: [
        { key: keys[1]![0], before: "", input: "1,234.50" },
        { key: keys[2]![0], before: "", input: "1,234.50" },
      ],
      skipped: 1,
    });
    expect(fillDown(contents(), from(1, 1)).changes).toEqual([{ key: keys[1]![0], before: "", input: "1,234.50" }]);
    expect(fillDown(contents(), from(0, 1))).toEqual({ changes: [], skipped: 0 });
  });
  it("clear what is entered and leave what is locked", () => {
    expect(clearRange(contents(), { top: 0, bottom: 2, left: 0, right: 2 })).toEqual({ changes: [{ key: keys[0]![0], before: "1,234.50", input: "" }], skipped: 4 });
  });
  it("copy in full precision, wrong inputs as typed, titles on request", () => {
    expect(copyRange(contents("wan", [[keys[1]![0]!, "约一万"]]), { top: 0, bottom: 1, left: 1, right: 2 }, { withHeader: true })).toEqual([
      ["编码", "科目或项目", "财政拨款", "其他收入"],
      ["2010301", "项", "0.12345", ""],
      ["2010302", "项", "约一万", ""],
    ]);
    expect(copyRange(contents(), from(0, 1), { withHeader: false })).toEqual([["1234.50"]]);
  });
  it("add up", () => {
    expect(sumOfRange(contents(), { top: 0, bottom: 2, left: 1, right: 2 })).toEqual({ count: 2, sum: 123_950 });
  });
});
