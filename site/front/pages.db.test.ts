import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, request as send, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { noContact } from "@/lib/domain/register/contact";
import { setContact } from "@/lib/features/unit-contacts/mutations";
import { noSiteDetails } from "@/lib/domain/site/site-details";
import { saveSiteDetails } from "@/lib/features/site-details/mutations";
import { makeMissingFiles } from "@/lib/features/publication/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { db, pool } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { sha256Hex } from "@/lib/platform/ed25519";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { assetsOf, readBuiltSite, siteKey } from "../built-site";
import { answerReport } from "../answer-report";
import { makePage, removeOldPages } from "../make-page";
import { Assets } from "./assets";
import { createFront } from "./front";
import { PageFolder } from "./page-folder";
import { Pages } from "./pages";
import { Upstream } from "./upstream";

const address = { unitCode: "101001", year: 2021 };
const path = "/r/101001/2021";
let district: TestDistrict;
let context: VersionContext;
let folder = "";
let pages: Pages;
let application: Server;
let front: Server;
/** What the application was asked for. */
let asked: string[] = [];

const away = { query: () => Promise.reject(new Error("the database is away")) };
const pagesIn = (database: ConstructorParameters<typeof Pages>[0] = pool()) =>
  new Pages(database, siteKey(readBuiltSite()), new PageFolder(folder));
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Answers for reports as the application does, and for anything else with its address. */
function startApplication(): Server {
  return createServer((request, response) => {
    asked.push(request.url!);
    const [, unitCode, year, number] = /^\/r\/([^/]+)\/([^/]+)(?:\/v\/([^/]+))?$/.exec(request.url!) ?? [];
    if (unitCode === undefined) return void response.end(`the application: ${request.url}`);
    void answerReport({ unitCode, year: year!, ...(number !== undefined && { number }) }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function get(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    send({ host: "127.0.0.1", port: portOf(front), path: url, headers, method }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) }),
      );
    })
      .on("error", reject)
      .end();
  });
}

/** The name of the page of `path` in the folder, once it is there whole: it is written after its answer. */
async function nameInFolder(): Promise<string> {
  const names = () => readdirSync(join(folder, path));
  await expect.poll(() => names().map((name) => name.split(".").at(-1))).toEqual(["page"]);
  return names()[0]!;
}

async function emptyFolder(): Promise<void> {
  await nameInFolder();
  rmSync(join(folder, "r"), { recursive: true });
}

const read = async (url: string) => (await get(url)).body.toString();

/** Corrects a published report, whose second version is published at once. */
async function publishCorrection(published: VersionContext, reason: string): Promise<void> {
  expect((await stepTestReport(published, district.users.reviewer, "correct", reason)).ok).toBe(true);
  const { reportId } = await db().reportVersion.findFirstOrThrow({ where: { id: published.versionId } });
  const correction = await db().reportVersion.findFirstOrThrow({ where: { reportId, number: 2 } });
  for (const [step, by] of [
    ["submit", "preparerA"],
    ["beginReview", "reviewer"],
    ["approve", "reviewer"],
    ["publish", "secondReviewer"],
  ] as const)
    expect((await stepTestReport({ ...published, versionId: correction.id }, district.users[by], step)).ok).toBe(true);
}

beforeAll(async () => {
  await buildSiteIfNeeded();
  district = await createTestDistrict("371311");
  context = await createReportIn(district, ["submit", "beginReview", "approve"]);
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mingzhang-pages-"));
  asked = [];
  application = startApplication();
  await listen(application);
  pages = pagesIn();
  front = createServer(
    createFront({
      pages,
      assets: new Assets(pool()),
      upstream: new Upstream([portOf(application)], "正在重新启动"),
      sheet: assetsOf(readBuiltSite()).css,
    }),
  );
  await listen(front);
});

