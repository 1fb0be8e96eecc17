import { describe, expect, it } from "vitest";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { formatOf } from "@/lib/domain/formats/format-of";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { parseTabSeparated } from "@/components/text-tables/clipboard-text";
import { contentsOf } from "./grid-contents";
import { gridOf, gridRowsOf, type GridLayout } from "./grid-layout";
import { pasteProblemText, planPaste, refusedRows, rowChoiceOf } from "./paste";
import { clearRange, copyRange, fillDown, sumOfRange } from "./range-edits";

const keys = ["2010301", "2010302", "2010303"].map((code) =>
  ["generalPublicBudget", "otherIncome"].map((column) => factKey("income", code, "", column)),
);
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
    cells: [
      { kind: "derived", cell: `incomeEntry.201030${at + 1}.total` as never },
      ...row.map((key) => ({ kind: "fact" as const, key, measure: "money" as const })),
    ],
  })),
};

function contents(unit: "yuan" | "wan" = "yuan", invalid: readonly [FactKey, string][] = []) {
  const amounts = new Map([
    [keys[0]![0]!, 123_450],
    [lockedKey, 500],
  ]);
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...cataloguesOf(2021),
    facts: { amounts, texts: new Map() },
  });
  return contentsOf(layout, { model, unit, invalid: new Map(invalid), locked: new Set([lockedKey]), isEditable: true });
}
const from = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column });
const yuan = { unit: "yuan", dash: "blank", rows: "every", blank: "clear" } as const;

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
    expect(refused).toEqual([
      { at: { row: 2, column: 2 }, from: { row: 2, column: 1 }, text: "6\r\n", problem: "locked" },
    ]);
  });
  it("reads a lone dash as blank or as zero, as asked; a blank clears", () => {
    expect(planPaste(contents(), from(0, 1), [["-"]], yuan).taken[0]).toMatchObject({ before: "1,234.50", input: "" });
    expect(planPaste(contents(), from(0, 1), [["—"]], { ...yuan, dash: "zero" }).taken[0]).toMatchObject({
      input: "0.00",
    });
    expect(planPaste(contents(), from(0, 1), [[""]], yuan).taken[0]).toMatchObject({ input: "" });
  });
  it("takes figures in 万元 into a grid in 元, and the other way round", () => {
    expect(planPaste(contents(), from(1, 1), [["1.2345"]], { ...yuan, unit: "wan" }).taken[0]).toMatchObject({
      input: "12,345.00",
      isReread: true,
    });
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
    expect(
      plan.refused.map(({ from: { row, column }, problem }) => [
        row,
        column,
        typeof problem === "string" ? problem : pasteProblemText(problem).slice(0, 8),
      ]),
    ).toEqual([
      [0, 0, "由系统计算，不能"],
      [0, 1, "不是数字。请只填"],
      [0, 2, "formula"],
      [1, 1, "percent"],
      [1, 2, "金额最多两位小数"],
      [2, 3, "pastLastColumn"],
      [3, 1, "pastLastRow"],
    ]);
    expect(plan.taken.map(({ input }) => input)).toEqual(["8.00"]);
    expect(plan.unchanged).toBe(1);
    expect(refusedRows(contents(), plan.refused)[1]).toEqual([
      "第1行第1列",
      "2010301 项 合计",
      "7",
      "由系统计算，不能粘贴；粘贴后本表汇总为 1,234.50，与此不一致，请核对明细。",
    ]);
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

describe("a block of figures beside rows with subtotals", () => {
  const codes = [
    "2010301",
    "2010302",
    "2010399",
    "2010601",
    "2010602",
    "2013101",
    "2080501",
    "2080505",
    "2080506",
    "2101101",
  ];
  const { functional } = cataloguesOf(2021);
  const parents = [...new Set(codes.flatMap((code) => [code.slice(0, 3), code.slice(0, 5)]))];
  const added = [...codes, ...parents].map((code) => ({ code, label: functional.get(code)!.name, isRemovable: true }));
  const sheet = formatOf(luozhuangIdentity.tableSetId).sheets.find("expenditure")!;
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...cataloguesOf(2021),
    facts: {
      amounts: new Map(
        codes.map((code) => [factKey("expenditure", code, "generalPublicBudget", "project"), 100] as const),
      ),
      texts: new Map(),
    },
  });
  const grid = gridOf(model, sheet, "generalPublicBudget", gridRowsOf(model, sheet, "generalPublicBudget"), added);
  const figures = contentsOf(grid, { model, unit: "yuan", invalid: new Map(), locked: new Set(), isEditable: true });
  const column = grid.columns.findIndex(({ id }) => id === "basic");
  const rowOf = (code: string) => grid.rows.findIndex((row) => row.id === code);
  const items = codes.map((_, at) => [`${10 ** (at % 5)}${at}.50`]);
  const sums = grid.rows.slice(rowOf("2010301")).map(({ id }) => {
    const cents = codes.reduce((sum, code, at) => sum + (code.startsWith(id) ? Number(items[at]![0]) * 100 : 0), 0);
    return [(cents / 100).toFixed(2)];
  });
  const { rows: _, ...rest } = yuan;
  const at = { top: rowOf("2010301"), bottom: rowOf("2010301"), left: column, right: column };
  const placed = (block: string[][], rows: "every" | "entered") => planPaste(figures, at, block, { ...yuan, rows });

  it("fits the rows that take figures: computed rows are passed over", () => {
    expect(rowChoiceOf(figures, at, items, rest)).toEqual({ isOpen: true, suggested: "entered" });
    const { taken, refused } = placed(items, "entered");
    expect(refused).toEqual([]);
    expect(taken.map(({ key, text }) => [key.split(":")[1], text])).toEqual(
      codes.map((code, index) => [code, items[index]![0]]),
    );
  });

  it("with its subtotals goes row by row, and they are compared with those of the system", () => {
    expect(rowChoiceOf(figures, at, sums, rest)).toEqual({ isOpen: true, suggested: "every" });
    const { taken, refused, agreeing } = placed(sums, "every");
    expect([taken.length, refused.length, agreeing]).toEqual([10, 0, sums.length - 10]);
    const wrong = sums.map((row, index) => (index === rowOf("20106") - rowOf("2010301") ? ["7.00"] : row));
    expect(rowChoiceOf(figures, at, wrong, rest).suggested).toBe("every");
    const plan = placed(wrong, "every");
    expect(plan.agreeing).toBe(sums.length - 11);
    expect(plan.refused.map(({ problem }) => pasteProblemText(problem))).toEqual([
      expect.stringMatching(/由系统计算.*粘贴后本表汇总为 [\d,.]+/),
    ]);
  });

  it("that fits neither way is not offered until a person says how", () => {
    expect(rowChoiceOf(figures, at, [...items, ["1"], ["2"]], rest)).toEqual({ isOpen: true, suggested: null });
    expect(rowChoiceOf(figures, at, [["5"], ["6"], ["11"], ["4"], ["7"]], rest)).toEqual({
      isOpen: true,
      suggested: null,
    });
  });

  it("that meets no computed row leaves nothing to choose", () =>
    expect(rowChoiceOf(figures, at, items.slice(0, 3), rest)).toEqual({ isOpen: false, suggested: "every" }));

  it("never takes the code of a row for money; what is overwritten and cleared is told", () => {
    const project = { ...at, left: column + 1, right: column + 1 };
    expect(planPaste(figures, { ...at, right: column + 1 }, [["2010301", "209"]], yuan)).toMatchObject({
      taken: [{ input: "209.00", effect: "overwritten" }],
      refused: [{ text: "2010301", problem: "ownCode" }],
    });
    expect(planPaste(figures, project, [[""], ["1.00"], ["2"]], yuan)).toMatchObject({
      taken: [{ effect: "cleared" }, { effect: "overwritten" }],
      unchanged: 1,
      refused: [],
    });
    expect(planPaste(figures, project, [[""], ["3"]], { ...yuan, blank: "keep" })).toMatchObject({
      taken: [{ input: "3.00" }],
      unchanged: 1,
    });
  });
});

