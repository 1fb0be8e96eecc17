import { FIGURES_EDITION } from "@/lib/domain/questions/figures";
import type { PublicDistrict } from "@/lib/features/public-reports/data";
import { db, pool } from "@/lib/platform/db";

/**
 * What the lines, sums and figures of a year say otherwise than the publications that they are made of, as sentences;
 * none where all agree. Every sum is added anew.
 */
export async function auditPublishedFigures(districtId: string, year: number): Promise<string[]> {
  const [stale, sums, printed] = await Promise.all([
    countOf(accountsThatDiffer, districtId, year, FIGURES_EDITION),
    countOf(sumsThatDiffer, districtId, year),
    countOf(printedOtherwise, districtId, year),
  ]);
  return [
    ...(stale > 0 ? [`${stale} 份公开的决算还没有整理，或整理的不是最新版本。`] : []),
    ...(sums > 0 ? [`${sums} 个合计与逐笔相加的结果不符。`] : []),
    ...(printed > 0 ? [`${printed} 份决算逐笔相加的支出与公开表的“本年支出合计”不符。`] : []),
  ];
}

async function countOf(text: string, ...values: unknown[]): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(text, values);
  return rows[0]!.n;
}

const accountsThatDiffer = `
  SELECT count(*)::int AS n FROM (
    SELECT DISTINCT ON (q.unit_id) q.unit_id, q.sequence FROM publication q
    WHERE q.district_id = $1 AND q.year = $2 AND q.scope = 'unit' ORDER BY q.unit_id, q.number DESC) p
  FULL JOIN (SELECT unit_id, sequence, edition FROM published_account WHERE district_id = $1 AND year = $2) a USING (unit_id)
  WHERE p.sequence IS DISTINCT FROM a.sequence OR a.edition IS DISTINCT FROM $3`;

const sumsThatDiffer = `
  WITH fresh AS (
    SELECT scope.id AS scope_id, l.address_id, sum(l.amount) AS amount, count(*) AS units
    FROM published_line l JOIN published_account a USING (district_id, year, unit_id)
    CROSS JOIN LATERAL (VALUES (l.district_id), (a.department_id)) AS scope(id)
    WHERE l.district_id = $1 AND l.year = $2 AND scope.id IS NOT NULL GROUP BY 1, 2)
  SELECT count(*)::int AS n
  FROM fresh FULL JOIN (SELECT scope_id, address_id, amount, units FROM published_sum WHERE district_id = $1 AND year = $2) s
    USING (scope_id, address_id)
  WHERE fresh.amount IS DISTINCT FROM s.amount::numeric OR fresh.units IS DISTINCT FROM s.units::bigint`;

/** Lines that are typed against the cell that is printed: two ways to the same figure. */
const printedOtherwise = `
  SELECT count(*)::int AS n FROM published_figure f
  WHERE f.district_id = $1 AND f.year = $2 AND f.figure = 'expenditure' AND f.amount IS DISTINCT FROM coalesce((
    SELECT sum(l.amount) FROM published_line l JOIN fact_address a ON a.id = l.address_id AND a.sheet = 'expenditure'
    WHERE l.district_id = f.district_id AND l.year = f.year AND l.unit_id = f.unit_id), 0)`;

/** Which publications the accounts of units of a year are of. */
export async function listAccountSequences(districtId: string, year: number): Promise<Set<number>> {
  const { rows } = await pool().query<{ sequence: number }>(
    "SELECT sequence FROM published_account WHERE district_id = $1 AND year = $2",
    [districtId, year],
  );
  return new Set(rows.map(({ sequence }) => sequence));
}

/** Years of a district that have publications, newest first. */
export async function listYearsWithPublications(districtId: string): Promise<number[]> {
  const { rows } = await pool().query<{ year: number }>(
    "SELECT DISTINCT year FROM publication WHERE district_id = $1 AND scope = 'unit' ORDER BY year DESC",
    [districtId],
  );
  return rows.map(({ year }) => year);
}

/** Ids of all districts of the installation. */
export async function listDistrictIds(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM district ORDER BY code");
  return rows.map(({ id }) => id);
}

/** A district by its id, as public pages name it. */
export async function readDistrict(id: string): Promise<PublicDistrict> {
  return db().district.findUniqueOrThrow({
    where: { id },
    select: { id: true, code: true, name: true, regionCode: true },
  });
}
