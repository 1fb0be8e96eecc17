import { beforeAll, describe, expect, it } from "vitest";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { listPublishedYears } from "@/lib/features/public-reports/data";
import { openReport } from "@/lib/features/report-opening/mutations";
import { createUnit, updateUnit } from "@/lib/features/units/mutations";
import { createUnitSchema, updateUnitSchema, type UpdateUnitInput } from "@/lib/features/units/schema";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let founded: UpdateUnitInput;

async function disclosedIn(year: 2020 | 2021): Promise<string[]> {
  const fiscalYear = await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[year] } });
  return (await readDisclosure(district.id, fiscalYear)).units.map(({ unitName }) => unitName);
}

async function expectedIn(year: number): Promise<number | undefined> {
  return (await listPublishedYears(district.id)).find((published) => published.year === year)?.expected;
}

beforeAll(async () => {
  district = await createTestDistrict("371391");
  for (const year of [2020, 2021] as const) {
    const context = await createReportIn(district, ["submit", "beginReview", "approve"], { year });
    await stepTestReport(context, district.users.secondReviewer, "publish");
  }
  const input = {
    level: "unit",
    parentId: district.units.department,
    kind: "institution",
    code: "101009",
    name: "区新设服务中心",
    firstYear: 2021,
    lastYear: null,
  } as const;
  const outcome = await createUnit(district.id, actorOf(district.users.admin), input);
  if (!outcome.ok) throw new Error(outcome.reasons.join());
  const { level: _level, ...fields } = input;
  founded = { unitId: outcome.data.unitId, ...fields, isExempt: false, exemptBasis: null };
});

describe("the years that a unit owes", () => {
  it("begin with its first year: for the public, for the bureau, and for itself", async () => {
    expect([await expectedIn(2020), await expectedIn(2021)]).toEqual([2, 3]);
    expect(await disclosedIn(2020)).not.toContain("区新设服务中心");
    expect(await disclosedIn(2021)).toContain("区新设服务中心");
    const open = (year: 2020 | 2021) =>
      openReport(district.id, actorOf(district.users.admin), {
        unitId: founded.unitId,
        fiscalYearId: district.years[year],
      });
    expect(await open(2020)).toEqual({
      ok: false,
      reasons: [expect.stringMatching(/自 2021 年度起.*2020 年度不须填报/)],
    });
    expect((await open(2021)).ok).toBe(true);
  });

  it("end with its last year, which stays owed", async () => {
    const b = await db().unit.findUniqueOrThrow({ where: { id: district.units.b } });
    const change = {
      unitId: b.id,
      parentId: b.parentId,
      kind: b.kind,
      code: b.code,
      name: b.name,
      firstYear: null,
      lastYear: 2020,
      isExempt: false,
      exemptBasis: null,
    };
    expect((await updateUnit(district.id, actorOf(district.users.admin), change)).ok).toBe(true);
    expect([await expectedIn(2020), await expectedIn(2021)]).toEqual([2, 2]);
    expect(await disclosedIn(2020)).toContain("区机关服务中心");
    expect(await disclosedIn(2021)).not.toContain("区机关服务中心");
  });

  it("cannot leave out a year for which there is a report", async () => {
    const change = (years: Pick<UpdateUnitInput, "firstYear" | "lastYear">) =>
      updateUnit(district.id, actorOf(district.users.admin), { ...founded, ...years });
    expect(await change({ firstYear: 2022, lastYear: null })).toEqual({
      ok: false,
      reasons: [expect.stringContaining("已有 2021 年度的决算")],
    });
    expect(await change({ firstYear: null, lastYear: 2020 })).toEqual({
      ok: false,
      reasons: [expect.stringContaining("已有 2021 年度的决算")],
    });
    expect((await change({ firstYear: 2021, lastYear: 2021 })).ok).toBe(true);
  });

  it("say no basis where there is no exemption, in the log neither", async () => {
    const change = { ...founded, exemptBasis: "涉密单位" };
    expect((await updateUnit(district.id, actorOf(district.users.admin), change)).ok).toBe(true);
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "unit.updated" },
      orderBy: { at: "desc" },
    });
    expect(event.details).toMatchObject({ isExempt: false, exemptBasis: null });
  });

  it("stand in order, in the form and in the database", async () => {
    const { unitId: _unitId, isExempt: _isExempt, exemptBasis: _basis, ...fields } = founded;
    const reversed = { firstYear: 2022, lastYear: 2021 };
    expect(
      createUnitSchema.safeParse({ level: "unit", ...fields, ...reversed }).error?.issues.map(({ message }) => message),
    ).toEqual(["终止年度不能早于起始年度。"]);
    expect(updateUnitSchema.safeParse({ ...founded, ...reversed }).success).toBe(false);
    expect(
      updateUnitSchema.safeParse({ ...founded, firstYear: "2o22" }).error?.issues.map(({ message }) => message),
    ).toEqual(["年度须为四位数字，如 2022。"]);
    await expect(db().unit.update({ where: { id: founded.unitId }, data: reversed })).rejects.toThrow(
      /unit_years_in_order/,
    );
  });
});
