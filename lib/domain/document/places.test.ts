import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangPublication } from "../testing/luozhuang-2021-publication";
import { putuoFacts, putuoIdentity } from "../testing/putuo-2024";
import { freezeDocument } from "./frozen-document";
import { placeAt, placeName, placesOf, placeText, rowAddresses } from "./places";
import { statutoryDocument } from "./statutory-document";

const luozhuang = luozhuangPublication();

function putuo() {
  const catalogues = cataloguesOf(putuoIdentity.year);
  const model = createReportModel({ identity: putuoIdentity, ...catalogues, facts: putuoFacts });
  const { functional } = catalogues;
  const document = statutoryDocument({ unitCode: "132001", model, functional, texts: putuoFacts.texts });
  return { tables: model.printedTables(), document: freezeDocument(document) };
}

describe.each([
  ["山东", luozhuang],
  ["上海", putuo()],
])("the places of a document of %s", (_region, content) => {
  it("have each an id of their own, that an address can hold as it is", () => {
    const ids = placesOf(content).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(500);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    for (const id of ids) expect(encodeURIComponent(id)).toBe(id);
  });

  it("are found by it, and say what stands there", () => {
    for (const place of placesOf(content).filter((each) => each.kind === "row")) {
      expect(placeAt(content, place.id)).toEqual(place);
      expect(place.figures.length).toBeGreaterThan(0);
    }
  });

  it("have the row of every figure under a name of its own", () => {
    const named = content.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => [...rowAddresses(cells).values()]));
    const rows = placesOf(content).filter(({ kind }) => kind === "row");
    expect(rows.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([]);
  });
});

it.each([
  ["expenditure.total.basic", "《支出决算表》合计 · 基本支出", "1,173.33 万元"],
  ["threePublic.figures.actualOfficialReception", expect.stringContaining("公务接待费"), "13.86 万元"],
  ["expenditure.total", "《支出决算表》合计", expect.stringMatching(/基本支出 1,173\.33.*（万元）$/)],
])("%s is called and says what a reader of the table reads", (id, name, text) => {
  const place = placeAt(luozhuang, id)!;
  expect([placeName(place), placeText(place)]).toEqual([name, text]);
});

it("a sentence is whole, a blank cell is a place without a figure, and what is in no version is none", () => {
  const sentence = placesOf(luozhuang).find(({ kind }) => kind === "sentence")!;
  expect(placeText(sentence)).toMatch(/。$/);
  const blank = placesOf(luozhuang).find((place) => place.kind === "cell" && place.text === "")!;
  expect(placeText(blank)).toBe("（空）");
  for (const id of ["", "expenditure", "expenditure.total.nothing", "expenditure.9999999", "constructor"])
    expect(placeAt(luozhuang, id)).toBeNull();
});
