import { beforeAll, describe, expect, it } from "vitest";
import { checkDisclosure } from "@/lib/domain/checks/disclosure/disclosure-rules";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { glancesOf } from "@/lib/domain/inspection/inspection";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readInspections } from "@/lib/features/inspections/data";
import { readUnitOfYear } from "@/lib/features/units/data";
import { findVersionContext, type VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import {
  createReportIn,
  createTestDistrict,
  exemptTestUnit,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;
let fiscalYear: FiscalYearRow;
const read = async (deadline = fiscalYear.deadline) => readDisclosure(district.id, { ...fiscalYear, deadline });
const unitOf = async (unitId: string) => {
  const [place, { units }] = await Promise.all([readUnitOfYear(district.id, unitId, 2021), read()]);
  return units.find(({ unitCode }) => unitCode === place!.unit.code)!;
};

async function correctionOf(of: VersionContext): Promise<VersionContext> {
  const { id } = await db().reportVersion.findFirstOrThrow({
    where: { districtId: of.districtId, reportId: of.reportId },
    orderBy: { number: "desc" },
  });
  return (await findVersionContext(of.districtId, id))!;
}

beforeAll(async () => {
  district = await createTestDistrict("371381");
  context = await createReportIn(district, ["submit", "beginReview", "approve"]);
  fiscalYear = toFiscalYearRow(await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } }));
  await stepTestReport(context, district.users.secondReviewer, "publish");
});

describe("how a district's year reaches the public", () => {
  it("is read from what was approved and published: the same content, proved by its hash", async () => {
    const unit = await unitOf(district.units.a);
    expect(unit).toMatchObject({
      hasAccounts: true,
      number: 1,
      correctionReason: null,
      approvedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      publishedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(unit.publishedHash).toBe(unit.approvedHash);
  });

  it("names the units that have no accounts once the deadline has passed, and no earlier", async () => {
    const ofB = async (deadline: Date) =>
      checkDisclosure(await read(deadline)).filter(
        ({ ruleId, message }) => ruleId === "L-62" && !message.includes("不公开，"),
      ).length;
    expect(await ofB(new Date("2999-01-01"))).toBe(0);
    const missing = await ofB(new Date("2000-01-01"));
    expect(missing).toBeGreaterThan(0);
    await exemptTestUnit(district, district.units.b, "涉及国家秘密（保守国家秘密法）");
    expect(await ofB(new Date("2000-01-01"))).toBe(missing - 1);
  });

  it("keeps to what is public while a correction is being prepared", async () => {
    const before = await unitOf(district.units.a);
    expect((await stepTestReport(context, district.users.reviewer, "correct", "更正“三公”经费说明")).ok).toBe(true);
    expect(await unitOf(district.units.a)).toEqual(before);
  });

  it("keeps to what is public while the correction is approved and waits, and tells of it", async () => {
    const before = await unitOf(district.units.a);
    const correction = await correctionOf(context);
    for (const [step, by] of [
      ["submit", district.users.preparerA],
      ["beginReview", district.users.reviewer],
      ["approve", district.users.reviewer],
    ] as const)
      expect(await stepTestReport(correction, by, step)).toMatchObject({ ok: true });
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(await unitOf(district.units.a)).toEqual({
      ...before,
      correction: { number: 2, approvedOn: day, publishedOn: null },
    });
    const ofUnit = (await readInspections(district.id, fiscalYear)).find(
      ({ unit }) => unit.disclosure.unitCode === before.unitCode,
    )!;
    expect(ofUnit.unit.versions).toMatchObject({ there: 1, newest: 1 });
    expect(glancesOf(ofUnit.unit, ofUnit.inspection)).toEqual([]);

    expect(await stepTestReport(correction, district.users.secondReviewer, "publish")).toMatchObject({ ok: true });
    const after = await unitOf(district.units.a);
    expect(after).toMatchObject({
      approvedOn: before.approvedOn,
      publishedOn: before.publishedOn,
      number: 2,
      correctionReason: "更正“三公”经费说明",
      correction: { number: 2, approvedOn: day, publishedOn: day },
    });
    expect(after.publishedHash).toBe(after.approvedHash);
    expect(after.publishedHash).not.toBe(before.publishedHash);
  });

  it("is nobody's outside the district", async () => {
    const other = await createTestDistrict("371382");
    expect((await readDisclosure(other.id, fiscalYear)).units.every(({ hasAccounts }) => !hasAccounts)).toBe(true);
  });
});
