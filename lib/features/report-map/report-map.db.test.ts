import { beforeAll, expect, it } from "vitest";
import { formatOf } from "@/lib/domain/formats/format-of";
import { mapParts } from "@/lib/domain/report/part-standing";
import { requireYear, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readMapLines } from "@/lib/features/report-map/data";
import { checkReports } from "@/lib/features/report-map/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  openTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
let report: VersionContext;

beforeAll(async () => {
  district = await createTestDistrict("371395");
  fiscalYear = await requireYear(district.id, 2021);
  report = await createReportIn(district, []);
});

/** Without it, the two classifications of basic expenditure differ. */
const wages = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" } as const;
const lineOf = async (unitId: string) => (await readMapLines(district.id, fiscalYear, [unitId])).get(unitId);
async function standings(unitId: string): Promise<Record<string, string>> {
  const line = (await lineOf(unitId))!;
  const parts = mapParts(formatOf(fiscalYear.tableSetId));
  return Object.fromEntries(parts.map(({ id }, at) => [id, line.standings[at]!.kind]));
}

it("a draft that nobody has checked is in work where it is filled", async () => {
  expect(await lineOf(report.unitId)).toMatchObject({ found: null, isStale: true });
  expect(await standings(report.unitId)).toMatchObject({ income: "inWork", balance: "none", other: "inWork" });
});

it("a unit that has begun nothing has no line, one that has just begun is empty", async () => {
  expect(await lineOf(district.units.b)).toBeUndefined();
  await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
  expect(await standings(district.units.b)).toMatchObject({ income: "empty", performance: "empty" });
});

it("checks say what is done and what is found, until something is saved", async () => {
  const [checked] = await checkReports(district.id, fiscalYear, [report.unitId]);
  expect(checked).toMatchObject({ isStale: false, found: { blocking: 0 } });
  expect(await standings(report.unitId)).toMatchObject({ income: "done", basicExpenditure: "done", balance: "none" });
  const edits = [{ address: wages, input: "1", baseRevision: 1 }];
  await saveCells(actorOf(district.users.preparerA), report, { how: "typed", unit: "yuan", edits });
  expect(await lineOf(report.unitId)).toMatchObject({ isStale: true });
  expect(await standings(report.unitId)).toMatchObject({ basicExpenditure: "inWork" });
  const [again] = await checkReports(district.id, fiscalYear, [report.unitId]);
  expect(again!.found!.blocking).toBeGreaterThan(0);
  expect(await standings(report.unitId)).toMatchObject({ basicExpenditure: "findings" });
});

it("nothing is read or checked of another district", async () => {
  const other = await createTestDistrict("371396");
  expect(await checkReports(other.id, fiscalYear, [report.unitId])).toEqual([]);
});
