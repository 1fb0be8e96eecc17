// Comments of the unit, mentions, and who sees what of them. Only the request itself is played here.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { UnitCommentKind } from "@/lib/domain/report/comment-kinds";
import {
  addUnitCommentAction,
  answerCommentAction,
  markMentionsReadAction,
  resolveCommentAction,
} from "@/lib/features/comments/actions";
import { loadComments, loadMentions } from "@/lib/features/comments/loaders";
import { addComment, addUnitComment, answerComment } from "@/lib/features/comments/mutations";
import { listReportSummaries, type VersionContext } from "@/lib/features/versions/data";
import type { Session } from "@/lib/features/session/data";
import { setUserDisabled } from "@/lib/features/users/mutations";
import type { ActionResult } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  confirmTestStep,
  createReportIn,
  createTestDistrict,
  openTestReport,
  signedInCookie,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const jar = vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
  return new Map<string, string>();
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers(),
}));
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let code = 700_000;
let district: TestDistrict;
let context: VersionContext;

async function as<T>(person: Session, run: () => Promise<T>): Promise<T> {
  jar.clear();
  jar.set(...(await signedInCookie(person)));
  return run();
}

const cell = { kind: "cell", id: "income:2010301::generalPublicBudget", label: "收入 行政运行" } as const;
const outcomeOf = (result: ActionResult<unknown>) => (result.ok ? "ok" : (result.code ?? "data"));

async function begin(kind: UnitCommentKind, body: string, by: Session = district.users.preparerA): Promise<string> {
  const result = await as(by, () => addUnitCommentAction({ versionId: context.versionId, kind, anchor: cell, body }));
  if (!result.ok) throw new Error(result.reasons.join(" "));
  return result.data.commentId;
}

const bodiesSeenBy = (person: Session) =>
  as(person, async () => (await loadComments(context.versionId)).threads.map(({ body }) => body));
const mentionsOf = (person: Session) => as(person, loadMentions);

beforeEach(async () => {
  code += 1;
  district = await createTestDistrict(String(code));
  context = await openTestReport(district);
});

describe("a comment of the unit", () => {
  it("is seen by the unit, and by the bureau only when it is a question", async () => {
    await begin("note", "凭证待查");
    await begin("question", "按什么口径");
    const { preparerA, colleagueA, preparerB, reviewer, admin } = district.users;
    for (const person of [preparerA, colleagueA])
      expect(await bodiesSeenBy(person)).toEqual(["凭证待查", "按什么口径"]);
    for (const person of [reviewer, admin]) expect(await bodiesSeenBy(person)).toEqual(["按什么口径"]);
    await expect(bodiesSeenBy(preparerB)).rejects.toMatchObject({ code: "notFound" });
    const summaries = await listReportSummaries(district.id, { unitIds: [district.units.a] });
    expect(
      [...summaries.values()].map(({ openComments }) => openComments),
      "the queue of the bureau counts no notes",
    ).toEqual([1]);
  });

  it("is answered and resolved by whom it concerns; a note is not even there for the others", async () => {
    const note = { versionId: context.versionId, commentId: await begin("note", "凭证待查") };
    const question = { versionId: context.versionId, commentId: await begin("question", "按什么口径") };
    const outcomes = async (person: Session, thread: typeof note) => [
      outcomeOf(await as(person, () => answerCommentAction({ ...thread, body: "答" }))),
      outcomeOf(await as(person, () => resolveCommentAction({ ...thread, isResolved: true }))),
      outcomeOf(await as(person, () => resolveCommentAction({ ...thread, isResolved: false }))),
    ];
    const { colleagueA, preparerB, reviewer, admin } = district.users;
    expect(await outcomes(colleagueA, note)).toEqual(["ok", "ok", "ok"]);
    expect(await outcomes(reviewer, note)).toEqual(["notFound", "notFound", "notFound"]);
    expect(await outcomes(admin, note)).toEqual(["forbidden", "forbidden", "forbidden"]);
    for (const person of [colleagueA, reviewer]) expect(await outcomes(person, question)).toEqual(["ok", "ok", "ok"]);
    for (const thread of [note, question])
      expect(await outcomes(preparerB, thread)).toEqual(["notFound", "notFound", "notFound"]);
  });

  it("leaves the resolving of a comment of the bureau to the bureau", async () => {
    const added = await addComment(district.id, district.users.reviewer.user, {
      versionId: context.versionId,
      anchor: cell,
      body: "请说明",
      needsAnswer: false,
      isBlocking: false,
    });
    const thread = { versionId: context.versionId, commentId: added.ok ? added.data.commentId : "", isResolved: true };
    expect(outcomeOf(await as(district.users.preparerA, () => resolveCommentAction(thread)))).toBe("forbidden");
    expect(outcomeOf(await as(district.users.reviewer, () => resolveCommentAction(thread)))).toBe("ok");
  });

  it("holds up neither 上报 nor 批复, and can be written while the report is with the bureau or was sent back", async () => {
    context = await createReportIn(district, [], { year: 2020 });
    await begin("note", "凭证待查");
    await begin("question", "按什么口径");
    const { preparerA, reviewer, secondReviewer } = district.users;
    expect(await stepTestReport(context, preparerA, "submit")).toMatchObject({ ok: true });
    await begin("question", "还能改吗");
    expect(await stepTestReport(context, reviewer, "beginReview")).toMatchObject({ ok: true });
    expect(await stepTestReport(context, reviewer, "sendBack", "请改")).toMatchObject({ ok: true });
    await begin("note", "已退回，分工");
    expect(await stepTestReport(context, preparerA, "submit")).toMatchObject({ ok: true });
    expect(await stepTestReport(context, reviewer, "beginReview")).toMatchObject({ ok: true });
    expect(await confirmTestStep(context, reviewer, "approve")).toMatchObject({ ok: true });
    expect(await confirmTestStep(context, secondReviewer, "publish")).toMatchObject({ ok: true });
    const late = await as(preparerA, () =>
      addUnitCommentAction({ versionId: context.versionId, kind: "note", anchor: cell, body: "太迟" }),
    );
    expect(late).toMatchObject({ ok: false, reasons: [expect.stringContaining("已公开")] });
  });

  it("keeps a long text whole and refuses a longer one with the reason; 200 of them are read in order", async () => {
    const long = `${"长".repeat(3999)}尾`;
    await begin("note", long);
    const beyond = await as(district.users.preparerA, () =>
      addUnitCommentAction({ versionId: context.versionId, kind: "note", anchor: cell, body: `${long}x` }),
    );
    expect(beyond).toMatchObject({ ok: false, reasons: ["内容最多四千字。"] });
    for (let at = 1; at < 200; at++)
      await addUnitComment(district.id, district.users.preparerA.user, {
        versionId: context.versionId,
        kind: "note",
        anchor: cell,
        body: `第${at}条`,
      });
    const bodies = await bodiesSeenBy(district.users.preparerA);
    expect([bodies.length, bodies[0], bodies.at(-1)]).toEqual([200, long, "第199条"]);
  });

  it("cannot be written into the database on the wrong side", async () => {
    const row = {
      districtId: district.id,
      versionId: context.versionId,
      anchorKind: "cell",
      anchorId: "x",
      body: "x",
      round: 0,
      byId: district.users.reviewer.user.id,
      createdAt: new Date(),
    } as const;
    await expect(db().comment.create({ data: { ...row, kind: "note", isFromBureau: true } })).rejects.toThrow(
      /comment_/,
    );
    await expect(db().comment.create({ data: { ...row, kind: "review", isFromBureau: false } })).rejects.toThrow(
      /comment_kind_has_its_side/,
    );
    await expect(
      db().comment.create({ data: { ...row, kind: "question", isFromBureau: false, needsAnswer: true } }),
    ).rejects.toThrow(/comment_only_review_holds_up/);
  });
});

