import type { CounterpartContext, CounterpartUnit } from "@/lib/domain/checks/rule/rule";
import { isOfAnotherYear } from "@/lib/domain/checks/verification/counterparts";
import { fromDecimalYuan } from "@/lib/domain/words/amounts";
import {
  outsideParty,
  pairId,
  pairsOf,
  partsOfRow,
  transferColumn,
  type Counterpart,
  type TransferKindId,
  type TransferPair,
} from "@/lib/domain/words/counterparts";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";
import { Prisma, type SettledTransfer } from "@/lib/platform/generated/prisma/client";

/** What is found at most: whoever has a longer list types more. */
const MAX_FOUND = 20;

/** What the newest version of a report states of one payment. */
export type StatedCounterpart = Counterpart & { unitId: string };

/** The statements of a year in the newest version of every report; `party`: those that name one unit. */
export async function listCounterparts(
  districtId: string,
  year: number,
  { party, client = db() }: { party?: string; client?: Prisma.TransactionClient } = {},
): Promise<StatedCounterpart[]> {
  const ofParty = party === undefined ? Prisma.empty : Prisma.sql`AND split_part(line.subject, '.', 2) = ${party}`;
  const rows = await client.$queryRaw<
    { unitId: string; row: string; column: string; amount: string; name: string | null; year: string | null }[]
  >`
    SELECT report.unit_id AS "unitId", line.subject AS row, line.column_id AS "column", line.amount::text,
      named.text AS name, dated.text AS year
    FROM budget_line line
    JOIN report_version version ON version.district_id = line.district_id AND version.id = line.version_id
    JOIN report ON report.district_id = version.district_id AND report.id = version.report_id
    JOIN fiscal_year of_year ON of_year.id = report.fiscal_year_id
    LEFT JOIN text_slot named ON named.district_id = line.district_id AND named.version_id = line.version_id
      AND named.slot = 'counterpart.' || line.column_id || '.' || line.subject || '.name'
    LEFT JOIN text_slot dated ON dated.district_id = line.district_id AND dated.version_id = line.version_id
      AND dated.slot = 'counterpart.' || line.column_id || '.' || line.subject || '.year'
    WHERE line.district_id = ${districtId}::uuid AND report.scope = 'unit' AND line.sheet = 'counterparts' AND line.amount <> 0 ${ofParty}
      AND of_year.year = ${year}::int
      AND NOT EXISTS (
        SELECT FROM report_version later WHERE later.district_id = version.district_id
          AND later.report_id = version.report_id AND later.number > version.number
      )
    ORDER BY report.unit_id, line.column_id, line.subject`;
  return rows.flatMap(({ unitId, row, column, amount, name, year: written }) => {
    const place = partsOfRow(row);
    const known = transferColumn(column);
    if (!place || !known) return [];
    const { kind, direction } = known;
    return [
      {
        unitId,
        ...place,
        column,
        kind,
        direction,
        amount: fromDecimalYuan(amount),
        name: (name ?? "").trim(),
        year: (written ?? "").trim(),
      },
    ];
  });
}

/** A difference that the bureau has settled. */
export interface SettledDifference extends TransferPair {
  document: string;
  documentDate: Date;
  basis: string;
  by: string;
  at: Date;
}

function toPair({ payerId, receiverId, kind, paid, received }: SettledTransfer): TransferPair {
  const amount = (decimal: SettledTransfer["paid"]) => decimal && fromDecimalYuan(decimal.toFixed(2));
  return {
    payer: payerId,
    receiver: receiverId,
    kind: kind as TransferKindId,
    paid: amount(paid),
    received: amount(received),
  };
}

/** The differences of a year that are settled, of all pairs or of those of one unit; the newest of each pair alone. */
export async function listSettled(
  districtId: string,
  year: number,
  { unitId, client = db() }: { unitId?: string; client?: Prisma.TransactionClient } = {},
): Promise<SettledDifference[]> {
  const rows = await client.settledTransfer.findMany({
    where: { districtId, year, ...(unitId !== undefined && { OR: [{ payerId: unitId }, { receiverId: unitId }] }) },
    orderBy: [{ settledAt: "desc" }, { id: "desc" }],
  });
  const names = await namesOf(
    districtId,
    rows.map(({ settledById }) => settledById),
    client,
  );
  const newest = new Map<string, SettledDifference>();
  for (const row of rows) {
    const pair = toPair(row);
    if (newest.has(pairId(pair))) continue;
    const { documentNumber: document, documentDate, basis, settledById, settledAt: at } = row;
    newest.set(pairId(pair), { ...pair, document, documentDate, basis, by: names.get(settledById) ?? "", at });
  }
  return [...newest.values()];
}

/** Units that have accounts in a year are those that owe them, or have a report. */
async function namedUnits(
  districtId: string,
  year: number,
  unitIds: readonly string[],
  client: Prisma.TransactionClient,
): Promise<CounterpartUnit[]> {
  const [units, reports] = await Promise.all([
    listUnitsOfYear(districtId, year, { unitIds, client }),
    client.report.findMany({
      where: { districtId, unitId: { in: [...unitIds] }, fiscalYear: { year } },
      select: { unitId: true },
    }),
  ]);
  const reporting = new Set(reports.map(({ unitId }) => unitId));
  const known = units
    .filter(({ level }) => level === "unit")
    .map(({ id, code, name, isOwing }) => ({ id, code, name, isOfYear: isOwing || reporting.has(id) }));
  const found = new Set(known.map(({ id }) => id));
  const unknown = unitIds.filter((id) => !found.has(id)).map((id) => ({ id, code: "", name: "", isOfYear: false }));
  return [...known, ...unknown];
}

