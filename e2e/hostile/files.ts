import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { attachmentPdf, bombs, contentTypes, pdf, rels, workbook } from "@/lib/documents/testing/bombs";
import type { FileKind } from "@/lib/documents/reading/open-file";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { realAccounts } from "@/prisma/seed/real-accounts";
import { deflateSync } from "node:zlib";

/** A file that somebody sends, and what is right: words of the refusal, or `read` where it is harmless as it is. */
export interface HostileFile {
  name: string;
  kind: FileKind;
  make: () => Uint8Array;
  right: RegExp | "read";
  /** Takes up to three seconds of a processor; others take a third of one at most. */
  isSlow?: true;
}

const damaged = /已损坏或不完整|已损坏|无法读取/;
const notTable = /不是|没有内容|无法读取|没有分列|损坏/;
const row = '<row r="1"><c t="inlineStr"><is><t>科目</t></is></c><c><v>1</v></c></row>';
const plain = () => workbook({ rows: row });

/** Names of the parts of a workbook that are written over, and what stands around their inside. */
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const sheetPart = "xl/worksheets/sheet1.xml";
const workbookPart = "xl/workbook.xml";
const relationsPart = "xl/_rels/workbook.xml.rels";
const stylesPart = "xl/styles.xml";
const worksheet = (inside: string) => `<worksheet xmlns="${main}">${inside}</worksheet>`;
const sheets = (inside: string) =>
  `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${inside}</sheets></workbook>`;
const styles = (formats: string) => `<styleSheet xmlns="${main}"><cellXfs>${formats}</cellXfs></styleSheet>`;
const leadingTo = (sheet: string) =>
  `<Relationships xmlns="${packageRelations}">` +
  `<Relationship Id="rId1" Type="${relations}/worksheet" Target="${sheet}"/></Relationships>`;

/** The workbook with parts beside or in the place of its own. */
function withParts(parts: Record<string, string | Uint8Array>): Uint8Array {
  const all: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": rels("xl/workbook.xml"),
    [workbookPart]: sheets('<sheet name="总账" sheetId="1" r:id="rId1"/>'),
    [relationsPart]: leadingTo("worksheets/sheet1.xml"),
    [sheetPart]: worksheet(`<sheetData>${row}</sheetData>`),
    ...parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
    ),
  );
}

const sheetOf = (inside: string, before = "", after = "") =>
  withParts({ [sheetPart]: before + worksheet(`<sheetData>${inside}</sheetData>${after}`) });

const headers = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 } as const;

/** The archive with a number of each of its headers of a kind written over, all or those of one entry. */
function patched(
  archive: Uint8Array,
  patches: readonly { header: keyof typeof headers; at: number; value: number; bytes: 2 | 4; name?: string }[],
): Uint8Array {
  const file = Buffer.from(archive);
  for (const { header, at, value, bytes, name } of patches) {
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(headers[header]);
    for (let from = file.indexOf(mark); from >= 0; from = file.indexOf(mark, from + 4)) {
      const nameAt = from + (header === "local" ? 30 : 46);
      if (name !== undefined && file.toString("utf8", nameAt, nameAt + Buffer.byteLength(name)) !== name) continue;
      if (bytes === 2) file.writeUInt16LE(value, from + at);
      else file.writeUInt32LE(value, from + at);
    }
  }
  return file;
}

/** A name of an entry written over by another of the same length, in both headers. */
function renamed(archive: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(archive).toString("latin1").replaceAll(from, to);
  return Buffer.from(text, "latin1");
}

