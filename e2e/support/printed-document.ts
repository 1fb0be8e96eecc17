import { createHash } from "node:crypto";
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { openWorkbook, readWorkbook } from "@/lib/documents/excel/read-workbook";
import { printDocument, type PrintDocument } from "@/lib/documents/layout/print-document";
import { readPdfPackage } from "@/lib/documents/pdf/read-pdf";
import {
  rowsOfTables,
  rowsOfWord,
  runsOfTables,
  squeezed,
  tablesOf,
  textOfPdf,
  textOfWord,
  textsOf,
} from "@/lib/documents/testing/opened-files";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { keyOf } from "@/lib/domain/words/fact-address";
import { textSlots } from "@/lib/domain/words/facts";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { createReportModel, type ReportModel, type ReportModelInput } from "@/lib/domain/report/open-report";
import { narrativeOf } from "@/lib/domain/text/narrative";
import { askedTextsOf } from "@/lib/domain/text/writing/reasons";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import profile from "@/prisma/seed/luozhuang-2021-profile.json" with { type: "json" };

interface NamedUnit {
  code: string;
  name: string;
}

/** A report as it must come out of the system, and what was put into it. */
export interface ExpectedReport {
  unit: NamedUnit;
  model: ReportModel;
  document: PrintDocument;
  /** Slots of the texts that the narrative asks for. */
  openSlots: readonly string[];
}

/** The report that these facts and texts become under a unit's name. */
export function expectedReport(
  unit: NamedUnit,
  { identity, facts, performance }: Pick<ReportModelInput, "identity" | "facts" | "performance">,
): ExpectedReport {
  const catalogues = cataloguesOf(identity.year);
  const model = createReportModel({
    identity: { ...identity, unitName: unit.name },
    ...catalogues,
    facts,
    performance,
  });
  const statutory = statutoryDocument({
    unitCode: unit.code,
    model,
    functional: catalogues.functional,
    texts: facts.texts,
  });
  return {
    unit,
    model,
    document: printDocument(statutory),
    openSlots: askedTextsOf(narrativeOf({ model, texts: new Map() })).map(({ slot }) => slot),
  };
}

/** What the real unit of 山东省 typed: its profile, its reasons. */
export const realTexts: ReadonlyMap<string, string> = new Map([
  [textSlots.duties, profile.duties],
  [textSlots.structure, profile.structure],
  [textSlots.performanceAssessment, profile.performanceAssessment],
  ...luozhuangFacts.texts,
]);

/**
 * The real accounts of 山东省 with their performance forms, under another unit's name. That their parts equal the
 * published ones is proven in lib/domain, table by table and sentence by sentence.
 */
export function realReport(unit: NamedUnit): ExpectedReport {
  return expectedReport(unit, {
    identity: luozhuangIdentity,
    facts: { amounts: luozhuangFacts.amounts, texts: realTexts },
    performance: luozhuangPerformanceCorrected,
  });
}

const missingIn = (shown: string, wanted: readonly string[]) => wanted.filter((text) => !shown.includes(text));

/** The five parts stand on the page: headings, every sentence and term word for word, every row of every table. */
export async function expectDocument(page: Page, { document, model }: ExpectedReport): Promise<void> {
  for (const { ordinal } of document.parts)
    await expect(page.getByRole("heading", { level: 2, name: new RegExp(`^${ordinal}`) })).toBeVisible();
  const text = squeezed((await page.getByRole("main").textContent()) ?? "");
  expect(missingIn(text, textsOf(document)), `text missing on ${page.url()}`).toEqual([]);
  await expectTables(page, model.printedTables());
  const grids = tablesOf(document).filter(({ isStatutory }) => !isStatutory);
  expect(
    missingIn(
      text,
      rowsOfTables(grids).map((row) => row.join("")),
    ),
    `rows missing on ${page.url()}`,
  ).toEqual([]);
}

/**
 * Downloads the published files at an address of the open data and opens them: the same document in each, and the hash
 * that the open data name.
 */
export async function expectFiles(
  request: APIRequestContext,
  address: string,
  { unit, document, model }: ExpectedReport,
): Promise<void> {
  const { amounts } = model.facts();
  const download = async (format: string) => {
    const bytes = await (await request.get(`${address}.${format}`)).body();
    const { files } = (await (await request.get(address)).json()) as {
      files: { format: string; sha256: string | null }[];
    };
    expect(files.find((file) => file.format === format)?.sha256, format).toBe(
      createHash("sha256").update(bytes).digest("hex"),
    );
    return new Uint8Array(bytes);
  };
  const pdf = await download("pdf");
  const { text, artifacts } = await textOfPdf(pdf);
  expect(missingIn(text, [...textsOf(document), ...runsOfTables(tablesOf(document))]), "missing in the PDF").toEqual(
    [],
  );
  expect(artifacts).not.toContain("草稿");
  const attached = await readPdfPackage(pdf);
  expect(attached.ok && attached.package.facts.length).toBe(amounts.size);

  const word = await download("docx");
  expect(missingIn(await textOfWord(word), textsOf(document)), "missing in the Word file").toEqual([]);
  expect(await rowsOfWord(word)).toEqual(rowsOfTables(tablesOf(document)));

  const { year, tableSetId } = model.identity;
  const workbook = readWorkbook(await openWorkbook(await download("xlsx")), {
    unitCode: unit.code,
    year,
    tableSetId,
    catalogues: cataloguesOf(year),
  });
  if (!workbook.ok) throw new Error(JSON.stringify(workbook.problems));
  expect(new Map(workbook.values.map(({ address: at, value }) => [keyOf(at), value]))).toEqual(new Map(amounts));
}

/** Every label, line number and figure of the tables stands on the page, in order, in a real `<table>` each. */
export async function expectTables(page: Page, tables: readonly PrintedTable[]): Promise<void> {
  const shown = (await page.locator("table").allTextContents()).map((text) => text.replace(/\s/g, ""));
  for (const { code, title, rows } of tables) {
    const body = rows
      .flatMap(({ cells }) => cells.map(({ text }) => text))
      .join("")
      .replace(/\s/g, "");
    expect(
      shown.some((text) => text.includes(body)),
      `${code} ${title} on ${page.url()}`,
    ).toBe(true);
  }
}