afterEach(async () => {
  application.close();
  application.closeAllConnections();
  front.close();
  front.closeAllConnections();
  // A page is written into it after its answer: what came while the rest was taken away is taken away in the next round.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

afterAll(async () => {
  await db().publishedPage.deleteMany({});
});

test("what is not public is told as such, every time anew, and is seen with the request after its publication", async () => {
  for (const url of [path, `${path}/v/1`, "/r/999999/2021"]) {
    const answer = await get(url);
    expect([answer.status, answer.headers["cache-control"]]).toEqual([404, "no-store"]);
    expect(answer.body.toString()).toContain("这份决算没有公开");
  }
  expect((await stepTestReport(context, district.users.secondReviewer, "publish")).ok).toBe(true);
  const answer = await get(path);
  expect(answer.status).toBe(200);
  expect(answer.body.toString()).toMatch(/^<!DOCTYPE html><html lang="zh-CN">.*首次下载时生成.*<\/html>$/s);
});

test("a version that never was is told apart from a report that is not public, and leads to those that are", async () => {
  for (const number of ["9", "2"]) {
    const answer = await get(`${path}/v/${number}`);
    expect([answer.status, answer.headers["cache-control"]]).toEqual([404, "no-store"]);
    const html = answer.body.toString();
    expect(html).toContain(`这份决算没有公开过第 ${number} 版`);
    expect(html).not.toContain("这份决算没有公开</h1>");
    expect(html).toMatch(new RegExp(`<a href="${path}/v/1">第 1 版，\\d{4}年`));
    expect(html).toMatch(/<\/html>$/);
  }
  const other = (await get("/r/101002/2021/v/2")).body.toString();
  expect(other).toContain("这份决算没有公开</h1>");
});

test("a page is made once for all who ask at once, and is then answered without the application", async () => {
  await db().publishedPage.deleteMany({});
  const answers = await Promise.all(Array.from({ length: 20 }, () => get(path)));
  expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
  expect(asked).toEqual([path]);
  await read(`${path}?utm_source=somewhere&version=7`);
  expect(asked).toEqual([path]);
});

test("a page is sent in the coding that is asked for, with a tag of its own, and not again to whom has it", async () => {
  const plain = await get(path);
  expect(plain.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "public, max-age=0, must-revalidate, s-maxage=5",
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
  });
  expect(plain.headers["content-security-policy"]).not.toContain("unsafe");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const br = await get(path, { "accept-encoding": "gzip, br" });
  const gzip = await get(path, { "accept-encoding": "gzip" });
  expect([br.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
  expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
  expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);

  const again = await get(path, { "accept-encoding": "br", "if-none-match": `W/${br.headers.etag}` });
  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, br.headers.etag]);
  expect((await get(path, { "accept-encoding": "gzip", "if-none-match": br.headers.etag! })).status).toBe(200);
  const head = await get(path, { "accept-encoding": "br" }, "HEAD");
  expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([200, 0, String(br.body.length)]);
});

test("behind a proxy that strips ETags a page is whole at every request, and kept for five seconds at most", async () => {
  const whole = await read(path);
  // Nothing else tells whoever asks that it has the page: a time would be that of another version.
  const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
  for (const conditions of [undefined, { "if-modified-since": tomorrow }]) {
    const answer = await get(path, conditions);
    expect([answer.status, answer.body.toString() === whole]).toEqual([200, true]);
    expect(answer.headers["last-modified"]).toBeUndefined();
    expect(answer.headers["cache-control"]).toBe("public, max-age=0, must-revalidate, s-maxage=5");
  }
});

test("it holds nothing that runs or draws inline, and names its sheet and its script by their hashes", async () => {
  const html = await read(path);
  expect(html).not.toMatch(/ style=| on[a-z]+=|javascript:/);
  const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
  expect(scripts).toEqual([
    expect.stringMatching(/^ type="module" src="\/site\/island-[0-9a-f]{12}\.js"$/),
    ' type="application/ld+json"',
  ]);
  // The sheet is fetched as soon as the head of the answer is there.
  const [, sheet] = /<link rel="stylesheet" href="([^"]+)"/.exec(html)!;
  expect((await get(path)).headers.link).toBe(`<${sheet}>; rel=preload; as=style`);
  for (const [, url] of html.matchAll(/(?:href|src)="(\/site\/[^"]+)"/g)) {
    const asset = await get(url!, { "accept-encoding": "br" });
    expect([asset.status, asset.headers["content-encoding"]]).toEqual([200, "br"]);
    expect(asset.headers["cache-control"]).toContain("immutable");
  }
});

test("files that are made later are named by the next answer (P11), wherever they were made", async () => {
  await read(path);
  await makeMissingFiles(district.id, { year: 2021 });
  const html = await read(path);
  expect(html).not.toContain("首次下载时生成");
  const files = await db().publicationFile.findMany({ where: { districtId: district.id } });
  expect(files.length).toBe(3);
  for (const { sha256 } of files) expect(html).toContain(sha256);
});

