import type { NamedSubject } from "@/lib/domain/search/asked-views";
import { folded, pairsOf } from "@/lib/domain/search/folded";
import type { ReadQuery, SearchTerm } from "@/lib/domain/search/search-query";
import {
  SEARCH_PAGE,
  type FoundPlace,
  type FoundReport,
  type FoundReports,
  type SearchInput,
} from "@/lib/features/search/schema";
import { pool } from "@/lib/platform/db";

/** Most places that are shown of one report. */
const PLACES_OF_A_REPORT = 5;

type Filter = Pick<SearchInput, "year" | "kind" | "department" | "page">;

/** The parameters of a statement, numbered as they are put in. */
class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/**
 * Reports in which every term is found, best first: by unit, then by subject (the one that spent most first), project,
 * text and amount. Without a term, all of the filter.
 */
export async function findReports(
  districtId: string,
  { terms, year }: Extract<ReadQuery, { ok: true }>,
  filter: Filter,
): Promise<FoundReports> {
  const parameters = new Parameters();
  const district = parameters.add(districtId);
  const hits = terms.map(
    (term, at) => `JOIN (${hitsOf(term, district, parameters)}) h${at} ON h${at}.report_id = r.id`,
  );
  const rank = terms.map((_, at) => `h${at}.rank`).join(" + ");
  const fens = terms.map((_, at) => `h${at}.fen`).join(", ");
  const order = terms.length === 0 ? "" : `${rank}, coalesce(${fens}) DESC NULLS LAST, `;
  const page = `LIMIT ${SEARCH_PAGE} OFFSET ${(filter.page - 1) * SEARCH_PAGE}`;
  const { rows } = await pool().query<
    Omit<FoundReport, "places" | "further" | "publishedAt"> & { id: number; total: number; publishedAt: Date }
  >(
    `SELECT r.id, r.unit_code AS "unitCode", r.unit_name AS "unitName", r.department_name AS "departmentName", r.year, r.number,
       r.published_at AS "publishedAt", count(*) OVER ()::int AS total
     FROM search_report r ${hits.join("\n")}
     WHERE r.district_id = ${district}${conditionsOf({ ...filter, year: filter.year ?? year ?? undefined }, parameters)}
     ORDER BY ${order}r.year DESC, r.unit_code ${page}`,
    parameters.values,
  );
  const places = await placesOf(
    rows.map(({ id }) => id),
    districtId,
    terms,
  );
  return {
    reports: rows.map(({ id, total: _, publishedAt, ...report }) => ({
      ...report,
      publishedAt: publishedAt.toISOString(),
      ...(places.get(id) ?? { places: [], further: 0 }),
    })),
    total: rows[0]?.total ?? (filter.page > 1 ? await countReports(districtId, { terms, year }, filter) : 0),
    page: filter.page,
  };
}

/** How many there are, for whoever asks for a page behind the last. */
async function countReports(
  districtId: string,
  query: { terms: SearchTerm[]; year: number | null },
  filter: Filter,
): Promise<number> {
  return (await findReports(districtId, { ok: true, ...query }, { ...filter, page: 1 })).total;
}

function conditionsOf({ year, kind, department }: Partial<Filter>, parameters: Parameters): string {
  return [
    year === undefined ? "" : ` AND r.year = ${parameters.add(year)}::int`,
    kind === undefined ? "" : ` AND r.unit_kind = ${parameters.add(kind)}::unit_kind`,
    department === undefined ? "" : ` AND r.department_code = ${parameters.add(department)}`,
  ].join("");
}

/** Ranks of what is found where, best first; those of units are below ten. */
const ranks = { department: 6, subject: 20, project: 30, text: 40, amount: 50 } as const;

/** One row for each report in which a term is found, with the best rank and, of subjects, the largest amount. */
function hitsOf(term: SearchTerm, district: string, parameters: Parameters): string {
  const parts = term.isAmount
    ? []
    : [unitHits(term, district, parameters), subjectHits(term, district, parameters), textHits(term, parameters)];
  for (const range of term.amounts) parts.push(amountHits(range, parameters));
  return `SELECT report_id, min(rank) AS rank, max(fen) AS fen FROM (${parts.filter((part) => part !== null).join("\nUNION ALL\n")}) hit GROUP BY report_id`;
}

