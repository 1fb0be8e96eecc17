import type { LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import { typedText } from "@/lib/documents/excel/parse-workbook";
import { openTableFile } from "@/lib/documents/ledger/table-file";

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
 * All worksheets of a ledger that anybody made, as text. What is no table, too large, or made to do harm is refused with
 * a sentence.
 */
export async function readLedger(bytes: Uint8Array): Promise<LedgerReading> {
  const opened = await openTableFile(bytes, { ...ledgerLimits, maxRows: SEARCHED_ROWS, asShown: true });
  if (!opened.ok) return opened;
  return within(
    opened.sheets.map(({ name, rows, merges, columns }) => ({
      sheet: { name, merges, rows: rows.map((row) => row.map((value) => typedText(value).normalize("NFC"))) },
      columns,
    })),
  );
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
