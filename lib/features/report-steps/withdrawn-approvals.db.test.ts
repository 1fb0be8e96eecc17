// Approvals that are withdrawn before publication, and approvals of years whose congress has not decided.
import { beforeEach, describe, expect, it } from "vitest";
import { openPointLines } from "@/lib/domain/report/open-points";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { setSeparation } from "@/lib/features/duties/mutations";
import { readApproval } from "@/lib/features/publication/data";
import { listSteps } from "@/lib/features/report-steps/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;

const version = () =>
  db().reportVersion.findUniqueOrThrow({
    where: { districtId_id: { districtId: district.id, id: context.versionId } },
  });
const approvals = () =>
  db().reportApproval.findMany({ where: { versionId: context.versionId }, orderBy: { number: "asc" } });
const withdraw = (by = district.users.secondReviewer, reason = "误批，附注有误。") =>
  stepTestReport(context, by, "withdrawApproval", reason);

beforeEach(async () => {
  district = await createFreshDistrict();
  context = await createReportIn(district, ["submit", "beginReview", "approve"]);
});

describe("an approval", () => {
  it("is withdrawn by another reviewer with a reason; the report is under review again and everybody can read why", async () => {
    expect(await withdraw()).toMatchObject({ ok: true, data: { status: "underReview" } });
    expect(await version()).toMatchObject({
      status: "underReview",
      round: 1,
      approvedById: null,
      approvedAt: null,
      contentHash: null,
    });
    expect((await listSteps(district.id, context.versionId)).at(-1)).toMatchObject({
      step: "withdrawApproval",
      reason: "误批，附注有误。",
      by: district.users.secondReviewer.user.name,
    });
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "report.withdrawApproval" },
    });
    expect(event.details).toMatchObject({ reason: "误批，附注有误。", number: 1 });
  });

  it("is not withdrawn by who gave it, nor without a reason; the database refuses it, too", async () => {
    expect(await withdraw(district.users.reviewer)).toMatchObject({
      ok: false,
      blockers: [{ code: "ownApprovalTakenBack" }],
    });
    expect(await withdraw(district.users.secondReviewer, " ")).toMatchObject({
      ok: false,
      blockers: [{ code: "reasonMissing" }],
    });
    const past = ownerPool().query(
      `WITH event AS (INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
         VALUES ($1, $2, gen_random_uuid(), 'withdrawApproval', 'approved', 'underReview', 1, 1, $3, now()) RETURNING 1)
       UPDATE report_version SET status = 'underReview', approved_by = NULL WHERE district_id = $1 AND id = $2 AND EXISTS (SELECT FROM event)`,
      [district.id, context.versionId, district.users.reviewer.user.id],
    );
    await expect(past).rejects.toMatchObject({ code: "MZ005" });
    expect(await version()).toMatchObject({ status: "approved" });
  });

  it("is not taken back by 退回 of who gave it either, past the application neither; another reviewer can", async () => {
    const { reviewer, secondReviewer } = district.users;
    expect(await stepTestReport(context, reviewer, "sendBack", "误批")).toMatchObject({
      ok: false,
      blockers: [{ code: "ownApprovalTakenBack", step: "sendBack" }],
      reasons: [expect.stringContaining("批复人以外的审核人")],
    });
    const past = (by: string) =>
      ownerPool().query(
        `WITH event AS (INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
           VALUES ($1, $2, gen_random_uuid(), 'sendBack', 'approved', 'sentBack', 1, 1, $3, now()) RETURNING 1)
         UPDATE report_version SET status = 'sentBack', approved_by = NULL WHERE district_id = $1 AND id = $2 AND EXISTS (SELECT FROM event)`,
        [district.id, context.versionId, by],
      );
    await expect(past(reviewer.user.id)).rejects.toMatchObject({ code: "MZ005" });
    expect(await version()).toMatchObject({ status: "approved" });
    expect(await stepTestReport(context, secondReviewer, "sendBack", "误批")).toMatchObject({ ok: true });
    expect((await listSteps(district.id, context.versionId)).at(-1)).toMatchObject({
      step: "sendBack",
      fromStatus: "approved",
      reason: "误批",
      by: secondReviewer.user.name,
    });
  });

  it("of a bureau with one reviewer, which has turned the separation off, goes back to the unit by 退回 alone", async () => {
    const { reviewer, admin } = district.users;
    const off = await setSeparation(district.id, actorOf(admin), { isSeparate: false, reason: "只有一名审核人" });
    expect(off).toMatchObject({ ok: true });
    expect(await withdraw(reviewer)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("您可以退回")],
    });
    expect(await stepTestReport(context, reviewer, "sendBack", " ")).toMatchObject({
      ok: false,
      blockers: [{ code: "reasonMissing" }],
    });
    expect(await stepTestReport(context, reviewer, "sendBack", "误批")).toMatchObject({
      ok: true,
      data: { status: "sentBack" },
    });
  });

  it("can be given again, is a row of its own, and the newest is what is published", async () => {
    await withdraw();
    expect(await approvals()).toHaveLength(1);
    expect(await stepTestReport(context, district.users.secondReviewer, "approve")).toMatchObject({ ok: true });
    const [first, second] = await approvals();
    expect([first, second].map((row) => [row!.round, row!.number, row!.approvedById])).toEqual([
      [1, 1, district.users.reviewer.user.id],
      [1, 2, district.users.secondReviewer.user.id],
    ]);
    const content = (await readContent(district.id, context.versionId))!;
    expect(await readApproval(content)).toMatchObject({ contentHash: second!.contentHash, isIntact: true });
    // Who approved last is kept from publishing; who approved first is not.
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({
      ok: false,
      blockers: [{ code: "ownApproval" }],
    });
    expect(await stepTestReport(context, district.users.reviewer, "publish")).toMatchObject({ ok: true });
  });

  it("of a published report is not withdrawn; the refusal says that a correction is the way", async () => {
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({ ok: true });
    expect(await withdraw()).toMatchObject({ ok: false, reasons: [expect.stringContaining("请办理更正")] });
    expect(await version()).toMatchObject({ status: "published" });
  });

  it("is either withdrawn or published when both are asked for at once", async () => {
    const both = await Promise.all([withdraw(), stepTestReport(context, district.users.secondReviewer, "publish")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const { status } = await version();
    expect(await db().publication.count({ where: { versionId: context.versionId } })).toBe(
      status === "published" ? 1 : 0,
    );
  });
});

describe("an approval before the congress has decided", () => {
  const setDemand = (congress: "ignore" | "warn" | "block") =>
    db().fiscalYear.update({ where: { id: district.years[2021] }, data: { decisionRule: { congress } } });
  const open = async () => openPointLines((await listSteps(district.id, context.versionId)).at(-1)!.confirmed);

  beforeEach(async () => {
    await withdraw();
  });

  it("is given and keeps that nothing is recorded, unless the year says otherwise", async () => {
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({ ok: true });
    expect(await open()).toEqual(["1项人大批准没有登记"]);
    await withdraw();
    await setDemand("ignore");
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({ ok: true });
    expect(await open()).toEqual([]);
  });

  it("is refused where the year says so, until the decision is recorded", async () => {
    await setDemand("block");
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({
      ok: false,
      blockers: [{ code: "congressUndecided", year: 2021 }],
    });
    await recordCongressApproval(district.id, actorOf(district.users.admin), {
      fiscalYearId: district.years[2021],
      body: "测试区人大常委会",
      meeting: "第三次会议",
      decisionNumber: "",
      decidedOn: "2022-06-29",
      revision: 0,
    });
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({ ok: true });
    expect(await open()).toEqual([]);
  });
});
