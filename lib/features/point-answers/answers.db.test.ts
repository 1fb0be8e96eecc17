// The points of a report as reviewers answer and sign them. Only the request itself is played here.
import { beforeAll, describe, expect, it, vi } from "vitest";
import { signOffRoles, type SignOffRole } from "@/lib/domain/words/sign-offs";
import { keyOf, type FactAddress } from "@/lib/domain/words/fact-address";
import { explainFinding, runChecks } from "@/lib/features/checks/mutations";
import { loadComments } from "@/lib/features/comments/loaders";
import { answerPointAction, signOffAction } from "@/lib/features/point-answers/actions";
import { loadPoints } from "@/lib/features/points-of-report/loaders";
import type { AnswerPointInput, PointLine, PointsOfReport } from "@/lib/features/point-answers/schema";
import { createFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { loadReport } from "@/lib/features/report-view/loaders";
import { demandSignOffs, savePoint, takeOverPoints } from "@/lib/features/review-points/mutations";
import { readPointChanges } from "@/lib/features/review-points/data";
import type { Session } from "@/lib/features/session/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import { pool } from "@/lib/platform/db";
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
let fiscalYearId: string;

async function as<T>(person: Session, run: () => Promise<T>): Promise<T> {
  jar.clear();
  jar.set(...(await signedInCookie(person)));
  return run();
}

const read = (person: Session): Promise<PointsOfReport> =>
  as(person, async () => loadPoints(await loadReport("101001", 2021)));
const lineOf = async (person: Session, id: string): Promise<PointLine> =>
  (await read(person)).lines.find((line) => line.id === id)!;

const answer = (person: Session, line: PointLine, more: Partial<AnswerPointInput> = {}) =>
  as(person, () =>
    answerPointAction({
      versionId: context.versionId,
      pointId: line.id,
      known: line.answer?.number ?? 0,
      seen: line.hash,
      answer: "passed",
      note: "",
      bureauNote: "",
      tellUnit: null,
      ...more,
    }),
  );
const sign = (person: Session, role: SignOffRole, seen: string, goesOn = true) =>
  as(person, () => signOffAction({ versionId: context.versionId, role, note: "", seen, goesOn }));

async function type(address: FactAddress, input: string): Promise<void> {
  const stored = (await readContent(district.id, context.versionId))!.cells.find(({ key }) => key === keyOf(address));
  const { results } = await saveCells(actorOf(district.users.preparerA), context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address, input, baseRevision: stored?.revision ?? 0 }],
  });
  expect(results).toMatchObject([{ ok: true }]);
}

const wages: FactAddress = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" };

