import { beforeAll, describe, expect, it } from "vitest";
import type { RoleGrant } from "@/lib/domain/report/roles";
import { findSession, type Session } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { createUser } from "@/lib/features/users/mutations";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { listLetterDays, listLetters, readLetter, rightsTo } from "@/lib/features/letters/data";
import { letterDueList } from "@/lib/domain/decision/due-list";
import { listLetterDuties } from "@/lib/features/letter-dues/data";
import { recordDueEvent } from "@/lib/features/letter-dues/mutations";
import type { RecordDueEventInput } from "@/lib/features/letter-dues/schema";
import { writeList } from "@/lib/documents/lists/write-list";
import { loadRowsOfList } from "@/lib/features/list-exports/data";
import { letterFile } from "@/lib/features/letter-files/mutations";
import type { LetterFormat } from "@/lib/features/letter-files/schema";
import {
  askForDrafts,
  deleteDraft,
  draftCorrection,
  draftUnitLetters,
  editLetter,
  fillInCongress,
} from "@/lib/features/letter-drafts/mutations";
import { editLetterSchema, type DraftManyInput, type EditLetterInput } from "@/lib/features/letter-drafts/schema";
import { askForIssue, issueLetter, receiveLetter, revokeLetter } from "@/lib/features/letters/mutations";
import { saveCells } from "@/lib/features/versions/mutations";
import { findVersionContext } from "@/lib/features/versions/data";
import { hashOf } from "@/lib/platform/content-hash";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import {
  actorOf,
  confirmTestStep,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepTestReport,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const bureau = { issuerId: null };
const revocation = { number: "财决〔2022〕90号", revokedOn: "2022-08-01", reason: "有误" };

/** A district whose two units are approved by the reviewer, and the congress has decided. */
async function approvedDistrict(): Promise<TestDistrict> {
  const district = await createFreshDistrict();
  const steps = ["submit", "beginReview", "approve"] as const;
  await createReportIn(district, steps);
  await createReportIn(district, steps, { unitId: district.units.b, by: district.users.preparerB });
  const decided = await recordCongressApproval(district.id, actorOf(district.users.reviewer), {
    fiscalYearId: district.years[2021],
    body: "测试区人大常委会",
    meeting: "第三次会议",
    decisionNumber: "测人常〔2022〕12号",
    decidedOn: "2022-06-29",
    revision: 0,
  });
  expect(decided).toMatchObject({ ok: true });
  return district;
}

async function draft(district: TestDistrict, by: Session, input: Partial<DraftManyInput> = {}) {
  const asked = await askForDrafts(district.id, actorOf(by), {
    fiscalYearId: district.years[2021],
    mode: "perDepartment",
    firstNumber: 3,
    ...input,
  });
  if (!asked.ok) return asked;
  await finishTestJob(district, asked.data.jobId);
  const items = await db().backgroundJobItem.findMany({ where: { districtId: district.id, jobId: asked.data.jobId } });
  return { ok: true as const, items: items.map(({ label, state, reasons }) => ({ label, state, reasons })) };
}

const lettersOf = (district: TestDistrict) => listLetters(district.id, { year: 2021 });
/** The bureau's first. */
const only = async (district: TestDistrict) => (await lettersOf(district)).find(({ issuerId }) => issuerId === null)!;

function fieldsOf(stored: NonNullable<Awaited<ReturnType<typeof readLetter>>>): EditLetterInput {
  const { id, revision, letter } = stored;
  return {
    letterId: id,
    revision,
    number: letter.number ?? "",
    title: letter.title,
    addressee: letter.addressee,
    opening: letter.opening,
    figuresText: letter.figuresText,
    toReturn: letter.balances.map(({ toReturn }) => toReturn),
    adjustmentReasons: letter.adjustments.map(({ reason }) => reason),
    requirements: letter.requirements,
    problems: letter.problems,
    closing: letter.closing,
    contactName: letter.contact.name,
    contactPhone: letter.contact.phone,
    copiesTo: letter.copiesTo,
    publicity: letter.publicity.kind,
    publicityBasis: letter.publicity.basis,
  };
}

async function edit(district: TestDistrict, by: Session, letterId: string, change: Partial<EditLetterInput>) {
  const stored = (await readLetter(district.id, letterId))!;
  const input = editLetterSchema.parse({ ...fieldsOf(stored), ...change });
  return editLetter(district.id, actorOf(by), { issuerId: stored.issuerId }, input);
}

async function issue(district: TestDistrict, by: Session, letterId: string, signedOn = "2022-07-08") {
  const { revision, issuerId } = (await readLetter(district.id, letterId))!;
  return issueLetter(district.id, actorOf(by), { issuerId }, { letterId, revision, signedOn });
}

describe("a draft that was begun before the congress decided", () => {
  it("takes the decision over when a person asks for it, and keeps what was typed; lists have the newest first", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    const decision = await db().congressApproval.findFirstOrThrow({ where: { districtId: district.id } });
    await ownerDb().$transaction(async (transaction) => {
      await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
      await transaction.congressApproval.deleteMany({ where: { districtId: district.id } });
    });
    await draft(district, reviewer, { mode: "perUnit", firstNumber: 3 });
    const [first, second] = await lettersOf(district);
    expect([first, second].map((line) => line!.number)).toEqual([
      expect.stringMatching(/3号$/),
      expect.stringMatching(/4号$/),
    ]);
    const { letter } = (await readLetter(district.id, first!.id))!;
    const opening = [`${letter.opening[0]!}另有补充。`];
    await edit(district, reviewer, first!.id, { number: "财决〔2022〕3号", opening });
    await edit(district, reviewer, second!.id, {
      number: "财决〔2022〕4号",
      opening: ["已由本级人大批准，现予批复。"],
    });
    expect(await issue(district, secondReviewer, first!.id)).toMatchObject({
      reasons: [expect.stringContaining("{人大决定}")],
    });
    const fill = async (id: string) =>
      fillInCongress(district.id, actorOf(reviewer), bureau, {
        letterId: id,
        revision: (await readLetter(district.id, id))!.revision,
      });
    expect(await fill(first!.id)).toEqual({ ok: false, reasons: [expect.stringContaining("没有需要填入的内容")] });
    await db().congressApproval.create({ data: decision });
    const { revision } = (await readLetter(district.id, first!.id))!;
    expect(
      await fillInCongress(district.id, actorOf(reviewer), bureau, { letterId: first!.id, revision: revision - 1 }),
    ).toMatchObject({ ok: false });
    for (const { id } of [first!, second!]) expect(await fill(id)).toMatchObject({ ok: true });
    const [filled, own] = await Promise.all([first!, second!].map(({ id }) => readLetter(district.id, id)));
    expect(filled!.letter.opening[0]).toMatch(
      /第三次会议关于批准2021年决算的决议（测人常〔2022〕12号，2022年6月29日）.*另有补充。$/,
    );
    expect(own!.letter.opening).toEqual(["已由本级人大批准，现予批复。"]);
    for (const of of [filled!, own!])
      expect(of.letter.basis).toEqual([expect.objectContaining({ number: "测人常〔2022〕12号", date: "2022-06-29" })]);
    expect(await fill(first!.id)).toMatchObject({ ok: false });
    expect(await db().auditEvent.count({ where: { districtId: district.id, action: "letter.edited" } })).toBe(4);

    // Drafts first, then the newest; letters of one day by number. The register is by number.
    expect(await issue(district, secondReviewer, first!.id, "2022-07-08")).toMatchObject({ ok: true });
    const numbers = async (order?: "register") =>
      (await listLetters(district.id, { year: 2021 }, order)).map(({ number }) => number);
    expect(await numbers()).toEqual(["财决〔2022〕4号", "财决〔2022〕3号"]);
    expect(await issue(district, secondReviewer, second!.id, "2022-07-11")).toMatchObject({ ok: true });
    expect(await numbers()).toEqual(["财决〔2022〕4号", "财决〔2022〕3号"]);
    expect(await numbers("register")).toEqual(["财决〔2022〕3号", "财决〔2022〕4号"]);
  });
});

