import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { createFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { listPublishedReports, listPublishedYears, readPublishedReport } from "@/lib/features/public-reports/data";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { openReport } from "@/lib/features/report-opening/mutations";
import { listSplits } from "@/lib/features/unit-splits/data";
import { findUnitByCode, listUnits, listUnitsOfYear, readUnitRegister } from "@/lib/features/units/data";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { createUnit, setExemption } from "@/lib/features/units/mutations";
import { recordEventSchema } from "@/lib/features/unit-events/schema";
import { createUnitSchema, type CreateUnitInput } from "@/lib/features/units/schema";
import { listCellChanges } from "@/lib/features/cell-history/data";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import type { Session } from "@/lib/features/session/data";
import { importContent } from "@/lib/features/report-package/mutations";
import { findVersionContext, readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { databaseRefusalOf } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  createTestDistrict,
  fillTestReport,
  openTestReport,
  searchFor,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const document = { number: "罗编〔2021〕3号", date: "2020-12-20" };
let district: TestDistrict;
const admin = () => actorOf(district.users.admin);

type Content = z.output<typeof recordEventSchema>["content"];
/** Records an event after confirming whatever it asks; answers the questions, or throws the reasons. */
async function record(effectiveOn: string, content: Content): Promise<string[]> {
  const { events } = await readUnitRegister(district.id);
  const input = { effectiveOn, document, content, seenEvents: events.length, confirmed: [] as string[] };
  const asked = await recordUnitEvent(district.id, admin(), input);
  if (!asked.ok) throw new Error(asked.reasons.join());
  const { questions } = asked.data;
  if (questions.length === 0) return [];
  const recorded = await recordUnitEvent(district.id, admin(), { ...input, confirmed: questions });
  if (!recorded.ok) throw new Error(recorded.reasons.join());
  expect(recorded.data.questions).toEqual([]);
  return questions;
}

async function disclosedIn(year: 2020 | 2021): Promise<string[]> {
  const fiscalYear = await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[year] } });
  return (await readDisclosure(district.id, toFiscalYearRow(fiscalYear))).units.map(({ unitName }) => unitName);
}

async function expectedIn(year: number): Promise<number | undefined> {
  return (await listPublishedYears(district.id)).find((published) => published.year === year)?.expected;
}

const unitInput = (code: string, name: string): CreateUnitInput => ({
  level: "unit",
  parentId: district.units.department,
  kind: "institution",
  code,
  name,
  founded: null,
});

describe("部门本级 in the register", () => {
  beforeAll(async () => {
    district = await createTestDistrict("371394");
  });

  const isOwn = async (unitId: string, year: number) =>
    (await listUnitsOfYear(district.id, year, { unitIds: [unitId] }))[0]!.isDepartmentsOwn;
  const reclassify = (unitId: string, isDepartmentsOwn: boolean): Content => ({
    kind: "reclassify",
    unitId,
    unitKind: "institution",
    isObliged: true,
    isDepartmentsOwn,
  });

  it("goes by the name of a unit that enters, unless it is said", async () => {
    expect([await isOwn(district.units.a, 2021), await isOwn(district.units.b, 2021)]).toEqual([true, false]);
    const said = await createUnit(district.id, admin(), {
      ...unitInput("101011", "区政府办公室机关"),
      isDepartmentsOwn: true,
    });
    expect(said).toEqual({ ok: false, reasons: [expect.stringContaining("已是“区政府办公室”的部门本级")] });
    const silent = await createUnit(district.id, admin(), unitInput("101011", "区政府办公室机关"));
    expect(silent.ok && (await isOwn(silent.data.unitId, 2021))).toBe(false);
  });

  it("changes on a day, with a document, from one unit to another; the years before keep theirs", async () => {
    await expect(record("2021-01-01", reclassify(district.units.b, true))).rejects.toThrow(
      "已是“区政府办公室”的部门本级",
    );
    await record("2021-01-01", reclassify(district.units.a, false));
    await record("2021-01-01", reclassify(district.units.b, true));
    expect([await isOwn(district.units.a, 2020), await isOwn(district.units.a, 2021)]).toEqual([true, false]);
    expect([await isOwn(district.units.b, 2020), await isOwn(district.units.b, 2021)]).toEqual([false, true]);
  });
});

