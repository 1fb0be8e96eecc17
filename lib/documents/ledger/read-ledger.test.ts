import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { workbookOf } from "@/lib/documents/testing/workbooks";
import { ledgerLimits, readLedger } from "./read-ledger";

const rows = [
  ["一般公共预算财政拨款支出决算表", "", "", ""],
  ["单位：万元"],
  ["项目", "", "本年支出"],
  ["科目编码", "科目名称", "基本支出", "项目支出"],
  ["2010301", "行政运行", "209.15"],
  ["2010302", "一般行政管理事务", "", "0.3"],
];
const body = rows.slice(3);
const csv = body.map((row) => row.join(",")).join("\r\n");
/** 科目编码,科目名称 / 2010301,行政运行 / 209.15 as programs of the office write it. */
const gb18030 = Buffer.from(
  "bfc6c4bfb1e0c2eb2cbfc6c4bfc3fbb3c62cbdf0b6ee0d0a323031303330312cd0d0d5fed4cbd0d02c3230392e31350d0a",
  "hex",
);

const problemOf = async (bytes: Uint8Array) => {
  const reading = await readLedger(bytes);
  return reading.ok ? "read" : reading.problem;
};
const sheetsOf = async (bytes: Uint8Array) => {
  const reading = await readLedger(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.sheets;
};

describe("a ledger", () => {
  it("is read from .xlsx with its merged cells, numbers without noise, blank sheets left out", async () => {
    const typed = (text: string) =>
      text === "0.3" ? 0.1 + 0.2 : text === "209.15" || text === "2010301" ? Number(text) : text;
    const bytes = await workbookOf(
      {
        name: "支出明细",
        rows: rows.map((row) => row.map(typed)),
        merges: [{ startRow: 2, startCol: 0, endRow: 2, endCol: 1 }],
      },
      { name: "空表" },
    );
    const [sheet, ...others] = await sheetsOf(bytes);
    expect(others).toEqual([]);
    expect(sheet).toMatchObject({ name: "支出明细", merges: [{ startRow: 2, startCol: 0, endRow: 2, endCol: 1 }] });
    expect(sheet!.rows.slice(3)).toEqual(body);
  });

  it("says of a formula without a stored result that it is one, and hands on error values", async () => {
    const bytes = await workbookOf({
      name: "支出",
      rows: [["2010301", "行政运行"]],
      cells: new Map([
        ["0,2", { formula: "C10+C11" }],
        ["0,3", { formula: "C10+C11", formulaResult: 7 }],
        ["0,4", { type: "error", value: "#REF!" }],
      ]),
    });
    expect((await sheetsOf(bytes))[0]!.rows).toEqual([["2010301", "行政运行", "=C10+C11", "7", "#REF!"]]);
  });

  it("is read from .xls alike", async () => {
    const [sheet] = await sheetsOf(readFileSync("lib/documents/testing/ledger.xls"));
    expect(sheet!.name).toBe("支出明细");
    expect(sheet!.rows.slice(3)).toEqual(body);
    expect(sheet!.merges).toHaveLength(3);
  });

  it.each([
    ["UTF-8", Buffer.from(csv)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${csv}`)],
    ["UTF-16 with tabs", Buffer.from(`\ufeff${csv.replaceAll(",", "\t")}`, "utf16le")],
    ["semicolons", Buffer.from(csv.replaceAll(",", ";"))],
  ])("is read from .csv: %s", async (_, bytes) => {
    expect((await sheetsOf(bytes))[0]!.rows).toEqual(body);
  });

  it("is read from .csv in GB18030, quoted figures whole", async () => {
    expect((await sheetsOf(gb18030))[0]!.rows).toEqual([
      ["科目编码", "科目名称", "金额"],
      ["2010301", "行政运行", "209.15"],
    ]);
    expect((await sheetsOf(Buffer.from('科目,金额\n行政运行,"1,382.47"\n')))[0]!.rows[1]).toEqual([
      "行政运行",
      "1,382.47",
    ]);
  });

  it("is refused with a sentence when it is something else", async () => {
    expect(await problemOf(new Uint8Array())).toMatch(/空的/);
    expect(await problemOf(Buffer.from("MZ\u0090\u0000 program", "latin1"))).toMatch(/程序文件/);
    expect(await problemOf(Buffer.from("%PDF-1.7"))).toMatch(/PDF/);
    expect(await problemOf(Buffer.from("<html><table><tr><td>1</td></tr></table></html>"))).toMatch(/网页/);
    expect(await problemOf(Buffer.from([1, 0, 2, 0, 255, 3]))).toMatch(/不是 Excel 工作簿/);
    expect(await problemOf(Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4096, 7)]))).toMatch(
      /无法读取/,
    );
    expect(await problemOf(Buffer.from(" \r\n,,\r\n"))).toMatch(/没有内容/);
    const word = zipSync({ "[Content_Types].xml": Buffer.from("<Types/>"), "word/document.xml": Buffer.from("<w/>") });
    expect(await problemOf(word)).toMatch(/这是 Word 文档，不是 Excel 工作簿/);
  });

  it.each([
    [
      "MHTML",
      Buffer.from("MIME-Version: 1.0\nContent-Type: text/html\n\n<table><tr><td>1</td><td>2</td></tr></table>"),
    ],
    ["RTF", Buffer.from("{\\rtf1 hello, world}")],
    ["报告包", Buffer.from('{"format": "mingzhang-report",\n "facts": [1, 2]}')],
    ["JSON", Buffer.from('[{"a": 1, "b": 2}]')],
    ["没有分列的文本", Buffer.from("just one line of text\nand another")],
    ["xlsb", Buffer.from(zipSync({ "[Content_Types].xml": Buffer.from("<T/>"), "xl/workbook.bin": Buffer.from("x") }))],
    [
      "OpenDocument 表格（.ods）",
      Buffer.from(zipSync({ mimetype: [Buffer.from("application/vnd.oasis.opendocument.spreadsheet"), { level: 0 }] })),
    ],
  ])("that is none is told what it is and how to save it: %s", async (kind, bytes) => {
    const problem = await problemOf(bytes);
    expect(problem).toContain(kind);
    expect(problem).toMatch(/另存为|存为 \.xlsx|导出|导入报告包/);
  });

  it("hands on percentages and amounts in 万元 as they are shown", async () => {
    const formats = ["0%", '0.00"万元"', "#,##0.00", '0!.0,"万元"', undefined];
    const bytes = await workbookOf({
      name: "支出",
      rows: [["2010301"]],
      cells: new Map(
        formats.map((numFmt, at) => [
          `0,${at + 1}`,
          { value: 0.5, ...(numFmt !== undefined && { style: { numFmt } }) },
        ]),
      ),
    });
    expect((await sheetsOf(bytes))[0]!.rows).toEqual([["2010301", "50%", "0.5万元", "0.5", "0.5", "0.5"]]);
  });

  it("that is a picture or has a password is refused for what it is", async () => {
    expect(await problemOf(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))).toMatch(/这是图片/);
    expect(await problemOf(Buffer.from("ffd8ffe000104a464946", "hex"))).toMatch(/这是图片/);
    const wrapped = Buffer.concat([
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      Buffer.alloc(1024),
      Buffer.from("EncryptedPackage", "utf16le"),
      Buffer.alloc(1024),
    ]);
    expect(await problemOf(wrapped)).toMatch(/设有打开密码/);
  });

  it("of sixty thousand rows is refused with the limit, as workbook and as text", async () => {
    const line = ["2010301", "行政运行", "凭证摘要", 1382.47];
    const long = await workbookOf({ name: "序时账", rows: Array.from({ length: 60_000 }, () => line) });
    expect(await problemOf(long)).toMatch(/“序时账”超过 5000 行/);
    expect(await problemOf(Buffer.from(`${line.join(",")}\n`.repeat(60_000)))).toMatch(/超过 5000 行/);
  });

  it("made to burst is refused before it is unpacked", async () => {
    const bomb = zipSync({
      "[Content_Types].xml": Buffer.from("<Types/>"),
      "xl/workbook.xml": Buffer.from("<w/>"),
      "xl/worksheets/sheet1.xml": new Uint8Array(60 * 1024 * 1024),
    });
    expect(await problemOf(bomb)).toMatch(/过大/);
  });

  it("too large is refused, not cut", async () => {
    expect(await problemOf(Buffer.from("a,1\n".repeat(ledgerLimits.maxRows + 1)))).toMatch(/超过 5000 行/);
    expect(await problemOf(Buffer.from("1,".repeat(ledgerLimits.maxColumns + 1) + "1"))).toMatch(/超过 60 列/);
    const wide = await workbookOf({ name: "宽", rows: [Array.from({ length: 80 }, (_, at) => at + 1)] });
    expect(await problemOf(wide)).toMatch(/超过 60 列/);
  });

  it("with merges over the whole sheet and across one another is read", async () => {
    const bytes = await workbookOf({
      name: "乱",
      rows: body,
      merges: [{ startRow: 9, startCol: 0, endRow: 3999, endCol: 77 }],
    });
    expect((await sheetsOf(bytes))[0]!.rows).toEqual(body);
  });
});
