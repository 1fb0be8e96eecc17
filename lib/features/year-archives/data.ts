import type { ArchivedReport } from "@/lib/documents/open-data/year-archive";
import { db, pool } from "@/lib/platform/db";

/** An archive that has been made, without its bytes. */
export interface YearArchiveLine {
  year: number;
  reports: number;
  lines: number;
  size: number;
  sha256: string;
  /** The newest publication in it. */
  sequence: number;
  madeAt: Date;
  /** Nothing of the year has been published since. */
  isCurrent: boolean;
}

/** The archives of a district, newest year first. */
export async function listYearArchives(districtId: string): Promise<YearArchiveLine[]> {
  const { rows } = await pool().query<YearArchiveLine>(
    `SELECT a.year, a.reports, a.lines, octet_length(a.bytes) AS size, a.sha256, a.sequence, a.made_at AS "madeAt",
       a.sequence = (SELECT max(p.sequence) FROM publication p WHERE p.district_id = a.district_id AND p.year = a.year AND p.scope = 'unit') AS "isCurrent"
     FROM year_archive a WHERE a.district_id = $1 ORDER BY a.year DESC`,
    [districtId],
  );
  return rows;
}

/** The archive of a year, or null before it was made. */
export async function readYearArchive(
  districtId: string,
  year: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; sha256: string } | null> {
  return db().yearArchive.findUnique({
    where: { districtId_year: { districtId, year } },
    select: { bytes: true, sha256: true },
  });
}

/** Snapshots that are in memory at a time. */
const REPORTS_AT_A_TIME = 20;

/**
 * The newest version of every unit's report of a year up to a place of the chain, by code of the unit: what is published while
 * an archive is made is in the next one.
 */
export async function* archivedReports(
  districtId: string,
  { year, upTo }: { year: number; upTo: number },
): AsyncGenerator<ArchivedReport> {
  let after = ["", ""];
  for (;;) {
    const { rows } = await pool().query<ArchivedReport & { unitId: string }>(
      `SELECT p.sequence, p.number, p.published_at AS "publishedAt", p.content_hash AS "contentHash", p.correction_reason AS "correctionReason",
         p.unit_id AS "unitId", p.snapshot -> 'unit' AS unit, p.snapshot -> 'department' AS department, p.snapshot -> 'facts' AS facts,
         p.snapshot -> 'subjects' AS subjects
       FROM publication p
       WHERE p.district_id = $1 AND p.year = $2 AND p.scope = 'unit' AND p.sequence <= $3 AND (p.unit_code, p.unit_id::text) > ($4, $5)
         AND NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                           AND later.year = p.year AND later.number > p.number AND later.sequence <= $3)
       ORDER BY p.unit_code, p.unit_id::text LIMIT ${REPORTS_AT_A_TIME}`,
      [districtId, year, upTo, ...after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < REPORTS_AT_A_TIME) return;
    after = [last.unit.code, last.unitId];
  }
}
