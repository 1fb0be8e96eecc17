import { beforeAll, describe, expect, it } from "vitest";
import { INSPECTION_EDITION } from "@/lib/domain/inspection/content-defects";
import { countVerdicts, type UnitInspection } from "@/lib/domain/inspection/inspection";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readInspection, readInspections } from "@/lib/features/inspections/data";
import { askForMissingFigures } from "@/lib/features/published-figures/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  createReportIn,
  createTestDistrict,
  exemptTestUnit,
  finishTestJob,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
const read = async () => {
  const all = await readInspections(district.id, fiscalYear);
  return (code: string): UnitInspection => all.find(({ unit }) => unit.disclosure.unitCode === code)!;
};

beforeAll(async () => {
  district = await createTestDistrict();
  await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
  fiscalYear = toFiscalYearRow(await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } }));
}, 60_000);

describe("公开体检 of a district's year", () => {
  it("is judged when a report is published, and passes nothing that it did not see", async () => {
    const { unit, inspection } = (await read())("101001");
    expect(unit.versions).toMatchObject({ there: 1, newest: 1, withoutReason: 0 });
    expect(unit.content).not.toBeNull();
    expect(inspection.brokenLink.state).toBe("notJudged");
    expect(inspection.textAgainstTable.state).toBe("clear");
    expect(inspection.notAsApproved.state).toBe("clear");
    // A report of four facts says next to nothing; what it lacks is found.
    expect(Object.entries(inspection).flatMap(([id, { state }]) => (state === "found" ? [id] : []))).toEqual([]);
  });

  it("of a unit that has not published is not judged, and of an exempt one is no fault", async () => {
    const { inspection } = (await read())("101002");
    expect(countVerdicts(inspection).notJudged).toBeGreaterThan(18);
    expect(inspection.scanOnly).toMatchObject({ state: "notJudged", why: "还没有公开。" });
    await exemptTestUnit(district, district.units.b, "涉及国家秘密（保守国家秘密法）");
    const exempt = (await read())("101002");
    expect([exempt.inspection.late.state, exempt.inspection.departmentOnly.state]).toEqual(["clear", "clear"]);
  });

  it("of what an earlier release published is judged by the job that takes it apart", async () => {
    await ownerDb().$transaction(async (transaction) => {
      await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
      await transaction.$executeRaw`UPDATE published_account SET inspection = NULL, inspection_edition = 0 WHERE district_id = ${district.id}::uuid`;
    });
    expect((await read())("101001").inspection.scanOnly).toMatchObject({ state: "notJudged" });
    expect(await askForMissingFigures(district.id)).toBe(1);
    const { id } = await db().backgroundJob.findFirstOrThrow({
      where: { districtId: district.id, kind: "publishedFigures" },
    });
    await finishTestJob(district, id);
    expect((await read())("101001").inspection.scanOnly.state).toBe("clear");
    const { inspectionEdition } = await db().publishedAccount.findFirstOrThrow({ where: { districtId: district.id } });
    expect(inspectionEdition).toBe(INSPECTION_EDITION);
    expect(await askForMissingFigures(district.id)).toBe(0);
  });

  it("of one unit is the same as among all, and of a code that nobody has is nothing", async () => {
    const all = await readInspections(district.id, fiscalYear);
    expect(all.length).toBeGreaterThan(1);
    for (const each of all)
      expect(await readInspection(district.id, fiscalYear, each.unit.disclosure.unitCode)).toEqual(each);
    // Neither a department nor nothing at all is a unit.
    for (const code of ["101", "999999"]) expect(await readInspection(district.id, fiscalYear, code)).toBeNull();
  });

  it("is nobody's outside the district", async () => {
    const other = await createTestDistrict("371382");
    const all = await readInspections(other.id, { ...fiscalYear, id: other.years[2021] });
    expect(all.every(({ unit }) => unit.versions.there === 0)).toBe(true);
  });
});