/** How well what a unit is called answers a term; null where it does not. */
function unitRank({ text, script }: SearchTerm, parameters: Parameters): string {
  const given = parameters.add(text);
  const found = (column: string, before: string, after: string) =>
    `strpos(s.${column}, ${before}${given}::text${after}) > 0`;
  const [start, end] = ["E'\\n' || ", " || E'\\n'"];
  const cases: string[] = [];
  if (script === "letters")
    cases.push(
      `WHEN ${found("sounds", start, end)} THEN 1`,
      `WHEN ${found("sounds", start, "")} THEN 3`,
      `WHEN ${found("sounds", "", "")} THEN 4`,
    );
  if (script === "digits")
    cases.push(`WHEN ${found("codes", start, end)} THEN 0`, `WHEN ${found("codes", start, "")} THEN 2`);
  cases.push(
    `WHEN ${found("names", start, end)} THEN 0`,
    `WHEN ${found("names", start, "")} THEN 1`,
    `WHEN ${found("names", "", "")} THEN 2`,
  );
  const signs = [...text];
  // 一小, 电教馆: signs of a name in their order. The closer together, the better.
  if (script === "han" && signs.length > 1 && signs.length <= 8) {
    const roughly = parameters.add(`%${signs.join("%")}%`);
    const exactly = parameters.add(signs.join("[^\\n]*?"));
    cases.push(
      `WHEN s.names LIKE ${roughly} AND s.names ~ ${exactly} THEN 5 + least(length(substring(s.names FROM ${exactly})), 90) / 100.0`,
    );
  }
  return `(CASE ${cases.join(" ")} END)::float8`;
}

/** Of a unit's own reports, and of those of the units of a department. */
function unitHits(term: SearchTerm, district: string, parameters: Parameters): string {
  return `(WITH u AS MATERIALIZED (SELECT * FROM (
       SELECT s.unit_id, ${unitRank(term, parameters)} AS rank FROM search_unit s WHERE s.district_id = ${district}) each WHERE rank IS NOT NULL)
     SELECT r.id AS report_id, u.rank, NULL::bigint AS fen FROM u JOIN search_report r ON r.district_id = ${district} AND r.unit_id = u.unit_id
     UNION ALL
     SELECT r.id, u.rank + ${ranks.department}, NULL FROM u JOIN search_report r ON r.department_id = u.unit_id)`;
}

function subjectHits(term: SearchTerm, district: string, parameters: Parameters): string {
  return `(WITH n AS MATERIALIZED (${subjectRanks(term, district, parameters)})
     SELECT s.report_id, (${ranks.subject} + n.rank)::float8 AS rank, s.fen FROM search_subject s JOIN n ON n.code = s.code
     WHERE s.code = ANY(ARRAY(SELECT code FROM n)))`;
}

/** The codes that answer a term, each by the best of its names. */
function subjectRanks(term: SearchTerm, district: string, parameters: Parameters): string {
  return `SELECT code, min(rank) AS rank FROM (
       SELECT code, ${subjectRank(term, parameters)} AS rank FROM search_subject_name WHERE district_id = ${district}) named
     WHERE rank IS NOT NULL GROUP BY code`;
}

/** How well the name of a subject answers a term; null where it does not. */
function subjectRank({ text, script }: SearchTerm, parameters: Parameters): string {
  const given = parameters.add(text);
  if (script === "digits")
    return `CASE WHEN code = ${given} THEN 0 WHEN length(${given}) > 2 AND starts_with(code, ${given}) THEN 2 WHEN strpos(name, ${given}) > 0 THEN 3 END`;
  if (script === "letters")
    return `CASE WHEN initials = ${given} THEN 1 WHEN length(${given}) > 2 AND strpos(initials, ${given}) > 0 THEN 4 END`;
  return `CASE WHEN name = ${given} THEN 0 WHEN starts_with(name, ${given}) THEN 1 WHEN strpos(name, ${given}) > 0 THEN 3 END`;
}