describe("a block with words around its figures", () => {
  const labels = { rows: 1, columns: 1 };
  it("puts its figures where it was pasted, and counts their places on the clipboard", () => {
    const block = [
      ["科目", "金额"],
      ["甲", "5"],
      ["乙", "x"],
    ];
    const { taken, refused } = planPaste(contents(), from(0, 1), block, { ...yuan, labels });
    expect(taken).toMatchObject([{ at: { row: 0, column: 1 }, input: "5.00" }]);
    expect(refused).toMatchObject([{ at: { row: 1, column: 1 }, from: { row: 2, column: 1 }, text: "x" }]);
  });
  it("takes a first column of codes for codes", () => {
    const options = { ...yuan, isCode: (text: string) => text === "30101" };
    expect(planPaste(contents(), from(0, 1), [["30101", "5"]], options)).toMatchObject({
      refused: [{ text: "30101", problem: "code" }],
      taken: [{ at: { row: 0, column: 2 } }],
    });
    expect(planPaste(contents(), from(0, 1), [["30101"]], options).refused).toEqual([]);
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
    expect(clearRange(contents(), { top: 0, bottom: 2, left: 0, right: 2 })).toEqual({
      changes: [{ key: keys[0]![0], before: "1,234.50", input: "" }],
      skipped: 4,
    });
  });
  it("copy in full precision, wrong inputs as typed, titles on request", () => {
    expect(
      copyRange(
        contents("wan", [[keys[1]![0]!, "约一万"]]),
        { top: 0, bottom: 1, left: 1, right: 2 },
        { withHeader: true },
      ),
    ).toEqual([
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
