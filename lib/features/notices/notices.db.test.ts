// Who is told of what, in the transaction of what is done, and of nothing twice.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { chinaDay } from "@/lib/domain/words/moments";
import { addComment, addUnitComment, answerComment, markMentionsRead } from "@/lib/features/comments/mutations";
import { listMentions } from "@/lib/features/comments/data";
import { nameDeputy } from "@/lib/features/deputies/mutations";
import { countUnread, listNotices, listPreparers } from "@/lib/features/notices/data";
import { markNoticesRead, saveDeadlineDays, tell } from "@/lib/features/notices/mutations";
import { deadlineDaysSchema, inboxFilterSchema } from "@/lib/features/notices/schema";
import { assignReviewers } from "@/lib/features/review-assignments/mutations";
import { setUserDisabled } from "@/lib/features/users/mutations";
import type { Session } from "@/lib/features/session/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  correctTestReport,
  createFreshDistrict,
  createReportIn,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
const inbox = async (person: Session, of = district, asked: Record<string, string> = {}) =>
  (await listNotices(of.id, person.user.id, inboxFilterSchema.parse(asked))).notices;
const titles = async (person: Session, of = district) => (await inbox(person, of)).map(({ title }) => title);

beforeAll(async () => {
  district = await createFreshDistrict();
});

describe("what a unit is told of its report", () => {
  it("is every step of the bureau, with its reason and the way to it, and none of its own", async () => {
    const of = await createFreshDistrict();
    const { preparerA, colleagueA, preparerB, reviewer, secondReviewer } = of.users;
    const context = await createReportIn(of, ["submit", "sendBack"]);
    const [returned] = await inbox(preparerA, of);
    expect(returned).toMatchObject({
      label: "退回",
      title: "区政府办公室本级2021年度决算被退回，请修改后再上报",
      text: "请核对后重报。",
      href: "/desk/101001/2021",
      isRead: false,
    });
    for (const [step, by] of [
      ["submit", preparerA],
      ["beginReview", reviewer],
      ["approve", reviewer],
      ["withdrawApproval", secondReviewer],
      ["approve", reviewer],
      ["publish", secondReviewer],
    ] as const)
      expect(await stepTestReport(context, by, step, "重新核对")).toMatchObject({ ok: true });
    await correctTestReport(of, context, { yuan: "200", reason: "金额有误。", steps: [] });
    const labels = ["更正", "公开", "批复", "撤销批复", "批复", "退回"];
    for (const person of [preparerA, colleagueA])
      expect((await inbox(person, of)).map(({ label }) => label)).toEqual(labels);
    for (const person of [preparerB, reviewer, secondReviewer]) expect(await inbox(person, of)).toEqual([]);
  });

  it("is written with the step or not at all", async () => {
    const of = await createFreshDistrict();
    const context = await createReportIn(of, ["submit"]);
    await expect(stepTestReport(context, of.users.reviewer, "sendBack", "")).resolves.toMatchObject({ ok: false });
    expect(await inbox(of.users.preparerA, of)).toEqual([]);
  });

  it("reaches whoever stands in for a preparer, and nobody whose account is closed", async () => {
    const of = await createFreshDistrict();
    const { preparerA, colleagueA, preparerB, admin } = of.users;
    const today = chinaDay(now());
    const named = await nameDeputy(of.id, actorOf(admin), {
      absentId: preparerA.user.id,
      deputyId: preparerB.user.id,
      roles: ["preparer"],
      from: today,
      to: today,
      reason: "休假",
    });
    expect(named).toMatchObject({ ok: true });
    expect(await setUserDisabled(of.id, actorOf(admin), colleagueA.user.id, true)).toMatchObject({ ok: true });
    const people = await listPreparers(of.id, [of.units.a, of.units.b, randomUUID()]);
    const ids = (unitId: string) =>
      people
        .get(unitId)!
        .map(({ id }) => id)
        .toSorted();
    expect(ids(of.units.a)).toEqual([preparerA.user.id, preparerB.user.id].toSorted());
    expect(ids(of.units.b)).toEqual([preparerB.user.id]);
  });
});

