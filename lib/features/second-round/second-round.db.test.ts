// The second round of a review as the page loads it. Only the request itself is played here.
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { keyOf } from "@/lib/domain/words/fact-address";
import { textSlots } from "@/lib/domain/words/facts";
import { addComment, answerComment } from "@/lib/features/comments/mutations";
import { addUnitCommentAction } from "@/lib/features/comments/actions";
import { loadComments } from "@/lib/features/comments/loaders";
import { explainFinding, judgeExplanation } from "@/lib/features/checks/mutations";
import { loadReport } from "@/lib/features/report-view/loaders";
import { markSeenAction } from "@/lib/features/second-round/actions";
import { loadSecondRound, type SecondRound } from "@/lib/features/second-round/loaders";
import type { Session } from "@/lib/features/session/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  fillTestReport,
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

let district: TestDistrict;
let context: VersionContext;

async function as<T>(person: Session, run: () => Promise<T>): Promise<T> {
  jar.clear();
  jar.set(...(await signedInCookie(person)));
  return run();
}

const read = (person: Session, asked: { from?: string; to?: string } = {}): Promise<SecondRound> =>
  as(person, async () => {
    const view = await loadReport("101001", 2021);
    const { threads } = await loadComments(view.version.id);
    return loadSecondRound(view, threads, { from: asked.from, to: asked.to });
  });

async function type(address: FactAddress, input: string): Promise<void> {
  const stored = (await readContent(district.id, context.versionId))!.cells.find(({ key }) => key === keyOf(address));
  const { results } = await saveCells(actorOf(district.users.preparerA), context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address, input, baseRevision: stored?.revision ?? 0 }],
  });
  expect(results).toMatchObject([{ ok: true }]);
}

const comment = async (anchor: { kind: "cell" | "sentence" | "form"; id: string }, body: string): Promise<string> => {
  const outcome = await addComment(district.id, district.users.reviewer.user, {
    versionId: context.versionId,
    anchor: { ...anchor, label: body },
    body,
    needsAnswer: false,
    isBlocking: true,
  });
  if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
  return outcome.data.commentId;
};

