// Published versions only. Public pages and /api/v1 import nothing else of lib/features, so a draft cannot reach them.
import { chinaDay } from "@/lib/domain/words/moments";
import { dueDate, type DueDate } from "@/lib/domain/decision/due-dates";
import { namingsOf } from "@/lib/domain/register/changes";
import type { SiteDetails } from "@/lib/domain/site/site-details";
import { yearOf, type Day } from "@/lib/domain/register/days";
import type { ReportScope } from "@/lib/domain/words/report-identity";
import type { UnitKind } from "@/lib/domain/words/funds";
import { toCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { readSiteDetails } from "@/lib/features/site-details/data";
import { findUnitByCode, readPeriods } from "@/lib/features/units/data";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";

export {
  packageOfSnapshot,
  sourcesOfSnapshot,
} from "@/lib/features/publication/data";
export { formatMissing, FormatMissing } from "@/lib/features/versions/data";
export type { Snapshot };

export interface PublicDistrict {
  id: string;
  code: string;
  name: string;
  regionCode: string;
}

/** A district as every public page shows it: with what it says of its site. */
export interface ShownDistrict extends PublicDistrict {
  site: SiteDetails;
}

/** The district this installation shows on `/`: the one with the lowest code. `null` before the first set-up. */
export async function publicDistrict(): Promise<PublicDistrict | null> {
  return db().district.findFirst({
    orderBy: { code: "asc" },
    select: { id: true, code: true, name: true, regionCode: true },
  });
}

/** The same with what it says of its site; `known`: where it has been read. */
export async function shownDistrict(known?: PublicDistrict | null): Promise<ShownDistrict | null> {
  const district = known === undefined ? await publicDistrict() : known;
  return district && { ...district, site: (await readSiteDetails(district.id)).details };
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

/** A year of which nothing is public yet, and what it waits for. */
export interface ComingYear {
  year: number;
  /** When the people's congress decided on it; `null` while that is not recorded. */
  congressDecidedOn: Day | null;
  /** Until when the bureau has to have approved; unknown until the congress has decided. */
  bureauDue: DueDate;
  publicationDays: number;
}

/** Years that have ended and of which no unit has published, newest first; those of a district that says nothing of it not. */
export async function listComingYears(districtId: string): Promise<ComingYear[]> {
  const today = chinaDay(now());
  const years = await db().fiscalYear.findMany({
    where: { districtId, year: { lt: yearOf(today) } },
    include: { congressApproval: true },
    orderBy: { year: "desc" },
  });
  const [counts, holidays] = await Promise.all([readPublicationCounts(districtId, years), listOwnDays(districtId)]);
  return years.flatMap(({ congressApproval, ...row }) => {
    const { year, rule } = toFiscalYearRow(row);
    const { published, outstanding } = counts.get(year)!;
    if (published > 0 || outstanding === 0 || rule.congress === "ignore") return [];
    const congressDecidedOn = congressApproval && toCongressApproval(congressApproval).decidedOn;
    const bureauDue = dueDate("bureauDays", congressDecidedOn, rule, holidays);
    return [{ year, congressDecidedOn, bureauDue, publicationDays: rule.publicationDays }];
  });
}

/** How many units of a year have published, and how many are still to. */
export interface PublicationCounts {
  published: number;
  /** Owe the year, need not publish it and have not. */
  exempt: number;
  /** Owe the year, have to publish it and have not. */
  outstanding: number;
}

/**
 * The one count of who has published fiscal years and who has not, for the public and for the bureau. It is part of
 * every home page: the database keeps it in step with every publication, and counts a year that it has no row of. Every
 * unit's first version is number 1.
 */
export async function readPublicationCounts(
  districtId: string,
  years: readonly { year: number }[],
): Promise<Map<number, PublicationCounts>> {
  const { rows } = await pool().query<PublicationCounts & { year: number }>(
    `SELECT y.year, coalesce(kept.published, n.published) AS published, coalesce(kept.exempt, n.exempt) AS exempt,
       coalesce(kept.outstanding, n.outstanding) AS outstanding
     FROM unnest($2::int[]) AS y(year)
     LEFT JOIN publication_count kept ON kept.district_id = $1 AND kept.year = y.year
     LEFT JOIN LATERAL (SELECT * FROM count_publications($1, y.year) WHERE kept.year IS NULL) n ON true`,
    [districtId, years.map(({ year }) => year)],
  );
  return new Map(rows.map(({ year, ...counts }) => [year, counts]));
}

export interface PublicUnit {
  code: string;
  name: string;
  kind: UnitKind;
  department: { code: string; name: string } | null;
  /** Whether its accounts are those of the department itself (部门本级). */
  isDepartmentsOwn: boolean;
  /** Years it has published, newest first. */
  years: number[];
}

/** Units that have published, as they are called today, with their years. Exempt units never appear. */
export async function listPublicUnits(districtId: string): Promise<PublicUnit[]> {
  const { rows } = await pool().query<PublicUnit>(
    `SELECT u.code, u.name, u.kind, u.is_departments_own AS "isDepartmentsOwn",
       CASE WHEN d.unit_id IS NULL THEN NULL ELSE jsonb_build_object('code', d.code, 'name', d.name) END AS department, p.years
     FROM (SELECT unit_id, array_agg(DISTINCT year ORDER BY year DESC) AS years
           FROM publication WHERE district_id = $1 AND scope = 'unit' GROUP BY unit_id) p
     CROSS JOIN LATERAL unit_as_of(p.unit_id, $2::date) u
     LEFT JOIN LATERAL unit_as_of(u.parent_id, $2::date) d ON true
     ORDER BY u.code, u.unit_id`,
    [districtId, chinaDay(now())],
  );
  return rows;
}

export interface PublicReportRow {
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  year: number;
  number: number;
  /** Its place in the chain of the district. */
  sequence: number;
  publishedAt: Date;
  contentHash: string;
  correctionReason: string | null;
}

/** What a list of published reports is narrowed to. */
export interface ReportFilter {
  year?: number | undefined;
  /** Absent: those of units. */
  scope?: ReportScope;
  /** A code that the unit has or had. */
  unitCode?: string | undefined;
  /** Code of its department at the time. */
  department?: string | undefined;
  /** Code of a subject that it prints. */
  subject?: string | undefined;
  page?: number;
  pageSize?: number;
}

/** The newest version of every published report of a scope, by year (newest first) and unit. */
export async function listPublishedReports(
  districtId: string,
  filter: ReportFilter = {},
): Promise<{ reports: PublicReportRow[]; total: number; page: number; pageSize: number }> {
  const pageSize = Math.min(Math.max(filter.pageSize ?? 50, 1), 500);
  const page = Math.max(filter.page ?? 1, 1);
  const { year = null, unitCode = null, department = null, subject = null } = filter;
  // The page is read in the order of its index and ends at its last row; how many there are is counted beside it.
  const wanted = `FROM publication p
     WHERE p.district_id = $1 AND p.scope = $6::report_scope AND ($2::int IS NULL OR p.year = $2) AND ($3::text IS NULL OR p.unit_code = $3
         OR p.unit_id IN (SELECT q.unit_id FROM unit_period q WHERE q.district_id = $1 AND q.code = $3))
       AND ($4::text IS NULL AND $5::text IS NULL OR EXISTS (
         SELECT FROM search_report r WHERE r.district_id = p.district_id AND r.sequence = p.sequence AND ($4::text IS NULL OR r.department_code = $4)
           AND ($5::text IS NULL OR EXISTS (SELECT FROM search_subject s WHERE s.report_id = r.id AND s.code = $5))))`;
  const newest = `NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                                AND later.year = p.year AND later.number > p.number)`;
  const values = [districtId, year, unitCode, department, subject, filter.scope ?? "unit"];
  // A unit may have been named otherwise in its first version; without its name every report counts by that one, in the
  // index alone.
  const counted = unitCode === null && department === null && subject === null ? "p.number = 1" : newest;
  const [{ rows: reports }, { rows: counts }] = await Promise.all([
    pool().query<PublicReportRow>(
      `SELECT p.unit_code AS "unitCode", p.unit_name AS "unitName", p.department_name AS "departmentName", p.year, p.number, p.sequence,
              p.published_at AS "publishedAt", p.content_hash AS "contentHash", p.correction_reason AS "correctionReason"
       ${wanted} AND ${newest} ORDER BY p.year DESC, p.unit_code LIMIT $7 OFFSET $8`,
      [...values, pageSize, (page - 1) * pageSize],
    ),
    pool().query<{ total: number }>(`SELECT count(*)::int AS total ${wanted} AND ${counted}`, values),
  ]);
  return { reports, total: counts[0]?.total ?? 0, page, pageSize };
}

export interface PublicReport {
  districtId: string;
  /** Of its address; other codes that the unit has or had lead here. */
  unitCode: string;
  /** When the unit got other names and codes, as sentences. */
  namings: string[];
  /** Other units that have published the year under the same code, in an earlier release. */
  sharedWith: UnitUnderCode[];
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

/** What a row of a publication tells of its report. */
type PublishedRow = Pick<
  PublicReport,
  "snapshot" | "number" | "sequence" | "contentHash" | "previousHash" | "chainHash" | "publishedAt" | "correctionReason"
>;

/** The code and the year under which a version was published. */
export async function addressOfPublished(
  districtId: string,
  versionId: string,
): Promise<{ unitCode: string; year: number }> {
  return db().publication.findUniqueOrThrow({
    where: { districtId_versionId: { districtId, versionId } },
    select: { unitCode: true, year: true },
  });
}

/** A unit that has published a year under a code. */
export interface UnitUnderCode {
  unitId: string;
  unitName: string;
  /** The code that its report of the year is found under; `null` where it has none but the one that another unit answers. */
  unitCode: string | null;
}

/**
 * Units that have published a year under a code, the one that the code leads to first. Several only where an earlier release has
 * let a code be taken that another unit had published under; each of the others is found under another of its codes.
 */
export async function listUnitsUnderCode(
  districtId: string,
  { unitCode, year }: { unitCode: string; year: number },
): Promise<UnitUnderCode[]> {
  const { rows } = await pool().query<UnitUnderCode>(
    `SELECT u.unit_id AS "unitId", u.unit_name AS "unitName",
       CASE WHEN row_number() OVER newest = 1 THEN $2::text ELSE (
         SELECT q.code FROM unit_period q WHERE q.district_id = $1 AND q.unit_id = u.unit_id AND q.code <> $2
           AND NOT EXISTS (SELECT FROM publication o WHERE o.district_id = $1 AND o.unit_code = q.code AND o.year = $3 AND o.unit_id <> u.unit_id)
         ORDER BY q.valid_from DESC NULLS LAST LIMIT 1) END AS "unitCode"
     FROM (SELECT DISTINCT ON (unit_id) unit_id, unit_name, sequence FROM publication
           WHERE district_id = $1 AND unit_code = $2 AND year = $3 ORDER BY unit_id, sequence DESC) u
     WINDOW newest AS (ORDER BY u.sequence DESC) ORDER BY u.sequence DESC`,
    [districtId, unitCode, year],
  );
  return rows;
}

/**
 * Whose year a code leads to, and the versions of it that are public, newest first; `null` where no unit has or had the code.
 * There are none where the unit has not published the year.
 */
export async function findPublished(districtId: string, { unitCode, year }: { unitCode: string; year: number }) {
  const under = await db().publication.findFirst({
    where: { districtId, unitCode, year },
    orderBy: { sequence: "desc" },
    select: { unitId: true },
  });
  const unitId = under?.unitId ?? (await findUnitByCode(districtId, unitCode, year));
  if (unitId === null) return null;
  const versions = await db().publication.findMany({
    where: { districtId, unitId, year },
    orderBy: { number: "desc" },
    select: { number: true, unitCode: true, publishedAt: true, contentHash: true, correctionReason: true },
  });
  return { unitId, versions };
}

/**
 * One published version, by default the newest; `null` when there is none. The code is the one it was published under,
 * or any other that its unit has or had.
 */
export async function readPublishedReport(
  districtId: string,
  address: { unitCode: string; year: number; number?: number },
): Promise<PublicReport | null> {
  const { unitCode, year } = address;
  const under = await findPublished(districtId, { unitCode, year });
  if (!under) return null;
  const { unitId, versions } = under;
  const number = address.number ?? versions[0]?.number;
  if (number === undefined || !versions.some((version) => version.number === number)) return null;
  const published = versions[0]!.unitCode;
  // The snapshot by the pool: Prisma takes a long JSON value apart before it is parsed.
  const [{ rows: found }, { rows: files }, units, periods] = await Promise.all([
    pool().query<Omit<PublishedRow, "snapshot"> & { snapshot: unknown }>(
      `SELECT snapshot, number, sequence, content_hash AS "contentHash", previous_hash AS "previousHash", chain_hash AS "chainHash",
         published_at AS "publishedAt", correction_reason AS "correctionReason"
       FROM publication WHERE district_id = $1 AND unit_id = $2 AND year = $3 AND number = $4`,
      [districtId, unitId, year, number],
    ),
    pool().query<PublicReport["files"][number]>(
      `SELECT f.format, f.sha256, octet_length(f.bytes) AS size
       FROM publication p JOIN publication_file f ON f.district_id = p.district_id AND f.sequence = p.sequence
       WHERE p.district_id = $1 AND p.unit_id = $2 AND p.year = $3 AND p.number = $4 ORDER BY f.format`,
      [districtId, unitId, year, number],
    ),
    listUnitsUnderCode(districtId, { unitCode: published, year }),
    readPeriods(districtId, unitId),
  ]);
  const [publication] = found;
  if (!publication) return null;
  return {
    districtId,
    // Where another unit answers under the code that it was published under, it stays where it was found.
    unitCode: units[0]?.unitId === unitId ? published : unitCode,
    sharedWith: units.filter((each) => each.unitId !== unitId),
    namings: namingsOf(periods),
    ...publication,
    snapshot: snapshotSchema.parse(publication.snapshot),
    versions: versions.map(({ unitCode: _code, ...version }) => version),
    files,
  };
}

/**
 * A published version of a unit that its department's figures do not have: a correction, or, with the number of the version
 * that was added up, what was approved anew in its place.
 */
export interface MemberCorrection {
  unitCode: string;
  unitName: string;
  year: number;
  number: number;
  /** The version that the department's figures have. */
  taken: number;
  publishedAt: Date;
}

/**
 * What was corrected of the units of a department after its published accounts had added them up, by unit and number; nothing
 * for a unit's own accounts.
 */
export async function listMemberCorrections({
  districtId,
  sequence,
}: Pick<PublicReport, "districtId" | "sequence">): Promise<MemberCorrection[]> {
  const { rows } = await pool().query<MemberCorrection>(
    `SELECT n.unit_code AS "unitCode", n.unit_name AS "unitName", n.year, n.number, m.number AS taken, n.published_at AS "publishedAt"
     FROM publication p
     JOIN taken_total t ON t.district_id = p.district_id AND t.version_id = p.version_id
     JOIN total_part m ON m.district_id = p.district_id AND m.total_id = t.total_id
     JOIN publication n ON n.district_id = p.district_id AND n.unit_id = m.unit_id AND n.year = p.year
       AND (n.number > m.number OR n.version_id = m.version_id AND n.content_hash <> m.content_hash)
     WHERE p.district_id = $1 AND p.sequence = $2 AND p.scope = 'department' ORDER BY n.unit_code, n.number`,
    [districtId, sequence],
  );
  return rows;
}

/** A unit's published accounts of the year before, in their newest version. */
export interface YearBefore {
  /** The code that it was published under. */
  unitCode: string;
  year: number;
  number: number;
  tables: Snapshot["tables"];
}

/** The accounts of the year before of whoever a publication is of, whatever the unit was called; `null` where none are public. */
export async function readYearBefore({
  districtId,
  sequence,
}: Pick<PublicReport, "districtId" | "sequence">): Promise<YearBefore | null> {
  const { rows } = await pool().query<YearBefore>(
    `SELECT b.unit_code AS "unitCode", b.year, b.number, b.snapshot->'tables' AS tables
     FROM publication p JOIN publication b ON b.district_id = p.district_id AND b.unit_id = p.unit_id AND b.year = p.year - 1 AND b.scope = p.scope
     WHERE p.district_id = $1 AND p.sequence = $2 ORDER BY b.number DESC LIMIT 1`,
    [districtId, sequence],
  );
  return rows[0] ?? null;
}
