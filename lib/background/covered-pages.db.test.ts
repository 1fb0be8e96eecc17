// Pages are files: manifests cover them, and what is done to them past the program is found at its place.
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "@/lib/domain/proof/entry";
import { alarmOf } from "@/lib/domain/proof/alarm";
import {
  checkLog,
  checkPublications,
  readLastCheck,
  readManifest,
  readProofHead,
  type PageStore,
} from "@/lib/features/proof/data";
import { askForAllProof, askForCheck, signPublications } from "@/lib/features/proof/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { forge, ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  createReportIn,
  createTestDistrict,
  finishTestJob,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { readBuiltSite, siteKey } from "@/site/built-site";
import { answerReport } from "@/site/answer-report";
import { coveredPages } from "@/site/covered-pages";
import { makePage, makePagesOfYear } from "@/site/make-page";
import { readStates } from "@/site/store";

const steps = ["submit", "beginReview", "approve", "publish"] as const;
const [newest, first, other] = ["/r/101001/2021", "/r/101001/2021/v/1", "/r/101002/2021/v/1"];
let district: TestDistrict;
let context: VersionContext;

const ofA = { unitCode: "101001", year: 2021 };
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const sign = () => signPublications(district.id, coveredPages());
const manifestOf = async (sequence: number): Promise<Manifest> => (await readManifest(district.id, sequence))!.manifest;
const pathsOf = async (sequence: number) => (await manifestOf(sequence)).pages.map(({ path }) => path);

async function problems(): Promise<string[]> {
  const to = await db().publication.count({ where: { districtId: district.id } });
  return [
    ...(await checkLog(district.id, coveredPages())),
    ...(await checkPublications(district.id, { from: 1, to }, coveredPages())),
  ];
}

async function htmlOf(address: string): Promise<string> {
  const { gzip } = await db().publishedPage.findFirstOrThrow({ where: { address, site: siteKey(readBuiltSite()) } });
  return gunzipSync(gzip).toString();
}

/** What is found while statements hold; every page is put back afterwards. */
async function foundWhile<T>(look: () => Promise<T>, ...statements: [sql: string, ...values: unknown[]][]): Promise<T> {
  await ownerPool().query("CREATE TABLE kept_page AS SELECT * FROM published_page");
  try {
    for (const [sql, ...values] of statements) await ownerPool().query(sql, values);
    return await look();
  } finally {
    await ownerPool().query(
      "DELETE FROM published_page; INSERT INTO published_page SELECT * FROM kept_page; DROP TABLE kept_page",
    );
  }
}

/** A page that says something else, and all that is stored beside it as it would be. */
async function forgery(address: string): Promise<[sql: string, ...values: unknown[]]> {
  const html = (await htmlOf(address)).replace(/2021年度/, "2020年度");
  return [
    "UPDATE published_page SET sha256 = $2, brotli = $3, gzip = $4, made_at = now() WHERE address = $1",
    address,
    sha256(html),
    brotliCompressSync(html),
    gzipSync(html),
  ];
}

beforeAll(async () => {
  await buildSiteIfNeeded();
  district = await createTestDistrict("371311");
  const { b } = district.units;
  context = await createReportIn(district, steps, { year: 2021 });
  await createReportIn(district, steps, { year: 2021, unitId: b, by: district.users.preparerB });
  await makePagesOfYear(ofA);
  await makePagesOfYear({ unitCode: "101002", year: 2021 });
  expect(await sign()).toEqual([]);
}, 90_000);

afterAll(async () => {
  await db().publishedPage.deleteMany({});
});

describe("a manifest", () => {
  it("names every page of its publication with length and hash, and is not signed again for it", async () => {
    const { pages } = await manifestOf(1);
    const html = await htmlOf(first);
    expect(pages.map(({ path }) => path)).toEqual([newest, first]);
    expect(pages[1]).toEqual({ path: first, bytes: Buffer.byteLength(html), sha256: sha256(html) });
    expect([await problems(), await coveredPages()!.count(district.id)]).toEqual([[], 4]);
    const head = await readProofHead(district.id);
    await sign();
    await askForAllProof(coveredPages());
    expect(await readProofHead(district.id)).toEqual(head);
    expect(await db().backgroundJob.count({ where: { districtId: district.id, kind: "proof" } })).toBe(0);
  });
});

