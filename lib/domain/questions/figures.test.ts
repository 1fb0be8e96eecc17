import { describe, expect, it } from "vitest";
import { freezeDocument } from "../document/frozen-document";
import { statutoryDocument } from "../document/statutory-document";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import { parseFactKey } from "../words/fact-address";
import { figureIds, figureOf, figuresOf } from "./figures";

const catalogues = cataloguesOf(2021);
const model = createReportModel({
  identity: luozhuangIdentity,
  ...catalogues,
  facts: luozhuangFacts,
  performance: luozhuangPerformanceCorrected,
});
const document = freezeDocument(
  statutoryDocument({
    unitCode: "101001",
    model,
    functional: catalogues.functional,
    texts: luozhuangFacts.texts,
  }),
);
const facts = [...luozhuangFacts.amounts].map(([key, value]) => ({ ...parseFactKey(key), value }));
const found = figuresOf({ tables: model.printedTables(), facts, document });
const amountOf = (id: string) => found.find(({ figure }) => figure === id)?.amount;

describe("the figures of the published accounts", () => {
  it("are those of the document, to the fen", () => {
    expect(amountOf("officialReception")).toBe(138_600_00);
    expect(amountOf("expenditure")).toBe(model.value(figureOf("expenditure").cell!));
    expect(amountOf("threePublic")).toBe(
      ["overseasTravel", "vehiclePurchase", "vehicleOperation", "officialReception"].reduce(
        (sum, id) => sum + (amountOf(id) ?? 0),
        0,
      ),
    );
    const functions = found.filter(({ figure }) => figure.startsWith("function:"));
    expect(functions.length).toBeGreaterThan(2);
    expect(functions.reduce((sum, { amount }) => sum + amount, 0)).toBe(amountOf("expenditure"));
  });

  it("name the cell or the sentence that says each", () => {
    const cells = new Set(
      model
        .printedTables()
        .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ cellId }) => cellId as string))),
    );
    const sentences = new Set(
      document.parts.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(({ id }) => id) : [])),
      ),
    );
    for (const { figure, place } of found)
      expect(cells.has(place!) || sentences.has(place!), `${figure}: ${place}`).toBe(true);
    expect(sentences.has(found.find(({ figure }) => figure === "receptionPersonTimes")!.place!)).toBe(true);
  });

  it("leave out what is blank", () => {
    expect(figuresOf({ tables: [], facts: [], document: { parts: [] } })).toEqual([]);
  });
});

describe("the declaration", () => {
  it("names budgets and bases that are figures themselves, and reads each figure in one way", () => {
    for (const id of figureIds) {
      const { budget, per, cell, facts: places } = figureOf(id);
      for (const other of [budget, per?.figure]) if (other) expect(figureIds, `${id}: ${other}`).toContain(other);
      expect([cell, places].filter(Boolean), id).toHaveLength(1);
    }
  });
});
