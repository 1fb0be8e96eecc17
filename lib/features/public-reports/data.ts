// Published versions only. Public pages and /api/v1 import nothing else of lib/features, so a draft cannot reach them.
import type { UnitKind } from "@/lib/domain/words/funds";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { db, pool } from "@/lib/platform/db";

export {
  packageOfSnapshot,
  sourcesOfSnapshot,
  verifyPublications,
  type Verification,
} from "@/lib/features/publication/data";
export { formatMissing, FormatMissing } from "@/lib/features/versions/data";
export type { Snapshot };

export interface PublicDistrict {
  id: string;
  code: string;
  name: string;
  regionCode: string;
}

/** The district this installation shows on `/`: the one with the lowest code. `null` before the first set-up. */
export async function publicDistrict(): Promise<PublicDistrict | null> {
  return db().district.findFirst({
    orderBy: { code: "asc" },
    select: { id: true, code: true, name: true, regionCode: true },
  });
}

/**
 * Years with publications, newest first, with how many units have published and how many should: those that have, and
 * those that still owe it.
 */
export async function listPublishedYears(
  districtId: string,
): Promise<{ year: number; tableSetId: string; units: number; expected: number }[]> {
  const years = await db().fiscalYear.findMany({
    where: { districtId },
    orderBy: { year: "desc" },
    select: { year: true, tableSetId: true },
  });
  const counts = await readPublicationCounts(districtId, years);
  return years.flatMap(({ year, tableSetId }) => {
    const { published, outstanding } = counts.get(year)!;
    return published === 0 ? [] : [{ year, tableSetId, units: published, expected: published + outstanding }];
  });
}

/** How many units of a year have published, and how many are still to. */
export interface PublicationCounts {
  published: number;
  /** Owe the year (`owesYear` of the domain), need not publish it and have not. */
  exempt: number;
  /** Owe the year, have to publish it and have not. */
  outstanding: number;
}

/**
 * The one count of who has published fiscal years and who has not, for the public and for the bureau. It is part of every
 * home page: counted by the database, which hands out one row for each year. Every unit's first version is number 1.
 */
export async function readPublicationCounts(
  districtId: string,
  years: readonly { year: number }[],
): Promise<Map<number, PublicationCounts>> {
  const { rows } = await pool().query<PublicationCounts & { year: number }>(
    `SELECT y.year, waiting.exempt, waiting.outstanding,
       (SELECT count(*)::int FROM publication p WHERE p.district_id = $1 AND p.year = y.year AND p.number = 1) AS published
     FROM unnest($2::int[]) AS y(year)
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE u.is_exempt)::int AS exempt, count(*) FILTER (WHERE NOT u.is_exempt)::int AS outstanding
       FROM unit u
       WHERE u.district_id = $1 AND u.level = 'unit'
         AND (u.first_year IS NULL OR u.first_year <= y.year) AND (u.last_year IS NULL OR y.year <= u.last_year)
         AND NOT EXISTS (SELECT FROM publication p
                         WHERE p.district_id = u.district_id AND p.unit_id = u.id AND p.year = y.year AND p.number = 1)
     ) AS waiting`,
    [districtId, years.map(({ year }) => year)],
  );
  return new Map(rows.map(({ year, ...counts }) => [year, counts]));
}

export interface PublicUnit {
  code: string;
  name: string;
  kind: UnitKind;
  department: { code: string; name: string } | null;
  /** Years it has published, newest first. */
  years: number[];
}

/** Units that have published, with their years. Exempt units never appear. */
export async function listPublicUnits(districtId: string): Promise<PublicUnit[]> {
  const { rows } = await pool().query<PublicUnit>(
    `SELECT u.code, u.name, u.kind,
       CASE WHEN d.id IS NULL THEN NULL ELSE jsonb_build_object('code', d.code, 'name', d.name) END AS department,
       array_agg(DISTINCT p.year ORDER BY p.year DESC) AS years
     FROM unit u
     JOIN publication p ON p.district_id = u.district_id AND p.unit_id = u.id
     LEFT JOIN unit d ON d.district_id = u.district_id AND d.id = u.parent_id
     WHERE u.district_id = $1
     GROUP BY u.id, d.id
     ORDER BY u.code`,
    [districtId],
  );
  return rows;
}

