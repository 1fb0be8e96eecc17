// npm test [-- --own-node] [-- --only
// format,types,lint,layers,unit,database,build,machine,recovery,browser,processes,pooler,recovery-20,recovery-50] [-- arguments for
// Playwright] The last line of its output is "N passed, N failed"; the exit code is 0 only when nothing failed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { spawn } from "node:child_process";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openScratchCluster } from "@/lib/platform/postgres/cluster";
import { demoDatabase } from "@/lib/platform/postgres/test-cluster";
import { migrateInstallation, rootFolder } from "@/lib/platform/postgres/installation";
import { copyDatabase } from "@/lib/platform/postgres/databases";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { isNewest, newestNode } from "./newest-node";
import { dividedByLength } from "./browser-parts";
import { buildIfNeeded, environment, generateIfNeeded, programs, run as runProgram } from "./prepare";
import { isPortFree, serve } from "./serve";
import {
  type Count,
  noTests,
  ofPlaywright,
  ofVitest,
  type PlaywrightReport,
  sumOf,
  type VitestReport,
} from "./test-results";

/**
 * Tests of the browser that have a server and a database of their own: what one part submits, another would find
 * submitted.
 */
interface BrowserPart {
  name: string;
  /** For Playwright. */
  options: readonly string[];
  /** A district where nobody has signed in yet; the demo district if absent. */
  newDistrict?: { code: string; name: string };
}

const partOf = (project: string, name = project, files: readonly string[] = []): BrowserPart => ({
  name,
  options: ["--project", project, "--output", `test-results/${name}`, ...files],
});

/** The story of another region. */
const anotherRegion: BrowserPart = {
  ...partOf("another-region"),
  newDistrict: { code: "310107", name: "上海市普陀区" },
};

/** The opening of a year, which every desk and queue of the district would show. */
const yearWizard = partOf("year-wizard");

/**
 * The stories of the wide screen; in one part where arguments choose among them. Each part has a server of its own, which
 * takes 12 seconds of processor to begin.
 */
function desktopParts(): BrowserPart[] {
  if (positionals.length > 0) return [partOf("desktop")];
  const apart = [anotherRegion, yearWizard].map(({ name }) => `${name}.spec.ts`);
  const stories = readdirSync(join(rootFolder, "e2e"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".spec.ts") && !apart.includes(file));
  return dividedByLength(
    stories.map((file) => `e2e/${file}`),
    5,
  ).map((files, at) => partOf("desktop", `desktop-${at + 1}`, files));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, "own-node": { type: "boolean" } },
});

/** The Node of types, unit tests and the recovery drill: the newest, or with `--own-node` the one that runs this. */
const newest = (): string => (values["own-node"] ? process.execPath : newestNode());

const results = mkdtempSync(join(tmpdir(), "mingzhang-results-"));

let storedDemo: Promise<string> | undefined;

/** Which file may import which, and which folder; the exit code of the program. */
const layersBy = (config: string): Promise<number> => {
  const folders = ["app", "components", "lib", "site"].filter((folder) => existsSync(join(rootFolder, folder)));
  return stream([programs.dependencyCruiser, "--config", config, ...folders], { whole: true });
};

/** The projects of vitest.config.ts that the unit tests stand in. */
const unit = ["unit", "unit-alone"];

/**
 * What of the unit tests depends on the Node that runs it: files, processes, streams, time zones. Documents are made
 * and read by the database and browser tests as well.
 */
const machine = ["lib/platform", "lib/cli", "lib/features", "scripts"];

/**
 * The product runs on Node 20.19 and on the newest (docs/decisions/0069): types, unit tests and the server of the
 * recovery drill take the newest, everything else takes the Node that runs this.
 */
