// The process in which a file that somebody else made is opened: started by start-reading.mjs for open-file.ts, speaks
// to it over the channel.
import { once } from "node:events";
import { setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { openWorkbook } from "@/lib/documents/excel/read-workbook";
import { readLedger } from "@/lib/documents/ledger/read-ledger";
import { readList } from "@/lib/documents/lists/read-list";
import { readPdfPackage } from "@/lib/documents/pdf/read-pdf";
import { readText } from "@/lib/documents/plain-text/read-text";
import { projectFile } from "@/lib/documents/project-file";
import type { ReadingAnswer, ReadingJob, Readings } from "@/lib/documents/reading/open-file";
import { readPackage } from "@/lib/documents/report-package/read-package";

const readers: { [Kind in keyof Readings]: (bytes: Uint8Array) => Readings[Kind] | Promise<Readings[Kind]> } = {
  workbook: openWorkbook,
  ledger: readLedger,
  list: readList,
  package: readPackage,
  pdfPackage: readPdfPackage,
  text: readText,
};

/** Everybody else's requests go first. */
const LOW_PRIORITY = 10;

/** Processor time (microseconds) at which the file in hand must have been read. */
const until = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)).fill(Infinity);

/** Takes files over the channel from now on. */
export async function begin(): Promise<void> {
  const watch = new Worker(projectFile("lib/documents/reading/watch-limits.mjs"), {
    workerData: { until, memoryLimitBytes: Number(process.argv[2]) },
    execArgv: [],
  });
  await once(watch, "online");
  watch.unref();
  setPriority(LOW_PRIORITY);
  process.on("message", (job: ReadingJob & { id: number }) => void answer(job));
  process.on("disconnect", () => process.exit(0));
}

async function answer({ id, kind, bytes, processorTimeMs }: ReadingJob & { id: number }): Promise<void> {
  const { user, system } = process.cpuUsage();
  until[0] = user + system + processorTimeMs * 1000;
  let reading: ReadingAnswer["reading"];
  try {
    reading = await readers[kind](bytes);
  } catch {
    reading = null;
  }
  // What was read is packed for the channel within the limits, too.
  process.send!({ id, reading, memory: process.memoryUsage.rss() });
  until[0] = Infinity;
}