export interface PublicReportRow {
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  year: number;
  number: number;
  publishedAt: Date;
  contentHash: string;
  correctionReason: string | null;
}

/** The newest version of every published report, by year (newest first) and unit. `query` is part of a unit's name or code. */
export async function listPublishedReports(
  districtId: string,
  filter: { year?: number; unitCode?: string; query?: string; page?: number; pageSize?: number } = {},
): Promise<{ reports: PublicReportRow[]; total: number; page: number; pageSize: number }> {
  const pageSize = Math.min(Math.max(filter.pageSize ?? 50, 1), 500);
  const page = Math.max(filter.page ?? 1, 1);
  // The page is read in the order of its index and ends at its last row; how many there are is counted beside it.
  const wanted = `FROM publication p
     WHERE p.district_id = $1 AND ($2::int IS NULL OR p.year = $2) AND ($3::text IS NULL OR p.unit_code = $3)
       AND ($4::text IS NULL OR strpos(p.unit_name, $4) > 0 OR starts_with(p.unit_code, $4))`;
  const newest = `NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                                AND later.year = p.year AND later.number > p.number)`;
  const query = filter.query?.trim() || null;
  const values = [districtId, filter.year ?? null, filter.unitCode ?? null, query];
  // A unit may have been named otherwise in its first version; without its name every report counts by that one, in the index alone.
  const counted = filter.unitCode === undefined && query === null ? "p.number = 1" : newest;
  const [{ rows: reports }, { rows: counts }] = await Promise.all([
    pool().query<PublicReportRow>(
      `SELECT p.unit_code AS "unitCode", p.unit_name AS "unitName", p.department_name AS "departmentName", p.year, p.number,
              p.published_at AS "publishedAt", p.content_hash AS "contentHash", p.correction_reason AS "correctionReason"
       ${wanted} AND ${newest} ORDER BY p.year DESC, p.unit_code LIMIT $5 OFFSET $6`,
      [...values, pageSize, (page - 1) * pageSize],
    ),
    pool().query<{ total: number }>(`SELECT count(*)::int AS total ${wanted} AND ${counted}`, values),
  ]);
  return { reports, total: counts[0]?.total ?? 0, page, pageSize };
}

export interface PublicReport {
  districtId: string;
  snapshot: Snapshot;
  number: number;
  sequence: number;
  contentHash: string;
  previousHash: string;
  chainHash: string;
  publishedAt: Date;
  correctionReason: string | null;
  /** All published versions of the report, newest first. */
  versions: { number: number; publishedAt: Date; contentHash: string; correctionReason: string | null }[];
  /** Hash and length of the files that have been made; the others are made when somebody asks for them. */
  files: { format: string; sha256: string; size: number }[];
}

/** One published version, by default the newest; `null` when there is none. */
export async function readPublishedReport(
  districtId: string,
  address: { unitCode: string; year: number; number?: number },
): Promise<PublicReport | null> {
  const where = { districtId, unitCode: address.unitCode, year: address.year };
  const versions = await db().publication.findMany({
    where,
    orderBy: { number: "desc" },
    select: { number: true, publishedAt: true, contentHash: true, correctionReason: true },
  });
  const number = address.number ?? versions[0]?.number;
  if (number === undefined || !versions.some((version) => version.number === number)) return null;
  const publication = await db().publication.findFirst({ where: { ...where, number } });
  if (!publication) return null;
  const { rows: files } = await pool().query<PublicReport["files"][number]>(
    `SELECT format, sha256, octet_length(bytes) AS size FROM publication_file WHERE district_id = $1 AND sequence = $2 ORDER BY format`,
    [districtId, publication.sequence],
  );
  return {
    districtId,
    snapshot: snapshotSchema.parse(publication.snapshot),
    number: publication.number,
    sequence: publication.sequence,
    contentHash: publication.contentHash,
    previousHash: publication.previousHash,
    chainHash: publication.chainHash,
    publishedAt: publication.publishedAt,
    correctionReason: publication.correctionReason,
    versions,
    files,
  };
}