/** Texts have pairs of signs: what is shorter is not found in them. */
function textHits(term: SearchTerm, parameters: Parameters): string | null {
  const pairs = pairsOf(term.text);
  if (pairs.length === 0) return null;
  return `SELECT t.report_id, (CASE t.kind WHEN 'project' THEN ${ranks.project} ELSE ${ranks.text} END)::float8 AS rank, NULL::bigint AS fen
     FROM search_text t WHERE t.pairs @> ${parameters.add(pairs)}::text[] AND ${isInText(term, parameters)}`;
}

const isInText = ({ text }: SearchTerm, parameters: Parameters) => `strpos(t.folded, ${parameters.add(text)}) > 0`;

function amountHits({ from, to }: { from: number; to: number }, parameters: Parameters): string {
  return `SELECT a.report_id, ${ranks.amount}::float8 AS rank, NULL::bigint AS fen FROM search_amount a
     WHERE a.fen >= ${parameters.add(from)}::bigint AND a.fen < ${parameters.add(to)}::bigint`;
}

interface PlaceRow extends Omit<FoundPlace, "excerpt" | "fen"> {
  reportId: number;
  /** Of the term in the report. */
  total: number;
  rank: number;
  fen: string | null;
  body: string | null;
}

/** Where the reports of a page say what was looked for, and in how many further places. */
async function placesOf(
  reportIds: readonly number[],
  districtId: string,
  terms: readonly SearchTerm[],
): Promise<Map<number, Pick<FoundReport, "places" | "further">>> {
  const found = new Map<number, { places: FoundPlace[]; further: number }>();
  if (reportIds.length === 0) return found;
  for (const term of terms) {
    const parameters = new Parameters();
    const ids = `ANY(${parameters.add(reportIds)}::int[])`;
    const parts: string[] = [];
    if (!term.isAmount) {
      const district = parameters.add(districtId);
      parts.push(
        `SELECT report_id, 'unit', min(rank), '', NULL::bigint, NULL, NULL FROM (
           SELECT r.id AS report_id, ${unitRank(term, parameters)} AS rank FROM search_report r
           JOIN search_unit s ON s.district_id = r.district_id AND s.unit_id IN (r.unit_id, r.department_id) WHERE r.id = ${ids}) named
         WHERE rank IS NOT NULL GROUP BY report_id`,
        `SELECT s.report_id, 'subject', ${ranks.subject} + n.rank,
           CASE WHEN s.code ~ '^[0-9]' THEN s.code || ' ' WHEN s.name LIKE '“%' THEN '' ELSE '“三公”：' END || s.name, s.fen, NULL, s.place
         FROM search_subject s JOIN (${subjectRanks(term, district, parameters)}) n ON n.code = s.code WHERE s.report_id = ${ids}`,
        `SELECT t.report_id, t.kind, CASE t.kind WHEN 'project' THEN ${ranks.project} ELSE ${ranks.text} END, t.title, NULL, t.body, t.place
         FROM search_text t WHERE t.report_id = ${ids} AND ${isInText(term, parameters)}`,
      );
    }
    for (const { from, to } of term.amounts)
      parts.push(
        `SELECT a.report_id, 'amount', ${ranks.amount}, a.label, a.fen, NULL, a.place FROM search_amount a
         WHERE a.report_id = ${ids} AND a.fen >= ${parameters.add(from)}::bigint AND a.fen < ${parameters.add(to)}::bigint`,
      );
    const { rows } = await pool().query<PlaceRow>(
      `WITH part (report_id, kind, rank, title, fen, body, place) AS (${parts.join("\nUNION ALL\n")})
       SELECT report_id AS "reportId", kind, rank, title, fen, body, place, total FROM (
         SELECT *, count(*) OVER (PARTITION BY report_id)::int AS total,
          row_number() OVER (PARTITION BY report_id ORDER BY rank, fen DESC NULLS LAST, place) AS nth
        FROM part) placed
       WHERE nth <= ${PLACES_OF_A_REPORT} ORDER BY report_id, nth`,
      parameters.values,
    );
    const counted = new Set<number>();
    for (const { reportId, kind, title, fen, body, place, total } of rows) {
      const of = found.get(reportId) ?? { places: [], further: 0 };
      found.set(reportId, of);
      if (!counted.has(reportId)) of.further += total;
      counted.add(reportId);
      const { places } = of;
      const isKnown = places.some((each) => each.kind === kind && each.title === title && each.place === place);
      if (!isKnown && places.length >= PLACES_OF_A_REPORT) continue;
      of.further -= 1;
      if (isKnown) continue;
      places.push({
        kind,
        title,
        excerpt: kind === "text" && body !== null ? excerptOf(body, term.text) : null,
        fen: fen === null ? null : Number(fen),
        place,
      });
    }
  }
  return found;
}

