// The demo district, made only by the functions that the application uses, each step at its own fixed moment.
import { addDays } from "date-fns";
import { formatInForce, regionOfDistrictCode } from "@/lib/domain/formats/format-of";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { addComment, answerComment } from "@/lib/features/comments/mutations";
import { createFiscalYear, setFiscalYearStage, updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { importPackage } from "@/lib/features/report-package/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { takeStep } from "@/lib/features/report-steps/mutations";
import { findVersionContext, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, type ReportActor } from "@/lib/features/versions/mutations";
import { importCatalogue } from "@/lib/features/subjects/mutations";
import { createUnit } from "@/lib/features/units/mutations";
import { createUser, updateUser } from "@/lib/features/users/mutations";
import type { Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { hashPassword } from "@/lib/platform/passwords";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { demoAccounts } from "./demo-accounts";
import { acceptExplanations, explainFindings } from "./demo-explanations";
import { writeReasons } from "./demo-reasons";
import { demoPassword, demoPeople, type DemoPerson, type DemoPersonId } from "./demo-people";
import { demoCodeInYear, recordDemoEvents } from "./demo-register";
import { demoDistrict, departments, mergedUnit, realUnitCode, type DemoUnit } from "./demo-units";
import { realAccounts, realAccountsContinued } from "./real-accounts";

const system = { id: null, name: "演示数据" };

const years = [
  { year: 2020, opensAt: "2021-01-15", deadline: "2021-03-31" },
  { year: 2021, opensAt: "2022-01-15", deadline: "2022-03-31" },
  { year: 2022, opensAt: "2023-01-15", deadline: "2023-03-31" },
] as const;

/**
 * Where a unit's report of a year has come to. `corrected` has a second, published version; `correcting` one in work.
 */
export type DemoState =
  | "drafting"
  | "submitted"
  | "underReview"
  | "resubmitted"
  | "sentBack"
  | "approved"
  | "published"
  | "corrected"
  | "correcting";

/**
 * The states of 2022; units that are not named have not begun. Everything of 2020 is published, and so is 2021 but for
 * `statesOf2021`.
 */
const statesOf2022: Readonly<Record<string, DemoState>> = {
  "101001": "drafting",
  "101002": "submitted",
  "101003": "sentBack",
  "101004": "underReview",
  "201001": "approved",
  "201002": "published",
  "201003": "resubmitted",
  "201004": "drafting",
  [mergedUnit.code]: "submitted",
  "301001": "drafting",
  "301002": "approved",
  "301003": "sentBack",
};

const statesOf2021: Readonly<Record<string, DemoState>> = { "201003": "corrected", "301004": "correcting" };

interface Demo {
  districtId: string;
  actors: Record<DemoPersonId, ReportActor>;
  unitIds: Map<string, string>;
  yearIds: Map<number, string>;
}

/**
 * Creates the demo district unless the installation has a district already.
 *
 * @returns whether it was created.
 * @throws when an earlier load was interrupted: what it left cannot be told from people's own work.
 */
export async function loadDemoDistrict(): Promise<boolean> {
  if ((await db().district.count()) > 0) {
    const deeds = await db().auditEvent.findMany({
      where: { actorName: system.name },
      distinct: ["action"],
      select: { action: true },
    });
    // Closing 2020 is the last thing that happens.
    if (deeds.length > 0 && !deeds.some(({ action }) => action === "fiscalYear.closed")) {
      throw new Error("演示数据上次没有载入完。请运行 npm run db:reset 后重新启动。");
    }
    return false;
  }
  const clock = process.env.MINGZHANG_NOW;
  try {
    const demo = await createDistrict();
    await createReports(demo);
    restoreClock(clock);
    await prolong(demo);
    return true;
  } finally {
    restoreClock(clock);
  }
}

function restoreClock(clock: string | undefined): void {
  if (clock === undefined) delete process.env.MINGZHANG_NOW;
  else process.env.MINGZHANG_NOW = clock;
}

/**
 * The newest year is being worked on whenever the demo is looked at: a deadline that has passed is put off by a month.
 */
async function prolong({ districtId, yearIds }: Demo): Promise<void> {
  const { year, opensAt, deadline } = years.at(-1)!;
  if (new Date(`${deadline}T23:59:59+08:00`) > now()) return;
  const later = new Date(`${addDays(now(), 30).toISOString().slice(0, 10)}T23:59:59+08:00`);
  value(
    await updateFiscalYear(districtId, system, {
      fiscalYearId: yearIds.get(year)!,
      opensAt: new Date(`${opensAt}T00:00:00+08:00`),
      deadline: later,
    }),
  );
}

/** Everything from here on happens at this moment (Beijing time). */
function at(day: string, time = "09:30"): void {
  process.env.MINGZHANG_NOW = `${day}T${time}:00+08:00`;
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
  return outcome.data;
}

async function createDistrict(): Promise<Demo> {
  at("2021-01-04");
  const { id: districtId } = await db().district.create({
    data: {
      ...demoDistrict,
      regionCode: regionOfDistrictCode(demoDistrict.code),
      createdAt: new Date(process.env.MINGZHANG_NOW!),
    },
  });

  const yearIds = new Map<number, string>();
  for (const { year, opensAt, deadline } of years) {
    const catalogueId = String(year);
    value(await importCatalogue(districtId, system, catalogueId, readCatalogueRows(year)));
    const dates = { opensAt: new Date(`${opensAt}T00:00:00+08:00`), deadline: new Date(`${deadline}T23:59:59+08:00`) };
    yearIds.set(year, value(await createFiscalYear(districtId, system, { year, catalogueId, ...dates })).fiscalYearId);
  }

  const unitIds = new Map<string, string>();
  for (const { code, name, units } of departments) {
    const department = value(
      await createUnit(districtId, system, {
        level: "department",
        parentId: null,
        kind: "administrative",
        code,
        name,
        founded: null,
      }),
    ).unitId;
    unitIds.set(code, department);
    for (const unit of units) {
      const { unitId } = value(
        await createUnit(districtId, system, {
          level: "unit",
          parentId: department,
          kind: unit.kind,
          code: unit.code,
          name: unit.name,
          founded: unit.founded ?? null,
        }),
      );
      unitIds.set(unit.code, unitId);
    }
  }

  const actors = {} as Demo["actors"];
  const passwordHash = await hashPassword(demoPassword);
  for (const [id, person] of Object.entries<DemoPerson>(demoPeople)) {
    const grants = [
      ...(person.prepares ?? []).map((code) => ({ role: "preparer" as const, unitId: unitIds.get(code)! })),
      ...(person.roles ?? []).map((role) => ({ role })),
    ];
    const { userId } = value(
      await createUser(districtId, system, { username: person.username, name: person.name, grants }, { passwordHash }),
    );
    actors[id as DemoPersonId] = { id: userId, name: person.name };
  }
  return { districtId, actors, unitIds, yearIds };
}

async function createReports(demo: Demo): Promise<void> {
  for (const { year } of years) {
    const corrections: (() => Promise<void>)[] = [];
    if (year === 2022) await changeRegister(demo);
    for (const department of departments) {
      const preparer = preparerOf(demo, department.code);
      for (const unit of department.code === "201" ? [...department.units, mergedUnit] : department.units) {
        const state = stateOf(unit.code, year);
        if (state === null) continue;
        const versionId = await createReport(
          demo,
          preparer,
          unit,
          year,
          accountsOf(unit, year, formatOfDemoYear(year)),
          state,
        );
        if (state === "corrected" || state === "correcting")
          corrections.push(() => correct(demo, preparer, versionId, year + 1, state === "corrected"));
      }
    }
    // After all the others, as it happened: publications form a chain.
    for (const makeCorrection of corrections) await makeCorrection();
  }
  at("2021-11-30");
  value(await setFiscalYearStage(demo.districtId, system, demo.yearIds.get(2020)!, "closed"));
}

/** What happened to units in 2022; who prepared for the merged units prepares for their successor. */
async function changeRegister(demo: Demo): Promise<void> {
  at("2021-12-28");
  const { districtId, unitIds, actors } = demo;
  const existing = (code: string) => unitIds.get(code)!;
  const merged = await recordDemoEvents(districtId, system, existing);
  unitIds.set(mergedUnit.code, merged);
  const { name, prepares } = demoPeople.preparerOfSchools;
  const grants = [...prepares.map(existing), merged].map((unitId) => ({ role: "preparer" as const, unitId }));
  value(await updateUser(districtId, system, { userId: actors.preparerOfSchools.id!, name, grants }));
}

function preparerOf({ actors }: Demo, departmentCode: string): ReportActor {
  if (departmentCode === "101") return actors.preparer;
  return departmentCode === "201" ? actors.preparerOfSchools : actors.preparerOfHousing;
}

function stateOf(code: string, year: number): DemoState | null {
  if (year === 2022) return statesOf2022[code] ?? null;
  if (year === 2021) return code === mergedUnit.code ? null : (statesOf2021[code] ?? "published");
  // Of the real unit only the totals of 2020 are known; what was founded later has none.
  return code === realUnitCode || code === "301005" || code === mergedUnit.code ? null : "published";
}

/** The format that the demo district's years are opened in. */
function formatOfDemoYear(year: number): string {
  return formatInForce(regionOfDistrictCode(demoDistrict.code), year)!.id;
}

function accountsOf(unit: DemoUnit, year: number, tableSetId: string): ReportPackage {
  if (unit.code !== realUnitCode)
    return demoAccounts({ ...unit, code: demoCodeInYear(unit.code, year) }, year, tableSetId);
  return year === 2021 ? realAccounts(unit.code) : realAccountsContinued(unit.code);
}

/** One report from its opening to the state it has come to (a correction comes later). Returns its version. */
async function createReport(
  demo: Demo,
  preparer: ReportActor,
  unit: DemoUnit,
  year: number,
  accounts: ReportPackage,
  state: DemoState,
): Promise<string> {
  const { districtId, actors } = demo;
  const spring = year + 1;
  at(`${spring}-02-14`);
  const { versionId } = value(
    await openReport(districtId, preparer, {
      unitId: demo.unitIds.get(unit.code)!,
      fiscalYearId: demo.yearIds.get(year)!,
    }),
  );
  const context = await contextOf(districtId, versionId);
  at(`${spring}-02-20`, "15:10");
  value(await importPackage(preparer, context, accounts));

  if (state === "drafting") {
    await plantMistakes(preparer, context, unit);
    return versionId;
  }
  await writeReasons(preparer, context, unit.code);
  at(`${spring}-03-02`);
  await take(demo, preparer, versionId, "submit");
  if (state === "submitted") return versionId;
  at(`${spring}-03-06`);
  await take(demo, actors.reviewer, versionId, "beginReview");
  if (state === "underReview" || state === "sentBack" || state === "resubmitted") {
    await comment(demo, versionId, state !== "underReview");
    if (state === "underReview") return versionId;
    at(`${spring}-03-08`, "16:40");
    await take(
      demo,
      actors.reviewer,
      versionId,
      "sendBack",
      "基本支出与上年相比变化较大，请核对行政运行（事业运行）支出并答复审核意见后重新上报。",
    );
    if (state === "sentBack") return versionId;
    at(`${spring}-03-10`);
    await answer(demo, preparer, versionId);
    await take(demo, preparer, versionId, "submit");
    return versionId;
  }
  // Published within twenty days of the approval; what is only approved waits longer than it may (L-60).
  at(`${spring}-${state === "approved" ? "04-12" : "08-12"}`);
  await take(demo, actors.reviewer, versionId, "approve");
  if (state === "approved") return versionId;
  at(`${spring}-08-30`, "10:00");
  await take(demo, actors.secondReviewer, versionId, "publish");
  return versionId;
}

async function contextOf(districtId: string, versionId: string): Promise<VersionContext> {
  const context = await findVersionContext(districtId, versionId);
  if (!context) throw new Error(`version ${versionId} is missing`);
  return context;
}

/** Takes a step on what is there now. Returns the version it ends in (a correction opens another). */
async function take(
  { districtId }: Demo,
  actor: ReportActor,
  versionId: string,
  step: TransitionName,
  reason?: string,
): Promise<string> {
  if (step === "submit" && actor.id !== null) await explainFindings(districtId, actor.id, versionId);
  if (step === "approve") await acceptExplanations(districtId, actor, versionId);
  const { revision } = await db().reportVersion.findUniqueOrThrow({
    where: { districtId_id: { districtId, id: versionId } },
    select: { revision: true },
  });
  const outcome = await takeStep(districtId, actor, {
    versionId,
    revision,
    step,
    ...(reason === undefined ? {} : { reason }),
  });
  if (!outcome.ok) throw new Error(`${step}: ${outcome.reasons.join(" ")}`);
  return outcome.data.versionId;
}

const basicOfExpenditure = { kind: "cell", id: "expenditure.total.basic", label: "支出决算表“合计”基本支出" } as const;

async function comment({ districtId, actors }: Demo, versionId: string, needsAnswer: boolean): Promise<void> {
  value(
    await addComment(districtId, actors.reviewer, {
      versionId,
      anchor: basicOfExpenditure,
      body: "基本支出比上年增加，请说明人员增减和调资情况，并核对与基本支出经济分类是否一致。",
      needsAnswer,
      isBlocking: false,
    }),
  );
  value(
    await addComment(districtId, actors.reviewer, {
      versionId,
      anchor: { kind: "cell", id: "threePublic.figures.actualTotal", label: "“三公”经费决算数合计" },
      body: "“三公”经费未超预算，数据清楚。",
      needsAnswer: false,
      isBlocking: false,
    }),
  );
}

async function answer({ districtId }: Demo, preparer: ReportActor, versionId: string): Promise<void> {
  const threads = await db().comment.findMany({
    where: { districtId, versionId, parentId: null, needsAnswer: true },
    select: { id: true },
  });
  for (const { id } of threads) {
    value(
      await answerComment(
        districtId,
        { ...preparer, isFromBureau: false },
        { versionId, commentId: id, body: "已核对：本年新招录人员并正常晋级调资，两种分类口径一致。" },
      ),
    );
  }
}

/** A correction after publication: a purchase had been booked without its count of large equipment. */
async function correct(
  demo: Demo,
  preparer: ReportActor,
  versionId: string,
  spring: number,
  isFinished: boolean,
): Promise<void> {
  const { actors, districtId } = demo;
  at(`${spring}-10-11`);
  const second = await take(
    demo,
    actors.reviewer,
    versionId,
    "correct",
    "公开后发现国有资产占用中单价100万元以上专用设备数量漏填，予以更正。",
  );
  const context = await contextOf(districtId, second);
  at(`${spring}-10-12`);
  await edit(
    preparer,
    context,
    { sheet: "stateAssets", row: "specialEquipmentOver1m", fund: "", column: "count" },
    "2",
  );
  if (!isFinished) return;
  await take(demo, preparer, second, "submit");
  at(`${spring}-10-14`);
  await take(demo, actors.reviewer, second, "beginReview");
  await take(demo, actors.reviewer, second, "approve");
  at(`${spring}-10-15`);
  await take(demo, actors.secondReviewer, second, "publish");
}

async function edit(actor: ReportActor, context: VersionContext, address: FactAddress, input: string): Promise<void> {
  const { districtId, versionId } = context;
  const line = await db().budgetLine.findFirst({
    where: { districtId, versionId, ...address },
    select: { revision: true },
  });
  const { results } = await saveCells(actor, context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address, input, baseRevision: line?.revision ?? 0 }],
  });
  if (!results[0]!.ok) throw new Error(results[0]!.message);
}

