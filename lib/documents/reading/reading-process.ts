// The process in which a file that somebody else made is opened: started by start-reading.mjs for open-file.ts, speaks
// to it over the channel.
import { once } from "node:events";
import { setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { projectFile } from "@/lib/documents/project-file";
import type { ReadingAnswer, ReadingJob } from "@/lib/documents/reading/open-file";
import { readerOf } from "@/lib/documents/reading/readers";

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
    reading = await readerOf[kind](bytes);
  } catch {
    reading = null;
  }
  // What was read is packed for the channel within the limits, too.
  process.send!({ id, reading, memory: process.memoryUsage.rss() });
  until[0] = Infinity;
}
