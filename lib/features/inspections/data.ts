import type { ContentVerdicts } from "@/lib/domain/inspection/content-defects";
import type { DefectId } from "@/lib/domain/inspection/defects";
import {
  glances,
  inspectionOf,
  type Glance,
  type InspectedUnit,
  type UnitInspection,
} from "@/lib/domain/inspection/inspection";
import type { Day } from "@/lib/domain/register/days";
import { readDisclosure, type AskedUnits } from "@/lib/features/disclosure/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listPortalAddresses } from "@/lib/features/portal-addresses/data";
import { findUnitByCode, listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { UNITS_OF_A_PAGE, type InspectionQuery } from "@/lib/features/inspections/schema";
import { pool } from "@/lib/platform/db";
import { chinaDayText, dayText } from "@/lib/platform/postgres/china-days";

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
  const unitId = await findUnitByCode(districtId, unitCode, fiscalYear.year);
  return unitId === null ? null : ((await inspectUnits(districtId, fiscalYear, [unitId])).get(unitId) ?? null);
}

/** The same of some units, by their ids; one that neither owes the year nor has published it is left out. */
export async function inspectUnits(
  districtId: string,
  fiscalYear: InspectedYear,
  unitIds: readonly string[],
): Promise<Map<string, UnitInspection>> {
  const units = await listUnitsAround(districtId, fiscalYear.year, unitIds);
  const asked = new Set(unitIds);
  const inspections = await inspect(districtId, fiscalYear, { units, unitIds: units.map(({ id }) => id) });
  return new Map(inspections.flatMap((each) => (asked.has(each.unitId) ? [[each.unitId, each] as const] : [])));
}

export type InspectedYear = Pick<FiscalYearRow, "id" | "year" | "deadline" | "rule">;

/** What units are judged with: themselves, their departments, and the units that are these departments' own. */
async function listUnitsAround(districtId: string, year: number, unitIds: readonly string[]): Promise<UnitOfYear[]> {
  const units = await listUnitsOfYear(districtId, year, { unitIds });
  const departmentIds = [...new Set(units.flatMap(({ parentId }) => parentId ?? []))];
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT DISTINCT unit_id AS "unitId" FROM unit_period
     WHERE district_id = $1 AND parent_id = ANY($2::uuid[]) AND is_departments_own AND unit_id <> ALL($3::uuid[])`,
    [districtId, departmentIds, unitIds],
  );
  const others = [...departmentIds, ...rows.map(({ unitId }) => unitId)];
  return [...units, ...(await listUnitsOfYear(districtId, year, { unitIds: others }))];
}

async function inspect(districtId: string, fiscalYear: InspectedYear, asked: AskedUnits): Promise<UnitInspection[]> {
  const { year } = fiscalYear;
  const { units, unitIds } = asked;
  const [disclosure, portal, { rows: published }, { rows: departments }] = await Promise.all([
    readDisclosure(districtId, fiscalYear, asked),
    listPortalAddresses(districtId, year, unitIds),
    pool().query<Published>(
      `SELECT p.unit_id AS "unitId", count(*)::int AS there, max(p.number) AS newest,
         ${chinaDayText("max(p.published_at)")} AS "newestOn",
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
        unitId: id,
        unit,
        departmentCode: (parentId !== null && codeOf.get(parentId)) || null,
        inspection: inspectionOf(unit, disclosure),
      };
    })
    .toSorted((one, other) => (one.unit.disclosure.unitCode < other.unit.disclosure.unitCode ? -1 : 1));
}

/** How a year's list was judged last, and what has changed since. */
export interface JudgedYear {
  /** 0: never. */
  turn: number;
  judgedOn: Day | null;
  edition: number | null;
  marks: { id: string; unitId: string | null }[];
}

/** Reads how the list of a year stands; whoever judges what is marked here sees what the marks were made for. */
export async function readJudgedYear(districtId: string, year: number): Promise<JudgedYear> {
  const { rows } = await pool().query<JudgedYear>(
    `SELECT coalesce(y.turn, 0) AS turn, ${dayText("y.judged_on")} AS "judgedOn", y.edition,
       coalesce((SELECT json_agg(json_build_object('id', m.id::text, 'unitId', m.unit_id))
         FROM inspection_mark m WHERE m.district_id = $1 AND m.year = $2), '[]') AS marks
     FROM (SELECT) one LEFT JOIN inspected_year y ON y.district_id = $1 AND y.year = $2`,
    [districtId, year],
  );
  return rows[0]!;
}

/** A page of the bureau's list as it was judged last. */
export interface InspectionRows {
  /** Units of the year, whatever it is narrowed to. */
  count: number;
  tally: { defects: Partial<Record<DefectId, number>>; glances: Record<Glance, number> };
  departments: { code: string; name: string }[];
  /** Of the page: those with most defects first, then by code. */
  unitIds: string[];
  /** Units that it is narrowed to. */
  total: number;
}

export async function listInspected(
  districtId: string,
  year: number,
  { defect, glance, department, q = "", page }: Omit<InspectionQuery, "year">,
): Promise<InspectionRows> {
  const [{ rows: kinds }, { rows: departments }, { rows: narrowed }] = await Promise.all([
    pool().query<{ defects: DefectId[]; glances: Glance[]; units: number }>(
      `SELECT defects, glances, count(*)::int AS units FROM inspected_unit
       WHERE district_id = $1 AND year = $2 GROUP BY defects, glances`,
      [districtId, year],
    ),
    pool().query<{ code: string; name: string }>(
      `SELECT department_code AS code, min(department_name) AS name FROM inspected_unit
       WHERE district_id = $1 AND year = $2 AND department_code IS NOT NULL GROUP BY department_code ORDER BY department_code`,
      [districtId, year],
    ),
    pool().query<{ total: number; unitIds: string[] }>(
      `WITH narrowed AS (
         SELECT unit_id, found, unit_code FROM inspected_unit
         WHERE district_id = $1 AND year = $2 AND ($3::text IS NULL OR $3 = ANY(defects)) AND ($4::text IS NULL OR $4 = ANY(glances))
           AND ($5::text IS NULL OR department_code = $5)
           AND ($6 = '' OR strpos(unit_name, $6) > 0 OR starts_with(unit_code, $6)))
       SELECT (SELECT count(*)::int FROM narrowed) AS total,
         ARRAY(SELECT unit_id FROM narrowed ORDER BY found DESC, unit_code LIMIT ${UNITS_OF_A_PAGE} OFFSET $7) AS "unitIds"`,
      [districtId, year, defect ?? null, glance ?? null, department ?? null, q, (page - 1) * UNITS_OF_A_PAGE],
    ),
  ]);
  const found: Partial<Record<DefectId, number>> = {};
  const seen = Object.fromEntries(Object.keys(glances).map((glance) => [glance, 0])) as Record<Glance, number>;
  for (const kind of kinds) {
    for (const id of kind.defects) found[id] = (found[id] ?? 0) + kind.units;
    for (const glance of kind.glances) seen[glance] += kind.units;
  }
  const count = kinds.reduce((sum, { units }) => sum + units, 0);
  return { count, tally: { defects: found, glances: seen }, departments, ...narrowed[0]! };
}