describe("the points of a report", () => {
  let other: Session;

  beforeAll(async () => {
    district = await createFreshDistrict();
    other = district.users.secondReviewer;
    context = await openTestReport(district);
    await fillTestReport(district, context);
    fiscalYearId = district.years[2021];
  });

  it("are answered in review only", async () => {
    const { reviewer, preparerA } = district.users;
    const line = await lineOf(reviewer, "P-25");
    expect(await answer(reviewer, line)).toMatchObject({ ok: false, reasons: [expect.stringMatching(/不在审核中/)] });
    await stepTestReport(context, preparerA, "submit");
    await stepTestReport(context, reviewer, "beginReview");
    expect(await answer(reviewer, line)).toMatchObject({ ok: true, data: { kind: "kept", answer: { number: 1 } } });
    expect((await read(reviewer)).progress).toMatchObject({ answered: 1, problems: 0, lapsed: 0 });
  });

  it("tell the second of two reviewers what the first answered; nothing is lost, and they overrule knowingly", async () => {
    const { reviewer } = district.users;
    const line = await lineOf(reviewer, "P-47");
    const [one, two] = await Promise.all([
      answer(reviewer, line, { note: "与合同一致" }),
      answer(other, line, { answer: "problem", note: "缺合同" }),
    ]);
    const kinds = [one, two].map((result) => (result.ok ? result.data.kind : "refused")).toSorted();
    expect(kinds).toEqual(["kept", "overtaken"]);
    const isFirst = one.ok && one.data.kind === "kept";
    const late = (isFirst ? two : one) as { ok: true; data: { kind: "overtaken"; by: { by: string; number: number } } };
    expect(late.data.by).toMatchObject({ number: 1, by: (isFirst ? reviewer : other).user.name });
    const again = await answer(isFirst ? other : reviewer, line, { known: 1, answer: "notApplicable" });
    expect(again).toMatchObject({ ok: true, data: { kind: "kept", answer: { number: 2 } } });
    const now = await lineOf(reviewer, "P-47");
    expect(now.answer).toMatchObject({ answer: "notApplicable", by: (isFirst ? other : reviewer).user.name });
    expect(now.earlier).toHaveLength(1);
  });

  it("write a problem to the unit as a comment of the bureau, and keep the private note from it", async () => {
    const { reviewer, preparerA } = district.users;
    const line = await lineOf(reviewer, "P-28");
    expect(await answer(reviewer, line, { answer: "problem" })).toMatchObject({
      ok: false,
      fields: { note: ["请写明有什么问题。"] },
    });
    await answer(reviewer, line, {
      answer: "problem",
      note: "项目支出中的劳务费没有依据",
      bureauNote: "领导已口头同意，暂不公开",
      tellUnit: { needsAnswer: false, isBlocking: false },
    });
    const { commentId } = (await lineOf(reviewer, "P-28")).answer!;
    const seen = await as(preparerA, async () => loadComments((await loadReport("101001", 2021)).version.id));
    expect(seen.threads.find(({ id }) => id === commentId)).toMatchObject({
      body: "项目支出中的劳务费没有依据",
      anchor: { kind: "cell", id: "expenditure.total.basic" },
      needsAnswer: false,
    });
    expect(JSON.stringify(seen)).not.toContain("口头同意");
  });

  it("are shown to the bureau alone, and answered by reviewers alone", async () => {
    const { reviewer, preparerA, admin } = district.users;
    await expect(read(preparerA)).rejects.toMatchObject({ code: "forbidden" });
    const line = await lineOf(admin, "P-01");
    expect(await answer(admin, line)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(preparerA, line)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await answer(reviewer, line, { seen: "0".repeat(64) })).toMatchObject({
      ok: false,
      reasons: [expect.stringMatching(/刚刚有变动/)],
    });
  });

  it("are signed by two persons, over the answers that they saw", async () => {
    const { reviewer } = district.users;
    const { signed, signOffs } = await read(reviewer);
    expect(signOffs).toEqual([]);
    expect(await sign(reviewer, "first", signed, false)).toMatchObject({
      ok: false,
      reasons: [expect.stringMatching(/没有有效的结论/)],
    });
    expect(await sign(other, "second", signed)).toMatchObject({ ok: false, reasons: [expect.stringMatching(/初审/)] });
    expect(await sign(reviewer, "first", "0".repeat(64))).toMatchObject({ ok: false });
    expect(await sign(reviewer, "first", signed)).toMatchObject({ ok: true });
    expect(await sign(reviewer, "second", signed)).toMatchObject({
      ok: false,
      reasons: [expect.stringMatching(/另一人/)],
    });
    expect(await sign(other, "second", signed)).toMatchObject({ ok: true });
    expect((await read(reviewer)).signOffs).toMatchObject([
      { role: "first", by: reviewer.user.name, lapsed: [] },
      { role: "second", by: other.user.name, lapsed: [] },
    ]);
  });

  it("lapse with the signatures when a cited figure changes, and say which; the answer stays readable", async () => {
    const { reviewer, preparerA } = district.users;
    await stepTestReport(context, reviewer, "sendBack", "请核对");
    await type(wages, "");
    await type({ ...wages, row: "30201" }, "100");
    const { findings } = await runChecks(district.id, context.versionId);
    for (const { key, fingerprint, severity } of findings)
      if (severity === "explain")
        await explainFinding(district.id, preparerA.user.id, {
          versionId: context.versionId,
          findingKey: key,
          fingerprint,
          text: "年中改列科目，已与账面核对",
        });
    expect(await stepTestReport(context, preparerA, "submit")).toMatchObject({ ok: true });
    await stepTestReport(context, reviewer, "beginReview");
    const line = await lineOf(reviewer, "P-25");
    expect(line.answer).toMatchObject({ answer: "passed" });
    expect(line.changed.map(({ label }) => label).join()).toMatch(/30101|基本工资/);
    expect(line.changed).toContainEqual(expect.objectContaining({ was: "100.00元", now: "没有" }));
    const { signOffs, progress } = await read(reviewer);
    expect(progress.lapsed).toBeGreaterThan(0);
    for (const { lapsed } of signOffs) expect(lapsed).toContain("P-25");
  });

  it("hold back 批复 only where the year demands both signatures", async () => {
    const { reviewer, admin } = district.users;
    const stateOf = async () =>
      (await as(reviewer, () => loadReport("101001", 2021))).blockers.approve!.map(({ code }) => code);
    const demand = (demands: boolean, known = !demands) =>
      demandSignOffs(district.id, admin.user, { fiscalYearId, demands, known });
    expect(await stateOf()).not.toContain("pointsUnsigned");
    expect(await demand(true, true)).toMatchObject({ ok: false });
    expect(await demand(true)).toMatchObject({ ok: true });
    expect(await stateOf()).toContain("pointsUnsigned");
    await answer(reviewer, await lineOf(reviewer, "P-25"));
    for (const line of (await read(reviewer)).lines.filter(({ changedCount }) => changedCount > 0))
      await answer(reviewer, line);
    const { signed } = await read(reviewer);
    await sign(other, "first", signed);
    expect(await stateOf()).toContain("pointsUnsigned");
    expect(await sign(reviewer, "second", signed)).toMatchObject({ ok: true });
    expect(await stateOf()).not.toContain("pointsUnsigned");
    expect(Object.keys(signOffRoles)).toHaveLength(2);
    await demand(false);
  });

  it("cannot be written over or taken back in the database", async () => {
    for (const statement of [
      "UPDATE review_point_answer SET answer = 'passed'",
      "DELETE FROM review_point_answer",
      "UPDATE review_sign_off SET role = 'first'",
      "DELETE FROM review_point_change",
    ])
      await expect(pool().query(statement)).rejects.toThrow();
  });
});

