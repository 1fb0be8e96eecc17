import { beforeAll, describe, expect, it } from "vitest";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { textSlots } from "@/lib/domain/words/facts";
import { unexplained } from "@/lib/domain/report/explanations";
import { explainFinding, runChecks } from "@/lib/features/checks/mutations";
import { addComment, answerComment, resolveComment } from "@/lib/features/comments/mutations";
import { setFiscalYearStage } from "@/lib/features/fiscal-years/mutations";
import { checkChain } from "@/lib/features/proof/data";
import { takeStep } from "@/lib/features/report-steps/mutations";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createReportIn,
  exemptTestUnit,
  createFreshDistrict,
  createTestDistrict,
  openTestReport,
  stepManyTestReports,
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

describe("steps", () => {
  let context: VersionContext;
  beforeAll(async () => {
    district = await createFreshDistrict();
  });

  it("names everything that stands in the way of a submission at once", async () => {
    context = await openTestReport(district);
    await save(context, "一百", 0);
    await saveTexts(actorOf(district.users.preparerA), context, {
      how: "typing",
      edits: [{ slot: textSlots.duties, text: "负责人𪚥某。", baseRevision: 0 }],
    });
    const comment = await addComment(district.id, district.users.reviewer.user, {
      versionId: context.versionId,
      anchor: { kind: "cell", id: "x", label: "" },
      body: "请说明。",
      needsAnswer: true,
      isBlocking: true,
    });
    expect(comment.ok).toBe(true);
    const outcome = await stepTestReport(context, district.users.preparerA, "submit");
    expect(outcome.ok).toBe(false);
    if (!outcome.ok)
      expect(new Set(outcome.blockers.map(({ code }) => code))).toEqual(
        new Set(["invalidInputs", "emptySheetNotStated", "missingTexts", "rareCharacters", "unansweredComments"]),
      );
    if (!outcome.ok) expect(outcome.reasons.join("")).toContain("“𪚥”（U+2A6A5）在第一部分“一、单位职责”中");
  });

  it("refuses a step on a revision that has passed", async () => {
    const outcome = await takeStep(district.id, actorOf(district.users.preparerA), {
      versionId: context.versionId,
      revision: 0,
      step: "submit",
    });
    expect(outcome).toMatchObject({ ok: false, blockers: [{ code: "someoneFaster" }] });
  });

  it("knows nothing of another district's version", async () => {
    const other = await createTestDistrict("999999");
    const input = { versionId: context.versionId, revision: 1, step: "sendBack", reason: "核对" } as const;
    await expect(takeStep(other.id, actorOf(other.users.reviewer), input)).rejects.toMatchObject({ code: "notFound" });
  });

  it("lets one of two submissions at once through", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, []);
    const both = await Promise.all([
      stepTestReport(context, district.users.preparerA, "submit"),
      stepTestReport(context, district.users.colleagueA, "submit"),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await db().workflowEvent.count({
        where: { districtId: district.id, versionId: context.versionId, step: "submit" },
      }),
    ).toBe(1);
  });

  it("can be withdrawn until the review begins", async () => {
    expect(await stepTestReport(context, district.users.preparerA, "withdraw")).toMatchObject({
      ok: true,
      data: { status: "drafting" },
    });
    await stepTestReport(context, district.users.preparerA, "submit");
    await stepTestReport(context, district.users.reviewer, "beginReview");
    expect(await stepTestReport(context, district.users.preparerA, "withdraw")).toMatchObject({
      ok: false,
      blockers: [{ code: "wrongStatus" }],
    });
  });

  it("is sent back with a reason only, and every question needs an answer before the next submission", async () => {
    expect(await stepTestReport(context, district.users.reviewer, "sendBack", "  ")).toMatchObject({
      ok: false,
      blockers: [{ code: "reasonMissing" }],
    });
    const added = await addComment(district.id, district.users.reviewer.user, {
      versionId: context.versionId,
      anchor: { kind: "cell", id: "income.total.total", label: "公开02表" },
      body: "与预算不符，请说明。",
      needsAnswer: true,
      isBlocking: true,
    });
    if (!added.ok) throw new Error();
    const thread = { versionId: context.versionId, commentId: added.data.commentId };
    expect(await stepTestReport(context, district.users.reviewer, "sendBack", "请答复意见。")).toMatchObject({
      ok: true,
    });
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({
      ok: false,
      blockers: [{ code: "unansweredComments" }],
    });

    await answerComment(
      district.id,
      { ...district.users.preparerA.user, isFromBureau: false },
      { ...thread, body: "追加经费。" },
    );
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: true });
    await stepTestReport(context, district.users.reviewer, "beginReview");
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({
      ok: false,
      blockers: [{ code: "unresolvedComments" }],
    });
    await resolveComment(district.id, district.users.reviewer.user, { ...thread, isResolved: true });
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({
      ok: true,
      data: { status: "approved" },
    });
    const version = await db().reportVersion.findUniqueOrThrow({
      where: { districtId_id: { districtId: district.id, id: context.versionId } },
    });
    expect(version).toMatchObject({ round: 3, status: "approved" });
    expect(version.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is published as a snapshot whose hash and chain hold", async () => {
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({
      ok: true,
      data: { status: "published" },
    });
    const publication = await db().publication.findFirstOrThrow({ where: { districtId: district.id } });
    expect(publication).toMatchObject({ sequence: 1, previousHash: "", unitCode: "101001", year: 2021, number: 1 });
    expect(await checkChain(district.id)).toEqual([]);
  });

  it("is corrected by a new version with the published facts; the old one stays", async () => {
    expect(await stepTestReport(context, district.users.reviewer, "correct")).toMatchObject({
      ok: false,
      blockers: [{ code: "reasonMissing" }],
    });
    const outcome = await stepTestReport(context, district.users.reviewer, "correct", "公开后发现基本支出有误。");
    if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
    const correction = { ...context, versionId: outcome.data.versionId, status: "drafting" as const };
    const content = await readContent(district.id, correction.versionId);
    expect(content).toMatchObject({
      version: { number: 2, status: "drafting", correctionReason: "公开后发现基本支出有误。" },
    });
    expect(content!.cells).toHaveLength(4);
    expect(await stepTestReport(context, district.users.reviewer, "correct", "再来一次")).toMatchObject({
      ok: false,
      blockers: [{ code: "versionInWork", number: 2 }],
    });

    expect((await save(correction, "100.00", 1)).results[0]).toMatchObject({ ok: true });
    for (const [step, by] of [
      ["submit", district.users.preparerA],
      ["beginReview", district.users.reviewer],
      ["approve", district.users.reviewer],
      ["publish", district.users.secondReviewer],
    ] as const) {
      expect(await stepTestReport(correction, by, step)).toMatchObject({ ok: true });
    }
    expect(await checkChain(district.id)).toEqual([]);
    expect(await db().publication.count({ where: { districtId: district.id } })).toBe(2);
    expect((await readContent(district.id, context.versionId))!.version.status).toBe("published");
  });

  it("cannot be submitted once the year is closed", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, []);
    await setFiscalYearStage(district.id, actorOf(district.users.admin), district.years[2021], "closed");
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({
      ok: false,
      blockers: [{ code: "fiscalYearClosed" }],
    });
  });

  it("is not published when something it says changed after the approval", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, ["submit", "beginReview", "approve"]);
    await db().unitPeriod.updateMany({ where: { unitId: district.units.a }, data: { name: "改了名的单位" } });
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({
      ok: false,
      blockers: [{ code: "contentChanged" }],
    });
    expect(
      await stepTestReport(context, district.users.secondReviewer, "sendBack", "单位名称有变，请重报。"),
    ).toMatchObject({
      ok: true,
      data: { status: "sentBack" },
    });
  });
});

