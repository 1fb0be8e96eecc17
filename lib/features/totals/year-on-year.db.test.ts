// What is asked about the figures of a sum, with the limits of its year and the units behind each figure.
import { beforeAll, describe, expect, it } from "vitest";
import { formatOf } from "@/lib/domain/formats/format-of";
import { cellId } from "@/lib/domain/formats/names";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { contributionsOfLastYear, makeTotal } from "@/lib/features/made-totals/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readLastYearMembers } from "@/lib/features/total-scopes/data";
import { setExemption } from "@/lib/features/units/mutations";
import { saveCells } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  fillTestReport,
  openTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
const messages = async (thresholds: Record<string, number>, ruleId: string) => {
  await db().fiscalYear.update({ where: { id: district.years[2021] }, data: { thresholds } });
  const fiscalYear = (await listFiscalYears(district.id)).find(({ year }) => year === 2021)!;
  const scope = { kind: "department", departmentId: district.units.department } as const;
  const { findings } = await makeTotal(district.id, fiscalYear, scope, "newest");
  return findings.filter((finding) => finding.ruleId === ruleId);
};

describe("a total beside last year's", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    await createReportIn(district, ["submit", "beginReview", "approve"], { year: 2020 });
    const report = await openTestReport(district);
    await fillTestReport(district, report);
    await saveCells(actorOf(district.users.preparerA), report, {
      how: "typed",
      unit: "yuan",
      edits: [
        {
          address: { sheet: "income", row: "2010301", fund: "", column: "otherIncome" },
          input: "2000000",
          baseRevision: 0,
        },
      ],
    });
    const other = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    await fillTestReport(district, other, district.users.preparerB);
  });

  it("is asked about by the limits of sums of its year, and names the units of which last year is known", async () => {
    // Of the second unit nothing is known of last year: no figure of the sum is compared.
    expect(await messages({}, "S-19")).toEqual([]);
    await createReportIn(district, ["submit", "beginReview", "approve"], {
      year: 2020,
      unitId: district.units.b,
      by: district.users.preparerB,
    });
    const found = await messages({}, "S-19");
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]!.message).toContain("主要是“区政府办公室本级”增加 2,000,000.00 元。请说明原因。");
    expect(found[0]!.units).toEqual([district.units.a]);
    expect(await messages({ totalChangeYuan: 2_000_001 }, "S-19")).toEqual([]);
    const ofRate = await messages({ totalChangePercent: 1_000_000 }, "S-19");
    expect(ofRate.filter(({ message }) => !message.includes("上年没有"))).toEqual([]);
  });

  it("says which units came and which of them need not publish", async () => {
    expect(await messages({}, "S-23")).toEqual([]);
    expect(await messages({}, "S-24")).toEqual([]);
    await setExemption(district.id, actorOf(district.users.admin), {
      unitId: district.units.b,
      year: 2021,
      basis: "涉密单位",
    });
    const [kinds] = await messages({}, "S-24");
    expect(kinds!.message).toBe("汇总 2 个单位（行政单位 1 个、事业单位 1 个），其中不予公开 1 个：“区机关服务中心”。");
  });
});

describe("a subject that only last year has", () => {
  it("stands behind last year's figure of its unit", async () => {
    district = await createFreshDistrict();
    await createReportIn(district, ["submit", "beginReview", "approve"], { year: 2020 });
    const report = await openTestReport(district);
    await saveCells(actorOf(district.users.preparerA), report, {
      how: "typed",
      unit: "yuan",
      edits: [
        {
          address: { sheet: "income", row: "2010302", fund: "", column: "otherIncome" },
          input: "9000000",
          baseRevision: 0,
        },
      ],
    });
    const found = (await messages({}, "S-19")).find(({ message }) => message.includes("上年 100.00 元"));
    expect(found!.message).toContain("主要是“区政府办公室本级”增加 8,999,900.00 元。");
    const fiscalYear = (await listFiscalYears(district.id)).find(({ year }) => year === 2021)!;
    const members = await readLastYearMembers(district.id, 2021, { kind: "district" });
    const tables = {
      format: formatOf(fiscalYear.tableSetId),
      catalogues: await readCatalogues(fiscalYear.catalogueId),
    };
    const cell = cellId("income", "total", "total");
    const made = await makeTotal(district.id, fiscalYear, { kind: "district" }, "newest");
    expect(await contributionsOfLastYear(district.id, 2021, made, members, cell, tables)).toEqual([
      { unitId: district.units.a, value: 100_00, share: "100.00" },
    ]);
  });

  it("is compared as far as this year's format has a place for it", async () => {
    await db().fiscalYear.update({ where: { id: district.years[2020] }, data: { tableSetId: "shanghai-2024" } });
    const found = await messages({}, "S-19");
    expect(found.map(({ message }) => message).join()).toContain("主要是“区政府办公室本级”增加");
  });
});
