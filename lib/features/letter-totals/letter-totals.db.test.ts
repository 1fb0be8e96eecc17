// The letter to a department, its accounts, its frozen total and the letters to its units say the same.
import { expect, it } from "vitest";
import { unitsProblems, totalProblems } from "@/lib/domain/decision/letter/letter-rules";
import { textSlots } from "@/lib/domain/words/facts";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import { takeTotal } from "@/lib/features/department-reports/mutations";
import { askForDrafts, deleteDraft } from "@/lib/features/letter-drafts/mutations";
import { readDepartmentTotal } from "@/lib/features/letter-totals/data";
import { listLetters, readLetter } from "@/lib/features/letters/data";
import { issueLetter } from "@/lib/features/letters/mutations";
import { findSession, type Session } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { decideAdjustment, proposeAdjustment } from "@/lib/features/total-adjustments/mutations";
import type { ProposeAdjustment } from "@/lib/features/total-adjustments/schema";
import { findStoredTotal } from "@/lib/features/totals/data";
import { freezeTotal, proposeTotal } from "@/lib/features/totals/mutations";
import { createUser } from "@/lib/features/users/mutations";
import { findVersionContext } from "@/lib/features/versions/data";
import { saveTexts } from "@/lib/features/versions/mutations";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepTestReport,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const bureau = { issuerId: null };

async function clerkOf(district: TestDistrict): Promise<Session> {
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    {
      username: `clerk-${district.id.slice(-8)}`,
      name: "部门经办",
      grants: [{ role: "preparer", unitId: district.units.department }],
    },
    { passwordHash: await testPasswordHash },
  );
  return (await findSession(await startSession({ id: created.ok ? created.data.userId : "", sessionVersion: 1 })))!;
}

