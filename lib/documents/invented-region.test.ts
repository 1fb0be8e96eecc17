import { afterAll, describe, expect, it, vi } from "vitest";
import { openWorkbook, readWorkbook } from "@/lib/documents/excel/read-workbook";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { printDocument } from "@/lib/documents/layout/print-document";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { factsOfPackage, validatePackage } from "@/lib/documents/report-package/read-package";
import { toPackage } from "@/lib/documents/report-package/write-package";
import { rowsOfTables, rowsOfWord, runsOfTables, tablesOf, textOfPdf } from "@/lib/documents/testing/opened-files";
import { renderWord } from "@/lib/documents/word/render-word";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { addressProblem } from "@/lib/domain/formats/address-problem";
import type { Format } from "@/lib/domain/formats/define";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import { requiredParts } from "@/lib/domain/report/blank-parts";
import { createReportModel } from "@/lib/domain/report/open-report";
import { fullUnitFactsOf } from "@/lib/domain/rule-book/examples/full-unit";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { inventedRegion } from "@/lib/domain/testing/invented-region";
import { factKey, keyOf, parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";

// The one list of formats, and one more: nothing else of the house knows of it.
vi.mock("@/lib/domain/formats/formats", async (original) => {
  const { formats } = await original<{ formats: readonly Format[] }>();
  const region = await import("@/lib/domain/testing/invented-region");
  return { formats: [...formats, region.inventedRegion] };
});

const catalogues = cataloguesOf(2021);
const { sheets } = inventedRegion;
const identity = {
  unitName: "虚构省自行车处",
  unitKind: "institution",
  year: 2021,
  tableSetId: inventedRegion.id,
} as const;
const [vehicles, bicycles, condition] = ["vehicles", "bicycles", "condition"].map((row) =>
  factKey("stateAssets", row, "", "count"),
) as [FactKey, FactKey, FactKey];
const facts: Facts = {
  texts: new Map([["profile.duties", "修自行车。"]]),
  amounts: new Map([
    ...[...fullUnitFactsOf(inventedRegion).amounts].filter(
      ([key]) => addressProblem(parseFactKey(key), sheets, catalogues) === undefined,
    ),
    [vehicles, 7],
    [bicycles, 7],
    [condition, 99_33],
  ]),
};
const model = createReportModel({ identity, ...catalogues, facts });
const document = statutoryDocument({
  unitCode: "990001",
  model,
  functional: catalogues.functional,
  texts: facts.texts,
});
const fact = (content: { facts: object[] }, at: number, part: object) => ({
  ...content,
  facts: content.facts.map((each, index) => (index === at ? { ...each, ...part } : each)),
});

afterAll(stopPdf);

describe("a region with ten tables, another order and other options", () => {
  it("prints its tables in its order, in its form", () => {
    const tables = model.printedTables();
    expect(tables.map(({ id }) => id)).toEqual(inventedRegion.tables.map(({ id }) => id));
    expect(tables).toHaveLength(10);
    expect(tables.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const [projects] = tables;
    expect(projects!.rows.at(-1)!.kind).toBe("total");
    expect(projects!.rows[0]!.cells.filter(({ kind }) => kind === "code")).toHaveLength(3);
    expect(projects!.unitLine).toBe("填报：虚构省自行车处");
    for (const { rows } of tables)
      for (const { kind, cells } of rows) {
        expect(kind).not.toBe("columnNumbers");
        for (const cell of cells) expect(cell.kind === "line" || /\d,\d/.test(cell.text)).toBe(false);
      }
  });

  it("adds up its tenth table from what is entered", () => {
    const spent = [...facts.amounts].filter(([key]) => /^expenditure:.*:project$/.test(key));
    expect(model.value("projects.total.total" as never)).toBe(spent.reduce((sum, [, value]) => sum + value, 0));
    const [key] = spent[0]!;
    model.setAmount(key, spent[0]![1] + 100);
    expect(model.value("projects.total.total" as never)).toBe(spent.reduce((sum, [, value]) => sum + value, 0) + 100);
    model.setAmount(key, spent[0]![1]);
  });

  it("has the rules that it has in force, and no others", () => {
    const rules = new Set(model.findings().map(({ ruleId }) => ruleId));
    expect([...rules].filter((id) => !inventedRegion.rules.includes(id))).toEqual([]);
    expect(
      model.findings().filter(({ severity, ruleId }) => severity === "blocking" && ruleId.startsWith("B")),
    ).toEqual([]);
  });

  it("has its own document: names, headings, no annex", () => {
    expect(document.title).toBe("虚构省自行车处财务报告（2021）");
    expect(document.parts.map(({ heading }) => heading)).toEqual([
      "甲编 虚构省自行车处简况",
      "乙编 2021年表",
      "丙编 2021年说明",
      "丁编 词语",
    ]);
    expect(requiredParts(inventedRegion).map(({ id }) => id)).not.toContain("performance");
  });

  it("takes what its sheets have, and nothing else", () => {
    const problem = (key: string) => addressProblem(parseFactKey(key), sheets, catalogues);
    expect([vehicles, bicycles, condition].map(problem)).toEqual([undefined, undefined, undefined]);
    expect(problem("stateAssets:leaders::count")).toBe("unknownRow");
    expect(problem("staff:inService::count")).toBe("unknownSheet");
    expect(problem("performanceManagement:excellent::value")).toBe("unknownSheet");
    const typed = (text: string) => parseTypedAmount(parseFactKey(condition), text, "wan", sheets);
    expect([typed("99.33"), typed("99.333"), typed("101")]).toMatchObject([
      { ok: true, value: 99_33 },
      { ok: false, problem: "tooManyDecimals" },
      { ok: false, problem: "tooLarge" },
    ]);
  });

  it("becomes a package, a workbook, a PDF and a Word file, and comes back from them", async () => {
    const content = toPackage({
      unit: { code: "990001", name: identity.unitName, kind: identity.unitKind },
      year: identity.year,
      tableSetId: identity.tableSetId,
      values: [...facts.amounts].map(([key, value]) => ({ address: parseFactKey(key), value })),
      texts: [],
      projects: [],
      keyEvaluations: [],
    });
    const reading = validatePackage(content);
    expect(reading.ok && factsOfPackage(reading.package).amounts).toEqual(facts.amounts);
    const at = content.facts.findIndex(({ row }) => row === "condition");
    expect(content.facts[at]).toMatchObject({ score: "99.33" });
    expect(validatePackage(fact(content, at, { score: undefined, yuan: "99.33" }))).toMatchObject({
      ok: false,
      problems: [{ path: `facts[${at}].yuan`, message: "此处是得分，应写 score。" }],
    });

    const options = {
      publication: null,
      date: "2022-09-15",
      unitCode: "990001",
      reportPackage: content,
    };
    const workbook = readWorkbook(await openWorkbook(await writeWorkbook(model, options)), {
      unitCode: "990001",
      year: 2021,
      tableSetId: inventedRegion.id,
      catalogues,
    });
    expect(workbook.ok && new Map(workbook.values.map(({ address, value }) => [keyOf(address), value]))).toEqual(
      new Map(facts.amounts),
    );
    const printed = tablesOf(printDocument(document));
    const { text } = await textOfPdf(await renderPdf(document, options));
    for (const run of runsOfTables(printed)) expect(text).toContain(run);
    expect(await rowsOfWord(await renderWord(document, options))).toEqual(rowsOfTables(printed));
  }, 60_000);
});
