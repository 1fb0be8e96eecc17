// States of a report at points of its life, read from what is kept of its changes.
import { beforeAll, describe, expect, it } from "vitest";
import { applied, differenceOf, isNoDifference } from "@/lib/domain/differences/difference";
import { enteredOf, type ReportState } from "@/lib/domain/differences/report-state";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { luozhuangStoredPerformance } from "@/lib/domain/testing/luozhuang-2021-state";
import { explainFinding, judgeExplanation } from "@/lib/features/checks/mutations";
import { addComment, answerComment } from "@/lib/features/comments/mutations";
import { listThreads } from "@/lib/features/comments/data";
import { savePerformance } from "@/lib/features/performance/mutations";
import { listRefusals, readStateAt } from "@/lib/features/report-states/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  fillTestReport,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;

const office: FactAddress = { sheet: "basicExpenditure", row: "30201", fund: "", column: "amount" };
const wages: FactAddress = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" };

const now = async () => (await readStateAt(district.id, { versionId: context.versionId, at: null, step: null })).state;
const then = async (at: Date) => readStateAt(district.id, { versionId: context.versionId, at, step: null });

async function type(address: FactAddress, input: string): Promise<void> {
  const content = await readContent(district.id, context.versionId);
  const baseRevision =
    content!.cells.find(({ address: { sheet, row } }) => sheet === address.sheet && row === address.row)?.revision ?? 0;
  const { results } = await saveCells(actorOf(district.users.preparerA), context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address, input, baseRevision }],
  });
  expect(results).toMatchObject([{ ok: true }]);
}

async function write(slot: string, text: string): Promise<void> {
  const content = await readContent(district.id, context.versionId);
  const baseRevision = content!.texts.find((each) => each.slot === slot)?.revision ?? 0;
  await saveTexts(actorOf(district.users.preparerA), context, { how: "typed", edits: [{ slot, text, baseRevision }] });
}

async function evaluate(performance: StoredPerformance): Promise<void> {
  const content = await readContent(district.id, context.versionId);
  const baseRevision = content!.texts.find(({ slot }) => slot === "performance")?.revision ?? 0;
  expect(
    await savePerformance(actorOf(district.users.preparerA), context, { performance, baseRevision }),
  ).toMatchObject({
    ok: true,
  });
}

const explain = (text: string, fingerprint = "1|2") =>
  explainFinding(district.id, district.users.preparerA.user.id, {
    versionId: context.versionId,
    findingKey: "L-99@x",
    fingerprint,
    text,
  });
const judge = (text: string, isAccepted: boolean, reason = "") =>
  judgeExplanation(district.id, district.users.reviewer.user, {
    versionId: context.versionId,
    findingKey: "L-99@x",
    fingerprint: "1|2",
    text,
    isAccepted,
    reason,
  });

/** The moment, once the clock has gone past it: what is done next is later. */
async function passed(): Promise<Date> {
  const at = new Date();
  while (Date.now() <= at.getTime()) await new Promise((resolve) => setImmediate(resolve));
  return at;
}

const [, , form] = luozhuangStoredPerformance.projects;
const [first] = luozhuangStoredPerformance.projects;

describe("a state at a moment", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await openTestReport(district);
    await fillTestReport(district, context);
  });

  it("is what the report said then, whatever was done since, with everything printed", async () => {
    const deeds: (() => Promise<unknown>)[] = [
      () => type(wages, "90"),
      () => type(office, "10"),
      () => explain("因为甲"),
      () => write(textSlots.duties, "负责另外的事务。"),
      () => type(office, "约10"),
      () => write(noDataSlot("performance"), ""),
      () => evaluate({ projects: [first!, form!], keyEvaluations: luozhuangStoredPerformance.keyEvaluations }),
      () => explain("因为乙", "1|3"),
      () => evaluate({ projects: [{ ...form!, goal: "另一目标" }], keyEvaluations: [] }),
      () => type(office, ""),
      () => explain(""),
      () => type(office, "10"),
      () => evaluate({ projects: [], keyEvaluations: [] }),
      () => explain("因为丙"),
    ];
    const kept: { at: Date; state: ReportState }[] = [{ state: await now(), at: await passed() }];
    for (const deed of deeds) {
      await deed();
      kept.push({ state: await now(), at: await passed() });
    }
    for (const [nth, { at, state }] of kept.entries()) {
      const read = await then(at);
      expect(differenceOf(read.state, state), `after deed ${nth}`).toEqual({
        entered: [],
        moved: [],
        isUnnamed: false,
      });
      expect(read.notKept).toEqual([]);
    }
    const [oldest, newest] = [kept[0]!.state, kept.at(-1)!.state];
    const { entered } = differenceOf(oldest, newest);
    expect(applied(enteredOf(oldest), entered)).toEqual(enteredOf(newest));
    expect(isNoDifference(differenceOf(oldest, newest))).toBe(false);
  });

  it("says what it does not know of before releases kept it, and leaves that as it is now", async () => {
    const at = await passed();
    await evaluate({ projects: [form!], keyEvaluations: [] });
    await explain("因为丁");
    const { versionId } = context;
    await ownerDb().$transaction([
      ownerDb().$executeRaw`SET LOCAL session_replication_role = replica`,
      ownerDb()
        .$executeRaw`UPDATE performance_change SET changes = NULL WHERE version_id = ${versionId}::uuid AND at > ${at}`,
      ownerDb().$executeRaw`UPDATE cell_change SET fingerprint = NULL WHERE version_id = ${versionId}::uuid`,
    ]);
    const read = await then(at);
    expect(read.notKept).toEqual(["performance"]);
    expect(read.state.projects).toEqual((await now()).projects);
    expect(read.state.explanations).toMatchObject([{ text: "因为丙" }]);
  });
});

