import { beforeAll, describe, expect, it } from "vitest";
import { cellId } from "@/lib/domain/formats/names";
import { formatOf } from "@/lib/domain/formats/format-of";
import { fiveColumnsOf } from "@/lib/domain/consolidation/total";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { figuresOfTotal, makeTotal } from "@/lib/features/made-totals/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import { createFreshDistrict, fillTestReport, openTestReport, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
let reportA: VersionContext;
let reportB: VersionContext;
const income = cellId("income", "total", "total");

const scopeOf = () => ({ kind: "department", departmentId: district.units.department }) as const;
async function columnsOf(basis: Parameters<typeof makeTotal>[3], cell = income) {
  const made = await makeTotal(district.id, fiscalYear, scopeOf(), basis);
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  return { made, columns: fiveColumnsOf(figuresOfTotal(made, formatOf(fiscalYear.tableSetId), catalogues), cell) };
}

describe("the total of a department", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    fiscalYear = (await listFiscalYears(district.id)).find(({ year }) => year === 2021)!;
    reportA = await openTestReport(district);
    await fillTestReport(district, reportA);
  });

  it("is incomplete and names who is missing", async () => {
    const { made } = await columnsOf("newest");
    expect(made.members.map(({ code, status }) => [code, status])).toEqual([["101001", "drafting"]]);
    expect(made.missing).toMatchObject([{ code: "101002", state: "未开始" }]);
    expect(made.findings.map(({ ruleId }) => ruleId)).toContain("S-02");
    const submitted = await makeTotal(district.id, fiscalYear, scopeOf(), "submitted");
    expect([submitted.members.length, submitted.missing.length]).toEqual([0, 2]);
  });

  it("adds what is agreed once, and takes it out on both sides", async () => {
    reportB = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    await fillTestReport(district, reportB, district.users.preparerB);
    const before = await columnsOf("newest");
    expect(before.made.missing).toEqual([]);
    expect(before.columns.total).toBe(before.columns.units);
    const pay = (
      context: VersionContext,
      by: typeof district.users.preparerA,
      sheet: "income" | "expenditure",
      party: string,
    ) => {
      const column = sheet === "income" ? "superiorSubsidy" : "subsidyToAffiliates";
      const fund = sheet === "income" ? "" : "nonAppropriation";
      return saveCells(by.user, context, {
        how: "typed",
        unit: "yuan",
        edits: [
          { address: { sheet, row: "2010301", fund, column }, input: "500", baseRevision: 0 },
          { address: { sheet: "counterparts", row: `2010301.${party}`, fund, column }, input: "500", baseRevision: 0 },
        ],
      });
    };
    await pay(reportA, district.users.preparerA, "expenditure", district.units.b);
    const oneSided = await columnsOf("newest");
    expect(oneSided.columns.elimination ?? 0).toBe(0);
    expect(oneSided.made.findings.map(({ ruleId }) => ruleId)).toContain("S-04");
    await pay(reportB, district.users.preparerB, "income", district.units.a);
    const { made, columns } = await columnsOf("newest");
    expect([columns.elimination, columns.total]).toEqual([-50_000, before.columns.total]);
    expect(made.pairs).toHaveLength(1);
    expect(made.findings.map(({ ruleId }) => ruleId).filter((id) => /^(S-0[3-9]|S-10|B-64)/.test(id))).toEqual([]);
    const spent = await columnsOf("newest", cellId("expenditure", "total", "subsidyToAffiliates"));
    expect([spent.columns.units, spent.columns.elimination, spent.columns.total ?? 0]).toEqual([50_000, -50_000, 0]);
  });

  it("has an input that is no amount as a finding, not in silence", async () => {
    await saveCells(district.users.preparerB.user, reportB, {
      how: "typed",
      unit: "yuan",
      edits: [
        {
          address: { sheet: "income", row: "2010301", fund: "", column: "otherIncome" },
          input: "12o0",
          baseRevision: 0,
        },
      ],
    });
    const { made } = await columnsOf("newest");
    expect(made.findings.find(({ ruleId }) => ruleId === "S-11")?.message).toContain("1 处填的不是金额");
    expect(made.findings.map(({ ruleId }) => ruleId)).toContain("S-01");
  });

  it("of the department's own accounts has the unit of its name alone", async () => {
    const own = await makeTotal(
      district.id,
      fiscalYear,
      { kind: "own", departmentId: district.units.department },
      "newest",
    );
    expect(own.members.map(({ code }) => code)).toEqual(["101001"]);
    const whole = await makeTotal(district.id, fiscalYear, { kind: "district" }, "newest");
    expect(whole.members).toHaveLength(2);
  });
});