test("a correction is seen by the next answer, on the page of the old version as well, on every server", async () => {
  const other = pagesIn();
  expect(await other.find(address)).not.toBeNull();
  expect(await read(`${path}/v/1`)).not.toContain("已有更正后的第");
  await publishCorrection(context, "更正“三公”经费说明");
  expect(await other.find(address)).toBeNull();
  expect(await read(path)).toContain("更正原因：更正“三公”经费说明");
  for (const page of [await read(path), await read(`${path}/v/1`)])
    expect(page).toContain(`href="${path}/v/2/changes"`);
  expect(await read(`${path}/v/1`)).toContain("已有更正后的第");
  const shared = await other.find(address);
  expect(gunzipSync(shared!.gzip).toString()).toContain("更正原因：更正“三公”经费说明");
});

test("the accounts of the year before are seen beside this year's with the answer after their publication", async () => {
  const before = await createReportIn(district, ["submit", "beginReview", "approve"], { year: 2020 });
  expect(await read(path)).not.toContain("/r/101001/2020");
  expect((await stepTestReport(before, district.users.secondReviewer, "publish")).ok).toBe(true);
  expect(await read(path)).toContain('href="/r/101001/2020/v/1#');
  await publishCorrection(before, "更正上年数");
  expect(await read(path)).toContain('href="/r/101001/2020/v/2#');
});

test("how readers reach the unit is seen with the answer after it was given, by it or by its department", async () => {
  const known = noContact;
  const actor = { id: district.users.admin.user.id, name: district.users.admin.user.name };
  expect(await read(path)).not.toContain("依申请公开");
  const { department, a } = district.units;
  const requestUrl = "https://www.example.gov.cn/ysqgk";
  await setContact(district.id, actor, { unitId: department, contact: { ...noContact, requestUrl }, known });
  expect(await read(path)).toContain(`href="${requestUrl}"`);
  await setContact(district.id, actor, { unitId: a, contact: { ...noContact, email: "office@example.gov.cn" }, known });
  expect(await read(path)).toContain("mailto:office@example.gov.cn?subject=");
});

test("what the district says of its site is said by the next answer: its labels, and who answers for it", async () => {
  expect(await read(path)).not.toContain("SiteIDCode");
  const details = {
    ...noSiteDetails,
    siteName: "某区",
    siteDomain: "example.gov.cn",
    siteIdCode: "3713110001",
    phone: "1",
  };
  const saved = await saveSiteDetails(district.id, actorOf(district.users.admin), { details, revision: 0 });
  expect(saved.ok).toBe(true);
  const page = await read(path);
  expect(page).toContain('<meta name="SiteIDCode" content="3713110001"/>');
  expect(page).toMatch(/<meta name="PubDate" content="\d{4}-\d\d-\d\d \d\d:\d\d"\/>/);
  expect(page).toMatch(/联系电话.{0,10}1</);
});

