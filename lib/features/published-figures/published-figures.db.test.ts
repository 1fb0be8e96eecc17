// Published accounts as rows: what is written, replaced and added up, and that nothing else gets there.
import { beforeAll, describe, expect, it } from "vitest";
import { auditPublishedFigures } from "@/lib/features/published-figures/data";
import { askForMissingFigures } from "@/lib/features/published-figures/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { forge, ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  copyReport,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  openTestReport,
  fillTestReport,
  stepManyTestReports,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;

const approved = ["submit", "beginReview", "approve"] as const;

/** Every sum of a scope, by sheet and column. */
async function sumsOf(scopeId: string): Promise<Record<string, [amount: number, units: number]>> {
  const { rows } = await ownerPool().query<{ name: string; amount: number; units: number }>(
    `SELECT a.sheet || ':' || a.subject || ':' || a.column_id AS name, s.amount::float8 AS amount, s.units
     FROM published_sum s JOIN fact_address a ON a.id = s.address_id WHERE s.district_id = $1 AND s.scope_id = $2 AND s.year = 2021 AND a.sheet <> 'figure'`,
    [district.id, scopeId],
  );
  return Object.fromEntries(rows.map(({ name, amount, units }) => [name, [amount, units]]));
}

const everything = async () =>
  (
    await ownerPool().query(
      `SELECT (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.unit_id) FROM published_account x WHERE district_id = $1) AS accounts,
        (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.year, x.unit_id, x.address_id) FROM published_line x WHERE district_id = $1) AS lines,
        (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.scope_id, x.year, x.address_id) FROM published_sum x WHERE district_id = $1) AS sums,
        (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.year, x.unit_id, x.figure) FROM published_figure x WHERE district_id = $1) AS figures`,
      [district.id],
    )
  ).rows[0];

async function publish(published: VersionContext): Promise<void> {
  const outcome = await stepTestReport(published, district.users.secondReviewer, "publish");
  if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
}

beforeAll(async () => {
  district = await createFreshDistrict();
  context = await createReportIn(district, approved);
});

