// Parses one uploaded workbook in a thread with limits of memory: started by parse-workbook.ts, whose callers have looked at the archive before.
import { parentPort, workerData } from "node:worker_threads";
import { read } from "hucre";

const { bytes, names, maxSheets, maxRows, maxColumns, maxMerges } = workerData;
try {
  /** A cell as text or number. A formula whose result the file does not have is handed on as a formula: it is not blank. */
  const rawValue = (value, cell) => {
    if (value == null && cell?.type === "formula") return `=${cell.formula ?? ""}`;
    return typeof value === "number" || typeof value === "string" ? value : value == null ? null : String(value);
  };
  const isFilled = (value) => value != null && value !== "";
  const book = await read(bytes, { ...(names && { sheets: (sheet) => names.includes(sheet.name) }), maxRows });
  parentPort.postMessage({
    sheets: book.sheets.slice(0, maxSheets).map(({ name, rows, cells, merges }) => {
      const values = rows.slice(0, maxRows).map((row, at) => row.map((value, column) => rawValue(value, cells?.get(`${at},${column}`))));
      return {
        name,
        merges: (merges ?? []).slice(0, maxMerges),
        rows: values.map((row) => row.slice(0, maxColumns)),
        columns: values.reduce((most, row) => Math.max(most, row.findLastIndex(isFilled) + 1), 0),
      };
    }),
  });
} catch (error) {
  parentPort.postMessage({ problem: String(error?.message ?? error) });
}
