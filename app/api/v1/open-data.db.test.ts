// The routes of the interface, asked as a program asks them: what they answer is what they say that they answer.
import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { apiExamples } from "@/lib/documents/open-data/examples";
import { answers, problem } from "@/lib/documents/open-data/openapi";
import { verifyGiven } from "@/lib/domain/proof/given-files";
import { askForAllProof } from "@/lib/features/proof/mutations";
import { proofTools } from "@/lib/platform/ed25519";
import { readExampleReport } from "@/lib/features/open-data/data";
import { askForYearArchives, makeYearArchive } from "@/lib/features/year-archives/mutations";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { createReportIn, createTestDistrict, finishTestJob, type TestDistrict } from "@/prisma/seed/test-district";
import { GET as feedRoute } from "../../feeds/[name]/route";
import { GET as sitemapIndex } from "../../sitemap.xml/route";
import { GET as sitemap } from "../../sitemaps/[name]/route";
import { GET as index } from "./[[...rest]]/route";
import { GET as archive } from "./archives/[name]/route";
import { GET as archives } from "./archives/route";
import { GET as cells } from "./cells/route";
import { GET as changes } from "./changes/route";
import { GET as proofEntries } from "./proof/entries/route";
import { GET as proofKeys } from "./proof/keys/route";
import { GET as proof } from "./proof/route";
import { GET as report } from "./reports/[unitCode]/[year]/route";
import { GET as reports } from "./reports/route";
import { GET as search } from "./search/route";
import { GET as subjects } from "./subjects/route";
import { GET as tables } from "./tables/route";
import { GET as units } from "./units/route";
import { GET as years } from "./years/route";

type Handler = (request: Request, context: never) => Promise<Response>;
const routes = {
  archive,
  archives,
  index,
  proof,
  proofEntries,
  proofKeys,
  cells,
  changes,
  report,
  reports,
  search,
  subjects,
  tables,
  units,
  years,
} as const;

let district: TestDistrict;

beforeAll(async () => {
  district = await createTestDistrict();
  const steps = ["submit", "beginReview", "approve", "publish"] as const;
  await createReportIn(district, steps, { year: 2020 });
  await createReportIn(district, steps, { year: 2020, unitId: district.units.b, by: district.users.preparerB });
  await createReportIn(district, ["submit", "beginReview", "approve"]);
}, 60_000);

async function ask(
  route: keyof typeof routes,
  address: string,
  params: Record<string, unknown> = {},
): Promise<Response> {
  const context = { params: Promise.resolve(params) } as never;
  return (routes[route] as unknown as Handler)(new Request(`http://localhost/api/v1${address}`), context);
}

/** The answer, which has to be of the form that the interface describes and of no other. */
async function answerOf<K extends keyof typeof answers & keyof typeof routes>(
  route: K,
  address: string,
  params?: Record<string, unknown>,
): Promise<z.output<(typeof answers)[K]>> {
  const answer = await ask(route, address, params);
  expect([address, answer.status]).toEqual([address, 200]);
  const read = answers[route].safeParse(await answer.json());
  expect(read.error?.issues ?? []).toEqual([]);
  return read.data as z.output<(typeof answers)[K]>;
}

