// The product behind PgBouncer in transaction mode, with fewer connections to the server than people: migrations, the
// demo district, signing in, the desk, saving side by side. Needs the program `pgbouncer`.
import { spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HttpClient } from "@/e2e/support/http-client";
import { systemUserForPostgres } from "@/lib/platform/postgres/system-user";
import { openScratchCluster } from "@/lib/platform/postgres/cluster";
import { migrateInstallation } from "@/lib/platform/postgres/installation";
import { createDatabaseIfMissing } from "@/lib/platform/postgres/databases";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { draftPath, findDraft, query } from "./drill";
import { isPortFree, serve } from "./serve";
import { type Count, noTests } from "./test-results";

const PEOPLE = 6;
const SAVES = 20;
const cells = ["goods", "works", "services"].flatMap((row) =>
  ["amount", "toSmallAndMicro"].map((column) => ({ sheet: "procurement", row, fund: "", column })),
);

/** Each step that held counts; a step that fails ends the run. */
export async function provePooler(loadDemo: (env: Record<string, string>) => Promise<void>): Promise<Count> {
  const cluster = await openScratchCluster();
  const direct = cluster.urlOf("pooled");
  // PgBouncer says of a database that is missing what PostgreSQL does not say: an operator creates it on the server
  // itself.
  await createDatabaseIfMissing(direct);
  const pooler = await startPooler(new URL(direct), new URL(cluster.applicationUrlOf("pooled")));
  const env = {
    DATABASE_URL: pooler.url,
    NEXTAUTH_SECRET: "a secret for pooler tests only, 32 characters",
    DATABASE_POOL_SIZE: "12",
  };
  let passed = 0;
  const prove = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const value = await work();
    passed += 1;
    console.log(`ok   ${name}`);
    return value;
  };
  try {
    await prove("all migrations", () => migrateInstallation(pooler));
    await prove("no lock is left on a connection of the server", () => noAdvisoryLocks(direct));
    await prove("migrations once more", () => migrateInstallation(pooler));
    await prove("the demo district", () => loadDemo(env));
    let port = 3_600;
    while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
    const server = await serve({ mode: "start", port, host: "127.0.0.1", env, quiet: true });
    try {
      const people = await prove(`${PEOPLE} people sign in`, async () => {
        const signedIn: HttpClient[] = [];
        // One after another: so many attempts on one account at once would be slowed down as guesses.
        while (signedIn.length < PEOPLE)
          signedIn.push(await HttpClient.signedIn(server.url, demoPeople.preparer.username, demoPassword));
        return signedIn;
      });
      await prove("the desk opens for all at once", () => Promise.all(people.map((person) => opens(person))));
      const versionId = await findDraft(direct);
      await prove(`${PEOPLE * SAVES} saves side by side`, () =>
        Promise.all(people.map((person, at) => save(person, versionId, cells[at]!))),
      );
      await prove("every save is stored", () => storedSaves(direct, versionId));
      await prove("no lock is left after them", () => noAdvisoryLocks(direct));
      await prove("background work is asked for, rung for and done", () => worksInBackground(server.url, direct));
      await prove("no lock is left after it", () => noAdvisoryLocks(direct));
    } finally {
      await server.stop();
    }
    return { ...noTests, passed };
  } catch (error) {
    console.error(error);
    return { passed, failed: 1, failures: [String(error)] };
  } finally {
    await pooler.stop();
    await cluster.release();
  }
}