/** Whose counterparts are asked for. */
export interface AskedUnit {
  unitId: string;
  /** Its department in the year; `null` where it has none. */
  departmentId: string | null;
  year: number;
  /** The parties that its report names. */
  named: readonly string[];
}

/** What the other side of a unit's payments says, for its report. */
export async function readCounterparts(
  districtId: string,
  { unitId, departmentId, year, named }: AskedUnit,
  client: Prisma.TransactionClient = db(),
): Promise<CounterpartContext> {
  const stated = (await listCounterparts(districtId, year, { party: unitId, client })).filter(
    (each) => each.unitId !== unitId && !isOfAnotherYear(each, year),
  );
  const beside =
    departmentId === null
      ? []
      : await client.$queryRaw<{ id: string }[]>`
          SELECT unit_id AS id FROM unit_period WHERE district_id = ${districtId}::uuid AND parent_id = ${departmentId}::uuid
            AND daterange(valid_from, valid_to) @> make_date(${year}::int, 12, 31)`;
  const ids = new Set([
    ...beside.map(({ id }) => id),
    ...named.filter((party) => party !== outsideParty),
    ...stated.map((each) => each.unitId),
  ]);
  ids.delete(unitId);
  const units = await namedUnits(districtId, year, [...ids], client);
  const asked = new Set([...named, ...stated.map((each) => each.unitId)]);
  const settled = await listSettled(districtId, year, { unitId, client });
  return {
    unitId,
    units: units.filter(({ id, isOfYear }) => isOfYear || asked.has(id)),
    stated: stated.map(({ unitId: by, kind, direction, amount }) => ({ unitId: by, kind, direction, amount })),
    settled: settled.map(({ document, payer, receiver, kind, paid, received }) => ({
      payer,
      receiver,
      kind,
      paid,
      received,
      document,
    })),
  };
}

/** Units with accounts in a year whose code begins with, or whose name contains, what is typed; `but` is left out. */
export async function findCounterparts(
  districtId: string,
  { year, query, but }: { year: number; query: string; but: string },
): Promise<CounterpartUnit[]> {
  const rows = await db().$queryRaw<{ id: string; code: string; name: string }[]>`
    SELECT obligation.unit_id AS id, period.code, period.name FROM obligation
    CROSS JOIN LATERAL unit_as_of(obligation.unit_id, make_date(obligation.year, 12, 31)) period
    WHERE obligation.district_id = ${districtId}::uuid AND obligation.year = ${year}::int
      AND obligation.unit_id <> ${but}::uuid AND (starts_with(period.code, ${query}) OR strpos(period.name, ${query}) > 0)
    ORDER BY period.code LIMIT ${MAX_FOUND}`;
  return rows.map((row) => ({ ...row, isOfYear: true }));
}

/** A pair of a year, with names and what the bureau has said of its difference. */
export interface ListedPair extends TransferPair {
  payerUnit: Pick<CounterpartUnit, "code" | "name">;
  receiverUnit: Pick<CounterpartUnit, "code" | "name">;
  /** Whether both are of one department at the end of the year. */
  isWithinDepartment: boolean;
  /** Of the difference as it is now; `null` while nobody has settled it. */
  settled: SettledDifference | null;
}

/** Payments with units of no district, and those that the other side has in another year. */
export interface ListedAside {
  unit: Pick<CounterpartUnit, "code" | "name">;
  party: string;
  statement: StatedCounterpart;
}

/** Every payment between units of a district in a year, from the newest version of each report. */
export async function listPairs(
  districtId: string,
  year: number,
): Promise<{ pairs: ListedPair[]; outside: ListedAside[]; otherYears: ListedAside[] }> {
  const [stated, settled] = await Promise.all([listCounterparts(districtId, year), listSettled(districtId, year)]);
  // Few of a district's ten thousand units pay each other.
  const named = stated.flatMap(({ unitId, party }) => (party === outsideParty ? [unitId] : [unitId, party]));
  const units = named.length === 0 ? [] : await listUnitsOfYear(districtId, year, { unitIds: [...new Set(named)] });
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const unitOf = (id: string) => {
    const unit = byId.get(id);
    return { code: unit?.code ?? "", name: unit?.name ?? "不在本区名录的单位" };
  };
  const settledOf = new Map(settled.map((each) => [pairId(each), each]));
  const inside = stated.filter(({ party }) => party !== outsideParty);
  const pairs = pairsOf(inside.filter((each) => !isOfAnotherYear(each, year))).map((pair): ListedPair => {
    const found = settledOf.get(pairId(pair));
    const isSame = found?.paid === pair.paid && found?.received === pair.received;
    const department = byId.get(pair.payer)?.parentId;
    return {
      ...pair,
      payerUnit: unitOf(pair.payer),
      receiverUnit: unitOf(pair.receiver),
      isWithinDepartment: department !== undefined && department === byId.get(pair.receiver)?.parentId,
      settled: found && isSame ? found : null,
    };
  });
  const aside = (statement: StatedCounterpart): ListedAside => ({
    unit: unitOf(statement.unitId),
    party: statement.party === outsideParty ? statement.name : unitOf(statement.party).name,
    statement,
  });
  return {
    pairs,
    outside: stated.filter(({ party }) => party === outsideParty).map(aside),
    otherYears: inside.filter((each) => isOfAnotherYear(each, year)).map(aside),
  };
}
