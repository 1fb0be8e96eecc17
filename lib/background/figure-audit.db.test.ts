import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wholeArchive } from "@/lib/documents/testing/whole-archive";
import { spentElsewhere } from "@/lib/background/said-elsewhere";
import { lookAfterFigures } from "@/lib/background/published-figures";
import { archivedReports, readYearArchive } from "@/lib/features/year-archives/data";
import { makeYearArchive } from "@/lib/features/year-archives/mutations";
import { db } from "@/lib/platform/db";
import { forge, ownerDb, ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;

let day = 1;

/** The next night, or an hour of the day that follows. */
const lookAt = (hour: string) => {
  vi.stubEnv("MINGZHANG_NOW", `2099-01-${String(day).padStart(2, "0")}T${hour}:00:00+08:00`);
  return lookAfterFigures();
};

/** The outcome of the audit that a night brings, year by year. */
async function audit(): Promise<{ label: string; state: string; reasons: string[] }[]> {
  day += 1;
  await lookAt("03");
  const job = await db().backgroundJob.findFirstOrThrow({
    where: { districtId: district.id, kind: "figureAudit", state: "waiting" },
  });
  await finishTestJob(district, job.id);
  return db().backgroundJobItem.findMany({
    where: { districtId: district.id, jobId: job.id },
    select: { label: true, state: true, reasons: true },
  });
}

beforeAll(async () => {
  district = await createFreshDistrict();
  const context = await createReportIn(district, ["submit", "beginReview", "approve"]);
  await stepTestReport(context, district.users.secondReviewer, "publish");
});

afterAll(() => vi.unstubAllEnvs());

describe("the audit of a night", () => {
  it("finds one total everywhere", async () => {
    expect(await audit()).toEqual([{ label: "2021年度", state: "done", reasons: [] }]);
    const jobs = () => db().backgroundJob.count({ where: { districtId: district.id } });
    const before = await jobs();
    await lookAt("04");
    expect(await jobs(), "one in a night").toBe(before);
    day += 1;
    await lookAt("09");
    expect(await jobs(), "none by day").toBe(before);
  });

  it("judges the lists of 公开体检 anew with the day", async () => {
    await audit();
    const judged = await db().inspectedYear.findMany({ where: { districtId: district.id } });
    expect(judged.map(({ year, judgedOn }) => [year, judgedOn.toISOString().slice(0, 10)]).toSorted()).toEqual([
      [2020, `2099-01-${String(day).padStart(2, "0")}`],
      [2021, `2099-01-${String(day).padStart(2, "0")}`],
    ]);
  });

  it("compares every line and every figure with the cells and facts of the publication", async () => {
    const otherwise = ["1 份决算的明细或指标与公开内容逐项比较不符：101001。"];
    for (const [table, set, which] of [
      ["published_figure", "amount = amount + 1", "figure = 'personnel'"],
      ["published_figure", "place = 'x'", "figure = 'personnel'"],
    ] as const) {
      const key = `district_id = $1 AND year = 2021 AND ${which}`;
      const { rows } = await ownerPool().query(`SELECT amount, place FROM ${table} WHERE ${key}`, [district.id]);
      await forge(`UPDATE ${table} SET ${set} WHERE ${key}`, [district.id]);
      expect(await audit(), set).toEqual([{ label: "2021年度", state: "failed", reasons: otherwise }]);
      const { amount, place } = rows[0] as { amount: string; place: string };
      await forge(`UPDATE ${table} SET amount = $2, place = $3 WHERE ${key}`, [district.id, amount, place]);
    }
    const move = (by: string) =>
      forge(
        `UPDATE published_line l SET amount = amount ${by} FROM fact_address f WHERE f.id = l.address_id AND l.district_id = $1 AND f.sheet = 'budget'`,
        [district.id],
      );
    await move("+ 1");
    expect((await audit())[0]!.reasons).toContain(otherwise[0]);
    await move("- 1");
    expect((await audit())[0]).toMatchObject({ state: "done" });
  });

  it("says which pages disagree when a figure is another one than its lines, and fails", async () => {
    const change = (by: string) =>
      forge(`UPDATE published_figure SET amount = amount ${by} WHERE district_id = $1 AND figure = 'expenditure'`, [
        district.id,
      ]);
    await change("+ 1");
    const [year] = await audit();
    expect(year!.state).toBe("failed");
    expect(year!.reasons).toEqual([
      expect.stringContaining("1 份决算逐笔相加"),
      expect.stringContaining("逐项比较不符：101001。"),
      expect.stringMatching(
        /^本年支出合计各处不同：开放数据接口（cells） 100元；.*资金来源 100元.*本年支出：各单位由高到低 100.01元/,
      ),
    ]);
    await change("- 1");
    expect((await audit())[0]).toMatchObject({ state: "done" });
  });

  it("asks the interface and both forms of the year's archive, too", async () => {
    await makeYearArchive(district.id, 2021);
    expect([...(await spentElsewhere(district.id, 2021))]).toEqual([
      ["开放数据接口（cells）", 10_000],
      ["整年数据（CSV）", 10_000],
      ["整年数据（Parquet）", 10_000],
    ]);
    expect(await audit()).toEqual([{ label: "2021年度", state: "done", reasons: [] }]);

    // An archive of other accounts, as a fault of its writer would make it.
    const { bytes } = (await readYearArchive(district.id, 2021))!;
    const { code, name } = await db().district.findUniqueOrThrow({ where: { id: district.id } });
    const sequence = (await db().publication.findFirstOrThrow({ where: { districtId: district.id } })).sequence;
    async function* withAFenMore() {
      for await (const report of archivedReports(district.id, { year: 2021, upTo: sequence }))
        yield { ...report, facts: report.facts.map((fact) => ({ ...fact, value: fact.value + 1 })) };
    }
    const wrong = await wholeArchive(
      { district: { code, name }, year: 2021, noun: "单位决算", addressOf: () => undefined },
      withAFenMore(),
    );
    const store = (given: Uint8Array) =>
      ownerPool().query(
        "UPDATE year_archive SET bytes = $2::bytea, sha256 = encode(sha256($2::bytea), 'hex') WHERE district_id = $1",
        [district.id, Buffer.from(given)],
      );
    await store(wrong.bytes);
    expect((await audit())[0]!.reasons).toEqual([
      expect.stringMatching(/接口（cells） 100元；整年数据（CSV） 100.01元；整年数据（Parquet） 100.01元；/),
    ]);
    await store(bytes);

    // What the interface reads is the publication itself, whose cells are not found by another name.
    await ownerDb().$transaction(async (transaction) => {
      await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
      await transaction.$executeRaw`
        UPDATE publication SET snapshot = replace(snapshot::text, 'currentYearExpenditure.amount', 'currentYearExpenditure.other')::jsonb
        WHERE district_id = ${district.id}::uuid`;
    });
    expect((await audit())[0]!.reasons).toEqual([
      expect.stringContaining("逐项比较不符：101001。"),
      expect.stringMatching(/^本年支出合计各处不同：开放数据接口（cells） 0元；/),
    ]);
  });
});
