import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askBeforeClosing, askBeforeDeadline } from "@/lib/features/fiscal-years/loaders";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { createFiscalYear, setFiscalYearStage, updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { updateFiscalYearSchema } from "@/lib/features/fiscal-years/schema";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  createTestDistrict,
  exemptTestUnit,
  openTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;

function update(change: { tableSetId?: string; deadline?: string }) {
  const input = updateFiscalYearSchema.parse({
    fiscalYearId: district.years[2021],
    opensAt: "2022-01-01",
    deadline: "2022-08-31",
    ...change,
  });
  return updateFiscalYear(district.id, actorOf(district.users.admin), input);
}
const stored = () => db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } });

describe("changing a year", () => {
  beforeAll(async () => {
    vi.stubEnv("MINGZHANG_NOW", "2022-07-15T09:00:00+08:00");
    district = await createTestDistrict("371392");
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it("takes the deadline as the end of that day in the district's time", async () => {
    expect(await update({})).toMatchObject({ ok: true });
    expect((await stored()).deadline.toISOString()).toBe("2022-08-31T15:59:59.000Z");
  });

  it("changes the table set while nobody has begun, and records it", async () => {
    expect(await update({ tableSetId: "fy2022" })).toMatchObject({ ok: true });
    expect((await stored()).tableSetId).toBe("fy2022");
    const event = await db().auditEvent.findFirst({
      where: { districtId: district.id, action: "fiscalYear.updated" },
      orderBy: [{ at: "desc" }, { id: "desc" }],
    });
    expect(event!.details).toMatchObject({ tableSetId: "fy2022" });
    await update({ tableSetId: "fy2021" });
  });

  it("offers no format that the installation has not", async () => {
    expect(() => update({ tableSetId: "fy1999" })).toThrow(/请选择报表格式/);
  });

  it("refuses another table set once a report exists, and then changes nothing", async () => {
    await openTestReport(district);
    expect(await update({ tableSetId: "fy2022", deadline: "2022-09-30" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("已有1个单位")],
    });
    expect(await stored()).toMatchObject({ tableSetId: "fy2021", deadline: new Date("2022-08-31T15:59:59.000Z") });
    expect(await update({ tableSetId: "fy2021", deadline: "2022-09-30" })).toMatchObject({ ok: true });
  });

  it("does not extend a deadline into the past; an earlier one may have passed", async () => {
    vi.stubEnv("MINGZHANG_NOW", "2022-11-01T09:00:00+08:00");
    expect(await update({ deadline: "2022-10-31" })).toMatchObject({
      ok: false,
      reasons: ["截止日期不能延长到已经过去的日期：2022-10-31早于今天（2022-11-01）。延期须到今天或以后。"],
    });
    expect((await stored()).deadline).toEqual(new Date("2022-09-30T15:59:59.000Z"));
    expect(await update({ deadline: "2022-11-01" })).toMatchObject({ ok: true });
    expect(await update({ deadline: "2022-09-30" })).toMatchObject({ ok: true });
  });
});

describe("what is asked first", () => {
  it("is a deadline that has passed", () => {
    const past = new Date("2022-03-31T23:59:59+08:00");
    expect(askBeforeDeadline(past)).toEqual(["截止日期2022-03-31已经过去，尚未上报的单位将全部列为逾期。"]);
    expect(askBeforeDeadline(new Date("2099-03-31"))).toEqual([]);
  });

  it("is the end of a year with reports that are not public, counted by how far they are", async () => {
    const fresh = await createFreshDistrict();
    await createReportIn(fresh, ["submit"]);
    const ask = () => askBeforeClosing(fresh.id, fresh.years[2021]);
    expect(await ask()).toEqual([
      "本年度还有2个单位的决算没有公开：未开始1个，已上报1个。关闭后尚未上报的单位不能再上报。",
    ]);
    // Something else happened meanwhile: it is another question.
    await openTestReport(fresh, { unitId: fresh.units.b, by: fresh.users.preparerB });
    expect(await ask()).toEqual([expect.stringContaining("填报中1个，已上报1个")]);
    await exemptTestUnit(fresh, fresh.units.b, "涉密单位");
    const questions = await ask();
    expect(questions).toEqual([expect.stringContaining("还有1个单位")]);
    // What was confirmed is in the log with the deed.
    await setFiscalYearStage(fresh.id, actorOf(fresh.users.admin), fresh.years[2021], "closed", questions);
    const [event] = (await listAuditEvents(fresh.id, { page: 1, action: "fiscalYear.closed" })).events;
    expect(event!.details.open).toEqual(questions);
  });
});

describe("opening a year", () => {
  const dates = { opensAt: new Date("2023-01-01"), deadline: new Date("2023-06-30") };
  const open = (year: number) =>
    createFiscalYear(district.id, actorOf(district.users.admin), { year, catalogueId: "test", ...dates });

  it("takes the format that the district's region has in force in the year", async () => {
    for (const [year, tableSetId] of [
      [2019, "fy2021"],
      [2022, "fy2022"],
      [2030, "fy2022"],
    ] as const) {
      expect(await open(year)).toMatchObject({ ok: true });
      expect(await db().fiscalYear.findFirstOrThrow({ where: { districtId: district.id, year } })).toMatchObject({
        tableSetId,
      });
    }
  });

  it("is refused where the region has no format for the year, and opens nothing", async () => {
    expect(await open(2018)).toEqual({ ok: false, reasons: ["本系统没有山东省2018年度的报表格式，不能新增该年度。"] });
    await db().district.update({ where: { id: district.id }, data: { regionCode: "41" } });
    expect(await open(2023)).toEqual({
      ok: false,
      reasons: ["本系统没有行政区划代码41开头的地区2023年度的报表格式，不能新增该年度。"],
    });
    expect(await db().fiscalYear.count({ where: { districtId: district.id, year: { in: [2018, 2023] } } })).toBe(0);
  });
});