describe("a page", () => {
  const place = /公开第 1 号）：页面 \/r\/101001\/2021\/v\/1 /;
  const damage: readonly (readonly [what: string, sql: string, finds: RegExp])[] = [
    ["brotli changed", "brotli = gzip", /损坏/],
    ["brotli truncated", "brotli = substring(brotli FOR 900)", /损坏/],
    ["gzip changed", "gzip = brotli", /损坏/],
    ["gzip truncated", "gzip = substring(gzip FOR length(gzip) - 9)", /损坏/],
    ["its hash changed", "sha256 = repeat('a', 64)", /损坏/],
    ["emptied", "brotli = '', gzip = ''", /损坏/],
  ];
  it.each(damage)("with its %s is found", async (_what, set, finds) => {
    const found = await foundWhile(problems, [`UPDATE published_page SET ${set} WHERE address = $1`, first]);
    expect(found).toEqual([expect.stringMatching(place)]);
    expect(found[0]).toMatch(finds);
    expect(await problems(), "taken back").toEqual([]);
  });

  it("that says something else is found, however new it is said to be, and is not signed", async () => {
    const before = await manifestOf(1);
    const { found, refused } = await foundWhile(
      async () => ({ found: await problems(), refused: await sign() }),
      await forgery(first),
    );
    expect(found).toEqual([expect.stringMatching(place)]);
    expect(found[0]).toMatch(
      new RegExp(`与清单不一致.*${before.pages[1]!.sha256}.*按公开内容应为 ${before.pages[1]!.sha256}`),
    );
    expect(refused).toEqual([expect.stringMatching(/公开第 1 号）：没有签署这一页。页面 \/r\/101001\/2021\/v\/1 /)]);
    // The page is left out of what is signed meanwhile, and signed again when it is what it was.
    expect((await manifestOf(1)).pages.map(({ path }) => path)).toEqual([newest]);
    expect(await sign()).toEqual([]);
    expect((await manifestOf(1)).pages).toEqual(before.pages);
    expect(await problems()).toEqual([]);
  });

  it("that cannot be compared, because what is published changes, is neither signed nor named", async () => {
    const before = await manifestOf(1);
    const changing: PageStore = { ...coveredPages()!, render: () => Promise.resolve(null) };
    expect(await foundWhile(() => signPublications(district.id, changing), await forgery(first))).toEqual([]);
    expect((await manifestOf(1)).pages).toEqual([before.pages[0]]);
    expect(await sign()).toEqual([]);
    expect((await manifestOf(1)).pages).toEqual(before.pages);
  });

  it("that says something else is the first thing that the check of a night names", async () => {
    const check = async () => {
      await askForCheck(district.id);
      const job = { districtId: district.id, kind: "proofCheck", state: "waiting" } as const;
      await finishTestJob(district, (await db().backgroundJob.findFirstOrThrow({ where: job })).id);
      return readLastCheck(district.id);
    };
    const found = await foundWhile(check, await forgery(first));
    expect(found).toMatchObject({ problemCount: 1, problems: [expect.stringMatching(place)] });
    expect(alarmOf({ at: new Date(), lastCheck: found, unsigned: [], signedSince: null })?.text).toMatch(place);
    expect(await check()).toMatchObject({ problemCount: 0 });
  });

  it("in the place of another is found at both", async () => {
    const found = await foundWhile(
      problems,
      ["UPDATE published_page SET address = 'x' WHERE address = $1", first],
      [
        "UPDATE published_page SET address = $2, state = (SELECT state FROM published_page WHERE address = 'x') WHERE address = $1",
        other,
        first,
      ],
      [
        "UPDATE published_page SET address = $2, state = (SELECT state FROM published_page WHERE address = '/r/101002/2021') WHERE address = $1",
        "x",
        other,
      ],
    );
    expect(found).toEqual([
      expect.stringMatching(place),
      expect.stringMatching(/公开第 2 号）：页面 \/r\/101002\/2021\/v\/1 /),
    ]);
  });

  it("that no publication stands behind is found where it would be handed out, and nowhere else", async () => {
    const insert = (address: string, state = "state"): [sql: string, ...values: unknown[]] => [
      `INSERT INTO published_page SELECT district_id, $2, site, ${state}, sha256, brotli, gzip, now() FROM published_page WHERE address = $1`,
      first,
      address,
    ];
    const found = await foundWhile(
      problems,
      insert("/r/101001/2021/v/7"),
      // A unit that never published, an address that is none, what is left of another code: nobody is answered with these.
      insert("/r/999999/2021"),
      insert("/r/101001/2021/v/0x"),
      insert("/r/101001/2021/v/8", "'before'"),
    );
    expect(found).toEqual(["页面 /r/101001/2021/v/7：没有这份公开。"]);
  });

  it("that is deleted is made again as it was signed", async () => {
    const found = await foundWhile(async () => {
      await makePage({ ...ofA, number: 1 });
      return { found: await problems(), html: await htmlOf(first) };
    }, ["DELETE FROM published_page WHERE address = $1", first]);
    expect(found.found).toEqual([]);
    expect((await manifestOf(1)).pages[1]!.sha256).toBe(sha256(found.html));
  });

  it("of another release stays in the manifest while its servers may run, and neither signs against the other", async () => {
    const before = await manifestOf(1);
    const stated = { path: first, bytes: 5, sha256: sha256("older") };
    // As a server of the release before has signed it.
    await ownerPool().query(
      "INSERT INTO published_page SELECT district_id, address, 'another release', state, $2, $3, $4, now() FROM published_page WHERE address = $1",
      [first, stated.sha256, brotliCompressSync("older"), gzipSync("older")],
    );
    const ofAnother: PageStore = {
      ...coveredPages()!,
      list: () => Promise.resolve({ own: [{ ...stated, isWhole: true }], ofOthers: before.pages }),
      listUncovered: (_districtId, { after }) => Promise.resolve(after === 0 ? [1] : []),
      render: () => Promise.resolve(stated.sha256),
    };
    await signPublications(district.id, ofAnother);
    await sign();
    const { pages, revision } = await manifestOf(1);
    expect(pages).toEqual(expect.arrayContaining([...before.pages, stated]));
    await sign();
    expect((await manifestOf(1)).revision).toBe(revision);
    expect(await problems()).toEqual([]);
    await ownerPool().query("DELETE FROM published_page WHERE site = 'another release'");
  });
});

