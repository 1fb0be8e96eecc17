import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HelperProcesses } from "@/lib/documents/processes/helper-processes";
import { projectFile } from "@/lib/documents/project-file";

/** What one PDF, or one picture, is made from. */
export interface TypstJob {
  /** Of the files beside this one. */
  template: "document.typ" | "letter.typ" | "share-card.typ";
  /** A PDF where nothing is said; of a picture the first page, a point a pixel. */
  output?: "png";
  /** What the template reads or attaches, text by name; `document.json` is read by every one. */
  files: { "document.json": string; "report-package.json"?: string };
  /** The moment the PDF says it was made, in Unix seconds. */
  timestamp: number;
}

/** Typst refused the document; the message is its own (English, for the log). */
export class TypstRefusal extends Error {}

/** A document of 200 pages takes two seconds; after this long something is wrong and the process is ended. */
const TIME_LIMIT_MS = 60_000;
const MEMORY_TO_KEEP_BYTES = 380 * 1024 * 1024;
const IDLE_MS = 5 * 60_000;

type Answer = { bytes: Uint8Array; problem?: never } | { bytes?: never; problem: string };

/** Runs Typst in a process of its own, one document after the other. */
export class TypstCompiler {
  readonly #processes: HelperProcesses<TypstJob, Answer>;

  constructor(fontFolders: readonly string[]) {
    this.#processes = new HelperProcesses({
      start: () => startTypst(fontFolders),
      size: 1,
      keep: 0,
      maxWaiting: Infinity,
      timeLimitMs: TIME_LIMIT_MS,
      memoryToKeepBytes: MEMORY_TO_KEEP_BYTES,
      idleMs: IDLE_MS,
    });
  }

  /** Peak memory of the process as it told, in bytes. */
  get peakMemory(): number {
    return this.#processes.peakMemory;
  }

  /** @throws TypstRefusal when the document cannot be set; Error when the process died or ran out of time. */
  async compile(job: TypstJob): Promise<Uint8Array> {
    const answer = await this.#processes.run(job);
    if (answer.problem !== undefined) throw new TypstRefusal(answer.problem);
    return answer.bytes;
  }

  stop(): void {
    this.#processes.stop();
  }
}

function startTypst(fontFolders: readonly string[]): ChildProcess {
  const workspace = mkdtempSync(join(tmpdir(), "mingzhang-typst-"));
  const setup = { workspace, templates: projectFile("lib/documents/pdf"), fontFolders };
  const child = fork(
    /* turbopackIgnore: true */ projectFile("lib/documents/pdf/typst-process.mjs"),
    [JSON.stringify(setup)],
    {
      serialization: "advanced",
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  child.once("exit", () => rmSync(workspace, { recursive: true, force: true }));
  return child;
}
