// Questions across reports: what is public, and nothing else. Every figure comes from the rows that the transaction of a
// publication wrote (lib/features/published-figures).
import { cellOfEconomic, cellOfSubject, figureOf, functionFigure, type FigureId } from "@/lib/domain/questions/figures";
import { folded } from "@/lib/domain/search/folded";
import { type orders, type Order, type Question } from "@/lib/domain/questions/question";
import { MOST_ROWS, PAGE_ROWS } from "@/lib/domain/questions/view";
import type { DepartmentSums, SummedFigure, SummedLine } from "@/lib/domain/questions/views/district";
import type { CorrectedAccounts, Coverage } from "@/lib/domain/questions/views/parts";
import type { RankedUnit, Ranking } from "@/lib/domain/questions/views/ranking";
import type { UnitYear } from "@/lib/domain/questions/views/units";
import { unitEventLabels, type UnitEventKind } from "@/lib/domain/register/register";
import { pool } from "@/lib/platform/db";

/** A year that has something published. */
export interface PublishedYear extends Coverage {
  year: number;
  catalogueId: string;
  /** Formats of the published reports. */
  tableSetIds: string[];
}

/** Years of which something is published, newest first; what is not taken apart yet does not count. */
export async function listYears(districtId: string, year: number | null = null): Promise<PublishedYear[]> {
  const { rows } = await pool().query<PublishedYear>(
    `SELECT y.year, y.catalogue_id AS "catalogueId", a.published, a.formats AS "tableSetIds",
       a.published + (SELECT count(*)::int FROM obligation o
         WHERE o.district_id = y.district_id AND o.year = y.year AND o.scope = 'unit' AND o.exempt_basis IS NULL
           AND NOT EXISTS (SELECT FROM published_account p WHERE p.district_id = o.district_id AND p.year = o.year AND p.unit_id = o.unit_id)) AS expected
     FROM fiscal_year y CROSS JOIN LATERAL (
       SELECT count(*)::int AS published, array_agg(DISTINCT table_set_id ORDER BY table_set_id) AS formats
       FROM published_account WHERE district_id = y.district_id AND year = y.year) a
     WHERE y.district_id = $1 AND ($2::int IS NULL OR y.year = $2) AND a.published > 0 ORDER BY y.year DESC`,
    [districtId, year],
  );
  return rows;
}

/**
 * Accounts of years that were corrected after they had been published, newest year first.
 *
 * @param among of these years; of the units alone that have published `year` and are narrowed to
 */
export async function countCorrected(
  districtId: string,
  among: { years: readonly number[]; year?: number | null } & Partial<Pick<Question, "department" | "kind">>,
): Promise<CorrectedAccounts[]> {
  const { rows } = await pool().query<CorrectedAccounts>(
    `SELECT a.year, count(*)::int AS reports, min(a.unit_code) AS code, min(a.number) AS number FROM published_account a
     WHERE a.district_id = $1 AND a.year = ANY($2::int[]) AND a.number > 1
       AND ($3::int IS NULL OR EXISTS (SELECT FROM published_account m WHERE m.district_id = $1 AND m.year = $3 AND m.unit_id = a.unit_id
         AND ($4::text IS NULL OR m.department_code = $4) AND ($5::unit_kind IS NULL OR m.kind = $5)))
     GROUP BY a.year ORDER BY a.year DESC`,
    [districtId, among.years, among.year ?? null, among.department ?? null, among.kind ?? null],
  );
  return rows;
}

/**
 * Units that have published one year and not another. Their figures are read by their ids: joined in one statement, all
 * figures of the year would be read for the few of them.
 */
