import { beforeAll, describe, expect, it } from "vitest";
import { versionStatuses } from "@/lib/domain/report/lifecycle";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readInspections } from "@/lib/features/inspections/data";
import { readPublishedReport } from "@/lib/features/public-reports/data";
import { checkChain } from "@/lib/features/proof/data";
import { readChangesOf } from "@/lib/features/publication/data";
import { readReportPackage } from "@/lib/features/report-package/data";
import { listUnits, listUnitsOfYear } from "@/lib/features/units/data";
import { db } from "@/lib/platform/db";
import { startFromDemoDistrict } from "./demo-database";
import { loadDemoDistrict } from "./demo-district";
import { demoDistrict, departments, realUnitCode } from "./demo-units";
import { realAccounts } from "./real-accounts";
import { searchFor } from "./test-district";

let districtId: string;

beforeAll(async () => {
  await startFromDemoDistrict();
  ({ id: districtId } = await db().district.findUniqueOrThrow({ where: { code: demoDistrict.code } }));
}, 240_000);

describe("the demo district", () => {
  it("is loaded once", async () => {
    expect(await loadDemoDistrict()).toBe(false);
    expect(await db().district.count()).toBe(1);
  });

  it("has three departments and at least twelve units of every kind", async () => {
    const units = await listUnits(districtId);
    expect(units.filter(({ level }) => level === "department")).toHaveLength(3);
    expect(units.filter(({ level }) => level === "unit").length).toBeGreaterThanOrEqual(12);
    expect(new Set(units.map(({ kind }) => kind))).toEqual(
      new Set(["administrative", "civilServiceInstitution", "institution"]),
    );
  });

  it("shows a report in every state, one corrected and one not begun", async () => {
    const versions = await db().reportVersion.findMany({
      where: { districtId },
      select: { status: true, number: true },
    });
    expect(new Set(versions.map(({ status }) => status))).toEqual(new Set(versionStatuses));
    expect(versions.filter(({ status, number }) => status === "published" && number === 2)).toHaveLength(1);
    const begun = await db().report.count({ where: { districtId, fiscalYear: { year: 2022 } } });
    expect(begun).toBeLessThan(departments.flatMap(({ units }) => units).length);
  });

  it("has a unit with more than forty subjects, fund, state-capital, service and operating income", async () => {
    const subjects = await db().budgetLine.groupBy({
      by: ["versionId", "row"],
      where: { districtId, sheet: "income" },
    });
    const perVersion = new Map<string, number>();
    for (const { versionId } of subjects) perVersion.set(versionId, (perVersion.get(versionId) ?? 0) + 1);
    expect(Math.max(...perVersion.values())).toBeGreaterThan(40);
    for (const column of [
      "governmentFund",
      "stateCapital",
      "serviceIncome",
      "operatingIncome",
      "otherIncome",
      "superiorSubsidy",
    ]) {
      expect(await db().budgetLine.count({ where: { districtId, sheet: "income", column } }), column).toBeGreaterThan(
        0,
      );
    }
  });

  it("holds the real accounts exactly, published", async () => {
    expect((await readReportPackage(districtId, realUnitCode, 2021))!.package).toEqual(realAccounts(realUnitCode));
    expect((await readPublishedReport(districtId, { unitCode: realUnitCode, year: 2021 }))!.snapshot.unit.name).toBe(
      "临沂市罗庄区人民政府办公室本级",
    );
  });

  it("has one correction, which changed one count and the sentence that states it", async () => {
    const report = (await readPublishedReport(districtId, { unitCode: "201003", year: 2021 }))!;
    const { before, changes } = (await readChangesOf(districtId, report.sequence))!;
    expect([before.number, report.number]).toEqual([1, 2]);
    expect(changes.facts).toMatchObject([
      { what: expect.stringContaining("单价100万元以上专用设备"), before: "0", after: "2" },
    ]);
    expect(changes.sentences.map(({ after }) => after)).toEqual([
      expect.stringContaining("单位价值100万元以上专用设备2台（套）"),
    ]);
    expect(changes.explanations.map(({ address }) => address)).toEqual([`${changes.sentences[0]!.address}#10`]);
    expect(changes).toMatchObject({ cells: [], texts: [], forms: [], wording: [], isUnnamed: false });
    const first = (await readPublishedReport(districtId, { unitCode: "201003", year: 2021, number: 1 }))!;
    expect(await readChangesOf(districtId, first.sequence)).toBeNull();
  });

  it("is inspected as published: nothing is found, units that typed 0 for all of “三公” say so under their table", async () => {
    const year = await db().fiscalYear.findFirstOrThrow({ where: { districtId, year: 2021 } });
    const found = (await readInspections(districtId, toFiscalYearRow(year))).flatMap(({ unit, inspection }) =>
      Object.entries(inspection).flatMap(([id, verdict]) =>
        verdict.state === "found"
          ? [`${unit.disclosure.unitCode} ${id} ${verdict.evidence.map(({ place }) => place).join()}`]
          : [],
      ),
    );
    expect(found).toEqual([]);
    for (const unitCode of ["201002", "201006", "301005"]) {
      const { tables } = (await readPublishedReport(districtId, { unitCode, year: 2021 }))!.snapshot;
      const { emptyStatement } = tables.find(({ id }) => id === "threePublic")!;
      expect(emptyStatement, unitCode).toBe("本单位没有安排“三公”经费支出，故本表无数据。");
    }
  });

  it("has a merger, a rename, a recode and a transfer, on every list", async () => {
    const named = async (year: number) =>
      new Map(
        (await listUnitsOfYear(districtId, year)).filter(({ isOwing }) => isOwing).map((unit) => [unit.code, unit]),
      );
    const [before, after] = [await named(2021), await named(2022)];
    expect([before.has("201005"), before.has("201007"), after.has("201005"), after.has("201007")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect([before.has("301002"), after.has("301012")]).toEqual([true, true]);
    expect([before.get("101003")!.name, after.get("101003")!.name]).toEqual([
      "临沂市罗庄区政务公开和热线受理中心",
      "临沂市罗庄区政务热线服务中心",
    ]);
    expect(before.get("301005")!.parentId).not.toBe(after.get("301005")!.parentId);
    // The merged unit opens with what both closed with.
    const openings = await db().budgetLine.findMany({
      where: {
        districtId,
        sheet: "balance",
        column: "opening",
        isLocked: true,
        version: { report: { unitId: after.get("201007")!.id } },
      },
    });
    expect(openings.map(({ row, amount }) => [row, Number(amount)])).toEqual([["generalPublicBudget", 32_000]]);
    for (const query of ["301012", "301002"])
      expect((await searchFor(districtId, query)).reports.map(({ unitCode }) => unitCode)).toContain("301002");
  });

  it("has planted mistakes only where people are still writing", async () => {
    const raw = await db().budgetLine.findMany({
      where: { districtId, rawInput: { not: null } },
      include: { version: true },
    });
    expect(raw.map(({ rawInput }) => rawInput).sort()).toEqual(["499,800.125", "72O,600.00"]);
    expect(raw.every(({ version }) => version.status === "drafting")).toBe(true);
  });

  it("published everything in the order of time, in one unbroken chain", async () => {
    expect(await checkChain(districtId)).toEqual([]);
    const publications = await db().publication.findMany({
      where: { districtId },
      orderBy: { sequence: "asc" },
      select: { publishedAt: true },
    });
    const times = publications.map(({ publishedAt }) => publishedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