const steps: Record<string, () => Promise<Count>> = {
  format: async () => once(await stream([programs.biome, "format", "."], { whole: true })),
  types: async () =>
    once(
      routeTypes === 0 ? await stream([programs.typescript, "--noEmit"], { whole: true, node: newest() }) : routeTypes,
    ),
  lint: async () => once(await stream([programs.eslint, "--max-warnings=0", "."], { whole: true })),
  layers: async () =>
    once((await layersBy(".dependency-cruiser.cjs")) || (await layersBy(".dependency-cruiser.folders.cjs"))),
  unit: () => vitest([...unit, "screens", "screens-alone"], { node: newest() }),
  database: async () => vitest(["db", "db-alone"], { env: { MINGZHANG_DEMO_CLUSTER: await demoCluster() } }),
  build: async () => once((await buildIfNeeded()) ? 0 : 1),
  machine: () =>
    isNewest || values["own-node"]
      ? nothing("The unit tests run on this Node anyway.")
      : vitest(unit, { only: machine }),
  recovery: async () =>
    sumOf([
      await recovery({ kills: 6, node: newest() }),
      await manySessions({ kills: 2, sessions: 10, atLeast: 20, node: newest() }),
      await processes({ kills: 4, node: newest() }),
    ]),
  browser,
};

/** Only by name: what needs a program that npm does not bring, and the long form of a drill. */
const onDemand: typeof steps = {
  processes: () => processes({ kills: 10, node: process.execPath }),
  pooler: async () => (await import("./prove-pooler")).provePooler(loadDemo),
  "recovery-20": () => recovery({ kills: 20, node: process.execPath }),
  "recovery-50": () => manySessions({ kills: 50, sessions: 50, atLeast: 1_000, node: process.execPath }),
};

const all = { ...steps, ...onDemand };
const wanted = values.only?.split(",") ?? Object.keys(steps);
const unknown = wanted.filter((name) => !(name in all));
if (unknown.length > 0)
  throw new Error(`No such step: ${unknown.join(", ")}. There are: ${Object.keys(all).join(", ")}.`);

/** These read the sources and nothing else. */
const readers = ["format", "types", "lint", "layers"];

/**
 * What runs at the same time: readers, each on one core; and the drill, which mostly waits, beside tests that do not.
 */
const together = [readers, ["machine", "recovery"]];

/**
 * `processor`: seconds of all cores of the machine meanwhile. Where they are much less than the clock times the cores,
 * somebody waited.
 */
const summary: { name: string; count: Count; seconds: number; processor: number }[] = [];
await generateIfNeeded();
const routeTypes = wanted.some((name) => readers.includes(name)) ? await stream([programs.next, "typegen"]) : 0;
const left = new Set(Object.keys(all).filter((name) => wanted.includes(name)));
for (const name of left) {
  const group = (together.find((names) => names.includes(name)) ?? [name]).filter((each) => left.has(each));
  await Promise.all(group.map(run));
  for (const each of group) left.delete(each);
}
rmSync(results, { recursive: true, force: true });

