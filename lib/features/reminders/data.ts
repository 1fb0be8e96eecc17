import { deadlineInWords } from "@/lib/domain/notices/deadlines";
import { fillReminder } from "@/lib/domain/notices/reminder-template";
import { daysUntil, dayText } from "@/lib/domain/register/days";
import { isEditable, notOpenedLabel, reportLabel } from "@/lib/domain/report/lifecycle";
import { chinaDay } from "@/lib/domain/words/moments";
import { readUnitDeadlines } from "@/lib/features/extensions/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listNamedUnits } from "@/lib/features/notices/data";
import type { ReminderReceipt, ReminderTarget, SentReminder } from "@/lib/features/reminders/schema";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { listReportSummaries } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Newest reminders that the page lists. */
const LISTED = 20;

/** Units that owe a year and have not submitted it, by code; a correction in work owes nothing. */
export async function listReminderTargets(
  districtId: string,
  fiscalYear: Pick<FiscalYearRow, "id" | "year" | "deadline">,
  { unitIds }: { unitIds?: readonly string[] } = {},
): Promise<ReminderTarget[]> {
  const [units, summaries, deadlines, last] = await Promise.all([
    listUnitsOfYear(districtId, fiscalYear.year),
    listReportSummaries(districtId, { fiscalYearId: fiscalYear.id }),
    readUnitDeadlines(districtId, fiscalYear),
    listLastReminders(districtId, fiscalYear.id),
  ]);
  const at = now();
  const asked = unitIds && new Set(unitIds);
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  return units
    .filter(({ id, level, isOwing }) => level === "unit" && isOwing && (!asked || asked.has(id)))
    .flatMap(({ id, code, name, parentId }): ReminderTarget[] => {
      const report = summaries.get(`${id}:${fiscalYear.id}`);
      if (report && (report.publishedNumber !== null || !isEditable(report.version.status))) return [];
      const deadline = deadlines.of(id);
      return [
        {
          unitId: id,
          unitCode: code,
          unitName: name,
          departmentName: (parentId !== null && nameOf.get(parentId)) || "",
          stateLabel: report ? reportLabel(report.version, null) : notOpenedLabel,
          dueOn: chinaDay(deadline),
          isExtended: deadlines.isExtended(id),
          daysLeft: daysUntil(deadline, at),
          lastRemindedAt: last.get(id)?.toISOString() ?? null,
        },
      ];
    });
}

async function listLastReminders(districtId: string, fiscalYearId: string): Promise<Map<string, Date>> {
  const rows = await db().$queryRaw<{ unitId: string; at: Date }[]>`
    SELECT u.unit_id AS "unitId", max(r.sent_at) AS at FROM reminder r
    JOIN reminder_unit u ON u.district_id = r.district_id AND u.reminder_id = r.id
    WHERE r.district_id = ${districtId}::uuid AND r.fiscal_year_id = ${fiscalYearId}::uuid GROUP BY u.unit_id`;
  return new Map(rows.map(({ unitId, at }) => [unitId, at]));
}

/** The words of a reminder for one unit. */
export function reminderFor(template: string, year: number, target: ReminderTarget, deadline: Date): string {
  return fillReminder(template, {
    单位: target.unitName,
    年度: String(year),
    截止日期: dayText(target.dueOn),
    期限情况: deadlineInWords(deadline, now()),
    状态: target.stateLabel,
  });
}

/** The words of the reminder that was sent last; `null` before the first. */
export async function readLastTemplate(districtId: string): Promise<string | null> {
  const last = await db().reminder.findFirst({
    where: { districtId },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    select: { template: true },
  });
  return last?.template ?? null;
}

const mailStates = {
  waiting: "waiting",
  sending: "waiting",
  sent: "sent",
  refused: "failed",
  unsure: "unsure",
} as const;

/** The newest reminders of a year, and how far they got with whom. */
export async function listReminders(
  districtId: string,
  { id: fiscalYearId, year }: Pick<FiscalYearRow, "id" | "year">,
  client: Prisma.TransactionClient = db(),
): Promise<SentReminder[]> {
  const reminders = await client.reminder.findMany({
    where: { districtId, fiscalYearId },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: LISTED,
    include: { units: true },
  });
  if (reminders.length === 0) return [];
  const unitIds = [...new Set(reminders.flatMap(({ units }) => units.map(({ unitId }) => unitId)))];
  const [names, named, notices] = await Promise.all([
    namesOf(
      districtId,
      reminders.map(({ sentById }) => sentById),
    ),
    listNamedUnits(districtId, year, unitIds),
    client.notice.findMany({
      where: { districtId, kind: "reminder", key: { in: reminders.flatMap(keysOf) } },
      select: {
        key: true,
        readAt: true,
        user: { select: { name: true, username: true } },
        mail: { select: { state: true } },
      },
      orderBy: { user: { username: "asc" } },
    }),
  ]);
  const receipts = new Map<string, ReminderReceipt[]>();
  for (const { key, readAt, user, mail } of notices) {
    const receipt = {
      name: user.name,
      readAt: readAt?.toISOString() ?? null,
      mail: mail === null ? "none" : mailStates[mail.state],
    } as const;
    receipts.set(key, [...(receipts.get(key) ?? []), receipt]);
  }
  return reminders.map(({ id, sentById, sentAt, template, units }) => ({
    id,
    by: names.get(sentById) ?? "",
    at: sentAt.toISOString(),
    template,
    units: named.flatMap((unit) => {
      const text = units.find(({ unitId }) => unitId === unit.id)?.text;
      if (text === undefined) return [];
      const people = receipts.get(reminderKey(id, unit.id)) ?? [];
      return [{ unitCode: unit.code, unitName: unit.name, text, people }];
    }),
  }));
}

/** By which a reminder of a unit is told once. */
export const reminderKey = (reminderId: string, unitId: string) => `reminder:${reminderId}:${unitId}`;

const keysOf = ({ id, units }: { id: string; units: { unitId: string }[] }) =>
  units.map(({ unitId }) => reminderKey(id, unitId));