test("while the application is away pages are answered, and what it would answer is told to be away", async () => {
  await read(path);
  application.close();
  application.closeAllConnections();
  expect((await get(path)).status).toBe(200);
  const other = await get("/search?q=1");
  expect([other.status, other.headers["retry-after"], other.body.toString()]).toEqual([503, "5", "正在重新启动"]);
  // Somebody who reads sees a page that is complete in itself and asks again.
  const shown = await get("/search?q=1", { accept: "text/html,*/*" });
  expect([shown.status, shown.headers["retry-after"]]).toEqual([503, "5"]);
  expect(shown.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const html = shown.body.toString();
  expect(html).toContain("<p>正在重新启动</p>");
  expect(html).toContain('<meta http-equiv="refresh" content="5">');
  expect(html).not.toMatch(/(?:src|href)=/);
});

test("while the database is away pages are answered as they were last, after a new start of the front as well", async () => {
  const known = (await pages.find(address)) ?? (await read(path).then(() => pages.find(address)));
  await nameInFolder();
  const restarted = pagesIn(away);
  expect((await restarted.find(address))?.sha256).toBe(known!.sha256);
  expect(await restarted.find({ unitCode: "101002", year: 2021 })).toBeNull();
});

test("a process killed between writing and renaming leaves the page as it was", async () => {
  const html = Buffer.from("old");
  const kept = {
    state: "a".repeat(32),
    sha256: sha256Hex(html),
    brotli: brotliCompressSync(html),
    gzip: gzipSync(html),
  };
  const store = new PageFolder(folder);
  await store.write(address, kept);
  const draft = `${"b".repeat(32)}.${"2".repeat(64)}.page.99.new`;
  const left = join(folder, path, draft);
  writeFileSync(left, "half a pa");
  expect(await store.read(address, "b".repeat(32))).toBeNull();
  expect(await store.read(address, null)).toEqual(kept);
  await store.write(address, { ...kept, state: "c".repeat(32) });
  const names = () => readdirSync(join(folder, path)).sort();
  expect(names(), "somebody may still be writing").toEqual([draft, expect.stringMatching(/^c{32}\./)]);
  utimesSync(left, new Date(), new Date(Date.now() - 3_600_000));
  await store.write(address, { ...kept, state: "d".repeat(32) });
  expect(names()).toEqual([expect.stringMatching(/^d{32}\./)]);
});

test("half a page is never answered: not from the folder, not from the database, which gets a whole one again", async () => {
  const whole = await read(path);
  const name = await nameInFolder();
  const file = join(folder, path, name);
  for (const length of [0, 3, 900]) {
    writeFileSync(file, readFileSync(file).subarray(0, length));
    expect([length, await pagesIn(away).find(address)]).toEqual([length, null]);
  }
  for (const part of ["brotli", "gzip"]) {
    await pool().query(`UPDATE published_page SET ${part} = substring(${part} FOR 900) WHERE address = $1`, [path]);
    expect(await pagesIn().find(address), part).toBeNull();
  }
  await makePage(address);
  expect(gunzipSync((await pagesIn().find(address))!.gzip).toString()).toBe(whole);
});

test("a copy in the folder that is not the one of the database is never answered", async () => {
  const whole = await read(path);
  const name = await nameInFolder();
  const forged = Buffer.from(whole.replace("2021年度", "2020年度"));
  const page = { sha256: sha256Hex(forged), brotli: brotliCompressSync(forged), gzip: gzipSync(forged) };
  await new PageFolder(folder).write(address, { ...page, state: name.split(".")[0]! });
  expect(await new PageFolder(folder).read(address, null)).toMatchObject({ sha256: page.sha256 });
  expect(gunzipSync((await pagesIn().find(address))!.gzip).toString()).toBe(whole);
});

test("a page in memory is compared with the database every minute: what was forged and mended does not stay", async () => {
  const whole = await read(path);
  const site = siteKey(readBuiltSite());
  const patient = new Pages(pool(), site, new PageFolder(join(folder, "patient")), {
    mostBytes: 1e9,
    comparedEvery: 60_000,
  });
  const strict = new Pages(pool(), site, new PageFolder(join(folder, "strict")), { mostBytes: 1e9, comparedEvery: 0 });
  const text = async (of: Pages) => gunzipSync((await of.find(address))!.gzip).toString();
  const forged = Buffer.from(whole.replace("2021年度", "2020年度"));
  const store = (bytes: Buffer) =>
    pool().query("UPDATE published_page SET sha256 = $2, brotli = $3, gzip = $4 WHERE address = $1 AND site = $5", [
      path,
      sha256Hex(bytes),
      brotliCompressSync(bytes),
      gzipSync(bytes),
      site,
    ]);
  await store(forged);
  for (const of of [patient, strict]) expect(await text(of)).toBe(forged.toString());
  await store(Buffer.from(whole));
  expect([await text(patient), await text(strict)]).toEqual([forged.toString(), whole]);
  // One that was taken away is made anew by the application.
  await pool().query("DELETE FROM published_page WHERE address = $1", [path]);
  expect(await strict.find(address)).toBeNull();
  // While the database is away, what is in memory is answered.
  await makePage(address);
  expect(await text(strict)).toBe(whole);
});

test("after an upgrade a page is the new one and whole for all who ask while it is made; the other release keeps its own", async () => {
  const whole = await read(path);
  const old = Buffer.from("the page of the release before");
  await pool().query("DELETE FROM published_page WHERE address = $1", [path]);
  const { rows } = await pool().query<{ state: string }>(
    `INSERT INTO published_page (district_id, address, site, state, sha256, brotli, gzip, made_at)
     SELECT district_id, $1, 'the release before', state, $2, $3, $4, now() FROM published_page LIMIT 1 RETURNING state`,
    [path, sha256Hex(old), brotliCompressSync(old), gzipSync(old)],
  );
  if (rows.length === 0) throw new Error("no other page is stored");
  await emptyFolder();
  pages = pagesIn();
  front.removeAllListeners("request");
  front.on(
    "request",
    createFront({ pages, assets: new Assets(pool()), upstream: new Upstream([portOf(application)], "正在重新启动") }),
  );
  asked = [];
  const answers = await Promise.all(Array.from({ length: 20 }, () => get(path)));
  for (const { status, body } of answers) expect([status, body.toString() === whole]).toEqual([200, true]);
  expect(asked, "made once").toEqual([path]);
  // Nobody has to ask for the others: what is not asked for is not made, and the old one stays for servers that still run.
  const sites = await db().publishedPage.findMany({ where: { address: path }, select: { site: true } });
  expect(sites.map(({ site }) => site).toSorted()).toEqual([siteKey(readBuiltSite()), "the release before"].toSorted());
  await db().publishedPage.deleteMany({ where: { site: "the release before" } });
});

test("on a full disk a page is answered all the same", async () => {
  await db().publishedPage.deleteMany({});
  await ownerPool().query(`CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$`);
  await ownerPool().query(
    "CREATE TRIGGER full_disk BEFORE INSERT ON published_page FOR EACH ROW EXECUTE FUNCTION disk_is_full()",
  );
  try {
    const answer = await get(path);
    expect([answer.status, answer.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(answer.body.toString()).toContain("</html>");
  } finally {
    await ownerPool().query("DROP FUNCTION disk_is_full CASCADE");
  }
  expect((await get(path)).headers["cache-control"]).toContain("s-maxage=5");
  // The folder cannot be written: a file stands where it would be.
  await emptyFolder();
  writeFileSync(join(folder, "r"), "");
  const other = pagesIn();
  expect((await other.find(address))?.sha256).toHaveLength(64);
});

test("what is no address of a page, and what is not asked for by reading, is the application's", async () => {
  for (const url of [
    "/r/..%2f..%2fetc/2021x",
    "/r/101001%2F2021/x/y",
    "/r/101001/2021/",
    "/site/../package.json",
    "/site/site-000000000000.css",
  ])
    await get(url).catch(() => undefined);
  expect(asked).toHaveLength(5);
  asked = [];
  await get(path, {}, "OPTIONS");
  expect(asked).toEqual([path]);
});

test("pages go from memory when there is no more room, and come back from the folder", async () => {
  await read(path);
  await read(`${path}/v/1`);
  const small = new Pages(pool(), siteKey(readBuiltSite()), new PageFolder(folder), { mostBytes: 1, comparedEvery: 0 });
  for (const number of [undefined, 1, undefined])
    expect(await small.find({ ...address, ...(number && { number }) })).not.toBeNull();
});

test("a file of another release is found in the database, and one that never was, or is not what its name says, is not", async () => {
  const store = (name: string, text: string) =>
    pool().query("INSERT INTO site_asset (name, bytes, made_at) VALUES ($1, $2, now())", [name, Buffer.from(text)]);
  const name = `site-${sha256Hex(Buffer.from("a{}")).slice(0, 12)}.css`;
  await store(name, "a{}");
  const answer = await get(`/site/${name}`, { "accept-encoding": "gzip" });
  expect([answer.status, gunzipSync(answer.body).toString()]).toEqual([200, "a{}"]);
  expect(await read("/site/site-ba9876543210.css")).toContain("the application");
  await store("island-0123456789ab.js", "alert(1)");
  expect(await read("/site/island-0123456789ab.js")).toContain("the application");
});

test("pages of other releases are taken away when they are old, those of this one never", async () => {
  await makePage(address);
  const old = { madeAt: new Date("2020-01-01T00:00:00Z") };
  const [page] = await db().publishedPage.findMany({ where: { address: path } });
  await db().publishedPage.updateMany({ data: old });
  await db().publishedPage.create({ data: { ...page!, ...old, site: "another release" } });
  await db().publishedPage.create({ data: { ...page!, madeAt: new Date(), site: "a release beside this one" } });
  expect(await removeOldPages()).toBe(1);
  const left = await db().publishedPage.findMany({ where: { address: path }, select: { site: true } });
  expect(left.map(({ site }) => site).sort()).toEqual([siteKey(readBuiltSite()), "a release beside this one"].sort());
});