describe("the points of a year", () => {
  it("are changed one by one, with what they were kept; a colleague's change is not written over", async () => {
    const { admin } = district.users;
    const save = (more: Partial<Parameters<typeof savePoint>[2]>) =>
      savePoint(district.id, admin.user, {
        fiscalYearId,
        pointId: "P-02",
        known: 0,
        isOff: false,
        question: "本区的问法？",
        area: null,
        kinds: null,
        ...more,
      });
    expect(await save({})).toMatchObject({ ok: true, data: { pointId: "P-02" } });
    expect(await save({ question: "另一种问法？" })).toMatchObject({
      ok: false,
      reasons: [expect.stringMatching(/他人刚刚/)],
    });
    expect(await save({ known: 1 })).toMatchObject({ ok: false, reasons: [expect.stringMatching(/与现在相同/)] });
    expect(await save({ known: 1, question: "另一种问法？", isOff: true })).toMatchObject({ ok: true });
    expect(await save({ pointId: null, area: "income", question: "镇级自收自支是否清理？" })).toMatchObject({
      ok: true,
      data: { pointId: "D-01" },
    });
    expect(await save({ pointId: "D-07", area: "income" }).catch(({ code }) => code)).toBe("notFound");
    expect(await readPointChanges(district.id, fiscalYearId)).toMatchObject([
      { pointId: "D-01", number: 1 },
      { pointId: "P-02", number: 2, isOff: true },
    ]);
    const ids = (await read(district.users.reviewer)).lines.map(({ id }) => id);
    expect(ids).toContain("D-01");
    expect(ids).not.toContain("P-02");
  });

  it("are taken over by the next year when somebody wants it, once", async () => {
    const opened = await createFiscalYear(district.id, district.users.admin.user, {
      year: 2022,
      catalogueId: "test",
      opensAt: new Date("2022-01-01"),
      deadline: new Date("2023-06-30"),
    });
    const next = (opened as { ok: true; data: { fiscalYearId: string } }).data.fiscalYearId;
    const take = () => takeOverPoints(district.id, district.users.admin.user, next);
    expect(await take()).toMatchObject({ ok: true, data: { count: 2 } });
    expect(await readPointChanges(district.id, next)).toMatchObject([
      { pointId: "D-01", number: 1, question: "镇级自收自支是否清理？" },
      { pointId: "P-02", number: 1, isOff: true },
    ]);
    expect(await take()).toMatchObject({ ok: false });
  });

  it("of another district are not found", async () => {
    const elsewhere = await createFreshDistrict();
    const call = savePoint(elsewhere.id, elsewhere.users.admin.user, {
      fiscalYearId,
      pointId: "P-03",
      known: 0,
      isOff: true,
      question: null,
      area: null,
      kinds: null,
    });
    await expect(call).rejects.toMatchObject({ code: "notFound" });
  });
});