describe("a mention", () => {
  it("reaches whom it names: in a note the unit, in a question the bureau as well, nobody else and not oneself", async () => {
    const { preparerA, colleagueA, preparerB, reviewer, admin } = district.users;
    await begin("note", "@colleague-a @reviewer @preparer-b @preparer-a 请核对");
    await begin("question", "@reviewer @admin 按什么口径");
    expect(
      (await mentionsOf(colleagueA)).map(({ kind, body, isRead, unit, year }) => ({
        kind,
        body,
        isRead,
        unit: unit.code,
        year,
      })),
    ).toEqual([
      {
        kind: "note",
        body: "@colleague-a @reviewer @preparer-b @preparer-a 请核对",
        isRead: false,
        unit: "101001",
        year: 2021,
      },
    ]);
    expect((await mentionsOf(reviewer)).map(({ kind }) => kind)).toEqual(["question"]);
    for (const person of [preparerA, preparerB, admin]) expect(await mentionsOf(person)).toEqual([]);
    const { threads, people } = await as(preparerA, () => loadComments(context.versionId));
    expect(threads.map(({ mentioned }) => mentioned)).toEqual([["colleague-a"], ["reviewer"]]);
    expect(people.map(({ name, kinds }) => [name, kinds.length])).toEqual([
      ["colleague-a", 3],
      ["reviewer", 2],
      ["second-reviewer", 2],
    ]);
  });

  it("in an answer leads to its thread; read is read for this person only", async () => {
    const { preparerA, colleagueA, reviewer, secondReviewer } = district.users;
    const question = await begin("question", "@reviewer 请看");
    await answerComment(
      district.id,
      { ...reviewer.user, isFromBureau: true },
      { versionId: context.versionId, commentId: question, body: "@second-reviewer @preparer-a 请补充" },
    );
    expect((await mentionsOf(preparerA)).map(({ threadId, by }) => [threadId, by])).toEqual([[question, "reviewer"]]);
    const [mention] = await mentionsOf(secondReviewer);
    // Another person's mention is not theirs to mark.
    await as(colleagueA, () => markMentionsReadAction({ threadId: mention!.threadId }));
    await as(preparerA, () => markMentionsReadAction({ threadId: null }));
    expect((await mentionsOf(preparerA)).map(({ isRead }) => isRead)).toEqual([true]);
    expect((await mentionsOf(secondReviewer)).map(({ isRead }) => isRead)).toEqual([false]);
  });

  it("tells no disabled person, and is not shown to somebody who has left the unit since", async () => {
    const { preparerA, colleagueA, secondReviewer, admin } = district.users;
    await setUserDisabled(district.id, actorOf(admin), secondReviewer.user.id, true);
    await begin("question", "@second-reviewer @colleague-a 请看");
    expect(await db().mention.count({ where: { districtId: district.id, userId: secondReviewer.user.id } })).toBe(0);
    expect((await as(preparerA, () => loadComments(context.versionId))).people.map(({ name }) => name)).toEqual([
      "colleague-a",
      "reviewer",
    ]);
    await begin("note", "@colleague-a 交接");
    expect(await mentionsOf(colleagueA)).toHaveLength(2);
    await ownerDb().roleAssignment.updateMany({
      where: { userId: colleagueA.user.id },
      data: { unitId: district.units.b },
    });
    expect(await mentionsOf(colleagueA)).toEqual([]);
    // What an absent person wrote keeps its name.
    await setUserDisabled(district.id, actorOf(admin), preparerA.user.id, true);
    expect(
      (await as(district.users.reviewer, () => loadComments(context.versionId))).threads.map(({ by }) => by),
    ).toEqual(["preparer-a"]);
  });
});
