import { beforeAll, describe, expect, it } from "vitest";
import { outdatedBy } from "@/lib/domain/consolidation/frozen";
import { fiveColumnsOf } from "@/lib/domain/consolidation/total";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { formatOf } from "@/lib/domain/formats/format-of";
import { cellId } from "@/lib/domain/formats/names";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { figuresOfTotal, hashOfTotal, makeTotal, makingOfTotal, readMakingNow } from "@/lib/features/made-totals/data";
import { findStoredTotal, listTotalProblems } from "@/lib/features/totals/data";
import { listAdjustments } from "@/lib/features/total-adjustments/data";
import { askForTotal, freezeTotal, proposeTotal, returnTotal, takeBackTotal } from "@/lib/features/totals/mutations";
import { decideAdjustmentSchema, type AdjustmentDecision } from "@/lib/features/total-adjustments/schema";
import { decideAdjustment, proposeAdjustment } from "@/lib/features/total-adjustments/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
const scope = () => ({ kind: "department", departmentId: district.units.department }) as const;
const income = cellId("income", "total", "total");
const reviewer = () => actorOf(district.users.reviewer);
const second = () => actorOf(district.users.secondReviewer);

const decide = (actor: ReturnType<typeof reviewer>, adjustmentId: string, decision: AdjustmentDecision, reason = "") =>
  decideAdjustment(district.id, actor, { adjustmentId, decision, reason });

async function columns(cell = income) {
  const made = await makeTotal(district.id, fiscalYear, scope(), "approved");
  return fiveColumnsOf(
    figuresOfTotal(made, formatOf(fiscalYear.tableSetId), await readCatalogues(fiscalYear.catalogueId)),
    cell,
  );
}

const adjustment = (part: Partial<Parameters<typeof proposeAdjustment>[2]> = {}) =>
  proposeAdjustment(district.id, reviewer(), {
    year: 2021,
    departmentId: district.units.department,
    kind: "onBehalf",
    basis: "没有独立编制的机构的经费。",
    documentNumber: "罗财库〔2022〕9号",
    documentDate: "2022-03-01",
    lines: [
      { place: "income:::otherIncome", code: "2010301", amount: "1,000" },
      { place: "expenditure::nonAppropriation:basic", code: "2010301", amount: "1000" },
    ],
    ...part,
  });

beforeAll(async () => {
  district = await createFreshDistrict();
  fiscalYear = (await listFiscalYears(district.id)).find(({ year }) => year === 2021)!;
  for (const [unitId, by] of [
    [district.units.a, district.users.preparerA],
    [district.units.b, district.users.preparerB],
  ] as const)
    await createReportIn(district, ["submit", "beginReview", "approve"], { unitId, by });
});

