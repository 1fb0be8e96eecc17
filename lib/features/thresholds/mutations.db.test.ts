import { beforeAll, describe, expect, it, vi } from "vitest";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import { updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { beginningOf, endOf } from "@/lib/features/fiscal-years/schema";
import { runChecks } from "@/lib/features/checks/mutations";
import { saveCells } from "@/lib/features/versions/mutations";
import { readYearEffect } from "@/lib/features/thresholds/data";
import { saveThresholds } from "@/lib/features/thresholds/mutations";
import { limitsSchema } from "@/lib/features/thresholds/schema";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createTestDistrict,
  fillTestReport,
  finishTestJob,
  openTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYearId: string;
const initial = thresholdsOf();

const stored = async () => (await db().fiscalYear.findUniqueOrThrow({ where: { id: fiscalYearId } })).thresholds;
const save = (change: Partial<typeof initial>, known: Record<string, number> = initial) =>
  saveThresholds(district.id, actorOf(district.users.admin), {
    fiscalYearId,
    known,
    limits: { ...initial, ...change },
  });

describe("the limits of a year", () => {
  beforeAll(async () => {
    district = await createTestDistrict("371393");
    fiscalYearId = district.years[2021]!;
  });

  it("are stored where they differ from the initial ones, with both values in the audit log", async () => {
    expect(await save({ budgetDeviationPercent: 35 })).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ budgetDeviationPercent: 35 });
    const event = await db().auditEvent.findFirst({
      where: { districtId: district.id, action: "fiscalYear.thresholdsChanged" },
    });
    expect(event!.details).toEqual({ thresholds: { budgetDeviationPercent: [20, 35] } });
  });

  it("are not overwritten by somebody who saw others, nor saved when nothing changes", async () => {
    expect(await save({ otherIncomePercent: 5 })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("他人刚刚修改")],
    });
    expect(await save({ budgetDeviationPercent: 35 }, { budgetDeviationPercent: 35 })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("没有需要保存")],
    });
    expect(await stored()).toEqual({ budgetDeviationPercent: 35 });
  });

  it("stay when the dates of the year change", async () => {
    vi.stubEnv("MINGZHANG_NOW", "2022-07-15T09:00:00+08:00");
    const dates = { fiscalYearId, opensAt: beginningOf("2022-01-01"), deadline: endOf("2022-08-31") };
    expect(await updateFiscalYear(district.id, actorOf(district.users.admin), dates)).toMatchObject({ ok: true });
    vi.unstubAllEnvs();
    expect(await stored()).toEqual({ budgetDeviationPercent: 35 });
  });

  it("of another district are not found", async () => {
    const other = await createTestDistrict("371394");
    await expect(
      saveThresholds(other.id, actorOf(other.users.admin), { fiscalYearId, known: initial, limits: initial }),
    ).rejects.toMatchObject({ code: "notFound" });
  });

  it("are tried on every unpublished report before they are saved", async () => {
    const context = await openTestReport(district);
    await fillTestReport(district, context);
    // A third more spent than budgeted: within the 35 % of this year, beyond the 20 % of others.
    const budget = { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "originalBudget" } as const;
    await saveCells(actorOf(district.users.preparerA), context, {
      how: "typed",
      unit: "yuan",
      edits: [{ address: budget, input: "75", baseRevision: 1 }],
    });
    expect(await readYearEffect(district.id, fiscalYearId, { budgetDeviationPercent: 35 })).toEqual({
      reports: 1,
      units: [],
      totals: null,
    });
    const strict = await readYearEffect(district.id, fiscalYearId, initial);
    expect(strict).toEqual({
      reports: 1,
      units: [{ name: expect.any(String), coming: ["V-10"], going: [], reasons: 0 }],
      totals: null,
    });
    expect(await stored()).toEqual({ budgetDeviationPercent: 35 });
  });

  it("have the findings in the queues counted anew once they are others", async () => {
    const version = await db().reportVersion.findFirstOrThrow({
      where: { districtId: district.id, report: { fiscalYearId } },
    });
    const { explain: before } = await runChecks(district.id, version.id);
    const counted = async () =>
      (await db().reportVersion.findFirstOrThrow({ where: { id: version.id } })).explainFindings;
    expect(await counted()).toBe(before);
    expect(await save({}, { budgetDeviationPercent: 35 })).toMatchObject({ ok: true });
    const jobs = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "recheck" } });
    expect(jobs).toHaveLength(1);
    await finishTestJob(district, jobs[0]!.id);
    expect(await counted()).toBe(before + 1);
  });

  it("of sums are tried on the totals of departments and the district", async () => {
    const report = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    await saveCells(actorOf(district.users.preparerB), report, {
      how: "typed",
      unit: "yuan",
      edits: [
        {
          address: { sheet: "income", row: "2010301", fund: "", column: "otherIncome" },
          input: "100",
          baseRevision: 0,
        },
      ],
    });

    const effect = await readYearEffect(district.id, fiscalYearId, { ...initial, totalClosingBalancePercent: 1_000 });
    expect(effect.units).toEqual([]);
    expect(effect.totals!.changed).toEqual([
      { name: expect.stringContaining("政府办公室"), coming: [], going: ["S-22"] },
      { name: "全区", coming: [], going: ["S-22"] },
    ]);
    expect(effect.totals!.totals).toBe(2);
    expect((await readYearEffect(district.id, fiscalYearId, initial)).totals).toBeNull();
  });
});

describe("limits as they are typed", () => {
  const text = Object.fromEntries(Object.entries(initial).map(([id, value]) => [id, String(value)]));

  it("take full-width digits and separators", () => {
    expect(limitsSchema.parse({ ...text, budgetDeviationYuan: "１，０００，０００.5" })).toMatchObject({
      budgetDeviationYuan: 1_000_000.5,
    });
  });

  it.each(["", "-1", "abc", "1.234", "1001"])("refuse %j for a share", (typed) => {
    const parsed = limitsSchema.safeParse({ ...text, budgetDeviationPercent: typed });
    expect(parsed.error?.issues).toEqual([expect.objectContaining({ path: ["budgetDeviationPercent"] })]);
  });
});
