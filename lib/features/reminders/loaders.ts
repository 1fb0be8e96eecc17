import "server-only";
import { notFound } from "next/navigation";
import { initialReminder } from "@/lib/domain/notices/reminder-template";
import { can } from "@/lib/domain/report/permissions";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listReminders, listReminderTargets, readLastTemplate } from "@/lib/features/reminders/data";
import type { ReminderTarget, SentReminder } from "@/lib/features/reminders/schema";
import { requirePermission } from "@/lib/features/session/loaders";

export interface RemindersOfYear {
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow;
  targets: ReminderTarget[];
  sent: SentReminder[];
  /** The words that the next reminder begins with. */
  template: string;
  maySend: boolean;
}

/** Who of a year (the newest when none is given) can be reminded, and what was sent. */
export async function loadReminders(year: number | null): Promise<RemindersOfYear | null> {
  const { actor, district } = await requirePermission("queue.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, year);
  if (!fiscalYear) return year === null ? null : notFound();
  const [targets, sent, last] = await Promise.all([
    listReminderTargets(district.id, fiscalYear),
    listReminders(district.id, fiscalYear),
    readLastTemplate(district.id),
  ]);
  const maySend = can(actor, "reminder.send", { districtId: district.id }) && fiscalYear.stage === "open";
  return { years, fiscalYear, targets, sent, template: last ?? initialReminder, maySend };
}