it("a letter is not issued with other figures than the department's frozen total, nor where its units do not add up", async () => {
  const district = await createFreshDistrict();
  const { reviewer, secondReviewer } = district.users;
  const scope = { kind: "department", departmentId: district.units.department } as const;
  const approved = ["submit", "beginReview", "approve"] as const;
  await createReportIn(district, approved);
  await createReportIn(district, approved, { unitId: district.units.b, by: district.users.preparerB });
  await recordCongressApproval(district.id, actorOf(reviewer), {
    fiscalYearId: district.years[2021],
    body: "测试区人大常委会",
    meeting: "第三次会议",
    decisionNumber: "测人常〔2022〕12号",
    decidedOn: "2022-06-29",
    revision: 0,
  });

  // 代编 of 1,000 yuan that no unit has, and the total with it.
  const onBehalf: ProposeAdjustment = {
    year: 2021,
    departmentId: district.units.department,
    kind: "onBehalf",
    basis: "没有独立编制的机构的经费。",
    documentNumber: "罗财库〔2022〕9号",
    documentDate: "2022-03-01",
    lines: [
      { place: "income:::otherIncome", code: "2010301", amount: "1000" },
      { place: "expenditure::nonAppropriation:basic", code: "2010301", amount: "1000" },
    ],
  };
  const proposed = await proposeAdjustment(district.id, actorOf(reviewer), onBehalf);
  const adjustmentId = proposed.ok ? proposed.data.adjustmentId : "";
  await decideAdjustment(district.id, actorOf(secondReviewer), { adjustmentId, decision: "approved", reason: "" });
  await proposeTotal(district.id, actorOf(reviewer), { year: 2021, scope, basis: "approved", replaces: null });
  const { id, contentHash } = (await findStoredTotal(district.id, 2021, scope, {
    basis: "approved",
    state: "proposed",
  }))!;
  expect(await freezeTotal(district.id, actorOf(secondReviewer), { totalId: id, contentHash })).toMatchObject({
    ok: true,
  });

  const draft = async () => {
    const asked = await askForDrafts(district.id, actorOf(reviewer), {
      fiscalYearId: district.years[2021],
      mode: "perDepartment",
      firstNumber: 3,
    });
    await finishTestJob(district, asked.ok ? asked.data.jobId : "");
    const [line] = await listLetters(district.id, { year: 2021 });
    return (await readLetter(district.id, line!.id))!;
  };
  const issue = async ({ id: letterId, revision }: Awaited<ReturnType<typeof draft>>) =>
    issueLetter(district.id, actorOf(secondReviewer), bureau, { letterId, revision, signedOn: "2026-07-08" });

  // The sum of its units lacks what the department's total has beside them.
  const sum = await draft();
  expect(await issue(sum)).toMatchObject({
    ok: false,
    reasons: expect.arrayContaining([
      expect.stringMatching(/^本年支出合计：批复 0\.02 万元，已批准的部门汇总 0\.12 万元，相差 -0\.10 万元/),
    ]),
  });
  expect(
    await deleteDraft(district.id, actorOf(reviewer), bureau, { letterId: sum.id, revision: sum.revision }),
  ).toMatchObject({ ok: true });

  // The department's own accounts have it.
  const clerk = await clerkOf(district);
  const taken = await takeTotal(district.id, actorOf(clerk), {
    unitId: district.units.department,
    fiscalYearId: district.years[2021],
  });
  const report = (await findVersionContext(district.id, taken.ok ? taken.data.versionId : ""))!;
  await saveTexts(actorOf(clerk), report, {
    how: "typed",
    edits: [
      { slot: textSlots.duties, text: "负责全区政务。", baseRevision: 0 },
      { slot: "reason.total.rise", text: "", baseRevision: 0 },
    ],
  });
  for (const [step, by] of [
    ["submit", clerk],
    ["beginReview", reviewer],
    ["approve", reviewer],
  ] as const) {
    const outcome = await stepTestReport(report, by, step);
    expect([step, outcome.ok ? [] : outcome.reasons]).toEqual([step, []]);
  }
  const whole = await draft();
  const total = await readDepartmentTotal(district.id, 2021, district.units.department);
  expect([unitsProblems(whole.letter), totalProblems(whole.letter, total)]).toEqual([[], []]);
  // What stands beside the units is written down in the annex: without it they would not add up.
  expect(whole.letter.opening.join("")).toContain("你部门");
  const annex = whole.letter.annex!;
  const expenditure = annex.columns.findIndex(({ label }) => label === "本年支出合计");
  expect(annex.composition!.beside.map(({ label, amounts }) => [label, amounts[expenditure]])).toEqual([
    ["代编", 100_000],
    ["抵销", 0],
    ["调整", 0],
  ]);
  expect(annex.composition!.department[expenditure]).toBe(annex.total[expenditure]! + 100_000);
  const { composition: _, ...plain } = annex;
  expect(unitsProblems({ ...whole.letter, annex: plain })[0]).toContain("相差");
  expect(whole.letter.reports.map(({ unitCode }) => unitCode)).toEqual(["101", "101001", "101002"]);
  // A 代编 that is entered after the total was approved makes it outdated: the draft says so and is not issued.
  const later = await proposeAdjustment(district.id, actorOf(reviewer), {
    ...onBehalf,
    documentNumber: "罗财库〔2022〕10号",
  });
  const laterId = later.ok ? later.data.adjustmentId : "";
  await decideAdjustment(district.id, actorOf(secondReviewer), {
    adjustmentId: laterId,
    decision: "approved",
    reason: "",
  });
  const outdated = expect.stringMatching(/^部门汇总已经过时：批准之后，代编和调整（罗财库〔2022〕10号）有变动。/);
  const now = await readDepartmentTotal(district.id, 2021, district.units.department);
  expect(totalProblems(whole.letter, now)).toEqual([outdated]);
  expect(await issue(whole)).toMatchObject({ ok: false, reasons: [outdated] });
  await decideAdjustment(district.id, actorOf(reviewer), {
    adjustmentId: laterId,
    decision: "withdrawalAsked",
    reason: "重复。",
  });
  await decideAdjustment(district.id, actorOf(secondReviewer), {
    adjustmentId: laterId,
    decision: "withdrawn",
    reason: "",
  });

  const issued = await issue(whole);
  expect(issued.ok ? [] : issued.reasons).toEqual([]);
});
