// 催报: whom it reaches, in which words, once.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { initialReminder } from "@/lib/domain/notices/reminder-template";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listNotices } from "@/lib/features/notices/data";
import { markNoticesRead } from "@/lib/features/notices/mutations";
import { inboxFilterSchema } from "@/lib/features/notices/schema";
import { listReminders, listReminderTargets, readLastTemplate } from "@/lib/features/reminders/data";
import { previewReminder, sendReminder } from "@/lib/features/reminders/mutations";
import { previewReminderSchema } from "@/lib/features/reminders/schema";
import { createUnit } from "@/lib/features/units/mutations";
import type { Session } from "@/lib/features/session/data";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, createReportIn, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
let lonely = "";
const inbox = async ({ user }: Session) =>
  (await listNotices(district.id, user.id, inboxFilterSchema.parse({}))).notices;

beforeAll(async () => {
  district = await createFreshDistrict();
  const made = await createUnit(district.id, actorOf(district.users.admin), {
    level: "unit",
    parentId: district.units.department,
    kind: "institution",
    code: "101003",
    name: "没有填报人的单位",
    founded: null,
  });
  if (!made.ok) throw new Error(made.reasons.join());
  lonely = made.data.unitId;
  await db().obligation.createMany({
    data: [{ districtId: district.id, year: 2021, unitId: lonely }],
    skipDuplicates: true,
  });
  await createReportIn(district, ["submit"], { unitId: district.units.b, by: district.users.preparerB });
  fiscalYear = toFiscalYearRow(await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } }));
});

const all = () => [district.units.a, district.units.b, lonely];
const send = (reminderId: string, unitIds = all(), by: Session = district.users.reviewer) =>
  sendReminder(district.id, actorOf(by), { reminderId, year: 2021, unitIds, template: initialReminder });

describe("a reminder", () => {
  it("can be for units that owe the year and have not submitted it", async () => {
    const targets = await listReminderTargets(district.id, fiscalYear);
    expect(targets.map(({ unitCode, stateLabel, dueOn }) => [unitCode, stateLabel, dueOn])).toEqual([
      ["101001", "未开始", "2022-06-30"],
      ["101003", "未开始", "2022-06-30"],
    ]);
    expect(targets[0]!.daysLeft).toBeLessThan(0);
  });

  it("is shown before it is sent, with whom it does not reach", async () => {
    const asked = { year: 2021, unitIds: all(), template: initialReminder };
    expect(await previewReminder(district.id, asked)).toMatchObject({
      ok: true,
      data: {
        units: 1,
        people: 2,
        withoutPreparer: ["没有填报人的单位"],
        settled: ["区机关服务中心"],
        text: expect.stringMatching(
          /^区政府办公室本级：\n2021年度决算的上报截止日期为2022年6月30日，已逾期\d+天。.*未开始/,
        ),
      },
    });
    const read = (template: string) => previewReminderSchema.safeParse({ ...asked, template });
    expect(read("{单位}请于{日期}前上报").error?.issues[0]?.message).toBe("没有这样的占位：{日期}。");
    expect(read("  ").success).toBe(false);
  });

  it("reaches everybody who prepares the unit once, however often the page sends it", async () => {
    const reminderId = randomUUID();
    const outcomes = await Promise.all([send(reminderId), send(reminderId), send(reminderId)]);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.data.wasThere)).toHaveLength(1);
    for (const person of [district.users.preparerA, district.users.colleagueA]) {
      const notices = await inbox(person);
      expect(notices).toMatchObject([{ label: "催报", title: "财政局催报：区政府办公室本级2021年度决算" }]);
      expect(notices[0]!.text).toContain("请抓紧办理并上报");
    }
    expect(await inbox(district.users.preparerB)).toEqual([]);
    expect(await readLastTemplate(district.id)).toBe(initialReminder);
  });

  it("is listed with who has read it", async () => {
    await markNoticesRead(district.id, district.users.preparerA.user.id, null);
    const [reminder, ...more] = await listReminders(district.id, fiscalYear);
    expect(more).toEqual([]);
    expect(reminder!.units).toMatchObject([{ unitCode: "101001", people: [{ mail: "none" }, { mail: "none" }] }]);
    const read = reminder!.units[0]!.people.map(({ name, readAt }) => [name, readAt !== null]);
    expect(read).toEqual([
      ["colleague-a", false],
      ["preparer-a", true],
    ]);
    expect((await listReminderTargets(district.id, fiscalYear))[0]!.lastRemindedAt).not.toBeNull();
    await expect(db().reminder.updateMany({ data: { template: "别的" } })).rejects.toThrow();
  });

  it("is refused where it would reach nobody, and for units of another district", async () => {
    expect(await send(randomUUID(), [lonely])).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("没有可用的填报人")],
    });
    expect(await send(randomUUID(), [district.units.b])).toEqual({
      ok: false,
      reasons: ["所选单位都已上报，不需要催报。"],
    });
    const other = await createFreshDistrict();
    await expect(send(randomUUID(), [other.units.a])).rejects.toThrow();
  });
});
