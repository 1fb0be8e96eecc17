// The public side reads from a streaming replica, and is never older than the question: against two real servers.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as feed } from "@/app/feeds/[name]/route";
import { GET as siteMap } from "@/app/sitemaps/[name]/route";
import { GET as cells } from "@/app/api/v1/cells/route";
import { GET as changes } from "@/app/api/v1/changes/route";
import { GET as report } from "@/app/api/v1/reports/[unitCode]/[year]/route";
import { GET as reports } from "@/app/api/v1/reports/route";
import { GET as search } from "@/app/api/v1/search/route";
import { GET as tables } from "@/app/api/v1/tables/route";
import { GET as units } from "@/app/api/v1/units/route";
import { GET as years } from "@/app/api/v1/years/route";
import { loadApiExamples, loadYearArchives } from "@/lib/features/open-data/loaders";
import { loadProof } from "@/lib/features/public-proof/loaders";
import { loadComingYears, loadPublishedYears, loadShownDistrict } from "@/lib/features/public-reports/loaders";
import { loadNewestYear, loadViewAt } from "@/lib/features/questions/loaders";
import { loadRulesOfYear } from "@/lib/features/rule-switches/loaders";
import { loadSearch } from "@/lib/features/search/loaders";
import { findSession } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { closeDb, db, isOnReplica, onReplica, pool, replicaPool } from "@/lib/platform/db";
import { sqlStateOf } from "@/lib/platform/database-refusals";
import { withClient } from "@/lib/platform/postgres/client";
import { openScratchCluster, type ScratchCluster } from "@/lib/platform/postgres/cluster";
import { createDatabaseIfMissing } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { CaughtUpPool } from "@/lib/platform/read-replica/caught-up-pool";
import { publicReads, readPublicly } from "@/lib/platform/read-replica/public-reads";
import { createReportIn, createTestDistrict, stepTestReport, type TestDistrict } from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { answerReport } from "@/site/answer-report";
import { readBuiltSite, siteKey } from "@/site/built-site";
import { Assets } from "@/site/front/assets";
import { createFront } from "@/site/front/front";
import { PageFolder } from "@/site/front/page-folder";
import { Pages } from "@/site/front/pages";
import { Upstream } from "@/site/front/upstream";

const DATABASE = "replicated";
let primary: ScratchCluster;
let replica: ScratchCluster;
let district: TestDistrict;
let published: VersionContext;
let application: Server;
let front: Server;
const folder = mkdtempSync(join(tmpdir(), "mingzhang-replica-"));

