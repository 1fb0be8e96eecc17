import { describe, expect, it } from "vitest";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangIdentity } from "../testing/luozhuang-2021";
import { createReportModel } from "../report/open-report";
import { placedCells, tableColumns } from "./figures";

const tables = createReportModel({
  identity: luozhuangIdentity,
  ...cataloguesOf(2021),
  facts: fullUnitFacts,
}).printedTables();

describe("tableColumns", () => {
  it("names every column by all its heads", () => {
    const headsOf = (id: string) => tableColumns(tables.find((table) => table.id === id)!).map(({ head }) => head);
    expect(headsOf("incomeExpenditureSummary")).toEqual([
      "收入·项目",
      "收入·行次",
      "收入·金额",
      "支出·项目",
      "支出·行次",
      "支出·金额",
    ]);
    expect(headsOf("expenditure").slice(0, 4)).toEqual([
      "项目·功能分类科目编码",
      "项目·科目名称",
      "本年支出合计",
      "基本支出",
    ]);
    expect(new Set(headsOf("threePublic")).size).toBe(12);
  });

  it("agrees with what stands in the columns of every table", () => {
    for (const table of tables) {
      const columns = tableColumns(table);
      for (const { cell, column } of placedCells(
        table.rows.filter(({ kind }) => kind !== "columnNumbers").map(({ cells }) => cells),
      )) {
        const kind = columns[column + (cell.colSpan ?? 1) - 1]!.kind;
        if (cell.kind !== "blank")
          expect(kind, `${table.id} ${cell.text}`).toBe(cell.kind === "label" ? "name" : cell.kind);
      }
    }
  });
});
