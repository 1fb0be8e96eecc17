import { deflateSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import type { FileKind } from "@/lib/documents/reading/open-file";

/** A file made to do harm: small to send, large or endless to read. */
export interface Bomb {
  name: string;
  kind: FileKind;
  /** Takes up to some seconds: large contents are packed. */
  make: () => Uint8Array;
}

const MEGABYTE = 1024 * 1024;

/** One of each way to make a reader burst, at most 5 MB each. */
export const bombs: readonly Bomb[] = [
  {
    name: "PDF whose attachment unpacks to 400 MB",
    kind: "pdfPackage",
    make: () => attachmentPdf(deflateSync(Buffer.alloc(400 * MEGABYTE, 0x20), { level: 9 }), "/FlateDecode"),
  },
  {
    name: "PDF whose attachment is packed twice",
    kind: "pdfPackage",
    make: () =>
      attachmentPdf(
        deflateSync(deflateSync(Buffer.alloc(400 * MEGABYTE, 0x20), { level: 9 })),
        "[/FlateDecode /FlateDecode]",
      ),
  },
  {
    name: "PDF with endless page content",
    kind: "text",
    make: () => pagePdf(deflateSync(Buffer.alloc(90 * MEGABYTE, "BT /F1 9 Tf (a) Tj ET\n"), { level: 9 })),
  },
  {
    name: "xlsx with 45 MB of rows",
    kind: "ledger",
    make: () => workbook({ rows: "<row><c><v>1</v></c></row>".repeat(1_700_000) }),
  },
  {
    name: "xlsx with one long text in every cell",
    kind: "ledger",
    make: () =>
      workbook({
        rows: `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`.repeat(4_900),
        strings: `<si><t>${"a".repeat(30 * MEGABYTE)}</t></si>`,
      }),
  },
  {
    name: "xlsx with millions of shared texts",
    kind: "ledger",
    make: () => workbook({ rows: "<row><c><v>1</v></c></row>", strings: "<si><t/></si>".repeat(3_500_000) }),
  },
  {
    name: "system workbook with 45 MB of rows",
    kind: "workbook",
    make: () => workbook({ name: "填报数据", rows: "<row><c><v>1</v></c></row>".repeat(1_700_000) }),
  },
  {
    name: "zip whose directory lies about sizes",
    kind: "ledger",
    make: () => withFalseSizes(workbook({ rows: "<row><c><v>1</v></c></row>".repeat(3_000_000) }), 1_000),
  },
  { name: "zip in a zip in a zip", kind: "ledger", make: () => nestedZip() },
  { name: "csv of commas", kind: "ledger", make: () => Buffer.alloc(4.8 * MEGABYTE, ",") },
  { name: "csv of commas, 60 a line", kind: "ledger", make: () => Buffer.alloc(4.8 * MEGABYTE, `${",".repeat(60)}\n`) },
  { name: "csv of one line of quotes", kind: "ledger", make: () => Buffer.alloc(5 * MEGABYTE - 1, '"') },
  { name: "csv of line ends", kind: "ledger", make: () => Buffer.alloc(5 * MEGABYTE - 1, "a\n") },
  {
    name: "docx with 45 MB of paragraphs",
    kind: "text",
    make: () =>
      zipSync(
        {
          "[Content_Types].xml": strToU8(contentTypes),
          "_rels/.rels": strToU8(rels("word/document.xml")),
          "word/document.xml": strToU8(
            `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_300_000)}</w:body></w:document>`,
          ),
        },
        { level: 9 },
      ),
  },
  ...[0x7fffffff, 0xffffffff].map(
    (length): Bomb => ({
      name: `xls with lengths of ${length.toString(16)}`,
      kind: "ledger",
      make: () => hostileXls(length),
    }),
  ),
  {
    name: "package nested 100,000 deep",
    kind: "package",
    make: () => Buffer.from(`{"format":${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
  },
  {
    name: "package with 5 MB of unknown facts",
    kind: "package",
    make: () => Buffer.from(`{"facts":[${"{},".repeat(1_700_000)}{}]}`),
  },
];

/** The part of an office file that says what its parts are. */
export const contentTypes =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Which part an office file begins with. */
export function rels(target: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="${target}"/></Relationships>`;
}

/** A workbook of one sheet, its rows and shared texts as XML. */
export function workbook({
  name = "总账",
  rows,
  strings,
}: {
  name?: string;
  rows: string;
  strings?: string;
}): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return zipSync(
    {
      "[Content_Types].xml": strToU8(contentTypes),
      "_rels/.rels": strToU8(rels("xl/workbook.xml")),
      "xl/workbook.xml": strToU8(
        `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
      "xl/worksheets/sheet1.xml": strToU8(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
      ...(strings !== undefined && { "xl/sharedStrings.xml": strToU8(`<sst xmlns="${main}">${strings}</sst>`) }),
    },
    { level: 9 },
  );
}

/** Writes `size` as the unpacked size of every entry that is larger, in its own header and in the directory. */
function withFalseSizes(archive: Uint8Array, size: number): Uint8Array {
  const file = Buffer.from(archive);
  for (const [signature, at] of [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ] as const) {
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(signature);
    for (let from = file.indexOf(mark); from >= 0; from = file.indexOf(mark, from + 4))
      if (file.readUInt32LE(from + at) > size) file.writeUInt32LE(size, from + at);
  }
  return file;
}

function nestedZip(): Uint8Array {
  let inner: Uint8Array = zipSync({ "bomb.bin": new Uint8Array(40 * MEGABYTE) }, { level: 9 });
  for (let depth = 0; depth < 3; depth++)
    inner = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.zip`, inner])), {
      level: 9,
    });
  return zipSync(
    {
      "[Content_Types].xml": strToU8(contentTypes),
      "_rels/.rels": strToU8(rels("xl/workbook.xml")),
      "xl/workbook.xml": strToU8("<workbook/>"),
      "xl/embeddings/inner.zip": inner,
    },
    { level: 0 },
  );
}

/** The head of a compound file whose sector counts and chains say `length` everywhere. */
function hostileXls(length: number): Uint8Array {
  const file = Buffer.alloc(64 * 1024);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
  file.writeUInt16LE(0x3e, 24);
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30);
  file.writeUInt16LE(6, 32);
  for (let at = 40; at < 76; at += 4) file.writeUInt32LE(length, at);
  file.writeUInt32LE(0, 48);
  file.writeUInt32LE(0x1000, 56);
  for (let at = 76; at < 512; at += 4) file.writeUInt32LE(0, at);
  // A chain of sectors that leads to itself.
  for (let at = 512; at < file.length; at += 4) file.writeUInt32LE(0, at);
  file.write("Workbook", 512, "utf16le");
  file.writeUInt16LE(18, 512 + 64);
  file.writeUInt8(2, 512 + 66);
  file.writeUInt32LE(length, 512 + 120);
  return file;
}

/** A PDF with one attachment named as ours, packed as told. */
export function attachmentPdf(packed: Buffer, filter: string): Uint8Array {
  return pdf([
    "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(report-package.json) 4 0 R] >> >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    "<< /Type /Filespec /F (report-package.json) /UF (report-package.json) /EF << /F 5 0 R >> >>",
    [`<< /Type /EmbeddedFile /Filter ${filter} /Length ${packed.length} >>`, packed],
  ]);
}

function pagePdf(packed: Buffer): Uint8Array {
  return pdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    [`<< /Filter /FlateDecode /Length ${packed.length} >>`, packed],
  ]);
}

/** A PDF of these objects, numbered from 1, the first of which is its catalogue; a stream with its dictionary. */
export function pdf(objects: readonly (string | [string, Buffer])[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const places: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, index) => {
    places.push(length());
    const [head, stream] = typeof object === "string" ? [object, null] : object;
    parts.push(Buffer.from(`${index + 1} 0 obj\n${head}\n`));
    if (stream) parts.push(Buffer.from("stream\n"), stream, Buffer.from("\nendstream\n"));
    parts.push(Buffer.from("endobj\n"));
  });
  const start = length();
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
