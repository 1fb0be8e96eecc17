import { Worker } from "node:worker_threads";
import { projectFile } from "@/lib/documents/project-file";

export type RawValue = string | number | null;

export interface RawSheet {
  name: string;
  /** Zero-based, both ends included. */
  merges: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  rows: RawValue[][];
  /** Columns of the widest row. */
  columns: number;
}

/** What of a workbook is read; the rest of it is left unread. */
export interface WantedSheets {
  /** All of them when absent. */
  names?: readonly string[];
  maxSheets: number;
  maxRows: number;
  maxColumns: number;
  maxMerges: number;
}

/** Far more than a ledger needs on an idle machine; on a busy one the thread alone takes seconds to begin. */
const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MB = 256;

/** Reads sheets of .xlsx and .xls in a thread with limits of time and memory. `null` when it could not be done within them, or is no workbook. */
export function parseWorkbook(bytes: Uint8Array, wanted: WantedSheets): Promise<RawSheet[] | null> {
  return new Promise((resolve) => {
    const worker = new Worker(/* turbopackIgnore: true */ projectFile("lib/documents/excel/workbook-worker.mjs"), {
      workerData: { bytes, ...wanted },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
      execArgv: [],
      env: {},
    });
    const finish = (sheets: RawSheet[] | null) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(sheets);
    };
    const timer = setTimeout(() => finish(null), TIME_LIMIT_MS);
    worker.once("message", ({ sheets }: { sheets?: RawSheet[] }) => finish(sheets ?? null));
    worker.once("error", () => finish(null));
    worker.once("exit", () => finish(null));
  });
}

/** Numbers as Excel keeps them (floating point) without the noise of their last digits; text as typed. */
export function typedText(value: RawValue | undefined): string {
  if (typeof value !== "number") return value ?? "";
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : "";
}