describe("the years that a unit owes", () => {
  let founded: string;

  beforeAll(async () => {
    district = await createTestDistrict("371391");
    for (const year of [2020, 2021] as const) {
      const context = await createReportIn(district, ["submit", "beginReview", "approve"], { year });
      await stepTestReport(context, district.users.secondReviewer, "publish");
    }
    const outcome = await createUnit(district.id, admin(), {
      ...unitInput("101009", "区新设服务中心"),
      founded: { on: "2021-01-01", document },
    });
    if (!outcome.ok) throw new Error(outcome.reasons.join());
    founded = outcome.data.unitId;
  });

  it("begin with its foundation: for the public, for the bureau, and for itself", async () => {
    expect([await expectedIn(2020), await expectedIn(2021)]).toEqual([2, 3]);
    expect(await disclosedIn(2020)).not.toContain("区新设服务中心");
    expect(await disclosedIn(2021)).toContain("区新设服务中心");
    const open = (year: 2020 | 2021) =>
      openReport(district.id, admin(), { unitId: founded, fiscalYearId: district.years[year] });
    expect(await open(2020)).toEqual({
      ok: false,
      reasons: [expect.stringMatching(/自 2021 年度起.*2020 年度不须填报/)],
    });
    expect((await open(2021)).ok).toBe(true);
  });

  it("end with its end, which is asked about with what it does", async () => {
    expect(await record("2021-01-01", { kind: "dissolve", unitId: district.units.b })).toEqual([
      "“区机关服务中心”2020年度决算尚未填报，仍须由该单位完成。",
      "2021年度应报单位：减少1个（“区机关服务中心”）。",
    ]);
    expect([await expectedIn(2020), await expectedIn(2021)]).toEqual([2, 2]);
    expect(await disclosedIn(2020)).toContain("区机关服务中心");
    expect(await disclosedIn(2021)).not.toContain("区机关服务中心");
  });

  it("cannot lose a year whose accounts are published", async () => {
    await expect(record("2020-12-31", { kind: "dissolve", unitId: district.units.a })).rejects.toThrow(
      "“区政府办公室本级”2021年度决算已公开，该年度不能改为不须填报",
    );
    const frozen = await db().obligation.findMany({
      where: { districtId: district.id, unitId: district.units.a },
      select: { year: true },
    });
    expect(frozen.map(({ year }) => year).sort()).toEqual([2020, 2021]);
  });

  it("are frozen when a year is opened", async () => {
    const dates = { opensAt: new Date("2023-01-01"), deadline: new Date("2099-03-31") };
    const created = await createFiscalYear(district.id, admin(), { year: 2022, catalogueId: "test", ...dates });
    expect(created.ok).toBe(true);
    const owing = (await listUnitsOfYear(district.id, 2022)).filter(({ isOwing }) => isOwing);
    expect(owing.map(({ code }) => code)).toEqual(["101001", "101009"]);
  });
});