describe("checks", () => {
  it("keep a report that does not balance from being submitted", async () => {
    district = await createFreshDistrict();
    const context = await createReportIn(district, []);
    await save(context, "101", 1);
    const outcome = await stepTestReport(context, district.users.preparerA, "submit");
    expect(outcome).toMatchObject({
      ok: false,
      blockers: expect.arrayContaining([expect.objectContaining({ code: "blockingFindings" })]),
    });
    const { findings } = await runChecks(district.id, context.versionId);
    expect(findings.some(({ severity }) => severity === "blocking")).toBe(true);
    expect(await db().reportVersion.findFirst({ where: { districtId: district.id } })).toMatchObject({
      checkedRevision: 3,
      blockingFindings: findings.filter(({ severity }) => severity === "blocking").length,
    });
  });

  it("ask for an explanation that lapses with the figures", async () => {
    district = await createFreshDistrict();
    const context = await createReportIn(district, []);
    const content = (await readContent(district.id, context.versionId))!;
    const finding = { key: "L-99@x", fingerprint: "1|2" };
    const explain = (fingerprint: string) =>
      explainFinding(district.id, district.users.preparerA.user.id, {
        versionId: context.versionId,
        findingKey: finding.key,
        fingerprint,
        text: "情况属实",
      });
    expect(await explain("0|2")).toMatchObject({ ok: true });
    const before = (await readContent(district.id, context.versionId))!.explanations;
    expect(unexplained([{ ...finding, severity: "explain" }], before)).toHaveLength(1);
    await explain(finding.fingerprint);
    const after = (await readContent(district.id, context.versionId))!.explanations;
    expect(unexplained([{ ...finding, severity: "explain" }], after)).toHaveLength(0);
    expect(content.explanations).toEqual([]);
  });
});