describe("what is entered beside the units", () => {
  it("counts once another person has approved it, and no more once it is withdrawn", async () => {
    const before = await columns();
    expect(before.onBehalf ?? 0).toBe(0);
    const proposed = await adjustment();
    const { adjustmentId } = proposed.ok ? proposed.data : { adjustmentId: "" };
    expect((await columns()).total).toBe(before.total);
    expect(
      await decideAdjustment(district.id, reviewer(), { adjustmentId, decision: "approved", reason: "" }),
    ).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("另一位审核人")],
    });
    expect(
      await decideAdjustment(district.id, second(), { adjustmentId, decision: "approved", reason: "" }),
    ).toMatchObject({
      ok: true,
    });
    const approved = await columns();
    expect([approved.onBehalf, approved.total]).toEqual([100_000, before.total! + 100_000]);
    expect(await listAdjustments(district.id, 2021, scope())).toMatchObject([{ state: "approved", lines: [{}, {}] }]);
    // Withdrawing it takes a reason and two people; until then it counts.
    expect(decideAdjustmentSchema.safeParse({ adjustmentId, decision: "withdrawalAsked", reason: " " }).success).toBe(
      false,
    );
    const ask = () => decide(reviewer(), adjustmentId, "withdrawalAsked", "科目有误。");
    expect(await decide(second(), adjustmentId, "withdrawn")).toMatchObject({ ok: false });
    expect(await ask()).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: false, reasons: [expect.stringContaining("已有人申请撤销")] });
    expect((await columns()).total).toBe(before.total! + 100_000);
    expect(await decide(reviewer(), adjustmentId, "withdrawn")).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("另一位审核人")],
    });
    expect(await decide(second(), adjustmentId, "withdrawalDeclined")).toMatchObject({ ok: true });
    expect(await listAdjustments(district.id, 2021, scope())).toMatchObject([{ state: "approved", withdrawal: null }]);
    expect(await decide(second(), adjustmentId, "withdrawn")).toMatchObject({ ok: false });
    await ask();
    expect(await decide(second(), adjustmentId, "withdrawn")).toMatchObject({ ok: true });
    expect((await columns()).total).toBe(before.total);
    expect(await listAdjustments(district.id, 2021, scope())).toMatchObject([
      { state: "withdrawn", withdrawal: { byId: reviewer().id, reason: "科目有误。" } },
    ]);
    const audited = await db().auditEvent.findMany({
      where: { districtId: district.id, action: { startsWith: "adjustment.withdraw" } },
      orderBy: { at: "asc" },
    });
    expect(audited.map(({ action, actorId, details }) => [action, actorId, details])).toMatchObject([
      ["adjustment.withdrawalAsked", reviewer().id, { reason: "科目有误。" }],
      ["adjustment.withdrawalDeclined", second().id, { reason: "科目有误。" }],
      ["adjustment.withdrawalAsked", reviewer().id, {}],
      ["adjustment.withdrawn", second().id, { reason: "科目有误。" }],
    ]);
    expect(
      await decideAdjustment(district.id, second(), { adjustmentId, decision: "approved", reason: "" }),
    ).toMatchObject({
      ok: false,
    });
  });

  it.each([
    [
      "a subject that the year has not",
      { place: "income:::otherIncome", code: "9999999", amount: "1" },
      "不在本年度科目表中",
    ],
    ["a column that is not added up", { place: "control:income.total.total::amount", code: "", amount: "1" }, "不汇总"],
    ["what is no amount", { place: "income:::otherIncome", code: "2010301", amount: "1e9" }, "科学计数法"],
    ["nothing", { place: "income:::otherIncome", code: "2010301", amount: "0" }, "不为零"],
    ["a place that there is not", { place: "income:::nowhere", code: "2010301", amount: "1" }, "没有这一列"],
  ])("is refused for %s", async (_, line, reason) => {
    expect(await adjustment({ lines: [line] })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining(reason)],
    });
  });

  it("cannot be changed in the database, nor approved there by who proposed it", async () => {
    const proposed = await adjustment();
    const where = { districtId: district.id, id: proposed.ok ? proposed.data.adjustmentId : "" };
    await expect(db().totalAdjustment.updateMany({ where, data: { basis: "改" } })).rejects.toThrow();
    await expect(
      db().totalAdjustment.updateMany({ where, data: { state: "approved", decidedById: reviewer().id! } }),
    ).rejects.toThrow();
    await expect(ownerDb().totalAdjustmentLine.deleteMany({ where: { adjustmentId: where.id } })).rejects.toThrow();
    await decide(second(), where.id, "approved");
    // Nor withdrawn there by one person alone.
    await expect(
      db().totalAdjustment.updateMany({ where, data: { state: "withdrawn", decidedById: reviewer().id! } }),
    ).rejects.toThrow();
    await decide(reviewer(), where.id, "withdrawalAsked", "重复。");
    await expect(
      db().totalAdjustment.updateMany({ where, data: { state: "withdrawn", decidedById: reviewer().id! } }),
    ).rejects.toThrow();
    await decide(second(), where.id, "withdrawn");
  });
});

