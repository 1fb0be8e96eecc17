import { openFile } from "@/lib/documents/reading/open-file";
import { grantFinding } from "@/lib/domain/checks/verification/grants";
import {
  grantChanges,
  readGrantStatement,
  unitsByName,
  type GrantReading,
  type StatedGrant,
} from "@/lib/domain/ledger-import/grant-statement";
import { fromDecimalYuan } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { appropriations, type Appropriation } from "@/lib/domain/words/funds";
import {
  compareGrants,
  grantId,
  grantIncomeKey,
  grantPlaceOf,
  isDifferent,
  isRoundedAlike,
  type GrantComparison,
  type GrantLine,
} from "@/lib/domain/words/grants";
import type { ChangedGrant, GrantDryRun, ReadGrantStatement } from "@/lib/features/grants/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { listUnitsOfYear, readUnitRegister } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Changes that a dry run shows. */
const SHOWN_CHANGES = 200;

/** The statement that holds for a year, `lastDigit` in fen; number 0 where none is loaded. */
async function statementThatHolds(
  districtId: string,
  year: number,
  client: Prisma.TransactionClient,
): Promise<{ number: number; lastDigit: number }> {
  const newest = await client.grantStatement.findFirst({
    where: { districtId, year },
    orderBy: { number: "desc" },
    select: { number: true, lastDigit: true },
  });
  return newest
    ? { number: newest.number, lastDigit: fromDecimalYuan(newest.lastDigit.toFixed(2)) }
    : { number: 0, lastDigit: 0 };
}

/** The lines of the statement that holds, of all units or of one. */
async function linesThatHold(
  districtId: string,
  year: number,
  unitId?: string,
  client: Prisma.TransactionClient = db(),
): Promise<(StatedGrant & GrantLine)[]> {
  const { number, lastDigit } = await statementThatHolds(districtId, year, client);
  if (number === 0) return [];
  const lines = await client.grantLine.findMany({
    where: { districtId, year, number, ...(unitId !== undefined && { unitId }) },
    orderBy: [{ unitId: "asc" }, { fund: "asc" }, { item: "asc" }],
  });
  return lines.map(({ unitId: of, fund, item, amount }) => ({
    unitId: of,
    fund: fund as Appropriation,
    item,
    amount: fromDecimalYuan(amount.toFixed(2)),
    ...(lastDigit > 0 && { lastDigit }),
  }));
}

/** What the bureau granted to a unit in a year; `null` where no statement names the unit. */
export async function readGrants(
  districtId: string,
  unitId: string,
  year: number,
  client: Prisma.TransactionClient = db(),
): Promise<GrantLine[] | null> {
  const lines = await linesThatHold(districtId, year, unitId, client);
  return lines.length === 0 ? null : lines.map(({ unitId: _, ...line }) => line);
}

/** The incomes from appropriations in the newest version of every report of a year, in fen. */
async function enteredIncomes(
  districtId: string,
  year: number,
): Promise<{ unitId: string; versionId: string; incomes: [FactKey, number][] }[]> {
  const rows = await db().$queryRaw<
    { unitId: string; versionId: string; row: string | null; column: string | null; amount: string | null }[]
  >`
    SELECT report.unit_id AS "unitId", version.id AS "versionId", line.subject AS row, line.column_id AS "column", line.amount::text
    FROM report
    JOIN fiscal_year year ON year.id = report.fiscal_year_id
    CROSS JOIN LATERAL (
      SELECT id FROM report_version
        WHERE district_id = report.district_id AND report_id = report.id ORDER BY number DESC LIMIT 1
    ) version
    LEFT JOIN budget_line line ON line.district_id = report.district_id AND line.version_id = version.id
      AND line.sheet = 'income' AND line.column_id = ANY(${[...appropriations]}) AND line.amount IS NOT NULL
    WHERE report.district_id = ${districtId}::uuid AND report.scope = 'unit' AND year.year = ${year}::int`;
  const byVersion = new Map<string, { unitId: string; versionId: string; incomes: [FactKey, number][] }>();
  for (const { unitId, versionId, row, column, amount } of rows) {
    const found = byVersion.get(versionId) ?? { unitId, versionId, incomes: [] };
    if (row !== null && amount !== null)
      found.incomes.push([grantIncomeKey({ fund: column as Appropriation, item: row }), fromDecimalYuan(amount)]);
    byVersion.set(versionId, found);
  }
  return [...byVersion.values()];
}

/**
 * Reads a statement of a year. Nothing is written.
 *
 * @throws AppError notFound for a year that the district has not opened.
 */
export async function readStatement(
  districtId: string,
  { year, content, unit }: ReadGrantStatement,
): Promise<Outcome<GrantReading>> {
  const fiscalYear = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  if (!fiscalYear) throw new AppError("notFound", `year ${year}`);
  const file = await openFile("ledger", Buffer.from(content, "base64"));
  if (!file.ok) return refused(file.problem);
  const [units, register, { functional }, entered] = await Promise.all([
    listUnitsOfYear(districtId, year),
    readUnitRegister(districtId),
    readCatalogues(fiscalYear.catalogueId),
    enteredIncomes(districtId, year),
  ]);
  const own = units.filter(({ level }) => level === "unit");
  const owing = new Set(own.filter(({ isOwing }) => isOwing).map(({ id }) => id));
  const known = {
    year,
    functional,
    unitOf: unitsByName(own, register.periods),
    owes: (unitId: string) => owing.has(unitId),
    entered: new Map(
      entered.flatMap(({ unitId, incomes }) =>
        incomes.map(([key, amount]) => [`${unitId}:${grantId(grantPlaceOf(key)!)}`, amount] as const),
      ),
    ),
  };
  const reading = readGrantStatement(file.sheets, known, unit);
  return typeof reading === "string" ? refused(reading) : done(reading);
}