const income: FactAddress = { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" };
const spent: FactAddress = { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" };
const wages: FactAddress = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" };
const finding = { findingKey: "L-99@x", fingerprint: "1|2" };

describe("a report that was sent back", () => {
  let onIncome: string, onStructure: string, onWhole: string, onGone: string;

  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await openTestReport(district);
    const { preparerA, reviewer } = district.users;
    await fillTestReport(district, context);
    const explain = (text: string) =>
      explainFinding(district.id, preparerA.user.id, { versionId: context.versionId, ...finding, text });
    await explain("情况属实");
    await stepTestReport(context, preparerA, "submit");
    await stepTestReport(context, reviewer, "beginReview");
    const { parts } = (await read(reviewer)) as SecondRound;
    expect(parts.every(({ state }) => state === "unseen")).toBe(true);
    onIncome = await comment({ kind: "cell", id: "income.2010301.total" }, "收入请核对");
    onStructure = await comment({ kind: "sentence", id: "profile.structure.1" }, "机构请写全");
    onWhole = await comment({ kind: "form", id: "report" }, "总体偏粗");
    onGone = await comment({ kind: "cell", id: "generalPublicBasicExpenditure.30101.amount" }, "工资请核对");
    await judgeExplanation(district.id, reviewer.user, {
      versionId: context.versionId,
      ...finding,
      text: "情况属实",
      isAccepted: false,
      reason: "请写明原因",
    });
    await stepTestReport(context, reviewer, "sendBack", "请核对");
    await type(income, "120");
    await type(spent, "120");
    await type(wages, "");
    await type({ ...wages, row: "30201" }, "120");
    const duties = (await readContent(district.id, context.versionId))!.texts.find(
      ({ slot }) => slot === textSlots.duties,
    );
    await saveTexts(actorOf(preparerA), context, {
      how: "typed",
      edits: [{ slot: textSlots.duties, text: "负责机关事务和档案。", baseRevision: duties!.revision }],
    });
    await explain("上年有一次性项目");
    await answerComment(
      district.id,
      { ...preparerA.user, isFromBureau: false },
      { versionId: context.versionId, commentId: onIncome, body: "已更正" },
    );
  });

  it("shows to who sent it back exactly what the unit changed since, each with its place", async () => {
    const { from, difference, notKept, unknownPoint } = await read(district.users.reviewer);
    expect(from!.id).toBe("looked");
    expect([notKept, unknownPoint]).toEqual([[], null]);
    expect(difference!.changes.map(({ list, address }) => [list, address]).toSorted()).toEqual(
      [
        ["facts", keyOf(income)],
        ["facts", keyOf(spent)],
        ["facts", keyOf(wages)],
        ["facts", keyOf({ ...wages, row: "30201" })],
        ["texts", textSlots.duties],
        ["explanations", finding.findingKey],
        ["comments", onIncome],
      ].toSorted(),
    );
    for (const { list, place } of difference!.changes) expect(place, list).not.toBeNull();
    expect(difference!.handled).toEqual([]);
    expect(difference!.others).toEqual([]);
  });

  it("pairs each change with the comments and refusals that it answers, and tells where each comment's place is", async () => {
    const { difference, followed, refusals, cellsBefore } = await read(district.users.reviewer);
    const of = (address: string) => difference!.changes.find((change) => change.address === address)!.answers;
    expect(of(keyOf(income)).comments).toEqual([onIncome]);
    expect(of(keyOf(wages)).comments).toContain(onGone);
    expect(of(finding.findingKey).findings).toEqual([finding.findingKey]);
    expect(followed[onIncome]).toEqual({
      state: "changed",
      place: "income.2010301.total",
      was: "100.00元",
      now: "120.00元",
    });
    expect(followed[onWhole]).toEqual({ state: "whole" });
    expect(followed[onGone]).toMatchObject({ state: expect.stringMatching(/gone|changed/), was: "100.00元" });
    expect(followed[onStructure]).toBeDefined();
    expect(refusals).toMatchObject([{ text: "情况属实", reason: "请写明原因", by: "reviewer" }]);
    // 0.01 万元 both times.
    expect(cellsBefore["income.2010301.total"]).toBe("100.00元");
  });

  it("lets any two points be chosen, and says of others that the report has none such", async () => {
    const { reviewer, secondReviewer } = district.users;
    expect((await read(secondReviewer)).from!.id).toBe("v1.sendBack.1");
    const unchanged = await read(reviewer, { from: "v1.submit.1", to: "v1.sendBack.1" });
    expect(unchanged.difference!.changes).toEqual([]);
    expect(unchanged.difference!.handled.map(({ list }) => list)).toContain("judgements");
    expect(unchanged.cellsBefore).toEqual({});
    const none = await read(reviewer, { from: "v7.submit.1" });
    expect(none).toMatchObject({ unknownPoint: "v7.submit.1", difference: null });
  });

  it("keeps what each person has looked at until that changes; colleagues see it", async () => {
    const { reviewer, secondReviewer, preparerA } = district.users;
    const { parts, changeMarks } = await read(reviewer);
    const change = `change:facts:${keyOf(income)}`;
    const marks = [
      ...parts.map(({ id: part, hash }) => ({ part, hash })),
      { part: change, hash: changeMarks[change]!.hash },
    ];
    expect(await as(reviewer, () => markSeenAction({ versionId: context.versionId, marks }))).toMatchObject({
      ok: true,
    });
    const seen = await read(reviewer, { from: "v1.sendBack.1" });
    expect(seen.parts.every(({ state }) => state === "seen")).toBe(true);
    expect(seen.changeMarks[change]!.isSeen).toBe(true);
    const others = await read(secondReviewer);
    expect(others.parts.every(({ state, seenBy }) => state === "unseen" && seenBy.includes("reviewer"))).toBe(true);
    expect(others.changeMarks[change]!.isSeen).toBe(false);
    expect(others.colleagues).toMatchObject([{ by: "reviewer", seen: parts.length }]);
    expect((await read(reviewer)).difference!.changes).toEqual([]);

    await type(income, "130");
    const again = await read(reviewer, { from: "v1.sendBack.1" });
    expect(again.changeMarks[change]!.isSeen).toBe(false);
    const fallen = again.parts.filter(({ state }) => state === "fallen").map(({ id }) => id);
    expect(fallen).toContain("table-income");
    expect(fallen).not.toContain("explanations");
    expect((await read(reviewer)).difference!.changes.map(({ address }) => address)).toEqual([keyOf(income)]);
    expect(await as(preparerA, () => markSeenAction({ versionId: context.versionId, marks }))).toMatchObject({
      ok: false,
      code: "forbidden",
    });
  });

  it("keeps no more marks of a person than a report can have, since every page of the review reads them", async () => {
    const { secondReviewer } = district.users;
    const mark = (part: string, hash: string) =>
      as(secondReviewer, () => markSeenAction({ versionId: context.versionId, marks: [{ part, hash }] }));
    await ownerPool().query(
      `INSERT INTO seen_mark (district_id, version_id, user_id, part, hash, at)
       SELECT $1, $2, $3, 'change:made-up:' || n, repeat('0', 64), now() FROM generate_series(1, 5000) n`,
      [district.id, context.versionId, secondReviewer.user.id],
    );
    expect(await mark("change:made-up:one-more", "1".repeat(64))).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("过多")],
    });
    expect(await mark("change:made-up:7", "1".repeat(64))).toMatchObject({ ok: true });
    expect(await db().seenMark.count({ where: { userId: secondReviewer.user.id } })).toBe(5_000);
  });

  it("is not closed to the bureau by a comment at what is no place: such a one is refused, and one that is there is borne", async () => {
    const anchor = { kind: "cell" as const, id: "g01/../..", label: "收入" };
    const question = { versionId: context.versionId, kind: "question" as const, anchor, body: "请看这里" };
    expect(await as(district.users.preparerA, () => addUnitCommentAction(question))).toMatchObject({
      ok: false,
      code: "invalidInput",
      reasons: [expect.stringContaining("所指的位置有误")],
    });
    const { rows } = await ownerPool().query<{ id: string }>(
      `INSERT INTO comment (district_id, version_id, id, kind, anchor_kind, anchor_id, anchor_label, body, by_id, is_from_bureau, created_at, round)
       SELECT district_id, version_id, gen_random_uuid(), kind, 'cell', 'g01/../..', 'x', 'x', by_id, is_from_bureau, now(), round
       FROM comment WHERE version_id = $1 AND parent_id IS NULL LIMIT 1 RETURNING id`,
      [context.versionId],
    );
    const { followed } = await read(district.users.reviewer);
    expect(followed[rows[0]!.id]).toMatchObject({ state: "gone" });
  });
});
