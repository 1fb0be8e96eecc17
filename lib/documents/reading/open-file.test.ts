import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { openFile } from "@/lib/documents/reading/open-file";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { bombs } from "@/lib/documents/testing/bombs";
import { sampleDocument } from "@/lib/documents/testing/sample-document";
import { renderWord } from "@/lib/documents/word/render-word";
import { realAccounts } from "@/prisma/seed/real-accounts";

// Files are made, a process is started for each that is given up: seconds on an idle machine, a minute on a busy one.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const { document, model } = sampleDocument();
const reportPackage = realAccounts("101001");
const options = { publication: null, date: "2022-09-15", unitCode: "101001", reportPackage };

describe("a file as people send it", () => {
  it("is read in a process of its own as it was written: package, PDF, workbook, ledgers, text", async () => {
    const pdf = await renderPdf(document, options);
    stopPdf();
    expect(await openFile("package", Buffer.from(writePackage(reportPackage)))).toEqual({
      ok: true,
      package: reportPackage,
    });
    expect(await openFile("pdfPackage", pdf)).toEqual({ ok: true, package: reportPackage });
    expect(await openFile("workbook", await writeWorkbook(model, options))).toMatchObject({
      ok: true,
      sheets: [{ name: "说明" }, { name: "填报数据" }],
    });
    expect(await openFile("ledger", readFileSync("lib/documents/testing/ledger.xls"))).toMatchObject({ ok: true });
    expect(await openFile("ledger", Buffer.from("科目编码,金额\n2010301,1.00\n"))).toMatchObject({
      ok: true,
      sheets: [
        {
          rows: [
            ["科目编码", "金额"],
            ["2010301", "1.00"],
          ],
        },
      ],
    });
    for (const bytes of [pdf, await renderWord(document, options), Buffer.from("第三部分")])
      expect(await openFile("text", bytes)).toMatchObject({ ok: true, text: expect.stringContaining("第三部分") });
  });

  it("that is damaged is refused in words", async () => {
    expect(await openFile("pdfPackage", Buffer.from("%PDF-1.7 broken"))).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("无法读取") }],
    });
    expect(await openFile("package", Buffer.from("{"))).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("不是完整的 JSON") }],
    });
  });
});

describe("a file made to do harm", () => {
  // A fast machine reads it within the limit of processor time: then it did none.
  const readInTime = new Set(["system workbook with 45 MB of rows"]);
  // What is not named here is small enough to be read or refused for what it is.
  const answers: Record<string, RegExp> = {
    "PDF whose attachment unpacks to 400 MB": /PDF 展开后过大/,
    "PDF whose attachment is packed twice": /读取已停止|已停止|超过上限/,
    "PDF with endless page content": /已停止/,
    "xlsx with 45 MB of rows": /读取时间超过限度.*只保留要导入的工作表|展开后过大|超过 5000 行.*只保留要导入的部分/,
    "xlsx with one long text in every cell": /无法读取|已停止/,
    "xlsx with millions of shared texts": /已停止/,
    "system workbook with 45 MB of rows": /已停止.*重新从系统导出/,
    "zip whose directory lies about sizes": /解压后过大/,
    "zip in a zip in a zip": /没有内容|无法读取|过大/,
    "csv of commas": /没有内容|已停止|超过 60 列/,
    "csv of commas, 60 a line": /没有内容|已停止|超过/,
    "csv of one line of quotes": /引号没有成对/,
    "csv of line ends": /没有分列|超过 5000 行/,
    "docx with 45 MB of paragraphs": /解压后过大/,
    "xls with lengths of 7fffffff": /无法读取|已停止/,
    "xls with lengths of ffffffff": /无法读取|已停止/,
    "package nested 100,000 deep": /format/,
    "package with 5 MB of unknown facts": /format/,
  };

  /** The refusal is the same every time; what the collector takes away of tests before is not: so many tries. */
  const TRIES = 3;

  /** Processor time of this process in milliseconds, with what was read: a busy machine makes it wait, not work. */
  async function timed(kind: (typeof bombs)[number]["kind"], bytes: Uint8Array) {
    const before = process.cpuUsage();
    const reading = await openFile(kind, bytes);
    const { user, system } = process.cpuUsage(before);
    return { reading, spent: (user + system) / 1000 };
  }

  // Whoever starts a process and hands over five megabytes that hold nothing works as much: a slow machine is slow for both.
  let handingOver = 0;
  beforeAll(async () => {
    const nothing = Buffer.alloc(5 * 1024 * 1024, " ");
    for (let round = 0; round < 3; round += 1)
      handingOver = Math.max(handingOver, (await timed("package", nothing)).spent);
  });

  it("is one of a known list", () => expect(bombs.map(({ name }) => name)).toEqual(Object.keys(answers)));

  it.each(Object.entries(answers))(
    "%s is refused in words, and this process stays free meanwhile",
    async (name, sentence) => {
      const { kind, make } = bombs.find((bomb) => bomb.name === name)!;
      const bytes = make();
      expect(bytes.byteLength).toBeLessThanOrEqual(5 * 1024 * 1024);
      // Read here, every one that is given up took seconds: far more than twenty times as much, in every try.
      const most = 20 * handingOver;
      let { reading, spent } = await timed(kind, bytes);
      for (let tries = 1; spent >= most && tries < TRIES; tries += 1) ({ reading, spent } = await timed(kind, bytes));
      if (!reading.ok) {
        const refusals =
          "problem" in reading
            ? [reading.problem]
            : reading.problems.map(
                (problem) => `${"path" in problem ? problem.path : problem.cell} ${problem.message}`,
              );
        expect(refusals.join("\n")).toMatch(sentence);
      } else expect(readInTime, `${name} was read`).toContain(name);
      expect(spent, `${spent} ms beside ${handingOver} ms`).toBeLessThan(most);
    },
  );
});
