import { afterAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { tableLayout } from "@/lib/documents/layout/table-layout";
import { textOfPdf, textOfWord } from "@/lib/documents/testing/opened-files";
import { sheetOf } from "@/lib/documents/testing/workbooks";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { renderWord } from "@/lib/documents/word/render-word";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { placedCells } from "@/lib/domain/engine/figures";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { putuoFacts, putuoIdentity } from "@/lib/domain/testing/putuo-2024";
import { realAccounts } from "@/prisma/seed/real-accounts";

const catalogues = cataloguesOf(putuoIdentity.year);
const model = createReportModel({ identity: putuoIdentity, ...catalogues, facts: putuoFacts });
const options = { publication: null, date: "2025-08-15", unitCode: "132001" };

/** An amount as a spreadsheet shows it in the formats that the tables use. */
function shownAmount(value: number, numFmt: string): string {
  const [positive, , zero] = numFmt.split(";");
  if (value === 0) return zero!;
  const plain = value.toFixed(2);
  return positive!.includes(",") ? plain.replace(/\B(?=(\d{3})+\.)/g, ",") : plain;
}

afterAll(stopPdf);

describe("the files of a department of Shanghai", () => {
  it("show amounts in the workbook as the tables print them: no separators, a zero where the form has one", async () => {
    const bytes = await writeWorkbook(model, options);
    const [shown, wanted]: [string[], string[]] = [[], []];
    for (const table of model.printedTables()) {
      const { cells } = await sheetOf(bytes, table.title);
      for (const { cell, row, column } of placedCells([...table.header, ...table.rows.map((line) => line.cells)])) {
        if (cell.kind !== "amount" || cell.text === "") continue;
        const { formulaResult, style } = cells!.get(`${row + 3},${column}`)!;
        shown.push(shownAmount(Number(formulaResult), style!.numFmt!));
        wanted.push(cell.text);
      }
    }
    expect(shown).toEqual(wanted);
    expect(wanted).toEqual(expect.arrayContaining(["0.00", "9746.50"]));
  });

  it("list the tables by number, which have no codes", async () => {
    const statutory = statutoryDocument({
      unitCode: options.unitCode,
      model,
      functional: catalogues.functional,
      texts: putuoFacts.texts,
    });
    const text = await textOfWord(await renderWord(statutory, options));
    for (const each of ["一、收入支出决算总表", "九、国有资本经营预算财政拨款收入支出决算表"])
      expect(text).toContain(each);
  });

  it("have the tables by number in the contents of the PDF, where its template has them", async () => {
    const { functional } = catalogues;
    const statutory = statutoryDocument({ unitCode: "132001", model, functional, texts: putuoFacts.texts });
    const { text } = await textOfPdf(await renderPdf(statutory, { ...options, reportPackage: realAccounts("101001") }));
    // Once in the contents, once in the list before the tables.
    for (const each of ["一、收入支出决算总表", "九、国有资本经营预算财政拨款收入支出决算表"])
      expect(text.split(each)).toHaveLength(3);
    // No other entry has a number before its own.
    expect(text).not.toContain("九、一、");
  });

  it("keep the basic expenditure upright, as its six columns allow", () => {
    const form = model.printedTables().find(({ layout }) => layout === "economic")!;
    expect(tableLayout(form).orientation).toBe("portrait");
  });
});
