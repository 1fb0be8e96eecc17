import { beforeAll, describe, expect, it } from "vitest";
import { keyOf, type FactAddress } from "@/lib/domain/facts/address";
import { textSlots } from "@/lib/domain/facts/facts";
import { unexplained } from "@/lib/domain/report/explanations";
import { explainFinding, runChecks } from "@/lib/features/checks/mutations";
import { listCellChanges, readContent, type VersionContext } from "@/lib/features/reports/data";
import { importContent, openReport, publishApproved, saveCells, saveTexts, takeStep } from "@/lib/features/reports/mutations";
import { verifyPublications } from "@/lib/features/publication/data";
import { addComment, answerComment, resolveComment } from "@/lib/features/comments/mutations";
import { setFiscalYearStage } from "@/lib/features/fiscal-years/mutations";
import { db } from "@/lib/platform/db";
import { actorOf, createReportIn, createTestDistrict, fillTestReport, openTestReport, stepTestReport, type TestDistrict } from "@/prisma/seed/test-district";

const wages: FactAddress = { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" };
let district: TestDistrict;
let code = 371311;

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

describe("saving cells", () => {
  let context: VersionContext;
  beforeAll(async () => {
    await freshDistrict();
    context = await openTestReport(district);
  });

  it("stores an amount in yuan and answers with the cell's and the version's revision", async () => {
    expect(await save(context, "１，３８２．４７", 0)).toEqual({ revision: 1, results: [{ ok: true, revision: 1, value: 138_247, rawInput: null }] });
    expect(await stored(context)).toMatchObject({ value: 138_247, rawInput: null, revision: 1, updatedBy: "preparer-a" });
  });

  it("answers a stale revision with the other value, who and when, and changes nothing", async () => {
    await save(context, "5", 1, district.users.colleagueA);
    const { results } = await save(context, "6", 1);
    expect(results[0]).toMatchObject({ ok: false, reason: "conflict", revision: 2, value: 500, by: "colleague-a" });
    expect((await stored(context))!.value).toBe(500);
  });

  it("takes a repeated request after a lost answer for what it is", async () => {
    const first = await save(context, "7", 2);
    const again = await save(context, "7", 2);
    expect(again.results).toEqual(first.results);
    expect(again.revision).toBe(first.revision);
  });

  it("keeps an input that is no amount as typed", async () => {
    const { results } = await save(context, "十二元", 3);
    expect(results[0]).toEqual({ ok: true, revision: 4, value: null, rawInput: "十二元" });
    expect(await stored(context)).toMatchObject({ value: null, rawInput: "十二元" });
  });

  it("clears a cell without restarting its revision", async () => {
    expect((await save(context, "", 4)).results[0]).toMatchObject({ ok: true, revision: 5, value: null });
    expect((await save(context, "8", 0)).results[0]).toMatchObject({ ok: false, reason: "conflict", value: null, rawInput: null });
    expect((await save(context, "8", 5)).results[0]).toMatchObject({ ok: true, revision: 6 });
  });

  it("tells blank from zero", async () => {
    expect((await save(context, "0", 6)).results[0]).toMatchObject({ ok: true, value: 0 });
    expect((await stored(context))!.value).toBe(0);
  });

  it.each([
    ["a subject that does not exist this year", { ...wages, row: "2999999" }, "该科目不在本年度科目表中"],
    ["a 款 where a 项 is needed", { ...wages, row: "20103" }, "须填到最末级科目"],
    ["a column the fund does not have", { ...wages, column: "operating" }, "没有这一列"],
  ] as const)("refuses %s and saves the other cells of the request", async (_, address, message) => {
    const other: FactAddress = { ...wages, row: "2010302" };
    const before = await stored(context, "expenditure:2010302:generalPublicBudget:basic");
    const { results } = await saveCells(actorOf(district.users.preparerA), context, {
      how: "paste",
      unit: "wan",
      edits: [
        { address, input: "1", baseRevision: 0 },
        { address: other, input: String(2 + (before?.revision ?? 0)), baseRevision: before?.revision ?? 0 },
      ],
    });
    expect(results[0]).toMatchObject({ ok: false, reason: "unknownCell", message: expect.stringContaining(message) });
    expect(results[1]).toMatchObject({ ok: true });
  });

  it.each([
    ["12.345", "12.345"],
    ["1000000000000000", "1000000000000000"],
    ["abc", "abc"],
  ])("keeps %s as typed instead of rounding or dropping it", async (input, kept) => {
    const address: FactAddress = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" };
    const base = (await stored(context, "basicExpenditure:30101::amount"))?.revision ?? 0;
    expect((await save(context, input, base, district.users.preparerA, address)).results[0]).toMatchObject({ ok: true, value: null, rawInput: kept });
  });

  it("keeps a negative where none is possible as typed, and a count as a whole number", async () => {
    const groups: FactAddress = { sheet: "threePublic", row: "vehiclesHeld", fund: "", column: "actual" };
    expect((await save(context, "-1", 0, undefined, groups)).results[0]).toMatchObject({ value: null, rawInput: "-1" });
    expect((await save(context, "8", 1, undefined, groups)).results[0]).toMatchObject({ value: 8 });
    expect(await stored(context, "threePublic:vehiclesHeld::actual")).toMatchObject({ measure: "count", value: 8 });
  });

  it("records every change with old and new value, how and who", async () => {
    const changes = await listCellChanges(district.id, context.versionId, "expenditure:2010301:generalPublicBudget:basic");
    expect(changes.length).toBeGreaterThanOrEqual(6);
    expect(changes.at(-1)).toMatchObject({ oldValue: null, newValue: "1382.47", how: "typed", by: "preparer-a" });
    expect(changes.map(({ newValue }) => newValue)).toContain("十二元");
  });

  it("lets exactly one of two writers of the same cell win", async () => {
    const revision = (await stored(context))!.revision;
    const both = await Promise.all([save(context, "21", revision), save(context, "22", revision, district.users.colleagueA)]);
    const outcomes = both.map(({ results }) => results[0]!.ok);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const winner = outcomes[0] ? 2100 : 2200;
    expect((await stored(context))!.value).toBe(winner);
  });

  it("keeps every one of fifty cells saved at once", async () => {
    const saves = Array.from({ length: 50 }, (_, index) =>
      save(context, String(index + 1), 0, index % 2 ? district.users.preparerA : district.users.colleagueA, { sheet: "priorYear", row: `income.r${index}.total`, fund: "", column: "amount" }),
    );
    expect((await Promise.all(saves)).every(({ results }) => results[0]!.ok)).toBe(true);
    const content = await readContent(district.id, context.versionId);
    expect(content!.cells.filter(({ address }) => address.sheet === "priorYear")).toHaveLength(50);
  });

  it("saves texts with the same care", async () => {
    const text = (value: string, baseRevision: number) => saveTexts(actorOf(district.users.preparerA), context, { how: "typed", edits: [{ slot: "reason.total", text: value, baseRevision }] });
    expect((await text("人员调整", 0)).results[0]).toEqual({ ok: true, revision: 1, text: "人员调整" });
    expect((await text("别的", 0)).results[0]).toMatchObject({ ok: false, reason: "conflict", text: "人员调整", by: "preparer-a" });
  });
});

describe("a report that has left the unit's hands", () => {
  it.each([
    ["submitted", ["submit"]],
    ["underReview", ["submit", "beginReview"]],
    ["approved", ["submit", "beginReview", "approve"]],
    ["published", ["submit", "beginReview", "approve", "publish"]],
  ] as const)("takes no more figures while it is %s", async (_, steps) => {
    await freshDistrict();
    const context = await createReportIn(district, steps);
    await expect(save(context, "1", 1)).rejects.toMatchObject({ code: "notEditable" });
    expect((await stored(context))!.value).toBe(10_000);
  });

  it("takes them again once it was sent back", async () => {
    await freshDistrict();
    const context = await createReportIn(district, ["submit", "sendBack"]);
    expect((await save(context, "101", 1)).results[0]).toMatchObject({ ok: true });
  });
});

describe("steps", () => {
  let context: VersionContext;
  beforeAll(async () => {
    await freshDistrict();
  });

  it("names everything that stands in the way of a submission at once", async () => {
    context = await openTestReport(district);
    await save(context, "一百", 0);
    await saveTexts(actorOf(district.users.preparerA), context, { how: "typing", edits: [{ slot: textSlots.duties, text: "负责人𪚥某。", baseRevision: 0 }] });
    const comment = await addComment(district.id, district.users.reviewer.user.id, {
      versionId: context.versionId,
      anchor: { kind: "cell", id: "x", label: "" },
      body: "请说明。",
      needsAnswer: true,
      isBlocking: true,
    });
    expect(comment.ok).toBe(true);
    const outcome = await stepTestReport(context, district.users.preparerA, "submit");
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) expect(new Set(outcome.blockers.map(({ code }) => code))).toEqual(new Set(["invalidInputs", "emptySheetNotStated", "missingTexts", "rareCharacters", "unansweredComments"]));
    if (!outcome.ok) expect(outcome.reasons.join("")).toContain("“𪚥”（U+2A6A5）在第一部分“一、单位职责”中");
  });

  it("refuses a step on a revision that has passed", async () => {
    const outcome = await takeStep(district.id, actorOf(district.users.preparerA), { versionId: context.versionId, revision: 0, step: "submit" });
    expect(outcome).toMatchObject({ ok: false, blockers: [{ code: "someoneFaster" }] });
  });

  it("knows nothing of another district's version", async () => {
    const other = await createTestDistrict("999999");
    const input = { versionId: context.versionId, revision: 1, step: "sendBack", reason: "核对" } as const;
    await expect(takeStep(other.id, actorOf(other.users.reviewer), input)).rejects.toMatchObject({ code: "notFound" });
  });

  it("lets one of two submissions at once through", async () => {
    await freshDistrict();
    context = await createReportIn(district, []);
    const both = await Promise.all([stepTestReport(context, district.users.preparerA, "submit"), stepTestReport(context, district.users.colleagueA, "submit")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().workflowEvent.count({ where: { districtId: district.id, versionId: context.versionId, step: "submit" } })).toBe(1);
  });

  it("can be withdrawn until the review begins", async () => {
    expect(await stepTestReport(context, district.users.preparerA, "withdraw")).toMatchObject({ ok: true, data: { status: "drafting" } });
    await stepTestReport(context, district.users.preparerA, "submit");
    await stepTestReport(context, district.users.reviewer, "beginReview");
    expect(await stepTestReport(context, district.users.preparerA, "withdraw")).toMatchObject({ ok: false, blockers: [{ code: "wrongStatus" }] });
  });

  it("is sent back with a reason only, and every question needs an answer before the next submission", async () => {
    expect(await stepTestReport(context, district.users.reviewer, "sendBack", "  ")).toMatchObject({ ok: false, blockers: [{ code: "reasonMissing" }] });
    const added = await addComment(district.id, district.users.reviewer.user.id, {
      versionId: context.versionId,
      anchor: { kind: "cell", id: "income.total.total", label: "公开02表" },
      body: "与预算不符，请说明。",
      needsAnswer: true,
      isBlocking: true,
    });
    if (!added.ok) throw new Error();
    const thread = { versionId: context.versionId, commentId: added.data.commentId };
    expect(await stepTestReport(context, district.users.reviewer, "sendBack", "请答复意见。")).toMatchObject({ ok: true });
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: false, blockers: [{ code: "unansweredComments" }] });

    await answerComment(district.id, { id: district.users.preparerA.user.id, isFromBureau: false }, { ...thread, body: "追加经费。" });
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: true });
    await stepTestReport(context, district.users.reviewer, "beginReview");
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({ ok: false, blockers: [{ code: "unresolvedComments" }] });
    await resolveComment(district.id, district.users.reviewer.user.id, { ...thread, isResolved: true });
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({ ok: true, data: { status: "approved" } });
    const version = await db().reportVersion.findUniqueOrThrow({ where: { districtId_id: { districtId: district.id, id: context.versionId } } });
    expect(version).toMatchObject({ round: 3, status: "approved" });
    expect(version.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is published as a snapshot whose hash and chain hold", async () => {
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({ ok: true, data: { status: "published" } });
    const publication = await db().publication.findFirstOrThrow({ where: { districtId: district.id } });
    expect(publication).toMatchObject({ sequence: 1, previousHash: "", unitCode: "101001", year: 2021, number: 1 });
    expect(await verifyPublications(district.id)).toMatchObject({ ok: true, count: 1 });
  });

  it("is corrected by a new version with the published facts; the old one stays", async () => {
    expect(await stepTestReport(context, district.users.reviewer, "correct")).toMatchObject({ ok: false, blockers: [{ code: "reasonMissing" }] });
    const outcome = await stepTestReport(context, district.users.reviewer, "correct", "公开后发现基本支出有误。");
    if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
    const correction = { ...context, versionId: outcome.data.versionId, status: "drafting" as const };
    const content = await readContent(district.id, correction.versionId);
    expect(content).toMatchObject({ version: { number: 2, status: "drafting", correctionReason: "公开后发现基本支出有误。" } });
    expect(content!.cells).toHaveLength(4);
    expect(await stepTestReport(context, district.users.reviewer, "correct", "再来一次")).toMatchObject({ ok: false, blockers: [{ code: "versionInWork", number: 2 }] });

    expect((await save(correction, "100.00", 1)).results[0]).toMatchObject({ ok: true });
    for (const [step, by] of [
      ["submit", district.users.preparerA],
      ["beginReview", district.users.reviewer],
      ["approve", district.users.reviewer],
      ["publish", district.users.reviewer],
    ] as const) {
      expect(await stepTestReport(correction, by, step)).toMatchObject({ ok: true });
    }
    const verification = await verifyPublications(district.id);
    expect(verification).toMatchObject({ ok: true, count: 2, head: { sequence: 2 } });
    expect((await readContent(district.id, context.versionId))!.version.status).toBe("published");
  });

  it("cannot be submitted once the year is closed", async () => {
    await freshDistrict();
    context = await createReportIn(district, []);
    await setFiscalYearStage(district.id, actorOf(district.users.admin), district.years[2021], "closed");
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: false, blockers: [{ code: "fiscalYearClosed" }] });
  });

  it("is not published when something it says changed after the approval", async () => {
    await freshDistrict();
    context = await createReportIn(district, ["submit", "beginReview", "approve"]);
    await db().unit.update({ where: { id: district.units.a }, data: { name: "改了名的单位" } });
    expect(await stepTestReport(context, district.users.reviewer, "publish")).toMatchObject({ ok: false, blockers: [{ code: "contentChanged" }] });
    expect(await stepTestReport(context, district.users.reviewer, "sendBack", "单位名称有变，请重报。")).toMatchObject({ ok: true, data: { status: "sentBack" } });
  });
});

