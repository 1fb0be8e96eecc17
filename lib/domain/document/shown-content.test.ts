import { describe, expect, it } from "vitest";
import { controlKey, factKey, type FactKey, parseFactKey, priorYearKey } from "../words/fact-address";
import { textSlots } from "../words/facts";
import { createReportModel } from "../report/open-report";
import { storedPerformanceOf } from "../performance/stored-performance";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import { freezeDocument } from "./frozen-document";
import { shownFacts, shownPerformance, shownSlots } from "./shown-content";
import { statutoryDocument } from "./statutory-document";

const catalogues = cataloguesOf(2021);
const year = { tableSetId: "fy2021", functional: catalogues.functional };

function documentOf(
  amounts: ReadonlyMap<FactKey, number>,
  texts: ReadonlyMap<string, string>,
  performance = { projects: [], keyEvaluations: [] } as Parameters<typeof shownPerformance>[0],
) {
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...catalogues,
    facts: { amounts, texts },
    performance,
  });
  return {
    model,
    document: statutoryDocument({ unitCode: "101001", model, functional: catalogues.functional, texts }),
  };
}

describe("texts that the document shows", () => {
  const shown = (texts: ReadonlyMap<string, string>) =>
    shownSlots(documentOf(luozhuangFacts.amounts, texts).document, texts, year);

  it("are all of the real unit's, profile and paragraphs of its own among them", () => {
    const texts = new Map([
      ...luozhuangFacts.texts,
      [textSlots.duties, "（一）办文。\n（二）办会。"],
      ["free.total", "另起一段。"],
      ["noData.stateAssets", "none"],
    ]);
    expect([...texts.keys()].filter((slot) => !shown(texts).has(slot))).toEqual([]);
  });

  it("are not those that wait for the other direction, belong nowhere, or say something where only a statement belongs", () => {
    const [rise] = [...luozhuangFacts.texts.keys()].filter((slot) => slot.endsWith(".fall"));
    const hidden = [
      [rise!.replace(".fall", ".rise"), "旧原因"],
      ["free.nowhere", "藏起来的话"],
      ["reason.nowhere.rise", "藏起来的话"],
      ["noData.stateAssets", "藏起来的话"],
    ] as const;
    const texts = new Map([...luozhuangFacts.texts, ...hidden]);
    for (const [slot] of hidden) expect([slot, shown(texts).has(slot)]).toEqual([slot, false]);
  });
});

describe("facts that the document shows", () => {
  it("are those behind its figures, not what only checks read", () => {
    const control = controlKey("income.total.total");
    const adjusted = factKey("budget", "2010301", "generalPublicBudget", "adjustedBudget");
    const staff = factKey("staff", "inService", "", "count");
    const amounts = new Map([...fullUnitFacts.amounts, [control, 1_00], [adjusted, 2_00], [staff, 3]] as [
      FactKey,
      number,
    ][]);
    const { model, document } = documentOf(amounts, fullUnitFacts.texts);
    const shown = shownFacts(document, model, false);
    for (const key of [control, adjusted, staff]) expect([key, shown.has(key)]).toEqual([key, false]);
    // A 0 that the text says in words is one of them.
    const noPurchases = factKey("procurement", "goods", "", "amount");
    expect([amounts.get(noPurchases), shown.has(noPurchases)]).toEqual([0, true]);
    const missing = [...amounts.keys()].filter((key) => !shown.has(key));
    expect(
      new Set(
        missing
          .map((key) => parseFactKey(key).sheet)
          .filter((sheet) => sheet !== "control" && sheet !== "staff" && sheet !== "budget"),
      ),
    ).toEqual(new Set());
  });

  it("are last year's typed figures only while they are compared with", () => {
    const key = priorYearKey("incomeExpenditureSummary.totalIncome.amount");
    const { model, document } = documentOf(new Map([...luozhuangFacts.amounts, [key, 900_00]]), luozhuangFacts.texts);
    expect([shownFacts(document, model, false).has(key), shownFacts(document, model, true).has(key)]).toEqual([
      true,
      false,
    ]);
  });
});

describe("fields of the performance part that the document shows", () => {
  const [project] = luozhuangPerformanceCorrected.projects;
  const [report] = luozhuangPerformanceCorrected.keyEvaluations;
  const marked = (value: unknown, path = ""): unknown => {
    if (typeof value === "string") return value === "" || /^[a-zA-Z.]+$/.test(value) ? value : `标记${path}。`;
    if (Array.isArray(value)) return value.map((each, at) => marked(each, `${path}/${at}`));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each, `${path}/${name}`)]));
    return value;
  };

  it("are left as they are: every text in them can be read, and the document is the same without the others", () => {
    const withForm = {
      ...project!,
      ...(marked({ supervisor: "x。", phone: "x。", goal: "x。", attainment: "x。", lowScorePlan: "x。" }) as object),
      name: "有表的项目",
      statedScore: 50_00,
    };
    const withoutForm = {
      ...withForm,
      name: "无表的项目",
      ...(marked(
        { supervisor: "藏。", phone: "藏。", goal: "藏。", attainment: "藏。", lowScorePlan: "藏。" },
        "/hidden",
      ) as object),
      indicators: [],
    };
    const entry = { projects: [withForm, withoutForm], keyEvaluations: [marked(report) as typeof report & object] };
    const shown = shownPerformance(entry);
    const words = (part: typeof entry) =>
      JSON.stringify(freezeDocument(documentOf(luozhuangFacts.amounts, luozhuangFacts.texts, part).document));
    expect(words(shown as typeof entry)).toBe(words(entry));
    const document = words(entry);
    const texts = JSON.stringify(storedPerformanceOf(shown)).match(/标记[^"]*?。/g)!;
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => !document.includes(text))).toEqual([]);
    expect(JSON.stringify(shown)).not.toContain("/hidden");
  });
});
