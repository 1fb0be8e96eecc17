import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { kindOfFile } from "./kind-of-file";

const zip = (...parts: string[]) => zipSync(Object.fromEntries(parts.map((part) => [part, Buffer.from("x")])));

it.each([
  ["pdf", Buffer.from("%PDF-1.7 …")],
  ["program", Buffer.from("MZ\u0090", "latin1")],
  ["image", Buffer.from("89504e470d0a1a0a", "hex")],
  ["oldOffice", Buffer.from("d0cf11e0a1b11ae1", "hex")],
  ["workbook", zip("[Content_Types].xml", "xl/workbook.xml")],
  ["binaryWorkbook", zip("[Content_Types].xml", "xl/workbook.bin")],
  ["word", zip("[Content_Types].xml", "word/document.xml")],
  ["slides", zip("[Content_Types].xml", "ppt/presentation.xml")],
  [
    "openDocument",
    zipSync({ mimetype: [Buffer.from("application/vnd.oasis.opendocument.spreadsheet"), { level: 0 }] }),
  ],
  ["archive", zip("账.xlsx")],
  ["webArchive", Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x')],
  ["web", Buffer.from("\ufeff \n<html><table>")],
  ["richText", Buffer.from("{\\rtf1 hello}")],
  ["reportPackage", Buffer.from('{\n "format": "mingzhang-report"}')],
  ["json", Buffer.from('[{"a":1}]')],
  [undefined, Buffer.from("科目编码,金额\n2010301,1\n")],
  [undefined, Buffer.from("{说明},1\n")],
  [undefined, Buffer.alloc(0)],
] as const)("a file is told by its bytes: %s", (kind, bytes) => expect(kindOfFile(bytes)?.id).toBe(kind));
