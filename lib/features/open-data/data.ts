// Published versions only, as lib/features/public-reports: what the interface gives out beside single reports.
import type { FeedEntry, ToldEntry } from "@/lib/documents/open-data/feed";
import { openTables, type OpenTable } from "@/lib/documents/open-data/published-data";
import { MOST_OF_A_SITEMAP } from "@/lib/documents/open-data/sitemap";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { placedCells, tableColumns } from "@/lib/domain/engine/figures";
import { parseCellId } from "@/lib/domain/words/cell-id";
import { readChangeCounts } from "@/lib/features/public-corrections/data";
import { listPublishedReports, type PublicReportRow, type ReportFilter } from "@/lib/features/public-reports/data";
import { pool } from "@/lib/platform/db";

/** The printed tables of publications, by sequence: all, or one of them. */
export async function readPublishedTables(
  districtId: string,
  { sequences, table }: { sequences: readonly number[]; table?: string | undefined },
): Promise<Map<number, PrintedTable[]>> {
  const { rows } = await pool().query<{ sequence: number; tables: PrintedTable[] }>(
    `SELECT sequence, CASE WHEN $3::text IS NULL THEN snapshot -> 'tables'
       ELSE jsonb_path_query_array(snapshot, '$.tables[*] ? (@.id == $id)', jsonb_build_object('id', $3::text)) END AS tables
     FROM publication WHERE district_id = $1 AND sequence = ANY($2::int[])`,
    [districtId, sequences, table ?? null],
  );
  return new Map(rows.map(({ sequence, tables }) => [sequence, tables]));
}

export interface OpenCells extends Omit<Awaited<ReturnType<typeof listPublishedReports>>, "reports"> {
  reports: (PublicReportRow & { tables: Pick<OpenTable, "id" | "code" | "title" | "rows">[] })[];
}

/** Printed figures of the reports of a page, of one table or of all, of one subject or of all. */
export async function readOpenCells(
  districtId: string,
  { table, subject, ...filter }: ReportFilter & { table?: string | undefined },
): Promise<OpenCells> {
  const found = await listPublishedReports(districtId, { ...filter, subject });
  const tables = await readPublishedTables(districtId, {
    sequences: found.reports.map(({ sequence }) => sequence),
    table,
  });
  return {
    ...found,
    reports: found.reports.map((report) => ({
      ...report,
      tables: openTables(tables.get(report.sequence) ?? []).map(({ id, code, title, rows }) => ({
        id,
        code,
        title,
        rows: rows.filter((row) => subject === undefined || row.id === subject),
      })),
    })),
  };
}

export interface PublishedSubject {
  year: number;
  classification: "functional" | "economic";
  code: string;
  name: string;
  level: number;
}

/** The catalogues of the years with published accounts, in the order of their codes; with `code`, it and what is below it. */
export async function listPublishedSubjects(
  districtId: string,
  filter: { year?: number | undefined; classification?: string | undefined; code?: string | undefined },
): Promise<PublishedSubject[]> {
  const { rows } = await pool().query<PublishedSubject>(
    `SELECT y.year, s.classification, s.code, s.name, s.level
     FROM fiscal_year y
     JOIN (SELECT 'functional' AS classification, catalogue_id, code, name, level FROM functional_subject
           UNION ALL SELECT 'economic', catalogue_id, code, name, level FROM economic_subject) s ON s.catalogue_id = y.catalogue_id
     WHERE y.district_id = $1 AND ($2::int IS NULL OR y.year = $2) AND ($3::text IS NULL OR s.classification = $3)
       AND ($4::text IS NULL OR starts_with(s.code, $4))
       AND EXISTS (SELECT FROM publication p WHERE p.district_id = y.district_id AND p.year = y.year)
     ORDER BY y.year DESC, s.classification DESC, s.code`,
    [districtId, filter.year ?? null, filter.classification ?? null, filter.code ?? null],
  );
  return rows;
}

export interface TablesOfYear {
  year: number;
  tables: {
    id: string;
    number: number;
    code: string;
    title: string;
    /** Each column of figures with its heads from the outermost, 支出决算数·基本支出; a table of two sides has some twice. */
    columns: { id: string; head: string }[];
  }[];
}

/** The tables of the years with published accounts, newest first, as the newest publication of the year prints them. */
export async function listPublishedTables(districtId: string, year?: number): Promise<TablesOfYear[]> {
  const { rows } = await pool().query<{ year: number; tables: PrintedTable[] }>(
    `SELECT y.year, p.snapshot -> 'tables' AS tables FROM fiscal_year y
     CROSS JOIN LATERAL (SELECT snapshot FROM publication p WHERE p.district_id = y.district_id AND p.year = y.year ORDER BY sequence DESC LIMIT 1) p
     WHERE y.district_id = $1 AND ($2::int IS NULL OR y.year = $2) ORDER BY y.year DESC`,
    [districtId, year ?? null],
  );
  return rows.map((row) => ({
    year: row.year,
    tables: row.tables.map((table) => ({
      id: table.id,
      number: table.number,
      code: table.code,
      title: table.title,
      columns: columnsOf(table),
    })),
  }));
}

function columnsOf(table: PrintedTable): { id: string; head: string }[] {
  const heads = tableColumns(table);
  const columns = new Map<string, { id: string; head: string }>();
  for (const { cell, column } of placedCells(table.rows.map(({ cells }) => cells))) {
    if (!cell.cellId) continue;
    const { head } = heads[column]!;
    const { column: id } = parseCellId(cell.cellId);
    columns.set(`${id} ${head}`, { id, head });
  }
  return [...columns.values()];
}