const AROUND = 30;

/** The words around a term; the text from its beginning where that is its title. */
function excerptOf(body: string, term: string): string {
  const at = Math.max(0, folded(body).indexOf(term));
  const [from, to] = [Math.max(0, at - AROUND), at + term.length + AROUND];
  const shown = body.slice(from, to).replaceAll(/\s+/g, " ");
  return `${from > 0 ? "……" : ""}${shown}${to < body.length ? "……" : ""}`;
}

/** Subjects of the given names (folded) that reports of the years have, each with the newest such year. */
export async function subjectsNamed(
  districtId: string,
  names: readonly string[],
  years: readonly number[],
): Promise<NamedSubject[]> {
  if (names.length === 0) return [];
  const { rows } = await pool().query<Omit<NamedSubject, "classification">>(
    `SELECT DISTINCT ON (n.code) n.code, own.name, y.year
     FROM search_subject_name n CROSS JOIN unnest($3::int[]) y(year)
     CROSS JOIN LATERAL (
       SELECT s.name FROM search_report r JOIN search_subject s ON s.report_id = r.id AND s.code = n.code
       WHERE r.district_id = $1 AND r.year = y.year LIMIT 1) own
     WHERE n.district_id = $1 AND n.code ~ '^[0-9]+$' AND n.name = ANY($2)
     ORDER BY n.code, y.year DESC LIMIT 5`,
    [districtId, names, years],
  );
  return rows.map((row) => ({ ...row, classification: isEconomic(row.code) ? "economic" : "functional" }));
}

/** Codes of economic subjects begin with 3, those of functional ones with 2. */
const isEconomic = (code: string) => code.startsWith("3");

/** Years and departments of what can be found, for the filters. */
export async function readSearchFilters(
  districtId: string,
): Promise<{ years: number[]; departments: { code: string; name: string }[] }> {
  // From one to the next along the index: there are few of them, and ten thousand reports.
  const [{ rows: years }, { rows: departments }] = await Promise.all([
    pool().query<{ year: number }>(
      `WITH RECURSIVE each(year) AS (
         SELECT max(year) FROM search_report WHERE district_id = $1
         UNION ALL SELECT (SELECT max(year) FROM search_report WHERE district_id = $1 AND year < each.year) FROM each WHERE year IS NOT NULL)
       SELECT year FROM each WHERE year IS NOT NULL`,
      [districtId],
    ),
    pool().query<{ code: string; name: string }>(
      `WITH RECURSIVE each(code) AS (
         SELECT min(department_code) FROM search_report WHERE district_id = $1
         UNION ALL SELECT (SELECT min(department_code) FROM search_report WHERE district_id = $1 AND department_code > each.code)
           FROM each WHERE code IS NOT NULL)
       SELECT code, (SELECT department_name FROM search_report r WHERE r.district_id = $1 AND r.department_code = each.code ORDER BY year DESC LIMIT 1) AS name
       FROM each WHERE code IS NOT NULL`,
      [districtId],
    ),
  ]);
  return { years: years.map(({ year }) => year), departments };
}
