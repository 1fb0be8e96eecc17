import { defectsOf, glancesOf, LIST_EDITION, type UnitInspection } from "@/lib/domain/inspection/inspection";
import { chinaDay } from "@/lib/domain/words/moments";
import {
  inspectUnits,
  readInspections,
  readJudgedYear,
  type InspectedYear,
  type JudgedYear,
} from "@/lib/features/inspections/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/** Units that are judged by themselves; where more are marked, all of the year are. */
const MARKED_UNITS = 1_000;

/**
 * Brings the bureau's list of a year up to this moment: judges what is marked, or the whole year on another day than the
 * last (units become late by time alone), by other judges, and the first time. With nothing to judge it reads two rows.
 */
export async function keepInspections(districtId: string, fiscalYear: InspectedYear): Promise<void> {
  for (;;) {
    const judged = await readJudgedYear(districtId, fiscalYear.year);
    const today = chinaDay(now());
    const isWhole =
      judged.judgedOn !== today ||
      judged.edition !== LIST_EDITION ||
      judged.marks.length > MARKED_UNITS ||
      judged.marks.some(({ unitId }) => unitId === null);
    if (!isWhole && judged.marks.length === 0) return;
    const unitIds = isWhole ? null : [...new Set(judged.marks.flatMap(({ unitId }) => unitId ?? []))];
    const units = unitIds
      ? [...(await inspectUnits(districtId, fiscalYear, unitIds)).values()]
      : await readInspections(districtId, fiscalYear);
    const { year } = fiscalYear;
    if (await replaceRows({ districtId, year, judged, today, unitIds, units })) return;
    // Somebody else has written rows since: what was judged here may be older than theirs.
  }
}

/** @returns whether nobody else has written rows since they were found to be behind. */
async function replaceRows(of: {
  districtId: string;
  year: number;
  judged: JudgedYear;
  today: string;
  /** `null`: of all units. */
  unitIds: readonly string[] | null;
  units: readonly UnitInspection[];
}): Promise<boolean> {
  const { districtId, year, judged, today, unitIds, units } = of;
  return db().$transaction(async (transaction) => {
    const isOurs =
      judged.turn === 0
        ? await transaction.$executeRaw`
            INSERT INTO inspected_year (district_id, year, turn, judged_on, edition)
            VALUES (${districtId}::uuid, ${year}::int, 1, ${today}::date, ${LIST_EDITION}::int) ON CONFLICT DO NOTHING`
        : await transaction.$executeRaw`
            UPDATE inspected_year SET turn = turn + 1, judged_on = ${today}::date, edition = ${LIST_EDITION}::int
            WHERE district_id = ${districtId}::uuid AND year = ${year}::int AND turn = ${judged.turn}::int`;
    if (isOurs === 0) return false;
    await transaction.$executeRaw`
      DELETE FROM inspected_unit WHERE district_id = ${districtId}::uuid AND year = ${year}::int
        AND (${unitIds}::uuid[] IS NULL OR unit_id = ANY(${unitIds}::uuid[]))`;
    const rows = units.map(({ unitId, unit, departmentCode, inspection }) => {
      const { unitCode, unitName, departmentName } = unit.disclosure;
      const defects = defectsOf(inspection);
      return {
        unit_id: unitId,
        unit_code: unitCode,
        unit_name: unitName,
        department_code: departmentCode,
        department_name: departmentCode === null ? null : (departmentName ?? departmentCode),
        defects,
        glances: glancesOf(unit, inspection),
        found: defects.length,
      };
    });
    await transaction.$executeRaw`
      INSERT INTO inspected_unit (district_id, year, unit_id, unit_code, unit_name, department_code, department_name, defects, glances, found)
      SELECT ${districtId}::uuid, ${year}::int, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(unit_id uuid, unit_code text, unit_name text, department_code text, department_name text, defects text[], glances text[], found int)`;
    const marks = judged.marks.map(({ id }) => id);
    await transaction.$executeRaw`DELETE FROM inspection_mark WHERE id = ANY(${marks}::bigint[])`;
    return true;
  });
}