/** @returns its address for the application and for the owner. */
async function startPooler(
  server: URL,
  application: URL,
): Promise<{ url: string; ownerUrl: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-pooler-"));
  let port = 6_500;
  while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
  const users = join(folder, "users.txt");
  const settings = join(folder, "pgbouncer.ini");
  writeFileSync(
    users,
    [server, application].map((as) => `"${as.username}" "${decodeURIComponent(as.password)}"\n`).join(""),
  );
  writeFileSync(
    settings,
    [
      "[databases]",
      `* = host=127.0.0.1 port=${server.port}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = scram-sha-256",
      `auth_file = ${users}`,
      "pool_mode = transaction",
      "default_pool_size = 3",
      "",
    ].join("\n"),
  );
  // PgBouncer refuses root as PostgreSQL does.
  const account = systemUserForPostgres();
  if (account) for (const path of [folder, users, settings]) chownSync(path, account.uid, account.gid);
  const child = spawn("pgbouncer", ["--quiet", settings], {
    stdio: ["ignore", "ignore", "inherit"],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", (error) =>
      reject(new Error("The program pgbouncer is needed (Debian: apt install pgbouncer).", { cause: error })),
    );
    child.once("exit", (code) => reject(new Error(`pgbouncer ended with ${code}`)));
  });
  ended.catch(() => undefined);
  const through = (address: URL) => Object.assign(new URL(address), { port: String(port) }).toString();
  while (await Promise.race([isPortFree(port, "127.0.0.1"), ended])) await sleep(50);
  return {
    url: through(application),
    ownerUrl: through(server),
    stop: async () => {
      child.kill("SIGTERM");
      await ended.catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function opens(person: HttpClient): Promise<void> {
  const answer = await person.request(draftPath);
  if (answer.status !== 200) throw new Error(`${draftPath}: ${answer.status}`);
}

async function save(person: HttpClient, versionId: string, address: (typeof cells)[number]): Promise<void> {
  let baseRevision = 0;
  for (let round = 1; round <= SAVES; round++) {
    const answer = await person.callAction<{ ok: boolean; data?: { results: { ok: boolean; revision: number }[] } }>(
      "saveCellsAction",
      draftPath,
      [{ versionId, how: "typed", unit: "yuan", edits: [{ address, input: String(1_000 + round), baseRevision }] }],
    );
    const result = answer.data?.results[0];
    if (!result) throw new Error(`not saved: ${JSON.stringify(answer)}`);
    // The first save may meet what the demo district holds; the answer says on which revision to go on.
    if (!result.ok && round > 1) throw new Error(`a conflict with nobody: ${JSON.stringify(answer)}`);
    baseRevision = result.revision;
  }
}

async function storedSaves(url: string, versionId: string): Promise<void> {
  const rows = await query<{ amount: string }>(
    url,
    "SELECT amount::int AS amount FROM budget_line WHERE version_id = $1 AND sheet = 'procurement'",
    [versionId],
  );
  const stored = rows.filter(({ amount }) => Number(amount) === 1_000 + SAVES).length;
  if (stored !== PEOPLE) throw new Error(`${stored} of ${PEOPLE} cells hold their last save`);
}

/** pg-boss rings through the pooler as well, and looks for rings that nobody answers. */
async function worksInBackground(baseUrl: string, url: string): Promise<void> {
  const versions = await query<{ versionId: string; revision: number }>(
    url,
    `SELECT id AS "versionId", revision FROM report_version WHERE status = 'submitted'`,
  );
  const reviewer = await HttpClient.signedIn(baseUrl, demoPeople.reviewer.username, demoPassword);
  const answer = await reviewer.callAction<{ ok: boolean; data: { jobId: string } }>("askForStepAction", "/review", [
    { step: "beginReview", versions },
  ]);
  if (!answer.ok) throw new Error(`not asked for: ${JSON.stringify(answer)}`);
  const isOver = async () => {
    const [left] = await query<{ waiting: number; done: number; isLookedFor: boolean }>(
      url,
      `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'done')::int AS done,
         (SELECT maintained_on IS NOT NULL FROM pgboss.version) AS "isLookedFor"
       FROM background_job_item WHERE job_id = $1`,
      [answer.data.jobId],
    );
    return left!.done === versions.length && left!.isLookedFor;
  };
  for (let patience = 300; !(await isOver()); patience--) {
    if (patience === 0) throw new Error("the background work did not end");
    await sleep(100);
  }
}

/** A lock is left where its connection is at nothing: one of a transaction that goes on ends with it. */
async function noAdvisoryLocks(url: string): Promise<void> {
  for (let patience = 50; ; patience--) {
    const rows = await query(
      url,
      "SELECT l.* FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND a.state = 'idle'",
    );
    if (rows.length === 0) return;
    // The two views are not of one moment.
    if (patience === 0) throw new Error(`advisory locks are left: ${JSON.stringify(rows)}`);
    await sleep(100);
  }
}
