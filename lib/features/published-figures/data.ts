import { FIGURE_SHEET, FIGURES_EDITION, figuresOf, type PublishedFigure } from "@/lib/domain/questions/figures";
import type { PublicDistrict } from "@/lib/features/public-reports/data";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { db, pool } from "@/lib/platform/db";

/** Sheets whose facts are no figures of the year: last year's as somebody typed them, and control totals. */
const notOfTheYear = ["priorYear", "control"];

/** The rows that a publication is taken apart into. */
export interface PublishedRows {
  lines: Snapshot["facts"];
  figures: PublishedFigure[];
}

/** The facts of the year and the named figures; these stand among the lines, too, so that they are added up as they are. */
export function rowsOf(snapshot: Snapshot): PublishedRows {
  const figures = figuresOf(snapshot);
  const facts = snapshot.facts.filter(({ sheet }) => !notOfTheYear.includes(sheet));
  return { lines: [...facts, ...figures.map(figureAsLine)], figures };
}

function figureAsLine({ figure, measure, amount }: PublishedFigure): Snapshot["facts"][number] {
  return { sheet: FIGURE_SHEET, row: figure, fund: "", column: "amount", measure, value: amount };
}

/**
 * What the lines, sums and figures of a year say otherwise than the publications that they are made of, as sentences;
 * none where all agree. Every sum is added anew.
 */
export async function auditPublishedFigures(districtId: string, year: number): Promise<string[]> {
  const [stale, sums, printed, counts, others] = await Promise.all([
    countOf(accountsThatDiffer, districtId, year, FIGURES_EDITION),
    countOf(sumsThatDiffer, districtId, year),
    countOf(printedOtherwise, districtId, year),
    countOf(countsThatDiffer, districtId, year),
    accountsOtherThanSnapshots(districtId, year),
  ]);
  return [
    ...(stale > 0 ? [`${stale} 份公开的决算还没有整理，或整理的不是最新版本。`] : []),
    ...(sums > 0 ? [`${sums} 个合计与逐笔相加的结果不符。`] : []),
    ...(printed > 0 ? [`${printed} 份决算逐笔相加的支出与公开表的“本年支出合计”不符。`] : []),
    ...(counts > 0 ? ["已公开、应公开的单位数与公开记录、单位名册逐个相加的结果不符。"] : []),
    ...(others.length > 0 ? [`${others.length} 份决算的明细或指标与公开内容逐项比较不符：${namesOf(others)}。`] : []),
  ];
}

/** Codes that are named of those that are found. */
const NAMED = 5;

function namesOf(codes: readonly string[]): string {
  return `${codes.slice(0, NAMED).join("、")}${codes.length > NAMED ? "等" : ""}`;
}

/** Snapshots that are in memory at once. */
const AT_ONCE = 20;

interface StoredRows {
  sequence: number;
  unitCode: string;
  snapshot: unknown;
  lines: string[];
  figures: string[];
}

/**
 * Codes of the units whose lines and figures are others than their publication is taken apart into: every one of them,
 * not sums alone. A publication that was not taken apart by this release waits for that.
 */
async function accountsOtherThanSnapshots(districtId: string, year: number): Promise<string[]> {
  const others: string[] = [];
  let after = 0;
  for (;;) {
    const { rows } = await pool().query<StoredRows>(storedRows, [districtId, year, FIGURES_EDITION, after]);
    for (const { unitCode, snapshot, lines, figures } of rows) {
      const expected = rowsOf(snapshotSchema.parse(snapshot));
      const isSame =
        areSame(
          lines,
          expected.lines.map(({ sheet, row, fund, column, measure, value }) =>
            [sheet, row, fund, column, measure, value].join(" "),
          ),
        ) &&
        areSame(
          figures,
          expected.figures.map(({ figure, amount, place }) => [figure, amount, place ?? ""].join(" ")),
        );
      if (!isSame) others.push(unitCode);
    }
    if (rows.length < AT_ONCE) return others;
    after = rows.at(-1)!.sequence;
  }
}

/** Both without repetition: rows have keys. */
const areSame = (stored: readonly string[], expected: readonly string[]) =>
  stored.length === expected.length && new Set([...stored, ...expected]).size === expected.length;

const storedRows = `
  SELECT a.sequence, a.unit_code AS "unitCode", p.snapshot,
    ARRAY(SELECT concat_ws(' ', f.sheet, f.subject, f.fund, f.column_id, f.measure, l.amount) FROM published_line l
      JOIN fact_address f ON f.id = l.address_id
      WHERE l.district_id = a.district_id AND l.year = a.year AND l.unit_id = a.unit_id) AS lines,
    ARRAY(SELECT concat_ws(' ', n.figure, n.amount, coalesce(n.place, '')) FROM published_figure n
      WHERE n.district_id = a.district_id AND n.year = a.year AND n.unit_id = a.unit_id) AS figures
  FROM published_account a JOIN publication p ON p.district_id = a.district_id AND p.sequence = a.sequence
  WHERE a.district_id = $1 AND a.year = $2 AND a.edition = $3 AND a.sequence > $4 ORDER BY a.sequence LIMIT ${AT_ONCE}`;

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

const countsThatDiffer = `
  SELECT count(*)::int AS n FROM publication_count c CROSS JOIN LATERAL count_publications(c.district_id, c.year) fresh
  WHERE c.district_id = $1 AND c.year = $2
    AND (c.published, c.exempt, c.outstanding) IS DISTINCT FROM (fresh.published, fresh.exempt, fresh.outstanding)`;

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
