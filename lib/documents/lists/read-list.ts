import type { ListCell, ListSheet } from "@/lib/domain/lists/list-column";
import { typedText, type RawSheet } from "@/lib/documents/excel/parse-workbook";
import { openTableFile } from "@/lib/documents/ledger/table-file";

export type ListReading = { ok: true; sheets: ListSheet[] } | { ok: false; problem: string };

/** Far more than a list may have, so that too many rows can be counted. */
const wanted = {
  maxSheets: 20,
  maxRows: 20_000,
  maxColumns: 60,
  maxMerges: 5_000,
  maxCharacters: 10_000_000,
  marked: true,
} as const;

/** The sheets of a file with a list of records that anybody made, each cell with what it is beside its text. */
export async function readList(bytes: Uint8Array): Promise<ListReading> {
  const opened = await openTableFile(bytes, wanted);
  if (!opened.ok) return opened;
  const sheets = opened.sheets.map(toSheet).filter(({ rows }) => rows.length > 0);
  return sheets.length === 0 ? { ok: false, problem: "文件中没有内容，请重新选择。" } : { ok: true, sheets };
}

function toSheet({ name, rows: raw, merges, marks }: RawSheet): ListSheet {
  const rows = raw.map((row, at) =>
    row.map((value, column): ListCell => {
      const is = marks?.cells.get(`${at},${column}`) ?? (typeof value === "number" ? "number" : undefined);
      return is === undefined ? { text: typedText(value) } : { text: typedText(value), is };
    }),
  );
  rows.length = rows.findLastIndex((row) => row.some(({ text }) => text.trim() !== "")) + 1;
  return { name, rows, merges, hiddenRows: marks?.hiddenRows ?? [] };
}
