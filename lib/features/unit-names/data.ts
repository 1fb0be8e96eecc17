import { chinaDay } from "@/lib/domain/words/moments";
import type { NamedUnit } from "@/lib/features/unit-names/schema";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";

/** Departments and units as they are called today, by code, with the short names that the bureau has added. */
export async function listNamedUnits(districtId: string): Promise<NamedUnit[]> {
  const { rows } = await pool().query<NamedUnit>(
    `SELECT p.unit_id AS id, p.code, p.name, p.level = 'department' AS "isDepartment",
       ARRAY(SELECT a.alias FROM unit_alias a WHERE a.district_id = p.district_id AND a.unit_id = p.unit_id ORDER BY a.added_at, a.alias) AS aliases
     FROM unit_period p
     WHERE p.district_id = $1 AND (p.valid_from IS NULL OR p.valid_from <= $2::date) AND (p.valid_to IS NULL OR p.valid_to > $2::date)
     ORDER BY p.code, p.unit_id`,
    [districtId, chinaDay(now())],
  );
  return rows;
}