describe("four eyes", () => {
  it("keeps who submitted or edited from approving and publishing, whatever roles they have", async () => {
    district = await createFreshDistrict();
    const { reviewer, preparerA } = district.users;
    const context = await createReportIn(district, ["submit", "beginReview"]);
    expect(await stepTestReport(context, preparerA, "approve")).toMatchObject({
      ok: false,
      blockers: [{ code: "ownWork", parts: ["content", "submission"] }],
    });
    expect(await stepTestReport(context, reviewer, "approve")).toMatchObject({ ok: true });
    expect(await stepTestReport(context, preparerA, "publish")).toMatchObject({
      ok: false,
      blockers: [{ code: "ownWork", parts: ["content", "submission"] }],
    });
  });
});

const versionOf = (versionId: string) =>
  db().reportVersion.findUniqueOrThrow({ where: { districtId_id: { districtId: district.id, id: versionId } } });

describe("publishing many", () => {
  it("leaves out a unit that was exempted after its approval, and says on what basis", async () => {
    district = await createFreshDistrict();
    const { versionId } = await createReportIn(district, ["submit", "beginReview", "approve"]);
    await exemptTestUnit(district, district.units.a, "涉密单位（保守国家秘密法）");
    expect(await stepManyTestReports(district, district.users.secondReviewer, "publish", [versionId])).toEqual([
      { versionId, reasons: [expect.stringContaining("依规定不公开：涉密单位（保守国家秘密法）")] },
    ]);
    expect((await versionOf(versionId)).status).toBe("approved");
  });

  it("publishes each report that was chosen by itself, and says why another could not be", async () => {
    district = await createFreshDistrict();
    const approved = await createReportIn(district, ["submit", "beginReview", "approve"]);
    const waiting = await createReportIn(district, ["submit"], {
      unitId: district.units.b,
      by: district.users.preparerB,
    });
    const chosen = [waiting, approved].map(({ versionId }) => versionId);
    const publish = () => stepManyTestReports(district, district.users.secondReviewer, "publish", chosen);
    expect(await publish()).toEqual([
      { versionId: waiting.versionId, reasons: [expect.stringContaining("不能公开")] },
      { versionId: approved.versionId, reasons: [] },
    ]);
    expect((await versionOf(approved.versionId)).status).toBe("published");
    const again = await publish();
    expect(again.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });
});