const cut = (bytes: Uint8Array, part: number) => bytes.subarray(0, Math.floor(bytes.length * part));
const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
const laugh = (at: number) => `<!ENTITY a${at + 1} "${`&a${at === 0 ? "" : at};`.repeat(10)}">`;
const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, at) => laugh(at)).join("")}]>`;
const cellWith = (attributes: string, inside = "<v>1</v>") =>
  `<row r="1"><c ${attributes}>${inside}</c><c><v>2</v></c></row>`;
const text = (inside: string) => `<row r="1"><c t="inlineStr"><is><t>${inside}</t></is></c><c><v>2</v></c></row>`;

const workbooks: readonly Omit<HostileFile, "kind">[] = [
  { name: "xlsx of no byte", make: () => new Uint8Array(), right: /空的/ },
  { name: "xlsx of its first two bytes", make: () => Buffer.from("PK"), right: notTable },
  ...[0.1, 0.5, 0.9, 0.99].map((part) => ({
    name: `xlsx cut off at ${part * 100} %`,
    make: () => cut(plain(), part),
    right: damaged,
  })),
  { name: "zip whose end stands at its beginning", make: () => plain().subarray(-22), right: notTable },
  {
    name: "zip whose directory lies behind the file",
    make: () => patched(plain(), [{ header: "end", at: 16, value: 0x7fffffff, bytes: 4 }]),
    right: damaged,
  },
  {
    name: "zip that counts 65,535 entries",
    make: () => patched(plain(), [{ header: "end", at: 10, value: 0xffff, bytes: 2 }]),
    right: damaged,
  },
  {
    name: "zip with sizes of -1",
    make: () =>
      patched(plain(), [
        { header: "directory", at: 20, value: 0xffffffff, bytes: 4 },
        { header: "directory", at: 24, value: 0xffffffff, bytes: 4 },
      ]),
    right: /过大/,
  },
  {
    name: "zip whose entries lie behind the file",
    make: () => patched(plain(), [{ header: "directory", at: 42, value: 0x7ffffff0, bytes: 4 }]),
    right: damaged,
  },
  {
    name: "zip that says it is encrypted",
    make: () => patched(plain(), [{ header: "directory", at: 8, value: 1, bytes: 2 }]),
    right: /已加密/,
  },
  ...[12, 99].map((method) => ({
    name: `zip packed by method ${method}`,
    make: () => patched(plain(), [{ header: "directory", at: 10, value: method, bytes: 2 }]),
    right: /压缩方式不受支持/,
  })),
  {
    name: "zip with a name that climbs out",
    make: () => withParts({ "xl/../../../etc/passwd": "x" }),
    right: /结构异常/,
  },
  { name: "zip with an absolute name", make: () => withParts({ "/etc/passwd": "x" }), right: /结构异常/ },
  {
    name: "zip with a name of another system",
    make: () => withParts({ "..\\..\\windows\\x": "x" }),
    right: /结构异常/,
  },
  {
    name: "zip with a symbolic link",
    make: () =>
      patched(withParts({ "xl/link": "/etc/passwd" }), [
        { header: "directory", at: 38, value: 0xa1ff0000, bytes: 4, name: "xl/link" },
      ]),
    right: "read",
  },
  {
    name: "zip with one name twice",
    make: () =>
      renamed(
        withParts({ "xl/worksheets/sheet2.xml": "<worksheet/>" }),
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet1.xml",
      ),
    right: /没有内容/,
  },
  {
    name: "zip with a NUL in a name",
    make: () => withParts({ "xl/a\0.xml": "<x/>" }),
    right: "read",
  },
  {
    name: "zip of 600 entries",
    make: () => withParts(Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`xl/${at}.xml`, "<x/>"]))),
    right: /过大/,
  },
  { name: "xlsx with macros", make: () => withParts({ "xl/vbaProject.bin": "macro" }), right: /含有宏程序/ },
  {
    name: "xlsx with macros under capital letters",
    make: () => withParts({ "xl/VBAPROJECT.BIN": "macro" }),
    right: /含有宏程序/,
  },
  { name: "xlsx with an external entity", make: () => sheetOf(text("&e;"), entity), right: /外部实体/ },
  { name: "xlsx with a billion laughs", make: () => sheetOf(text("&a12;"), laughs), right: /外部实体/ },
  {
    name: "xlsx whose entities stand behind a long comment",
    make: () => sheetOf(text("&a12;"), `<!--${"x".repeat(5_000)}-->${laughs}`),
    right: /结构异常/,
  },
  {
    name: "xlsx whose entities are written in UTF-16",
    make: () =>
      withParts({
        "xl/worksheets/sheet1.xml": new Uint8Array(
          Buffer.from(`\ufeff${laughs}<worksheet><sheetData>${text("&a12;")}</sheetData></worksheet>`, "utf16le"),
        ),
      }),
    right: /结构异常/,
  },
  {
    name: "xlsx that leads to other files",
    make: () =>
      withParts({
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels":
          '<Relationships><Relationship Id="rId1" TargetMode="External" Target="file:///etc/passwd"/></Relationships>',
      }),
    right: "read",
  },
  {
    name: "xlsx whose sheet lies outside of it",
    make: () => withParts({ [relationsPart]: leadingTo("../../../../etc/passwd") }),
    right: notTable,
  },
  {
    name: "xlsx whose workbook leads to itself",
    make: () => withParts({ [relationsPart]: leadingTo("workbook.xml") }),
    right: notTable,
  },
  { name: "xlsx without its sheet", make: () => withParts({ "xl/worksheets/sheet1.xml": "" }), right: notTable },
  {
    name: "xlsx with broken XML",
    make: () => withParts({ "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row" }),
    right: notTable,
  },
  {
    name: "xlsx that runs a program by a formula",
    make: () => sheetOf(cellWith('r="A1" t="str"', "<f>cmd|'/c calc'!A0</f><v>科目</v>")),
    right: "read",
  },
  { name: "xlsx with text like a formula", make: () => sheetOf(text("=cmd|'/c calc'!A0")), right: "read" },
  {
    name: "xlsx that says it reaches XFD1048576",
    make: () => withParts({ [sheetPart]: worksheet(`<dimension ref="A1:XFD1048576"/><sheetData>${row}</sheetData>`) }),
    right: "read",
  },
  {
    isSlow: true,
    name: "xlsx with its only cell in row 1,048,576",
    make: () => sheetOf(`<row r="1048576"><c r="A1048576"><v>1</v></c><c r="B1048576"><v>1</v></c></row>`),
    right: /没有内容|超过/,
  },
  {
    name: "xlsx with a cell in column XFD",
    make: () => sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>`),
    right: /超过 60 列/,
  },
  {
    name: "xlsx with a cell in a column that no program has",
    make: () => sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZ1"><v>1</v></c></row>`),
    right: /超过 60 列|无法读取|没有内容/,
  },
  {
    name: "xlsx with row -1",
    make: () => sheetOf(`<row r="-1"><c r="A-1"><v>1</v></c></row>${row}`),
    right: /无法读取/,
  },
  {
    name: "xlsx with row 10^30",
    make: () => sheetOf(`<row r="1${"0".repeat(30)}"><c><v>1</v></c></row>`),
    right: /没有内容|无法读取|超过/,
  },
  { name: "xlsx whose cell names shared text -1", make: () => sheetOf(cellWith('t="s"', "<v>-1</v>")), right: "read" },
  {
    name: "xlsx whose cell names shared text 10^9",
    make: () => sheetOf(cellWith('t="s"', "<v>1000000000</v>")),
    right: "read",
  },
  ...["1e400", "-1e400", "NaN", "1e-400", "0x10", "１２"].map((value) => ({
    name: `xlsx with the number ${value}`,
    make: () => sheetOf(`<row r="1"><c><v>${value}</v></c><c><v>1</v></c></row>`),
    right: "read" as const,
  })),
  {
    name: "xlsx with a day beyond all calendars",
    make: () =>
      withParts({
        [stylesPart]: styles('<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'),
        [sheetPart]: worksheet('<sheetData><row r="1"><c s="1"><v>1e300</v></c><c><v>1</v></c></row></sheetData>'),
      }),
    right: "read",
  },
  {
    isSlow: true,
    name: "xlsx with 50,000 merged ranges",
    make: () =>
      sheetOf(
        row,
        "",
        `<mergeCells>${Array.from({ length: 50_000 }, (_, at) => `<mergeCell ref="A${at + 2}:C${at + 2}"/>`).join("")}</mergeCells>`,
      ),
    right: "read",
  },
  {
    name: "xlsx with one merged range over everything",
    make: () => sheetOf(row, "", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    right: "read",
  },
  {
    isSlow: true,
    name: "xlsx with 1,000 sheets",
    make: () =>
      withParts({
        [workbookPart]: sheets(
          Array.from({ length: 1_000 }, (_, at) => `<sheet name="${at}" sheetId="${at + 1}" r:id="rId1"/>`).join(""),
        ),
      }),
    right: "read",
  },
  {
    name: "xlsx with a sheet named by markup",
    make: () =>
      withParts({
        [workbookPart]: sheets('<sheet name="&lt;script&gt;alert(1)&lt;/script&gt;" sheetId="1" r:id="rId1"/>'),
      }),
    right: "read",
  },
  {
    name: "xlsx with elements 50,000 deep",
    make: () => sheetOf(`${"<row>".repeat(50_000)}${"</row>".repeat(50_000)}${row}`),
    right: "read",
  },
  {
    name: "xlsx with 50,000 attributes in an element",
    make: () =>
      sheetOf(
        `<row ${Array.from({ length: 50_000 }, (_, at) => `a${at}="1"`).join(" ")}><c><v>1</v></c><c><v>1</v></c></row>`,
      ),
    right: "read",
  },
  { isSlow: true, name: "xlsx with a text of 4 MB", make: () => sheetOf(text("字".repeat(1_400_000))), right: "read" },
  {
    name: "xlsx with 60,000 styles",
    make: () => withParts({ [stylesPart]: styles('<xf numFmtId="0"/>'.repeat(60_000)) }),
    right: "read",
  },
  {
    name: "xlsx that is a Word document",
    make: () => zipSync({ "[Content_Types].xml": strToU8(contentTypes), "word/document.xml": strToU8("<w/>") }),
    right: /这是 Word 文档/,
  },
  {
    name: "xlsx that is slides",
    make: () => zipSync({ "[Content_Types].xml": strToU8(contentTypes), "ppt/presentation.xml": strToU8("<p/>") }),
    right: /演示文稿/,
  },
  { name: "xlsx that is a program", make: () => Buffer.from("MZ\u0090\0\u0003", "latin1"), right: /程序文件/ },
  {
    name: "xlsx that is a program of Linux",
    make: () => Buffer.from("\u007fELF\u0002\u0001", "latin1"),
    right: /程序文件/,
  },
  {
    name: "xlsx that is a page with a script",
    make: () => Buffer.from("<html><script>alert(1)</script></html>"),
    right: /网页/,
  },
  {
    name: "xlsx that is a picture (SVG) with a script",
    make: () => Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>'),
    right: /网页|XML/,
  },
  { name: "file of 11 MB", make: () => Buffer.alloc(11 * 1024 * 1024, "1,2\n"), right: /超过上限/ },
  {
    name: "xls cut off in its head",
    make: () => readFileSync("lib/documents/testing/ledger.xls").subarray(0, 300),
    right: /无法读取/,
  },
  {
    name: "xls cut off in its middle",
    make: () => cut(readFileSync("lib/documents/testing/ledger.xls"), 0.5),
    right: /无法读取/,
  },
  { name: "xls of its first eight bytes", make: () => Buffer.from("d0cf11e0a1b11ae1", "hex"), right: /无法读取/ },
  {
    name: "xls with a password",
    make: () =>
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(512),
        Buffer.from("EncryptedPackage", "utf16le"),
      ]),
    right: /设有打开密码/,
  },
  {
    name: "xls whose every byte behind the head is 255",
    make: () => {
      const file = Buffer.from(readFileSync("lib/documents/testing/ledger.xls"));
      return file.fill(0xff, 76);
    },
    right: /无法读取/,
  },
];

