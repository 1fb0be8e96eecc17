import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { HttpClient } from "@/e2e/support/http-client";
import { projectFile } from "@/lib/documents/project-file";
import { openFile } from "@/lib/documents/reading/open-file";
import { bombs } from "@/lib/documents/testing/bombs";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { realUnitCode } from "@/prisma/seed/demo-units";
import type { WebServer } from "@/scripts/serve";
import { findDraft } from "@/scripts/drill";

const YEAR = 2022;
const PING_MS = 50;
/** A new process stands ready again, as between two people. */
const PAUSE_MS = 2_500;

/**
 * Files made to do harm, sent one by one to the production build: what each is answered, and how long others wait
 * meanwhile.
 */
export async function benchUploads(server: WebServer, databaseUrl: string): Promise<void> {
  console.log(
    `Files made to do harm, while somebody asks /api/health every ${PING_MS} ms (aim: each answered within 3 s, nobody else waits 0.3 s)`,
  );
  // Made first: it takes seconds, and a connection that waits so long is closed.
  const files = bombs.map(({ make, ...bomb }) => ({ ...bomb, bytes: make() }));
  const versionId = await findDraft(databaseUrl, realUnitCode, YEAR);
  const browser = await HttpClient.signedIn(server.url, demoPeople.preparer.username, demoPassword);
  const pinger = new Worker(projectFile("bench/pinger.mjs"), {
    workerData: { url: `${server.url}/api/health`, everyMs: PING_MS },
    execArgv: [],
  });
  const longestWait = async (): Promise<number> => {
    pinger.postMessage("longest");
    return ((await once(pinger, "message")) as [number])[0];
  };
  const memory = new MemoryWatch(server.pids[0]!);
  const send = async (name: string, action: string, content: string, size: number) => {
    await longestWait();
    memory.begin();
    const started = performance.now();
    const answer = await browser.callAction<{ ok: boolean; reasons?: string[] }>(
      action,
      `/desk/${realUnitCode}/${YEAR}`,
      [{ versionId, content }],
    );
    const took = (performance.now() - started) / 1000;
    const longest = await longestWait();
    const { serverMb, othersMb } = memory.end();
    const said = answer.ok ? "read" : (answer.reasons?.[0] ?? "").slice(0, 40);
    console.log(
      `  ${name.padEnd(44)} ${`${Math.round(size / 1024)} KB`.padStart(8)} ${took.toFixed(2).padStart(6)} s  others ${longest.toFixed(0).padStart(4)} ms  server ${serverMb} MB, readers ${othersMb} MB  ${said}`,
    );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  };
  try {
    // Refused by its schema: the server has loaded the page's code, and no file has been opened yet.
    await browser.callAction("readLedgerAction", `/desk/${realUnitCode}/${YEAR}`, [{}]);
    const ledger = Buffer.from("科目编码,金额\n2010301,1.00\n");
    await send(
      "an ordinary ledger, first upload of the server",
      "readLedgerAction",
      ledger.toString("base64"),
      ledger.byteLength,
    );
    await send("an ordinary ledger", "readLedgerAction", ledger.toString("base64"), ledger.byteLength);
    for (const { name, kind, bytes } of files) {
      if (kind === "text") await openHere(name, bytes);
      else
        await send(
          name,
          kind === "ledger" ? "readLedgerAction" : "readUploadAction",
          Buffer.from(bytes).toString("base64"),
          bytes.byteLength,
        );
    }
  } finally {
    memory.stop();
    await pinger.terminate();
  }
}

/** Texts come over the command line: through the same door, without a server. */
async function openHere(name: string, bytes: Uint8Array): Promise<void> {
  const started = performance.now();
  const reading = await openFile("text", bytes);
  const took = (performance.now() - started) / 1000;
  console.log(
    `  ${name.padEnd(44)} ${`${Math.round(bytes.byteLength / 1024)} KB`.padStart(8)} ${took.toFixed(2).padStart(6)} s  (command line)  ${reading.ok ? "read" : reading.problem.slice(0, 40)}`,
  );
}

/** Most resident memory of a process, and of its children together, looked at several times a second. */
class MemoryWatch {
  #server = 0;
  #others = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.#timer = setInterval(() => this.#look(), 150);
  }

  begin(): void {
    this.#server = 0;
    this.#others = 0;
    this.#look();
  }

  end(): { serverMb: number; othersMb: number } {
    this.#look();
    return { serverMb: Math.round(this.#server / 1024), othersMb: Math.round(this.#others / 1024) };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const processes = execFileSync("ps", ["-eo", "pid=,ppid=,rss="], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
    this.#server = Math.max(this.#server, processes.find(([pid]) => pid === this.pid)?.[2] ?? 0);
    this.#others = Math.max(
      this.#others,
      processes.filter(([, parent]) => parent === this.pid).reduce((sum, [, , rss]) => sum + rss, 0),
    );
  }
}
