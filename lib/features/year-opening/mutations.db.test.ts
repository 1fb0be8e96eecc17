import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { auditDetailLines } from "@/lib/domain/lists/audit-details";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { auditFilterSchema } from "@/lib/features/audit-log/schema";
import { runChecks } from "@/lib/features/checks/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { importCatalogue } from "@/lib/features/subjects/mutations";
import { setExemption } from "@/lib/features/units/mutations";
import { findVersionContext, readContent } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import {
  endingText,
  readObliged,
  readOpenings,
  readPreparation,
  readQuestions,
  readSubjects,
  type Preparation,
} from "@/lib/features/year-opening/data";
import {
  discardDraft,
  openPrepared,
  restoreShipped,
  saveStep,
  startDraft,
} from "@/lib/features/year-opening/mutations";
import { saveStepSchema, shippedCatalogue, type SavedStep } from "@/lib/features/year-opening/schema";
import { db } from "@/lib/platform/db";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import {
  actorOf,
  balancedFacts,
  createFreshDistrict,
  createReportIn,
  fillTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
const admin = () => actorOf(district.users.admin) as { id: string; name: string };

beforeAll(() => {
  vi.stubEnv("MINGZHANG_NOW", "2022-12-01T09:00:00+08:00");
});
afterAll(() => {
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  district = await createFreshDistrict();
  await db().functionalSubject.deleteMany({ where: { catalogueId: { in: ["2022", "2023", "2024", "2025", "2026"] } } });
  await db().economicSubject.deleteMany({ where: { catalogueId: { in: ["2022", "2023", "2024", "2025", "2026"] } } });
});

const rule = {
  bureauDays: 25,
  departmentDays: 15,
  publicationDays: 20,
  movesOffHolidays: true,
  congress: "warn",
} as const;
const dates = { opensAt: "2023-01-01", deadline: "2023-03-31", rule };
const at = async (year: number): Promise<Preparation> => (await readPreparation(district.id, year))!;
const revisionOf = async (year: number) => (await at(year)).draft.revision;

async function save(year: number, saved: SavedStep, known?: number) {
  const input = saveStepSchema.parse({ year, known: known ?? (await revisionOf(year)), saved });
  return saveStep(district.id, admin(), input);
}

/** Goes through all steps of a year as they are proposed. */
async function prepare(year: number, changed: SavedStep[] = []): Promise<void> {
  expect(await startDraft(district.id, admin(), year)).toMatchObject({ ok: true });
  const { tableSetId, catalogue } = await at(year);
  const steps: SavedStep[] = [
    { step: "format", tableSetId },
    { step: "subjects", catalogue },
    { step: "changes", notice: "" },
    { step: "deadlines", dates: { ...dates, opensAt: `${year + 1}-01-01`, deadline: `${year + 1}-03-31` } },
    { step: "units", exemptions: {} },
    { step: "openings" },
    ...changed,
  ];
  for (const each of steps) expect(await save(year, each)).toMatchObject({ ok: true });
}

const open = async (year: number, confirmed: string[] = []) =>
  openPrepared(district.id, admin(), { year, known: await revisionOf(year), confirmed });
const yearRow = (year: number) => db().fiscalYear.findFirst({ where: { districtId: district.id, year } });

describe("a year that is prepared", () => {
  it("counts for nothing until it is opened, and is then there as a whole", async () => {
    const { a, b } = district.units;
    await prepare(2022, [
      { step: "changes", notice: "会审安排见通知。" },
      { step: "units", exemptions: { [a]: "涉密单位" } },
    ]);
    expect(await yearRow(2022)).toBeNull();
    expect(await db().obligation.count({ where: { districtId: district.id, year: 2022 } })).toBe(0);
    expect(await db().functionalSubject.count({ where: { catalogueId: "2022" } })).toBe(0);

    expect(await open(2022)).toEqual({ ok: true, data: { questions: [] } });
    expect(await yearRow(2022)).toMatchObject({
      tableSetId: "fy2022",
      catalogueId: "2022",
      stage: "open",
      deadline: new Date("2023-03-31T15:59:59.000Z"),
      decisionRule: { bureauDays: 25 },
      notice: "会审安排见通知。",
      noticeRevision: 1,
    });
    expect(
      await db().obligation.findMany({ where: { districtId: district.id, year: 2022 }, orderBy: { unitId: "asc" } }),
    ).toEqual(
      [a, b]
        .toSorted()
        .map((unitId) => expect.objectContaining({ unitId, exemptBasis: unitId === a ? "涉密单位" : null })),
    );
    expect(await db().functionalSubject.count({ where: { catalogueId: "2022" } })).toBe(
      readCatalogueRows(2022).functional.length,
    );
    expect(await readPreparation(district.id, 2022)).toBeNull();
  });

  it("is found again where it was left, and given up without a trace", async () => {
    await startDraft(district.id, admin(), 2022);
    await save(2022, { step: "changes", notice: "写到一半" });
    expect(await startDraft(district.id, admin(), 2022)).toMatchObject({ ok: true });
    expect((await at(2022)).draft.choices).toMatchObject({ notice: "写到一半", seen: ["changes"] });
    expect(await discardDraft(district.id, admin(), { year: 2022, known: 2 })).toMatchObject({ ok: true });
    expect(await readPreparation(district.id, 2022)).toBeNull();
    expect(await save(2022, { step: "openings" }, 2)).toEqual({
      ok: false,
      reasons: [`2022年度的准备已由${admin().name}于 2022/12/01 09:00 放弃。需要时请重新开始准备。`],
    });
  });

  it("is refused where the year is open already, or the region has no format for it", async () => {
    expect(await startDraft(district.id, admin(), 2021)).toEqual({
      ok: false,
      reasons: ["2021年度已由测试于 2022/12/01 09:00 开设（开放中），不能再次开设。"],
    });
    expect(await startDraft(district.id, admin(), 2018)).toEqual({
      ok: false,
      reasons: ["本系统没有山东省2018年度的报表格式，不能新增该年度。"],
    });
    expect(await db().yearDraft.count({ where: { districtId: district.id } })).toBe(0);
  });

  it("takes no format of another region and no catalogue that is not there", async () => {
    await startDraft(district.id, admin(), 2022);
    expect(await save(2022, { step: "format", tableSetId: "shanghai-2024" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("不属于本区县所在地区")],
    });
    expect(await save(2022, { step: "subjects", catalogue: "2099" })).toMatchObject({
      ok: false,
      reasons: ["科目目录“2099”不存在，请先导入。"],
    });
    const elsewhere = await createFreshDistrict();
    for (const unitId of [elsewhere.units.a, district.units.department])
      expect(await save(2022, { step: "units", exemptions: { [unitId]: "涉密单位" } })).toEqual({
        ok: false,
        reasons: ["不予公开的名单中有不在本区登记簿中的单位，请刷新后重新选择单位。"],
      });
    expect(() =>
      saveStepSchema.parse({
        year: 2022,
        known: 1,
        saved: { step: "deadlines", dates: { ...dates, deadline: "2022-12-31" } },
      }),
    ).toThrow(/截止日期须晚于开始日期/);
  });

  it("is changed by one administrator at a time, and opened once", async () => {
    await prepare(2022);
    const known = await revisionOf(2022);
    await save(2022, { step: "changes", notice: "另一位管理员的说明" });
    expect(await save(2022, { step: "openings" }, known)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("刚刚修改了2022年度的准备内容")],
    });
    expect(await openPrepared(district.id, admin(), { year: 2022, known, confirmed: [] })).toMatchObject({ ok: false });
    const both = await Promise.all([open(2022), open(2022)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      reasons: [`2022年度已由${admin().name}于 2022/12/01 09:00 开设（开放中），不能再次开设。`],
    });
    expect(await endingText(district.id, 2022)).toBe(`2022年度已由${admin().name}于 2022/12/01 09:00 开设（开放中）`);
    expect(await endingText(district.id, 2030)).toBe("没有正在准备的2030年度");
  });

  it("asks about what has consequences, and does nothing before the answer", async () => {
    await startDraft(district.id, admin(), 2025);
    expect(await open(2025)).toMatchObject({
      ok: false,
      reasons: ["“年度与报表格式”还没有保存，不能开设2025年度。", "“期限与时钟”还没有保存，不能开设2025年度。"],
    });
    await save(2025, { step: "format", tableSetId: "fy2022" });
    await save(2025, { step: "deadlines", dates: { ...dates, opensAt: "2022-01-01", deadline: "2022-11-30" } });
    const asked = await open(2025);
    expect(asked).toEqual({
      ok: true,
      data: {
        questions: [
          "还没有核对：科目、今年有什么变化、谁要编报、年初结转。",
          "2022至2024年度没有开设：2025年度没有上年批复数可以结转，年初数由单位自行填写，与上年的比较也没有数据。",
          "截止日期2022-11-30已经过去，尚未上报的单位将全部列为逾期。",
        ],
      },
    });
    expect(await yearRow(2025)).toBeNull();
    expect(await open(2025, asked.ok ? [...asked.data.questions, "没有问过的。"] : [])).toEqual({
      ok: true,
      data: { questions: [] },
    });
    expect(await yearRow(2025)).toMatchObject({ catalogueId: "2025" });
    // What was confirmed is in the log: what the system asked, and nothing else that was sent.
    const [event] = (await listAuditEvents(district.id, auditFilterSchema.parse({ action: "fiscalYear.created" })))
      .events;
    expect(event!.details.open).toEqual(asked.ok && asked.data.questions);
    expect(auditDetailLines(event!.details, new Map()).join()).toContain(
      "办理时未决：还没有核对：科目、今年有什么变化、谁要编报、年初结转；2022至2024年度没有开设",
    );
  });

  it("is not opened by halves when its catalogue came in meanwhile", async () => {
    await prepare(2022);
    await save(2022, { step: "subjects", catalogue: shippedCatalogue });
    await importCatalogue(district.id, { id: null, name: "测试" }, "2022", readCatalogueRows(2022));
    expect(await open(2022)).toMatchObject({ ok: false, reasons: [expect.stringContaining("已经有科目目录“2022”")] });
    expect(await yearRow(2022)).toBeNull();
    expect(await db().obligation.count({ where: { districtId: district.id, year: 2022 } })).toBe(0);
    await save(2022, { step: "subjects", catalogue: "2022" });
    expect(await open(2022)).toMatchObject({ ok: true, data: { questions: [] } });
  });

  it("goes back from an imported catalogue to the subjects that come with the system", async () => {
    await startDraft(district.id, admin(), 2024);
    const rows = readCatalogueRows(2024);
    const functional = rows.functional.filter(({ code }) => code !== "2010301");
    await importCatalogue(district.id, admin(), "2024", { ...rows, functional });
    await save(2024, { step: "subjects", catalogue: "2024" });
    const { shipped } = await readSubjects(await at(2024));
    expect(shipped!.functional.added.map(({ code }) => code)).toEqual(["2010301"]);
    expect(shipped!.economic).toEqual({ added: [], gone: [], renamed: [] });
    const restore = async () => restoreShipped(district.id, admin(), { year: 2024, known: await revisionOf(2024) });
    // Catalogues are everybody's: another district that prepares with it keeps it.
    const elsewhere = await createFreshDistrict();
    const others = actorOf(elsewhere.users.admin) as { id: string; name: string };
    await startDraft(elsewhere.id, others, 2024);
    const chosen = saveStepSchema.parse({ year: 2024, known: 1, saved: { step: "subjects", catalogue: "2024" } });
    await saveStep(elsewhere.id, others, chosen);
    expect(await restore()).toMatchObject({ ok: false, reasons: [expect.stringContaining("不能删除")] });
    await discardDraft(elsewhere.id, others, { year: 2024, known: 2 });
    expect(await restoreShipped(district.id, admin(), { year: 2024, known: 1 })).toMatchObject({ ok: false });
    expect(await restore()).toMatchObject({ ok: true });
    const back = await readSubjects(await at(2024));
    expect(back).toMatchObject({ counts: { functional: rows.functional.length }, shipped: null });
    expect((await at(2024)).catalogue).toBe(shippedCatalogue);
    expect(await restore()).toMatchObject({ ok: false, reasons: [expect.stringContaining("没有导入过")] });
    const [event] = (await listAuditEvents(district.id, auditFilterSchema.parse({ action: "catalogue.restored" })))
      .events;
    expect(event).toMatchObject({ subject: { name: "2024" }, actor: { name: admin().name } });
  });

  it("warns of a catalogue that was imported from another year's file", async () => {
    await prepare(2022);
    await importCatalogue(district.id, { id: null, name: "测试" }, "2022", readCatalogueRows(2022));
    await save(2022, { step: "subjects", catalogue: "2022" });
    await db().listImport.create({
      data: {
        districtId: district.id,
        kind: "subjects",
        fileName: "2023年政府收支分类科目.xlsx",
        catalogueId: "2022",
        sheets: [],
        readById: admin().id,
        readAt: new Date(),
        appliedById: admin().id,
        appliedAt: new Date(),
        result: {},
      },
    });
    expect(await readQuestions(await at(2022))).toEqual([
      "科目由文件“2023年政府收支分类科目.xlsx”导入，文件名写的是2023年，不是2022年度。",
    ]);
  });
});

