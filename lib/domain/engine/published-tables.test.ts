import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { formatOf } from "../formats/format-of";
import type { PrintedTable } from "./contract";
import { printTable, programForFacts } from "./figures";

/** The nine tables as published, as text: one unit's real document, the yardstick of everything printed. */
const published = readFileSync(path.join(import.meta.dirname, "../testing/luozhuang-2021-tables.txt"), "utf8").replace(
  /\s/g,
  "",
);

const tableSet = formatOf(luozhuangIdentity.tableSetId);
const program = programForFacts({ tableSet, ...cataloguesOf(2021), facts: luozhuangFacts });
const tables = tableSet.tables.map((table) => printTable(program, table, luozhuangIdentity.unitName, () => true));

/** Head rows that the PDF repeats at the top of a continued page. */
const repeatedHeads = [
  "收入支出项目行次金额项目行次合计一般公共预算财政拨款政府性基金预算财政拨款国有资本经营预算财政拨款",
  "人员经费公用经费科目编码科目名称金额科目编码科目名称金额科目编码科目名称金额",
];

/** The published text of a table's body: from its 栏次 row (or its heads) to its note. */
function publishedBody(table: PrintedTable): string {
  const start = published.indexOf(`${table.title}${table.code}`);
  expect(start, `${table.title} in the published text`).toBeGreaterThanOrEqual(0);
  const section = published.slice(start, start + published.slice(start).search(/注[:：]/));
  const body = repeatedHeads.reduce((text, heads) => text.replaceAll(heads, ""), section);
  if (table.layout === "economic") return body.slice(body.indexOf("301工资福利支出"));
  if (table.layout === "single") return body.slice(body.lastIndexOf("123456789101112"));
  return body.slice(body.indexOf("栏次"));
}

/** Finding F11: four 行次 of table 04 are misprinted; we print them right. */
function withRightLineNumbers(body: string): string {
  return body
    .replace("本年收入合计291,382.47本年支出合计23", "本年收入合计271,382.47本年支出合计59")
    .replace("总计141,387.00总计28", "总计321,387.00总计64");
}

function printedBody(table: PrintedTable): string {
  return table.rows
    .flatMap((row) => row.cells.map(({ text }) => text))
    .join("")
    .replace(/\s/g, "");
}