/** What a statement would do: its lines in sum, what is wrong with it, and how it differs from the one that holds. */
export async function dryRunOf(districtId: string, year: number, reading: GrantReading): Promise<GrantDryRun> {
  const { lines, ...rest } = reading;
  const { number: holds } = await statementThatHolds(districtId, year, db());
  const changes = holds === 0 ? [] : grantChanges(await linesThatHold(districtId, year), lines);
  const units = new Map((await listUnitsOfYear(districtId, year)).map((unit) => [unit.id, unit]));
  return {
    ...rest,
    lines: lines.length,
    holds,
    changeCount: changes.length,
    changes: changes.slice(0, SHOWN_CHANGES).map(({ unitId, ...change }): ChangedGrant => {
      const { code = "", name = "" } = units.get(unitId) ?? {};
      return { ...change, unitCode: code, unitName: name };
    }),
  };
}

/** A statement as it was loaded. */
export interface GrantStatementRow {
  number: number;
  fileName: string;
  by: string;
  at: Date;
  units: number;
  lines: number;
  /** Σ in fen. */
  total: number;
}

/** The statements of a year, the one that holds first. */
export async function listGrantStatements(districtId: string, year: number): Promise<GrantStatementRow[]> {
  const rows = await db().$queryRaw<
    (Omit<GrantStatementRow, "by" | "total"> & { uploadedById: string; total: string })[]
  >`
    SELECT statement.number, statement.file_name AS "fileName", statement.uploaded_by AS "uploadedById",
      statement.uploaded_at AS at, count(DISTINCT line.unit_id)::int AS units, count(*)::int AS lines,
      sum(line.amount)::text AS total
    FROM grant_statement statement
    JOIN grant_line line USING (district_id, year, number)
    WHERE statement.district_id = ${districtId}::uuid AND statement.year = ${year}::int
    GROUP BY statement.district_id, statement.year, statement.number
    ORDER BY statement.number DESC`;
  const names = await namesOf(
    districtId,
    rows.map(({ uploadedById }) => uploadedById),
  );
  return rows.map(({ uploadedById, total, ...row }) => ({
    ...row,
    by: names.get(uploadedById) ?? "",
    total: fromDecimalYuan(total),
  }));
}

/** A unit beside the statement. */
export interface ReconciledUnit {
  code: string;
  name: string;
  /** `notStated`: the statement has not the unit. `notOpened`: the unit has no report yet. */
  state: "equal" | "different" | "notStated" | "notOpened";
  /** Σ in fen. */
  own: number;
  stated: number;
  differences: readonly (GrantComparison & { isExplained: boolean })[];
  /** How many 项 are equal but for the rounding of the statement. */
  roundings: number;
}

/** Every unit of a year beside the statement that holds: those that differ first. Empty where none is loaded. */
export async function reconcileYear(districtId: string, year: number, catalogueId: string): Promise<ReconciledUnit[]> {
  const [lines, units, entered, { functional }] = await Promise.all([
    linesThatHold(districtId, year),
    listUnitsOfYear(districtId, year),
    enteredIncomes(districtId, year),
    readCatalogues(catalogueId),
  ]);
  if (lines.length === 0) return [];
  const explanations = await db().findingExplanation.findMany({
    where: {
      districtId,
      versionId: { in: entered.map(({ versionId }) => versionId) },
      findingKey: { startsWith: "V-43@" },
      text: { not: "" },
    },
    select: { versionId: true, findingKey: true, fingerprint: true },
  });
  const explained = new Set(
    explanations.map(({ versionId, findingKey, fingerprint }) => `${versionId} ${findingKey} ${fingerprint}`),
  );
  const linesOf = new Map<string, (StatedGrant & GrantLine)[]>();
  for (const line of lines) linesOf.set(line.unitId, [...(linesOf.get(line.unitId) ?? []), line]);
  const enteredBy = new Map(entered.map((each) => [each.unitId, each]));
  const sum = (amounts: readonly (number | null)[]) => amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0);
  const rows = units
    .filter(({ id, level, isOwing }) => level === "unit" && (isOwing || linesOf.has(id)))
    .map(({ id, code, name }): ReconciledUnit => {
      const own = enteredBy.get(id);
      const stated = linesOf.get(id);
      const compared = compareGrants(stated ?? [], own?.incomes ?? []);
      const isCompared = stated !== undefined && own !== undefined;
      const differences = isCompared ? compared.filter(isDifferent) : [];
      return {
        code,
        name,
        state: !stated ? "notStated" : !own ? "notOpened" : differences.length > 0 ? "different" : "equal",
        own: sum(compared.map((each) => each.own)),
        stated: sum(compared.map((each) => each.stated)),
        differences: differences.map((each) => {
          const { key, fingerprint } = grantFinding(each, functional);
          return { ...each, isExplained: explained.has(`${own!.versionId} ${key} ${fingerprint}`) };
        }),
        roundings: isCompared ? compared.filter(isRoundedAlike).length : 0,
      };
    });
  return [...rows.filter(({ state }) => state === "different"), ...rows.filter(({ state }) => state !== "different")];
}