describe("what a step shows", () => {
  it("names subjects that are gone with the units and amounts that used them", async () => {
    await createReportIn(district, ["submit", "beginReview", "approve"]);
    await startDraft(district.id, admin(), 2022);
    const rows = readCatalogueRows(2022);
    const functional = rows.functional.filter(({ code }) => code !== "2010301");
    await importCatalogue(district.id, { id: null, name: "测试" }, "2022", { ...rows, functional });
    const { before, gone } = await readSubjects(await at(2022));
    expect(before).toBe(2021);
    expect(gone.filter(({ uses }) => uses.length > 0)).toEqual([
      {
        code: "2010301",
        name: "行政运行",
        successors: [],
        uses: [
          { unitName: "区政府办公室本级", sheet: "income", amount: 100_00 },
          { unitName: "区政府办公室本级", sheet: "expenditure", amount: 100_00 },
        ],
      },
    ]);
  });

  it("counts who owes the year with the exemptions it takes over", async () => {
    await setExemption(district.id, admin(), { unitId: district.units.b, year: 2021, basis: "涉密单位" });
    await startDraft(district.id, admin(), 2022);
    const { before, units, changed } = await readObliged(await at(2022));
    expect(before).toEqual({ year: 2021, units: 2 });
    expect(units.map(({ code, inherited }) => [code, inherited])).toEqual([
      ["101001", null],
      ["101002", "涉密单位"],
    ]);
    expect(changed).toEqual([]);
  });

  it("tells whose openings are known, and what the others wait for", async () => {
    await createReportIn(district, ["submit", "beginReview", "approve"]);
    await startDraft(district.id, admin(), 2022);
    const { rows, takeover } = await readOpenings(await at(2022));
    expect(rows.map(({ code, state, waitsFor }) => [code, state, waitsFor])).toEqual([
      ["101001", "carried", []],
      ["101002", "waiting", ["区机关服务中心：未开始"]],
    ]);
    expect(takeover).toBeNull();
    await startDraft(district.id, admin(), 2024);
    const later = await readOpenings(await at(2024));
    expect(later.lastIsOpened).toBe(false);
    expect(later.rows.every(({ state }) => state === "none")).toBe(true);
  });
});

