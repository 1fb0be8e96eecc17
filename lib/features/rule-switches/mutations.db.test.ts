import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RuleSwitch } from "@/lib/domain/checks/rule-switches";
import { explainFinding, explainShownFinding, runChecks } from "@/lib/features/checks/mutations";
import { setFiscalYearStage } from "@/lib/features/fiscal-years/mutations";
import { listYearSwitches, offerOfLastYear, readSwitchesEffect } from "@/lib/features/rule-switches/data";
import { saveRuleSwitches } from "@/lib/features/rule-switches/mutations";
import { ruleSwitchesSchema } from "@/lib/features/rule-switches/schema";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { writeReasons } from "@/prisma/seed/demo-reasons";
import {
  actorOf,
  confirmTestStep,
  createFreshDistrict,
  createTestDistrict,
  fillTestReport,
  finishTestJob,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYearId: string;

const off: RuleSwitch = { ruleId: "V-10", change: "off", reason: "本区年中统一调整预算，差异已由财政局核实" };
const raised: RuleSwitch = { ruleId: "V-42", change: "explain", reason: "两列预算须说明" };

const stored = async () =>
  (await listYearSwitches(district.id)).find(({ fiscalYear }) => fiscalYear.id === fiscalYearId)!.switches;
const save = async (switches: RuleSwitch[], known?: RuleSwitch[], by = district.users.admin) =>
  saveRuleSwitches(district.id, actorOf(by), { fiscalYearId, known: known ?? (await stored()), switches });
const effectOf = async (switches: RuleSwitch[]) => {
  const effect = await readSwitchesEffect(district.id, fiscalYearId, switches);
  if (!effect.ok) throw new Error(effect.reasons.join(""));
  return effect.data;
};

/** A report that asks one explanation (V-10: a third more spent than budgeted) and has one hint (V-42). */
async function openOddReport(): Promise<VersionContext> {
  const context = await openTestReport(district);
  await fillTestReport(district, context);
  const actor = actorOf(district.users.preparerA);
  const budget = { sheet: "budget", row: "2010301", fund: "generalPublicBudget" } as const;
  await saveCells(actor, context, {
    how: "typed",
    unit: "yuan",
    edits: [
      { address: { ...budget, column: "originalBudget" }, input: "75", baseRevision: 1 },
      { address: { ...budget, column: "adjustedBudget" }, input: "75", baseRevision: 0 },
    ],
  });
  await writeReasons(actor, context, "101001");
  return context;
}

describe("the switches of a year", () => {
  beforeAll(async () => {
    district = await createTestDistrict("371395");
    fiscalYearId = district.years[2021]!;
  });

  it("are stored with their reasons, and the log says what each became", async () => {
    expect(await save([off, raised])).toMatchObject({ ok: true });
    expect(await stored()).toEqual([off, raised]);
    expect(await save([{ ...off, change: "hint" }])).toMatchObject({ ok: true });
    const events = await db().auditEvent.findMany({
      where: { districtId: district.id, action: "fiscalYear.ruleSwitchesChanged" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ details }) => details)).toEqual([
      { switches: [`V-10停用：${off.reason}`, `V-42改为“需要说明”：${raised.reason}`] },
      { switches: [`V-10改为“提示”：${off.reason}`, "V-42恢复照常（此前改为“需要说明”）"] },
    ]);
    expect(await save([])).toMatchObject({ ok: true });
    expect(await stored()).toEqual([]);
  });

  it.each<[string, RuleSwitch, string]>([
    ["an unknown rule", { ...off, ruleId: "X-99" }, "没有规则“X-99”"],
    ["a rule that blocks", { ...off, ruleId: "B-05" }, "必须改正"],
    ["a rule that blocks, weakened", { ...off, ruleId: "B-05", change: "hint" }, "必须改正"],
    ["a rule of 批复 and 公开", { ...off, ruleId: "L-60" }, "不能调整"],
    ["what the rule does anyway", { ...off, change: "explain" }, "本来就是这样处理"],
  ])("refuse %s, and nothing is stored", async (_, wrong, reason) => {
    const answer = { ok: false, reasons: [expect.stringContaining(reason)] };
    expect(await save([raised, wrong])).toMatchObject(answer);
    expect(await readSwitchesEffect(district.id, fiscalYearId, [wrong])).toMatchObject(answer);
    expect(await stored()).toEqual([]);
  });

  it("are not saved when nothing changes", async () => {
    expect(await save([])).toMatchObject({ ok: false, reasons: [expect.stringContaining("没有需要保存")] });
  });

  it("of two administrators at once are saved once, and the second is told", async () => {
    const answers = await Promise.all([save([off], []), save([raised], [])]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reasons: [expect.stringContaining("他人刚刚调整")] });
    expect(await stored()).toHaveLength(1);
    // Another reason is another change.
    const [now] = await stored();
    expect(await save([off, raised], [{ ...now!, reason: "旧的原因" }])).toMatchObject({ ok: false });
    await save([]);
  });

  it("of a closed year stay as they are", async () => {
    await save([off]);
    await setFiscalYearStage(district.id, actorOf(district.users.admin), fiscalYearId, "closed");
    const answer = { ok: false, reasons: ["2021年度已经关闭，审核规则不能再调整。"] };
    expect(await save([])).toMatchObject(answer);
    expect(await readSwitchesEffect(district.id, fiscalYearId, [])).toMatchObject(answer);
    expect(await stored()).toEqual([off]);
    await setFiscalYearStage(district.id, actorOf(district.users.admin), fiscalYearId, "open");
  });

  it("of another district are not found", async () => {
    const other = await createTestDistrict("371396");
    const input = { fiscalYearId, known: [], switches: [off] };
    await expect(saveRuleSwitches(other.id, actorOf(other.users.admin), input)).rejects.toMatchObject({
      code: "notFound",
    });
    await expect(readSwitchesEffect(other.id, fiscalYearId, [off])).rejects.toMatchObject({ code: "notFound" });
  });

  it("are those of one year: the next begins without, and is offered them with their reasons", async () => {
    const earlier = district.years[2020]!;
    const input = { fiscalYearId: earlier, known: [], switches: [raised] };
    expect(await saveRuleSwitches(district.id, actorOf(district.users.admin), input)).toMatchObject({ ok: true });
    await save([]);
    const years = await listYearSwitches(district.id);
    const { fiscalYear, switches } = years.find(({ fiscalYear: { year } }) => year === 2021)!;
    expect(switches).toEqual([]);
    expect(offerOfLastYear(fiscalYear, years)).toEqual({ offered: [raised], lapsed: [] });
  });
});

