import { afterAll, describe, expect, it } from "vitest";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { partsOfText } from "@/lib/domain/document/parts-of-text";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { readText } from "@/lib/documents/plain-text/read-text";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { renderWord } from "@/lib/documents/word/render-word";
import { realAccounts } from "@/prisma/seed/real-accounts";

afterAll(stopPdf);

const catalogues = cataloguesOf(2021);
const input = {
  identity: luozhuangIdentity,
  ...catalogues,
  facts: luozhuangFacts,
  performance: luozhuangPerformanceCorrected,
};
const document = statutoryDocument({
  unitCode: "101001",
  model: createReportModel(input),
  functional: catalogues.functional,
  texts: luozhuangFacts.texts,
});
const options = { publication: null, date: "2022-09-15" };
const paper = { ...options, reportPackage: realAccounts("101001") };

const findingsOn = (text: string) => createReportModel({ ...input, given: partsOfText(text) }).findings();
const known = new Set(
  createReportModel(input)
    .findings()
    .map(({ key }) => key),
);

describe("the text of a document", () => {
  it.each([
    ["Word", () => renderWord(document, options)],
    ["PDF", () => renderPdf(document, paper)],
  ] as const)("as %s says what the figures say", async (_, render) => {
    const reading = await readText(await render());
    if (!reading.ok) throw new Error(reading.problem);
    const { narrative, glossary } = partsOfText(reading.text);
    expect(glossary).toHaveLength(23);
    expect(narrative.length).toBeGreaterThan(50);
    // What is left are questions of the figures, which are asked without a text, and its one pair of reasons (F10).
    expect(
      findingsOn(reading.text)
        .filter(({ key, ruleId }) => !known.has(key) && ruleId !== "V-31")
        .map(({ message }) => message),
    ).toEqual([]);
  });

  it("is refused by name where there is none", async () => {
    const said = async (bytes: Uint8Array) => {
      const reading = await readText(bytes);
      return reading.ok ? reading.text : reading.problem;
    };
    expect(await said(new Uint8Array())).toMatch(/空的/);
    expect(await said(Buffer.from("MZ\u0090\u0000 program", "latin1"))).toMatch(/程序文件/);
    expect(await said(Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(40)]))).toMatch(/损坏/);
    expect(await said(Buffer.from("%PDF-1.7 broken"))).toMatch(/无法读取/);
    expect(await said(Buffer.from("a\u0000b"))).toMatch(/不是文本/);
    expect(await said(Buffer.from([0xb5, 0xda, 0xc8, 0xfd, 0xb2, 0xbf, 0xb7, 0xd6]))).toBe("第三部分");
  });
});