describe("an address that two units have published a year under, in an earlier release", () => {
  const forged = (code: string, sequence = 2) =>
    forge("UPDATE publication SET unit_code = $2 WHERE district_id = $1 AND sequence = $3", [
      district.id,
      code,
      sequence,
    ]);

  it("is named by the manifest of the one that it answers with, and by no other", async () => {
    const listed = async () => {
      const pages = await Promise.all([1, 2].map((sequence) => coveredPages()!.list(district.id, sequence)));
      return pages.map(({ own }) => own.map(({ path }) => path));
    };
    const before = await listed();
    expect(before).toEqual([
      [newest, first],
      ["/r/101002/2021", other],
    ]);
    await forged("101001");
    await makePagesOfYear(ofA);
    expect(await listed()).toEqual([[], [newest, first]]);
    await forged("101002");
    await makePagesOfYear(ofA);
    expect(await listed()).toEqual(before);
    expect(await problems()).toEqual([]);
  });

  it("names both and leads to each; the earlier one is found under its other code, and its versions there", async () => {
    const page = async (unitCode: string, number?: string) => {
      const answered = await answerReport({ unitCode, year: "2021", ...(number !== undefined && { number }) });
      const html = await answered.text();
      const notice = /还有其他单位公开过2021年度的决算.*?<\/ul>/s.exec(html)?.[0] ?? "";
      const leads = [...notice.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
      return { status: answered.status, heading: /<h1[^>]*>(.*?)<br/s.exec(html)?.[1], leads, notice };
    };
    const stateOf = async () => (await readStates(ownerPool(), [{ unitCode: "101002", year: 2021 }]))[0];
    const [a, b] = [await page("101001"), await page("101002")];
    expect([a.leads, b.leads, a.heading]).toEqual([[], [], expect.not.stringMatching(b.heading!)]);
    const before = await stateOf();
    await forged("101002", 1);
    expect(await stateOf(), "a page without the notice is handed out no more").not.toBe(before);
    expect(await page("101002")).toMatchObject({ status: 200, heading: b.heading, leads: ["/r/101001/2021"] });
    for (const number of [undefined, "1"])
      expect(await page("101001", number)).toMatchObject({
        status: 200,
        heading: a.heading,
        leads: ["/r/101002/2021"],
      });
    expect(await page("101002", "7")).toMatchObject({ status: 404, leads: ["/r/101002/2021", "/r/101001/2021"] });
    await forged("101001", 1);
    // Who has no other code is named, and who can give it.
    await forged("101001");
    expect((await page("101001")).notice).toContain("没有其他代码");
    await forged("101002");
    await makePagesOfYear(ofA);
  });
});

describe("a correction", () => {
  it("takes the page without a number over; pages that are made anew are signed anew", async () => {
    expect((await stepTestReport(context, district.users.reviewer, "correct", "更正说明")).ok).toBe(true);
    const version = await db().reportVersion.findFirstOrThrow({ where: { districtId: district.id, number: 2 } });
    const correction = { ...context, versionId: version.id };
    for (const step of steps) {
      const by = step === "submit" ? "preparerA" : step === "publish" ? "secondReviewer" : "reviewer";
      expect((await stepTestReport(correction, district.users[by], step)).ok).toBe(true);
    }
    expect(await problems(), "between publication and pages, nothing old is handed out").toEqual([]);
    await makePagesOfYear(ofA);
    expect(await problems(), "made, and not signed yet").toEqual([]);
    expect(await sign()).toEqual([]);
    expect([await pathsOf(1), await pathsOf(3)]).toEqual([[first], [newest, "/r/101001/2021/v/2"]]);
    expect(await problems()).toEqual([]);
  });

  it("of a name is a new state: what was made before is neither judged nor signed", async () => {
    await ownerPool().query("UPDATE district SET name = name || '（新）' WHERE id = $1", [district.id]);
    const [sql, ...values] = await forgery(first);
    await ownerPool().query(sql, values);
    expect([await problems(), await sign()]).toEqual([[], []]);
    await makePage({ ...ofA, number: 1 });
    expect(await sign()).toEqual([]);
    expect((await manifestOf(1)).pages).toMatchObject([{ path: first, sha256: sha256(await htmlOf(first)) }]);
  });
});