const total = sumOf(summary.map(({ count }) => count));
console.log("");
for (const { name, count, seconds, processor } of summary) {
  const counts = `${String(count.passed).padStart(6)} passed ${String(count.failed).padStart(4)} failed`;
  const times = `${seconds.toFixed(1).padStart(8)} s ${processor.toFixed(0).padStart(6)} s of processor`;
  console.log(`${count.failed === 0 ? "ok  " : "FAIL"} ${name.padEnd(10)} ${counts} ${times}`);
}
for (const failure of total.failures) console.log(`FAIL ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function run(name: string): Promise<void> {
  console.log(`\n── ${name} ${"─".repeat(Math.max(1, 70 - name.length))}`);
  const started = { clock: performance.now(), processor: processorSeconds() };
  let count: Count;
  try {
    count = await all[name]!();
  } catch (error) {
    console.error(error);
    count = { passed: 0, failed: 1, failures: [`${name}: ${String(error)}`] };
  }
  summary.push({
    name,
    count,
    seconds: (performance.now() - started.clock) / 1_000,
    processor: processorSeconds() - started.processor,
  });
}

/** What all cores of the machine have worked since it started. */
function processorSeconds(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1_000;
}

function once(code: number): Count {
  return code === 0 ? { ...noTests, passed: 1 } : { ...noTests, failed: 1 };
}

/** Runs a Node program and shows what it says; `whole`: when it is done, so that others may run meanwhile. */
function stream(
  command: readonly string[],
  {
    env = {},
    whole = false,
    node = process.execPath,
  }: { env?: Record<string, string>; whole?: boolean; node?: string } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const output = whole ? "pipe" : "inherit";
    const child = spawn(node, command, {
      cwd: rootFolder,
      stdio: ["ignore", output, output],
      env: environment({ NODE_ENV: "test", ...env }),
    });
    const said: Buffer[] = [];
    for (const each of [child.stdout, child.stderr]) each?.on("data", (chunk: Buffer) => said.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

/** A run that ends badly without a failed test (a broken setup, a crash) counts as one failure. */
function atLeastOneFailure(count: Count, code: number): Count {
  if (code === 0 || count.failed > 0) return count;
  return { ...count, failed: 1, failures: [`no test failed, and the run ended with code ${code}`] };
}

async function vitest(
  projects: readonly string[],
  {
    only = [],
    node = process.execPath,
    env = {},
  }: { only?: readonly string[]; node?: string; env?: Record<string, string> } = {},
): Promise<Count> {
  const file = join(results, `${[...projects, ...(only.length > 0 ? ["some"] : [])].join("-")}.json`);
  const command = [
    programs.vitest,
    "run",
    ...only,
    ...projects.flatMap((project) => ["--project", project]),
    "--passWithNoTests",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const code = await stream(command, { node, env });
  return atLeastOneFailure(ofVitest(readJson<VitestReport>(file)), code);
}

async function nothing(reason: string): Promise<Count> {
  console.log(reason);
  return noTests;
}

/** With the archives of its years: each of the servers that begin with the demo district would make them again. */
async function loadDemo(env: Record<string, string>): Promise<void> {
  const code = await stream([...process.execArgv, join(rootFolder, "prisma/seed/load-demo.ts"), "--archives"], { env });
  if (code !== 0) throw new Error("the demo district could not be loaded");
}

/** Where a cluster is stored that the demo district was loaded into: once for all steps that begin with it. */
function demoCluster(): Promise<string> {
  return (storedDemo ??= storeDemo(join(results, "demo-cluster")));
}

async function storeDemo(folder: string): Promise<string> {
  const cluster = await openScratchCluster();
  try {
    const ownerUrl = cluster.urlOf(demoDatabase);
    const url = cluster.applicationUrlOf(demoDatabase);
    await migrateInstallation({ url, ownerUrl });
    await loadDemo({ DATABASE_URL: url, NEXTAUTH_SECRET: "a secret for the demo of tests only, 32 characters" });
    await cluster.store(folder);
    return folder;
  } finally {
    await cluster.release();
  }
}

/** The server gets the application's address; what the tests forge and look up is asked as the owner. */
function browserEnv({ url, ownerUrl }: { url: string; ownerUrl: string }): Record<string, string> {
  return {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    NEXTAUTH_SECRET: "a secret for browser tests only, 32 characters",
  };
}

/** The drill stands on the generated client, which a fresh clone has not when this program is loaded. */
async function recovery(options: { kills: number; node: string }): Promise<Count> {
  const { proveRecovery } = await import("./prove-recovery");
  return proveRecovery({ demoCluster: await demoCluster(), ...options });
}

/** The same while many people save. */
async function manySessions(options: {
  kills: number;
  sessions: number;
  atLeast: number;
  node: string;
}): Promise<Count> {
  const { proveManySessions } = await import("./prove-many-sessions");
  return proveManySessions({ demoCluster: await demoCluster(), ...options });
}

/** Several processes of one installation. */
async function processes(options: { kills: number; node: string }): Promise<Count> {
  const { proveProcesses } = await import("./prove-processes");
  return proveProcesses({ demoCluster: await demoCluster(), ...options });
}

/** All of them, or only the project that was asked for. */
async function browser(): Promise<Count> {
  const isAsked = (project: string) => positionals.some((argument) => argument === `--project=${project}`);
  const asked = [anotherRegion, yearWizard].find(({ name }) => isAsked(name)) ?? { name: "asked", options: [] };
  // Two at a time, on two cores: whoever is done takes the next. The longest come first, so that both end together.
  const parts = positionals.some((argument) => argument.startsWith("--project"))
    ? [asked]
    : [...desktopParts(), partOf("phone"), anotherRegion, yearWizard];
  const cluster = await openScratchCluster({ from: await demoCluster() });
  try {
    const databaseOf = (part: BrowserPart) => {
      const name = `browser_${part.name.replaceAll("-", "_")}`;
      return { url: cluster.applicationUrlOf(name), ownerUrl: cluster.urlOf(name) };
    };
    const administrators = new Map<BrowserPart, string>();
    for (const part of parts)
      if (part.newDistrict) administrators.set(part, await newDistrict(databaseOf(part), part.newDistrict));
      else await copyDatabase(databaseOf(part).ownerUrl, demoDatabase, applicationRole);
    const waiting = [...parts];
    const counts: Count[] = [];
    await Promise.all(
      [3_100, 4_100].map(async (port) => {
        for (let part = waiting.shift(); part; part = waiting.shift()) {
          const env = {
            ...browserEnv(databaseOf(part)),
            FIRST_ADMINISTRATOR: administrators.get(part) ?? "",
            // Copies of one database go on with chains of their own.
            AUDIT_HEADS_FILE: join(cluster.folder, `audit-heads-${part.name}.json`),
          };
          counts.push(await browserPart(part, { env, firstPort: port + (process.pid % 500) }));
        }
      }),
    );
    return sumOf(counts);
  } finally {
    await cluster.release();
  }
}

/** Sets up a district in an empty database. @returns its administrator and the initial password, as JSON. */
async function newDistrict(
  database: { url: string; ownerUrl: string },
  { code, name }: { code: string; name: string },
): Promise<string> {
  await migrateInstallation(database);
  const program = [...process.execArgv, join(rootFolder, "e2e/support/new-district.ts"), code, name];
  const made = await runProgram(program, { NODE_ENV: "test", ...browserEnv(database) });
  if (made.code !== 0) throw new Error(`the district could not be set up:\n${made.output}`);
  return made.output.trim().split("\n").at(-1)!;
}

/** One part against the production build on a free port from `firstPort`. */
async function browserPart(
  { name, options }: BrowserPart,
  { env, firstPort }: { env: Record<string, string>; firstPort: number },
): Promise<Count> {
  let port = firstPort;
  while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
  // Where a spec may stand as the mail server; nobody answers there otherwise, and nobody has an address.
  let mailPort = firstPort + 500;
  while (!(await isPortFree(mailPort, "127.0.0.1"))) mailPort += 1;
  const mail = { SMTP_URL: `smtp://127.0.0.1:${mailPort}`, MAIL_FROM: "mingzhang@example.gov.cn" };
  const server = await serve({ mode: "start", port, host: "127.0.0.1", env: { ...env, ...mail }, quiet: true });
  try {
    const file = join(results, `browser-${name}.json`);
    const code = await stream([programs.playwright, "test", "--pass-with-no-tests", ...options, ...positionals], {
      env: { ...env, ...mail, BASE_URL: server.url, MINGZHANG_TEST_RESULTS: file },
    });
    return atLeastOneFailure(ofPlaywright(readJson<PlaywrightReport>(file)), code);
  } finally {
    await server.stop();
  }
}

function readJson<Shape>(file: string): Shape | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Shape;
  } catch {
    return null;
  }
}
