import { expect, it } from "vitest";
import { luozhuangPublication } from "../testing/luozhuang-2021-publication";
import { cellId } from "../formats/names";
import { factKey, priorYearKey } from "../words/fact-address";
import { besideFigures, changeText, completionText, type BesideFigure } from "./beside-figures";

const content = luozhuangPublication();
const of = (figures: readonly BesideFigure[], cell: string) => figures.find((each) => each.cell === cell);
const basic = cellId("expenditure", "total", "basic");
const office = cellId("generalPublicBasicExpenditure", "30201", "amount");

it("without a publication of last year there is what the unit stated of it, and nothing else", () => {
  const figures = besideFigures(content, null);
  expect(of(figures, basic)!.lastYear).toEqual({ fen: 12_219_800_00, source: "stated" });
  expect(of(figures, office)).toBeUndefined();
});

it("a publication of last year goes before what is stated; what it has not, it has nothing of", () => {
  const last = luozhuangPublication([[factKey("basicExpenditure", "30202", "", "amount"), 5_000_00]]);
  const figures = besideFigures(content, last);
  expect(of(figures, office)!.lastYear).toEqual({ fen: 246_600_00, source: "published" });
  expect(of(figures, basic)!.lastYear).toEqual({
    fen: 11_733_264_00,
    source: "published",
    statedOtherwise: 12_219_800_00,
  });
  const more = luozhuangPublication([[factKey("basicExpenditure", "30202", "", "amount"), 5_000_00]]);
  const printing = cellId("generalPublicBasicExpenditure", "30202", "amount");
  expect(of(besideFigures(more, content), printing)!.lastYear).toEqual({ fen: null, source: "published" });
});

it("of a table that last year's form had not, there is only what was stated", () => {
  const last = { tables: content.tables.filter(({ id }) => id !== "expenditure") };
  expect(of(besideFigures(content, last), basic)!.lastYear).toEqual({ fen: 12_219_800_00, source: "stated" });
  const unstated = luozhuangPublication([[priorYearKey(basic), null]]);
  expect(of(besideFigures(unstated, last), basic)).toBeUndefined();
});

it("the budget stands beside “三公” and the expenditure by item, as the text says it", () => {
  const figures = besideFigures(content, null);
  expect(of(figures, cellId("threePublic", "figures", "actualTotal"))!.budget).toEqual({
    fen: 250_000_00,
    name: "年初预算",
  });
  expect(of(figures, "generalPublicExpenditure.2010301.total")!.budget).toEqual({
    fen: 7_766_300_00,
    name: "年初预算",
  });
  // 一般公共预算 10,792,000.00 元 in the text of the real accounts.
  expect(of(figures, cellId("generalPublicExpenditure", "total", "total"))!.budget!.fen).toBe(10_792_000_00);
});

it("the whole budget is not there while that of an item is unknown", () => {
  const unknown = luozhuangPublication([[factKey("budget", "2010301", "generalPublicBudget", "originalBudget"), null]]);
  const figures = besideFigures(unknown, null);
  expect(of(figures, cellId("generalPublicExpenditure", "total", "total"))!.budget).toBeNull();
  expect(of(figures, "generalPublicExpenditure.2010301.total")).toBeUndefined();
});

it.each([
  [110_000_00, 100_000_00, "增加 1.00，10%"],
  [90_000_00, 100_000_00, "减少 1.00，10%"],
  [100_000_00, 100_000_00, "持平"],
  [100_000_00, 0, "增加 10.00"],
  [0, -100_000_00, "增加 10.00"],
])("%d fen after %d: %s", (fen, before, text) => {
  expect(changeText(fen, before)).toBe(text);
});

it("nothing is completed of a budget of nothing", () => {
  expect(completionText(128_1, { fen: 100_0, name: "年初预算" })).toBe("完成 128.1%");
  expect(completionText(1, { fen: 0, name: "年初预算" })).toBeNull();
});
