import type { Sheet } from "hucre";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { hasUnusualCharacters } from "@/lib/domain/words/rare-characters";
import { factKey, keyOf, type FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { placedCells } from "@/lib/domain/engine/figures";
import { luozhuangFacts } from "@/lib/domain/testing/luozhuang-2021";
import { openWorkbook, readWorkbook, type WorkbookReading } from "@/lib/documents/excel/read-workbook";
import { FIRST_DATA_ROW, SPARE_ROWS } from "@/lib/documents/excel/workbook-layout";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { addressCodeSvg, addressCodeText } from "@/lib/documents/layout/address-code";
import { printDocument } from "@/lib/documents/layout/print-document";
import { tableLayout } from "@/lib/documents/layout/table-layout";
import { LICENCE } from "@/lib/documents/open-data/published-data";
import { readPdfPackage } from "@/lib/documents/pdf/read-pdf";
import { charactersWithoutFont, renderPdf } from "@/lib/documents/pdf/render-pdf";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import {
  readCode,
  rowsOfTables,
  pagesOfPdf,
  rowsOfWord,
  runsOfTables,
  squeezed,
  tablesOf,
  textOfPdf,
  textOfWord,
  textsOf,
} from "@/lib/documents/testing/opened-files";
import { heading, sampleDocument } from "@/lib/documents/testing/sample-document";
import { editedWorkbook, sheetOf, type EditableSheet } from "@/lib/documents/testing/workbooks";
import { renderWord } from "@/lib/documents/word/render-word";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { realAccounts } from "@/prisma/seed/real-accounts";

const { document, model } = sampleDocument();
const contentHash = "0f".repeat(32);
const publication = { number: 1, correctionReason: null, changes: null, contentHash, address: null, proofHead: null };
const corrected = {
  number: 2,
  correctionReason: "专用设备数量漏填",
  changes: "改动填报数 1 个、文字 1 句。",
  contentHash,
  address: "https://js.example.gov.cn/r/101001/2021/v/2",
  proofHead: { entry: 12345, hash: "a1".repeat(32), day: "2022-09-16" },
};
const options = { publication, date: "2022-09-15", unitCode: "101001", reportPackage: realAccounts("101001") };
const catalogues = cataloguesOf(2021);
const expected = { unitCode: "101001", year: 2021, tableSetId: "fy2021", catalogues };

const sixtySubjects: Facts = {
  texts: new Map(),
  amounts: new Map<FactKey, number>(
    readCatalogueRows(2021)
      .functional.filter(({ code }) => code.length === 7 && code < "212")
      .slice(0, 60)
      .flatMap(({ code }, index): [FactKey, number][] => [
        [factKey("income", code, "", "generalPublicBudget"), 12_345_678_901 + index],
        [factKey("expenditure", code, "generalPublicBudget", "project"), 12_345_678_901 + index],
      ]),
  ),
};

afterAll(stopPdf);

const printed = printDocument(document);

describe("the PDF", () => {
  it("carries every row of every table, every paragraph, contents and bookmarks", async () => {
    const { text, outline } = await textOfPdf(await renderPdf(document, options));
    for (const run of runsOfTables(tablesOf(printed))) expect(text).toContain(run);
    for (const { ordinal, heading } of printed.parts)
      expect(outline.map(squeezed)).toContain(squeezed(ordinal + heading));
    for (const each of textsOf(printed)) expect(text).toContain(each);
    for (const { title } of tablesOf(printed)) expect(outline.map(squeezed).join("\n")).toContain(squeezed(title!));
  }, 60_000);

  it("is the same bytes for the same input and says 草稿 only on a draft", async () => {
    const [first, second, draft] = [
      await renderPdf(document, options),
      await renderPdf(document, options),
      await renderPdf(document, { ...options, publication: null }),
    ];
    expect(Buffer.compare(first, second)).toBe(0);
    expect((await textOfPdf(first)).artifacts).not.toContain("草稿");
    const { artifacts, pages } = await textOfPdf(draft);
    expect(artifacts.split("草稿").length - 1).toBeGreaterThanOrEqual(pages);
  }, 60_000);

  it("numbers the pages of its contents on, and tells the reader version, correction, address and hash", async () => {
    const long = sampleDocument();
    const parts = long.document.parts.map((part) =>
      part.id === "narrative"
        ? { ...part, blocks: Array.from({ length: 40 }, (_, at) => heading(`h${at}`, 1, `第${at}节`)) }
        : part,
    );
    const { text, artifacts } = await textOfPdf(
      await renderPdf({ ...long.document, parts }, { ...options, publication: corrected }),
    );
    const numbers = [...artifacts.matchAll(/—([IVX]+|\d+)—/g)].map(([, number]) => number!);
    const pages = await pagesOfPdf(await renderPdf(document, { ...options, publication: corrected }));
    const withNotes = pages.filter((page) => page.includes(squeezed(contentHash)));
    expect(withNotes, "no page ends between the notes").toEqual([expect.stringContaining("来源")]);
    expect(numbers.slice(0, 2)).toEqual(["I", "II"]);
    expect(numbers.filter((number) => /\d/.test(number)).slice(0, 3)).toEqual(["1", "2", "3"]);
    expect(artifacts.split("—I—")).toHaveLength(2);
    const notice = `更正公告${corrected.address}/changes`;
    for (const told of [
      "（更正，第2版）",
      "更正原因专用设备数量漏填",
      corrected.changes,
      notice,
      corrected.address,
      contentHash,
      "2022-09-15",
      `清单日志制作本文件时到第12345条，2022年9月16日签署日志链头${corrected.proofHead.hash}`,
    ])
      expect(text).toContain(squeezed(told));
    expect((await textOfPdf(await renderPdf(document, { ...options, publication: null }))).text).not.toContain(
      "校验值",
    );
  }, 60_000);

  it("has its lasting address as a code, as the Word file has", async () => {
    const shown = { ...options, publication: corrected };
    expect((await textOfPdf(await renderPdf(document, shown))).pictures).toContain(addressCodeText);
    expect((await textOfPdf(await renderPdf(document, options))).pictures).not.toContain(addressCodeText);
    expect(await readCode(Buffer.from(addressCodeSvg(corrected.address)))).toBe(corrected.address);
    const word = await renderWord(document, shown);
    expect(Buffer.from(await renderWord(document, shown)).equals(Buffer.from(word))).toBe(true);
    const pictures = Object.entries(unzipSync(word)).filter(([name]) => name.startsWith("word/media/"));
    expect(await Promise.all(pictures.map(([, bytes]) => readCode(bytes)))).toEqual([corrected.address]);
    expect(await textOfWord(word)).toContain(squeezed(`更正公告${corrected.address}/changes`));
  }, 60_000);

  it("gives its report package back", async () => {
    expect(await readPdfPackage(await renderPdf(document, options))).toEqual({
      ok: true,
      package: options.reportPackage,
    });
    expect(await readPdfPackage(Buffer.from("MZ"))).toMatchObject({
      ok: false,
      problems: [{ message: "这不是 PDF 文件。" }],
    });
    expect(await readPdfPackage(Buffer.from("%PDF-1.7 broken"))).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("无法读取") }],
    });
  }, 60_000);

  it("names a character that no font has, and its place", async () => {
    const rare = sampleDocument({ narrative: ["负责人𪚥某。"] }).document;
    await expect(renderPdf(rare, options)).rejects.toThrow("“𪚥”（U+2A6A5）在第三部分“一、收入支出决算总体情况说明”中");
    // The compiler goes on after a refusal.
    expect((await renderPdf(document, options)).length).toBeGreaterThan(100_000);
  }, 60_000);

  it("has a font for every everyday character, and looks for the others before they are printed", async () => {
    const everyday = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(
      (character) => character !== "\n" && !hasUnusualCharacters(character),
    );
    expect(everyday.length).toBeGreaterThan(21_000);
    const lines = Array.from({ length: Math.ceil(everyday.length / 1000) }, (_, at) =>
      everyday.slice(at * 1000, (at + 1) * 1000).join(""),
    );
    await expect(renderPdf(sampleDocument({ narrative: lines }).document, options)).resolves.toBeDefined();
    expect(await charactersWithoutFont(document, undefined)).toEqual([]);
    expect(await charactersWithoutFont(sampleDocument({ narrative: ["完成率为½。"] }).document, undefined)).toEqual([]);
    const place = "第三部分“一、收入支出决算总体情况说明”";
    expect(await charactersWithoutFont(sampleDocument({ narrative: ["负责人𪚥某。"] }).document, undefined)).toEqual([
      { character: "𪚥", place },
    ]);
  }, 60_000);

  it("prints typed markup literally", async () => {
    const typed = '#read("/etc/passwd") $x$ *粗* <w:p/> &amp; @ref';
    const { text } = await textOfPdf(await renderPdf(sampleDocument({ narrative: [typed] }).document, options));
    expect(text).toContain(squeezed(typed));
  }, 60_000);
});