describe("letters of the bureau", () => {
  let district: TestDistrict;
  beforeAll(async () => {
    district = await approvedDistrict();
  });

  it("are drafted for a department with all its units, numbered, with the figures that were approved", async () => {
    expect(await draft(district, district.users.reviewer)).toMatchObject({
      ok: true,
      items: [{ label: "区政府办公室", state: "done" }],
    });
    const { id } = await only(district);
    const { letter, number } = (await readLetter(district.id, id))!;
    expect(number).toMatch(/^财决〔\d{4}〕3号$/);
    expect(letter.title).toMatch(/财政局关于批复区政府办公室2021年度决算的通知$/);
    expect(letter.opening.join("")).toContain(
      "第三次会议关于批准2021年决算的决议（测人常〔2022〕12号，2022年6月29日）",
    );
    // 100 yuan in each of two units.
    expect(letter.figures.find(({ label }) => label === "本年收入合计")).toMatchObject({ amount: 200_00 });
    expect(letter.annex!.rows.map(({ unitCode }) => unitCode)).toEqual(["101001", "101002"]);
    expect(await draft(district, district.users.reviewer)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("没有已批复而尚未起草")],
    });
  });

  it("are issued by a second pair of eyes, of the year of their number, and not before the congress", async () => {
    const { id } = await only(district);
    const { reviewer, secondReviewer } = district.users;
    expect(await issue(district, reviewer, id)).toMatchObject({
      ok: false,
      reasons: expect.arrayContaining([expect.stringContaining("请由另一人印发")]),
    });
    // Whoever stands in for the approver is the approver.
    const deputy = { ...secondReviewer, user: { ...secondReviewer.user, onBehalfOf: reviewer.user } };
    expect(await issue(district, deputy, id)).toMatchObject({
      ok: false,
      reasons: expect.arrayContaining([expect.stringContaining("请由另一人印发")]),
    });
    const problems = [{ text: "请补记固定资产。", dueOn: "2099-01-31" }];
    expect(await edit(district, reviewer, id, { number: "财决〔2022〕3号", problems })).toMatchObject({ ok: true });
    expect(await issue(district, secondReviewer, id, "2022-06-28")).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("早于人大批准之日")],
    });
    expect(await issue(district, secondReviewer, id, "2023-01-04")).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("不是2023年的")],
    });
    expect((await only(district)).status).toBe("draft");
    const before = (await readLetter(district.id, id))!;
    const receipt = { letterId: id, receivedOn: "2022-07-09" };
    expect(await receiveLetter(district.id, actorOf(reviewer), receipt)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("草稿，不能签收")],
    });
    expect(await issue(district, secondReviewer, id)).toEqual({ ok: true, data: undefined });
    const stored = (await readLetter(district.id, id))!;
    expect(stored).toMatchObject({ status: "issued", issuedOn: "2022-07-08" });
    expect(stored.letter).toEqual({ ...before.letter, signedOn: "2022-07-08" });
    expect(stored.contentHash).toBe(hashOf(stored.letter));
  });

  it("read for ever as they were issued", async () => {
    const { id } = await only(district);
    expect(await edit(district, district.users.reviewer, id, { title: "另一个标题" })).toMatchObject({ ok: false });
    const key = { where: { districtId_id: { districtId: district.id, id } } };
    await expect(db().approvalLetter.update({ ...key, data: { content: {} } })).rejects.toThrow(/is issued/);
    await expect(db().approvalLetter.update({ ...key, data: { status: "draft" } })).rejects.toThrow();
    await expect(db().approvalLetter.delete(key)).rejects.toThrow(/is issued/);
  });

  it("are received once, and from their days the clocks run", async () => {
    const { id } = await only(district);
    const receive = (receivedOn: string) =>
      receiveLetter(district.id, actorOf(district.users.preparerA), { letterId: id, receivedOn });
    expect(await receive("2022-07-07")).toMatchObject({ ok: false, reasons: [expect.stringContaining("不能早于")] });
    expect(await receive("2999-07-07")).toMatchObject({ ok: false, reasons: [expect.stringContaining("还没有到")] });
    const both = await Promise.all([receive("2022-07-11"), receive("2022-07-12")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const days = await listLetterDays(district.id, district.years[2021]);
    expect(days.get("101001")).toMatchObject({ bureau: { signedOn: "2022-07-08" }, own: null });
  });

  it("to units are the department's, from what it received, and add up", async () => {
    const { id } = await only(district);
    const { preparerA } = district.users;
    expect(await draftUnitLetters(district.id, actorOf(preparerA), id)).toEqual({ ok: true, data: { drafted: 2 } });
    expect(await draftUnitLetters(district.id, actorOf(preparerA), id)).toMatchObject({ ok: false });
    const drafts = await listLetters(district.id, { issuerIds: [district.units.department] });
    expect(drafts.map(({ addressee }) => addressee).toSorted()).toEqual(
      ["区政府办公室本级", "区机关服务中心"].toSorted(),
    );
    const letters = await Promise.all(drafts.map((line) => readLetter(district.id, line.id)));
    const income = letters.map((each) => each!.letter.figures.find(({ label }) => label === "本年收入合计")!.amount);
    expect(income.reduce((sum, amount) => sum + amount, 0)).toBe(200_00);
    const [first] = drafts;
    expect(await edit(district, preparerA, first!.id, { number: "府办〔2022〕1号" })).toMatchObject({ ok: true });
    expect(await issue(district, preparerA, first!.id, "2022-07-10")).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("早于收到财政局批复之日")],
    });
    expect(await issue(district, preparerA, first!.id, "2022-07-15")).toMatchObject({ ok: true });
    const revoked = await revokeLetter(district.id, actorOf(district.users.reviewer), bureau, {
      letterId: id,
      ...revocation,
    });
    expect(revoked).toMatchObject({ ok: false, reasons: [expect.stringContaining("府办〔2022〕1号")] });
  });

  it("are seen by the bureau, who issued them and their addressee; drafts by who drafts them", async () => {
    const { reviewer, admin, preparerA, preparerB } = district.users;
    const ofDepartment = await personOf(district, { role: "preparer", unitId: district.units.department });
    const bureauLetter = await only(district);
    const own = await listLetters(district.id, { issuerIds: [district.units.department] });
    const issued = own.find(({ status }) => status === "issued")!;
    const drafted = own.find(({ status }) => status === "draft")!;
    const readers = { reviewer, admin, preparerA, preparerB, ofDepartment };
    const whoReads = async (letterId: string) => {
      const stored = (await readLetter(district.id, letterId))!;
      const rights = await Promise.all(Object.values(readers).map(({ actor }) => rightsTo(actor, district.id, stored)));
      return Object.keys(readers).filter((_, index) => rights[index]!.mayRead);
    };
    expect(await whoReads(bureauLetter.id)).toEqual(["reviewer", "admin", "ofDepartment"]);
    expect(await whoReads(drafted.id)).toEqual(["ofDepartment"]);
    const addressee = issued.addresseeId === district.units.a ? "preparerA" : "preparerB";
    expect(await whoReads(issued.id)).toEqual(["reviewer", "admin", addressee, "ofDepartment"]);
    const stored = (await readLetter(district.id, issued.id))!;
    expect(await rightsTo(readers[addressee].actor, district.id, stored)).toEqual({
      mayRead: true,
      mayDraft: false,
      mayIssue: false,
      mayReceive: true,
      mayPassOn: false,
    });
    const other = await createFreshDistrict();
    expect((await rightsTo(other.users.reviewer.actor, district.id, stored)).mayRead).toBe(false);
  });

  it("are corrected after the report was, with both figures, and the old one is superseded", async () => {
    const { id } = await only(district);
    const { reviewer, secondReviewer, preparerA } = district.users;
    expect(await draftCorrection(district.id, actorOf(reviewer), { letterId: id, reason: "更正" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("没有更正")],
    });
    const context = (await findVersionContext(district.id, await versionOf(district, "101001")))!;
    expect(await confirmTestStep(context, secondReviewer, "publish")).toMatchObject({ ok: true });
    expect(await stepTestReport(context, secondReviewer, "correct", "收入有误")).toMatchObject({ ok: true });
    const corrected = (await findVersionContext(district.id, await newestOf(context.reportId)))!;
    const wages = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" } as const;
    await saveCells(actorOf(preparerA), corrected, {
      how: "typed",
      unit: "yuan",
      edits: [
        { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" } as const,
        { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" } as const,
        { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "originalBudget" } as const,
        wages,
      ].map((address) => ({ address, input: "150", baseRevision: 1 })),
    });
    for (const [by, step] of [
      [preparerA, "submit"],
      [reviewer, "beginReview"],
    ] as const)
      expect(await stepTestReport(corrected, by, step)).toMatchObject({ ok: true });
    expect(await confirmTestStep(corrected, reviewer, "approve")).toMatchObject({ ok: true });
    const outcome = await draftCorrection(district.id, actorOf(reviewer), { letterId: id, reason: "收入有误" });
    if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
    const { letterId } = outcome.data;
    const { letter } = (await readLetter(district.id, letterId))!;
    expect(letter.title).toContain("关于调整批复");
    expect(letter.correction).toMatchObject({ number: "财决〔2022〕3号", signedOn: "2022-07-08", reason: "收入有误" });
    expect(letter.correction!.changes).toContainEqual(
      expect.objectContaining({ label: "本年收入合计", before: 200_00, after: 250_00 }),
    );
    expect(letter.problems, "what is not put right is asked for again").toEqual([
      { text: "请补记固定资产。", dueOn: "2099-01-31" },
    ]);
    expect(await edit(district, reviewer, letterId, { number: "财决〔2022〕3号" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("已经用过")],
    });
    expect(await edit(district, reviewer, letterId, { number: "财决〔2022〕9号" })).toMatchObject({ ok: true });
    expect(await issue(district, secondReviewer, letterId, "2022-09-01")).toMatchObject({ ok: true });
    expect((await readLetter(district.id, id))!.status).toBe("superseded");
    // The draft that the department has still rests on the letter before.
    const received = { letterId, receivedOn: "2022-09-02" };
    expect(await receiveLetter(district.id, actorOf(preparerA), received)).toMatchObject({ ok: true });
    const [stale] = (await listLetters(district.id, { issuerIds: [district.units.department] })).filter(
      ({ status }) => status === "draft",
    );
    expect(await draftUnitLetters(district.id, actorOf(preparerA), letterId)).toEqual({
      ok: false,
      reasons: [`这些草稿所依据的批复已被代替：${stale!.addressee}。不能印发，请先删除，再按本批复重新起草。`],
    });
    const { revision } = stale!;
    const ofDepartment = { issuerId: district.units.department };
    await deleteDraft(district.id, actorOf(preparerA), ofDepartment, { letterId: stale!.id, revision });
    expect(await draftUnitLetters(district.id, actorOf(preparerA), letterId)).toMatchObject({ ok: true });
    // The register has both, each with the other, its units, its figures in yuan and its receipt.
    const list = await loadRowsOfList("letters", reviewer, { year: 2021 });
    const csv = await new Response(writeList(list, "csv")).text();
    // A cell in quotes may have lines of its own.
    const rows = csv.replace(/"[^"]*"/g, (cell) => cell.replaceAll("\n", " ")).split("\n");
    const old = rows.find((row) => row.includes(",财决〔2022〕3号,2022-07-08,"))!;
    expect(old).toContain("区政府办公室本级、区机关服务中心,2,200,200,0,");
    expect(old).toContain("请补记固定资产。（期限2099-01-31）,已被调整批复代替,2022-07-1");
    expect(old.trimEnd()).toMatch(/,财决〔2022〕9号,$/);
    const newer = rows.find((row) => row.includes(",财决〔2022〕9号,2022-09-01,"))!;
    expect(newer).toContain(",2,250,250,0,");
    expect(newer.trimEnd()).toMatch(/已签收,2022-09-02,[^,]*,,财决〔2022〕3号,,$/);
    const passedOn = rows.find((row) => row.includes(",府办〔2022〕1号,"))!;
    expect(passedOn).toContain(",财决〔2022〕3号,,,");
    // The clocks still run from the first letter.
    const days = await listLetterDays(district.id, district.years[2021]);
    expect(days.get("101001")!.bureau!.signedOn).toBe("2022-07-08");
  });
});