describe("the interface", () => {
  it("says what there is", async () => {
    expect((await answerOf("index", "")).addresses).toContain("/api/v1/reports");
    expect((await answerOf("years", "/years")).years).toMatchObject([{ year: 2020, units: 2 }]);
    expect((await answerOf("units", "/units?department=101")).units).toHaveLength(2);
    expect((await answerOf("units", "/units?year=2021")).units).toEqual([]);
  });

  it("has dictionaries of subjects, tables and columns for the years that are published", async () => {
    const { subjects: found } = await answerOf("subjects", "/subjects?classification=functional&code=201");
    expect(found.map(({ year, code }) => `${year} ${code}`)).toEqual([
      "2020 201",
      "2020 20103",
      "2020 2010301",
      "2020 2010302",
    ]);
    const { years: of } = await answerOf("tables", "/tables");
    expect(of.map(({ year }) => year)).toEqual([2020]);
    const expenditure = of[0]!.tables.find(({ id }) => id === "expenditure")!;
    expect(expenditure.columns).toContainEqual({ id: "basic", head: "基本支出" });
  });

  it("gives out reports by page, unit, department and subject", async () => {
    const first = await answerOf("reports", "/reports?pageSize=1");
    expect([first.total, first.pageSize, first.reports.length]).toEqual([2, 1, 1]);
    const second = await answerOf("reports", "/reports?pageSize=1&page=2");
    expect([...first.reports, ...second.reports].map(({ unitCode }) => unitCode)).toEqual(["101001", "101002"]);
    expect((await answerOf("reports", "/reports?subject=2010301&unit=101002")).total).toBe(1);
    expect((await answerOf("reports", "/reports?subject=2120801")).total).toBe(0);
    expect((await answerOf("reports", "/reports?year=2021")).total).toBe(0);
  });

  it("gives out figures of many reports by table and subject", async () => {
    const { reports: found } = await answerOf("cells", "/cells?year=2020&table=expenditure&subject=2010301");
    expect(found).toHaveLength(2);
    for (const { tables: of } of found) {
      expect(of.map(({ id, rows }) => [id, rows.map(({ id: row }) => row)])).toEqual([["expenditure", ["2010301"]]]);
      expect(of[0]!.rows[0]!.cells.find(({ column }) => column === "total")).toMatchObject({ yuan: "100.00" });
    }
    const { reports: whole } = await answerOf("cells", "/cells?unit=101001");
    expect(whole[0]!.tables.length).toBeGreaterThan(5);
  });

  it("tells what has come since, in the order of the chain", async () => {
    const { changes: all, next } = await answerOf("changes", "/changes");
    expect([all.map(({ sequence }) => sequence), next]).toEqual([[1, 2], null]);
    expect(all[1]!.previousHash).toBe(all[0]!.chainHash);
    const part = await answerOf("changes", "/changes?pageSize=1");
    expect(part.next).toBe("/api/v1/changes?after=1&pageSize=1");
    expect((await answerOf("changes", "/changes?after=1")).changes).toHaveLength(1);
    expect((await answerOf("changes", "/changes?since=2999-01-01")).changes).toEqual([]);
  });

  it("searches", async () => {
    const { reports: found } = await answerOf("search", "/search?q=%E6%9C%8D%E5%8A%A1%E4%B8%AD%E5%BF%83");
    expect(found).toMatchObject([{ unitCode: "101002", year: 2020, url: "/api/v1/reports/101002/2020" }]);
  });

  it("gives out a report and what hangs on it", async () => {
    const found = await answerOf("report", "/reports/101001/2020", { unitCode: "101001", year: "2020" });
    expect(found.version).toBe(1);
    expect((await ask("report", "/reports/101001/2021", { unitCode: "101001", year: "2021" })).status).toBe(404);
  });
});