describe("the Word file", () => {
  it("has every row of every table, in order", async () => {
    expect(await rowsOfWord(await renderWord(document, options))).toEqual(rowsOfTables(tablesOf(printed)));
  });

  it("is the same bytes for the same input", async () => {
    expect(Buffer.compare(await renderWord(document, options), await renderWord(document, options))).toBe(0);
  });

  it("names a language of figures in which no line ends inside a number", async () => {
    const parts = unzipSync(await renderWord(document, options));
    expect(strFromU8(parts["word/styles.xml"]!)).toContain('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>');
  });

  it("lists the statutory tables under the title of part two, as the PDF does", async () => {
    const xml = strFromU8(unzipSync(await renderWord(document, options))["word/document.xml"]!);
    const text = xml.replace(/<w:tab\/>/g, " ").replace(/<[^>]+>/g, "");
    const listed = tablesOf(printed).filter(({ isStatutory }) => isStatutory);
    expect(squeezed(text)).toContain(squeezed(listed.map(({ code, title }) => code + title!).join("")));
  });

  it("has the contents of the PDF, entry by entry", async () => {
    const xml = strFromU8(unzipSync(await renderWord(document, options))["word/document.xml"]!);
    const field = /<w:instrText[^>]*>[^<]*<\/w:instrText>/g;
    const contents = /<w:sdt>.*?<\/w:sdt>/s.exec(xml)![0].replace(field, "").split("</w:p>");
    const entries = contents.map((entry) => squeezed(entry.replace(/<[^>]+>/g, ""))).filter((entry) => entry !== "");
    const forms = tablesOf(printed).filter(({ title, isStatutory }) => title !== null && !isStatutory);
    expect(forms.length).toBeGreaterThan(0);
    const pages = await pagesOfPdf(await renderPdf(document, options));
    const inPdf = pages.find((page) => page.includes("目录"))!.replace(/[.…·]{3,}\d+/g, "");
    expect(inPdf).toContain(entries.join(""));
  }, 60_000);

  it("has contents of links alone, whole before any field is updated, and asks for no update", async () => {
    const parts = unzipSync(await renderWord(document, { ...options, publication: corrected }));
    const xml = strFromU8(parts["word/document.xml"]!);
    const contents = /<w:sdt>.*?<\/w:sdt>/s.exec(xml)![0];
    for (const { ordinal, heading: title } of printed.parts)
      expect(squeezed(contents.replace(/<[^>]+>/g, ""))).toContain(squeezed(ordinal + title));
    expect(contents).toMatch(/<w:hyperlink [^>]*w:anchor="_Toc1"/);
    expect(contents).not.toMatch(/<w:tab\/>|PAGEREF|w:dirty="true"/);
    expect(strFromU8(parts["word/settings.xml"]!)).not.toContain("updateFields");
    const text = await textOfWord(await renderWord(document, { ...options, publication: corrected }));
    for (const told of ["（更正，第2版）", "专用设备数量漏填", contentHash]) expect(text).toContain(squeezed(told));
  });
});