describe("checks", () => {
  it("keep a report that does not balance from being submitted", async () => {
    await freshDistrict();
    const context = await createReportIn(district, []);
    await save(context, "101", 1);
    const outcome = await stepTestReport(context, district.users.preparerA, "submit");
    expect(outcome).toMatchObject({ ok: false, blockers: expect.arrayContaining([expect.objectContaining({ code: "blockingFindings" })]) });
    const { findings } = await runChecks(district.id, context.versionId);
    expect(findings.some(({ severity }) => severity === "blocking")).toBe(true);
    expect(await db().reportVersion.findFirst({ where: { districtId: district.id } })).toMatchObject({ checkedRevision: 3, blockingFindings: findings.filter(({ severity }) => severity === "blocking").length });
  });

  it("ask for an explanation that lapses with the figures", async () => {
    await freshDistrict();
    const context = await createReportIn(district, []);
    const content = (await readContent(district.id, context.versionId))!;
    const finding = { key: "L-99@x", fingerprint: "1|2" };
    const explain = (fingerprint: string) => explainFinding(district.id, district.users.preparerA.user.id, { versionId: context.versionId, findingKey: finding.key, fingerprint, text: "情况属实" });
    expect(await explain("0|2")).toMatchObject({ ok: true });
    const before = (await readContent(district.id, context.versionId))!.explanations;
    expect(unexplained([{ ...finding, severity: "explain" }], before)).toHaveLength(1);
    await explain(finding.fingerprint);
    const after = (await readContent(district.id, context.versionId))!.explanations;
    expect(unexplained([{ ...finding, severity: "explain" }], after)).toHaveLength(0);
    expect(content.explanations).toEqual([]);
  });
});

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
});

