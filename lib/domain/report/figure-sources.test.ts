import { describe, expect, it } from "vitest";
import { equalCells } from "../formats/equal-cells";
import { cellId } from "../formats/names";
import type { CellId } from "../words/cell-id";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { figureSources, type FigureSource } from "./figure-sources";
import { createReportModel } from "./open-report";

const model = createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts: luozhuangFacts });
const tables = model.printedTables();
const sources = figureSources(model, tables);

describe("figureSources", () => {
  it("leads from a figure to what it is made of, to what is made of it, and to the same money in other tables", () => {
    const running = sources[cellId("generalPublicExpenditure", "22102", "basic")]!;
    expect(running.calculation).toContain("709,300.00 元 = ");
    expect(running.from).toEqual(["generalPublicExpenditure.2210201.basic"]);
    expect(running.into).toEqual(["generalPublicExpenditure.221.basic", "generalPublicExpenditure.22102.total"]);
    expect(running.same).toContain("expenditure.22102.basic");
  });

  it("leads between the cells of two tables that are declared to be the same figure", () => {
    for (const [one, other] of equalCells) {
      const source = sources[one];
      if (source && sources[other]) expect([...source.same, ...source.from, ...source.into], one).toContain(other);
    }
  });

  it("has every printed figure and no blank", () => {
    const figures = tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.filter(({ fen, cellId }) => cellId && fen).map(({ cellId }) => cellId)),
    );
    expect(Object.keys(sources).sort()).toEqual([...figures].sort());
  });

  it("goes both ways: what a figure comes from goes into it, and the same money is the same seen from there", () => {
    for (const [id, { from, into, same }] of Object.entries(sources) as [CellId, FigureSource][]) {
      for (const other of from) expect(sources[other]!.into, `${other} → ${id}`).toContain(id);
      for (const other of into) expect(sources[other]!.from, `${id} → ${other}`).toContain(id);
      for (const other of same) expect(sources[other]!.same, `${id} = ${other}`).toContain(id);
    }
  });

  it("leaves out a figure that the entries do not give", () => {
    const altered = structuredClone(tables);
    const cell = altered
      .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
      .find(({ cellId }) => cellId === "income.total.total")!;
    cell.fen = cell.fen! + 1;
    expect(figureSources(model, altered)).not.toHaveProperty(["income.total.total"]);
  });
});
