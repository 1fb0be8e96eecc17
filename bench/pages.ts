import { execFileSync, fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { HttpClient } from "@/e2e/support/http-client";
import { reportPath } from "@/lib/domain/words/report-path";
import { closeDb } from "@/lib/platform/db";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { draftPath, findDraft } from "@/scripts/drill";
import { freePorts, type WebServer } from "@/scripts/serve";
import { openLargeDistrict } from "./large-district";
import { fetchWhole, readInTurn } from "./measuring/fetch-whole";
import { keepAsking, type Load } from "./measuring/keep-asking";
import { approveLargestReport } from "./measuring/largest-report";
import { cpuSeconds, residentMegabytes } from "./measuring/processes";
import { print, printRatio, summarize } from "./measuring/statistics";
import { benchLargestPaint, printSizes } from "./page-visit";

/** How often each server is measured. */
const ROUNDS = 5;

/** Different pages read in turn, and how long the making of them may take. */
const PAGES = 2_000;
const LONGEST_MS = 600_000;

/** People who save a cell each every second or two, while somebody reads. */
const PEOPLE = 50;
const PAUSES_MS = [1_000, 2_000] as const;
const READING_MS = 30_000;

/** Headers of an answer that its server writes for each, whatever it hands out. */
const ofEachAnswer = ["date", "connection", "keep-alive", "content-length"];

/** A published report's page as the front hands it out, beside servers that hand out one file. */
export async function benchPages(server: WebServer, databaseUrl: string): Promise<void> {
  console.log("A published report page");
  const path = `/r/${realUnitCode}/2021`;
  await printCold(server, databaseUrl);
  await printSizes(server.url, path, 60);
  await benchLargestPaint(server.url, path);
  await benchAgainstBare(server, path);
  await benchBesideDesk(server, databaseUrl, path);
  await benchLargest(server, databaseUrl);
  // Last: the large district is the one that the public sees from then on.
  await benchTurns(server, databaseUrl);
}

/** Pages that nobody has made yet, one after the other, as the demo district has them. */
async function printCold({ url, pids }: WebServer, databaseUrl: string): Promise<void> {
  const pid = pids[0]!;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // What the publications of the demo have begun is over, once it has been asked for: a server signs what it finds unsigned.
  for (;;) {
    const { rows } = await client.query<{ isBusy: boolean }>(
      `SELECT EXISTS (SELECT FROM background_job WHERE state IN ('waiting', 'running')) OR EXISTS (
         SELECT FROM publication p WHERE NOT EXISTS (
           SELECT FROM proof_entry e WHERE e.district_id = p.district_id AND e.sequence = p.sequence)) AS "isBusy"`,
    );
    if (!rows[0]!.isBusy) break;
    await sleep(500);
  }
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

/** One page again and again: from the front, from a server of Node that hands out the same answer, from nginx. */
async function benchAgainstBare(server: WebServer, path: string): Promise<void> {
  const url = server.url + path;
  const answer = await fetch(url, { headers: { "accept-encoding": "br" } });
  await answer.arrayBuffer();
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !ofEachAnswer.includes(name)));
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-bench-"));
  const file = join(folder, "page.br");
  writeFileSync(file, await fetchWhole(url, "br"));
  const asked = { "accept-encoding": "br" };
  const tagged = { ...asked, "if-none-match": answer.headers.get("etag")! };
  const plain = { "content-type": "text/html; charset=utf-8", "content-encoding": "br" };
  const candidates: Record<string, () => Promise<Load | null>> = {
    front: () => keepAsking(url, server.frontPid, asked),
    known: () => keepAsking(url, server.frontPid, tagged),
    bare: () => fromBare(file, { ...headers, "content-encoding": "br" }),
    plain: () => fromBare(file, plain),
    nginx: () => fromNginx(folder, file),
  };
  try {
    // In turn, so that what else the machine does meanwhile falls on all of them.
    const rounds: Record<string, Load | null>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const loads: Record<string, Load | null> = {};
      for (const [name, measure] of Object.entries(candidates)) loads[name] = await measure();
      rounds.push(loads);
    }
    const of = (name: string): Load | null => {
      const loads = rounds.flatMap((loads) => loads[name] ?? []);
      if (loads.length === 0) return null;
      return {
        requests: summarize(loads.map(({ requests }) => requests)).median,
        cpu: summarize(loads.map(({ cpu }) => cpu)).median,
      };
    };
    const [front, bare, alone, nginx] = [of("front")!, of("bare")!, of("plain")!, of("nginx")];
    printLoad("the page, from the front", front);
    printLoad("the same to whom has it (304)", of("known")!);
    printLoad("baseline: the same answer from a bare server of Node", bare);
    printLoad("the file alone, with two headers, from the same", alone);
    if (nginx) printLoad("the file from nginx", nginx);
    printRatio("CPU of the front to the bare server's", front.cpu / bare.cpu, "≤ 2");
    printRatio("requests of the front to the bare server's", front.requests / bare.requests, "≥ 0.5");
    printRatio("CPU of the front to the file alone", front.cpu / alone.cpu, "≤ 2");
    if (nginx) printRatio("CPU of the front to nginx's", front.cpu / nginx.cpu, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fromBare(file: string, headers: Record<string, string>): Promise<Load> {
  const program = join(process.cwd(), "bench/bare-server.mjs");
  const bare = fork(program, [file, JSON.stringify(headers)], { execArgv: [] });
  try {
    const port = await new Promise<number>((resolve) => bare.once("message", (at) => resolve(at as number)));
    return await keepAsking(`http://127.0.0.1:${port}/`, bare.pid!, { "accept-encoding": "br" });
  } finally {
    bare.kill();
  }
}

/** `null` where nginx is not installed. */
async function fromNginx(folder: string, file: string): Promise<Load | null> {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
  } catch {
    return null;
  }
  const [port] = (await freePorts(1)) as [number];
  const settings = join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder};`);
  writeFileSync(
    settings,
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
     events {} http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; ${temporary.join(" ")}
       open_file_cache max=100 inactive=60s; open_file_cache_valid 60s;
       server { listen 127.0.0.1:${port}; location / { default_type "text/html; charset=utf-8";
         add_header content-encoding br; alias ${file}; } } }`,
  );
  const nginx = spawn("nginx", ["-c", settings, "-p", folder], { stdio: "ignore" });
  try {
    await sleep(1_000);
    return await keepAsking(`http://127.0.0.1:${port}/page`, nginx.pid!, { "accept-encoding": "br" });
  } finally {
    nginx.kill();
  }
}

