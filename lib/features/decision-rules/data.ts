import type { OwnDay } from "@/lib/domain/decision/working-days";
import { dayOf } from "@/lib/features/units/data";
import { db } from "@/lib/platform/db";

/** What a district has entered of working days and days off, in the order of the days. */
export async function listOwnDays(districtId: string): Promise<OwnDay[]> {
  const rows = await db().ownDay.findMany({ where: { districtId }, orderBy: { day: "asc" } });
  return rows.map(({ day, isWorked, name }) => ({ day: dayOf(day), isWorked, name }));
}