/** What an accountant may get wrong, in reports that are still being written. */
async function plantMistakes(preparer: ReportActor, context: VersionContext, unit: DemoUnit): Promise<void> {
  at(`${context.year + 1}-03-16`, "17:25");
  switch (unit.code) {
    case realUnitCode:
      // The economic classification is 1,000 yuan short of basic expenditure.
      await edit(
        preparer,
        context,
        { sheet: "basicExpenditure", row: "30201", fund: "", column: "amount" },
        "245,600.00",
      );
      // Reception of 三公 is less than what 公开06表 shows.
      await edit(
        preparer,
        context,
        { sheet: "threePublic", row: "officialReception", fund: "", column: "actual" },
        "128,600.00",
      );
      await edit(
        preparer,
        context,
        { sheet: "threePublic", row: "domesticReception", fund: "", column: "actual" },
        "128,600.00",
      );
      // One vehicle is counted in no class.
      await edit(preparer, context, { sheet: "stateAssets", row: "other", fund: "", column: "count" }, "7");
      // Typed from a scan: the letter O, and a third decimal.
      await edit(preparer, context, { sheet: "procurement", row: "goods", fund: "", column: "amount" }, "72O,600.00");
      await edit(
        preparer,
        context,
        { sheet: "procurement", row: "services", fund: "", column: "amount" },
        "499,800.125",
      );
      return;
    case "201004":
      // Not finished: half of the sheets are still empty.
      for (const sheet of ["budget", "basicExpenditure", "threePublic"] as const) await clear(preparer, context, sheet);
      return;
    case "301001":
      // Spending of a government fund that is above its income and opening balance.
      await edit(
        preparer,
        context,
        { sheet: "expenditure", row: "2120804", fund: "governmentFund", column: "project" },
        "8,400,000.00",
      );
      // Operating income and its expenditure do not belong to an administrative unit.
      await edit(
        preparer,
        context,
        { sheet: "income", row: "2120199", fund: "", column: "operatingIncome" },
        "52,000.00",
      );
      return;
  }
}

async function clear(preparer: ReportActor, context: VersionContext, sheet: FactAddress["sheet"]): Promise<void> {
  const { districtId, versionId } = context;
  const lines = await db().budgetLine.findMany({ where: { districtId, versionId, sheet, isLocked: false } });
  const edits = lines.map(({ row, fund, column, revision }) => ({
    address: { sheet, row, fund, column } as FactAddress,
    input: "",
    baseRevision: revision,
  }));
  if (edits.length > 0) await saveCells(preparer, context, { how: "clear", unit: "yuan", edits });
}