describe("an event of the register", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
  });

  it("recodes a published unit: both codes lead to one series, its years keep the code of their time", async () => {
    const { a } = district.units;
    for (const year of [2020, 2021] as const) {
      const context = await createReportIn(district, ["submit", "beginReview", "approve"], { year });
      await stepTestReport(context, district.users.secondReviewer, "publish");
    }
    await record("2021-01-01", { kind: "recode", unitId: a, code: "101994" });
    const logged = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "unit.updated", subjectId: a },
    });
    expect(logged.details).toMatchObject({ event: "改码", changes: ["代码 101001 → 101994"] });
    expect(await Promise.all(["101001", "101994"].map((code) => findUnitByCode(district.id, code, 2020)))).toEqual([
      a,
      a,
    ]);
    const codes = async (year: number) => (await listUnitsOfYear(district.id, year)).find(({ id }) => id === a)!.code;
    expect([await codes(2020), await codes(2021)]).toEqual(["101001", "101994"]);
    for (const unitCode of ["101001", "101994"]) {
      const { reports } = await listPublishedReports(district.id, { unitCode });
      expect(reports.map(({ year }) => year)).toEqual([2021, 2020]);
    }
    expect((await searchFor(district.id, "101994")).total).toBe(2);
    const addressOf = async (unitCode: string, year: number) =>
      (await readPublishedReport(district.id, { unitCode, year }))?.unitCode;
    // What was published keeps its address; the other codes of the unit lead to it.
    expect([
      await addressOf("101001", 2020),
      await addressOf("101994", 2020),
      await addressOf("101001", 2021),
      await addressOf("101994", 2021),
      await addressOf("101002", 2020),
    ]).toEqual(["101001", "101001", "101001", "101001", undefined]);
    expect((await readPublishedReport(district.id, { unitCode: "101994", year: 2021 }))!.namings).toEqual([
      "2021年起代码由101001改为101994",
    ]);
  });

  it("renames: a former name finds the unit, a name that is taken is refused", async () => {
    const { a, b } = district.units;
    await record("2021-07-01", { kind: "rename", unitId: a, name: "区政府综合办公室本级", shortName: "政府办" });
    for (const query of ["区政府办公室本级", "区政府综合办公室", "政府办"]) {
      expect([query, (await searchFor(district.id, query)).total]).toEqual([query, 2]);
    }
    await expect(
      record("2022-01-01", { kind: "rename", unitId: b, name: "区政府综合办公室本级", shortName: null }),
    ).rejects.toThrow("已有同名的单位");
  });

  it("is refused when somebody else recorded one of the same unit since it was looked at", async () => {
    const answer = await recordUnitEvent(district.id, admin(), {
      effectiveOn: "2022-01-01",
      document,
      content: { kind: "recode", unitId: district.units.a, code: "101995" },
      seenEvents: 1,
      confirmed: [],
    });
    expect(answer).toEqual({ ok: false, reasons: [expect.stringContaining("其他管理员刚刚登记")] });
  });

  it("merges: the successor owes the year, the register tells both, the log keeps who and by what document", async () => {
    const { a, b, department } = district.units;
    const questions = await record("2021-10-01", {
      kind: "merge",
      predecessors: [b, (await createdUnit("101003", "区档案中心")).unitId],
      successor: {
        level: "unit",
        parentId: department,
        kind: "institution",
        code: "101010",
        name: "区综合服务中心",
        shortName: null,
        isDepartmentsOwn: null,
      },
      finalReport: "inSuccessor",
    });
    expect(questions).toContain(
      "2021年度应报单位：增加1个（“区综合服务中心”），减少2个（“区机关服务中心”、“区档案中心”）。",
    );
    const owing = (await listUnitsOfYear(district.id, 2021)).filter(({ isOwing }) => isOwing);
    expect(owing.map(({ name }) => name)).toEqual(["区综合服务中心", "区政府综合办公室本级"]);
    expect((await listUnits(district.id)).filter(({ isThere }) => !isThere).map(({ code }) => code)).toEqual([
      "101002",
      "101003",
    ]);
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "unit.updated" },
      orderBy: { at: "desc" },
    });
    expect(event.details).toMatchObject({ event: "合并", document: "罗编〔2021〕3号（2020-12-20）", open: questions });
    expect(a).not.toBe(event.subjectId);
  });

  it("that is refused leaves nothing", async () => {
    const before = await readUnitRegister(district.id);
    const outcome = await recordUnitEvent(district.id, admin(), {
      effectiveOn: "2022-01-01",
      document,
      content: {
        kind: "absorb",
        predecessors: [district.units.a],
        successorId: district.units.a,
        finalReport: "ownFinalReport",
      },
      seenEvents: 99,
      confirmed: [],
    });
    expect(outcome).toEqual({ ok: false, reasons: ["单位不能并入自己。"] });
    expect(await readUnitRegister(district.id)).toEqual(before);
  });

  async function createdUnit(code: string, name: string): Promise<{ unitId: string }> {
    const outcome = await createUnit(district.id, admin(), unitInput(code, name));
    if (!outcome.ok) throw new Error(outcome.reasons.join());
    return outcome.data;
  }
});

it("a report that was begun for a year that went to the successor is in the queue, is expected of nobody, and goes no further", async () => {
  district = await createFreshDistrict();
  const { a, b } = district.units;
  const context = await openTestReport(district, { unitId: b, by: district.users.preparerB });
  const questions = await record("2021-03-01", {
    kind: "absorb",
    predecessors: [b],
    successorId: a,
    finalReport: "inSuccessor",
  });
  expect(questions).toContain("“区机关服务中心”2021年度决算已经开始填报，登记后不再要求该单位填报该年度。");
  const outcome = await stepTestReport(context, district.users.preparerB, "submit");
  expect(outcome.ok ? [] : outcome.blockers).toContainEqual({ code: "notOwed", year: 2021, step: "submit" });
  expect(await disclosedIn(2021)).toEqual(["区政府办公室本级"]);
  expect((await listUnitsOfYear(district.id, 2021)).filter(({ isOwing }) => isOwing).map(({ id }) => id)).toEqual([a]);
});

