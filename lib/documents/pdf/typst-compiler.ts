import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFile } from "@/lib/documents/project-file";

/** What one PDF is made from: the JSON that document.typ reads, the file to attach, and the moment (Unix seconds) the PDF says it was made. */
export interface TypstJob {
  document: string;
  reportPackage: string;
  timestamp: number;
}

/** Typst refused the document; the message is its own (English, for the log). */
export class TypstRefusal extends Error {}

/** A document of 200 pages takes two seconds; after this long something is wrong and the process is ended. */
const TIME_LIMIT_MS = 60_000;
/** Above this the process is replaced after its document: native memory is returned only in part. */
const MEMORY_LIMIT_BYTES = 380 * 1024 * 1024;
const IDLE_MS = 5 * 60_000;

interface Answer {
  ready?: true;
  id?: number;
  bytes?: Uint8Array;
  problem?: string;
  memory?: number;
}

/**
 * Runs Typst in a process of its own, one document after the other. The process starts with the first document, ends when it
 * has been idle or has grown, and never keeps this one from ending.
 */
export class TypstCompiler {
  #child: ChildProcess | undefined;
  #workspace: string | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #serial = 0;
  #idle: NodeJS.Timeout | undefined;
  /** Peak memory of the process as it told last, in bytes. */
  peakMemory = 0;

  constructor(private readonly fontFolders: readonly string[]) {}

  /** @throws TypstRefusal when the document cannot be set; Error when the process died or ran out of time. */
  compile(job: TypstJob): Promise<Uint8Array> {
    const result = this.#queue.then(() => this.#run(job));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  stop(): void {
    clearTimeout(this.#idle);
    this.#child?.kill();
    this.#child = undefined;
    if (this.#workspace) rmSync(this.#workspace, { recursive: true, force: true });
    this.#workspace = undefined;
  }

  #start(): ChildProcess {
    this.#workspace = mkdtempSync(join(tmpdir(), "mingzhang-typst-"));
    const setup = { workspace: this.#workspace, template: projectFile("lib/documents/pdf/document.typ"), fontFolders: this.fontFolders };
    const child = fork(/* turbopackIgnore: true */ projectFile("lib/documents/pdf/typst-process.mjs"), [JSON.stringify(setup)], { serialization: "advanced", execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const workspace = this.#workspace;
    child.once("exit", () => {
      rmSync(workspace, { recursive: true, force: true });
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }

  async #run(job: TypstJob): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    hold(child, true);
    try {
      const answer = await this.#ask(child, job);
      this.peakMemory = Math.max(this.peakMemory, answer.memory ?? 0);
      if ((answer.memory ?? 0) > MEMORY_LIMIT_BYTES) this.stop();
      if (answer.problem !== undefined) throw new TypstRefusal(answer.problem);
      return answer.bytes!;
    } finally {
      hold(child, false);
      if (this.#child) this.#idle = setTimeout(() => this.stop(), IDLE_MS).unref();
    }
  }

  #ask(child: ChildProcess, job: TypstJob): Promise<Answer> {
    const id = ++this.#serial;
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        settle();
      };
      const timer = setTimeout(() => finish(() => (child.kill("SIGKILL"), reject(new Error("Typst ran out of time")))), TIME_LIMIT_MS);
      const onMessage = (answer: Answer) => {
        if (answer.id === id) finish(() => resolve(answer));
      };
      const onExit = (code: number | null, signal: string | null) => finish(() => reject(new Error(`The Typst process ended (${code ?? signal})`)));
      child.on("message", onMessage);
      child.on("exit", onExit);
      child.send({ id, ...job }, (error) => {
        if (error) finish(() => reject(error));
      });
    });
  }
}

/** An idle child must not keep this process alive; a working one must. */
function hold(child: ChildProcess, isWorking: boolean): void {
  if (isWorking) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