describe("a frozen total", () => {
  it("is handed on by one person and frozen by another, with the hashes of its parts", async () => {
    const asked = { year: 2021, scope: scope(), basis: "approved", replaces: null } as const;
    expect(await proposeTotal(district.id, reviewer(), { ...asked, basis: "newest" })).toMatchObject({ ok: false });
    expect(await proposeTotal(district.id, reviewer(), asked)).toMatchObject({ ok: true });
    const stored = (await findStoredTotal(district.id, 2021, scope(), { basis: "approved" }))!;
    expect(stored.contentHash).toBe(hashOfTotal(stored.made));
    const input = { totalId: stored.id, contentHash: stored.contentHash };
    expect(await freezeTotal(district.id, reviewer(), input)).toMatchObject({ ok: false });
    expect(await freezeTotal(district.id, second(), { ...input, contentHash: "0".repeat(64) })).toMatchObject({
      ok: false,
    });
    expect(await freezeTotal(district.id, second(), input)).toMatchObject({ ok: true });
    expect(await freezeTotal(district.id, second(), input)).toMatchObject({ ok: false });
    await expect(db().total.deleteMany({ where: { id: stored.id } })).rejects.toThrow();
    await expect(ownerDb().totalPart.deleteMany({ where: { totalId: stored.id } })).rejects.toThrow();
    const today = await readMakingNow(district.id, 2021, scope());
    expect(outdatedBy(makingOfTotal(stored.made), today)).toEqual([]);
  });

  it("is outdated by what is entered beside its units and approved since, until that is withdrawn", async () => {
    const changes = async () => {
      const frozen = (await findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "frozen" }))!;
      const today = await readMakingNow(district.id, 2021, scope());
      return outdatedBy(makingOfTotal(frozen.made), today, frozen.madeAt);
    };
    const proposed = await adjustment();
    const adjustmentId = proposed.ok ? proposed.data.adjustmentId : "";
    expect(await changes()).toEqual([]);
    const entered = [{ unitId: null, kind: "entered", documents: ["罗财库〔2022〕9号"] }];
    await decide(second(), adjustmentId, "approved");
    expect(await changes()).toEqual(entered);
    await decide(second(), adjustmentId, "withdrawalAsked", "重复。");
    expect(await changes()).toEqual(entered);
    await decide(reviewer(), adjustmentId, "withdrawn");
    expect(await changes()).toEqual([]);
  });

  it("is not handed on while a unit is missing", async () => {
    const answer = await proposeTotal(district.id, reviewer(), {
      year: 2020,
      scope: scope(),
      basis: "approved",
      replaces: null,
    });
    expect(answer).toMatchObject({
      ok: false,
      reasons: expect.arrayContaining([expect.stringContaining("汇总不完整")]),
    });
  });
});

