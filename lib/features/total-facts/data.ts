import type { TotalScope } from "@/lib/domain/consolidation/scope";
import { departmentOfScope } from "@/lib/features/total-scopes/schema";
import type { DecidedDocument } from "@/lib/domain/consolidation/frozen";
import type { FactLine } from "@/lib/domain/consolidation/sum-of-facts";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import { keyOf, parseFactKey, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import { valueOf } from "@/lib/domain/formats/stored-decimal";
import { db, pool } from "@/lib/platform/db";

export interface SummedRow {
  sheet: string;
  row: string;
  fund: string;
  column: string;
  measure: Measure;
  amount: string;
  units: number;
  isMoved: boolean;
}

export const keyOfRow = ({ sheet, row, fund, column }: Pick<SummedRow, "sheet" | "row" | "fund" | "column">): FactKey =>
  // Only addresses that exist are written (addressProblem in versions/mutations.ts).
  keyOf({ sheet, row, fund, column } as FactAddress);

/** Of so many versions the facts are held in memory; of more the database adds up and picks out. */
const HELD = 200;

/** The facts of versions, read once for whoever asks them next. */
export interface VersionFacts {
  readonly districtId: string;
  readonly versionIds: readonly string[];
  /** By version; `null` where there are too many. */
  readonly held: ReadonlyMap<string, ReadonlyMap<FactKey, number>> | null;
}

/** @param most of how many versions the facts are held in memory */
export async function openFacts(
  districtId: string,
  versionIds: readonly string[],
  most: number = HELD,
): Promise<VersionFacts> {
  const held = versionIds.length <= most ? await readFacts(districtId, versionIds) : null;
  return { districtId, versionIds, held };
}

interface Wanted {
  keys?: readonly FactKey[] | null;
  sheets?: readonly string[] | null;
  columns?: readonly string[] | null;
}

/** The facts of versions; `null` does not choose. In the order of their addresses, except where they are asked for by key. */
async function readFacts(
  districtId: string,
  versionIds: readonly string[],
  { keys = null, sheets = null, columns = null }: Wanted = {},
): Promise<Map<string, Map<FactKey, number>>> {
  const found = new Map(versionIds.map((id) => [id, new Map<FactKey, number>()]));
  const key = "sheet || ':' || subject || ':' || fund || ':' || column_id";
  const { rows } = await pool().query<[versionId: string, key: FactKey, measure: Measure, amount: string]>({
    text: `SELECT version_id, ${key}, measure, amount::text FROM budget_line
      WHERE district_id = $1 AND version_id = ANY($2) AND amount IS NOT NULL AND ($3::text[] IS NULL OR ${key} = ANY($3))
        AND ($4::text[] IS NULL OR sheet = ANY($4)) AND ($5::text[] IS NULL OR column_id = ANY($5))
      ${keys ? "" : "ORDER BY version_id, sheet, subject, fund, column_id"}`,
    values: [districtId, versionIds, keys, sheets, columns],
    rowMode: "array",
  });
  for (const [versionId, address, measure, amount] of rows)
    found.get(versionId)!.set(address, valueOf(measure, amount)!);
  return found;
}

/**
 * The facts of some of the versions, by version.
 *
 * @param keys those that are needed, where not all are; what is held comes whole
 */
export async function factsOf(
  { districtId, held }: VersionFacts,
  versionIds: readonly string[],
  keys: readonly FactKey[] | null = null,
): Promise<ReadonlyMap<string, ReadonlyMap<FactKey, number>>> {
  return held ?? (await readFacts(districtId, versionIds, { keys }));
}

/** Longest that the facts of ten thousand units are waited for; milliseconds. */
const SUM_TIMEOUT = 60_000;

/** The facts of versions, added up. @throws RangeError for a sum that is not exact */
export async function sumVersions({ districtId, versionIds, held }: VersionFacts): Promise<FactLine[]> {
  return held ? addedUp(held.values()) : sumInDatabase(districtId, versionIds);
}

function addedUp(versions: Iterable<ReadonlyMap<FactKey, number>>): FactLine[] {
  const lines = new Map<FactKey, FactLine>();
  for (const amounts of versions)
    for (const [key, amount] of amounts) {
      const line = lines.get(key);
      if (!line) lines.set(key, { key, amount, units: 1, isMoved: amount !== 0 });
      else {
        line.amount = exact(line.amount + amount);
        line.units += 1;
        line.isMoved ||= amount !== 0;
      }
    }
  return [...lines.values()];
}

/**
 * The database cannot know how few groups will come, and with the memory that it gives any query it sorts all lines on
 * the disk; with this much it adds them up in memory.
 */
async function sumInDatabase(districtId: string, versionIds: readonly string[]): Promise<FactLine[]> {
  const rows = await db().$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SET LOCAL work_mem = '32MB'`;
      return transaction.$queryRaw<SummedRow[]>`
        SELECT sheet, subject AS row, fund, column_id AS column, measure, sum(amount)::text AS amount, count(*)::int AS units,
          bool_or(amount <> 0) AS "isMoved"
        FROM budget_line WHERE district_id = ${districtId}::uuid AND version_id = ANY(${versionIds}::uuid[]) AND amount IS NOT NULL
        GROUP BY sheet, subject, fund, column_id, measure`;
    },
    { timeout: SUM_TIMEOUT },
  );
  return rows.map(toFactLine);
}

const toFactLine = (row: SummedRow): FactLine => ({
  key: keyOfRow(row),
  amount: exactValue(row.measure, row.amount),
  units: row.units,
  isMoved: row.isMoved,
});

/** A sum as a whole number of fen; it may have more digits than one amount. */
function exactValue(measure: Measure, decimal: string): number {
  return exact(measure === "count" ? Number(decimal) : Math.round(Number(decimal.replace(".", ""))));
}

function exact(sum: number): number {
  if (!Number.isSafeInteger(sum)) throw new RangeError(`a sum that is not exact: ${sum}`);
  return sum;
}

/** The facts of each version that stand in some sheets and columns (`null`: all); with the texts that begin alike. */
export async function factsByVersion(
  { districtId, versionIds, held }: VersionFacts,
  { sheets, columns, slots }: { sheets: readonly string[]; columns: readonly string[] | null; slots: string },
): Promise<Map<string, { amounts: Map<FactKey, number>; texts: Map<string, string> }>> {
  const [amounts, { rows: texts }] = await Promise.all([
    held ?? readFacts(districtId, versionIds, { sheets, columns }),
    pool().query<{ versionId: string; slot: string; text: string }>(
      `SELECT version_id AS "versionId", slot, text FROM text_slot
       WHERE district_id = $1 AND version_id = ANY($2) AND text <> '' AND starts_with(slot, $3)
       ORDER BY version_id, slot`,
      [districtId, versionIds, slots],
    ),
  ]);
  const passes = (key: FactKey) => {
    const { sheet, column } = parseFactKey(key);
    return sheets.includes(sheet) && (columns === null || columns.includes(column));
  };
  const found = new Map(
    versionIds.map((id) => [
      id,
      { amounts: new Map([...amounts.get(id)!].filter(([key]) => passes(key))), texts: new Map<string, string>() },
    ]),
  );
  for (const { versionId, slot, text } of texts) found.get(versionId)!.texts.set(slot, text);
  return found;
}

/** How many inputs of each version are no amount. */
export async function unreadableOf(districtId: string, versionIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ versionId: string; count: number }>(
    `SELECT version_id AS "versionId", count(*)::int AS count FROM budget_line
     WHERE district_id = $1 AND version_id = ANY($2) AND raw_input IS NOT NULL GROUP BY version_id`,
    [districtId, versionIds],
  );
  return new Map(rows.map(({ versionId, count }) => [versionId, count]));
}

/** What is entered into a total beside its units, as far as it is approved. */
export async function approvedAdjustments(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<{ onBehalf: FactLine[]; adjustment: FactLine[] }> {
  if (scope.kind === "own") return { onBehalf: [], adjustment: [] };
  const { rows } = await pool().query<SummedRow & { kind: "onBehalf" | "adjustment" }>(
    `SELECT a.kind, l.sheet, l.subject AS row, l.fund, l.column_id AS column, l.measure, sum(l.amount)::text AS amount,
       count(*)::int AS units, bool_or(l.amount <> 0) AS "isMoved"
     FROM total_adjustment a
     JOIN total_adjustment_line l ON l.district_id = a.district_id AND l.adjustment_id = a.id
     WHERE a.district_id = $1 AND a.year = $2 AND a.state = 'approved' AND ($3::uuid IS NULL OR a.department_id = $3)
     GROUP BY a.kind, l.sheet, l.subject, l.fund, l.column_id, l.measure`,
    [districtId, year, departmentOfScope(scope)],
  );
  const of = (kind: "onBehalf" | "adjustment") => rows.filter((row) => row.kind === kind).map(toFactLine);
  return { onBehalf: of("onBehalf"), adjustment: of("adjustment") };
}

/** What was approved or withdrawn of what is entered into a total beside its units, a document after the other. */
export async function decidedDocuments(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<DecidedDocument[]> {
  if (scope.kind === "own") return [];
  const departmentId = departmentOfScope(scope);
  const rows = await db().totalAdjustment.findMany({
    where: { districtId, year, decidedAt: { not: null }, ...(departmentId !== null && { departmentId }) },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
    include: { lines: true },
  });
  return rows.map(({ documentNumber, decidedAt, lines }) => ({
    documentNumber,
    at: decidedAt!,
    keys: lines.map(keyOfRow),
  }));
}

/** How much of what is entered into a total waits for its approval. */
export async function countOpenAdjustments(districtId: string, year: number, scope: TotalScope): Promise<number> {
  if (scope.kind === "own") return 0;
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM total_adjustment
     WHERE district_id = $1 AND year = $2 AND state = 'proposed' AND ($3::uuid IS NULL OR department_id = $3)`,
    [districtId, year, departmentOfScope(scope)],
  );
  return rows[0]!.count;
}
