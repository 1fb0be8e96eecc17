import { parse } from "csv-parse/sync";
import { parseWorkbook, type RawSheet, type WantedSheets } from "@/lib/documents/excel/parse-workbook";
import { kindOfFile } from "@/lib/documents/file-kinds/kind-of-file";
import { limits, officeFileProblem } from "@/lib/documents/office/zip-guard";

export type TableFile = { ok: true; sheets: RawSheet[] } | { ok: false; problem: string };

/**
 * The sheets of a file of tables that anybody made: .xlsx and .xls of Excel or WPS, and .csv in UTF-8, UTF-16 or
 * GB18030. Told apart by their bytes, never by their name. What is none of them, or made to do harm is refused with a
 * sentence.
 */
export async function openTableFile(bytes: Uint8Array, wanted: WantedSheets): Promise<TableFile> {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  if (
    start.startsWith("PK") ||
    start.startsWith("MZ") ||
    start.startsWith("\u007fELF") ||
    start.startsWith("%PDF") ||
    bytes.byteLength === 0 ||
    bytes.byteLength > limits.fileBytes
  ) {
    const problem = await officeFileProblem(bytes, "ledger");
    return problem === null ? readBook(bytes, wanted) : refuse(problem);
  }
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0"))
    return isEncrypted(bytes)
      ? refuse("工作簿设有打开密码。请在 Excel 或 WPS 中打开，取消密码后重新保存，再导入。")
      : readBook(bytes, wanted);
  const other = kindOfFile(bytes);
  if (other !== null) return refuse(`这是${other.name}。${other.asTable}`);
  return readCsv(bytes, wanted.maxRows);
}

/** A workbook of today with a password is wrapped in a file of the old kind, with a stream of this name. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
}

async function readBook(bytes: Uint8Array, wanted: WantedSheets): Promise<TableFile> {
  const sheets = await parseWorkbook(bytes, wanted);
  return sheets === null
    ? refuse(
        "工作簿无法读取：内容损坏、设有密码、行列过多，或不是工作簿。请在 Excel 或 WPS 中打开，取消密码，只保留要导入的工作表，另存为 .xlsx 后再导入。",
      )
    : { ok: true, sheets };
}

function readCsv(bytes: Uint8Array, maxRows: number): TableFile {
  const text = decoded(bytes);
  if (text === null) return refuse("这不是 Excel 工作簿（.xlsx、.xls）或 .csv 文件，请重新选择。");
  const first = text.slice(0, 4096);
  const delimiter = ["\t", ";", ",", "，"]
    .map((sign) => ({ sign, count: first.split(sign).length }))
    .sort((a, b) => b.count - a.count)[0]!.sign;
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: maxRows,
    });
    const isTable = rows.some((row) => row.filter((cell) => cell.trim() !== "").length > 1);
    const hasText = rows.some((row) => row.some((cell) => cell.trim() !== ""));
    if (hasText && !isTable && rows.length <= maxRows)
      return refuse("这是没有分列的文本，不是表格。请在 Excel 或 WPS 中分好列，另存为 .xlsx 后再导入。");
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
    return { ok: true, sheets: [{ name: "CSV", rows, merges: [], columns }] };
  } catch {
    return refuse(".csv 文件无法读取：引号没有成对。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。");
  }
}

/** `null` when the bytes are no text. */
function decoded(bytes: Uint8Array): string | null {
  const read = (encoding: string) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  };
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  const text = mark === null ? (read("utf-8") ?? read("gb18030")) : read(mark);
  return text === null || text.includes("\u0000") ? null : text;
}

function refuse(problem: string): TableFile {
  return { ok: false, problem };
}
