import type { TotalPart } from "@/lib/domain/consolidation/frozen";
import { countedStatuses, totalScopeLabels, unitsInScope, type TotalScope } from "@/lib/domain/consolidation/scope";
import { firstDayOf, lastDayOf } from "@/lib/domain/register/days";
import type { UnitRegister } from "@/lib/domain/register/register";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import type { MadeTotal } from "@/lib/features/total-content/schema";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import { dayOf, listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { db, pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * The units of a year that a scope may have, and the departments that they ever were of: those of a department are found
 * without going through the whole district.
 */
export async function listUnitsNear(districtId: string, year: number, scope: TotalScope): Promise<UnitOfYear[]> {
  const departmentId = departmentOfScope(scope);
  if (departmentId === null) return listUnitsOfYear(districtId, year);
  const { rows } = await pool().query<{ unitId: string; parentId: string | null }>(
    `SELECT unit_id AS "unitId", parent_id AS "parentId" FROM unit_period WHERE district_id = $1
       AND unit_id IN (SELECT unit_id FROM unit_period WHERE district_id = $1 AND parent_id = $2)`,
    [districtId, departmentId],
  );
  const ids = new Set([departmentId, ...rows.flatMap(({ unitId, parentId }) => [unitId, parentId ?? unitId])]);
  return listUnitsOfYear(districtId, year, { unitIds: [...ids] });
}

/** A department by the code that it has in a year; `null` where there is none. */
export async function findDepartment(districtId: string, year: number, code: string): Promise<UnitOfYear | null> {
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT DISTINCT unit_id AS "unitId" FROM unit_period WHERE district_id = $1 AND code = $2 AND level = 'department'`,
    [districtId, code],
  );
  const units = await listUnitsOfYear(districtId, year, { unitIds: rows.map(({ unitId }) => unitId) });
  return units.find((unit) => unit.level === "department" && unit.code === code) ?? null;
}

/** What a total is called: 区教育局2021年度部门汇总. @throws AppError notFound for a department of another district */
export async function nameOfScope(districtId: string, year: number, scope: TotalScope): Promise<string> {
  const departmentId = departmentOfScope(scope);
  if (departmentId === null) return `${year}年度${totalScopeLabels.district}`;
  const [department] = await listUnitsOfYear(districtId, year, { unitIds: [departmentId] });
  if (department?.level !== "department") throw new AppError("notFound", `department ${departmentId}`);
  return `${department.name}${year}年度${totalScopeLabels[scope.kind]}`;
}

/** The periods of those units that became something else within a year. */
export async function readChangesWithin(
  districtId: string,
  year: number,
  unitIds: readonly string[],
): Promise<UnitRegister> {
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT DISTINCT unit_id AS "unitId" FROM unit_period
     WHERE district_id = $1 AND unit_id = ANY($2) AND valid_from > $3::date AND valid_from <= $4::date`,
    [districtId, unitIds, firstDayOf(year), lastDayOf(year)],
  );
  const periods = await db().unitPeriod.findMany({
    where: { districtId, unitId: { in: rows.map(({ unitId }) => unitId) } },
    orderBy: [{ unitId: "asc" }, { validFrom: "asc" }],
  });
  return {
    periods: periods.map(({ validFrom, validTo, ...period }) => ({
      ...period,
      validFrom: validFrom && dayOf(validFrom),
      validTo: validTo && dayOf(validTo),
    })),
    events: [],
  };
}

/** A version that counts for a total. */
export interface ChosenVersion {
  unitId: string;
  versionId: string;
  number: number;
  status: VersionStatus;
  revision: number;
  checkedRevision: number | null;
  blocking: number;
  contentHash: string | null;
}

/** Of each unit the newest version of a year in one of the states; units without any are left out. */
export async function chooseVersions(
  districtId: string,
  year: number,
  unitIds: readonly string[],
  statuses: readonly VersionStatus[],
): Promise<ChosenVersion[]> {
  const { rows } = await pool().query<ChosenVersion>(
    `SELECT DISTINCT ON (r.unit_id) r.unit_id AS "unitId", v.id AS "versionId", v.number, v.status, v.revision,
       v.checked_revision AS "checkedRevision", v.blocking_findings AS blocking, v.content_hash AS "contentHash"
     FROM fiscal_year y
     JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id
     JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
     WHERE y.district_id = $1 AND y.year = $2 AND r.unit_id = ANY($3) AND v.status = ANY($4::version_status[])
     ORDER BY r.unit_id, v.number DESC`,
    [districtId, year, unitIds, statuses],
  );
  return rows;
}

/** A version as a part of a total. */
export const partOf = ({ unitId, versionId, number, contentHash, revision }: ChosenVersion): TotalPart => ({
  unitId,
  versionId,
  number,
  contentHash: contentHash ?? `${versionId}.${revision}`,
});

/** What a total was made of. */
export const partsOfTotal = ({ members }: MadeTotal): TotalPart[] =>
  members.map(({ unitId, versionId, number, contentHash }) => ({ unitId, versionId, number, contentHash }));

/** The versions that the same total of the year before adds up: approved or published accounts of those it had then. */
export async function readLastYearMembers(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<ChosenVersion[]> {
  const units = unitsInScope(await listUnitsNear(districtId, year - 1, scope), scope);
  return chooseVersions(
    districtId,
    year - 1,
    units.map(({ id }) => id),
    countedStatuses.approved,
  );
}