function printLoad(name: string, { requests, cpu }: Load): void {
  console.log(`  ${name.padEnd(58)} ${requests.toFixed(0).padStart(9)} requests/s   ${cpu.toFixed(3)} ms CPU each`);
}

/** The largest report of a unit, from the action that publishes it until the front has its page. */
async function benchLargest({ url }: WebServer, databaseUrl: string): Promise<void> {
  console.log("The report of a unit with sixty subjects");
  const { unitCode, year, versionId } = await approveLargestReport(databaseUrl);
  await closeDb();
  const path = reportPath({ unitCode, year });
  const publisher = await HttpClient.signedIn(url, demoPeople.secondReviewer.username, demoPassword);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ revision: number }>("SELECT revision FROM report_version WHERE id = $1", [
    versionId,
  ]);
  await client.end();
  const started = performance.now();
  const answer = await publisher.callAction<{ ok: boolean }>("askForStepAction", "/review", [
    { step: "publish", versions: [{ versionId, revision: rows[0]!.revision }] },
  ]);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  while ((await fetch(url + path)).status !== 200) await sleep(20);
  const chain = performance.now() - started;
  console.log(
    `  ${"from the action that publishes to the page at the front".padEnd(58)} ${chain.toFixed(0).padStart(9)} ms`,
  );
  await printSizes(url, path, 120);
}

/** How long a reader waits for a page while people work at the desk. */
async function benchBesideDesk({ url }: WebServer, databaseUrl: string, path: string): Promise<void> {
  console.log(`The page while ${PEOPLE} people save a cell each every ${PAUSES_MS.join(" to ")} ms`);
  const versionId = await findDraft(databaseUrl);
  const person = await HttpClient.signedIn(url, demoPeople.preparer.username, demoPassword);
  const sheets = ["works", "goods", "services"];
  let isOver = false;
  let saves = 0;
  const quiet = await readFor(READING_MS / 3, url + path);
  const people = Array.from({ length: PEOPLE }, async (_, at) => {
    await sleep((at * PAUSES_MS[1]) / PEOPLE);
    for (let round = 0; !isOver; round += 1) {
      const address = { sheet: "procurement", row: sheets[at % sheets.length]!, fund: "", column: "amount" };
      const edit = { address, input: String(round * PEOPLE + at), baseRevision: round };
      // Whoever was slower is told of a conflict: the same work for the server.
      await person.callAction("saveCellsAction", draftPath, [{ versionId, how: "typed", unit: "yuan", edits: [edit] }]);
      saves += 1;
      await sleep(PAUSES_MS[0] + ((at * 37) % (PAUSES_MS[1] - PAUSES_MS[0])));
    }
  });
  const busy = await readFor(READING_MS, url + path);
  isOver = true;
  await Promise.all(people);
  print("the page while nobody works", quiet);
  print(`the page meanwhile (${saves} saves)`, busy);
}

/** One reader, ten times a second. */
async function readFor(milliseconds: number, url: string) {
  const durations: number[] = [];
  for (const until = performance.now() + milliseconds; performance.now() < until; ) {
    const started = performance.now();
    await fetchWhole(url, "br");
    durations.push(performance.now() - started);
    await sleep(100);
  }
  return summarize(durations);
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
