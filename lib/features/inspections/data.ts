import type { ContentVerdicts } from "@/lib/domain/inspection/content-defects";
import { inspectionOf, type InspectedUnit, type UnitInspection } from "@/lib/domain/inspection/inspection";
import { readDisclosure, type AskedUnits } from "@/lib/features/disclosure/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listPortalAddresses } from "@/lib/features/portal-addresses/data";
import { findUnitByCode, listUnitsOfYear, readUnitOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { pool } from "@/lib/platform/db";

interface Published {
  unitId: string;
  there: number;
  newest: number;
  /** Day in China. */
  newestOn: string;
  withoutReason: number;
  /** `null` where it was not judged yet. */
  content: ContentVerdicts | null;
}

const nothing = { there: 0, newest: 0, newestOn: null, withoutReason: 0 } as const;

/**
 * 公开体检 of every unit that owes a year or has published it, by code. What the content shows was judged when it was
 * published; the days are those of this moment. As many queries whatever the size.
 */
export async function readInspections(districtId: string, fiscalYear: InspectedYear): Promise<UnitInspection[]> {
  const units = await listUnitsOfYear(districtId, fiscalYear.year);
  return inspect(districtId, fiscalYear, { units, unitIds: null });
}

/** The same of one unit by its code in that year; `null` where it neither owes the year nor has published it. */
export async function readInspection(
  districtId: string,
  fiscalYear: InspectedYear,
  unitCode: string,
): Promise<UnitInspection | null> {
  const units = await listUnitsAround(districtId, fiscalYear.year, unitCode);
  const inspections = await inspect(districtId, fiscalYear, { units, unitIds: units.map(({ id }) => id) });
  return inspections.find(({ unit }) => unit.disclosure.unitCode === unitCode) ?? null;
}

type InspectedYear = Pick<FiscalYearRow, "id" | "year" | "deadline" | "rule">;

/** What one unit is judged with: itself, its department, and the unit that is the department's own. */
async function listUnitsAround(districtId: string, year: number, unitCode: string): Promise<UnitOfYear[]> {
  const unitId = await findUnitByCode(districtId, unitCode, year);
  const found = unitId === null ? null : await readUnitOfYear(districtId, unitId, year);
  if (found?.unit.level !== "unit") return [];
  const { unit, department } = found;
  if (!department) return [unit];
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT DISTINCT unit_id AS "unitId" FROM unit_period
     WHERE district_id = $1 AND parent_id = $2 AND is_departments_own AND unit_id <> $3`,
    [districtId, department.id, unit.id],
  );
  const own = await listUnitsOfYear(districtId, year, { unitIds: rows.map((row) => row.unitId) });
  return [unit, department, ...own];
}

async function inspect(districtId: string, fiscalYear: InspectedYear, asked: AskedUnits): Promise<UnitInspection[]> {
  const { year } = fiscalYear;
  const { units, unitIds } = asked;
  const [disclosure, portal, { rows: published }, { rows: departments }] = await Promise.all([
    readDisclosure(districtId, fiscalYear, asked),
    listPortalAddresses(districtId, year, unitIds),
    pool().query<Published>(
      `SELECT p.unit_id AS "unitId", count(*)::int AS there, max(p.number) AS newest,
         to_char(max(p.published_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "newestOn",
         count(*) FILTER (WHERE p.number > 1 AND btrim(coalesce(p.correction_reason, '')) = '')::int AS "withoutReason",
         (SELECT a.inspection FROM published_account a
          WHERE a.district_id = $1 AND a.year = $2 AND a.unit_id = p.unit_id) AS content
       FROM publication p WHERE p.district_id = $1 AND p.year = $2 AND p.scope = 'unit'
         AND ($3::uuid[] IS NULL OR p.unit_id = ANY($3)) GROUP BY p.unit_id`,
      [districtId, year, unitIds],
    ),
    pool().query<{ unitId: string }>(
      `SELECT DISTINCT unit_id AS "unitId" FROM publication
       WHERE district_id = $1 AND year = $2 AND scope = 'department'
         AND ($3::uuid[] IS NULL OR unit_id = ANY($3))`,
      [districtId, year, unitIds],
    ),
  ]);
  const byCode = new Map(units.filter(({ level }) => level === "unit").map((unit) => [unit.code, unit]));
  const codeOf = new Map(units.map(({ id, code }) => [id, code]));
  const byUnit = new Map(published.map((each) => [each.unitId, each]));
  const publishedDepartments = new Set([
    ...departments.map(({ unitId }) => unitId),
    ...units.flatMap(({ id, parentId, isDepartmentsOwn }) =>
      isDepartmentsOwn && parentId && byUnit.has(id) ? [parentId] : [],
    ),
  ]);
  return disclosure.units
    .map((of): UnitInspection => {
      const { id, parentId } = byCode.get(of.unitCode)!;
      const found = byUnit.get(id);
      const unit: InspectedUnit = {
        disclosure: of,
        isDepartmentPublished: parentId !== null && publishedDepartments.has(parentId),
        versions: found ?? nothing,
        content: found?.content ?? null,
        portal: portal.get(id) ?? null,
      };
      return {
        unit,
        departmentCode: (parentId !== null && codeOf.get(parentId)) || null,
        inspection: inspectionOf(unit, disclosure),
      };
    })
    .toSorted((one, other) => (one.unit.disclosure.unitCode < other.unit.disclosure.unitCode ? -1 : 1));
}
