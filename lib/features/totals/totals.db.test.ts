import { beforeAll, describe, expect, it } from "vitest";
import { cellId } from "@/lib/domain/formats/names";
import { keyOf, type FactAddress } from "@/lib/domain/words/fact-address";
import { formatOf } from "@/lib/domain/formats/format-of";
import { fiveColumnsOf } from "@/lib/domain/consolidation/total";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { figuresOfTotal, makeTotal } from "@/lib/features/made-totals/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import {
  actorOf,
  balancedFacts,
  createFreshDistrict,
  fillTestReport,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { decideAdjustment, proposeAdjustment } from "@/lib/features/total-adjustments/mutations";

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

/** 500 yuan paid to or received from a unit of the district, named on its side. */
function pay(
  context: VersionContext,
  by: typeof district.users.preparerA,
  sheet: "income" | "expenditure",
  party: string,
) {
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

describe("last year of a total", () => {
  const spent = { sheet: "expenditure", row: "2010301", fund: "nonAppropriation" } as const;
  /** What balances the payment: an income of the payer, an expenditure of the payee. */
  const enter = (context: VersionContext, by: typeof district.users.preparerA, address: FactAddress) =>
    saveCells(by.user, context, { how: "typed", unit: "yuan", edits: [{ address, input: "500", baseRevision: 0 }] });

  beforeAll(async () => {
    district = await createFreshDistrict();
    fiscalYear = (await listFiscalYears(district.id)).find(({ year }) => year === 2021)!;
    const { a, b } = district.units;
    const { preparerA, preparerB, reviewer } = district.users;
    for (const year of [2020, 2021] as const) {
      const payer = await openTestReport(district, { year });
      await fillTestReport(district, payer);
      // So much that the income of another source asks no question.
      await saveCells(preparerA.user, payer, {
        how: "typed",
        unit: "yuan",
        edits: balancedFacts.map(({ address }) => ({ address, input: "10000", baseRevision: 1 })),
      });
      await pay(payer, preparerA, "expenditure", b);
      await enter(payer, preparerA, { sheet: "income", row: "2010301", fund: "", column: "otherIncome" });
      const payee = await openTestReport(district, { year, unitId: b, by: preparerB });
      await fillTestReport(district, payee, preparerB);
      await pay(payee, preparerB, "income", a);
      await enter(payee, preparerB, { ...spent, column: "basic" });
      if (year === 2020)
        for (const [context, preparer] of [
          [payer, preparerA],
          [payee, preparerB],
        ] as const)
          for (const step of ["submit", "beginReview", "approve"] as const)
            expect(await stepTestReport(context, step === "submit" ? preparer : reviewer, step)).toMatchObject({
              ok: true,
            });
    }
  });

  const lastYear = async (address: FactAddress) =>
    new Map((await columnsOf("newest")).made.priorYear).get(keyOf(address)) ?? 0;

  it("is without what the units paid each other then, as this year is", async () => {
    expect(await lastYear({ ...spent, column: "basic" })).toBe(50_000);
    expect(await lastYear({ ...spent, column: "subsidyToAffiliates" })).toBe(0);
    // The two years are alike: a question about a change would be a false one.
    const { findings } = (await columnsOf("newest")).made;
    expect(findings.filter(({ ruleId }) => ruleId === "S-19")).toEqual([]);
  });

  it("has what was entered beside the units then", async () => {
    const { reviewer, secondReviewer } = district.users;
    const proposed = await proposeAdjustment(district.id, actorOf(reviewer), {
      year: 2020,
      departmentId: district.units.department,
      kind: "onBehalf",
      basis: "没有独立编制的机构的经费。",
      documentNumber: "罗财库〔2021〕9号",
      documentDate: "2021-03-01",
      lines: [
        { place: "income:::otherIncome", code: "2010301", amount: "1000" },
        { place: "expenditure::nonAppropriation:basic", code: "2010301", amount: "1000" },
      ],
    });
    expect(await lastYear({ ...spent, column: "basic" })).toBe(50_000);
    const { adjustmentId } = proposed.ok ? proposed.data : { adjustmentId: "" };
    const decided = { adjustmentId, decision: "approved", reason: "" } as const;
    expect(await decideAdjustment(district.id, actorOf(secondReviewer), decided)).toMatchObject({ ok: true });
    expect(await lastYear({ ...spent, column: "basic" })).toBe(150_000);
  });
});