describe("balances", () => {
  const opening = { sheet: "balance", row: "generalPublicBudget", fund: "generalPublicBudget", column: "opening" };
  const key = "balance:generalPublicBudget:generalPublicBudget:opening";

  /** The accounts of 2020 of A close with 20 yuan, those of B with 7; they are approved. */
  async function closeLastYear(): Promise<VersionContext[]> {
    district = await createFreshDistrict();
    const { a, b } = district.units;
    const contexts: VersionContext[] = [];
    for (const [unitId, by, income] of [
      [a, district.users.preparerA, "120"],
      [b, district.users.preparerB, "107"],
    ] as const) {
      const context = await openTestReport(district, { unitId, by, year: 2020 });
      await fillTestReport(district, context, by);
      await saveCells(actorOf(by), context, {
        how: "typed",
        unit: "yuan",
        edits: [
          {
            address: { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" },
            input: income,
            baseRevision: 1,
          },
        ],
      });
      await step(context, by, "submit");
      await step(context, district.users.reviewer, "beginReview");
      await step(context, district.users.reviewer, "approve");
      contexts.push(context);
    }
    return contexts;
  }

  async function step(context: VersionContext, by: Session, name: TransitionName): Promise<void> {
    const outcome = await stepTestReport(context, by, name, "请核对。");
    if (!outcome.ok) throw new Error(outcome.reasons.join());
  }

  const openingOf = async (versionId: string) => {
    const line = await db().budgetLine.findFirst({ where: { districtId: district.id, versionId, ...opening } });
    return line && [Number(line.amount), line.isLocked];
  };

  const adjustmentsOf = async (versionId: string) => {
    const lines = await db().budgetLine.findMany({
      where: { districtId: district.id, versionId, sheet: "openingAdjustments", amount: { not: null } },
    });
    return lines.map(({ column, amount, isLocked }) => [column, Number(amount), isLocked]);
  };

  const takenTextsOf = async (versionId: string, kind: string) => {
    const slots = await db().textSlot.findMany({ where: { versionId, slot: { contains: `.${kind}.` } } });
    return Object.fromEntries(slots.map(({ slot, text }) => [slot.split(".").at(-1), text]));
  };

  it("of all predecessors are the openings of the unit that a merger founds", async () => {
    await closeLastYear();
    const { a, b, department } = district.units;
    await record("2021-01-01", {
      kind: "merge",
      predecessors: [a, b],
      successor: {
        level: "unit",
        parentId: department,
        kind: "administrative",
        code: "101010",
        name: "区综合服务中心",
        shortName: null,
        isDepartmentsOwn: null,
      },
      finalReport: "ownFinalReport",
    });
    const unitId = (await findUnitByCode(district.id, "101010", 2021))!;
    const opened = await openReport(district.id, admin(), { unitId, fiscalYearId: district.years[2021] });
    if (!opened.ok) throw new Error(opened.reasons.join());
    expect(await openingOf(opened.data.versionId)).toEqual([27, true]);
    expect(await adjustmentsOf(opened.data.versionId)).toEqual([["transferIn", 27, true]]);
    expect(await takenTextsOf(opened.data.versionId, "transferIn")).toMatchObject({
      document: expect.stringContaining("号"),
      date: expect.stringMatching(/^\d{4}年\d{1,2}月\d{1,2}日$/),
      text: expect.stringMatching(/^承接.+、.+的结转和结余$/),
    });
    // A package that does not speak of it takes neither the amount nor the words away.
    const context = (await findVersionContext(district.id, opened.data.versionId))!;
    const nothing = { facts: [], texts: [], projects: [], keyEvaluations: [] };
    expect(await importContent(admin(), context, nothing)).toMatchObject({ ok: true });
    expect(await adjustmentsOf(context.versionId)).toEqual([["transferIn", 27, true]]);
    expect((await takenTextsOf(context.versionId, "transferIn")).text).toContain("承接");
    // Nor does anybody write other words over those of the event; its amount is locked as well.
    const slots = await db().textSlot.findMany({ where: { versionId: context.versionId, text: { contains: "承接" } } });
    const { slot, revision: baseRevision } = slots[0]!;
    const rewrite = () =>
      saveTexts(admin(), context, { how: "typed", edits: [{ slot, text: "另一个说明", baseRevision }] });
    expect((await rewrite()).results).toEqual([
      expect.objectContaining({ ok: false, message: expect.stringContaining("随单位变动登记") }),
    ]);
    expect((await takenTextsOf(context.versionId, "transferIn")).text).toContain("承接");
    // Where it has left none, the unit writes them.
    await db().textSlot.updateMany({ where: { versionId: context.versionId, slot }, data: { text: "" } });
    expect((await rewrite()).results).toEqual([expect.objectContaining({ ok: true })]);
  });

  it("come to a report that is being written when the event is recorded, and follow last year's accounts from then on", async () => {
    const [, ofB] = await closeLastYear();
    const { a, b } = district.units;
    const context = await openTestReport(district, { unitId: a });
    expect(await openingOf(context.versionId)).toEqual([20, true]);
    await record("2021-03-01", {
      kind: "absorb",
      predecessors: [b],
      successorId: a,
      finalReport: "inSuccessor",
    });
    expect(await openingOf(context.versionId)).toEqual([27, true]);
    expect(await adjustmentsOf(context.versionId)).toEqual([["transferIn", 7, true]]);
    const content = (await readContent(district.id, context.versionId))!;
    const { findings } = evaluate(content, modelOf(content, await readCatalogues(context.catalogueId)));
    expect(findings.filter(({ ruleId }) => ruleId === "B-59")).toEqual([]);
    const [change] = await listCellChanges(district.id, context.versionId, key);
    expect(change).toMatchObject({ how: "carryOver" });
    // Sent back, last year's accounts are approved no more: what came from them stays, and is nobody's to keep locked.
    await step(ofB!, district.users.secondReviewer, "sendBack");
    expect(await openingOf(context.versionId)).toEqual([27, false]);
  });

  it("are divided when a unit is split, to the fen", async () => {
    await closeLastYear();
    const { a, b } = district.units;
    const first = await openTestReport(district, { unitId: a });
    const second = await openTestReport(district, { unitId: b, by: district.users.preparerB });
    await record("2021-01-01", {
      kind: "split",
      unitId: a,
      successors: [
        { unitId: a, state: null, share: 6667 },
        { unitId: b, state: null, share: 3333 },
      ],
      finalReport: "ownFinalReport",
    });
    expect(await openingOf(first.versionId)).toEqual([13.33, true]);
    expect(await adjustmentsOf(first.versionId)).toEqual([["transferOut", -6.67, true]]);
    expect(await adjustmentsOf(second.versionId)).toEqual([["transferIn", 6.67, true]]);
    expect(await openingOf(second.versionId)).toEqual([13.67, true]);
    // On the unit's page and at each successor: the parts, their sum and what is left, beside the closing balance.
    const divided = { year: 2021, predecessorId: a, document: document.number };
    const general = { fund: "generalPublicBudget", closing: 20_00, taken: 20_00, rest: 0 };
    const parts = [
      { unitId: a, amount: 13_33 },
      { unitId: b, amount: 6_67 },
    ];
    for (const unitId of [a, b])
      expect(await listSplits(district.id, unitId)).toMatchObject([
        { ...divided, parties: [{ hasOpened: true }, { hasOpened: true }], funds: [{ ...general, parts }] },
      ]);
    expect(await listSplits(district.id, district.units.department)).toEqual([]);
  });
});

describe("an exemption", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
  });

  it("is not changed over what another administrator has saved meanwhile, unseen", async () => {
    const unitId = district.units.a;
    const save = (name: string, basis: string | null, known: string | null) =>
      setExemption(district.id, { ...admin(), name }, { unitId, year: 2021, basis, known: { basis: known } });
    expect(await save("赵宏", "涉密单位", null)).toEqual({ ok: true, data: { meanwhile: null } });
    expect(await save("钱进", "机构撤并", null)).toEqual({
      ok: true,
      data: {
        meanwhile: {
          by: "赵宏",
          at: expect.any(Date),
          changes: ["设为不予公开，依据“涉密单位”"],
          state: { basis: "涉密单位" },
        },
      },
    });
    expect(await save("钱进", "机构撤并", "涉密单位")).toMatchObject({ data: { meanwhile: null } });
    expect(await save("赵宏", null, "涉密单位")).toMatchObject({
      data: { meanwhile: { by: "钱进", changes: ["依据由“涉密单位”改为“机构撤并”"] } },
    });
    expect(await save("赵宏", null, "机构撤并")).toMatchObject({ data: { meanwhile: null } });
    expect(await save("钱进", "机构撤并", "机构撤并")).toMatchObject({
      data: { meanwhile: { by: "赵宏", changes: ["改为公开"], state: { basis: null } } },
    });
  });

  it("is one year's, has a basis, and is taken over by the years that are opened later", async () => {
    const { b } = district.units;
    const exempt = (year: number, basis: string | null) =>
      setExemption(district.id, admin(), { unitId: b, year, basis });
    expect(await exempt(2021, "涉密单位")).toMatchObject({ ok: true });
    expect(await exempt(2030, "涉密单位")).toEqual({ ok: false, reasons: ["该单位不须填报2030年度决算。"] });
    const dates = { opensAt: new Date("2023-01-01"), deadline: new Date("2099-03-31") };
    await createFiscalYear(district.id, admin(), { year: 2022, catalogueId: "test", ...dates });
    const bases = await Promise.all(
      [2020, 2021, 2022].map(
        async (year) => (await listUnitsOfYear(district.id, year)).find(({ id }) => id === b)!.exemptBasis,
      ),
    );
    expect(bases).toEqual([null, "涉密单位", "涉密单位"]);
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "unit.exemptionChanged" },
    });
    expect(event.details).toEqual({ year: 2021, isExempt: true, exemptBasis: "涉密单位" });
  });
});

