import { describe, expect, it, vi } from "vitest";
import { keyOf, parseFactKey, type FactAddress } from "@/lib/domain/words/fact-address";
import { adjustmentKey, adjustmentSlot } from "@/lib/domain/words/opening-adjustments";
import { noDataSlot } from "@/lib/domain/words/facts";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { runChecks } from "@/lib/features/checks/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { listCarriedChanges } from "@/lib/features/report-opening/data";
import { listCellChanges } from "@/lib/features/cell-history/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { importContent } from "@/lib/features/report-package/mutations";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { explainFindings } from "@/prisma/seed/demo-explanations";
import {
  actorOf,
  createFreshDistrict,
  createTestDistrict,
  fillTestReport,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const wages: FactAddress = { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" };
let district: TestDistrict;

function save(
  context: VersionContext,
  input: string,
  baseRevision: number,
  by = district.users.preparerA,
  address = wages,
) {
  return saveCells(actorOf(by), context, { how: "typed", unit: "yuan", edits: [{ address, input, baseRevision }] });
}

async function stored(context: VersionContext, key = "expenditure:2010301:generalPublicBudget:basic") {
  const content = await readContent(context.districtId, context.versionId);
  return content!.cells.find((cell) => cell.key === key);
}

describe("a year that begins later", () => {
  it("is not begun before its day, and from then on is", async () => {
    const fresh = await createFreshDistrict();
    const by = actorOf(fresh.users.preparerA);
    const place = { unitId: fresh.units.a, fiscalYearId: fresh.years[2021] };
    const opensAt = new Date("2100-01-15T00:00:00+08:00");
    await db().fiscalYear.update({
      where: { id: fresh.years[2021] },
      data: { opensAt, deadline: new Date("2100-03-31") },
    });
    expect(await openReport(fresh.id, by, place)).toEqual({
      ok: false,
      reasons: ["2021年度决算自2100年1月15日起填报，请到时再开始。"],
    });
    vi.stubEnv("MINGZHANG_NOW", "2100-01-15T00:00:00+08:00");
    try {
      expect(await openReport(fresh.id, by, place)).toMatchObject({ ok: true });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe("a new year", () => {
  it("begins with last year's closing balances, which nobody types over", async () => {
    district = await createFreshDistrict();
    const last = await openTestReport(district, { year: 2020 });
    const income: FactAddress = { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" };
    await fillTestReport(district, last);
    await save(last, "120", 1, undefined, income);
    for (const [step, by] of [
      ["submit", district.users.preparerA],
      ["beginReview", district.users.reviewer],
      ["approve", district.users.reviewer],
    ] as const) {
      const outcome = await stepTestReport(last, by, step);
      if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
    }
    const context = await openTestReport(district);
    const opening: FactAddress = {
      sheet: "balance",
      row: "generalPublicBudget",
      fund: "generalPublicBudget",
      column: "opening",
    };
    expect(await stored(context, keyOf(opening))).toMatchObject({ value: 2_000, isLocked: true });
    expect((await save(context, "60", 1, undefined, opening)).results[0]).toMatchObject({
      ok: false,
      reason: "locked",
      value: 2_000,
      message: expect.stringContaining("20.00"),
    });
    expect((await readContent(district.id, context.versionId))!.priorYear).toMatchObject({ year: 2020, number: 1 });

    const facts = [{ address: opening, value: 6_000 }];
    expect(
      await importContent(actorOf(district.users.preparerA), context, {
        facts,
        texts: [],
        projects: [],
        keyEvaluations: [],
      }),
    ).toMatchObject({ ok: false, reasons: [expect.stringContaining("取自上年")] });
    expect(
      await importContent(actorOf(district.users.preparerA), context, {
        facts: [{ address: opening, value: 2_000 }],
        texts: [],
        projects: [],
        keyEvaluations: [],
      }),
    ).toMatchObject({ ok: true });
  });
});

describe("a year that is open while the year before changes", () => {
  const opening: FactAddress = {
    sheet: "balance",
    row: "generalPublicBudget",
    fund: "generalPublicBudget",
    column: "opening",
  };
  const income: FactAddress = { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" };
  const review = ["beginReview", "approve"] as const;

  async function step(context: VersionContext, steps: readonly TransitionName[]): Promise<VersionContext> {
    let versionId = context.versionId;
    for (const name of steps) {
      const outcome = await stepTestReport(
        { ...context, versionId },
        name === "submit" || name === "withdraw"
          ? district.users.preparerA
          : name === "publish" || name === "sendBack"
            ? district.users.secondReviewer
            : district.users.reviewer,
        name,
        "收入有误，予以更正。",
      );
      if (!outcome.ok) throw new Error(`${name}: ${outcome.reasons.join(" ")}`);
      versionId = outcome.data.versionId;
    }
    return { ...context, versionId };
  }

  /** Last year's accounts with 20 yuan left over, taken so far. */
  async function lastYear(steps: readonly TransitionName[]): Promise<VersionContext> {
    district = await createFreshDistrict();
    const last = await openTestReport(district, { year: 2020 });
    await fillTestReport(district, last);
    await save(last, "120", 1, undefined, income);
    return step(last, steps);
  }

  /** Fills the year that has an opening: its balance is not empty, and what differs from last year is explained. */
  async function fill(context: VersionContext): Promise<void> {
    await fillTestReport(district, context);
    const by = actorOf(district.users.preparerA);
    await saveTexts(by, context, { how: "typed", edits: [{ slot: noDataSlot("balance"), text: "", baseRevision: 1 }] });
    const content = (await readContent(district.id, context.versionId))!;
    const { missingTexts } = evaluate(content, modelOf(content, await readCatalogues(context.catalogueId)));
    if (missingTexts.length > 0)
      await saveTexts(by, context, {
        how: "typed",
        edits: missingTexts.map((slot) => ({ slot, text: "上年有结转，本年按进度支出", baseRevision: 0 })),
      });
    await explainFindings(district.id, by.id, context.versionId);
  }

  const openingOf = (context: VersionContext) => stored(context, keyOf(opening));
  const revisionOf = async ({ versionId }: VersionContext) =>
    (await readContent(district.id, versionId))!.version.revision;

  it("takes the openings over when last year is approved later, also over what was typed, which stays in the history", async () => {
    const last = await lastYear(["submit"]);
    const context = await openTestReport(district);
    expect(await openingOf(context)).toBeUndefined();
    await save(context, "60", 0, undefined, opening);
    const before = await revisionOf(context);
    await step(last, review);
    expect(await openingOf(context)).toMatchObject({ value: 2_000, isLocked: true, revision: 2, updatedBy: null });
    expect(await revisionOf(context)).toBe(before + 1);
    expect(await listCellChanges(district.id, context.versionId, keyOf(opening))).toMatchObject([
      { how: "carryOver", oldValue: "60.00", newValue: "20.00", by: "系统" },
      { how: "typed", newValue: "60.00" },
    ]);
    expect((await save(context, "70", 1, undefined, opening)).results[0]).toMatchObject({
      ok: false,
      reason: "locked",
      value: 2_000,
    });
    expect(await listCarriedChanges(district.id, context.versionId)).toMatchObject([
      { key: keyOf(opening), before: "60.00", after: "20.00" },
    ]);
  });

  it("follows a correction of last year, and tells of nothing that stays the same", async () => {
    const last = await lastYear(["submit", ...review, "publish"]);
    const context = await openTestReport(district);
    const other = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    expect(await listCarriedChanges(district.id, context.versionId)).toEqual([]);
    const correction = await step(last, ["correct"]);
    await save(correction, "110", 1, undefined, income);
    expect(await openingOf(context)).toMatchObject({ value: 2_000 });
    await step(correction, ["submit", ...review]);
    expect(await openingOf(context)).toMatchObject({ value: 1_000, isLocked: true });
    const revision = await revisionOf(context);
    await step(correction, ["publish"]);
    expect(await revisionOf(context)).toBe(revision);
    expect(await openingOf(other)).toBeUndefined();
    expect((await readContent(district.id, context.versionId))!.priorYear).toMatchObject({ year: 2020, number: 2 });
  });

  it("moves a locked opening with the adjustments that the unit declares, and again when last year changes", async () => {
    const last = await lastYear(["submit", ...review, "publish"]);
    const context = await openTestReport(district);
    const place = { row: "generalPublicBudget", fund: "generalPublicBudget", kind: "errorCorrection" } as const;
    const adjustment = parseFactKey(adjustmentKey(place));
    const { results } = await save(context, "5", 0, undefined, adjustment);
    expect(results[0]).toMatchObject({ ok: true, value: 500 });
    expect(await openingOf(context)).toMatchObject({ value: 2_500, isLocked: true });
    expect(await listCellChanges(district.id, context.versionId, keyOf(opening))).toMatchObject([
      { how: "typed", oldValue: "20.00", newValue: "25.00" },
    ]);
    expect(await listCarriedChanges(district.id, context.versionId)).toEqual([]);
    // An input that is no amount counts as nothing; the same input again changes nothing.
    await save(context, "若干", 1, undefined, adjustment);
    expect(await openingOf(context)).toMatchObject({ value: 2_000 });
    await save(context, "-3.50", 2, undefined, adjustment);
    await save(context, "-3.50", 3, undefined, adjustment);
    expect(await openingOf(context)).toMatchObject({ value: 1_650 });
    // Who started from another revision changes neither.
    expect((await save(context, "9", 1, undefined, adjustment)).results[0]).toMatchObject({ reason: "conflict" });
    expect(await openingOf(context)).toMatchObject({ value: 1_650 });

    // A further one of the same kind, with words of its own.
    const second = { ...place, entry: 2 };
    const further = parseFactKey(adjustmentKey(second));
    expect((await save(context, "-1", 0, undefined, further)).results[0]).toMatchObject({ ok: true, value: -100 });
    expect(await openingOf(context)).toMatchObject({ value: 1_550, isLocked: true });
    expect(
      (await save(context, "1", 0, undefined, { ...further, column: "errorCorrection.10" })).results[0],
    ).toMatchObject({
      ok: false,
    });
    const document = { slot: adjustmentSlot(second, "document"), text: "罗财库〔2021〕9号", baseRevision: 0 };
    expect(
      await saveTexts(actorOf(district.users.preparerA), context, { how: "typed", edits: [document] }),
    ).toMatchObject({ results: [{ ok: true }] });
    expect(await openingOf(context)).toMatchObject({ value: 1_550 });

    const findingsNow = async () => {
      const content = (await readContent(district.id, context.versionId))!;
      return evaluate(content, modelOf(content, await readCatalogues(context.catalogueId))).findings;
    };
    expect((await findingsNow()).filter(({ ruleId }) => ruleId === "B-59")).toEqual([]);

    const correction = await step(last, ["correct"]);
    await save(correction, "110", 1, undefined, income);
    await step(correction, ["submit", ...review]);
    expect(await openingOf(context)).toMatchObject({ value: 550, isLocked: true });
    expect((await findingsNow()).filter(({ ruleId }) => ruleId === "B-59")).toEqual([]);
  });

  it("takes a package whose opening is moved by the adjustments it brings, and no other", async () => {
    await lastYear(["submit", ...review, "publish"]);
    const context = await openTestReport(district);
    const place = { row: "generalPublicBudget", fund: "generalPublicBudget", kind: "errorCorrection" } as const;
    const bring = (value: number, adjusted: number) =>
      importContent(actorOf(district.users.preparerA), context, {
        facts: [
          { address: opening, value },
          { address: parseFactKey(adjustmentKey(place)), value: adjusted - 70 },
          { address: parseFactKey(adjustmentKey({ ...place, entry: 2 })), value: 70 },
        ],
        texts: [{ slot: adjustmentSlot(place, "document"), text: "罗财库〔2021〕3号" }],
        projects: [],
        keyEvaluations: [],
      });
    expect(await bring(2_600, 500)).toMatchObject({ ok: false, reasons: [expect.stringContaining("取自上年")] });
    expect(await bring(2_500, 500)).toMatchObject({ ok: true });
    expect(await openingOf(context)).toMatchObject({ value: 2_500, isLocked: true });
    expect(await bring(2_100, 100)).toMatchObject({ ok: true });
    expect(await openingOf(context)).toMatchObject({ value: 2_100, isLocked: true });
  });

  it("gives a figure that last year has no more back to the unit, blank", async () => {
    const last = await lastYear(["submit", ...review, "publish"]);
    const context = await openTestReport(district);
    const correction = await step(last, ["correct"]);
    await ownerDb().budgetLine.deleteMany({ where: { districtId: district.id, versionId: correction.versionId } });
    await db().textSlot.createMany({
      data: ["income", "expenditure", "budget", "basicExpenditure"].map((sheet) => ({
        districtId: district.id,
        versionId: correction.versionId,
        slot: noDataSlot(sheet),
        text: "none",
        updatedAt: new Date(),
      })),
    });
    await step(correction, ["submit", ...review]);
    expect(await openingOf(context)).toMatchObject({ value: null, isLocked: false });
    expect(
      (await save(context, "0", (await openingOf(context))!.revision, undefined, opening)).results[0],
    ).toMatchObject({ ok: true, value: 0 });
  });

  it("keeps its figures, unlocked, while last year's approval is taken back", async () => {
    const last = await lastYear(["submit", ...review]);
    const context = await openTestReport(district);
    await step(last, ["sendBack"]);
    expect(await openingOf(context)).toMatchObject({ value: 2_000, isLocked: false, revision: 1 });
    await save(last, "115", 2, undefined, income);
    await step(last, ["submit", ...review]);
    expect(await openingOf(context)).toMatchObject({ value: 1_500, isLocked: true });
  });

  it("stays as it is while it is not in the unit's hands, and follows when it comes back", async () => {
    const last = await lastYear(["submit", ...review, "publish"]);
    const context = await openTestReport(district);
    await fill(context);
    await step(context, ["submit"]);
    const correction = await step(last, ["correct"]);
    await save(correction, "110", 1, undefined, income);
    await step(correction, ["submit", ...review]);
    expect(await openingOf(context)).toMatchObject({ value: 2_000 });
    expect((await runChecks(district.id, context.versionId)).findings.map(({ ruleId }) => ruleId)).toContain("B-59");
    await step(context, ["beginReview", "sendBack"]);
    expect(await openingOf(context)).toMatchObject({ value: 1_000, isLocked: true });
    expect((await runChecks(district.id, context.versionId)).findings.map(({ ruleId }) => ruleId)).not.toContain(
      "B-59",
    );
    expect(await listCarriedChanges(district.id, context.versionId)).toHaveLength(1);
  });

  it("follows in the version that corrects it; the published one never changes", async () => {
    const last = await lastYear(["submit", ...review, "publish"]);
    const context = await openTestReport(district);
    await fill(context);
    const published = await step(context, ["submit", ...review, "publish"]);
    const correction = await step(last, ["correct"]);
    await save(correction, "110", 1, undefined, income);
    await step(correction, ["submit", ...review]);
    expect(await openingOf(published)).toMatchObject({ value: 2_000 });
    const next = await step(published, ["correct"]);
    expect(await openingOf(next)).toMatchObject({ value: 1_000, isLocked: true });
    expect(await openingOf(published)).toMatchObject({ value: 2_000 });
  });

  it("does not make an editor of who approves last year", async () => {
    const last = await lastYear(["submit"]);
    const context = await openTestReport(district);
    await step(last, review);
    await fill(context);
    await step(context, ["submit", ...review]);
    expect((await readContent(district.id, context.versionId))!.version.status).toBe("approved");
  });

  it("opened while last year is being approved has the openings, whoever is first", async () => {
    const last = await lastYear(["submit", "beginReview"]);
    const [context] = await Promise.all([openTestReport(district), step(last, ["approve"])]);
    expect(await openingOf(context)).toMatchObject({ value: 2_000, isLocked: true });
  });
});

describe("opening", () => {
  it("opens one report per unit and year, also when two people begin at once", async () => {
    district = await createFreshDistrict();
    const input = { unitId: district.units.a, fiscalYearId: district.years[2021] };
    const both = await Promise.all([
      openReport(district.id, actorOf(district.users.preparerA), input),
      openReport(district.id, actorOf(district.users.colleagueA), input),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(await db().report.count({ where: { districtId: district.id } })).toBe(1);
  });

  it("refuses a unit of another district", async () => {
    const other = await createTestDistrict("888888");
    await expect(
      openReport(district.id, actorOf(district.users.preparerA), {
        unitId: other.units.a,
        fiscalYearId: district.years[2021],
      }),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});