describe("the published tables of one real unit", () => {
  it("are the nine of the 2021 table set, in order", () => {
    expect(tables.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `公开0${number}表`));
  });

  it.each(tables.map((table) => [table.code, table] as const))(
    "%s prints every label, line number and figure as published",
    (_, table) => {
      expect(printedBody(table)).toBe(withRightLineNumbers(publishedBody(table)));
    },
  );

  it.each(tables.map((table) => [table.code, table] as const))(
    "%s prints its note, unit and money unit as published",
    (_, table) => {
      for (const note of table.notes) expect(published.replace("注:", "注：")).toContain(note);
      expect(published).toContain(
        `${table.title}${table.code}${table.unitLine}${table.moneyUnitLine}`.replace(/\s/g, ""),
      );
    },
  );

  it("states that the fund table and the state-capital table have no data, and no other", () => {
    const stated = tables.filter(({ emptyStatement }) => emptyStatement !== null);
    expect(stated.map(({ id }) => id)).toEqual(["governmentFund", "stateCapital"]);
    for (const { emptyStatement } of stated) expect(published).toContain(emptyStatement);
  });

  // Text alone cannot tell which columns are empty, so here every figure has its place.
  const spending: [row: string, basic: string, project: string][] = [
    ["total", "1,173.33", "209.15"],
    ["201", "940.93", "209.15"],
    ["20103", "940.93", "209.15"],
    ["2010301", "940.93", ""],
    ["2010305", "", "209.15"],
    ["208", "124.00", ""],
    ["20805", "93.65", ""],
    ["2080505", "77.37", ""],
    ["2080506", "16.28", ""],
    ["20899", "30.35", ""],
    ["2089999", "30.35", ""],
    ["210", "37.47", ""],
    ["21011", "37.47", ""],
    ["2101101", "20.96", ""],
    ["2101102", "16.51", ""],
    ["221", "70.93", ""],
    ["22102", "70.93", ""],
    ["2210201", "70.93", ""],
  ];
  const totals: Record<string, string> = { total: "1,382.47", "201": "1,150.08", "20103": "1,150.08" };
  const totalOf = ([row, basic, project]: (typeof spending)[number]) => totals[row] ?? (basic || project);
  const amounts = (id: string) =>
    tables
      .find((table) => table.id === id)!
      .rows.filter(({ kind }) => kind !== "columnNumbers")
      .map((row) => [
        row.id,
        ...row.cells.filter(({ kind }) => kind === "amount" || kind === "blank").map(({ text }) => text),
      ]);

  it("puts the figures of 02, 03 and 05 in their columns and leaves the others empty", () => {
    expect(amounts("income")).toEqual(spending.map((row) => [row[0], totalOf(row), totalOf(row), "", "", "", "", ""]));
    expect(amounts("expenditure")).toEqual(spending.map((row) => [row[0], totalOf(row), row[1], row[2], "", "", ""]));
    expect(amounts("generalPublicExpenditure")).toEqual(spending.map((row) => [row[0], totalOf(row), row[1], row[2]]));
  });

  it("puts the figures of 01 and 04 in their lines and leaves the others empty", () => {
    const figures = (id: string) =>
      Object.fromEntries(
        tables
          .find((table) => table.id === id)!
          .rows.flatMap((row) => row.cells)
          .filter(({ kind, text }) => kind === "amount" && text !== "")
          .map(({ cellId, text }) => [cellId!.slice(id.length + 1), text]),
      );
    const lines = {
      c201: "1,150.08",
      c208: "124.00",
      c210: "37.47",
      c221: "70.93",
      currentYearExpenditure: "1,382.47",
      closingBalance: "4.53",
      totalExpenditure: "1,387.00",
    };
    expect(figures("incomeExpenditureSummary")).toEqual({
      "generalPublicBudget.amount": "1,382.47",
      "currentYearIncome.amount": "1,382.47",
      "openingBalance.amount": "4.53",
      "totalIncome.amount": "1,387.00",
      ...Object.fromEntries(Object.entries(lines).map(([row, text]) => [`${row}.amount`, text])),
    });
    expect(figures("appropriationSummary")).toEqual({
      "generalPublicBudget.amount": "1,382.47",
      "currentYearIncome.amount": "1,382.47",
      "openingBalance.amount": "4.53",
      "openingGeneralPublicBudget.amount": "4.53",
      "totalIncome.amount": "1,387.00",
      ...Object.fromEntries(
        Object.entries(lines).flatMap(([row, text]) => [
          [`${row}.total`, text],
          [`${row}.generalPublicBudget`, text],
        ]),
      ),
    });
  });

  it("puts the figures of 07 in their columns and leaves 出国 and 购置 empty", () => {
    expect(amounts("threePublic")).toEqual([
      ["figures", "25.00", "", "11.00", "", "11.00", "14.00", "24.86", "", "11.00", "", "11.00", "13.86"],
    ]);
  });

  it("leaves 08 and 09 with an empty total row", () => {
    expect(amounts("governmentFund")).toEqual([["total", "", "", "", "", "", ""]]);
    expect(amounts("stateCapital")).toEqual([["total", "", "", ""]]);
  });

  it("notes the rounding residuals of findings R1 to R3 instead of hiding them", () => {
    const residuals = (id: string) => tables.find((table) => table.id === id)!.residuals.flatMap(({ cells }) => cells);
    expect(residuals("expenditure")).toEqual(expect.arrayContaining(["expenditure.total.total"]));
    expect(residuals("generalPublicExpenditure")).toEqual(
      expect.arrayContaining(["generalPublicExpenditure.total.total"]),
    );
  });
});
