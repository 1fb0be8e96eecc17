import { describe, expect, it } from "vitest";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { fullUnitFacts } from "@/lib/domain/rule-book/examples/full-unit";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { openCsv, openTables } from "./published-data";

const tablesOf = (facts: typeof luozhuangFacts) =>
  createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts }).printedTables();

describe.each([
  ["the real accounts", luozhuangFacts],
  ["a unit that fills every column", fullUnitFacts],
])("open data of %s", (_, facts) => {
  const printed = tablesOf(facts);
  it("carries every figure cell of every printed table once, under its own row", () => {
    const cells = printed.map(({ rows }) => rows.flatMap((row) => row.cells).filter(({ kind }) => kind === "amount"));
    const open = openTables(printed);
    expect(open.map(({ rows }) => rows.flatMap((row) => row.cells.map(({ id, printed: text }) => [id, text])))).toEqual(
      cells.map((list) => list.map(({ cellId, text }) => [cellId, text])),
    );
    for (const table of open)
      for (const row of table.rows)
        for (const cell of row.cells) expect(cell.id).toBe(`${table.id}.${row.id}.${cell.column}`);
  });
});

describe("a row of open data", () => {
  const open = openTables(tablesOf(luozhuangFacts));
  it("names its subject, line and exact amount", () => {
    expect(open[1]!.rows.find(({ id }) => id === "2010301")).toMatchObject({
      code: "2010301",
      label: "行政运行",
      cells: [{ column: "total", yuan: "9409275.00", wan: "940.93", printed: "940.93" }, {}, {}, {}, {}, {}, {}],
    });
    expect(open[0]!.rows.find(({ id }) => id === "closingBalance")).toMatchObject({
      label: "年末结转和结余",
      line: "60",
      cells: [{ yuan: "45300.00", printed: "4.53" }],
    });
  });
  it("keeps zero apart from blank", () => {
    const cells = open[6]!.rows[0]!.cells;
    expect(cells.find(({ column }) => column === "actualOverseasTravel")).toMatchObject({ yuan: "0.00", printed: "" });
    expect(open[1]!.rows[0]!.cells.find(({ column }) => column === "otherIncome")).toMatchObject({
      yuan: null,
      wan: null,
      printed: "",
    });
  });
  it("names its column in Chinese in the CSV, in every table", () => {
    const columnsOf = openCsv(tablesOf(fullUnitFacts))
      .split("\n")
      .slice(1, -1)
      .map((line) => line.split(",")[5]!);
    expect(new Set(columnsOf.filter((column) => !/\p{Script=Han}/u.test(column)))).toEqual(new Set());
    expect(columnsOf).toContain("收入·金额");
  });
  it("is written as CSV with a byte order mark and quoted labels", () => {
    const csv = openCsv(tablesOf(luozhuangFacts));
    expect(csv.startsWith("\uFEFF表号")).toBe(true);
    expect(csv).toContain("公开02表,收入决算表,2010301,行政运行,,本年收入合计,9409275.00,940.93,income.2010301.total");
  });
});