describe("what is told of comments", () => {
  it("goes to the other side and the thread, to those who are named in other words, and not to the author", async () => {
    const { preparerA, colleagueA, preparerB, reviewer, secondReviewer } = district.users;
    const { versionId } = await createReportIn(district, ["submit", "beginReview"]);
    const anchor = { kind: "form" as const, id: "performance", label: "绩效" };
    const written = await addComment(district.id, actorOf(reviewer), {
      versionId,
      anchor,
      body: "请说明。@preparer-a 请看",
      needsAnswer: false,
      isBlocking: false,
    });
    if (!written.ok) throw new Error(written.reasons.join());
    const { commentId } = written.data;
    expect(await titles(preparerA)).toEqual(["reviewer在区政府办公室本级2021年度决算的意见中提到了您"]);
    expect(await titles(colleagueA)).toEqual(["reviewer在区政府办公室本级2021年度决算中写了意见或答复"]);
    await answerComment(
      district.id,
      { ...actorOf(preparerA), isFromBureau: false },
      { versionId, commentId, body: "好" },
    );
    expect(await inbox(reviewer)).toMatchObject([
      { label: "意见", href: `/review/101001/2021?version=1&thread=${commentId}` },
    ]);
    for (const person of [preparerB, secondReviewer]) expect(await inbox(person)).toEqual([]);
    expect(JSON.stringify(await inbox(colleagueA))).not.toContain("请说明");

    // Opened, the thread is read in the inbox as well.
    await markMentionsRead(district.id, preparerA.user.id, commentId);
    expect((await inbox(preparerA)).map(({ isRead }) => isRead)).toEqual([true]);
    expect(await countUnread(district.id, colleagueA.user.id)).toBe(1);
  });

  it("is read on the home page once it is in the inbox", async () => {
    const of = await createFreshDistrict();
    const { colleagueA, preparerA } = of.users;
    const { versionId } = await openTestReport(of);
    const anchor = { kind: "form" as const, id: "performance", label: "绩效" };
    await addUnitComment(of.id, actorOf(preparerA), { versionId, kind: "note", anchor, body: "@colleague-a 请看" });
    const unread = async () => (await listMentions(of.id, colleagueA.user.id, 10)).filter(({ isRead }) => !isRead);
    expect(await unread()).toHaveLength(1);
    await markNoticesRead(of.id, colleagueA.user.id, (await inbox(colleagueA, of))[0]!.id);
    expect(await unread()).toEqual([]);
  });

  it("of a question reaches the bureau, and of a note the unit's own whom it names", async () => {
    const of = await createFreshDistrict();
    const { preparerA, colleagueA, reviewer, secondReviewer } = of.users;
    const { versionId } = await openTestReport(of);
    const anchor = { kind: "form" as const, id: "performance", label: "绩效" };
    const write = (kind: "note" | "question", body: string) =>
      addUnitComment(of.id, actorOf(preparerA), { versionId, kind, anchor, body });
    const asked = await write("question", "这里怎样填？");
    if (!asked.ok) throw new Error(asked.reasons.join());
    for (const person of [reviewer, secondReviewer]) expect(await inbox(person, of)).toHaveLength(1);
    const answer = { versionId, commentId: asked.data.commentId, body: "按说明填。" };
    await answerComment(of.id, { ...actorOf(reviewer), isFromBureau: true }, answer);
    expect(await inbox(preparerA, of)).toHaveLength(1);
    await answerComment(of.id, { ...actorOf(preparerA), isFromBureau: false }, { ...answer, body: "谢谢" });
    // Somebody of the bureau has taken the question up.
    expect(await inbox(reviewer, of)).toHaveLength(2);
    expect(await inbox(secondReviewer, of)).toHaveLength(1);
    await write("note", "内部备注 @colleague-a");
    expect((await inbox(colleagueA, of)).map(({ label }) => label)).toContain("提到我");
    expect(await inbox(reviewer, of)).toHaveLength(2);
  });

  it("is for the one who has the report to review, as long as that person may", async () => {
    const of = await createFreshDistrict();
    const { preparerA, reviewer, secondReviewer } = of.users;
    const { versionId } = await openTestReport(of);
    const unit = { unitId: of.units.a, unitName: "甲", departmentId: of.units.department, reviewerId: null };
    const assigned = await assignReviewers(of.id, actorOf(reviewer), {
      fiscalYear: { id: of.years[2021], year: 2021 },
      units: [unit],
      to: { kind: "one", reviewerId: secondReviewer.user.id },
      onlyUnassigned: false,
    });
    expect(assigned).toMatchObject({ ok: true });
    const anchor = { kind: "form" as const, id: "performance", label: "绩效" };
    const ask = () =>
      addUnitComment(of.id, actorOf(preparerA), { versionId, kind: "question", anchor, body: "这里怎样填？" });
    const counts = async () => [(await inbox(reviewer, of)).length, (await inbox(secondReviewer, of)).length];
    await ask();
    expect(await counts()).toEqual([0, 1]);
    await db().user.update({ where: { id: secondReviewer.user.id }, data: { disabledAt: now() } });
    await ask();
    expect(await counts()).toEqual([1, 1]);
  });
});