describe("a published account", () => {
  it("is in no row before it is published", async () => {
    expect(await everything()).toEqual({ accounts: null, lines: null, sums: null, figures: null });
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([]);
  });

  it("is written with its lines, figures and sums in the transaction that publishes it", async () => {
    await publish(context);
    const expected = {
      "income:2010301:generalPublicBudget": [10_000, 1],
      "expenditure:2010301:basic": [10_000, 1],
      "budget:2010301:originalBudget": [10_000, 1],
      "basicExpenditure:30101:amount": [10_000, 1],
    };
    expect(await sumsOf(district.id)).toEqual(expected);
    expect(await sumsOf(district.units.department)).toEqual(expected);
    const figures = await db().publishedFigure.findMany({ where: { districtId: district.id } });
    expect(Object.fromEntries(figures.map(({ figure, amount }) => [figure, Number(amount)]))).toMatchObject({
      income: 10_000,
      expenditure: 10_000,
      basic: 10_000,
      personnel: 10_000,
      "function:201": 10_000,
    });
    expect(figures.find(({ figure }) => figure === "expenditure")!.place).toBe(
      "incomeExpenditureSummary.currentYearExpenditure.amount",
    );
    expect(
      figures.map(({ figure }) => figure),
      "a blank is no 0",
    ).not.toContain("officialReception");
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([]);
  });

  it("stays what is public while a correction is written, and is replaced by it", async () => {
    const before = await everything();
    await stepTestReport(context, district.users.reviewer, "correct", "更正工资");
    const { id: versionId } = await db().reportVersion.findFirstOrThrow({
      where: { districtId: district.id, number: 2 },
    });
    const corrected = { ...context, versionId };
    const edits = [
      { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" },
      { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" },
      { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" },
      { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "originalBudget" },
    ] as const;
    await saveCells(actorOf(district.users.preparerA), corrected, {
      how: "typed",
      unit: "yuan",
      edits: edits.map((address) => ({ address, input: "101", baseRevision: 1 })),
    });
    expect(await everything()).toEqual(before);
    for (const [step, by] of [
      ["submit", "preparerA"],
      ["beginReview", "reviewer"],
      ["approve", "reviewer"],
    ] as const)
      expect(await stepTestReport(corrected, district.users[by], step), step).toEqual({
        ok: true,
        data: expect.anything(),
      });
    expect(await everything()).toEqual(before);
    await publish(corrected);
    expect((await sumsOf(district.id))["expenditure:2010301:basic"]).toEqual([10_100, 1]);
    expect(await db().publishedAccount.findFirstOrThrow({ where: { districtId: district.id } })).toMatchObject({
      number: 2,
      sequence: 2,
    });
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([]);
  });

  it("cannot be written without a publication", async () => {
    const { inspection: _, ...account } = await db().publishedAccount.findFirstOrThrow({
      where: { districtId: district.id },
    });
    await expect(
      db().publishedAccount.create({ data: { ...account, unitId: district.units.b, sequence: 99 } }),
    ).rejects.toThrow();
  });
});

describe("publications of earlier releases", () => {
  it("are taken apart by a background job, into the same rows", async () => {
    const before = await everything();
    await db().publishedAccount.deleteMany({ where: { districtId: district.id } });
    await db().publishedSum.deleteMany({ where: { districtId: district.id } });
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([expect.stringContaining("1 份")]);
    expect(await askForMissingFigures(district.id)).toBe(1);
    expect(await askForMissingFigures(district.id), "asked once").toBe(1);
    const jobs = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "publishedFigures" } });
    expect(jobs).toHaveLength(1);
    await finishTestJob(district, jobs[0]!.id);
    expect(await everything()).toEqual(before);
    expect(await askForMissingFigures(district.id)).toBe(0);
  });
});

describe("the audit", () => {
  it("finds a sum that is off by a fen, in either scope, and a line that nobody published", async () => {
    const off = async (text: string, back: string) => {
      await forge(text, [district.id]);
      const found = await auditPublishedFigures(district.id, 2021);
      await forge(back, [district.id]);
      return found;
    };
    const sum = (by: string, scope: string) =>
      `UPDATE published_sum SET amount = amount ${by} WHERE district_id = $1 AND scope_id ${scope} $1
         AND address_id = (SELECT min(address_id) FROM published_sum WHERE district_id = $1)`;
    for (const scope of ["=", "<>"])
      expect(await off(sum("+ 1", scope), sum("- 1", scope))).toEqual([expect.stringContaining("1 个合计")]);
    const line = (by: string) =>
      `UPDATE published_line l SET amount = amount ${by} FROM fact_address a WHERE a.id = l.address_id AND a.sheet = 'expenditure' AND l.district_id = $1`;
    expect(await off(line("+ 1"), line("- 1"))).toEqual([
      expect.stringContaining("2 个合计"),
      expect.stringContaining("1 份决算逐笔相加"),
      expect.stringContaining("逐项比较不符：101001。"),
    ]);
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([]);
  });
});

describe("many publications at once", () => {
  it("wait for each other and all happen", async () => {
    const other = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    await fillTestReport(district, other, district.users.preparerB);
    await stepTestReport(other, district.users.preparerB, "submit");
    const versions = await copyReport(other, 8, { submittedBy: district.users.preparerB.user.id });
    await stepManyTestReports(district, district.users.reviewer, "beginReview", versions);
    await stepManyTestReports(district, district.users.reviewer, "approve", versions);
    const outcomes = await Promise.all(
      versions.map((versionId) => stepTestReport({ ...other, versionId }, district.users.secondReviewer, "publish")),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual(versions.map(() => true));
    expect((await sumsOf(district.id))["expenditure:2010301:basic"]).toEqual([90_100, 9]);
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([]);
  }, 120_000);
});
