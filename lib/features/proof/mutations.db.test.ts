import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lookAfterProof } from "@/lib/background/proof";
import {
  checkLog,
  checkPublications,
  listKeys,
  listProofLines,
  readLastCheck,
  readProofHead,
} from "@/lib/features/proof/data";
import { askForAllProof, beginLog, changeKey, signPublications } from "@/lib/features/proof/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb, ownerPool } from "@/lib/platform/postgres/test-owner";
import { newPrivateKey } from "@/lib/platform/ed25519";
import {
  copyReport,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepManyTestReports,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const steps = ["submit", "beginReview", "approve", "publish"] as const;
let district: TestDistrict;

const publish = (year: 2020 | 2021) => createReportIn(district, steps, { year });
const job = (kind: string) =>
  db().backgroundJob.findFirst({ where: { districtId: district.id, kind }, orderBy: { askedAt: "desc" } });
const runJob = async (kind: string) => finishTestJob(district, (await job(kind))!.id);
const isWhole = async () => {
  expect(await checkLog(district.id)).toEqual([]);
  expect(
    await checkPublications(district.id, {
      from: 1,
      to: await db().publication.count({ where: { districtId: district.id } }),
    }),
  ).toEqual([]);
};

beforeEach(async () => {
  district = await createFreshDistrict();
});
afterEach(() => vi.unstubAllEnvs());

describe("signing", () => {
  it("is asked for by the server for what has no manifest, an older release's too, and done by a job", async () => {
    await publish(2020);
    await publish(2021);
    await askForAllProof();
    await askForAllProof();
    expect(await db().backgroundJob.count({ where: { districtId: district.id, kind: "proof" } }), "once").toBe(1);
    await runJob("proof");
    const lines = await listProofLines(district.id, { after: 0, pageSize: 10 });
    expect(lines.map(({ text }) => (JSON.parse(text) as { kind: string }).kind)).toEqual([
      "key",
      "publication",
      "publication",
    ]);
    await isWhole();
    await askForAllProof();
    expect(await db().backgroundJob.count({ where: { districtId: district.id, kind: "proof" } }), "nothing to do").toBe(
      1,
    );
  });

  it("by two servers at once leaves one log", async () => {
    await publish(2020);
    await publish(2021);
    expect(await Promise.all([signPublications(district.id), signPublications(district.id)])).toEqual([[], []]);
    expect(await readProofHead(district.id)).toMatchObject({ entry: 3 });
    await isWhole();
  });

  it("goes on over more than fits into one transaction, and stops where a job has done enough", async () => {
    const source = await createReportIn(district, ["submit"]);
    const { reviewer, secondReviewer, preparerA } = district.users;
    const ids = await copyReport(source, 24, { submittedBy: preparerA.user.id });
    await stepManyTestReports(district, reviewer, "beginReview", ids);
    await stepManyTestReports(district, reviewer, "approve", ids, { takesUnkeptTexts: true });
    await stepManyTestReports(district, secondReviewer, "publish", ids);
    expect(await signPublications(district.id, undefined, 3)).toEqual([]);
    expect(await readProofHead(district.id), "the key and three").toMatchObject({ entry: 4 });
    // The fifth is broken: nothing after it is signed for the first time.
    const reverseHash = () =>
      ownerDb().$transaction(async (transaction) => {
        await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
        await transaction.$executeRaw`UPDATE publication SET content_hash = reverse(content_hash) WHERE district_id = ${district.id}::uuid AND sequence = 5`;
      });
    await reverseHash();
    expect(await signPublications(district.id)).toEqual([expect.stringMatching(/公开第 5 号）：公开内容与校验值不符/)]);
    expect(await readProofHead(district.id)).toMatchObject({ entry: 5 });
    await reverseHash();
    expect(await signPublications(district.id)).toEqual([]);
    expect(await readProofHead(district.id)).toMatchObject({ entry: 25 });
    await isWhole();
  }, 120_000);

  it("says when a publication was approved and published", async () => {
    await publish(2021);
    await signPublications(district.id);
    const [, line] = await listProofLines(district.id, { after: 0, pageSize: 10 });
    const event = (toStatus: "approved" | "published") =>
      db().workflowEvent.findFirstOrThrow({ where: { districtId: district.id, toStatus } });
    expect(JSON.parse(line!.text)).toMatchObject({
      kind: "publication",
      revision: 1,
      publication: {
        unit: { code: "101001", name: "区政府办公室本级" },
        year: 2021,
        approvedAt: (await event("approved")).at.toISOString(),
        publishedAt: (await event("published")).at.toISOString(),
      },
    });
  });
});

describe("the key", () => {
  it("is a file that only its owner reads, and is made once", async () => {
    await publish(2020);
    await signPublications(district.id);
    const file = process.env.SIGNING_KEY_FILE!;
    const before = readFileSync(file, "utf8");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await publish(2021);
    await signPublications(district.id);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("is changed by an entry that the one before signs; both are published", async () => {
    await publish(2020);
    await signPublications(district.id);
    const next = await changeKey(null);
    await publish(2021);
    await signPublications(district.id);
    const keys = (await listKeys(district.id)).map(({ id, from, until, lost }) => ({ id, from, until, lost }));
    expect(keys).toEqual([
      { id: expect.not.stringMatching(next) as string, from: 1, until: 3, lost: null },
      { id: next, from: 3, until: null, lost: null },
    ]);
    await isWhole();
  });

  it("that is lost is not replaced silently: nothing is signed, and the sentence says what to do", async () => {
    await publish(2020);
    await signPublications(district.id);
    const file = process.env.SIGNING_KEY_FILE!;
    renameSync(file, `${file}.away`);
    await publish(2021);
    await expect(signPublications(district.id)).rejects.toThrow(/请从备份恢复.*key replace/);
    await askForAllProof();
    await runJob("proof");
    const items = await db().backgroundJobItem.findMany({
      where: { districtId: district.id, jobId: (await job("proof"))!.id },
    });
    expect(items).toMatchObject([{ state: "failed", reasons: [expect.stringContaining("请从备份恢复")] }]);
    await askForAllProof();
    expect(
      await db().backgroundJob.count({ where: { districtId: district.id, kind: "proof" } }),
      "not every minute",
    ).toBe(1);
    await expect(changeKey(null), "nobody can sign the change").rejects.toThrow(/请从备份恢复/);
    renameSync(`${file}.away`, file);
    expect(await signPublications(district.id)).toEqual([]);
    await isWhole();
  });

  it("that is lost for good is replaced with a reason that everybody reads", async () => {
    await publish(2020);
    await signPublications(district.id);
    await expect(changeKey("硬盘损坏"), "it is still there").rejects.toThrow(/key rotate/);
    const file = process.env.SIGNING_KEY_FILE!;
    rmSync(file);
    const next = await changeKey("硬盘损坏");
    await publish(2021);
    await signPublications(district.id);
    expect((await listKeys(district.id)).at(-1)).toMatchObject({ id: next, lost: "硬盘损坏" });
    await isWhole();
  });

  it("can be given by the environment, the next one behind it", async () => {
    const [first, second] = [newPrivateKey(), newPrivateKey()];
    // Keys of the other tests of this database count, too.
    vi.stubEnv(
      "SIGNING_KEYS",
      `${readFileSync(process.env.SIGNING_KEY_FILE!, "utf8")}${first}`.replaceAll("\n", "\\n"),
    );
    await publish(2020);
    await signPublications(district.id);
    await changeKey(null);
    await expect(changeKey(null), "no further key is given").rejects.toThrow(/openssl genpkey/);
    vi.stubEnv("SIGNING_KEYS", `${process.env.SIGNING_KEYS}${second}`);
    await changeKey(null);
    expect((await listKeys(district.id)).length).toBe(3);
    await isWhole();
    // Later tests find it as a file.
    writeFileSync(process.env.SIGNING_KEY_FILE!, process.env.SIGNING_KEYS!.replaceAll("\\n", "\n"));
  });

  it("that is damaged is said to be", async () => {
    await publish(2020);
    vi.stubEnv("SIGNING_KEYS", "-----BEGIN PRIVATE KEY-----\nxxxx\n-----END PRIVATE KEY-----");
    await expect(signPublications(district.id)).rejects.toThrow(/无法读取.*请从备份恢复，不要另建/);
  });
});

describe("the check of a night", () => {
  it("gives what has just come an hour to be signed", async () => {
    await publish(2020);
    const check = () => checkPublications(district.id, { from: 1, to: 1 });
    expect(await check()).toEqual([]);
    vi.stubEnv("MINGZHANG_NOW", new Date(Date.now() + 2 * 3_600_000).toISOString());
    expect(await check()).toEqual([expect.stringMatching(/没有清单/)]);
    await signPublications(district.id);
    await ownerPool().query(
      `INSERT INTO publication_file (district_id, sequence, format, bytes, sha256, made_at)
       VALUES ($1, 1, 'pdf', 'x'::bytea, encode(sha256('x'::bytea), 'hex'), $2)`,
      [district.id, process.env.MINGZHANG_NOW],
    );
    expect(await check()).toEqual([]);
    vi.stubEnv("MINGZHANG_NOW", new Date(Date.now() + 4 * 3_600_000).toISOString());
    expect(await check()).toEqual([expect.stringMatching(/pdf 文件没有列入清单/)]);
  });

  it("waits on a new installation until what was published before has been signed", async () => {
    await publish(2020);
    await ownerDb().$executeRaw`DELETE FROM proof_entry WHERE district_id = ${district.id}::uuid`;
    const night = new Date("2099-03-02T03:00:00+08:00");
    vi.stubEnv("MINGZHANG_NOW", night.toISOString());
    await lookAfterProof();
    expect(await job("proofCheck"), "before the log").toBeNull();
    await beginLog(district.id);
    const check = () => checkPublications(district.id, { from: 1, to: 1 });
    expect(await check(), "in the log's first hour").toEqual([]);
    vi.stubEnv("MINGZHANG_NOW", new Date(night.getTime() + 2 * 3_600_000).toISOString());
    expect(await check()).toEqual([expect.stringMatching(/没有清单/)]);
  });

  it("is asked for once, keeps what it found, and names the first broken thing the next night", async () => {
    await publish(2020);
    await signPublications(district.id);
    vi.stubEnv("MINGZHANG_NOW", "2099-03-01T09:00:00+08:00");
    await lookAfterProof();
    expect(await job("proofCheck"), "not by day").toBeNull();
    vi.stubEnv("MINGZHANG_NOW", "2099-03-02T03:00:00+08:00");
    await Promise.all([lookAfterProof(), lookAfterProof()]);
    await runJob("proofCheck");
    await lookAfterProof();
    expect(await db().backgroundJob.count({ where: { districtId: district.id, kind: "proofCheck" } })).toBe(1);
    expect(await readLastCheck(district.id)).toMatchObject({ entry: 2, sequence: 1, problems: [], problemCount: 0 });

    await ownerDb().$transaction(async (transaction) => {
      await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
      await transaction.$executeRaw`UPDATE publication SET published_at = published_at + interval '1 day' WHERE district_id = ${district.id}::uuid`;
    });
    vi.stubEnv("MINGZHANG_NOW", "2099-03-03T03:00:00+08:00");
    await lookAfterProof();
    await runJob("proofCheck");
    const found = await readLastCheck(district.id);
    expect(found!.problemCount).toBeGreaterThan(0);
    expect(found!.problems.join("")).toMatch(/公开第 1 号.*公开时间与清单不一致/);
    expect((await job("proofCheck"))!.state).toBe("done");
  });
});