describe("the database itself", () => {
  const period = (fields: object) =>
    db().unitPeriod.create({
      data: {
        districtId: district.id,
        unitId: district.units.a,
        code: "999",
        name: "别名",
        level: "unit",
        kind: "institution",
        parentId: district.units.department,
        ...fields,
      },
    });
  const end = (validTo: string) =>
    db().unitPeriod.updateMany({ where: { unitId: district.units.a }, data: { validTo: new Date(validTo) } });

  beforeAll(async () => {
    district = await createFreshDistrict();
  });

  it("refuses an overlap and a gap of periods, a code and a name twice", async () => {
    await expect(period({ validFrom: new Date("2022-01-01") })).rejects.toThrow(/unit_period_no_overlap/);
    await end("2022-01-01");
    await expect(period({ validFrom: new Date("2023-01-01") })).rejects.toSatisfy(
      (error) => databaseRefusalOf(error) === "unitPeriodGap",
    );
    const next = { validFrom: new Date("2022-01-01") };
    await expect(period({ ...next, code: "101002" })).rejects.toThrow(/unit_period_code_once/);
    await expect(period({ ...next, name: "区机关服务中心" })).rejects.toThrow(/unit_period_name_once/);
    await expect(period({ ...next, validTo: new Date("2021-01-01") })).rejects.toThrow(/lower bound|in_order/);
    await expect(period(next)).resolves.toBeDefined();
  });

  it("takes no obligation away, moves no period, and changes no event", async () => {
    const obligation = { districtId: district.id, year: 2021, unitId: district.units.a };
    const isFixed = (error: unknown) => databaseRefusalOf(error) === "unitRegisterFixed";
    await expect(db().obligation.delete({ where: { districtId_year_unitId: obligation } })).rejects.toSatisfy(isFixed);
    await expect(
      db().obligation.update({ where: { districtId_year_unitId: obligation }, data: { year: 2019 } }),
    ).rejects.toSatisfy(isFixed);
    await expect(
      db().unitPeriod.updateMany({
        where: { unitId: district.units.b },
        data: { validFrom: new Date("2019-01-01") },
      }),
    ).rejects.toSatisfy(isFixed);
    await expect(
      db().obligation.update({ where: { districtId_year_unitId: obligation }, data: { exemptBasis: "" } }),
    ).rejects.toThrow(/obligation_exemption_has_basis/);
    await record("2022-06-01", { kind: "recode", unitId: district.units.b, code: "101777" });
    await expect(
      ownerDb().unitEvent.updateMany({ where: { districtId: district.id }, data: { documentNumber: "另一文号" } }),
    ).rejects.toSatisfy((error) => databaseRefusalOf(error) === "appendOnly");
  });
});

it("every input is asked for its days and its document, in words", () => {
  const content = { kind: "dissolve", unitId: "01a223c9-d7c1-770a-bfa3-7b3578445985" } as const;
  const messages = (input: unknown) => recordEventSchema.safeParse(input).error?.issues.map(({ message }) => message);
  expect(messages({ effectiveOn: "2022-02-30", document: { number: " ", date: "" }, content, seenEvents: 0 })).toEqual([
    "请填写生效日期。",
    "请填写依据文件的文号或名称。",
    "请填写依据文件的日期。",
  ]);
  expect(
    createUnitSchema
      .safeParse({ ...unitInput("1", "区"), founded: { on: "2o22", document } })
      .error?.issues.map(({ message }) => message),
  ).toEqual(["单位代码须为 3 至 20 位数字或字母。", "请填写单位全称。", "请填写设立日期。"]);
});
