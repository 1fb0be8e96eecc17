import type { ContentVerdicts } from "@/lib/domain/inspection/content-defects";
import { inspectionOf, type InspectedUnit, type UnitInspection } from "@/lib/domain/inspection/inspection";
import { chinaDay } from "@/lib/domain/words/moments";
import { readDisclosure } from "@/lib/features/disclosure/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listPortalAddresses } from "@/lib/features/portal-addresses/data";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { pool } from "@/lib/platform/db";

interface Published {
  unitId: string;
  there: number;
  newest: number;
  newestOn: Date;
  withoutReason: number;
  /** `null` where it was not judged yet. */
  content: ContentVerdicts | null;
}

const nothing = { there: 0, newest: 0, newestOn: null, withoutReason: 0 } as const;

/**
 * 公开体检 of every unit that owes a year or has published it, by code. What the content shows was judged when it was
 * published; the days are those of this moment. As many queries whatever the size.
 *
 * @param only the one unit with that code, where it is among them; the others are not judged
 */
export async function readInspections(
  districtId: string,
  fiscalYear: Pick<FiscalYearRow, "id" | "year" | "deadline" | "rule">,
  only?: string,
): Promise<UnitInspection[]> {
  const { year } = fiscalYear;
  const [disclosure, portal, units, { rows: published }, { rows: departments }] = await Promise.all([
    readDisclosure(districtId, fiscalYear),
    listPortalAddresses(districtId, year),
    listUnitsOfYear(districtId, year),
    pool().query<Published>(
      `SELECT p.unit_id AS "unitId", count(*)::int AS there, max(p.number) AS newest, max(p.published_at) AS "newestOn",
         count(*) FILTER (WHERE p.number > 1 AND btrim(coalesce(p.correction_reason, '')) = '')::int AS "withoutReason",
         (SELECT a.inspection FROM published_account a
          WHERE a.district_id = $1 AND a.year = $2 AND a.unit_id = p.unit_id) AS content
       FROM publication p WHERE p.district_id = $1 AND p.year = $2 AND p.scope = 'unit' GROUP BY p.unit_id`,
      [districtId, year],
    ),
    pool().query<{ unitId: string }>(
      `SELECT DISTINCT unit_id AS "unitId" FROM publication WHERE district_id = $1 AND year = $2 AND scope = 'department'`,
      [districtId, year],
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
    .filter(({ unitCode }) => only === undefined || unitCode === only)
    .map((of): UnitInspection => {
      const { id, parentId } = byCode.get(of.unitCode)!;
      const found = byUnit.get(id);
      const unit: InspectedUnit = {
        disclosure: of,
        isDepartmentPublished: parentId !== null && publishedDepartments.has(parentId),
        versions: found ? { ...found, newestOn: chinaDay(found.newestOn) } : nothing,
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