describe("what was refused", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await openTestReport(district);
    await fillTestReport(district, context);
    await explain("情况属实");
    await stepTestReport(context, district.users.preparerA, "submit");
  });

  it("stays readable with who, when, why and what was written, also when it is judged again and rewritten", async () => {
    expect(await judge("情况属实", false, "请写明原因")).toMatchObject({ ok: true });
    const atRefusal = await passed();
    expect(await judge("情况属实", true)).toMatchObject({ ok: true });
    expect((await readContent(district.id, context.versionId))!.explanations[0]!.verdict).toEqual({
      isAccepted: true,
      reason: "",
    });
    expect(await judge("情况属实", false, "仍不具体")).toMatchObject({ ok: true });
    await stepTestReport(context, district.users.reviewer, "sendBack", "请核对");
    await explain("上年有一次性项目");
    expect(await listRefusals(district.id, context.versionId)).toMatchObject([
      { text: "情况属实", reason: "请写明原因", by: "reviewer", at: expect.any(Date), isEarlierLost: false },
      { text: "情况属实", reason: "仍不具体" },
    ]);
    const { state, content } = await then(atRefusal);
    expect(state.judgements).toMatchObject([{ text: "情况属实", isAccepted: false, reason: "请写明原因" }]);
    expect(content.explanations[0]!.verdict).toEqual({ isAccepted: false, reason: "请写明原因" });
    const { entered } = differenceOf(state, await now());
    expect(entered.map(({ list, before, after }) => [list, before, after])).toEqual([
      ["explanations", "情况属实", "上年有一次性项目"],
      ["judgements", "不认可：请写明原因", "不认可：仍不具体"],
    ]);
  });

  it("is never written over", async () => {
    const change = (statement: string) => db().$executeRawUnsafe(statement);
    await expect(change("UPDATE explanation_verdict SET reason = '改写'")).rejects.toThrow();
    await expect(change("DELETE FROM performance_change")).rejects.toThrow();
  });
});

describe("what the place of a comment said", () => {
  it("is kept with the comment; an answer has no place of its own", async () => {
    district = await createFreshDistrict();
    context = await openTestReport(district);
    await fillTestReport(district, context);
    await stepTestReport(context, district.users.preparerA, "submit");
    const comment = (anchor: { kind: "cell" | "sentence" | "form"; id: string; label: string }) =>
      addComment(district.id, district.users.reviewer.user, {
        versionId: context.versionId,
        anchor,
        body: "请核对",
        needsAnswer: false,
        isBlocking: false,
      });
    const written = await comment({ kind: "cell", id: "income.2010301.total", label: "收入" });
    await comment({ kind: "cell", id: "basicExpenditure:30101::amount", label: "工资" });
    await comment({ kind: "sentence", id: "nothing.such", label: "没有的句子" });
    await comment({ kind: "form", id: "report", label: "整份报告" });
    if (!written.ok) throw new Error("not written");
    await answerComment(
      district.id,
      { ...district.users.preparerA.user, isFromBureau: false },
      { versionId: context.versionId, commentId: written.data.commentId, body: "已核对" },
    );
    const threads = await listThreads(district.id, context.versionId, ["review"]);
    expect(threads.map(({ anchor }) => anchor.said)).toEqual(["100.00元", "100.00元", null, null]);
  });
});