describe("switches as they are sent", () => {
  const input = { fiscalYearId: "01a223c9-d7c1-770a-bfa3-7b3578445985", known: [], switches: [off] };
  const problemsOf = (switches: unknown[]) =>
    ruleSwitchesSchema.safeParse({ ...input, switches }).error?.issues.map(({ message }) => message);

  it("need a reason, one change a rule, and a change that there is", () => {
    expect(problemsOf([off, raised])).toBeUndefined();
    expect(problemsOf([{ ...off, reason: "  " }])).toEqual(["请写明原因。"]);
    expect(problemsOf([{ ...off, reason: "原因\u0000" }])).toEqual(["原因中含有无法保存的字符。"]);
    expect(problemsOf([{ ...off, reason: "长".repeat(501) }])).toEqual(["原因最多五百字。"]);
    expect(problemsOf([off, { ...off, change: "hint" }])).toEqual(["同一条规则只能调整一次。"]);
    expect(problemsOf([{ ...off, change: "blocking" }])).toEqual(["请选择本年度怎样处理。"]);
  });
});

describe("reports under switches", () => {
  let context: VersionContext;
  const findings = async () =>
    (await runChecks(district.id, context.versionId)).findings.map(({ key, severity }) => `${key} ${severity}`);
  const submit = () => stepTestReport(context, district.users.preparerA, "submit");
  const counts = () => db().reportVersion.findFirstOrThrow({ where: { id: context.versionId } });

  beforeEach(async () => {
    district = await createFreshDistrict();
    fiscalYearId = district.years[2021]!;
    context = await openOddReport();
  });

  it("are shown what would change, and that is what changes", async () => {
    const before = await findings();
    const effect = await effectOf([off, raised]);
    expect(effect).toMatchObject({ reports: 1, decided: 0 });
    expect(effect.units).toEqual([
      {
        name: expect.any(String),
        status: "drafting",
        coming: [],
        going: ["V-10"],
        weighed: ["V-42"],
        asked: ["V-42"],
        released: ["V-10"],
      },
    ]);
    // Nothing has changed yet.
    expect(await findings()).toEqual(before);
    await save([off, raised]);
    expect(await findings()).toEqual(["V-42@budget explain"]);
    expect((await runChecks(district.id, context.versionId)).unexplained).toEqual(["V-42@budget"]);
    expect((await effectOf([])).units).toMatchObject([{ coming: ["V-10"], asked: ["V-10"], released: ["V-42"] }]);
    expect((await effectOf([off, raised])).units).toEqual([]);
  });

  it("are submitted without what is off, and not without what is raised", async () => {
    expect(await submit()).toMatchObject({ ok: false, blockers: [{ code: "unexplainedFindings", count: 1 }] });
    await save([off, raised]);
    expect(await submit()).toMatchObject({ ok: false, blockers: [{ code: "unexplainedFindings", count: 1 }] });
    await save([off]);
    expect(await submit()).toMatchObject({ ok: true });
  });

  it("keep an explanation while its rule is off, and have it again afterwards", async () => {
    const { findings: asked } = await runChecks(district.id, context.versionId);
    const { key, fingerprint } = asked.find(({ ruleId }) => ruleId === "V-10")!;
    const explained = { versionId: context.versionId, findingKey: key, fingerprint, text: "年中追加" };
    await explainFinding(district.id, district.users.preparerA.user.id, explained);
    await save([off]);
    expect(await explainShownFinding(district.id, district.users.preparerA.user.id, explained)).toMatchObject({
      ok: false,
    });
    expect((await readContent(district.id, context.versionId))!.explanations).toMatchObject([{ text: "年中追加" }]);
    expect((await effectOf([])).units).toMatchObject([{ coming: ["V-10"], asked: [] }]);
    await save([]);
    expect((await runChecks(district.id, context.versionId)).unexplained).toEqual([]);
  });

  it("that are handed in are not sent back; what is newly asked for stands open before 批复", async () => {
    await save([off]);
    await submit();
    expect((await effectOf([off, raised])).units).toMatchObject([{ status: "submitted", asked: ["V-42"] }]);
    await save([off, raised]);
    expect(await counts()).toMatchObject({ status: "submitted" });
    await stepTestReport(context, district.users.reviewer, "beginReview");
    const refused = await stepTestReport(context, district.users.reviewer, "approve");
    expect(refused).toMatchObject({
      ok: false,
      blockers: [{ code: "openPoints", points: [{ kind: "unexplainedFinding", id: "V-42@budget" }] }],
    });
    expect(await confirmTestStep(context, district.users.reviewer, "approve")).toMatchObject({ ok: true });
  });

  it("that are approved keep the rules that they were approved by, until they are sent back", async () => {
    await save([off]);
    await submit();
    await stepTestReport(context, district.users.reviewer, "beginReview");
    expect(await stepTestReport(context, district.users.reviewer, "approve")).toMatchObject({ ok: true });
    expect(await effectOf([])).toEqual({ reports: 0, decided: 1, units: [] });
    await save([raised]);
    expect(await findings()).toEqual(["V-42@budget hint"]);
    const published = await stepTestReport(context, district.users.secondReviewer, "publish");
    expect(published).toMatchObject({ ok: true });
    expect(await findings()).toEqual(["V-42@budget hint"]);

    // A correction is another version: it is judged by the rules of today.
    const corrected = await stepTestReport(context, district.users.reviewer, "correct", "数字有误");
    if (!corrected.ok) throw new Error(corrected.reasons.join(""));
    context = { ...context, versionId: corrected.data.versionId };
    expect(await findings()).toEqual(["V-42@budget explain", "V-10@2010301 explain"]);
  });

  it("are counted anew in the queues, each once", async () => {
    await runChecks(district.id, context.versionId);
    expect(await counts()).toMatchObject({ explainFindings: 1, hintFindings: 1 });
    await save([off]);
    const jobs = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "recheck" } });
    expect(jobs).toHaveLength(1);
    await finishTestJob(district, jobs[0]!.id);
    expect(await counts()).toMatchObject({ explainFindings: 0, hintFindings: 1 });
    const items = await db().backgroundJobItem.findMany({ where: { districtId: district.id, jobId: jobs[0]!.id } });
    expect(items.map(({ state }) => state)).toEqual(["done"]);
  });
});
