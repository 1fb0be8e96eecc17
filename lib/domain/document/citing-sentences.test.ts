import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { citedCellsOf, citingSentences, sentencesOfFigures } from "./citing-sentences";
import { freezeDocument } from "./frozen-document";
import { statutoryDocument } from "./statutory-document";

const catalogues = cataloguesOf(2021);
const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts });
const texts = luozhuangFacts.texts;
const document = freezeDocument(
  statutoryDocument({ unitCode: "101001", model, functional: catalogues.functional, texts }),
);
const citing = citingSentences(document);
const tables = model.printedTables();

describe("the sentences that state a figure", () => {
  it("are found from every cell that a number of the text comes from, and have the number in them", () => {
    const stated = citing.get("threePublic.figures.actualOfficialReception")!;
    expect(stated.length).toBeGreaterThan(0);
    for (const { text } of stated) expect(text).toContain("公务接待费");
    expect(stated.some(({ text }) => text.includes("13.86"))).toBe(true);
    const ids = new Set(
      document.parts.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(({ id }) => id) : [])),
      ),
    );
    for (const sentences of citing.values()) for (const { id } of sentences) expect(ids).toContain(id);
  });

  it("are those of the same figure in another table, where its own is stated by none and both are printed alike", () => {
    const cell = "incomeExpenditureSummary.currentYearExpenditure.amount";
    expect(citing.get(cell)).toBeUndefined();
    const stated = citing.get("expenditure.total.total")!;
    expect(stated.length).toBeGreaterThan(0);
    expect(sentencesOfFigures(document, tables).get(cell)).toEqual(stated);
    const altered = structuredClone(tables);
    for (const { rows } of altered)
      for (const { cells } of rows) for (const each of cells) if (each.cellId === cell) each.fen = each.fen! + 1;
    expect(sentencesOfFigures(document, altered).get(cell)).toBeUndefined();
  });

  it("are listed under the table with the names of row and column, blank cells never", () => {
    const cited = tables.flatMap((table) => citedCellsOf(table, citing));
    expect(cited.length).toBeGreaterThan(20);
    for (const { text, label } of cited) expect([text, label]).not.toContain("");
    const income = citedCellsOf(tables.find(({ id }) => id === "income")!, citing);
    expect(income.find(({ cell }) => cell === "income.total.total")).toMatchObject({
      label: expect.stringMatching(/^合计 · .*本年收入合计/),
    });
  });
});
