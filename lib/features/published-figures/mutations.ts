import { FIGURES_EDITION } from "@/lib/domain/questions/figures";
import { inspectContent, INSPECTION_EDITION } from "@/lib/domain/inspection/content-defects";
import { askOfHouse, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { lockPublications } from "@/lib/features/publication/mutations";
import { listYearsWithPublications, rowsOf } from "@/lib/features/published-figures/data";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Publications of one item of a job. */
const AT_A_TIME = 50;

/**
 * Takes a publication apart into lines and figures, in the place of what the unit's year had, judges its content, and
 * moves the sums of its department and district by the difference. The caller holds `lockPublications`.
 */
export async function recordPublished(
  transaction: Prisma.TransactionClient,
  districtId: string,
  publication: {
    sequence: number;
    unitId: string;
    departmentId: string | null;
    publishedAt: Date;
    snapshot: Snapshot;
  },
): Promise<void> {
  const { sequence, unitId, departmentId, publishedAt, snapshot } = publication;
  const { year, number, unit, department, tableSetId } = snapshot;
  const { lines, figures: named } = rowsOf(snapshot);

  const inspection = inspectContent(snapshot, await listUnitNames(transaction, districtId));
  await takeAway(transaction, { districtId, year, unitId });
  await transaction.$executeRaw`
    INSERT INTO published_account (district_id, year, unit_id, sequence, number, published_at, unit_code, unit_name, kind,
      department_id, department_code, department_name, table_set_id, edition, inspection, inspection_edition)
    VALUES (${districtId}::uuid, ${year}::int, ${unitId}::uuid, ${sequence}::int, ${number}::int, ${publishedAt}::timestamptz,
      ${unit.code}, ${unit.name}, ${unit.kind}::unit_kind, ${departmentId}::uuid, ${department?.code ?? null}::text,
      ${department?.name ?? null}::text, ${tableSetId}, ${FIGURES_EDITION}::int, ${JSON.stringify(inspection)}::jsonb, ${INSPECTION_EDITION}::int)`;
  const parts = [
    lines.map(({ sheet }) => sheet),
    lines.map(({ row }) => row),
    lines.map(({ fund }) => fund),
    lines.map(({ column }) => column),
    lines.map(({ measure }) => measure),
  ] as const;
  // In one order everywhere: two districts that bring the same new addresses do not wait for each other.
  await transaction.$executeRaw`
    INSERT INTO fact_address (sheet, subject, fund, column_id, measure)
    SELECT DISTINCT l.* FROM unnest(${parts[0]}::text[], ${parts[1]}::text[], ${parts[2]}::text[], ${parts[3]}::text[], ${parts[4]}::text[])
      AS l(sheet, subject, fund, column_id, measure)
    WHERE NOT EXISTS (SELECT FROM fact_address a
      WHERE (a.sheet, a.subject, a.fund, a.column_id, a.measure) = (l.sheet, l.subject, l.fund, l.column_id, l.measure))
    ORDER BY 1, 2, 3, 4, 5 ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    INSERT INTO published_line (district_id, year, unit_id, address_id, amount)
    SELECT ${districtId}::uuid, ${year}::int, ${unitId}::uuid, a.id, l.amount
    FROM unnest(${parts[0]}::text[], ${parts[1]}::text[], ${parts[2]}::text[], ${parts[3]}::text[], ${parts[4]}::text[],
      ${lines.map(({ value }) => String(value))}::bigint[]) AS l(sheet, subject, fund, column_id, measure, amount)
    JOIN fact_address a USING (sheet, subject, fund, column_id, measure)`;
  await transaction.$executeRaw`
    INSERT INTO published_figure (district_id, year, unit_id, figure, amount, place)
    SELECT ${districtId}::uuid, ${year}::int, ${unitId}::uuid, f.figure, f.amount, nullif(f.place, '')
    FROM unnest(${named.map(({ figure }) => figure)}::text[], ${named.map(({ amount }) => String(amount))}::bigint[],
      ${named.map(({ place }) => place ?? "")}::text[]) AS f(figure, amount, place)`;
  await transaction.$executeRaw`
    INSERT INTO published_sum AS s (district_id, scope_id, year, address_id, amount, units)
    SELECT l.district_id, scope.id, l.year, l.address_id, l.amount, 1
    FROM published_line l CROSS JOIN unnest(${scopesOf(districtId, departmentId)}::uuid[]) AS scope(id)
    WHERE l.district_id = ${districtId}::uuid AND l.year = ${year}::int AND l.unit_id = ${unitId}::uuid
    ON CONFLICT (district_id, scope_id, year, address_id)
      DO UPDATE SET amount = s.amount + excluded.amount, units = s.units + 1`;
}

/** Names that units of the district have or had. */
async function listUnitNames(transaction: Prisma.TransactionClient, districtId: string): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM unit_period WHERE district_id = ${districtId}::uuid`;
  return rows.map(({ name }) => name);
}

const scopesOf = (districtId: string, departmentId: string | null) =>
  departmentId === null ? [districtId] : [districtId, departmentId];

/** Takes a unit's year out of the sums and away, with its lines and figures (by reference). */
async function takeAway(
  transaction: Prisma.TransactionClient,
  key: { districtId: string; year: number; unitId: string },
): Promise<void> {
  const { districtId, year, unitId } = key;
  const known = await transaction.publishedAccount.findUnique({
    where: { districtId_year_unitId: key },
    select: { departmentId: true },
  });
  if (!known) return;
  const scopes = scopesOf(districtId, known.departmentId);
  await transaction.$executeRaw`
    UPDATE published_sum s SET amount = s.amount - l.amount, units = s.units - 1
    FROM published_line l
    WHERE l.district_id = ${districtId}::uuid AND l.year = ${year}::int AND l.unit_id = ${unitId}::uuid
      AND s.district_id = l.district_id AND s.scope_id = ANY(${scopes}::uuid[]) AND s.year = l.year AND s.address_id = l.address_id`;
  await transaction.$executeRaw`
    DELETE FROM published_sum s USING published_line l
    WHERE l.district_id = ${districtId}::uuid AND l.year = ${year}::int AND l.unit_id = ${unitId}::uuid AND s.units = 0
      AND s.district_id = l.district_id AND s.scope_id = ANY(${scopes}::uuid[]) AND s.year = l.year AND s.address_id = l.address_id`;
  await transaction.publishedAccount.delete({ where: { districtId_year_unitId: key } });
}

/**
 * Asks for the publications that no lines were made of, or by another list of figures, or whose content was judged otherwise: those of an earlier release. Asked
 * again while such a job is not over, or by another server, it asks for nothing.
 *
 * @returns how many publications there are.
 */
export async function askForMissingFigures(districtId: string): Promise<number> {
  const { rows } = await pool().query<{ sequence: number; year: number }>(
    `SELECT p.sequence, p.year FROM publication p
     WHERE p.district_id = $1 AND p.scope = 'unit'
       AND NOT EXISTS (SELECT FROM publication q WHERE q.district_id = p.district_id AND q.unit_id = p.unit_id AND q.year = p.year AND q.number > p.number)
       AND NOT EXISTS (SELECT FROM published_account a WHERE a.district_id = p.district_id AND a.sequence = p.sequence AND a.edition = $2 AND a.inspection_edition = $3)
     ORDER BY p.year, p.sequence`,
    [districtId, FIGURES_EDITION, INSPECTION_EDITION],
  );
  if (rows.length === 0) return 0;
  const items = Array.from({ length: Math.ceil(rows.length / AT_A_TIME) }, (_, at) => {
    const some = rows.slice(at * AT_A_TIME, (at + 1) * AT_A_TIME);
    return {
      label: `${some[0]!.year}年度起 ${some.length} 份`,
      input: { sequences: some.map(({ sequence }) => sequence) },
    };
  });
  await askOfHouse(districtId, { kind: "publishedFigures", subject: `${rows.length} 份公开的决算`, items });
  return rows.length;
}

/**
 * Asks for the audit of every published year: what the lines and sums say is compared with the publications.
 *
 * @param unlessSince one that was asked for later will do
 * @returns whether it was asked for.
 */
export async function askForAudit(districtId: string, unlessSince: Date): Promise<boolean> {
  const years = await listYearsWithPublications(districtId);
  if (years.length === 0) return false;
  const items = years.map((year) => ({ label: `${year}年度`, input: { year } }));
  return askOfHouse(districtId, { kind: "figureAudit", subject: `${years.length} 个年度`, items }, unlessSince);
}

/** Takes some publications apart, each in a transaction of its own; done again, it changes nothing. */
export async function recordPublishedOfJob(
  { districtId }: Claim,
  { sequences }: ItemOf<"publishedFigures">,
): Promise<ItemOutcome> {
  for (const sequence of sequences)
    await db().$transaction(async (transaction) => {
      await lockPublications(transaction, districtId);
      const publication = await transaction.publication.findUniqueOrThrow({
        where: { districtId_sequence: { districtId, sequence } },
        select: { unitId: true, year: true, number: true, publishedAt: true, snapshot: true },
      });
      const { unitId, year, number, publishedAt } = publication;
      const newer = await transaction.publication.count({
        where: { districtId, unitId, year, number: { gt: number } },
      });
      if (newer > 0) return;
      const snapshot = snapshotSchema.parse(publication.snapshot);
      const departmentId = await departmentOf(transaction, districtId, snapshot);
      await recordPublished(transaction, districtId, { sequence, unitId, departmentId, publishedAt, snapshot });
    });
  return { state: "done", reasons: [] };
}

/** The department that a snapshot names: whoever had that code at the end of the year, or has or had it last. */
async function departmentOf(
  transaction: Prisma.TransactionClient,
  districtId: string,
  { department, year }: Snapshot,
): Promise<string | null> {
  if (!department) return null;
  const rows = await transaction.$queryRaw<{ unitId: string }[]>`
    SELECT unit_id AS "unitId" FROM unit_period
    WHERE district_id = ${districtId}::uuid AND level = 'department' AND code = ${department.code}
    ORDER BY daterange(valid_from, valid_to) @> make_date(${year}::int, 12, 31) DESC, valid_to DESC NULLS FIRST LIMIT 1`;
  return rows[0]?.unitId ?? null;
}
