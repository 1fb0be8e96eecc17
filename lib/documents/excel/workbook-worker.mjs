// Parses one uploaded workbook in a thread with limits of memory: started by parse-workbook.ts, whose callers have looked at the archive before.
import { parentPort, workerData } from "node:worker_threads";
import { read } from "hucre";

const { bytes, names, maxSheets, maxRows, maxColumns, maxMerges } = workerData;
try {
  const book = await read(bytes, { ...(names && { sheets: (sheet) => names.includes(sheet.name) }), maxRows });
  parentPort.postMessage({
    sheets: book.sheets.slice(0, maxSheets).map(({ name, rows, merges }) => ({
      name,
      merges: (merges ?? []).slice(0, maxMerges),
      rows: rows.slice(0, maxRows).map((row) => row.slice(0, maxColumns).map((value) => (typeof value === "number" || typeof value === "string" ? value : value == null ? null : String(value)))),
      columns: rows.reduce((most, row) => Math.max(most, row.findLastIndex((value) => value != null && value !== "") + 1), 0),
    })),
  });
} catch (error) {
  parentPort.postMessage({ problem: String(error?.message ?? error) });
}