/** A publication or correction as the chain of the district has it. */
export interface Change extends FeedEntry {
  sequence: number;
  contentHash: string;
  previousHash: string;
}

/** A `FeedEntry` of publication `p`. */
const entryColumns = `p.scope, p.unit_code AS "unitCode", p.unit_name AS "unitName", p.year, p.number, p.published_at AS "publishedAt",
  p.correction_reason AS "correctionReason", p.chain_hash AS "chainHash"`;

/** Publications after a place of the chain, or since a day of Beijing, in the order of the chain. */
export async function listChanges(
  districtId: string,
  { after, since, pageSize }: { after: number; since?: string | undefined; pageSize: number },
): Promise<Change[]> {
  const { rows } = await pool().query<Change>(
    `SELECT p.sequence, ${entryColumns}, p.content_hash AS "contentHash", p.previous_hash AS "previousHash" FROM publication p
     WHERE p.district_id = $1 AND p.sequence > $2 AND ($3::date IS NULL OR p.published_at >= $3::date::timestamp AT TIME ZONE 'Asia/Shanghai')
     ORDER BY p.sequence LIMIT $4`,
    [districtId, after, since ?? null, pageSize],
  );
  return rows;
}

/** The newest report with a subject of three levels, for examples; `null` while nothing is published. */
export async function readExampleReport(
  districtId: string,
): Promise<{ unitCode: string; year: number; subject: string } | null> {
  const { rows } = await pool().query<{ unitCode: string; year: number; subject: string }>(
    `SELECT r.unit_code AS "unitCode", r.year, s.code AS subject FROM search_report r
     JOIN LATERAL (SELECT code FROM search_subject WHERE report_id = r.id AND code ~ '^\\d{7}$' AND fen > 0 ORDER BY code LIMIT 1) s ON true
     WHERE r.district_id = $1 ORDER BY r.year DESC, r.unit_code LIMIT 1`,
    [districtId],
  );
  return rows[0] ?? null;
}

/** Most entries of a feed; whoever needs more asks for the changes. */
const ENTRIES_OF_A_FEED = 50;

/**
 * The newest publications and corrections of the district, or of the unit that has or had a code. `of` is the code that
 * the unit published under last, by which its feed goes; `null` when no such unit has published.
 *
 * @param year of one year only
 */
export async function readFeed(
  districtId: string,
  unitCode: string | null,
  { year = null }: { year?: number | null } = {},
): Promise<{ of: string | null; unitName: string | null; entries: ToldEntry[] } | null> {
  const { rows } = await pool().query<FeedEntry & { sequence: number }>(
    `SELECT p.sequence, ${entryColumns} FROM publication p
     WHERE p.district_id = $1 AND ($2::text IS NULL OR p.unit_id = (
       SELECT named.unit_id FROM (
         SELECT unit_id, 0 AS rank FROM publication WHERE district_id = $1 AND unit_code = $2
         UNION SELECT unit_id, 1 FROM unit_period WHERE district_id = $1 AND code = $2) named
       WHERE EXISTS (SELECT FROM publication q WHERE q.district_id = $1 AND q.unit_id = named.unit_id) ORDER BY rank LIMIT 1))
       AND ($4::int IS NULL OR p.year = $4)
     ORDER BY p.sequence DESC LIMIT $3`,
    [districtId, unitCode, ENTRIES_OF_A_FEED, year],
  );
  const changed = await readChangeCounts(
    districtId,
    rows.filter(({ number }) => number > 1),
  );
  const entries = rows.map(({ sequence, ...entry }) => ({ ...entry, changed: changed.get(sequence) ?? null }));
  if (unitCode === null) return { of: null, unitName: null, entries };
  const [newest] = rows;
  return newest ? { of: newest.unitCode, unitName: newest.unitName, entries } : null;
}

/** The addresses of all published reports of a year, each with the day of its newest version. */
export async function listPagesOfYear(
  districtId: string,
  year: number,
): Promise<{ unitCode: string; changedAt: Date }[]> {
  const { rows } = await pool().query<{ unitCode: string; changedAt: Date }>(
    `SELECT p.unit_code AS "unitCode", p.published_at AS "changedAt" FROM publication p
     WHERE p.district_id = $1 AND p.year = $2
       AND NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                         AND later.year = p.year AND later.number > p.number)
     ORDER BY p.unit_code LIMIT ${MOST_OF_A_SITEMAP}`,
    [districtId, year],
  );
  return rows;
}

/** The codes of all units that have published, as of their newest year, each with the day of its newest publication. */
export async function listPublishedUnits(districtId: string): Promise<{ code: string; changedAt: Date }[]> {
  const { rows } = await pool().query<{ code: string; changedAt: Date }>(
    `SELECT code, "changedAt" FROM (
       SELECT DISTINCT ON (unit_id) unit_code AS code, max(published_at) OVER (PARTITION BY unit_id) AS "changedAt"
       FROM publication WHERE district_id = $1 AND scope = 'unit' ORDER BY unit_id, year DESC, number DESC) unit
     ORDER BY code LIMIT ${MOST_OF_A_SITEMAP}`,
    [districtId],
  );
  return rows;
}
