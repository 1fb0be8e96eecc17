import { folded, pairsOf } from "@/lib/domain/search/folded";
import { reportEntries } from "@/lib/domain/search/report-entries";
import { askOfHouse, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { indexUnitNames } from "@/lib/features/unit-names/mutations";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { initialsOf } from "@/lib/platform/pinyin";

/** Raised when reports are taken apart otherwise: what earlier releases took apart is made anew. */
const INDEX_VERSION = 3;

/** Publications of one item of a job. */
const PUBLICATIONS_OF_AN_ITEM = 50;

/** A publication as its row has it. */
export interface IndexedPublication {
  districtId: string;
  sequence: number;
  unitId: string;
  snapshot: Snapshot;
  publishedAt: Date;
}

/**
 * Makes a publication what the search finds of its unit's year, in the transaction that publishes it. One that a
 * correction has replaced meanwhile changes nothing.
 */
export async function indexPublication(
  transaction: Prisma.TransactionClient,
  { districtId, sequence, unitId, snapshot, publishedAt }: IndexedPublication,
): Promise<void> {
  const { unit, department, year, number } = snapshot;
  const [report] = await transaction.$queryRaw<{ id: number }[]>`
    INSERT INTO search_report AS r (district_id, sequence, unit_id, year, number, unit_code, unit_name, unit_kind,
      department_id, department_code, department_name, published_at, index_version)
    SELECT ${districtId}::uuid, ${sequence}::int, ${unitId}::uuid, ${year}::int, ${number}::int, ${unit.code}, ${unit.name}, ${unit.kind}::unit_kind,
      (SELECT u.parent_id FROM unit_as_of(${unitId}::uuid, make_date(${year}::int, 12, 31)) u), ${department?.code ?? null}, ${department?.name ?? null},
      ${publishedAt}::timestamptz, ${INDEX_VERSION}::smallint
    ON CONFLICT (district_id, unit_id, year) DO UPDATE
      SET sequence = EXCLUDED.sequence, number = EXCLUDED.number, unit_code = EXCLUDED.unit_code, unit_name = EXCLUDED.unit_name,
        unit_kind = EXCLUDED.unit_kind, department_id = EXCLUDED.department_id, department_code = EXCLUDED.department_code,
        department_name = EXCLUDED.department_name, published_at = EXCLUDED.published_at, index_version = EXCLUDED.index_version
      WHERE r.number <= EXCLUDED.number
    RETURNING id`;
  if (!report) return;
  const { id } = report;
  const { subjects, amounts, texts } = reportEntries(snapshot);
  for (const table of ["search_subject", "search_amount", "search_text"])
    await transaction.$executeRawUnsafe(`DELETE FROM ${table} WHERE report_id = $1::int`, String(id));
  const names = subjects.map(({ code, name }) => ({ code, name: folded(name), initials: initialsOf(name) }));
  // In one order, so that two that publish at once wait for each other instead of both for ever.
  names.sort((a, b) => (a.code + a.name < b.code + b.name ? -1 : 1));
  await transaction.$executeRaw`
    INSERT INTO search_subject_name (district_id, code, name, initials)
    SELECT ${districtId}::uuid, code, name, initials FROM jsonb_to_recordset(${JSON.stringify(names)}::jsonb) AS given(code text, name text, initials text)
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    INSERT INTO search_subject (code, report_id, name, fen, place)
    SELECT code, ${id}::int, name, fen, place
    FROM jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) AS given(code text, name text, fen bigint, place text)
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    INSERT INTO search_amount (fen, report_id, label, place)
    SELECT fen, ${id}::int, label, place FROM jsonb_to_recordset(${JSON.stringify(amounts)}::jsonb) AS given(fen bigint, label text, place text)`;
  const placed = texts.map((text, position) => ({
    ...text,
    position,
    folded: folded(`${text.body} ${text.title}`),
    pairs: pairsOf(`${text.body} ${text.title}`),
  }));
  await transaction.$executeRaw`
    INSERT INTO search_text (report_id, position, kind, title, body, place, folded, pairs)
    SELECT ${id}::int, position, kind, title, body, place, folded, pairs
    FROM jsonb_to_recordset(${JSON.stringify(placed)}::jsonb)
      AS given(position smallint, kind text, title text, body text, place text, folded text, pairs text[])`;
}

/** Publications of units that the search has not: of releases before it, or taken apart otherwise. The newest of each report. */
const missing = `
  FROM publication p
  WHERE p.district_id = $1 AND p.sequence > $2 AND p.scope = 'unit'
    AND NOT EXISTS (SELECT FROM publication later WHERE later.district_id = p.district_id AND later.unit_id = p.unit_id
                      AND later.year = p.year AND later.number > p.number)
    AND NOT EXISTS (SELECT FROM search_report r WHERE r.district_id = p.district_id AND r.sequence = p.sequence AND r.index_version = $3)`;

/**
 * Asks for whatever the search lacks, as a job of the house: after an upgrade, or a restored backup. Two servers that
 * start at once ask once.
 */
export async function askForSearchIndex(): Promise<void> {
  for (const { id: districtId } of await db().district.findMany({ select: { id: true } })) {
    const [{ rows: publications }, { rows: units }] = await Promise.all([
      pool().query<{ sequence: number }>(`SELECT p.sequence ${missing} ORDER BY p.sequence`, [
        districtId,
        0,
        INDEX_VERSION,
      ]),
      pool().query(
        "SELECT FROM unit u WHERE u.district_id = $1 AND NOT EXISTS (SELECT FROM search_unit s WHERE s.unit_id = u.id) LIMIT 1",
        [districtId],
      ),
    ]);
    if (publications.length === 0 && units.length === 0) continue;
    const items: { label: string; input: ItemOf<"searchIndex"> }[] = [{ label: "单位名称", input: { from: 0, to: 0 } }];
    for (let at = 0; at < publications.length; at += PUBLICATIONS_OF_AN_ITEM) {
      const [from, to] = [publications[at]!, publications.slice(at, at + PUBLICATIONS_OF_AN_ITEM).at(-1)!];
      items.push({
        label: `第 ${from.sequence} 至 ${to.sequence} 号公开`,
        input: { from: from.sequence, to: to.sequence },
      });
    }
    await askOfHouse(districtId, { kind: "searchIndex", subject: `${publications.length} 份决算`, items });
  }
}

/** One turn of the job: the names of all units (`to` is 0), or the publications of a stretch of the chain. */
export async function indexOfJob({ districtId }: Claim, { from, to }: ItemOf<"searchIndex">): Promise<ItemOutcome> {
  if (to === 0) await indexAllNames(districtId);
  const { rows } = await pool().query<{ sequence: number }>(
    `SELECT p.sequence ${missing} AND p.sequence <= $4 ORDER BY p.sequence`,
    [districtId, from - 1, INDEX_VERSION, to],
  );
  for (const { sequence } of rows) await indexStored(districtId, sequence);
  return { state: "done", reasons: [] };
}

async function indexAllNames(districtId: string): Promise<void> {
  const units = await db().unit.findMany({ where: { districtId }, select: { id: true }, orderBy: { id: "asc" } });
  for (let at = 0; at < units.length; at += 500) {
    const ids = units.slice(at, at + 500).map(({ id }) => id);
    await db().$transaction((transaction) => indexUnitNames(transaction, districtId, ids));
  }
}

async function indexStored(districtId: string, sequence: number): Promise<void> {
  const { unitId, snapshot, publishedAt } = await db().publication.findUniqueOrThrow({
    where: { districtId_sequence: { districtId, sequence } },
    select: { unitId: true, snapshot: true, publishedAt: true },
  });
  await db().$transaction((transaction) =>
    indexPublication(transaction, {
      districtId,
      sequence,
      unitId,
      publishedAt,
      snapshot: snapshotSchema.parse(snapshot),
    }),
  );
}
