import { freezeDocument } from "../document/frozen-document";
import { statutoryDocument } from "../document/statutory-document";
import type { InspectedContent } from "../inspection/content-defects";
import { storedPerformanceOf } from "../performance/stored-performance";
import { createReportModel } from "../report/open-report";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { cataloguesOf } from "./catalogues";
import { luozhuangFacts, luozhuangIdentity } from "./luozhuang-2021";
import { luozhuangPerformanceCorrected } from "./luozhuang-2021-performance-corrected";

/** The real accounts as a publication, with some facts otherwise (`null`: blank), as JSON gives it back. */
export function luozhuangPublication(
  changed: readonly (readonly [FactKey, number | null])[] = [],
  number = 1,
): InspectedContent {
  const catalogues = cataloguesOf(2021);
  const amounts = new Map(luozhuangFacts.amounts);
  for (const [key, value] of changed) {
    if (value === null) amounts.delete(key);
    else amounts.set(key, value);
  }
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...catalogues,
    facts: { ...luozhuangFacts, amounts },
    performance: luozhuangPerformanceCorrected,
  });
  const { texts } = luozhuangFacts;
  const { functional } = catalogues;
  const { unitName: name, unitKind: kind, year, tableSetId } = luozhuangIdentity;
  const facts = [...amounts].map(([key, value]) => {
    const address = parseFactKey(key);
    return { ...address, measure: model.tableSet.sheets.measureOf(address), value };
  });
  const used = new Set(facts.map(({ row }) => row));
  const content = {
    tableSetId,
    year,
    number,
    correctionReason: number > 1 ? "漏填" : null,
    unit: { code: "101001", name, kind },
    department: null,
    subjects: functional.subjects
      .filter(({ code }) => used.has(code))
      .map((subject) => ({ classification: "functional", code: subject.code, name: subject.name })),
    facts,
    texts: [...texts].map(([slot, text]) => ({ slot, text })),
    ...storedPerformanceOf(luozhuangPerformanceCorrected),
    tables: model.printedTables(),
    document: freezeDocument(statutoryDocument({ unitCode: "101001", model, functional, texts })),
  };
  return JSON.parse(JSON.stringify(content)) as InspectedContent;
}
