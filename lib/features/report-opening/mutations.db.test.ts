import { describe, expect, it } from "vitest";
import { keyOf, type FactAddress } from "@/lib/domain/facts/address";
import { openReport } from "@/lib/features/report-opening/mutations";
import { readContent, type VersionContext } from "@/lib/features/reports/data";
import { importContent, saveCells } from "@/lib/features/reports/mutations";
import { db } from "@/lib/platform/db";
import { actorOf, createTestDistrict, fillTestReport, openTestReport, stepTestReport, type TestDistrict } from "@/prisma/seed/test-district";

const wages: FactAddress = { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" };
let district: TestDistrict;
let code = 371411;

/** A fresh district per group, so that units and years are free. */
async function freshDistrict() {
  code += 1;
  district = await createTestDistrict(String(code));
}

function save(context: VersionContext, input: string, baseRevision: number, by = district.users.preparerA, address = wages) {
  return saveCells(actorOf(by), context, { how: "typed", unit: "yuan", edits: [{ address, input, baseRevision }] });
}

async function stored(context: VersionContext, key = "expenditure:2010301:generalPublicBudget:basic") {
  const content = await readContent(context.districtId, context.versionId);
  return content!.cells.find((cell) => cell.key === key);
}

describe("a new year", () => {
  it("begins with last year's closing balances, which nobody types over", async () => {
    await freshDistrict();
    const last = await openTestReport(district, { year: 2020 });
    const income: FactAddress = { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" };
    await fillTestReport(district, last);
    await save(last, "120", 1, undefined, income);
    for (const [step, by] of [["submit", district.users.preparerA], ["beginReview", district.users.reviewer], ["approve", district.users.reviewer]] as const) {
      const outcome = await stepTestReport(last, by, step);
      if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
    }
    const context = await openTestReport(district);
    const opening: FactAddress = { sheet: "balance", row: "generalPublicBudget", fund: "generalPublicBudget", column: "opening" };
    expect(await stored(context, keyOf(opening))).toMatchObject({ value: 2_000, isLocked: true });
    expect((await save(context, "60", 1, undefined, opening)).results[0]).toMatchObject({ ok: false, reason: "locked", value: 2_000, message: expect.stringContaining("20.00") });
    expect((await readContent(district.id, context.versionId))!.priorYear).toMatchObject({ year: 2020, number: 1 });

    const facts = [{ address: opening, value: 6_000 }];
    expect(await importContent(actorOf(district.users.preparerA), context, { facts, texts: [], projects: [], keyEvaluations: [] })).toMatchObject({ ok: false, reasons: [expect.stringContaining("取自上年")] });
    expect(await importContent(actorOf(district.users.preparerA), context, { facts: [{ address: opening, value: 2_000 }], texts: [], projects: [], keyEvaluations: [] })).toMatchObject({ ok: true });
  });

  it("opens one report per unit and year, also when two people begin at once", async () => {
    await freshDistrict();
    const input = { unitId: district.units.a, fiscalYearId: district.years[2021] };
    const both = await Promise.all([openReport(district.id, actorOf(district.users.preparerA), input), openReport(district.id, actorOf(district.users.colleagueA), input)]);
    expect(both[0]).toEqual(both[1]);
    expect(await db().report.count({ where: { districtId: district.id } })).toBe(1);
  });

  it("refuses a unit of another district", async () => {
    const other = await createTestDistrict("888888");
    await expect(openReport(district.id, actorOf(district.users.preparerA), { unitId: other.units.a, fiscalYearId: district.years[2021] })).rejects.toMatchObject({ code: "notFound" });
  });
});
