import { unitDeadlines, type UnitDeadlines } from "@/lib/domain/notices/deadlines";
import type { Day } from "@/lib/domain/register/days";
import type { ExtensionLine } from "@/lib/features/extensions/schema";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listNamedUnits } from "@/lib/features/notices/data";
import { dayOf } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Until when each unit has for a year: the deadline of the year, or the unit's own. Whatever asks whether a unit is late
 * asks here.
 */
export async function readUnitDeadlines(
  districtId: string,
  { id, deadline }: Pick<FiscalYearRow, "id" | "deadline">,
  client: Prisma.TransactionClient = db(),
): Promise<UnitDeadlines> {
  const rows = await client.$queryRaw<{ unitId: string; dueOn: Day }[]>`
    SELECT unit_id AS "unitId", due_on::text AS "dueOn" FROM own_deadlines(${districtId}::uuid, ${id}::uuid)`;
  return unitDeadlines(deadline, new Map(rows.map(({ unitId, dueOn }) => [unitId, dueOn])));
}

/** Every extension of a year, the newest first. */
export async function listExtensions(
  districtId: string,
  { id: fiscalYearId, year }: Pick<FiscalYearRow, "id" | "year">,
): Promise<ExtensionLine[]> {
  const rows = await db().deadlineExtension.findMany({
    where: { districtId, fiscalYearId },
    orderBy: [{ grantedAt: "desc" }, { id: "desc" }],
  });
  if (rows.length === 0) return [];
  const [names, named] = await Promise.all([
    namesOf(
      districtId,
      rows.flatMap(({ grantedById, withdrawnById }) => [grantedById, withdrawnById]),
    ),
    listNamedUnits(districtId, year, [...new Set(rows.map(({ unitId }) => unitId))]),
  ]);
  const units = new Map(named.map((unit) => [unit.id, unit]));
  const seen = new Set<string>();
  return rows.map((row): ExtensionLine => {
    const isInForce = row.withdrawnAt === null && !seen.has(row.unitId);
    if (row.withdrawnAt === null) seen.add(row.unitId);
    const unit = units.get(row.unitId)!;
    return {
      id: row.id,
      unitId: row.unitId,
      unitCode: unit.code,
      unitName: unit.name,
      dueOn: dayOf(row.dueOn),
      reason: row.reason,
      by: names.get(row.grantedById) ?? "",
      at: row.grantedAt.toISOString(),
      withdrawn: row.withdrawnAt && {
        by: names.get(row.withdrawnById ?? "") ?? "",
        at: row.withdrawnAt.toISOString(),
        reason: row.withdrawal ?? "",
      },
      isInForce,
    };
  });
}
