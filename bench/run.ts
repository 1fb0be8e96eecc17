// npm run bench [-- recompute documents saving pages typing uploads lists questions search archives hand-over
// backups publishing totals starting load]
// Everything runs beside its baseline, on a scratch database: figures of another machine or another minute do not
// compare.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { openScratchCluster } from "@/lib/platform/postgres/cluster";
import { migrateInstallation, rootFolder } from "@/lib/platform/postgres/installation";
import { applicationProcesses } from "@/scripts/application-processes";
import { buildIfNeeded, generateIfNeeded } from "@/scripts/prepare";
import { isPortFree, serve } from "@/scripts/serve";
import { benchArchives } from "./archives";
import { benchBackups } from "./backups";
import { benchHandOver } from "./hand-over";
import { benchDocuments } from "./documents";
import { benchLists } from "./lists";
import { benchLoad } from "./load";
import { benchPages } from "./pages";
import { benchPublishing } from "./publishing";
import { benchQuestions } from "./questions";
import { benchManyReports, benchRecompute } from "./recompute";
import { benchSaving } from "./saving";
import { benchSearch } from "./search";
import { benchStarting } from "./starting";
import { benchTotals } from "./totals";
import { benchTyping } from "./typing";
import { benchUploads } from "./uploads";

const all = [
  "recompute",
  "documents",
  "saving",
  "pages",
  "typing",
  "uploads",
  "lists",
  "questions",
  "search",
  "archives",
  "hand-over",
  "backups",
  "publishing",
  "totals",
  "starting",
  "load",
];
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : all;
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`No such benchmark: ${unknown.join(", ")}. There are: ${all.join(", ")}.`);

await generateIfNeeded();
if (wanted.includes("recompute")) {
  await benchRecompute();
  benchManyReports();
}
if (wanted.includes("documents")) await benchDocuments();
if (wanted.includes("hand-over")) await withDatabase(benchHandOver);
/** Those that ask the production build. */
const asking = wanted.filter((name) => !["recompute", "documents", "hand-over"].includes(name));
if (asking.length > 0) {
  if (!(await buildIfNeeded())) throw new Error("The build failed.");
  let port = 3_700;
  while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
  if (asking.some((name) => name !== "starting")) await withServer(port);
  if (wanted.includes("starting")) await benchStarting(port);
}

/** A database of its own with a demo district. What is measured in this process reads its environment, too. */
async function withDatabase(work: (url: string, env: Record<string, string>) => Promise<void>): Promise<void> {
  const cluster = await openScratchCluster();
  try {
    const url = cluster.urlOf("bench");
    const application = cluster.applicationUrlOf("bench");
    await migrateInstallation({ url: application, ownerUrl: url });
    const env = { DATABASE_URL: application, NEXTAUTH_SECRET: "a secret for benchmarks only, thirty-two characters" };
    Object.assign(process.env, env);
    const seed = spawn(process.execPath, [...process.execArgv, join(rootFolder, "prisma/seed/load-demo.ts")], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, ...env },
    });
    const [code] = (await once(seed, "exit")) as [number];
    if (code !== 0) throw new Error("The demo district could not be loaded.");
    await work(url, env);
  } finally {
    await cluster.release();
  }
}

/** The production build over such a database. */
async function withServer(port: number): Promise<void> {
  await withDatabase(async (url, env) => {
    // One, whose processor is measured, where nothing is said.
    const processes = applicationProcesses(process.env.APPLICATION_PROCESSES ?? "1");
    const server = await serve({ mode: "start", port, host: "127.0.0.1", env, quiet: true, processes });
    try {
      if (wanted.includes("saving")) await benchSaving(server.url, url);
      if (wanted.includes("pages")) await benchPages(server, url);
      if (wanted.includes("typing")) await benchTyping(server.url, url);
      if (wanted.includes("uploads")) await benchUploads(server, url);
      if (wanted.includes("lists")) await benchLists(server, url);
      if (wanted.includes("questions")) await benchQuestions(server.url, url);
      if (wanted.includes("search")) await benchSearch(server.url, url);
      if (wanted.includes("archives")) await benchArchives(url);
      if (wanted.includes("backups")) await benchBackups(url);
      if (wanted.includes("totals")) await benchTotals(server.url, url);
      if (wanted.includes("publishing")) await benchPublishing(server.url, env);
      if (wanted.includes("load")) await benchLoad(server, url);
    } finally {
      await server.stop();
    }
  });
}