const tables: readonly Omit<HostileFile, "kind">[] = [
  { name: "csv with NUL", make: () => Buffer.from("科目,金额\n2010301\0,1\n"), right: /不是 Excel 工作簿/ },
  {
    name: "csv in UTF-16 without its mark",
    make: () => Buffer.from("科目,金额\n2010301,1\n", "utf16le"),
    right: notTable,
  },
  {
    name: "csv in UTF-16 that ends in half a sign",
    make: () => Buffer.concat([Buffer.from("\ufeff科目,1\n", "utf16le"), Buffer.from([0x31])]),
    right: notTable,
  },
  {
    name: "csv in UTF-16, big end first",
    make: () => Buffer.from("\ufeff科目,金额\n2010301,1\n", "utf16le").swap16(),
    right: "read",
  },
  {
    name: "csv in GB18030 that ends in half a sign",
    make: () => Buffer.from("bfc6c4bf2c310abf", "hex"),
    right: notTable,
  },
  { name: "csv of bytes of no encoding", make: () => Buffer.from("ff2c310a80fe", "hex"), right: notTable },
  { name: "csv in UTF-8 with overlong signs", make: () => Buffer.from("c0af2c310a", "hex"), right: "read" },
  { name: "csv of its mark alone", make: () => Buffer.from("\ufeff"), right: /没有内容/ },
  {
    isSlow: true,
    name: "csv of one million columns",
    make: () => Buffer.from("1,".repeat(1_000_000)),
    right: /超过 60 列/,
  },
  {
    name: "csv with a quote that never ends",
    make: () => Buffer.from('科目,"金额\n2010301,1\n'),
    right: /引号没有成对/,
  },
  { name: "csv with formulas", make: () => Buffer.from("科目,金额\n=cmd|'/c calc'!A0,@SUM(1)\n"), right: "read" },
  {
    name: "csv with control characters",
    make: () => Buffer.from("科目\u0001\u001b[31m,金额\u007f\n1,2\n"),
    right: "read",
  },
  {
    name: "csv with signs that turn the direction",
    make: () => Buffer.from("科目,金额\n\u202e1030102,1\n"),
    right: "read",
  },
  {
    isSlow: true,
    name: "csv with a cell of 1 MB",
    make: () => Buffer.from(`科目,${"长".repeat(350_000)}\n`),
    right: "read",
  },
  { name: "csv with lines ended by CR alone", make: () => Buffer.from("科目,金额\r2010301,1\r"), right: "read" },
  { name: "csv of blanks and tabs", make: () => Buffer.from("\t \t\n \t \n"), right: /没有内容/ },
  { name: "text that names markup", make: () => Buffer.from("a <script>alert(1)</script>\nb\n"), right: /没有分列/ },
];

