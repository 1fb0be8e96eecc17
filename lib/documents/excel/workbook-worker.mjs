// Parses one uploaded workbook in a thread with limits of memory: started by read-workbook.ts, which has looked at the archive before.
import { parentPort, workerData } from "node:worker_threads";
import { read } from "hucre";

const { bytes, sheetNames, maxRows } = workerData;
try {
  const book = await read(bytes, { sheets: (sheet) => sheetNames.includes(sheet.name), maxRows });
  parentPort.postMessage({
    sheets: book.sheets.map(({ name, rows, merges }) => ({
      name,
      merges: (merges ?? []).slice(0, 20),
      rows: rows.slice(0, maxRows).map((row) => row.slice(0, 16).map((value) => (typeof value === "number" || typeof value === "string" ? value : value == null ? null : String(value)))),
      columns: rows.reduce((most, row) => Math.max(most, row.length), 0),
    })),
  });
} catch (error) {
  parentPort.postMessage({ problem: String(error?.message ?? error) });
}
