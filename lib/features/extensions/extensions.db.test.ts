// One unit's own deadline: granted, withdrawn, told, and held wherever the deadline of a year is asked for.
import { beforeAll, describe, expect, it } from "vitest";
import { checkDisclosure } from "@/lib/domain/checks/disclosure/disclosure-rules";
import { endOfDay } from "@/lib/domain/notices/deadlines";
import { chinaDay } from "@/lib/domain/words/moments";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { listExtensions, readUnitDeadlines } from "@/lib/features/extensions/data";
import { extendDeadline, withdrawExtension } from "@/lib/features/extensions/mutations";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listNotices } from "@/lib/features/notices/data";
import { inboxFilterSchema } from "@/lib/features/notices/schema";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
const day = (offset: number) => chinaDay(new Date(now().getTime() + offset * 86_400_000));
const reviewer = () => actorOf(district.users.reviewer);
const extend = (dueOn: string, unitId = district.units.a) =>
  extendDeadline(district.id, reviewer(), { fiscalYearId: district.years[2021], unitId, dueOn, reason: "会计调动" });
const deadlines = () => readUnitDeadlines(district.id, fiscalYear);
const told = async () =>
  (await listNotices(district.id, district.users.preparerA.user.id, inboxFilterSchema.parse({ group: "deadlines" })))
    .notices;

beforeAll(async () => {
  district = await createFreshDistrict();
  fiscalYear = toFiscalYearRow(await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } }));
});

describe("a deadline of one unit's own", () => {
  it("is later than everybody's, not in the past, and for a unit that owes the year", async () => {
    for (const [dueOn, sentence] of [
      [day(-1), "已经过去"],
      [day(500), "最多一年"],
    ] as const)
      expect(await extend(dueOn)).toMatchObject({ ok: false, reasons: [expect.stringContaining(sentence)] });
    expect(await extend(day(3), district.units.department)).toMatchObject({ ok: false });
    await expect(extend(day(3), (await createFreshDistrict()).units.a)).rejects.toThrow();
  });

  it("holds for that unit to the end of its day, is told to it and kept in the log", async () => {
    expect(await extend(day(3))).toMatchObject({ ok: true });
    const { of, isExtended } = await deadlines();
    expect(of(district.units.a)).toEqual(endOfDay(day(3)));
    expect(of(district.units.b)).toEqual(fiscalYear.deadline);
    expect([district.units.a, district.units.b].map(isExtended)).toEqual([true, false]);
    expect(await told()).toMatchObject([{ label: "延期", text: "会计调动", isRead: false }]);
    const { events } = await listAuditEvents(district.id, { page: 1 });
    expect(events[0]).toMatchObject({ action: "deadline.extended", details: { reason: "会计调动" } });
  });

  it("keeps the unit from being late and missing in what is public, and nobody else", async () => {
    const missing = async () => {
      const disclosure = await readDisclosure(district.id, fiscalYear);
      const findings = checkDisclosure(disclosure).filter(({ ruleId }) => ruleId === "L-62");
      return disclosure.units
        .filter(({ unitCode }) => findings.some(({ key }) => key.includes(unitCode)))
        .map(({ unitCode }) => unitCode);
    };
    expect(now() > fiscalYear.deadline).toBe(true);
    expect(await missing()).toEqual(["101002"]);
  });

  it("is moved further only; withdrawn, what held before holds again", async () => {
    expect(await extend(day(2))).toMatchObject({ ok: false, reasons: [expect.stringContaining("已经延期到")] });
    expect(await extend(day(9))).toMatchObject({ ok: true });
    const [newest, older] = await listExtensions(district.id, fiscalYear);
    expect([newest!.isInForce, older!.isInForce]).toEqual([true, false]);
    const withdraw = (extensionId: string) =>
      withdrawExtension(district.id, reviewer(), { extensionId, reason: "填错日期" });
    expect(await withdraw(newest!.id)).toMatchObject({ ok: true });
    expect((await deadlines()).of(district.units.a)).toEqual(endOfDay(day(3)));
    expect(await withdraw(newest!.id)).toEqual({ ok: false, reasons: ["该项延期已经撤销。"] });
    expect(await withdraw(older!.id)).toMatchObject({ ok: true });
    expect((await deadlines()).of(district.units.a)).toEqual(fiscalYear.deadline);
    expect((await told()).map(({ label }) => label)).toEqual(["撤销延期", "撤销延期", "延期", "延期"]);
    const [first] = await listExtensions(district.id, fiscalYear);
    const key = { districtId_id: { districtId: district.id, id: first!.id } };
    await expect(db().deadlineExtension.update({ where: key, data: { withdrawal: "别的" } })).rejects.toThrow(
      /is fixed/,
    );
  });

  it("is granted once by two at once, and not in a year that is closed", async () => {
    const outcomes = await Promise.all([extend(day(20)), extend(day(20)), extend(day(20))]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    await db().fiscalYear.update({ where: { id: fiscalYear.id }, data: { stage: "closed" } });
    expect(await extend(day(30))).toMatchObject({ ok: false, reasons: [expect.stringContaining("已经关闭")] });
  });
});
