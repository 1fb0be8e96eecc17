import { parse } from "csv-parse/sync";
import type { LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import { kindOfFile } from "@/lib/documents/file-kinds/kind-of-file";
import { parseWorkbook, typedText } from "@/lib/documents/excel/parse-workbook";
import { limits, officeFileProblem } from "@/lib/documents/office/zip-guard";

/** What of a ledger is read: far more than a unit's accounts have. */
export const ledgerLimits = {
  maxSheets: 40,
  maxRows: 5_000,
  maxColumns: 60,
  maxMerges: 5_000,
  maxCharacters: 10_000_000,
  cells: 200_000,
} as const;

/** Sheets are often formatted far below their last figure: so far rows are looked at before they are counted. */
const SEARCHED_ROWS = 20_000;

export type LedgerReading = { ok: true; sheets: LedgerSheet[] } | { ok: false; problem: string };

/**
 * All worksheets of a ledger that anybody made, as text: .xlsx and .xls of Excel or WPS, and .csv in UTF-8, UTF-16 or
 * GB18030. Told apart by their bytes, never by their name. What is none of them, too large, or made to do harm is
 * refused with a sentence.
 */
export async function readLedger(bytes: Uint8Array): Promise<LedgerReading> {
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
    return problem === null ? readBook(bytes) : refuse(problem);
  }
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0"))
    return isEncrypted(bytes)
      ? refuse("工作簿设有打开密码。请在 Excel 或 WPS 中打开，取消密码后重新保存，再导入。")
      : readBook(bytes);
  const other = kindOfFile(bytes);
  if (other !== null) return refuse(`这是${other.name}。${other.asTable}`);
  return readCsv(bytes);
}

/** A workbook of today with a password is wrapped in a file of the old kind, with a stream of this name. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
}

async function readBook(bytes: Uint8Array): Promise<LedgerReading> {
  const sheets = await parseWorkbook(bytes, { ...ledgerLimits, maxRows: SEARCHED_ROWS, asShown: true });
  if (sheets === null)
    return refuse(
      "工作簿无法读取：内容损坏、设有密码、行列过多，或不是工作簿。请在 Excel 或 WPS 中打开，取消密码，只保留要导入的工作表，另存为 .xlsx 后再导入。",
    );
  return within(
    sheets.map(({ name, rows, merges, columns }) => ({
      sheet: { name, merges, rows: rows.map((row) => row.map((value) => typedText(value).normalize("NFC"))) },
      columns,
    })),
  );
}

function readCsv(bytes: Uint8Array): LedgerReading {
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
      to: SEARCHED_ROWS,
    });
    const isTable = rows.some((row) => row.filter((cell) => cell.trim() !== "").length > 1);
    const hasText = rows.some((row) => row.some((cell) => cell.trim() !== ""));
    if (hasText && !isTable && rows.length <= SEARCHED_ROWS)
      return refuse("这是没有分列的文本，不是表格。请在 Excel 或 WPS 中分好列，另存为 .xlsx 后再导入。");
    return within([
      { sheet: { name: "CSV", rows, merges: [] }, columns: rows.reduce((most, row) => Math.max(most, row.length), 0) },
    ]);
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

/** Sheets that hold something, without blank rows and cells at their ends. What is too large is refused, never cut. */
function within(
  found: { sheet: { name: string; rows: string[][]; merges: LedgerSheet["merges"] }; columns: number }[],
): LedgerReading {
  const sheets: LedgerSheet[] = [];
  let cells = 0;
  for (const { sheet, columns } of found) {
    const rows = sheet.rows.map((row) => row.slice(0, row.findLastIndex((text) => text.trim() !== "") + 1));
    rows.length = rows.findLastIndex((row) => row.length > 0) + 1;
    if (rows.length === 0) continue;
    if (rows.length > ledgerLimits.maxRows)
      return refuse(`工作表“${sheet.name}”超过 ${ledgerLimits.maxRows} 行。请只保留要导入的部分。`);
    if (columns > ledgerLimits.maxColumns)
      return refuse(`工作表“${sheet.name}”超过 ${ledgerLimits.maxColumns} 列。请删去多余的列后再导入。`);
    cells += rows.reduce((sum, row) => sum + row.length, 0);
    sheets.push({ ...sheet, rows });
  }
  if (cells > ledgerLimits.cells) return refuse(`文件超过 ${ledgerLimits.cells} 个单元格。请只保留要导入的工作表。`);
  return sheets.length === 0 ? refuse("文件中没有内容，请重新选择。") : { ok: true, sheets };
}

function refuse(problem: string): LedgerReading {
  return { ok: false, problem };
}
