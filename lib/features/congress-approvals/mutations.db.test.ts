import { beforeAll, describe, expect, it } from "vitest";
import { readCongressApproval, readRecordedCongressApproval } from "@/lib/features/congress-approvals/data";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { congressApprovalSchema, type CongressApprovalInput } from "@/lib/features/congress-approvals/schema";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYearId: string;

const decision = {
  body: "测试区人民代表大会常务委员会",
  meeting: "第十九届人大常委会第三次会议",
  decisionNumber: "测人常〔2022〕12号",
  decidedOn: "2022-06-29",
};
const record = (change: Partial<CongressApprovalInput> = {}, by = district.users.reviewer) =>
  recordCongressApproval(
    district.id,
    actorOf(by),
    congressApprovalSchema.parse({ fiscalYearId, ...decision, revision: 0, ...change }),
  );
const stored = () => readCongressApproval(district.id, fiscalYearId);

describe("the decision of the people's congress", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    fiscalYearId = district.years[2021]!;
  });

  it.each([
    ["2021-12-31", /年度结束之后/],
    ["2999-01-01", /还没有到/],
  ])("is not of %s", async (decidedOn, reason) => {
    expect(await record({ decidedOn })).toMatchObject({ ok: false, reasons: [expect.stringMatching(reason)] });
    expect(await stored()).toBeNull();
  });

  it.each(["2022-02-30", "", "29.06.2022"])("does not take %j for a day", async (decidedOn) => {
    expect(() => congressApprovalSchema.parse({ fiscalYearId, ...decision, revision: 0, decidedOn })).toThrow(
      /请填写批准日期/,
    );
  });

  it("is recorded once, with an audit event; of two at once the second is told", async () => {
    const both = await Promise.all([record(), record({ meeting: "另一次会议" })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reasons: [expect.stringContaining("他人刚刚登记")] });
    const events = await db().auditEvent.findMany({
      where: { districtId: district.id, action: "congressApproval.recorded" },
    });
    expect(events.map(({ details }) => details)).toMatchObject([{ decidedOn: "2022-06-29" }]);
  });

  it("is corrected by who saw the last state of it, and the audit log keeps what it was", async () => {
    await db().congressApproval.updateMany({
      where: { districtId: district.id },
      data: { ...decisionRow, revision: { increment: 1 } },
    });
    const { revision } = (await readRecordedCongressApproval(district.id, fiscalYearId))!;
    expect(await record({ revision })).toMatchObject({ ok: false, reasons: [expect.stringContaining("相同")] });
    expect(await record({ revision, decidedOn: "2022-07-01" }, district.users.admin)).toMatchObject({ ok: true });
    expect(await stored()).toEqual({ ...decision, decidedOn: "2022-07-01" });
    expect(await record({ revision, decidedOn: "2022-07-02" })).toMatchObject({ ok: false });
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "congressApproval.corrected" },
    });
    expect(event.details).toMatchObject({
      decidedOn: "2022-07-01",
      before: [decision.body, decision.meeting, decision.decisionNumber, "2022-06-29"],
    });
  });

  it("of another district's year is not found", async () => {
    const other = await createFreshDistrict();
    await expect(
      recordCongressApproval(other.id, actorOf(other.users.reviewer), {
        fiscalYearId,
        ...decision,
        revision: 0,
      }),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});

const decisionRow = {
  body: decision.body,
  meeting: decision.meeting,
  decisionNumber: decision.decisionNumber,
  decidedOn: new Date("2022-06-29T00:00:00Z"),
};