const reads = () => publicReads()!;
const onReplicaServer = (text: string) =>
  withClient(replica.urlOf(DATABASE), async (client) => (await client.query<Record<string, unknown>>(text)).rows[0]!);

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  await buildSiteIfNeeded();
  primary = await openScratchCluster({ durable: true });
  await createDatabaseIfMissing(primary.urlOf(DATABASE));
  await migrate(primary.urlOf(DATABASE), prismaFolder, applicationRole);
  replica = await openScratchCluster({ durable: true, replicaOf: primary });
  await closeDb();
  process.env.DATABASE_URL = primary.applicationUrlOf(DATABASE);
  process.env.DATABASE_READ_URL = replica.applicationUrlOf(DATABASE);
  district = await createTestDistrict("371311");
  published = await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
  application = createServer((request, response) => {
    const [, unitCode, year] = /^\/r\/([^/]+)\/([^/]+)$/.exec(request.url!)!;
    void answerReport({ unitCode: unitCode!, year: year! }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
  await listen(application);
  front = createServer(
    createFront({
      pages: new Pages(pool(), siteKey(readBuiltSite()), new PageFolder(folder)),
      assets: new Assets(pool()),
      upstream: new Upstream([(application.address() as AddressInfo).port], "away"),
    }),
  );
  await listen(front);
  // Whoever reads rows first writes to the log, too, that they were committed: with no place in it that is awaited.
  await withClient(primary.urlOf(DATABASE), async (client) => {
    await client.query("VACUUM");
    await client.query("CHECKPOINT");
  });
}, 180_000);

afterAll(async () => {
  for (const server of [front, application]) {
    server.close();
    server.closeAllConnections();
  }
  await closeDb();
  await replica.release();
  await primary.release();
  rmSync(folder, { recursive: true, force: true });
});

/** The replica is used again after what a test before has done to it. */
beforeEach(async () => {
  await expect
    .poll(
      async () => {
        const { fromReplica } = reads();
        await loadShownDistrict();
        return reads().fromReplica > fromReplica;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
});

type Handler = (request: Request, context: never) => Promise<Response>;
const ask = (handler: unknown, path: string, params: Record<string, string> = {}) =>
  (handler as Handler)(new Request(`http://localhost${path}`), { params: Promise.resolve(params) } as never);

/** Everything that is read for the public, and how it is asked for. */
const readers: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["/api/v1/units", () => ask(units, "/api/v1/units")],
  ["/api/v1/years", () => ask(years, "/api/v1/years")],
  ["/api/v1/reports", () => ask(reports, "/api/v1/reports")],
  ["/api/v1/tables", () => ask(tables, "/api/v1/tables")],
  ["/api/v1/cells", () => ask(cells, "/api/v1/cells?year=2021&subject=2010301")],
  ["/api/v1/changes", () => ask(changes, "/api/v1/changes")],
  ["/api/v1/search", () => ask(search, "/api/v1/search?q=办公室")],
  ["a report", () => ask(report, "/api/v1/reports/101001/2021", { unitCode: "101001", year: "2021" })],
  ["a feed", () => ask(feed, "/feeds/all.atom", { name: "all.atom" })],
  ["a map of the site", () => ask(siteMap, "/sitemaps/units.xml", { name: "units.xml" })],
  ["the home page", async () => [await loadPublishedYears(), await loadComingYears()]],
  ["a question", () => loadViewAt("2021", "")],
  ["the newest year", () => loadNewestYear()],
  ["a search", () => loadSearch({ q: "办公室" })],
  ["rules of a year", () => loadRulesOfYear("2021")],
  ["the proof", () => loadProof()],
  ["the page of the open data", async () => [await loadApiExamples(), await loadYearArchives()]],
  ["a page that is made", () => answerReport({ unitCode: "101001", year: "2021" })],
];

test.each(readers)("%s is read from the replica alone", async (_, read) => {
  const before = { ...reads() };
  const answer = await read();
  if (answer instanceof Response) expect(answer.status).toBe(200);
  expect(reads().fromReplica).toBeGreaterThan(before.fromReplica);
  expect(reads()).toMatchObject({ fromPrimary: before.fromPrimary, trouble: before.trouble });
});

test("a file that is not there yet is made on the primary, once, and read from the replica after that", async () => {
  const file = () => ask(report, "/api/v1/reports/101001/2021.xlsx", { unitCode: "101001", year: "2021.xlsx" });
  const { fromPrimary } = reads();
  const made = new Uint8Array(await (await file()).arrayBuffer());
  expect(await db().publicationFile.count()).toBe(1);
  expect(new Uint8Array(await (await file()).arrayBuffer())).toEqual(made);
  expect(reads().fromPrimary).toBe(fromPrimary);
});

test("who changes something reads it with the next request, however fast, and mostly from the replica", async () => {
  const before = { ...reads() };
  for (let round = 0; round < 60; round += 1) {
    await db().district.update({ where: { id: district.id }, data: { name: `测试区${round}` } });
    const [one, other] = await Promise.all([loadShownDistrict(), ask(years, "/api/v1/years")]);
    expect([one!.name, other.status]).toEqual([`测试区${round}`, 200]);
  }
  expect(reads().fromReplica - before.fromReplica).toBeGreaterThan(90);
});

/** What readers are shown of the report: by its page, the open data, the feed and the answer over all reports. */
async function shown() {
  const page = await (await fetch(`${addressOf(front)}/r/101001/2021`)).text();
  const data = (await (
    await ask(report, "/api/v1/reports/101001/2021", { unitCode: "101001", year: "2021" })
  ).json()) as { version: number; correctionReason: string | null };
  const entries = await (await ask(feed, "/feeds/all.json", { name: "all.json" })).text();
  const view = await loadViewAt("2021/corrections", "");
  return {
    page: page.includes("数字有误"),
    data: data.version,
    feed: entries.includes("数字有误"),
    view: view.ok && view.view.rows.length,
  };
}

const uncorrected = { page: false, data: 1, feed: false, view: 0 };
const corrected = { page: true, data: 2, feed: true, view: 1 };

test("a correction is shown with the next request while the replica stands still, and is never stored as it was", async () => {
  expect(await shown()).toEqual(uncorrected);
  await onReplicaServer("SELECT pg_wal_replay_pause()");
  try {
    await stepTestReport(published, district.users.reviewer, "correct", "数字有误");
    const { reportId } = await db().reportVersion.findFirstOrThrow({ where: { id: published.versionId } });
    const correction = await db().reportVersion.findFirstOrThrow({ where: { reportId, number: 2 } });
    for (const [step, by] of [
      ["submit", "preparerA"],
      ["beginReview", "reviewer"],
      ["approve", "reviewer"],
      ["publish", "secondReviewer"],
    ] as const)
      expect((await stepTestReport({ ...published, versionId: correction.id }, district.users[by], step)).ok).toBe(
        true,
      );
    expect(await shown()).toEqual(corrected);
    expect(reads()).toMatchObject({ isUsed: false, trouble: { kind: "behind" } });
    // Whoever asked the replica itself would still be shown the first version.
    expect(await onReplicaServer("SELECT max(number) AS number FROM publication")).toEqual({ number: 1 });
    expect(await shown()).toEqual(corrected);
  } finally {
    await onReplicaServer("SELECT pg_wal_replay_resume()");
  }
});

test("the replica is used again when it has caught up", async () => {
  const before = { ...reads() };
  expect(await shown()).toEqual(corrected);
  expect(reads()).toMatchObject({ fromPrimary: before.fromPrimary, isUsed: true });
});

describe("what writes", () => {
  const write = () => pool().query("UPDATE district SET name = name");

  test("is refused by the replica, also where it is taken for a primary", async () => {
    const refused: unknown = await onReplica(write).catch((error: unknown) => error);
    expect(sqlStateOf(refused)).toBe("25006");
    // One that was promoted refuses it by this.
    const setting = "SELECT current_setting('default_transaction_read_only') AS given";
    expect((await onReplica(() => pool().query<{ given: string }>(setting))).rows).toEqual([{ given: "on" }]);
    expect((await pool().query<{ given: string }>(setting)).rows).toEqual([{ given: "off" }]);
  });

  test("is done on the primary as a whole, so that no session is decided by a replica", async () => {
    const { id } = district.users.reviewer.user;
    const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id } });
    const token = await startSession({ id, sessionVersion });
    const places: boolean[] = [];
    const session = await readPublicly(() => {
      places.push(isOnReplica());
      return findSession(token);
    });
    expect([session?.user.id, places]).toEqual([id, [true, false]]);
    expect(reads()).toMatchObject({ isUsed: true, trouble: { kind: "writes" } });
  });
});