describe("a total that waits for approval", () => {
  const asked = () => ({ year: 2021, scope: scope(), basis: "approved", replaces: null }) as const;
  const waiting = () => findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "proposed" });
  const returned = () => findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "returned" });

  it("is sent back by another person with a reason, or taken back by who handed it on, and not approved then", async () => {
    await proposeTotal(district.id, reviewer(), asked());
    const { id: totalId, contentHash } = (await waiting())!;
    const reason = "上年数有误。";
    expect(await returnTotal(district.id, reviewer(), { totalId, reason })).toMatchObject({ ok: false });
    expect(await takeBackTotal(district.id, second(), { totalId, reason })).toMatchObject({ ok: false });
    expect(await returnTotal(district.id, second(), { totalId, reason })).toMatchObject({ ok: true });
    expect(await waiting()).toBeNull();
    expect(await returned()).toMatchObject({ id: totalId, returned: { reason } });
    expect(await freezeTotal(district.id, second(), { totalId, contentHash })).toMatchObject({ ok: false });
    expect(await returnTotal(district.id, second(), { totalId, reason })).toMatchObject({ ok: false });
    await expect(db().total.updateMany({ where: { id: totalId }, data: { returnReason: "改" } })).rejects.toThrow();

    await proposeTotal(district.id, reviewer(), asked());
    const own = (await waiting())!;
    expect(await takeBackTotal(district.id, reviewer(), { totalId: own.id, reason })).toMatchObject({ ok: true });
    expect(await waiting()).toBeNull();
  });

  it("is replaced by a new one only where the person has seen it", async () => {
    await proposeTotal(district.id, reviewer(), asked());
    const first = (await waiting())!;
    expect(await proposeTotal(district.id, second(), asked())).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("还在等待批准")],
    });
    expect((await waiting())!.id).toBe(first.id);
    expect(await proposeTotal(district.id, second(), { ...asked(), replaces: first.id })).toMatchObject({ ok: true });
    const next = (await waiting())!;
    expect([next.id === first.id, (await returned())!.id]).toEqual([false, first.id]);
    expect(await proposeTotal(district.id, second(), { ...asked(), replaces: first.id })).toMatchObject({ ok: false });
    await takeBackTotal(district.id, second(), { totalId: next.id, reason: "改日再提。" });
  });

  it("is not approved once what it adds up has changed, which is named", async () => {
    await proposeTotal(district.id, reviewer(), asked());
    const { id: totalId, contentHash } = (await waiting())!;
    const entered = await adjustment();
    await decide(second(), entered.ok ? entered.data.adjustmentId : "", "approved");
    expect(await freezeTotal(district.id, second(), { totalId, contentHash })).toMatchObject({
      ok: false,
      reasons: [expect.stringMatching(/代编和调整（罗财库〔2022〕9号）有变动，这份汇总已经过时。请重新提请。$/)],
    });
    await returnTotal(district.id, second(), { totalId, reason: "过时。" });
    await decide(second(), entered.ok ? entered.data.adjustmentId : "", "withdrawalAsked", "重复。");
    await decide(reviewer(), entered.ok ? entered.data.adjustmentId : "", "withdrawn");
  });
});

describe("what is compared every night", () => {
  it("finds nothing wrong with a total that is kept, and a sum or a hash that is not its own", async () => {
    expect(await listTotalProblems()).toEqual([]);
    const stored = (await findStoredTotal(district.id, 2021, scope(), { basis: "approved", state: "frozen" }))!;
    const [[key, amount], ...others] = stored.made.summands.units as [[FactKey, number], ...[FactKey, number][]];
    const made = { ...stored.made, summands: { ...stored.made.summands, units: [[key, amount + 1], ...others] } };
    const { id } = await db().total.create({
      data: {
        districtId: district.id,
        year: 2021,
        scope: "department",
        departmentId: district.units.department,
        basis: "approved",
        content: made as unknown as Prisma.InputJsonObject,
        contentHash: stored.contentHash,
        madeAt: new Date(),
        parts: {
          create: stored.made.members.map(({ unitId, versionId, number, contentHash }) => ({
            unitId,
            versionId,
            number,
            contentHash,
          })),
        },
      },
    });
    expect(await listTotalProblems()).toEqual([
      { totalId: id, problem: "hash" },
      { totalId: id, problem: "facts" },
    ]);
    await db().total.delete({ where: { districtId_id: { districtId: district.id, id } } });
  });
});

describe("a total of many units", () => {
  it("is made by a job, says as of when, and takes the place of the one made before", async () => {
    const asked = { year: 2021, scope: { kind: "district" }, basis: "approved" } as const;
    for (let time = 0; time < 2; time++) {
      const answer = await askForTotal(district.id, reviewer(), asked);
      await finishTestJob(district, answer.ok ? answer.data.jobId : "");
    }
    const rows = await db().total.findMany({ where: { districtId: district.id, scope: "district" } });
    expect(rows).toHaveLength(1);
    const stored = (await findStoredTotal(district.id, 2021, { kind: "district" }, { basis: "approved" }))!;
    expect([stored.madeById, stored.made.members.length]).toEqual([null, 2]);
    const live = await makeTotal(district.id, fiscalYear, { kind: "district" }, "approved");
    expect(stored.made).toEqual(live);
  });
});