function wordWith(parts: Record<string, string>, body = "<w:p><w:r><w:t>第三部分</w:t></w:r></w:p>"): Uint8Array {
  const all: Record<string, string> = {
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": rels("word/document.xml"),
    "word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, part]) => [name, strToU8(part)])));
}

const paragraph = "<w:p><w:r><w:t>字</w:t></w:r></w:p>";

const words: readonly Omit<HostileFile, "kind">[] = [
  {
    name: "docx with an external entity",
    make: () => wordWith({ "word/document.xml": `${entity}<w/>` }),
    right: /外部实体/,
  },
  {
    name: "docx whose entities stand behind a long comment",
    make: () => wordWith({ "word/document.xml": `<!--${"x".repeat(5_000)}-->${laughs}<w>&a12;</w>` }),
    right: /结构异常/,
  },
  { name: "docx with macros", make: () => wordWith({ "word/vbaProject.bin": "macro" }), right: /含有宏程序/ },
  { name: "docx cut off", make: () => cut(wordWith({}), 0.6), right: damaged },
  { name: "docx with a name that climbs out", make: () => wordWith({ "word/../../x": "x" }), right: /结构异常/ },
  {
    name: "docx that says it is encrypted",
    make: () => patched(wordWith({}), [{ header: "directory", at: 8, value: 1, bytes: 2 }]),
    right: /已加密/,
  },
  {
    name: "docx with a template of another server",
    make: () =>
      wordWith({
        "word/_rels/settings.xml.rels":
          '<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://example.org/x.dotm"/></Relationships>',
      }),
    right: "read",
  },
  {
    name: "docx with a field that runs a program",
    make: () =>
      wordWith(
        {},
        '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>' + paragraph,
      ),
    right: "read",
  },
  {
    name: "docx with a page inside (altChunk)",
    make: () => wordWith({ "word/chunk.html": "<script>alert(1)</script>" }, `<w:altChunk/>${paragraph}`),
    right: "read",
  },
  {
    isSlow: true,
    name: "docx with tables 2,000 deep",
    make: () =>
      wordWith({}, `${"<w:tbl><w:tr><w:tc>".repeat(2_000)}${paragraph}${"</w:tc></w:tr></w:tbl>".repeat(2_000)}`),
    right: /无法读取/,
  },
  { name: "docx without its text", make: () => wordWith({ "word/document.xml": "" }), right: /无法读取|损坏/ },
  {
    name: "doc of the old kind",
    make: () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512)]),
    right: /旧版/,
  },
  { name: "text with NUL", make: () => Buffer.from("第三部分\0"), right: /不是文本/ },
];