async function unitsOfOneYear(districtId: string, own: number, other: number): Promise<string[]> {
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT a.unit_id AS "unitId" FROM published_account a WHERE a.district_id = $1 AND a.year = $2
       AND NOT EXISTS (SELECT FROM published_account o WHERE o.district_id = $1 AND o.year = $3 AND o.unit_id = a.unit_id)`,
    [districtId, own, other],
  );
  return rows.map(({ unitId }) => unitId);
}

/**
 * Figures of a year added up over all units, each with those of the units that published the year before, too: the sums
 * of both years, less what the few units have that published one of them only.
 */
export async function sumFigures(
  districtId: string,
  year: number,
  asked: readonly FigureId[] | "functions",
): Promise<SummedFigure[]> {
  const isAsked = (figure: string) =>
    asked === "functions"
      ? `(starts_with(${figure}, 'function:') OR ${figure} = 'expenditure')`
      : `${figure} = ANY($4)`;
  const read = async (own: number, other: number) => {
    const values = [districtId, own, await unitsOfOneYear(districtId, own, other)];
    return pool().query<{ figure: string; amount: number; units: number; same: number | null }>(
      `WITH alone AS (
         SELECT f.figure, sum(f.amount) AS amount, count(*) AS units FROM published_figure f
         WHERE f.district_id = $1 AND f.year = $2 AND f.unit_id = ANY($3::uuid[]) GROUP BY f.figure)
       SELECT a.subject AS figure, s.amount::float8 AS amount, s.units,
         CASE WHEN s.units > coalesce(alone.units, 0) THEN (s.amount - coalesce(alone.amount, 0))::float8 END AS same
       FROM fact_address a
       JOIN published_sum s ON s.district_id = $1 AND s.scope_id = $1 AND s.year = $2 AND s.address_id = a.id
       LEFT JOIN alone ON alone.figure = a.subject
       WHERE a.sheet = 'figure' AND ${isAsked("a.subject")}`,
      asked === "functions" ? values : [...values, asked],
    );
  };
  const [now, before] = await Promise.all([read(year, year - 1), read(year - 1, year)]);
  const priorOf = new Map(before.rows.map(({ figure, same }) => [figure, same]));
  return now.rows.map((row) => ({ ...row, prior: priorOf.get(row.figure) ?? null }));
}

/** What the lines of some sheets add up to over the district, by address. */
export async function sumLines(districtId: string, year: number, sheets: readonly string[]): Promise<SummedLine[]> {
  const { rows } = await pool().query<SummedLine>(
    `SELECT a.sheet, left(a.subject, 3) AS subject, a.fund, a.column_id AS column, sum(s.amount)::float8 AS amount
     FROM published_sum s JOIN fact_address a ON a.id = s.address_id
     WHERE s.district_id = $1 AND s.scope_id = $1 AND s.year = $2 AND a.sheet = ANY($3) AND a.measure = 'money'
     GROUP BY 1, 2, 3, 4`,
    [districtId, year, sheets],
  );
  return rows;
}

/** Departments by their units' published figures; last year's are those of the units that they have this year. */
export async function sumDepartments(districtId: string, year: number): Promise<DepartmentSums[]> {
  const figure = (name: string) =>
    `(SELECT s.amount::float8 FROM published_sum s JOIN fact_address f ON f.id = s.address_id
      WHERE s.district_id = $1 AND s.scope_id = d.id AND s.year = $2 AND f.sheet = 'figure' AND f.subject = '${name}')`;
  const { rows } = await pool().query<DepartmentSums>(
    `WITH d AS (
       SELECT a.department_id AS id, max(a.department_code) AS code, max(a.department_name) AS name, count(*)::int AS units,
         (sum(e.amount) FILTER (WHERE b.unit_id IS NOT NULL))::float8 AS same, sum(b.amount)::float8 AS prior, sum(e.amount)::float8 AS spent
       FROM published_account a
       LEFT JOIN published_figure e ON e.district_id = a.district_id AND e.year = a.year AND e.unit_id = a.unit_id AND e.figure = 'expenditure'
       LEFT JOIN published_figure b ON b.district_id = a.district_id AND b.year = a.year - 1 AND b.unit_id = a.unit_id AND b.figure = 'expenditure'
       WHERE a.district_id = $1 AND a.year = $2 GROUP BY a.department_id)
     SELECT code, name, units, same, prior, ${figure("income")} AS income, spent AS expenditure, ${figure("threePublic")} AS "threePublic" FROM d`,
    [districtId, year],
  );
  return rows;
}

/** Figures of all published years added up. */
export async function sumYears(
  districtId: string,
  asked: readonly FigureId[],
): Promise<{ year: number; figure: FigureId; amount: number }[]> {
  const { rows } = await pool().query<{ year: number; figure: FigureId; amount: number }>(
    `SELECT s.year, a.subject AS figure, s.amount::float8 AS amount
     FROM fact_address a CROSS JOIN fiscal_year y
     JOIN published_sum s ON s.district_id = $1 AND s.scope_id = $1 AND s.year = y.year AND s.address_id = a.id
     WHERE y.district_id = $1 AND a.sheet = 'figure' AND a.subject = ANY($2)`,
    [districtId, asked],
  );
  return rows;
}

/** The name of a department in a year's published reports; `null` where none names it. */
export async function departmentNameOf(districtId: string, year: number, code: string): Promise<string | null> {
  const { rows } = await pool().query<{ name: string | null }>(
    `SELECT department_name AS name FROM published_account WHERE district_id = $1 AND year = $2 AND department_code = $3 LIMIT 1`,
    [districtId, year, code],
  );
  return rows[0]?.name ?? null;
}

/** What a list of units is read from: one row for each unit with `amount`, `base`, `place`; $1 district, $2 year, $5 `what`. */
interface Source {
  rows: string;
  what: unknown;
  /** By what units are ordered. */
  by: string;
  /** The year before of one unit `u`: what follows SELECT `amount` or `place`. */
  prior: string;
  /** Which of them are listed; all where nothing is said. */
  listed?: string;
}

type UnitsOfRanking = Pick<Ranking, "units" | "total" | "first" | "without"> & {
  /** Units with a row, listed or not. */
  compared: number;
};

/** Units of a page in order, with the sum, the median and the first of all that are listed. */
async function rankUnits(
  districtId: string,
  year: number,
  source: Source,
  question: Question,
): Promise<UnitsOfRanking> {
  const { kind = null, department = null, order = "high" } = question;
  const meant = `a.district_id = $1 AND a.year = $2 AND ($3::unit_kind IS NULL OR a.kind = $3) AND ($4::text IS NULL OR a.department_code = $4)`;
  const direction = directions[order];
  const isListed = source.listed ?? "true";
  const [limit, offset] = pageLimits(question);
  const shown = (units: string) =>
    `SELECT u.rank, u.code, u.name, u.department_name AS "departmentName", u.kind, u.amount, u.base, u.place,
       (SELECT p.amount ${source.prior}) AS prior, (SELECT p.place ${source.prior}) AS "priorPlace"
     FROM ${units} u ORDER BY u.rank, u.code`;
  // Adding up the lines of all units is most of the work: it is done once for the page, its totals and the first of all.
  const { rows } = await pool().query<{
    units: RankedUnit[];
    first: RankedUnit[];
    total: Ranking["total"] & { compared: number };
    meant: number;
  }>(
    `WITH source AS (${source.rows}),
       u AS MATERIALIZED (
         SELECT a.unit_id, a.unit_code AS code, a.unit_name AS name, a.department_name, a.kind, s.amount, s.base, s.place, ${isListed} AS is_listed
         FROM source s JOIN published_account a ON a.unit_id = s.unit_id WHERE ${meant}),
       page AS (
         SELECT *, rank() OVER (ORDER BY ${source.by} ${direction}) AS rank FROM u WHERE is_listed
         ORDER BY ${source.by} ${direction}, code LIMIT ${limit} OFFSET ${offset}),
       first AS (SELECT *, 1 AS rank FROM u WHERE is_listed ORDER BY ${source.by} ${direction}, code LIMIT 1),
       total AS (
         SELECT count(*) AS compared, count(*) FILTER (WHERE is_listed) AS units, coalesce(sum(amount) FILTER (WHERE is_listed), 0) AS amount,
           sum(base) FILTER (WHERE is_listed) AS base, percentile_disc(0.5) WITHIN GROUP (ORDER BY amount) FILTER (WHERE is_listed) AS median
         FROM u)
     SELECT (SELECT coalesce(jsonb_agg(to_jsonb(shown) ORDER BY rank, code), '[]') FROM (${shown("page")}) shown) AS units,
       (SELECT coalesce(jsonb_agg(to_jsonb(shown)), '[]') FROM (${shown("first")}) shown) AS first,
       (SELECT to_jsonb(total) FROM total) AS total,
       (SELECT count(*)::int FROM published_account a WHERE ${meant}) AS meant`,
    [districtId, year, kind, department, source.what],
  );
  const [answer] = rows as [(typeof rows)[0]];
  const { compared, ...total } = answer.total;
  return { units: answer.units, total, first: answer.first[0] ?? null, without: answer.meant - compared, compared };
}

const directions: Record<Order, string> = { high: "DESC", low: "ASC" } satisfies Record<keyof typeof orders, string>;

/** How many rows of a page, and after how many. */
export function pageLimits({ page = 1 }: Question, size = PAGE_ROWS): [limit: number, offset: number] {
  return page === "all" ? [MOST_ROWS, 0] : [size, (page - 1) * size];
}

const figureOfUnit = (figure: string, yearsBack: number) =>
  `FROM published_figure p WHERE p.district_id = $1 AND p.year = $2 - ${yearsBack} AND p.unit_id = u.unit_id AND p.figure = ${figure}`;

/** Units by one figure, or by what it comes to each (per person, per vehicle). */
export async function rankByFigure(
  districtId: string,
  year: number,
  figure: FigureId,
  question: Question,
): Promise<UnitsOfRanking> {
  const per = question.per === "each" ? figureOf(figure).per?.figure : undefined;
  return rankUnits(
    districtId,
    year,
    {
      rows: per
        ? `SELECT f.unit_id, f.amount, b.amount AS base, f.place FROM published_figure f
           JOIN published_figure b ON b.district_id = f.district_id AND b.year = f.year AND b.unit_id = f.unit_id AND b.figure = ($5::text[])[2]
           WHERE f.district_id = $1 AND f.year = $2 AND f.figure = ($5::text[])[1] AND b.amount > 0`
        : `SELECT f.unit_id, f.amount, NULL::bigint AS base, f.place FROM published_figure f
           WHERE f.district_id = $1 AND f.year = $2 AND f.figure = ($5::text[])[1]`,
      what: [figure, per ?? ""],
      by: per ? "amount::numeric / base" : "amount",
      prior: figureOfUnit("($5::text[])[1]", 1),
    },
    question,
  );
}

/** Units that spent more than was planned, by how much; and how many could be compared. */
export async function rankOverBudget(
  districtId: string,
  year: number,
  figure: FigureId,
  question: Question,
): Promise<UnitsOfRanking> {
  return rankUnits(
    districtId,
    year,
    {
      rows: `SELECT f.unit_id, f.amount, b.amount AS base, f.place FROM published_figure f
        JOIN published_figure b ON b.district_id = f.district_id AND b.year = f.year AND b.unit_id = f.unit_id AND b.figure = ($5::text[])[2]
        WHERE f.district_id = $1 AND f.year = $2 AND f.figure = ($5::text[])[1]`,
      what: [figure, figureOf(figure).budget],
      by: "(amount - base)",
      prior: figureOfUnit("($5::text[])[1]", 1),
      listed: "s.amount > s.base",
    },
    question,
  );
}

/** The addresses of a subject and all below it. */
async function addressesOf(sheet: string, code: string): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    "SELECT id FROM fact_address WHERE sheet = $1 AND starts_with(subject, $2) AND measure = 'money'",
    [sheet, code],
  );
  return rows.map(({ id }) => id);
}

/** Units by what they spent under a functional subject, or an economic one, of any level. */
export async function rankBySubject(
  districtId: string,
  year: number,
  { view, code, ...question }: Question & { code: string },
): Promise<UnitsOfRanking> {
  if (view === "subject" && code.length === 3)
    return rankUnits(
      districtId,
      year,
      {
        rows: `SELECT f.unit_id, f.amount, NULL::bigint AS base, f.place FROM published_figure f
               WHERE f.district_id = $1 AND f.year = $2 AND f.figure = $5`,
        what: functionFigure(code),
        by: "amount",
        prior: figureOfUnit("$5", 1),
      },
      { ...question, view, code },
    );
  const place = view === "economic" ? cellOfEconomic(code) : cellOfSubject(code);
  const lines = (yearsBack: number, units: string) =>
    `SELECT l.unit_id, sum(l.amount) AS amount, NULL::bigint AS base, '${place}'::text AS place FROM published_line l
     WHERE l.district_id = $1 AND l.year = $2 - ${yearsBack} AND l.address_id = ANY($5::int[]) ${units} GROUP BY l.unit_id`;
  return rankUnits(
    districtId,
    year,
    {
      rows: lines(0, ""),
      what: await addressesOf(view === "economic" ? "basicExpenditure" : "expenditure", code),
      by: "amount",
      prior: `FROM (${lines(1, "AND l.unit_id = u.unit_id")}) p`,
    },
    { ...question, view, code },
  );
}

/** What was spent under the subjects directly below one, over the district, by code. */
export async function sumChildren(
  districtId: string,
  year: number,
  { view, code }: { view: "subject" | "economic"; code: string },
): Promise<{ code: string; amount: number }[]> {
  const { rows } = await pool().query<{ code: string; amount: number }>(
    `SELECT left(a.subject, $5::int) AS code, sum(s.amount)::float8 AS amount
     FROM published_sum s JOIN fact_address a ON a.id = s.address_id
     WHERE s.district_id = $1 AND s.scope_id = $1 AND s.year = $2 AND a.sheet = $3 AND a.measure = 'money'
       AND starts_with(a.subject, $4) AND length(a.subject) > length($4)
     GROUP BY 1 ORDER BY 1`,
    [districtId, year, view === "economic" ? "basicExpenditure" : "expenditure", code, code.length + 2],
  );
  return rows;
}

/** The units that have or had codes and have published, one for each code in order; `null` where there is none. */
export async function unitsOfCodes(districtId: string, codes: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await pool().query<{ unitId: string | null }>(
    `SELECT (SELECT unit_id FROM (
         SELECT unit_id, 0 AS rank FROM published_account WHERE district_id = $1 AND unit_code = asked.code
         UNION ALL SELECT p.unit_id, 1 FROM unit_period p WHERE p.district_id = $1 AND p.code = asked.code
           AND EXISTS (SELECT FROM published_account a WHERE a.district_id = $1 AND a.unit_id = p.unit_id)) named
       ORDER BY rank LIMIT 1) AS "unitId"
     FROM unnest($2::text[]) WITH ORDINALITY asked(code, at) ORDER BY at`,
    [districtId, codes],
  );
  return rows.map(({ unitId }) => unitId);
}

/** A published year of a unit, with the id of its format. */
export type StoredUnitYear = Omit<UnitYear, "format"> & { unitId: string; tableSetId: string };

/** The published years of units, oldest first. */
export async function readUnitYears(
  districtId: string,
  unitIds: readonly string[],
  asked: readonly FigureId[],
): Promise<StoredUnitYear[]> {
  const { rows } = await pool().query<StoredUnitYear>(
    `SELECT a.unit_id AS "unitId", a.year, a.unit_code AS code, a.unit_name AS name, a.department_name AS "departmentName", a.kind, a.number,
       a.table_set_id AS "tableSetId",
       (SELECT coalesce(jsonb_object_agg(f.figure, jsonb_build_object('amount', f.amount, 'place', f.place)), '{}')
        FROM published_figure f WHERE f.district_id = a.district_id AND f.year = a.year AND f.unit_id = a.unit_id AND f.figure = ANY($3)) AS figures
     FROM published_account a WHERE a.district_id = $1 AND a.unit_id = ANY($2::uuid[]) ORDER BY a.year`,
    [districtId, unitIds, asked],
  );
  return rows;
}

/** Units that have published and answer to words: by any name or short name, pinyin, or the beginning of a code. */
export async function findPublishedUnits(
  districtId: string,
  words: string,
  most: number,
): Promise<{ code: string; name: string }[]> {
  const { rows } = await pool().query<{ code: string; name: string }>(
    `SELECT newest.code, newest.name FROM search_unit s
     CROSS JOIN LATERAL (SELECT unit_code AS code, unit_name AS name FROM published_account a
       WHERE a.district_id = s.district_id AND a.unit_id = s.unit_id ORDER BY year DESC LIMIT 1) newest
     WHERE s.district_id = $1
       AND (strpos(s.names, $2) > 0 OR strpos(s.codes, E'\\n' || $2) > 0 OR strpos(s.sounds, E'\\n' || $2) > 0)
     ORDER BY newest.code LIMIT ${most}`,
    [districtId, folded(words)],
  );
  return rows;
}

/**
 * What happened to units with published accounts (or to one of them) from the beginning of a year to the end of a later
 * one, by kind.
 */
export async function countUnitEvents(
  districtId: string,
  from: number,
  to: number,
  unitId: string | null = null,
): Promise<{ kind: string; units: number }[]> {
  const { rows } = await pool().query<{ kind: UnitEventKind; units: number }>(
    `SELECT e.kind, count(DISTINCT p.unit_id)::int AS units
     FROM unit_event e JOIN unit_event_party p ON p.district_id = e.district_id AND p.event_id = e.id
     WHERE e.district_id = $1 AND e.effective_on > make_date($2::int, 1, 1) AND e.effective_on <= make_date($3::int, 12, 31)
       AND ($4::uuid IS NULL OR p.unit_id = $4) AND e.kind NOT IN ('rename', 'recode')
       AND EXISTS (SELECT FROM published_account a WHERE a.district_id = e.district_id AND a.unit_id = p.unit_id AND a.year BETWEEN $2::int AND $3::int)
     GROUP BY e.kind ORDER BY e.kind`,
    [districtId, from, to, unitId],
  );
  return rows.map(({ kind, units }) => ({ kind: unitEventLabels[kind], units }));
}