describe("four eyes", () => {
  it("keeps who submitted or edited from approving and publishing, whatever roles they have", async () => {
    await freshDistrict();
    const { reviewer, preparerA } = district.users;
    const context = await createReportIn(district, ["submit", "beginReview"]);
    expect(await stepTestReport(context, preparerA, "approve")).toMatchObject({ ok: false, blockers: [{ code: "ownSubmission" }, { code: "ownEdit" }] });
    expect(await stepTestReport(context, reviewer, "approve")).toMatchObject({ ok: true });
    expect(await stepTestReport(context, preparerA, "publish")).toMatchObject({ ok: false, blockers: [{ code: "ownSubmission" }, { code: "ownEdit" }] });
  });
});

describe("opening and publishing many", () => {
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

  it("publishes all approved reports and names the others with their reasons", async () => {
    await freshDistrict();
    await createReportIn(district, ["submit", "beginReview", "approve"]);
    await createReportIn(district, ["submit", "beginReview", "approve"], { unitId: district.units.b, by: district.users.preparerB });
    await db().unit.update({ where: { id: district.units.b }, data: { name: "改了名的单位" } });
    const outcome = await publishApproved(district.id, actorOf(district.users.reviewer), district.years[2021]);
    expect(outcome.published.map(({ unitName }) => unitName)).toEqual(["区政府办公室本级"]);
    expect(outcome.refused).toMatchObject([{ unitName: "改了名的单位", reasons: [expect.stringContaining("批复之后内容有变化")] }]);
  });
});