describe("2023 to 2026", () => {
  it("are opened one after the other in 山东省, and a unit goes through each with its balances", async () => {
    const preparer = district.users.preparerA;
    await createReportIn(district, ["submit", "beginReview", "approve"]);
    for (const year of [2022, 2023, 2024, 2025, 2026]) {
      vi.stubEnv("MINGZHANG_NOW", `${year + 1}-01-10T09:00:00+08:00`);
      await prepare(year);
      expect(await open(year)).toEqual({ ok: true, data: { questions: [] } });
      const row = (await yearRow(year))!;
      const opened = await openReport(district.id, actorOf(preparer), {
        unitId: district.units.a,
        fiscalYearId: row.id,
      });
      if (!opened.ok) throw new Error(opened.reasons.join());
      const context = (await findVersionContext(district.id, opened.data.versionId))!;
      await fillTestReport(district, context, preparer);
      for (const [step, by] of [
        ["submit", preparer],
        ["beginReview", district.users.reviewer],
        ["approve", district.users.reviewer],
      ] as const) {
        const outcome = await stepTestReport(context, by, step);
        if (!outcome.ok) throw new Error(`${year} ${step}: ${JSON.stringify(outcome)}`);
      }
      expect((await readContent(district.id, context.versionId))!.priorYear?.year).toBe(year - 1);
    }
    vi.stubEnv("MINGZHANG_NOW", "2022-12-01T09:00:00+08:00");
  });

  it("are opened in 上海市 too, with sheets, text and checks", async () => {
    await db().district.update({ where: { id: district.id }, data: { regionCode: "31" } });
    for (const year of [2023, 2024, 2025, 2026]) {
      vi.stubEnv("MINGZHANG_NOW", `${year + 1}-01-10T09:00:00+08:00`);
      await prepare(year);
      const asked = await readQuestions(await at(year));
      expect(await open(year, asked)).toMatchObject({ ok: true, data: { questions: [] } });
      const row = (await yearRow(year))!;
      expect(row.tableSetId).toBe("shanghai-2024");
      const by = actorOf(district.users.preparerA);
      const opened = await openReport(district.id, by, { unitId: district.units.a, fiscalYearId: row.id });
      if (!opened.ok) throw new Error(opened.reasons.join());
      const context = (await findVersionContext(district.id, opened.data.versionId))!;
      const edits = balancedFacts.slice(0, 2).map((fact) => ({ ...fact, baseRevision: 0 }));
      const { results } = await saveCells(by, context, { how: "typed", unit: "yuan", edits });
      expect(results.every(({ ok }) => ok)).toBe(true);
      const { findings } = await runChecks(district.id, context.versionId);
      expect(findings.length).toBeGreaterThan(0);
    }
  });
});