test("a mistake of ours is not tried twice", async () => {
  let times = 0;
  const mistaken = readPublicly(async () => {
    times += 1;
    await pool().query("SELECT nothing FROM nowhere");
  });
  await expect(mistaken).rejects.toThrow("nowhere");
  expect(times).toBe(1);
});

test("a server that replays no log is no replica", async () => {
  const other = new CaughtUpPool({ connectionString: primary.applicationUrlOf(DATABASE) });
  await expect(other.query("SELECT 1")).rejects.toThrow("replays no log");
  await other.end();
});

test("a replica that is stopped costs a moment, once; pages and answers go on", async () => {
  process.kill(replica.pid, "SIGSTOP");
  const backends = childrenOf(replica.pid);
  for (const pid of backends) process.kill(pid, "SIGSTOP");
  try {
    const begun = performance.now();
    expect(await shown()).toEqual(corrected);
    expect(performance.now() - begun).toBeLessThan(6_000);
    expect(reads()).toMatchObject({ isUsed: false, trouble: { kind: "unavailable" } });
    const again = performance.now();
    expect(await shown()).toEqual(corrected);
    expect(performance.now() - again).toBeLessThan(1_500);
  } finally {
    for (const pid of [...backends, replica.pid]) process.kill(pid, "SIGCONT");
  }
});

test("a replica that is away is not missed", async () => {
  const before = reads().fromPrimary;
  process.kill(replica.pid, "SIGQUIT");
  expect(await shown()).toEqual(corrected);
  await db().district.update({ where: { id: district.id }, data: { name: "改名区" } });
  expect((await loadShownDistrict())!.name).toBe("改名区");
  expect(reads().fromPrimary).toBeGreaterThan(before);
  expect(reads()).toMatchObject({ isUsed: false, trouble: { kind: "unavailable" } });
  expect(replicaPool()!.waitingCount).toBe(0);
  await replica.ensureRunning();
});

/** Processes of a server: one for each connection, and what it does beside them. */
function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").map(Number);
}
