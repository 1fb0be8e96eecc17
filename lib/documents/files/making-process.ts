// The process in which files are made that nobody waits for: started by start-making.mjs for file-aside.ts, speaks to
// it over the channel.
import { setPriority } from "node:os";
import { thawDocument } from "@/lib/domain/document/frozen-document";
import { createCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { createReportModel } from "@/lib/domain/report/open-report";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import type { MakingAnswer, MakingJob } from "@/lib/documents/files/file-aside";
import { renderWord } from "@/lib/documents/word/render-word";

/** Everybody's requests go first. */
const LOW_PRIORITY = 10;

/** Takes jobs over the channel from now on. */
export function begin(): void {
  setPriority(LOW_PRIORITY);
  process.on("message", (job: MakingJob & { id: number }) => void answer(job));
  process.on("disconnect", () => process.exit(0));
}

async function answer(job: MakingJob & { id: number }): Promise<void> {
  let made: MakingAnswer;
  try {
    made = { bytes: await make(job) };
  } catch (error) {
    made = { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send!({ id: job.id, ...made, memory: process.memoryUsage.rss() });
}

function make(job: MakingJob): Promise<Uint8Array> {
  if (job.format === "docx") {
    const { document, ...source } = job.frozen;
    return renderWord(thawDocument(document, source), job.options);
  }
  const { identity, facts, functional, economic } = job.accounts;
  const model = createReportModel({
    identity,
    facts,
    functional: createCatalogue("functional", functional),
    economic: createCatalogue("economic", economic),
  });
  return writeWorkbook(model, job.options);
}
