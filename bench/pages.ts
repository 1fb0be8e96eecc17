import autocannon from "autocannon";
import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as send } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { reportPath } from "@/lib/domain/words/report-path";
import { realUnitCode } from "@/prisma/seed/demo-units";
import type { WebServer } from "@/scripts/serve";
import { openLargeDistrict } from "./large-district";
import { print, printRatio, summarize } from "./measuring/statistics";

const LOAD = { connections: 20, duration: 8 } as const;

/** Different pages read in turn, and how long the making of them may take. */
const PAGES = 2_000;
const LONGEST_MS = 120_000;

/** Clock ticks of a second in /proc. */
const TICKS = 100;

/** A published report's page as the front hands it out, beside a server of Node that hands out one file. */
export async function benchPages(server: WebServer, databaseUrl: string): Promise<void> {
  console.log("A published report page");
  const path = `/r/${realUnitCode}/2021`;
  await printCold(server, databaseUrl);
  const page = await fetchWhole(server.url + path, "br");
  await printSizes(server.url, path);

  const folder = mkdtempSync(join(tmpdir(), "mingzhang-bench-"));
  writeFileSync(join(folder, "page.br"), page);
  const bare = fork(join(process.cwd(), "bench/bare-server.mjs"), [join(folder, "page.br")], { execArgv: [] });
  try {
    const port = await new Promise<number>((resolve) => bare.once("message", (at) => resolve(at as number)));
    const front = await underLoad(server.url + path, server.frontPid);
    const tagged = await underLoad(server.url + path, server.frontPid, {
      "if-none-match": await tagOf(server.url + path),
    });
    const baseline = await underLoad(`http://127.0.0.1:${port}/`, bare.pid!);
    printLoad("the page, from the front", front);
    printLoad("the same to whom has it (304)", tagged);
    printLoad("baseline: one file from a bare server of Node", baseline);
    printRatio("CPU of the front to the bare server's", front.cpu / baseline.cpu, "≤ 2");
    printRatio("requests of the front to the bare server's", front.requests / baseline.requests, "≥ 0.5");
  } finally {
    bare.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  await benchTurns(server, databaseUrl);
}

/** Pages that nobody has made yet, one after the other, as the demo district has them. */
async function printCold({ url, pid }: WebServer, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ path: string }>(
    "SELECT '/r/' || unit_code || '/' || year || '/v/' || number AS path FROM publication WHERE scope = 'unit' ORDER BY sequence",
  );
  await client.query("DELETE FROM published_page");
  await client.end();
  // The first ones load and warm what makes them.
  await readInTurn(
    rows.slice(0, 5).map(({ path }) => path),
    url,
  );
  const before = cpuSeconds(pid);
  const paths = rows.slice(5).map(({ path }) => path);
  print("a cold page: made, stored and sent (aim: < 150 ms)", await readInTurn(paths, url));
  const each = ((cpuSeconds(pid) - before) * 1_000) / paths.length;
  console.log(`  ${"CPU of the application for each".padEnd(58)} ${each.toFixed(0).padStart(9)} ms`);
}

/** What a first visit loads. */
async function printSizes(url: string, path: string): Promise<void> {
  const html = (await fetchWhole(url + path, "identity")).toString();
  const shared = [...html.matchAll(/(?:href|src)="(\/site\/[^"]+)"/g)].map(([, asset]) => asset!);
  let total = 0;
  for (const each of [path, ...shared]) {
    const [plain, br, gzip] = await Promise.all(
      ["identity", "br", "gzip"].map(async (coding) => (await fetchWhole(url + each, coding)).length),
    );
    total += br!;
    console.log(`  ${each.padEnd(58)} ${plain} B, gzip ${gzip} B, br ${br} B`);
  }
  console.log(`  ${"first visit, compressed (aim: ≤ 60 KB)".padEnd(58)} ${(total / 1_000).toFixed(1)} KB`);
}

interface Load {
  requests: number;
  /** Milliseconds of processor for a request. */
  cpu: number;
}

async function underLoad(url: string, pid: number, headers: Record<string, string> = {}): Promise<Load> {
  const run = (duration: number) =>
    autocannon({ url, ...LOAD, duration, headers: { "accept-encoding": "br", ...headers } });
  await run(1);
  const before = cpuSeconds(pid);
  const { requests, errors } = await run(LOAD.duration);
  if (errors > 0) throw new Error(`${url}: ${errors} errors`);
  return { requests: requests.average, cpu: ((cpuSeconds(pid) - before) * 1_000) / requests.total };
}

function printLoad(name: string, { requests, cpu }: Load): void {
  console.log(`  ${name.padEnd(58)} ${requests.toFixed(0).padStart(9)} requests/s   ${cpu.toFixed(3)} ms CPU each`);
}

/** Two thousand different pages read in turn, twice: the second time none is made. */
async function benchTurns({ url, frontPid }: WebServer, databaseUrl: string): Promise<void> {
  console.log(`${PAGES} different report pages, read in turn`);
  const district = await openLargeDistrict(databaseUrl, { code: "090000", whole: true });
  try {
    await district.growTo(PAGES / 2);
    const all = await newestReports(databaseUrl, district.districtId);
    const made: string[] = [];
    const until = performance.now() + LONGEST_MS;
    const first = await readInTurn(all, url, (path) => made.push(path) > 0 && performance.now() < until);
    print(`first time: made (${made.length} of ${PAGES} within ${LONGEST_MS / 1_000} s)`, first);
    print("second time: as they are kept", await readInTurn(made, url));
    console.log(`  resident memory of the front: ${residentMegabytes(frontPid)} MB`);
  } finally {
    await district.close();
  }
}

/** Where the reports of a district stand, unit by unit. */
async function newestReports(databaseUrl: string, districtId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ unitCode: string; year: number }>(
    `SELECT DISTINCT unit_code AS "unitCode", year FROM publication WHERE district_id = $1 ORDER BY 1, 2 LIMIT $2`,
    [districtId, PAGES],
  );
  await client.end();
  return rows.map((report) => reportPath(report));
}

async function readInTurn(paths: readonly string[], url: string, goOn: (path: string) => boolean = () => true) {
  const durations: number[] = [];
  for (const path of paths) {
    const started = performance.now();
    await fetchWhole(url + path, "br");
    durations.push(performance.now() - started);
    if (!goOn(path)) break;
  }
  return summarize(durations);
}

/** The bytes as they are sent. */
function fetchWhole(url: string, coding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    send(url, { headers: { "accept-encoding": coding } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", reject);
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(pieces)) : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    })
      .on("error", reject)
      .end();
  });
}

async function tagOf(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { "accept-encoding": "br" } });
  await answer.arrayBuffer();
  return answer.headers.get("etag")!;
}

/** What a process has worked since it began. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function residentMegabytes(pid: number): string {
  const pages = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(pages) / 1_024).toFixed(0);
}
