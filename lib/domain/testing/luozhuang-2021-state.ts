import { freezeDocument } from "../document/frozen-document";
import { statutoryDocument } from "../document/statutory-document";
import type { ReportState } from "../differences/report-state";
import { performanceOf, storedPerformanceOf, type StoredPerformance } from "../performance/stored-performance";
import { createReportModel, type ReportModel } from "../report/open-report";
import { parseFactKey, type FactKey } from "../words/fact-address";
import { cataloguesOf } from "./catalogues";
import { luozhuangFacts, luozhuangIdentity } from "./luozhuang-2021";
import { luozhuangPerformanceCorrected } from "./luozhuang-2021-performance-corrected";

/** What somebody entered; what is left out is that of the real accounts. */
export interface EnteredInTest {
  amounts?: ReadonlyMap<FactKey, number>;
  texts?: ReadonlyMap<string, string>;
  performance?: StoredPerformance;
  explanations?: ReportState["explanations"];
  judgements?: ReportState["judgements"];
  comments?: ReportState["comments"];
  inputs?: ReportState["inputs"];
}

export const luozhuangStoredPerformance = storedPerformanceOf(luozhuangPerformanceCorrected);

/** The open report of these accounts. */
export function luozhuangModel({ amounts, texts, performance }: EnteredInTest = {}): ReportModel {
  return createReportModel({
    identity: luozhuangIdentity,
    ...cataloguesOf(2021),
    facts: { amounts: amounts ?? luozhuangFacts.amounts, texts: texts ?? luozhuangFacts.texts },
    performance: performanceOf(performance ?? luozhuangStoredPerformance),
  });
}

/** The state of the real accounts, or of others. */
export function luozhuangState(entered: EnteredInTest = {}): ReportState {
  const model = luozhuangModel(entered);
  const { functional } = cataloguesOf(2021);
  const { texts } = model.facts();
  const facts = [...(entered.amounts ?? luozhuangFacts.amounts)].map(([key, value]) => {
    const address = parseFactKey(key);
    return { ...address, measure: model.tableSet.sheets.measureOf(address), value };
  });
  return {
    tableSetId: luozhuangIdentity.tableSetId,
    unit: { code: "101001", name: luozhuangIdentity.unitName },
    department: null,
    subjects: functional.subjects.map(({ code, name }) => ({ code, name })),
    facts: facts.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    texts: [...texts]
      .map(([slot, text]) => ({ slot, text }))
      .toSorted((one, other) => (one.slot < other.slot ? -1 : 1)),
    ...(entered.performance ?? luozhuangStoredPerformance),
    inputs: entered.inputs ?? [],
    explanations: entered.explanations ?? [],
    judgements: entered.judgements ?? [],
    comments: entered.comments ?? [],
    tables: model.printedTables(),
    document: freezeDocument(statutoryDocument({ unitCode: "101001", model, functional, texts })),
  };
}