describe.each([
  ["an empty report", { amounts: new Map(), texts: new Map() } as Facts],
  ["a report of sixty subjects", sixtySubjects],
])("%s", (_, facts) => {
  const sample = sampleDocument({ facts });
  it("becomes a PDF, a Word file and a workbook", async () => {
    const { text } = await textOfPdf(await renderPdf(sample.document, options));
    for (const run of runsOfTables(tablesOf(printDocument(sample.document)))) expect(text).toContain(run);
    expect(await rowsOfWord(await renderWord(sample.document, options))).toEqual(
      rowsOfTables(tablesOf(printDocument(sample.document))),
    );
    expect(factsOf(readWorkbook(await openWorkbook(await writeWorkbook(sample.model, options)), expected))).toEqual(
      new Map(facts.amounts),
    );
  }, 60_000);
});

function factsOf(reading: WorkbookReading): Map<FactKey, number> {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return new Map(reading.values.map(({ address, value }) => [keyOf(address), value]));
}

describe("the workbook", () => {
  it("gives the same facts back", async () => {
    expect(factsOf(readWorkbook(await openWorkbook(await writeWorkbook(model, options)), expected))).toEqual(
      new Map(luozhuangFacts.amounts),
    );
  });

  it("is the same bytes for the same input", async () => {
    expect(Buffer.compare(await writeWorkbook(model, options), await writeWorkbook(model, options))).toBe(0);
  });

  const bomb = () =>
    zipSync(
      {
        "[Content_Types].xml": new Uint8Array(1),
        "xl/workbook.xml": new Uint8Array(1),
        "xl/sharedStrings.xml": new Uint8Array(100 * 1024 * 1024),
      },
      { level: 1 },
    );
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ["an empty file", () => new Uint8Array(0), "文件是空的"],
    ["a program", () => Buffer.from("MZ\u0090\u0000 program"), "程序文件"],
    ["a Word file renamed", () => renderWord(document, options), "这是 Word 文档"],
    ["an archive that bursts", bomb, "解压后过大"],
    ["a damaged file", async () => (await writeWorkbook(model, options)).slice(0, 9000), "已损坏"],
    [
      "external entities",
      () => zipSync({ "[Content_Types].xml": Buffer.from("<!DOCTYPE x>"), "xl/workbook.xml": new Uint8Array(1) }),
      "外部实体",
    ],
  ])("refuses %s", async (_, make, message) => {
    expect(readWorkbook(await openWorkbook(await make()), expected)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining(message) }],
    });
  });

  /** What a draft says after somebody worked on its data sheet. */
  async function edited(change: (sheet: EditableSheet) => void): Promise<WorkbookReading> {
    const bytes = await editedWorkbook(
      await writeWorkbook(model, { ...options, publication: null }),
      "填报数据",
      change,
    );
    return readWorkbook(await openWorkbook(bytes), expected);
  }
  const blankRow = FIRST_DATA_ROW + luozhuangFacts.amounts.size;

  it.each<[string, (sheet: EditableSheet) => void, { cell: string; message: string }]>([
    [
      "merged cells",
      ({ merges }) => void merges.push({ startRow: 2, startCol: 0, endRow: 2, endCol: 1 }),
      { cell: "填报数据!A3", message: "单元格被合并" },
    ],
    [
      "a moved code",
      ({ rows }) => void (rows[4]![1] = "9999999"),
      { cell: "填报数据!B5", message: "单元格可能被移动或改写" },
    ],
    [
      "a moved column",
      ({ rows }) => rows.forEach((row) => row.splice(1, 1)),
      { cell: "填报数据!B1", message: "列可能被移动或删除" },
    ],
    ["text for a number", ({ rows }) => void (rows[3]![5] = "约三万"), { cell: "填报数据!F4", message: "约三万" }],
    ["content far away", ({ rows }) => void (rows[1]![25] = 1), { cell: "填报数据!H1", message: "表外有内容" }],
    [
      "an unknown subject",
      ({ rows }) => void (rows[blankRow - 1] = ["收入", "2019999999", "", "", "其他收入", 1]),
      { cell: `填报数据!B${blankRow}`, message: "不在本年度科目表中" },
    ],
  ])("names the cell of %s", async (_, change, { cell, message }) => {
    const reading = await edited(change);
    expect(reading.ok ? [] : reading.problems).toContainEqual({ cell, message: expect.stringContaining(message) });
  });

  it("takes figures as people type them, and subjects added in the empty rows", async () => {
    const reading = await edited(({ rows }) => {
      rows[FIRST_DATA_ROW - 1]![5] = " １，２３４．５０ ";
      rows[blankRow - 1] = ["收入", "2010301", "", "", "其他收入", 12.3];
    });
    const first = [...luozhuangFacts.amounts.keys()].sort()[0]!;
    expect(factsOf(reading).get(first)).toBe(123_450);
    expect(factsOf(reading).get(factKey("income", "2010301", "", "otherIncome"))).toBe(1_230);
  });

  it("shows 万元 rounded from yuan, not sums of rounded 万元", async () => {
    const bytes = await writeWorkbook(model, options);
    const shown: boolean[] = [];
    for (const table of model.printedTables()) {
      const values = new Set<unknown>();
      for (const { formula, formulaResult } of (await sheetOf(bytes, table.code)).cells!.values())
        if (formula !== undefined) values.add(formulaResult);
      for (const { cells } of table.rows)
        for (const { kind, text } of cells)
          if (kind === "amount" && text !== "") shown.push(values.has(Number(text.replaceAll(",", ""))));
    }
    expect(shown.length).toBeGreaterThan(80);
    expect(shown).not.toContain(false);
  });

  it("speaks to readers when it is published: source, version, hash, licence, and nothing to fill in", async () => {
    const told = async (bytes: Uint8Array) => (await sheetOf(bytes, "说明")).rows.flat().join("\n");
    /** Cells that are coloured or open; and cells that say what may be typed. */
    const inputs = async (bytes: Uint8Array) => {
      const { cells, dataValidations = [] } = await sheetOf(bytes, "填报数据");
      const open = [...cells!.values()].filter(
        ({ style }) =>
          (style?.fill?.type === "pattern" && style.fill.pattern === "solid") || style?.protection?.locked === false,
      );
      return { open: open.length, validated: dataValidations.length };
    };
    const published = await writeWorkbook(model, { ...options, publication: corrected });
    const { correctionReason, changes, address } = corrected;
    for (const each of [
      "第2版（更正）",
      correctionReason,
      changes,
      address,
      contentHash,
      LICENCE,
      "2022-09-15",
      "颜色",
    ])
      expect(await told(published)).toContain(each);
    expect(await told(published)).not.toMatch(/黄色|填列|请勿/);
    expect(await inputs(published)).toEqual({ open: 0, validated: 0 });
    const draft = await writeWorkbook(model, { ...options, publication: null });
    expect(await told(draft)).toContain("黄色单元格填列");
    const { size } = luozhuangFacts.amounts;
    // Five cells of each spare row, and a list each for its sheet and its fund.
    expect(await inputs(draft)).toEqual({ open: size + 5 * SPARE_ROWS, validated: size + 2 });
  });

  it("prints: every text has the height its lines need, the unit stands at the right edge, pages repeat their heads", async () => {
    const bytes = await writeWorkbook(model, options);
    // Pixels: a Chinese character of 10 pt is as wide as two digits, a column's width counts digits of 11 pt.
    const pixelsOf = (text: string) =>
      [...text].reduce((sum, character) => sum + (character.codePointAt(0)! < 0x2000 ? 6.67 : 13.33), 0);
    const total = (sizes: readonly number[]) => sizes.reduce((sum, each) => sum + each, 0);
    for (const table of model.printedTables()) {
      const sheet = await sheetOf(bytes, table.code);
      for (const { cell, row, column } of placedCells([...table.header, ...table.rows.map(({ cells }) => cells)])) {
        const { colSpan = 1, rowSpan = 1 } = cell;
        const width = total(sheet.columns!.slice(column, column + colSpan).map((each) => each.width!));
        const height = total(Array.from({ length: rowSpan }, (_, at) => sheet.rowDefs!.get(row + 3 + at)!.height!));
        const lines = Math.ceil(pixelsOf(cell.text) / Math.max(14, width * 7 - 6));
        expect(height, `${table.code} ${cell.text}`).toBeGreaterThanOrEqual(lines * 13);
      }
      const [at, money] = cellOver(sheet, 2, table.columnCount - 1);
      expect(at.endCol).toBe(table.columnCount - 1);
      expect(money.value).toBe("金额单位：万元");
      expect(money.style?.alignment?.horizontal).toBe("right");
      expect(sheet.pageSetup).toMatchObject({
        fitToWidth: 1,
        // Of a unit with few subjects, so that no page carries notes alone.
        fitToHeight: 1,
        orientation: tableLayout(table).orientation,
        printTitlesRow: `$1:$${3 + table.header.length}`,
      });
      expect(sheet.freezePane).toMatchObject({ rows: 3 + table.header.length });
      expect(sheet.headerFooter?.oddFooter).toContain("&P");
    }
  });

  /** The cell that is seen at a place, zero-based, and the block that it covers. */
  function cellOver({ merges = [], cells }: Sheet, row: number, column: number) {
    const block = merges.find(
      ({ startRow, startCol, endRow, endCol }) =>
        startRow <= row && row <= endRow && startCol <= column && column <= endCol,
    ) ?? { startRow: row, startCol: column, endRow: row, endCol: column };
    return [block, cells!.get(`${block.startRow},${block.startCol}`)!] as const;
  }

  it("names its repeated rows in quotes, without which Excel takes a name with brackets for damage", async () => {
    const { "xl/workbook.xml": xml } = unzipSync(await writeWorkbook(model, options));
    const names = strFromU8(xml!).match(/<definedName [^>]*>[^<]*/g)!;
    expect(names).toHaveLength(11);
    for (const each of names)
      expect(each).toMatch(/name="_xlnm\.Print_Titles" .*>(?:'|&apos;)[^'&]+(?:'|&apos;)!\$1:\$\d+$/);
  });

  it("prints a table of many subjects on several pages, and cuts no text of the sheets behind the tables", async () => {
    const { model: long } = sampleDocument({ facts: sixtySubjects });
    const bytes = await writeWorkbook(long, options);
    expect((await sheetOf(bytes, "公开02表")).pageSetup?.fitToHeight).toBe(0);
    const wraps = ({ cells }: Sheet, row: number, column: number) =>
      cells!.get(`${row - 1},${column - 1}`)?.style?.alignment?.wrapText ?? false;
    for (const name of ["填报数据", "计算（元）"]) {
      const sheet = await sheetOf(bytes, name);
      for (const at of [1, 2, 3]) for (const column of [1, 2]) expect(wraps(sheet, at, column) || at === 1).toBe(true);
    }
    expect(wraps(await sheetOf(bytes, "填报数据"), 1, 6)).toBe(true);
  });

  it("refuses the workbook of another unit and year, naming both cells", async () => {
    const reading = readWorkbook(await openWorkbook(await writeWorkbook(model, options)), {
      ...expected,
      unitCode: "101002",
      year: 2022,
    });
    expect(reading).toMatchObject({ ok: false, problems: [{ cell: "说明!B2" }, { cell: "说明!B4" }] });
  });

  it("refuses the workbook of another format, naming both", async () => {
    const reading = readWorkbook(await openWorkbook(await writeWorkbook(model, options)), {
      ...expected,
      tableSetId: "fy2022",
    });
    expect(reading).toEqual({
      ok: false,
      problems: [
        {
          cell: "说明!B5",
          message: "工作簿用的报表格式是山东省2021年度格式，2021年度用的是山东省2022年度起格式，请重新导出后填写。",
        },
      ],
    });
  });
});