describe("what proves it", () => {
  const ofReport = (name: string) => ask("report", `/reports/101001/${name}`, { unitCode: "101001", year: name });
  it("is there once the publications are signed", async () => {
    expect(await answerOf("proof", "/proof")).toMatchObject({ head: null, publications: 2, covered: 0, key: null });
    expect((await ofReport("2020.manifest.json")).status).toBe(404);
    await askForAllProof();
    await finishTestJob(
      district,
      (await db().backgroundJob.findFirstOrThrow({ where: { districtId: district.id, kind: "proof" } })).id,
    );
    const told = await answerOf("proof", "/proof");
    expect(told).toMatchObject({ head: { entry: 3 }, publications: 2, covered: 2, chain: { sequence: 2 } });
    const { entries, next } = await answerOf("proofEntries", "/proof/entries?pageSize=2");
    expect([entries.map(({ entry }) => entry), next]).toEqual([[1, 2], "/api/v1/proof/entries?after=2&pageSize=2"]);
    expect(entries[1]!.hash).toBe(createHash("sha256").update(entries[1]!.text).digest("hex"));
    const { keys } = await answerOf("proofKeys", "/proof/keys");
    expect(keys).toMatchObject([{ id: told.key!.id, from: 1, until: null, lost: null }]);
  });
  it("the content hash is that of one file", async () => {
    const { hashes } = await answerOf("report", "/reports/101001/2020", { unitCode: "101001", year: "2020" });
    const answer = await ofReport("2020.snapshot.json");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(hashes.content);
    expect(JSON.parse(bytes.toString("utf8"))).toMatchObject({ format: "mingzhang.publication", year: 2020 });
  });
  it("a manifest can be verified by itself", async () => {
    const text = await (await ofReport("2020.manifest.json")).text();
    expect(answers.manifest.safeParse(JSON.parse(text)).error).toBeUndefined();
    const [snapshot, manifest] = await Promise.all([(await ofReport("2020.snapshot.json")).text(), text]);
    const given = (name: string, content: string) => ({
      name,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      text: content,
    });
    const files = [given("101001-2020-v1.snapshot.json", snapshot), given("101001-2020-v1.manifest.json", manifest)];
    const verdict = verifyGiven(files, proofTools);
    expect([verdict.problems, verdict.right.length]).toEqual([[], 2]);
  });
});

describe("the archive of a year", () => {
  const zip = (name: string) => ask("archive", `/archives/${name}`, { name });
  it("is made by a job that is asked for once, and replaced once something has been published", async () => {
    expect((await zip("2020.zip")).status, "before it is made").toBe(404);
    // The publications of a minute ago are left to settle.
    await askForYearArchives();
    expect(await db().backgroundJob.count({ where: { kind: "yearArchive" } })).toBe(0);
    process.env["MINGZHANG_NOW"] = new Date(Date.now() + 3_600_000).toISOString();
    try {
      await Promise.all([askForYearArchives(), askForYearArchives()]);
      const jobs = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "yearArchive" } });
      expect(jobs).toHaveLength(1);
      await finishTestJob(district, jobs[0]!.id);
      await askForYearArchives();
      expect(await db().backgroundJob.count({ where: { kind: "yearArchive" } })).toBe(1);
    } finally {
      delete process.env["MINGZHANG_NOW"];
    }
    const { archives } = await answerOf("archives", "/archives");
    expect(archives).toMatchObject([{ year: 2020, reports: 2, lines: 8, sequence: 2, isCurrent: true }]);
    const answer = await zip("2020.zip");
    const bytes = Buffer.from(await answer.arrayBuffer());
    const sha256 = createHash("sha256").update(bytes).digest();
    expect([sha256.toString("hex"), bytes.length]).toEqual([archives[0]!.sha256, archives[0]!.size]);
    expect(answer.headers.get("repr-digest")).toBe(`sha-256=:${sha256.toString("base64")}:`);
    expect(Object.keys(unzipSync(bytes))).toContain("datapackage.json");
    await makeYearArchive(district.id, 2020);
    expect((await answerOf("archives", "/archives")).archives[0]!.sha256, "the same reports").toBe(archives[0]!.sha256);
    for (const name of ["2021.zip", "2020.tar", "x.zip"]) expect([name, (await zip(name)).status]).toEqual([name, 404]);
  });
});

