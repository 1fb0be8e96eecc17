import { describe, expect, it } from "vitest";
import { placedCells } from "../../engine/figures";
import type { PrintedTable } from "../../engine/contract";
import { createReportModel } from "../../report/open-report";
import { cellIdOf } from "../../words/cell-id";
import { factKey } from "../../words/fact-address";
import { cataloguesOf } from "../../testing/catalogues";
import { putuoFacts, putuoIdentity } from "../../testing/putuo-2024";
import published from "../../testing/putuo-2024-cells.json" with { type: "json" };
import source from "../../testing/putuo-2024-facts.json" with { type: "json" };
import { shanghai2024 } from "./format";

const model = createReportModel({ identity: putuoIdentity, ...cataloguesOf(2024), facts: putuoFacts });
const tables = model.printedTables();

/**
 * Cells in which the published tables contradict each other (facts file, `defects`), by place: what is printed and what
 * is right.
 */
const defects: Readonly<Record<string, { printed: string; right: string }>> = {
  "收入支出决算总表/支出/九、卫生健康支出/决算数": { printed: "236.63", right: "236.64" },
  "收入支出决算总表/支出/十一、城乡社区支出/决算数": { printed: "3845.25", right: "3845.24" },
  "财政拨款收入支出决算总表/支出/九、卫生健康支出/合计": { printed: "236.63", right: "236.64" },
  "财政拨款收入支出决算总表/支出/九、卫生健康支出/一般公共预算财政拨款": { printed: "236.63", right: "236.64" },
};

/** Printed amounts by the names that the published cells go by: `title/row/column`. */
function printedAmounts(table: PrintedTable): Map<string, string> {
  const amounts = new Map<string, string>();
  const heads = placedCells(table.header);
  const leftWidth = table.header[0]![0]!.colSpan ?? 1;
  for (const row of table.rows) {
    let label = "";
    for (const { cell, column } of placedCells([row.cells])) {
      if (cell.kind === "code" && cell.text !== "") label = cell.text;
      if (cell.kind === "label" && (table.layout === "paired" || !/^\d+$/.test(label))) label = cell.text;
      if (cell.kind !== "amount" || cell.text === "") continue;
      const above = heads
        .filter((head) => head.column <= column && column < head.column + (head.cell.colSpan ?? 1))
        .map((head) => head.cell.text);
      if (table.layout === "paired")
        amounts.set(`${table.title}/${column < leftWidth ? "收入" : "支出"}/${label}/${above.at(-1)}`, cell.text);
      else if (table.layout === "single") {
        const [group = "", name = ""] = above.slice(-3, -1);
        const item = name === "小计" ? group + name : name;
        amounts.set(`${table.title}/${item}/${above.at(-1)}`, cell.text);
      } else amounts.set(`${table.title}/${label}/${above.at(-1)}`, cell.text);
      if (table.layout === "economic") label = "";
    }
  }
  return amounts;
}

const expected = Object.entries(published.tables).flatMap(([title, rows]) =>
  Object.entries(rows as Record<string, Record<string, string>>).flatMap(([row, columns]) =>
    Object.entries(columns).map(([column, text]) => [`${title}/${row}/${column}`, text] as const),
  ),
);

describe("the tables of a real department of Shanghai", () => {
  it("have the note of their form, and what does not add up by rounding in one more at most", () => {
    for (const { notes, residuals } of tables) {
      expect(notes).toEqual([expect.stringMatching(/^注：本表反映部门本年度/)]);
      expect(residuals.length).toBeLessThan(2);
    }
    expect(tables.flatMap(({ residuals }) => residuals.map(({ text }) => text))).toEqual([
      "尾差：“合计”合计、“212 城乡社区支出”合计、“21201 城乡社区管理事务”合计、“2120101 行政运行”合计与各分项之和相差0.01万元，系金额单位换算四舍五入所致。",
      "尾差：“302 商品和服务支出”决算数与各分项之和相差0.02万元；“人员经费合计”决算数与各分项之和相差0.01万元，系金额单位换算四舍五入所致。",
    ]);
  });

  it("have cells whose names say once what the title and the head over all columns say", () => {
    expect(model.labelOf(cellIdOf("threePublic", "figures", "actualTotal"))).toBe(
      "财政拨款“三公”经费支出决算表合计·决算数",
    );
  });

  it("have the published titles in their order, with the published notes", () => {
    expect(tables.map(({ title }) => title)).toEqual(Object.keys(published.tables));
    for (const table of tables)
      expect([...table.notes, ...(table.emptyStatement ? [table.emptyStatement] : [])].join("")).toBe(
        published.tableNotes[table.title as keyof typeof published.tableNotes],
      );
  });

  it.each(tables.map((table) => [table.title, table] as const))(
    "%s: every printed cell and no other",
    (title, table) => {
      const right = expected
        .filter(([place]) => place.startsWith(`${title}/`))
        .map(([place, text]) => {
          const defect = defects[place];
          if (defect) expect(text).toBe(defect.printed);
          return [place, defect?.right ?? text] as const;
        });
      expect(Object.fromEntries(printedAmounts(table))).toEqual(Object.fromEntries(right));
    },
  );

  it("differ from print only where the document contradicts itself", () => {
    expect(Object.keys(defects).sort()).toEqual(
      published.cellsNotReproducedByFacts.map((place) => place.join("/")).sort(),
    );
    const printed = tables.reduce((count, table) => count + printedAmounts(table).size, 0);
    expect(printed).toBe(expected.length);
  });

  it.each(Object.entries(published.rowOrder))("%s has its lines in the published order", (title, rows) => {
    const table = tables.find((each) => each.title === title)!;
    const sides: Record<string, string[]> = { 收入: [], 支出: [] };
    const leftWidth = table.header[0]![0]!.colSpan!;
    for (const { cells } of table.rows)
      for (const { cell, column } of placedCells([cells]))
        if (cell.kind === "label" && cell.text !== "") sides[column < leftWidth ? "收入" : "支出"]!.push(cell.text);
    const names = rows.map((row) => row.split("/"));
    for (const side of ["收入", "支出"])
      expect(sides[side]).toEqual(names.flatMap(([of, ...name]) => (of === side ? [name.at(-1)] : [])));
  });
});

it("prints 0.00 where a blank counts as 0, as the text says, and nothing where nobody knows", () => {
  const items = ["overseasTravel", "vehiclePurchase", "vehicleOperation", "officialReception"] as const;
  const without = (...gone: (typeof items)[number][]) => {
    const amounts = new Map(putuoFacts.amounts);
    for (const item of gone) amounts.delete(factKey("threePublic", item, "", "actual"));
    return createReportModel({ identity: putuoIdentity, ...cataloguesOf(2024), facts: { ...putuoFacts, amounts } })
      .printedTables()
      .flatMap((table) => (table.id === "threePublic" ? [...printedAmounts(table)] : []));
  };
  expect(without("overseasTravel", "vehicleOperation")).toEqual(without());
  const asked = without(...items);
  expect(asked.map(([name]) => name.split("/").at(-1))).not.toContain("决算数");
  expect(asked).toHaveLength(without().length / 2);
});

it("explains the terms that the form explains", () => {
  expect(shanghai2024.terms.map(({ term, definition }) => ({ term, text: definition }))).toEqual(source.glossary);
});