const onePage = [
  "<< /Type /Catalog /Pages 2 0 R >>",
  "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
];
const pdfOf = (...objects: string[]) => pdf([...objects, ...onePage.slice(objects.length)]);

const pdfs: readonly Omit<HostileFile, "kind">[] = [
  { name: "PDF of its first line", make: () => Buffer.from("%PDF-1.7\n"), right: /无法读取/ },
  { name: "PDF cut off", make: () => cut(pdf(onePage), 0.5), right: /无法读取|没有决算报告包/ },
  {
    name: "PDF without its table of objects",
    make: () =>
      Buffer.from(
        Buffer.from(pdf(onePage))
          .toString("latin1")
          .replace(/xref[^]*/, ""),
        "latin1",
      ),
    right: /无法读取|没有决算报告包/,
  },
  {
    name: "PDF whose pages lead to themselves",
    make: () => pdfOf(onePage[0]!, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    right: /无法读取|没有决算报告包/,
  },
  {
    name: "PDF that counts a billion pages",
    make: () => pdfOf(onePage[0]!, "<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"),
    right: /无法读取|没有决算报告包/,
  },
  {
    name: "PDF whose table leads to itself",
    make: () =>
      Buffer.from(Buffer.from(pdf(onePage)).toString("latin1").replace("/Root 1 0 R", "/Root 1 0 R /Prev 9"), "latin1"),
    right: /无法读取|没有决算报告包/,
  },
  {
    name: "PDF with a script",
    make: () => pdfOf("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
    right: /没有决算报告包/,
  },
  {
    name: "PDF that starts a program",
    make: () => pdfOf("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (cmd.exe) >> >>"),
    right: /没有决算报告包/,
  },
  {
    name: "PDF under a password",
    make: () =>
      Buffer.from(
        Buffer.from(pdf(onePage))
          .toString("latin1")
          .replace("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard /V 4 /R 4 /O (x) /U (x) /P -4 >>"),
        "latin1",
      ),
    right: /无法读取/,
  },
  {
    name: "PDF with a page of 10^9 points",
    make: () =>
      pdfOf(onePage[0]!, onePage[1]!, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1000000000 1000000000] >>"),
    right: /没有决算报告包/,
  },
  {
    name: "PDF with lists 20,000 deep",
    make: () =>
      pdfOf(onePage[0]!, onePage[1]!, `<< /Type /Page /Parent 2 0 R /X ${"[".repeat(20_000)}${"]".repeat(20_000)} >>`),
    right: /无法读取|没有决算报告包/,
  },
  {
    name: "PDF whose attachment is no package",
    make: () => attachmentPdf(deflateSync(Buffer.from("<script>")), "/FlateDecode"),
    right: /不是完整的 JSON/,
  },
  {
    name: "PDF whose attachment is cut off",
    make: () => attachmentPdf(deflateSync(Buffer.from("{".repeat(10_000))).subarray(0, 10), "/FlateDecode"),
    right: /不是完整的 JSON|没有决算报告包|无法读取/,
  },
  {
    name: "PDF whose attachment has a filter of nobody",
    make: () => attachmentPdf(Buffer.from("{}"), "/Nobody"),
    right: /报告包|无法读取|JSON/,
  },
  { name: "PDF that is none", make: () => Buffer.from("<html>"), right: /不是 PDF/ },
];

const good = () =>
  JSON.parse(writePackage(realAccounts("101001"))) as Record<string, unknown> & { facts: object[]; texts: object[] };
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const changed = (change: Record<string, unknown>) => () => json({ ...good(), ...change });
const withFact = (fact: Record<string, unknown>) => () => {
  const { facts, ...rest } = good();
  return json({ ...rest, facts: [{ ...facts[0], ...fact }, ...facts.slice(1)] });
};
const withText = (written: string) => () => {
  const { texts, ...rest } = good();
  return json({ ...rest, texts: [{ ...texts[0], text: written }, ...texts.slice(1)] });
};
const rewritten = (from: RegExp | string, to: string) => () =>
  Buffer.from(writePackage(realAccounts("101001")).replace(from, () => to));

const packages: readonly Omit<HostileFile, "kind">[] = [
  { name: "package of no byte", make: () => new Uint8Array(), right: /不是完整的 JSON/ },
  ...[0.1, 0.5, 0.99].map((part) => ({
    name: `package cut off at ${part * 100} %`,
    make: () => cut(Buffer.from(writePackage(realAccounts("101001"))), part),
    right: /不是完整的 JSON|UTF-8/,
  })),
  {
    name: "package in UTF-16",
    make: () => Buffer.from(`\ufeff${writePackage(realAccounts("101001"))}`, "utf16le"),
    right: /UTF-8|JSON/,
  },
  { name: "package that is a zip", make: () => plain(), right: /这是Excel 工作簿/ },
  { name: "package that is a page", make: () => Buffer.from("<html><script>alert(1)</script>"), right: /网页|JSON/ },
  ...([null, [], "x", 7, true] as const).map((value) => ({
    name: `package that is ${JSON.stringify(value)}`,
    make: () => json(value),
    right: /./,
  })),
  { name: "package of a later version", make: changed({ version: 2 }), right: /版本不受支持/ },
  { name: "package of a format that nobody knows", make: changed({ tableSetId: "../../etc/passwd" }), right: /./ },
  { name: "package of format __proto__", make: changed({ tableSetId: "__proto__" }), right: /./ },
  { name: "package of format constructor", make: changed({ tableSetId: "constructor" }), right: /./ },
  { name: "package that changes __proto__", make: rewritten("{", '{"__proto__":{"isAdmin":true},'), right: /./ },
  { name: "package with a key of nobody", make: changed({ constructor: { prototype: {} } }), right: /./ },
  { name: "package with one key twice", make: rewritten('"year":', '"year":1,"year":'), right: "read" },
  ...[-1, 1e400, 2021.5, "2021", null, [2021]].map((year) => ({
    name: `package of the year ${typeof year === "number" && !Number.isFinite(year) ? "1e400" : JSON.stringify(year)}`,
    make:
      typeof year === "number" && !Number.isFinite(year)
        ? rewritten(/"year":\s*2021/, '"year":1e400')
        : changed({ year }),
    right: /年度/,
  })),
  { name: "package whose facts are no list", make: changed({ facts: { length: 1e9 } }), right: /facts/ },
  {
    name: "package of 20,001 facts",
    make: () => {
      const { facts, ...rest } = good();
      return json({ ...rest, facts: Array.from({ length: 20_001 }, () => facts[0]) });
    },
    right: /最多20000条/,
  },
  {
    name: "package with one cell twice",
    make: () => {
      const { facts, ...rest } = good();
      return json({ ...rest, facts: [...facts, facts[0]] });
    },
    right: /同一单元格/,
  },
  { name: "package with a sheet of nobody", make: withFact({ sheet: "__proto__" }), right: /facts\[0\]/ },
  { name: "package with a row that climbs out", make: withFact({ row: "../../x" }), right: /只能含字母/ },
  { name: "package with an amount of 10^40", make: withFact({ yuan: `${"9".repeat(40)}.00` }), right: /金额过大/ },
  { name: "package with an amount in full-width digits", make: withFact({ yuan: "１２.00" }), right: /须为元/ },
  { name: "package with an amount as a number", make: withFact({ yuan: 1e308 }), right: /facts\[0\]/ },
  { name: "package with an amount and a count", make: withFact({ count: 1 }), right: /facts\[0\]/ },
  { name: "package with NUL in a text", make: withText("文\0字"), right: /无法保存的字符/ },
  {
    name: "package with half of a character in a text",
    make: () => Buffer.from(withText("文@字")().toString().replace("文@字", "文\\ud800字")),
    right: /无法保存的字符/,
  },
  { name: "package with a sign that turns the direction", make: withText("共\u202e4321元"), right: /无法保存的字符/ },
  { name: "package with a text of 20,001 signs", make: withText("字".repeat(20_001)), right: /最长20000个字/ },
  {
    name: "package of a unit with full-width digits",
    make: changed({ unit: { code: "１０１００１", name: "单位", kind: "administrative" } }),
    right: /单位代码/,
  },
  {
    name: "package of a unit that climbs out",
    make: changed({ unit: { code: "../101", name: "单位", kind: "administrative" } }),
    right: /单位代码/,
  },
  { name: "package whose texts are numbers", make: changed({ texts: [1, 2] }), right: /texts/ },
  { name: "package with lists for texts", make: withText([] as never), right: /texts\[0\]/ },
];

/** Small files, each read where the test runs: what a reader says of it does not depend on the process it runs in. */
export const hostileFiles: readonly HostileFile[] = [
  ...workbooks.map((file) => ({ ...file, kind: "ledger" as const })),
  ...tables.map((file) => ({ ...file, kind: "ledger" as const })),
  ...["csv with formulas", "csv with NUL", "csv with control characters"].map((name) => ({
    ...tables.find((file) => file.name === name)!,
    name: `list: ${name}`,
    kind: "list" as const,
  })),
  { name: "workbook of ours that is somebody else's", kind: "workbook", make: plain, right: "read" },
  { name: "workbook of ours cut off", kind: "workbook", make: () => cut(plain(), 0.5), right: damaged },
  {
    name: "workbook of ours with macros",
    kind: "workbook",
    make: () => withParts({ "xl/vbaProject.bin": "macro" }),
    right: /含有宏程序/,
  },
  ...words.map((file) => ({ ...file, kind: "text" as const })),
  ...pdfs.map((file) => ({ ...file, kind: "pdfPackage" as const })),
  ...packages.map((file) => ({ ...file, kind: "package" as const })),
];

/** Files that are large or endless to read: `open-file.test.ts` sends each to the process that has limits. */
export const sentToTheProcess = bombs.map(({ name, kind }) => ({ name, kind }));