describe("feeds and site maps", () => {
  const feed = (name: string) =>
    feedRoute(new Request(`http://localhost/feeds/${name}`), { params: Promise.resolve({ name }) });
  it("tell of everything, or of one unit; another of its codes leads on", async () => {
    const all = (await (await feed("all.json")).json()) as { items: { url: string }[] };
    expect(all.items.map(({ url }) => url)).toEqual([
      "http://localhost/r/101002/2020/v/1",
      "http://localhost/r/101001/2020/v/1",
    ]);
    const one = (await (await feed("101002.json")).json()) as typeof all;
    expect(one.items).toHaveLength(1);
    await ownerPool().query("UPDATE unit_period SET code = '101092' WHERE unit_id = $1", [district.units.b]);
    const moved = await feed("101092.atom");
    expect([moved.status, moved.headers.get("location")]).toEqual([308, "/feeds/101002.atom"]);
    const heads = (await (await feed("proof.json")).json()) as { items: { id: string; title: string }[] };
    expect(heads.items).toMatchObject([{ title: expect.stringMatching(/^第 3 条：[0-9a-f]{64}$/) as string }]);
    expect((await feed("999999.atom")).status).toBe(404);
    expect((await feed("all.rss")).status).toBe(404);
  });
  it("list the reports of each year that are published", async () => {
    const map = await (await sitemapIndex(new Request("http://localhost/sitemap.xml"))).text();
    expect(map).toContain("http://localhost/sitemaps/2020.xml");
    expect(map).not.toContain("2021.xml");
    const ofYear = (name: string) =>
      sitemap(new Request(`http://localhost/sitemaps/${name}`), { params: Promise.resolve({ name }) });
    expect((await (await ofYear("2020.xml")).text()).match(/\/r\/10100[12]\/2020/g)).toHaveLength(2);
    expect((await ofYear("2021.xml")).status).toBe(404);
  });
});

describe("the examples of the page that explains it", () => {
  it("all run, and none is empty", async () => {
    const examples = apiExamples((await readExampleReport(district.id))!);
    expect(examples.length).toBeGreaterThan(8);
    for (const { address } of examples) {
      const [path, query = ""] = address.replace("/api/v1", "").split("?");
      const [, route, unitCode, year] = path!.split("/");
      const name =
        route === "proof" ? "proofEntries" : unitCode === undefined ? (route as keyof typeof routes) : "report";
      const answer = await ask(name, `${path}?${query}`, { unitCode, year });
      expect([address, answer.status]).toEqual([address, 200]);
      if (year?.endsWith(".csv")) expect(await answer.text()).toContain("行政运行");
      else if (name !== "search") {
        const lists = Object.values((await answer.json()) as Record<string, unknown>).filter(Array.isArray);
        expect([address, lists.some(({ length }) => length > 0)]).toEqual([address, true]);
      }
    }
  });
});

describe("what the interface refuses", () => {
  it.each([
    ["index", "/x", 404, { rest: ["x"] }],
    ["years", "/years?foo=bar", 400, {}],
    ["units", "/units?page=1", 400, {}],
    ["subjects", "/subjects?classification=x", 400, {}],
    ["tables", "/tables?year=20", 400, {}],
    ["reports", "/reports?foo=bar", 400, {}],
    ["reports", "/reports?pageSize=201", 400, {}],
    ["cells", "/cells?table=..", 400, {}],
    ["changes", "/changes?since=yesterday", 400, {}],
    ["changes", "/changes?after=-1", 400, {}],
    ["search", "/search", 400, {}],
    ["search", `/search?q=${"x".repeat(10_000)}`, 400, {}],
    ["proof", "/proof?x=1", 400, {}],
    ["proofEntries", "/proof/entries?after=x", 400, {}],
    ["proofEntries", "/proof/entries?pageSize=501", 400, {}],
    ["proofKeys", "/proof/keys?after=1", 400, {}],
    ["report", "/reports/101001/2020.snapshot.json?version=9", 404, { unitCode: "101001", year: "2020.snapshot.json" }],
    ["report", "/reports/101001/2020.manifest.json?version=9", 404, { unitCode: "101001", year: "2020.manifest.json" }],
    ["report", "/reports/101001/2020?v=1", 400, { unitCode: "101001", year: "2020" }],
    ["report", "/reports/101001/2020.exe", 404, { unitCode: "101001", year: "2020.exe" }],
  ] as const)("%s %s is a problem of status %s, in words", async (route, address, status, params) => {
    const answer = await ask(route, address, params);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
    ]);
    const told = problem.parse(await answer.json());
    expect(told).toMatchObject({ status, detail: expect.stringMatching(/\p{Script=Han}/u) });
  });
});