describe("a letter about accounts that the review sent back", () => {
  it("says what was submitted first and what was approved, with the reason that people give", async () => {
    const district = await createFreshDistrict();
    const { reviewer, preparerA, secondReviewer } = district.users;
    const context = await createReportIn(district, ["submit", "beginReview", "sendBack"]);
    const edits = [
      { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" } as const,
      { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" } as const,
      { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "originalBudget" } as const,
      { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" } as const,
    ].map((address) => ({ address, input: "150", baseRevision: 1 }));
    await saveCells(actorOf(preparerA), { ...context, status: "sentBack" }, { how: "typed", unit: "yuan", edits });
    for (const [by, step] of [
      [preparerA, "submit"],
      [reviewer, "beginReview"],
    ] as const) {
      const outcome = await stepTestReport(context, by, step);
      expect(outcome).toMatchObject({ ok: true });
    }
    expect(await confirmTestStep(context, reviewer, "approve")).toMatchObject({ ok: true });
    await draft(district, reviewer, { mode: "perUnit", firstNumber: 1 });
    const { id } = await only(district);
    const { letter } = (await readLetter(district.id, id))!;
    const income = { label: "本年收入合计", before: 100_00, after: 150_00 };
    expect(letter.adjustments).toContainEqual(expect.objectContaining({ ...income, reason: "" }));
    expect(letter.figures.find(({ label }) => label === income.label)).toMatchObject({ amount: income.after });
    const adjustmentReasons = letter.adjustments.map(({ label }) => (label === income.label ? "少计拨款" : ""));
    expect(await edit(district, reviewer, id, { adjustmentReasons, number: "财决〔2022〕1号" })).toMatchObject({
      ok: true,
    });
    expect((await readLetter(district.id, id))!.letter.adjustments).toContainEqual({
      ...letter.adjustments.find(({ label }) => label === income.label)!,
      reason: "少计拨款",
    });
    await expect(edit(district, reviewer, id, { adjustmentReasons: [] })).rejects.toMatchObject({
      code: "invalidInput",
    });

    // No congress is recorded: what the template says of it is written by hand.
    expect(await edit(district, reviewer, id, { opening: ["经审核，现批复如下。"] })).toMatchObject({ ok: true });
    expect(await issue(district, secondReviewer, id)).toMatchObject({ ok: true });
    const job = await db().backgroundJob.findFirstOrThrow({ where: { districtId: district.id, kind: "letterFiles" } });
    await finishTestJob(district, job.id);
    const files = await db().approvalLetterFile.findMany({ where: { letterId: id }, orderBy: { format: "asc" } });
    expect(files.map(({ format }) => format)).toEqual(["docx", "pdf"]);
    const stored = (await readLetter(district.id, id))!;
    for (const { format, bytes } of files) {
      const again = await letterFile(district.id, stored, format as LetterFormat);
      expect(Buffer.from(again).equals(Buffer.from(bytes)), format).toBe(true);
    }
    await expect(ownerDb().approvalLetterFile.deleteMany({ where: { letterId: id } })).rejects.toThrow();
  });
});

describe("what a letter asks for by a day", () => {
  it("is written in the draft, falls due, is extended with a reason and settled, and goes on in a correction", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    await draft(district, reviewer);
    const { id } = await only(district);
    const later = "2099-03-01";
    const problems = [
      { text: "固定资产入账不及时，请补记入账。", dueOn: "2022-07-01" },
      { text: "往来款项请逐笔清理。", dueOn: null },
      { text: "请补充支出依据。", dueOn: later },
    ];
    const requirements = [{ text: "请在统一平台公开部门决算。", dueOn: "2022-07-28" }];
    await edit(district, reviewer, id, { number: "财决〔2022〕1号", requirements, problems });
    expect(await issue(district, secondReviewer, id)).toEqual({
      ok: false,
      reasons: ["“固定资产入账不及时，请补记入账。”的期限（2022年7月1日）早于成文日期。"],
    });
    problems[0]!.dueOn = "2022-09-30";
    await edit(district, reviewer, id, { problems });
    const record = (change: Partial<RecordDueEventInput>) =>
      recordDueEvent(district.id, actorOf(reviewer), bureau, {
        letterId: id,
        part: "problem",
        position: 0,
        kind: "extended",
        on: later,
        reason: "资产清查尚未结束",
        ...change,
      });
    expect(await record({})).toMatchObject({ ok: false, reasons: [expect.stringContaining("草稿")] });
    expect(await issue(district, secondReviewer, id)).toMatchObject({ ok: true });
    const duties = async () =>
      letterDueList(await listLetterDuties(district.id, district.years[2021]), "2022-10-08").map((item) => [
        item.unitCode,
        item.letter.due.part,
        item.due,
        item.state,
      ]);
    expect(await duties()).toEqual([
      ["101", "requirement", "2022-07-28", "late"],
      ["101", "problem", "2022-09-30", "late"],
      ["101", "problem", later, "open"],
    ]);

    // Not into the past, not of a line without a day, and not by the department.
    expect(await record({ on: "2022-10-31" })).toMatchObject({ reasons: [expect.stringContaining("已经过去")] });
    expect(await record({ position: 1 })).toMatchObject({ reasons: ["批复中没有这一项有期限的要求。"] });
    const ofDepartment = { issuerId: district.units.department };
    await expect(
      recordDueEvent(district.id, actorOf(district.users.preparerA), ofDepartment, {
        letterId: id,
        part: "problem",
        position: 0,
        kind: "extended",
        on: later,
        reason: "延期",
      }),
    ).rejects.toMatchObject({ code: "notFound" });
    const event = { districtId: district.id, letterId: id, part: "problem", position: 0, reason: "延期" } as const;
    const past = {
      ...event,
      kind: "extended",
      on: new Date("2022-10-31"),
      byId: reviewer.user.id,
      at: new Date(),
    } as const;
    await expect(db().letterDueEvent.create({ data: past })).rejects.toThrow();

    expect(await record({})).toEqual({ ok: true, data: undefined });
    const settled = { part: "requirement", kind: "settled", on: "2022-07-20", reason: "已经公开" } as const;
    expect(await record(settled)).toEqual({ ok: true, data: undefined });
    expect(await record(settled)).toMatchObject({ reasons: ["这一项已于2022年7月20日办结。"] });
    expect(await duties()).toEqual([
      ["101", "problem", later, "open"],
      ["101", "problem", later, "open"],
      ["101", "requirement", "2022-07-28", "done"],
    ]);
    await expect(ownerDb().letterDueEvent.deleteMany({ where: { letterId: id } })).rejects.toThrow(/append-only/);
    const { letter } = (await readLetter(district.id, id))!;
    expect(letter.problems, "the letter itself stays").toEqual(problems);
  });
});

describe("letters that must not be", () => {
  it("with a character that no font has: not in a draft, not issued", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    await draft(district, reviewer);
    const { id } = await only(district);
    const named = { ok: false, reasons: [expect.stringMatching(/“𠮷”（U\+20BB7）.*现有字库没有这个字/)] };
    expect(await edit(district, reviewer, id, { closing: ["请与𠮷某联系。"] })).toEqual(named);
    expect(
      await edit(district, reviewer, id, { number: "财决〔2022〕8号", closing: ['按"预算法"办理。'] }),
    ).toMatchObject({ ok: true });
    // As a draft of an earlier release has it.
    const { letter } = (await readLetter(district.id, id))!;
    const write = (closing: string[]) =>
      db().approvalLetter.update({
        where: { districtId_id: { districtId: district.id, id } },
        data: { content: { ...letter, closing } as unknown as Prisma.InputJsonObject },
      });
    await write(["请与𠮷某联系。"]);
    expect(await issue(district, secondReviewer, id)).toEqual(named);
    await write(letter.closing);
    expect(await issue(district, secondReviewer, id)).toMatchObject({ ok: true });
    expect(await letterFile(district.id, (await readLetter(district.id, id))!, "pdf")).toBeDefined();
  });

  it("with more taken back than there is, or less than nothing", async () => {
    const district = await approvedDistrict();
    const { reviewer } = district.users;
    await draft(district, reviewer);
    const { id } = await only(district);
    const stored = (await readLetter(district.id, id))!;
    // The accounts of the test have no balance: one of 23.70 万元 is written into the draft.
    const balances = [
      { fund: "一般公共预算财政拨款", cell: "x", closing: 237_000_00, toKeep: 237_000_00, toReturn: 0, basis: "" },
    ];
    const content = { ...stored.letter, balances } as unknown as Prisma.InputJsonObject;
    await db().approvalLetter.update({ where: { districtId_id: { districtId: district.id, id } }, data: { content } });
    for (const [toReturn, sentence] of [
      [999_900_00, /收回 99\.99 万元超出了年末结转和结余 23\.70 万元/],
      [-10_000_00, /收回 -1\.00 万元小于 0/],
    ] as const)
      expect(await edit(district, reviewer, id, { toReturn: [toReturn] })).toEqual({
        ok: false,
        reasons: [expect.stringMatching(sentence)],
      });
    expect((await readLetter(district.id, id))!.letter.balances).toEqual(balances);
    expect(await edit(district, reviewer, id, { toReturn: [237_000_00] })).toMatchObject({ ok: true });
  });

  it("a number twice, from two connections at once", async () => {
    const district = await approvedDistrict();
    const { reviewer } = district.users;
    await draft(district, reviewer, { mode: "perUnit", firstNumber: null });
    const letters = await lettersOf(district);
    expect(letters).toHaveLength(2);
    const both = await Promise.all(
      letters.map(({ id }) => edit(district, reviewer, id, { number: "财决〔2022〕7号" })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reasons: ["文号财决〔2022〕7号在本年已经用过，请换一个。"] });
    // Other brackets and wide digits make no other number.
    const other = letters.find((_, index) => !both[index]!.ok)!;
    for (const number of ["财决[2022]7号", "财决（２０２２）７号"])
      expect(await edit(district, reviewer, other.id, { number })).toMatchObject({
        reasons: ["文号财决〔2022〕7号在本年已经用过，请换一个。"],
      });
    // A range that meets it is refused whole.
    const free = letters.find((_, index) => !both[index]!.ok)!;
    const place = { letterId: free.id, revision: free.revision };
    expect(await deleteDraft(district.id, actorOf(reviewer), bureau, place)).toMatchObject({ ok: true });
    const kept = letters.find((_, index) => both[index]!.ok)!;
    const number = `财决〔${new Date().getFullYear()}〕8号`;
    expect(await edit(district, reviewer, kept.id, { number })).toMatchObject({ ok: true });
    expect(await draft(district, reviewer, { mode: "perUnit", firstNumber: 8 })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining(`这些文号已经用过：${number}`)],
    });
    expect(await lettersOf(district)).toHaveLength(1);
  });

  it("two drafts of one report, from two jobs at once", async () => {
    const district = await approvedDistrict();
    const asked = await Promise.all([
      draft(district, district.users.reviewer, { firstNumber: 1 }),
      draft(district, district.users.secondReviewer, { firstNumber: 5 }),
    ]);
    expect(await lettersOf(district)).toHaveLength(1);
    expect(asked.some((each) => each.ok)).toBe(true);
  });

  it("of a department whose units are not all approved", async () => {
    const district = await createFreshDistrict();
    await createReportIn(district, ["submit", "beginReview", "approve"]);
    expect(await draft(district, district.users.reviewer)).toMatchObject({
      items: [{ state: "leftOut", reasons: ["还有单位的决算没有批复：区机关服务中心。"] }],
    });
  });

  it("of a report whose approval was withdrawn since", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    await draft(district, reviewer);
    const { id } = await only(district);
    await edit(district, reviewer, id, { number: "财决〔2022〕1号" });
    const context = (await findVersionContext(district.id, await versionOf(district, "101001")))!;
    expect(await stepTestReport(context, secondReviewer, "withdrawApproval", "有误")).toMatchObject({ ok: true });
    expect(await issue(district, secondReviewer, id)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("区政府办公室本级的决算已撤销批复")],
    });
  });

  it("in force while the approval of one of its reports is withdrawn or sent back", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    await draft(district, reviewer);
    const { id } = await only(district);
    await edit(district, reviewer, id, { number: "财决〔2022〕1号" });
    expect(await issue(district, secondReviewer, id)).toMatchObject({ ok: true });
    const context = (await findVersionContext(district.id, await versionOf(district, "101001")))!;
    const withdraw = () => stepTestReport(context, secondReviewer, "withdrawApproval", "有误");
    const statusNow = async () =>
      (await db().reportVersion.findFirstOrThrow({ where: { id: context.versionId } })).status;
    for (const outcome of [await withdraw(), await stepTestReport(context, secondReviewer, "sendBack", "有误")])
      expect(outcome).toMatchObject({
        ok: false,
        blockers: [{ code: "letterInForce", letters: [{ number: "财决〔2022〕1号" }] }],
        reasons: [expect.stringMatching(/^批复文件财决〔2022〕1号（.*财政局）仍然有效.*请先撤销批复文件/)],
      });
    // Nor past the application.
    await expect(
      db().reportVersion.update({
        where: { districtId_id: { districtId: district.id, id: context.versionId } },
        data: { status: "underReview" },
      }),
    ).rejects.toThrow(/a letter in force approves version/);
    expect(await statusNow()).toBe("approved");

    const revoke = (change: Partial<typeof revocation>) =>
      revokeLetter(district.id, actorOf(reviewer), bureau, { letterId: id, ...revocation, ...change });
    expect(await revoke({ number: "财决〔2022〕1号", revokedOn: "2022-07-07" })).toEqual({
      ok: false,
      reasons: ["撤销文号不能是批复文件自己的文号。", "撤销日期不能早于成文日期（2022年7月8日）。"],
    });
    expect(await revoke({ revokedOn: "2999-01-01" })).toMatchObject({ reasons: [expect.stringContaining("还没有到")] });
    expect(await revoke({})).toMatchObject({ ok: true });
    expect((await readLetter(district.id, id))!.revoked).toEqual({
      number: "财决〔2022〕90号",
      on: "2022-08-01",
      reason: "有误",
    });
    expect(await withdraw()).toMatchObject({ ok: true });
    expect(await statusNow()).toBe("underReview");
  });

  it("issued while the approval is withdrawn: one of both happens, never both", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    await draft(district, reviewer);
    const { id } = await only(district);
    await edit(district, reviewer, id, { number: "财决〔2022〕1号" });
    const context = (await findVersionContext(district.id, await versionOf(district, "101001")))!;
    const both = await Promise.all([
      issue(district, secondReviewer, id),
      stepTestReport(context, secondReviewer, "withdrawApproval", "有误"),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const { status } = await db().reportVersion.findFirstOrThrow({ where: { id: context.versionId } });
    expect([status, (await only(district)).status]).toEqual(
      both[0].ok ? ["approved", "issued"] : ["underReview", "draft"],
    );
  });

  it("issued in a job by who may not: each is named, the others go on", async () => {
    const district = await approvedDistrict();
    const { reviewer, secondReviewer } = district.users;
    await draft(district, reviewer, { mode: "perUnit", firstNumber: 1 });
    const letters = await lettersOf(district);
    const [one, two] = letters;
    await edit(district, reviewer, one!.id, { number: "财决〔2022〕1号" });
    await edit(district, secondReviewer, two!.id, { number: "财决〔2022〕2号" });
    const seen = (await lettersOf(district)).map(({ id, revision }) => ({ letterId: id, revision }));
    const asked = await askForIssue(district.id, actorOf(secondReviewer), { letters: seen, signedOn: "2022-07-08" });
    if (!asked.ok) throw new Error(asked.reasons.join(" "));
    await finishTestJob(district, asked.data.jobId);
    expect((await lettersOf(district)).map(({ status }) => status).toSorted()).toEqual(["draft", "issued"]);
  });

  it("of another district", async () => {
    const district = await approvedDistrict();
    await draft(district, district.users.reviewer);
    const { id, revision } = await only(district);
    const other = await createFreshDistrict();
    const actor = actorOf(other.users.reviewer);
    await expect(
      issueLetter(other.id, actor, bureau, { letterId: id, revision, signedOn: "2022-07-08" }),
    ).rejects.toMatchObject({ code: "notFound" });
    await expect(
      deleteDraft(district.id, actor, { issuerId: district.units.department }, { letterId: id, revision }),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});

/** A further person of the district, with one role. */
async function personOf(district: TestDistrict, grant: RoleGrant): Promise<Session> {
  const name = `person-${grant.role}-${district.id.slice(-6)}`;
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    { username: name, name, grants: [grant] },
    {
      passwordHash: await testPasswordHash,
    },
  );
  if (!created.ok) throw new Error(created.reasons.join(" "));
  return (await findSession(await startSession({ id: created.data.userId, sessionVersion: 1 })))!;
}

async function versionOf(district: TestDistrict, code: string): Promise<string> {
  const { id: letterId } = await only(district);
  const { letter } = (await readLetter(district.id, letterId))!;
  return letter.reports.find(({ unitCode }) => unitCode === code)!.versionId;
}

async function newestOf(reportId: string): Promise<string> {
  const version = await db().reportVersion.findFirstOrThrow({ where: { reportId }, orderBy: { number: "desc" } });
  return version.id;
}