describe("an inbox", () => {
  it("is told the same once, and is one's own", async () => {
    const of = await createFreshDistrict();
    const { preparerA, preparerB } = of.users;
    const told = {
      kind: "published" as const,
      key: "step:one",
      userIds: [preparerA.user.id, preparerA.user.id],
      unitId: of.units.a,
      fiscalYearId: of.years[2021],
      facts: { unit: "甲", year: 2021 },
      href: "/desk",
    };
    const once = () => db().$transaction((transaction) => tell(transaction, of.id, [told, told]));
    await Promise.all([once(), once(), once()]);
    await once();
    const [notice, ...more] = await inbox(preparerA, of);
    expect(more).toEqual([]);
    await markNoticesRead(of.id, preparerB.user.id, notice!.id);
    expect(await countUnread(of.id, preparerA.user.id)).toBe(1);
    await markNoticesRead(of.id, preparerA.user.id, notice!.id);
    expect(await countUnread(of.id, preparerA.user.id)).toBe(0);
    expect(await inbox(preparerA, of, { unread: "1" })).toEqual([]);
    expect(await inbox(preparerA, of, { group: "steps", page: "nonsense" })).toHaveLength(1);
    expect(await inbox(preparerA, of, { group: "comments" })).toEqual([]);
  });

  it("keeps what it says, whoever writes to it, and shows nothing of a kind that this release does not know", async () => {
    const of = await createFreshDistrict();
    const { preparerA } = of.users;
    const row = {
      districtId: of.id,
      userId: preparerA.user.id,
      facts: { unit: "甲", year: 2021 },
      href: "/desk",
      createdAt: now(),
    };
    const { id } = await db().notice.create({ data: { ...row, key: "a", kind: "approved" } });
    await db().notice.create({ data: { ...row, key: "b", kind: "ofALaterRelease" } });
    expect(await inbox(preparerA, of)).toHaveLength(1);
    expect(await countUnread(of.id, preparerA.user.id)).toBe(1);
    const key = { districtId_id: { districtId: of.id, id } };
    await expect(db().notice.update({ where: key, data: { href: "/admin" } })).rejects.toThrow(/is fixed/);
    await expect(ownerDb().notice.delete({ where: key })).rejects.toThrow(/append-only/);
  });
});

describe("the days before a deadline on which units are told", () => {
  it("are read from what a person types, and changed once", async () => {
    const read = (days: string) => deadlineDaysSchema.safeParse({ days });
    expect(read(" 3，7、1 7 ").data).toEqual({ days: [7, 3, 1] });
    expect(read("").data).toEqual({ days: [] });
    for (const wrong of ["-1", "7.5", "100", "三", "61", Array.from({ length: 11 }, (_, day) => day).join()])
      expect(read(wrong).success, wrong).toBe(false);
    const by = actorOf(district.users.admin);
    expect(await saveDeadlineDays(district.id, by, [5])).toMatchObject({ ok: true });
    expect(await saveDeadlineDays(district.id, by, [5])).toMatchObject({ ok: false });
  });
});
