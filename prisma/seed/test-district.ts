// A small district for database tests: made by the functions the application uses, with every role and a second
// district beside it that must never show through.
import { randomUUID } from "node:crypto";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { createFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { workOn } from "@/lib/background/worker";
import type { BulkStep } from "@/lib/features/background-jobs/schema";
import { askForStep, takeStep, type StepOutcome } from "@/lib/features/report-steps/mutations";
import { findReports, readSearchFilters } from "@/lib/features/search/data";
import { searchParameters, type FoundReports } from "@/lib/features/search/schema";
import { findVersionContext, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts, type ReportActor } from "@/lib/features/versions/mutations";
import { findSession, type Session } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { importCatalogue } from "@/lib/features/subjects/mutations";
import type { SubjectRow } from "@/lib/features/subjects/schema";
import { createUnit, setExemption } from "@/lib/features/units/mutations";
import { createUser } from "@/lib/features/users/mutations";
import { readQuery } from "@/lib/domain/search/search-query";
import type { TransitionName, VersionStatus } from "@/lib/domain/report/lifecycle";
import type { OpenPoint } from "@/lib/domain/report/open-points";
import type { RoleGrant } from "@/lib/domain/report/roles";
import type { Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/generated/prisma/client";
import { hashPassword } from "@/lib/platform/passwords";
import { sealSession, sessionCookie } from "@/lib/platform/session-cookie";

export const testPassword = "正确的测试密码-2021";
/** Of the password of every person of a test district: hashed once for all of them. */
export const testPasswordHash = hashPassword(testPassword);
const system = { id: null, name: "测试" };
/** There before the register was kept. */
const always = { founded: null };

const functional: SubjectRow[] = [
  ["201", "一般公共服务支出", 1, ""],
  ["20103", "政府办公厅（室）及相关机构事务", 2, ""],
  ["2010301", "行政运行", 3, ""],
  ["2010302", "一般行政管理事务", 3, ""],
  ["212", "城乡社区支出", 1, ""],
  ["21208", "国有土地使用权出让收入安排的支出", 2, "【政府性基金】"],
  ["2120801", "征地和拆迁补偿支出", 3, "【政府性基金】"],
].map(([code, name, level, note]) => ({ code, name, level, note, source: "test" }) as SubjectRow);

const economic: SubjectRow[] = [
  ["301", "工资福利支出", 1],
  ["30101", "基本工资", 2],
  ["302", "商品和服务支出", 1],
  ["30201", "办公费", 2],
].map(([code, name, level]) => ({ code, name, level, note: "", source: "test" }) as SubjectRow);

export interface TestDistrict {
  id: string;
  years: { 2020: string; 2021: string };
  units: { department: string; a: string; b: string };
  users: Record<"preparerA" | "colleagueA" | "preparerB" | "reviewer" | "secondReviewer" | "admin", Session>;
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
  return outcome.data;
}

/** 山东省: whatever code a test gives its district, it opens years. */
const regionCode = "37";

/** A district with two units of one department, the years 2020 and 2021, and a person for every role. */
export async function createTestDistrict(code = "371311"): Promise<TestDistrict> {
  const { id } = await db().district.create({
    data: { code, name: `测试区${code}`, regionCode },
  });
  value(await importCatalogue(id, system, "test", { functional, economic }));
  const department = value(
    await createUnit(id, system, {
      level: "department",
      parentId: null,
      kind: "administrative",
      code: "101",
      name: "区政府办公室",
      ...always,
    }),
  ).unitId;
  const a = value(
    await createUnit(id, system, {
      level: "unit",
      parentId: department,
      kind: "administrative",
      code: "101001",
      name: "区政府办公室本级",
      ...always,
    }),
  ).unitId;
  const b = value(
    await createUnit(id, system, {
      level: "unit",
      parentId: department,
      kind: "institution",
      code: "101002",
      name: "区机关服务中心",
      ...always,
    }),
  ).unitId;
  const dates = { opensAt: new Date("2021-01-01"), deadline: new Date("2022-06-30") };
  const year = async (number: number) =>
    value(await createFiscalYear(id, system, { year: number, catalogueId: "test", ...dates })).fiscalYearId;
  const years = { 2020: await year(2020), 2021: await year(2021) };
  const user = async (name: string, grant: RoleGrant) => {
    const { userId } = value(
      await createUser(
        id,
        system,
        { username: `${name}-${code}`, name, grants: [grant] },
        { passwordHash: await testPasswordHash },
      ),
    );
    return (await findSession(await startSession({ id: userId, sessionVersion: 1 })))!;
  };
  return {
    id,
    years,
    units: { department, a, b },
    users: {
      preparerA: await user("preparer-a", { role: "preparer", unitId: a }),
      colleagueA: await user("colleague-a", { role: "preparer", unitId: a }),
      preparerB: await user("preparer-b", { role: "preparer", unitId: b }),
      reviewer: await user("reviewer", { role: "reviewer" }),
      secondReviewer: await user("second-reviewer", { role: "reviewer" }),
      admin: await user("admin", { role: "admin" }),
    },
  };
}

/** What a reader finds who types a text. */
export async function searchFor(districtId: string, text: string): Promise<FoundReports> {
  const { years } = await readSearchFilters(districtId);
  const query = readQuery(text, years);
  if (!query.ok) throw new Error(query.reason);
  return findReports(districtId, query, searchParameters.parse({}));
}

/** The session cookie of a person who signs in now: its name and its content. */
export async function signedInCookie({ user }: Session): Promise<[name: string, value: string]> {
  const { sessionVersion } = await db().user.findUniqueOrThrow({ where: { id: user.id } });
  return [sessionCookie(false).name, await sealSession(await startSession({ id: user.id, sessionVersion }))];
}

/** Says on what basis a unit need not publish a year, or that it has to. */
export async function exemptTestUnit(
  district: TestDistrict,
  unitId: string,
  basis: string | null,
  year: 2020 | 2021 = 2021,
): Promise<void> {
  value(await setExemption(district.id, system, { unitId, year, basis }));
}

/** Behind the codes that tests give themselves. */
let districts = 371_500;

/** A district that no other group of tests has, so that units and years are free. */
export function createFreshDistrict(): Promise<TestDistrict> {
  districts += 1;
  return createTestDistrict(String(districts));
}

/** A person as mutations take them. */
export function actorOf({ user }: Session): ReportActor {
  return { id: user.id, name: user.name, ...(user.onBehalfOf && { onBehalfOf: user.onBehalfOf }) };
}

/** The smallest balanced report: 100 yuan of wages out of the general public budget, everything else stated empty. */
export const balancedFacts: { address: FactAddress; input: string }[] = [
  { address: { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" }, input: "100" },
  { address: { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" }, input: "100" },
  { address: { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "originalBudget" }, input: "100" },
  { address: { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" }, input: "100" },
];

/** Opens a report of unit A (or the given unit) and returns what writes need. */
export async function openTestReport(
  district: TestDistrict,
  options: { unitId?: string; by?: Session; year?: 2020 | 2021 } = {},
): Promise<VersionContext> {
  const by = options.by ?? district.users.preparerA;
  const input = { unitId: options.unitId ?? district.units.a, fiscalYearId: district.years[options.year ?? 2021] };
  const { versionId } = value(await openReport(district.id, actorOf(by), input));
  return (await findVersionContext(district.id, versionId))!;
}

/** Fills an open report so that nothing stands in the way of its submission. */
export async function fillTestReport(
  district: TestDistrict,
  context: VersionContext,
  by: Session = district.users.preparerA,
): Promise<void> {
  await saveCells(actorOf(by), context, {
    how: "typed",
    unit: "yuan",
    edits: balancedFacts.map((fact) => ({ ...fact, baseRevision: 0 })),
  });
  const texts = [
    ...["balance", "threePublic", "agencyOperatingCost", "procurement", "stateAssets", "performance"].map((part) => ({
      slot: noDataSlot(part),
      text: "none",
    })),
    { slot: textSlots.duties, text: "负责机关日常事务。" },
    { slot: textSlots.structure, text: "内设办公室。" },
  ];
  const edits = texts.map((text) => ({ ...text, baseRevision: 0 }));
  await saveTexts(actorOf(by), context, { how: "typed", edits });
}

/** Takes a step at the revision the version has now. */
export async function stepTestReport(
  context: VersionContext,
  by: Session,
  step: TransitionName,
  reason?: string,
  confirmed: readonly OpenPoint[] = [],
): Promise<StepOutcome> {
  const { revision } = await db().reportVersion.findUniqueOrThrow({
    where: { districtId_id: { districtId: context.districtId, id: context.versionId } },
  });
  return takeStep(context.districtId, actorOf(by), {
    versionId: context.versionId,
    revision,
    step,
    confirmed,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Takes a step as a person does who sees what is open, confirms all of it and goes on. */
export async function confirmTestStep(
  context: VersionContext,
  by: Session,
  step: "approve" | "publish",
): Promise<StepOutcome> {
  const asked = await stepTestReport(context, by, step);
  if (asked.ok) return asked;
  return stepTestReport(
    context,
    by,
    step,
    undefined,
    asked.blockers.flatMap((blocker) => (blocker.code === "openPoints" ? blocker.points : [])),
  );
}

/** The steps by which a filled report comes into a state. */
export const stepsTo: Record<VersionStatus, TransitionName[]> = {
  drafting: [],
  submitted: ["submit"],
  underReview: ["submit", "beginReview"],
  sentBack: ["submit", "sendBack"],
  approved: ["submit", "beginReview", "approve"],
  published: ["submit", "beginReview", "approve", "publish"],
};

/** A filled report taken to a state by preparer A and the reviewer; the second one publishes and sends or takes back. */
export async function createReportIn(
  district: TestDistrict,
  steps: readonly TransitionName[],
  options: { unitId?: string; by?: Session; year?: 2020 | 2021 } = {},
): Promise<VersionContext> {
  const context = await openTestReport(district, options);
  const preparer = options.by ?? district.users.preparerA;
  await fillTestReport(district, context, preparer);
  for (const step of steps) {
    const by =
      step === "submit" || step === "withdraw"
        ? preparer
        : ["publish", "withdrawApproval", "sendBack"].includes(step)
          ? district.users.secondReviewer
          : district.users.reviewer;
    const outcome = await stepTestReport(context, by, step, "请核对后重报。");
    if (!outcome.ok) throw new Error(`${step}: ${outcome.reasons.join(" ")}`);
  }
  return context;
}

/**
 * Corrects a published report that `fillTestReport` filled: every amount becomes another one. Taken as far as the steps say,
 * by default to its publication.
 *
 * @returns the correction.
 */
export async function correctTestReport(
  district: TestDistrict,
  context: VersionContext,
  {
    yuan,
    reason = "金额有误。",
    by = district.users.preparerA,
    steps = ["submit", "beginReview", "approve", "publish"],
  }: {
    yuan: string;
    reason?: string;
    by?: Session;
    steps?: readonly ("submit" | "beginReview" | "approve" | "publish")[];
  },
): Promise<VersionContext> {
  const opened = await stepTestReport(context, district.users.reviewer, "correct", reason);
  if (!opened.ok) throw new Error(opened.reasons.join(" "));
  const correction = (await findVersionContext(context.districtId, opened.data.versionId))!;
  await saveCells(actorOf(by), correction, {
    how: "typed",
    unit: "yuan",
    edits: balancedFacts.map(({ address }) => ({ address, input: yuan, baseRevision: 1 })),
  });
  for (const step of steps) {
    const who = step === "submit" ? by : step === "publish" ? district.users.secondReviewer : district.users.reviewer;
    const outcome = await stepTestReport(correction, who, step);
    if (!outcome.ok) throw new Error(`${step}: ${outcome.reasons.join(" ")}`);
  }
  return correction;
}

/**
 * One step of many reports as a background job, worked on to its end; what became of each, in the order in which they
 * were given.
 */
export async function stepManyTestReports(
  district: TestDistrict,
  by: Session,
  step: BulkStep,
  versionIds: readonly string[],
  options: { takesUnkeptTexts?: boolean } = {},
): Promise<{ versionId: string; reasons: string[] }[]> {
  const versions = await db().reportVersion.findMany({
    where: { districtId: district.id, id: { in: [...versionIds] } },
  });
  const jobId = await askForStep(district.id, actorOf(by), {
    step,
    versions: versions.map(({ id, revision }) => ({ versionId: id, revision })),
    takesUnkeptTexts: options.takesUnkeptTexts ?? false,
  });
  await finishTestJob(district, jobId);
  const items = await db().backgroundJobItem.findMany({ where: { districtId: district.id, jobId } });
  return versionIds.map((versionId) => {
    const item = items.find(({ input }) => (input as { versionId: string }).versionId === versionId)!;
    return { versionId, reasons: item.reasons };
  });
}

/** Works on a job, slice after slice, until it is over. */
export async function finishTestJob(district: TestDistrict, jobId: string): Promise<void> {
  const isGoingOn = () =>
    db().backgroundJob.count({ where: { districtId: district.id, id: jobId, state: { in: ["waiting", "running"] } } });
  while ((await isGoingOn()) > 0) await workOn({ districtId: district.id, jobId });
}

/**
 * Units with a submitted report each (or one that is still a draft), copied from one that is submitted: so many that making each by hand would take
 * minutes.
 *
 * @returns ids of their versions, by the code of the unit.
 */
export async function copyReport(
  source: VersionContext,
  count: number,
  { firstCode = 700_000, submittedBy, isDraft = false }: { firstCode?: number; submittedBy: string; isDraft?: boolean },
): Promise<string[]> {
  const { districtId, versionId, unitId } = source;
  const newIds = () => Array.from({ length: count }, () => randomUUID());
  const [units, reports, versions] = [newIds(), newIds(), newIds()];
  const copy = Prisma.sql`unnest(${units}::uuid[], ${reports}::uuid[], ${versions}::uuid[]) WITH ORDINALITY AS c(unit_id, report_id, version_id, n)`;
  const inOne = (work: (transaction: Prisma.TransactionClient) => Promise<unknown>) =>
    db().$transaction(work, { timeout: 60_000 });
  await inOne(async (transaction) => {
    await transaction.$executeRaw`INSERT INTO unit (id, district_id) SELECT unit_id, ${districtId}::uuid FROM ${copy}`;
    await transaction.$executeRaw`
      INSERT INTO unit_period (id, district_id, unit_id, valid_from, valid_to, code, name, parent_id, level, kind, is_obliged)
      SELECT gen_random_uuid(), p.district_id, c.unit_id, p.valid_from, p.valid_to, (${firstCode}::int + c.n)::text,
        '复制单位' || (${firstCode}::int + c.n), p.parent_id, p.level, p.kind, p.is_obliged
      FROM ${copy}, unit_period p WHERE p.unit_id = ${unitId}::uuid AND p.valid_to IS NULL`;
    await transaction.$executeRaw`
      INSERT INTO obligation (district_id, year, unit_id, scope)
      SELECT o.district_id, o.year, c.unit_id, o.scope
      FROM ${copy}, obligation o WHERE o.unit_id = ${unitId}::uuid AND o.year = ${source.year}`;
    await transaction.$executeRaw`
      INSERT INTO report (district_id, id, unit_id, fiscal_year_id, created_at)
      SELECT r.district_id, c.report_id, c.unit_id, r.fiscal_year_id, r.created_at
      FROM ${copy}, report r WHERE r.district_id = ${districtId}::uuid AND r.id = ${source.reportId}::uuid`;
    await transaction.$executeRaw`
      INSERT INTO report_version (district_id, id, report_id, number, revision, created_at)
      SELECT v.district_id, c.version_id, c.report_id, 1, 0, v.created_at
      FROM ${copy}, report_version v WHERE v.district_id = ${districtId}::uuid AND v.id = ${versionId}::uuid`;
    await transaction.$executeRaw`
      INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, revision, updated_by, updated_at)
      SELECT l.district_id, c.version_id, l.sheet, l.subject, l.fund, l.column_id, l.measure, l.amount, 1, l.updated_by, l.updated_at
      FROM ${copy}, budget_line l WHERE l.district_id = ${districtId}::uuid AND l.version_id = ${versionId}::uuid`;
    await transaction.$executeRaw`
      INSERT INTO text_slot (district_id, version_id, slot, text, revision, updated_by, updated_at)
      SELECT t.district_id, c.version_id, t.slot, t.text, 1, t.updated_by, t.updated_at
      FROM ${copy}, text_slot t WHERE t.district_id = ${districtId}::uuid AND t.version_id = ${versionId}::uuid`;
    await transaction.$executeRaw`
      INSERT INTO workflow_event (district_id, version_id, id, step, to_status, round, revision, actor_id, at)
      SELECT ${districtId}::uuid, c.version_id, gen_random_uuid(), 'open', 'drafting', 0, 0, ${submittedBy}::uuid, now() FROM ${copy}`;
  });
  if (isDraft) return versions;
  await inOne(async (transaction) => {
    await transaction.$executeRaw`
      UPDATE report_version v SET status = 'submitted', round = 1, submitted_by = ${submittedBy}::uuid, submitted_at = now()
      WHERE v.district_id = ${districtId}::uuid AND v.id = ANY(${versions}::uuid[])`;
    await transaction.$executeRaw`
      INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
      SELECT ${districtId}::uuid, c.version_id, gen_random_uuid(), 'submit', 'drafting', 'submitted', 1, 0, ${submittedBy}::uuid, now() FROM ${copy}`;
  });
  return versions;
}
