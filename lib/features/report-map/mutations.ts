import { runChecks } from "@/lib/features/checks/mutations";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readMapLines, type MapLine } from "@/lib/features/report-map/data";
import { pool } from "@/lib/platform/db";

/** Runs the checks on reports of units that are not decided, as they are now, and gives their lines of the map. */
export async function checkReports(
  districtId: string,
  fiscalYear: Pick<FiscalYearRow, "id" | "tableSetId">,
  unitIds: readonly string[],
): Promise<MapLine[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT ON (v.report_id) v.id FROM report r
     JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
     WHERE r.district_id = $1 AND r.fiscal_year_id = $2 AND r.unit_id = ANY($3::uuid[])
       AND v.status NOT IN ('approved', 'published')
     ORDER BY v.report_id, v.number DESC`,
    [districtId, fiscalYear.id, unitIds],
  );
  // One after the other, so that whoever else asks the server waits for one of them at most.
  for (const { id } of rows) await runChecks(districtId, id);
  return [...(await readMapLines(districtId, fiscalYear, unitIds)).values()];
}
