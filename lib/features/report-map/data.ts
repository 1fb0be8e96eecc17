import { partStateOf, type PartId } from "@/lib/domain/engine/figure-state";
import { formatOf } from "@/lib/domain/formats/format-of";
import { isDecided, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { mapParts, partStanding, type PartFindings, type PartStanding } from "@/lib/domain/report/part-standing";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { storedPartsSchema } from "@/lib/features/report-map/schema";
import { pool } from "@/lib/platform/db";
import { readStored } from "@/lib/platform/stored-json";

/** How the parts of one report stand. */
export interface MapLine {
  unitId: string;
  /** In the order of the map's parts. */
  standings: PartStanding[];
  /** What a run of the checks on the report as it is has found; `null` while there was none. */
  found: { blocking: number; explain: number } | null;
  /** The checks can be run: it is neither decided, nor are they of what it says now. */
  isStale: boolean;
}

interface StoredVersion {
  unitId: string;
  status: VersionStatus;
  isCurrent: boolean;
  blocking: number;
  explain: number;
  parts: unknown;
  filled: string[];
  /** Slots that say something, with the statements that a part has no data. */
  slots: Record<string, string>;
  hasPerformance: boolean;
}

/**
 * The map's lines of some units' reports of a year, by unit; none of one that is not begun. As many queries whatever
 * is in them: what the checks found is kept with the version.
 */
export async function readMapLines(
  districtId: string,
  fiscalYear: { id: string; tableSetId: string },
  unitIds: readonly string[],
): Promise<Map<string, MapLine>> {
  const parts = mapParts(formatOf(fiscalYear.tableSetId));
  const statements = parts.map(({ id }) => noDataSlot(id));
  const { rows } = await pool().query<StoredVersion>(
    `WITH newest AS (
       SELECT DISTINCT ON (v.report_id) r.unit_id, v.* FROM report r
       JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
       WHERE r.district_id = $1 AND r.fiscal_year_id = $2 AND r.unit_id = ANY($3::uuid[])
       ORDER BY v.report_id, v.number DESC)
     SELECT v.unit_id AS "unitId", v.status::text AS status, v.checked_revision IS NOT DISTINCT FROM v.revision
       AS "isCurrent",
       v.blocking_findings AS blocking, v.explain_findings AS explain, v.checked_parts AS parts,
       ARRAY(SELECT DISTINCT l.sheet FROM budget_line l WHERE l.district_id = $1 AND l.version_id = v.id
         AND (l.amount IS NOT NULL OR l.raw_input IS NOT NULL)) AS filled,
       (SELECT coalesce(json_object_agg(t.slot, t.text), '{}') FROM text_slot t
         WHERE t.district_id = $1 AND t.version_id = v.id
         AND t.slot = ANY($4::text[]) AND t.text <> '') AS slots,
       EXISTS (SELECT FROM performance_project p WHERE p.district_id = $1 AND p.version_id = v.id)
         OR EXISTS (SELECT FROM key_evaluation k WHERE k.district_id = $1 AND k.version_id = v.id) AS "hasPerformance"
     FROM newest v`,
    [districtId, fiscalYear.id, unitIds, [...statements, textSlots.duties, textSlots.structure]],
  );
  return new Map(
    rows.map((version) => {
      const decided = isDecided(version.status);
      const findings =
        version.isCurrent && version.parts !== null
          ? (readStored(storedPartsSchema, version.parts, `parts of unit ${version.unitId}`) as PartFindings)
          : null;
      const slots = new Map(Object.entries(version.slots));
      const filled = new Set(version.filled);
      if (version.hasPerformance) filled.add("performance");
      // The first part of the document stands for its texts.
      if (slots.has(textSlots.duties) || slots.has(textSlots.structure)) filled.add("other");
      const standings = parts.map(({ id }) =>
        partStanding(id, partStateOf(id as PartId, filled.has(id), slots), { findings, isDecided: decided }),
      );
      const { unitId, blocking, explain } = version;
      const line: MapLine = {
        unitId,
        standings,
        found: findings === null ? null : { blocking, explain },
        isStale: !decided && findings === null,
      };
      return [unitId, line];
    }),
  );
}
