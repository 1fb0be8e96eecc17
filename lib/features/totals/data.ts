import { compileChecks } from "@/lib/domain/checks/check-engine";
import { eliminationOf, type MemberTransfers } from "@/lib/domain/consolidation/elimination";
import type { TotalPart } from "@/lib/domain/consolidation/frozen";
import { priorOfTotal, type MemberPrior } from "@/lib/domain/consolidation/prior-year";
import {
  countedStatuses,
  movesWithin,
  unitsInScope,
  type TotalScope,
  type VersionBasis,
} from "@/lib/domain/consolidation/scope";
import { statedByAll, sumOfFacts, type FactLine, type FactSum } from "@/lib/domain/consolidation/sum-of-facts";
import {
  summandColumns,
  totalFacts,
  totalFigures,
  type SummandColumn,
  type Summands,
  type TotalFigures,
} from "@/lib/domain/consolidation/total";
import {
  answeredBy,
  questionsAboutTotal,
  type AnsweredQuestion,
  type TotalQuestion,
} from "@/lib/domain/consolidation/total-questions";
import {
  balancesOfTotal,
  checkTotal,
  type ComingOrGoing,
  type Composition,
  type TotalFinding,
  type TotalSubject,
} from "@/lib/domain/consolidation/total-rules";
import { factsBehind, labelOfFact, programForFacts } from "@/lib/domain/engine/figures";
import type { Format } from "@/lib/domain/formats/define";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import { changesOf } from "@/lib/domain/register/changes";
import { firstDayOf, lastDayOf } from "@/lib/domain/register/days";
import type { UnitRegister } from "@/lib/domain/register/register";
import { notOpenedLabel, versionStatusLabels, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { pairId, transferColumns, type TransferPair } from "@/lib/domain/words/counterparts";
import type { CellId } from "@/lib/domain/words/cell-id";
import { keyOf, priorYearKey, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import { unitKindLabels, unitKinds } from "@/lib/domain/words/funds";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import { listSettled } from "@/lib/features/counterparts/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { departmentOfScope, madeTotalSchema, type MadeMember, type MadeTotal } from "@/lib/features/totals/schema";
import { dayOf, listUnitsOfYear, readUnitRegister, type UnitOfYear } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { valueOf } from "@/lib/features/versions/data";
import { hashOf } from "@/lib/platform/content-hash";
import { db, pool } from "@/lib/platform/db";
import type { Total as TotalRow } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/**
 * The units of a year that a scope may have, and the departments that they ever were of: those of a department are found
 * without going through the whole district.
 */
export async function listUnitsNear(districtId: string, year: number, scope: TotalScope): Promise<UnitOfYear[]> {
  const departmentId = departmentOfScope(scope);
  if (departmentId === null) return listUnitsOfYear(districtId, year);
  const { rows } = await pool().query<{ unitId: string; parentId: string | null }>(
    `SELECT unit_id AS "unitId", parent_id AS "parentId" FROM unit_period WHERE district_id = $1
       AND unit_id IN (SELECT unit_id FROM unit_period WHERE district_id = $1 AND parent_id = $2)`,
    [districtId, departmentId],
  );
  const ids = new Set([departmentId, ...rows.flatMap(({ unitId, parentId }) => [unitId, parentId ?? unitId])]);
  return listUnitsOfYear(districtId, year, { unitIds: [...ids] });
}

/** A department by the code that it has in a year; `null` where there is none. */
export async function findDepartment(districtId: string, year: number, code: string): Promise<UnitOfYear | null> {
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT DISTINCT unit_id AS "unitId" FROM unit_period WHERE district_id = $1 AND code = $2 AND level = 'department'`,
    [districtId, code],
  );
  const units = await listUnitsOfYear(districtId, year, { unitIds: rows.map(({ unitId }) => unitId) });
  return units.find((unit) => unit.level === "department" && unit.code === code) ?? null;
}

/** The periods of those units that became something else within a year. */
async function readChangesWithin(districtId: string, year: number, unitIds: readonly string[]): Promise<UnitRegister> {
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT DISTINCT unit_id AS "unitId" FROM unit_period
     WHERE district_id = $1 AND unit_id = ANY($2) AND valid_from > $3::date AND valid_from <= $4::date`,
    [districtId, unitIds, firstDayOf(year), lastDayOf(year)],
  );
  const periods = await db().unitPeriod.findMany({
    where: { districtId, unitId: { in: rows.map(({ unitId }) => unitId) } },
    orderBy: [{ unitId: "asc" }, { validFrom: "asc" }],
  });
  return {
    periods: periods.map(({ validFrom, validTo, ...period }) => ({
      ...period,
      validFrom: validFrom && dayOf(validFrom),
      validTo: validTo && dayOf(validTo),
    })),
    events: [],
  };
}

/** A version that counts for a total. */
interface ChosenVersion {
  unitId: string;
  versionId: string;
  number: number;
  status: VersionStatus;
  revision: number;
  checkedRevision: number | null;
  blocking: number;
  contentHash: string | null;
}

/** Of each unit the newest version of a year in one of the states; units without any are left out. */
export async function chooseVersions(
  districtId: string,
  year: number,
  unitIds: readonly string[],
  statuses: readonly VersionStatus[],
): Promise<ChosenVersion[]> {
  const { rows } = await pool().query<ChosenVersion>(
    `SELECT DISTINCT ON (r.unit_id) r.unit_id AS "unitId", v.id AS "versionId", v.number, v.status, v.revision,
       v.checked_revision AS "checkedRevision", v.blocking_findings AS blocking, v.content_hash AS "contentHash"
     FROM fiscal_year y
     JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id
     JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
     WHERE y.district_id = $1 AND y.year = $2 AND r.unit_id = ANY($3) AND v.status = ANY($4::version_status[])
     ORDER BY r.unit_id, v.number DESC`,
    [districtId, year, unitIds, statuses],
  );
  return rows;
}

interface SummedRow {
  sheet: string;
  row: string;
  fund: string;
  column: string;
  measure: Measure;
  amount: string;
  units: number;
  isMoved: boolean;
}

const keyOfRow = ({ sheet, row, fund, column }: Pick<SummedRow, "sheet" | "row" | "fund" | "column">): FactKey =>
  // Only addresses that exist are written (addressProblem in versions/mutations.ts).
  keyOf({ sheet, row, fund, column } as FactAddress);

/** The facts of versions, added up by the database. */
export async function sumVersions(districtId: string, versionIds: readonly string[]): Promise<FactLine[]> {
  const { rows } = await pool().query<SummedRow>(
    `SELECT sheet, subject AS row, fund, column_id AS column, measure, sum(amount)::text AS amount, count(*)::int AS units,
       bool_or(amount <> 0) AS "isMoved"
     FROM budget_line WHERE district_id = $1 AND version_id = ANY($2) AND amount IS NOT NULL
     GROUP BY sheet, subject, fund, column_id, measure`,
    [districtId, versionIds],
  );
  return rows.map((row) => ({
    key: keyOfRow(row),
    amount: exactValue(row.measure, row.amount),
    units: row.units,
    isMoved: row.isMoved,
  }));
}

/** A sum as a whole number of fen; it may have more digits than one amount. */
function exactValue(measure: Measure, decimal: string): number {
  const value = measure === "count" ? Number(decimal) : Math.round(Number(decimal.replace(".", "")));
  if (!Number.isSafeInteger(value)) throw new RangeError(`a sum that is not exact: ${decimal}`);
  return value;
}

/** The facts of each of some versions whose address passes; with the texts that begin alike. */
async function factsByVersion(
  districtId: string,
  versionIds: readonly string[],
  { sheets, columns, slots }: { sheets: readonly string[]; columns: readonly string[] | null; slots: string },
): Promise<Map<string, { amounts: Map<FactKey, number>; texts: Map<string, string> }>> {
  const found = new Map(
    versionIds.map((id) => [id, { amounts: new Map<FactKey, number>(), texts: new Map<string, string>() }]),
  );
  const { rows } = await pool().query<SummedRow & { versionId: string }>(
    `SELECT version_id AS "versionId", sheet, subject AS row, fund, column_id AS column, measure, amount::text FROM budget_line
     WHERE district_id = $1 AND version_id = ANY($2) AND amount IS NOT NULL AND sheet = ANY($3)
       AND ($4::text[] IS NULL OR column_id = ANY($4))
     ORDER BY version_id, sheet, subject, fund, column_id`,
    [districtId, versionIds, sheets, columns],
  );
  for (const row of rows) found.get(row.versionId)!.amounts.set(keyOfRow(row), valueOf(row.measure, row.amount)!);
  const { rows: texts } = await pool().query<{ versionId: string; slot: string; text: string }>(
    `SELECT version_id AS "versionId", slot, text FROM text_slot
     WHERE district_id = $1 AND version_id = ANY($2) AND text <> '' AND starts_with(slot, $3)
     ORDER BY version_id, slot`,
    [districtId, versionIds, slots],
  );
  for (const { versionId, slot, text } of texts) found.get(versionId)!.texts.set(slot, text);
  return found;
}

/** What is entered into a total beside its units, as far as it is approved. */
async function approvedAdjustments(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<{ onBehalf: FactLine[]; adjustment: FactLine[]; open: number }> {
  if (scope.kind === "own") return { onBehalf: [], adjustment: [], open: 0 };
  const departmentId = departmentOfScope(scope);
  const { rows } = await pool().query<SummedRow & { kind: "onBehalf" | "adjustment" }>(
    `SELECT a.kind, l.sheet, l.subject AS row, l.fund, l.column_id AS column, l.measure, sum(l.amount)::text AS amount,
       count(*)::int AS units, bool_or(l.amount <> 0) AS "isMoved"
     FROM total_adjustment a
     JOIN total_adjustment_line l ON l.district_id = a.district_id AND l.adjustment_id = a.id
     WHERE a.district_id = $1 AND a.year = $2 AND a.state = 'approved' AND ($3::uuid IS NULL OR a.department_id = $3)
     GROUP BY a.kind, l.sheet, l.subject, l.fund, l.column_id, l.measure`,
    [districtId, year, departmentId],
  );
  const { rows: open } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM total_adjustment
     WHERE district_id = $1 AND year = $2 AND state = 'proposed' AND ($3::uuid IS NULL OR department_id = $3)`,
    [districtId, year, departmentId],
  );
  const of = (kind: "onBehalf" | "adjustment") =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({
        key: keyOfRow(row),
        amount: exactValue(row.measure, row.amount),
        units: row.units,
        isMoved: row.isMoved,
      }));
  return { onBehalf: of("onBehalf"), adjustment: of("adjustment"), open: open[0]!.count };
}

/** The accounts of last year of the same units, in the format of this one. */
async function sumOfLastYear(
  districtId: string,
  fiscalYear: FiscalYearRow,
  unitIds: readonly string[],
): Promise<{ sum: FactSum; members: readonly ChosenVersion[]; unitIds: ReadonlySet<string> }> {
  const { sheets } = formatOf(fiscalYear.tableSetId);
  const chosen = await chooseVersions(districtId, fiscalYear.year - 1, unitIds, countedStatuses.approved);
  const { rows } = await pool().query<{ tableSetId: string }>(
    `SELECT table_set_id AS "tableSetId" FROM fiscal_year WHERE district_id = $1 AND year = $2`,
    [districtId, fiscalYear.year - 1],
  );
  const lines = await sumVersions(
    districtId,
    chosen.map(({ versionId }) => versionId),
  );
  const from = rows[0] ? formatOf(rows[0].tableSetId).sheets : sheets;
  const sum = sumOfFacts([{ sheets: from, lines }], sheets);
  return { sum, members: chosen, unitIds: new Set(chosen.map(({ unitId }) => unitId)) };
}

const amountsOf = (lines: readonly FactLine[], { sheets }: Format): ReadonlyMap<FactKey, number> =>
  sumOfFacts([{ sheets, lines }], sheets).amounts;

/**
 * Makes a total: adds up the versions of its units, takes out what they paid each other, adds what is entered beside them,
 * and asks its rules.
 */
export async function makeTotal(
  districtId: string,
  fiscalYear: FiscalYearRow,
  scope: TotalScope,
  basis: VersionBasis,
): Promise<MadeTotal> {
  const { year } = fiscalYear;
  const format = formatOf(fiscalYear.tableSetId);
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const all = await listUnitsNear(districtId, year, scope);
  const units = unitsInScope(all, scope);
  const unitIds = units.map(({ id }) => id);
  const chosen = await chooseVersions(districtId, year, unitIds, countedStatuses[basis]);
  const versionIds = chosen.map(({ versionId }) => versionId);
  const [lines, transfers, stated, adjustments, lastYear, unreadable, settled, register] = await Promise.all([
    sumVersions(districtId, versionIds),
    factsByVersion(districtId, versionIds, {
      sheets: ["income", "expenditure", "counterparts"],
      columns: transferColumns.map(({ column }) => column),
      slots: "counterpart.",
    }),
    factsByVersion(districtId, versionIds, { sheets: ["priorYear"], columns: null, slots: "noData." }),
    approvedAdjustments(districtId, year, scope),
    sumOfLastYear(districtId, fiscalYear, unitIds),
    unreadableOf(districtId, versionIds),
    listSettled(districtId, year),
    readChangesWithin(districtId, year, unitIds),
  ]);
  const sum = sumOfFacts([{ sheets: format.sheets, lines }], format.sheets);
  const elimination = eliminationOf(
    chosen.map(({ unitId, versionId }): MemberTransfers => ({ unitId, facts: transfers.get(versionId)! })),
    year,
  );
  const summands: Summands = {
    units: sum.amounts,
    onBehalf: amountsOf(adjustments.onBehalf, format),
    elimination: elimination.amounts,
    adjustment: amountsOf(adjustments.adjustment, format),
  };
  const unitOf = new Map(all.map((unit) => [unit.id, unit]));
  const nameOf = (id: string) => unitOf.get(id)?.name ?? "不在本区名录的单位";
  const members = chosen
    .map((version) => toMember(version, unitOf.get(version.unitId)!, unreadable, lastYear.unitIds))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
  const priors = chosen.map(
    ({ unitId, versionId }): MemberPrior => ({
      unitId,
      isDerived: lastYear.unitIds.has(unitId),
      stated: stated.get(versionId)!.amounts,
    }),
  );
  const figures = totalFigures(summands, format, catalogues);
  const prior = priorOfTotal(
    programForFacts({ tableSet: format, ...catalogues, facts: { amounts: lastYear.sum.amounts, texts: new Map() } }),
    priors,
  );
  const settledPairs = new Map(settled.map((pair) => [pairId(pair), pair]));
  const isSettled = (pair: TransferPair) => {
    const found = settledPairs.get(pairId(pair));
    return found?.paid === pair.paid && found?.received === pair.received;
  };
  const missing = await missingOf(districtId, year, units, new Set(chosen.map(({ unitId }) => unitId)));
  const subject: TotalSubject = {
    members,
    missing,
    elimination,
    amounts: sum.amounts,
    notAdded: sum.notAdded,
    withoutPriorYear: prior.unknown,
    moves: movesWithin(register, [...new Set(register.periods.map(({ unitId }) => unitId))], year),
    questions: await answered(questionsAboutTotal(figures.total, prior.cell, thresholdsOf(fiscalYear.thresholds)), {
      districtId,
      figures,
      catalogues,
      members,
      lastYear: lastYear.members,
      stated: new Map(priors.map((each) => [each.unitId, each.stated])),
    }),
    composition: await compositionOf(districtId, year, scope, units, members),
    openAdjustments: adjustments.open,
    isSettled,
    nameOf,
    labelOf: (key) => labelOfFact(figures.total, key, nameOfSubject(catalogues)),
  };
  const balances = compileChecks(
    figures.total,
    {
      identity: {
        unitName: scope.kind === "district" ? "全区" : nameOf(scope.departmentId),
        unitKind: "institution",
        year,
      },
      ...catalogues,
      facts: { amounts: totalFacts(summands, format).amounts, texts: new Map() },
      precision: "fen",
      thresholds: thresholdsOf(fiscalYear.thresholds),
      priorYear: { facts: { amounts: lastYear.sum.amounts, texts: new Map() }, cell: prior.cell },
      consolidation: {
        summands: summandColumns.map((column) => ({ name: column, cell: (id) => figures[column].value(id) })),
      },
    },
    balancesOfTotal(format, year, { knowsLastYear: prior.isComplete }),
  ).run();
  return {
    summands: entriesOf(summands),
    stated: [...statedByAll([...stated.values()].map(({ texts }) => texts))],
    priorYear: byKey(lastYear.sum.amounts),
    members,
    missing,
    pairs: [...elimination.pairs],
    left: [...elimination.left],
    findings: [
      ...checkTotal(subject),
      ...balances.map(
        ({ ruleId, severity, key, message }): TotalFinding => ({ ruleId, severity, key, message, units: [] }),
      ),
    ],
  };
}

/** Questions with the units behind them: their figures of this year, and of last year as derived or as they state them. */
async function answered(
  questions: readonly TotalQuestion[],
  {
    districtId,
    figures: { total },
    catalogues,
    members,
    lastYear,
    stated,
  }: {
    districtId: string;
    figures: TotalFigures;
    catalogues: Catalogues;
    members: readonly MadeMember[];
    lastYear: readonly ChosenVersion[];
    stated: ReadonlyMap<string, ReadonlyMap<FactKey, number>>;
  },
): Promise<AnsweredQuestion[]> {
  if (questions.length === 0) return [];
  const cells = [...new Set(questions.flatMap((question) => question.cells))].filter((cell) => total.hasCell(cell));
  const keys = [...new Set(cells.flatMap((cell) => factsBehind(total, cell)))];
  const cellsOf = async (of: readonly Pick<MadeMember, "unitId" | "versionId">[]) =>
    new Map(
      (await readMemberFacts(districtId, of, keys)).map(({ unitId, amounts }) => {
        const facts = { amounts, texts: new Map<string, string>() };
        const own = programForFacts({ tableSet: total.tableSet, ...catalogues, facts });
        return [unitId, (cell: CellId) => own.value(cell)];
      }),
    );
  const [now, before] = await Promise.all([cellsOf(members), cellsOf(lastYear)]);
  return answeredBy(
    questions,
    members.map(({ unitId }) => ({
      unitId,
      now: (cell) => now.get(unitId)!(cell) ?? 0,
      before: (cell) => {
        const derived = before.get(unitId);
        return derived ? (derived(cell) ?? 0) : (stated.get(unitId)?.get(priorYearKey(cell)) ?? null);
      },
    })),
  );
}

/** Whose accounts a total is made of, beside those that the same total of last year was made of. */
async function compositionOf(
  districtId: string,
  year: number,
  scope: TotalScope,
  units: readonly UnitOfYear[],
  members: readonly MadeMember[],
): Promise<Composition> {
  const before = await readLastYearMembers(districtId, year, scope);
  const [ids, were] = [members, before].map((of) => new Set(of.map(({ unitId }) => unitId)));
  const inScope = new Set(units.map(({ id }) => id));
  const come = before.length === 0 ? [] : members.filter(({ unitId }) => !were!.has(unitId));
  // One that still belongs to the scope and has not handed in is missing, not gone.
  const gone = before.filter(({ unitId }) => !inScope.has(unitId));
  const register = come.length + gone.length === 0 ? { periods: [], events: [] } : await readUnitRegister(districtId);
  const because = ({ unitId }: { unitId: string }): ComingOrGoing => ({
    unitId,
    because: changesOf(register, unitId)
      .filter(({ on }) => on > firstDayOf(year - 1) && on <= lastDayOf(year))
      .map(({ text }) => text),
  });
  const added = units.filter(({ id }) => ids!.has(id));
  return {
    unitsLastYear: before.length === 0 ? null : before.length,
    come: come.map(because),
    gone: gone.map(because),
    kinds: unitKinds
      .map((kind) => ({ label: unitKindLabels[kind], units: added.filter((unit) => unit.kind === kind).length }))
      .filter(({ units: count }) => count > 0)
      .sort((one, other) => other.units - one.units),
    exempt: added.filter(({ isExempt }) => isExempt).map(({ id }) => id),
    ended: added.filter(({ isThere }) => !isThere).map(({ id }) => id),
  };
}

/** Names of subjects of either classification. */
export const nameOfSubject =
  ({ functional, economic }: Catalogues) =>
  (code: string) =>
    functional.get(code)?.name ?? economic.get(code)?.name;

/** In the order of the keys: the same facts make the same hash. */
function byKey(amounts: Iterable<readonly [FactKey, number]>): [FactKey, number][] {
  return Array.from(amounts, ([key, amount]): [FactKey, number] => [key, amount]).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
}

function entriesOf({ units, onBehalf, elimination, adjustment }: Summands): MadeTotal["summands"] {
  return {
    units: byKey(units),
    onBehalf: byKey(onBehalf),
    elimination: byKey(elimination),
    adjustment: byKey(adjustment),
  };
}

function toMember(
  { unitId, versionId, number, status, revision, checkedRevision, blocking, contentHash }: ChosenVersion,
  { code, name }: UnitOfYear,
  unreadable: ReadonlyMap<string, number>,
  lastYear: ReadonlySet<string>,
): MadeMember {
  const isDecided = status === "approved" || status === "published";
  return {
    unitId,
    code,
    name,
    versionId,
    number,
    status,
    contentHash: contentHash ?? `${versionId}.${revision}`,
    // What is approved was clean when it was, and is not checked again.
    blocking: isDecided ? 0 : checkedRevision === revision ? blocking : null,
    unreadable: unreadable.get(versionId) ?? 0,
    hasPriorYear: lastYear.has(unitId),
  };
}

/** How many inputs of each version are no amount. */
async function unreadableOf(districtId: string, versionIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ versionId: string; count: number }>(
    `SELECT version_id AS "versionId", count(*)::int AS count FROM budget_line
     WHERE district_id = $1 AND version_id = ANY($2) AND raw_input IS NOT NULL GROUP BY version_id`,
    [districtId, versionIds],
  );
  return new Map(rows.map(({ versionId, count }) => [versionId, count]));
}

/** The units that a total has not, with how far they are. */
async function missingOf(
  districtId: string,
  year: number,
  units: readonly UnitOfYear[],
  present: ReadonlySet<string>,
): Promise<MadeTotal["missing"]> {
  const missing = units.filter(({ id }) => !present.has(id));
  const newest = await chooseVersions(
    districtId,
    year,
    missing.map(({ id }) => id),
    countedStatuses.newest,
  );
  const statusOf = new Map(newest.map(({ unitId, status }) => [unitId, status]));
  return missing.map(({ id, code, name }) => {
    const status = statusOf.get(id);
    return { unitId: id, code, name, state: status ? versionStatusLabels[status] : notOpenedLabel };
  });
}

/** The figures of a total that was made, in the tables of its year. */
export function figuresOfTotal(made: MadeTotal, format: Format, catalogues: Catalogues): TotalFigures {
  const summands = Object.fromEntries(
    summandColumns.map((column) => [column, new Map(made.summands[column])]),
  ) as Record<SummandColumn, Map<FactKey, number>>;
  return totalFigures(summands, format, catalogues);
}

/** The facts of the members that a cell is made of, unit by unit. */
export async function readMemberFacts(
  districtId: string,
  members: readonly Pick<MadeMember, "unitId" | "versionId">[],
  keys: readonly FactKey[],
): Promise<{ unitId: string; amounts: Map<FactKey, number> }[]> {
  const { rows } = await pool().query<SummedRow & { versionId: string }>(
    `SELECT version_id AS "versionId", sheet, subject AS row, fund, column_id AS column, measure, amount::text FROM budget_line
     WHERE district_id = $1 AND version_id = ANY($2) AND amount IS NOT NULL
       AND sheet || ':' || subject || ':' || fund || ':' || column_id = ANY($3)`,
    [districtId, members.map(({ versionId }) => versionId), keys],
  );
  const amounts = new Map<string, Map<FactKey, number>>();
  for (const row of rows) {
    const own = amounts.get(row.versionId) ?? new Map<FactKey, number>();
    amounts.set(row.versionId, own.set(keyOfRow(row), valueOf(row.measure, row.amount)!));
  }
  return members.map(({ unitId, versionId }) => ({ unitId, amounts: amounts.get(versionId) ?? new Map() }));
}

/** The versions that the same total of the year before adds up: approved or published accounts of those it had then. */
export async function readLastYearMembers(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<Pick<MadeMember, "unitId" | "versionId">[]> {
  const units = unitsInScope(await listUnitsNear(districtId, year - 1, scope), scope);
  return chooseVersions(
    districtId,
    year - 1,
    units.map(({ id }) => id),
    countedStatuses.approved,
  );
}

/** Hash of what a total says. */
export function hashOfTotal(made: MadeTotal): string {
  return hashOf(made);
}

/** A total that is kept, with whoever made and approved it. */
export interface StoredTotal {
  id: string;
  basis: VersionBasis;
  made: MadeTotal;
  contentHash: string;
  madeById: string | null;
  madeBy: string;
  madeAt: Date;
  frozenBy: string | null;
  frozenAt: Date | null;
}

/** The newest stored total of a scope and basis: any, one that is frozen, or one that waits for it; `null`: there is none. */
export async function findStoredTotal(
  districtId: string,
  year: number,
  scope: TotalScope,
  { basis, isFrozen, isProposed }: { basis: VersionBasis; isFrozen?: boolean; isProposed?: boolean },
): Promise<StoredTotal | null> {
  const row = await db().total.findFirst({
    where: {
      districtId,
      year,
      scope: scope.kind,
      departmentId: departmentOfScope(scope),
      basis,
      ...(isFrozen && { frozenById: { not: null } }),
      ...(isProposed && { madeById: { not: null }, frozenById: null }),
    },
    orderBy: [{ madeAt: "desc" }, { id: "desc" }],
  });
  return row && toStoredTotal(districtId, row);
}

async function toStoredTotal(districtId: string, row: TotalRow): Promise<StoredTotal> {
  const names = await namesOf(districtId, [row.madeById, row.frozenById]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ""));
  return {
    id: row.id,
    basis: row.basis as VersionBasis,
    made: readStored(madeTotalSchema, row.content, `total ${row.id}`),
    contentHash: row.contentHash,
    madeById: row.madeById,
    madeBy: nameOf(row.madeById) ?? "",
    madeAt: row.madeAt,
    frozenBy: nameOf(row.frozenById),
    frozenAt: row.frozenAt,
  };
}

/** What is wrong with a kept total. */
export interface TotalProblem {
  totalId: string;
  /** `hash`: its content is not what was hashed; `facts`: the versions that it names add up to something else. */
  problem: "hash" | "facts";
}

/**
 * Compares every kept total of decided accounts with what it was made of: its hash, and, while the versions stand as they
 * were, the sum of their facts.
 */
export async function listTotalProblems(): Promise<TotalProblem[]> {
  const problems: TotalProblem[] = [];
  const kept = await db().total.findMany({
    where: { basis: { in: ["approved", "published"] } },
    select: { districtId: true, id: true },
  });
  for (const key of kept) {
    const row = await db().total.findUnique({
      where: { districtId_id: key },
      include: { parts: true },
    });
    if (!row) continue;
    const { districtId, id: totalId, parts } = row;
    const made = readStored(madeTotalSchema, row.content, `total ${totalId}`);
    if (hashOfTotal(made) !== row.contentHash) problems.push({ totalId, problem: "hash" });
    const versions = await db().reportVersion.findMany({
      where: { districtId, id: { in: parts.map(({ versionId }) => versionId) } },
      select: { id: true, contentHash: true },
    });
    const hashes = new Map(versions.map(({ id, contentHash }) => [id, contentHash]));
    if (parts.some(({ versionId, contentHash }) => hashes.get(versionId) !== contentHash)) continue;
    const { tableSetId } = await db().fiscalYear.findUniqueOrThrow({
      where: { districtId_year: { districtId, year: row.year } },
    });
    const { sheets } = formatOf(tableSetId);
    const lines = await sumVersions(
      districtId,
      parts.map(({ versionId }) => versionId),
    );
    const { amounts } = sumOfFacts([{ sheets, lines }], sheets);
    const isSame =
      amounts.size === made.summands.units.length &&
      made.summands.units.every(([factKey, amount]) => amounts.get(factKey) === amount);
    if (!isSame) problems.push({ totalId, problem: "facts" });
  }
  return problems;
}

/** What a total was made of, and what it would be made of now: what `outdatedBy` compares. */
export async function readPartsNow(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<{ parts: TotalPart[]; scope: ReadonlySet<string> }> {
  const units = unitsInScope(await listUnitsNear(districtId, year, scope), scope);
  const ids = units.map(({ id }) => id);
  const chosen = await chooseVersions(districtId, year, ids, countedStatuses.approved);
  return { parts: chosen.map(partOf), scope: new Set(ids) };
}

const partOf = ({ unitId, versionId, number, contentHash, revision }: ChosenVersion): TotalPart => ({
  unitId,
  versionId,
  number,
  contentHash: contentHash ?? `${versionId}.${revision}`,
});

export const partsOfTotal = ({ members }: MadeTotal): TotalPart[] =>
  members.map(({ unitId, versionId, number, contentHash }) => ({ unitId, versionId, number, contentHash }));

/** An adjustment with its lines, as the bureau lists it. */
export interface ListedAdjustment {
  id: string;
  kind: "onBehalf" | "adjustment";
  departmentId: string | null;
  state: "proposed" | "approved" | "withdrawn";
  basis: string;
  documentNumber: string;
  documentDate: Date;
  proposedById: string;
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  lines: { key: FactKey; amount: number }[];
}

/** The adjustments of a total, the newest first; those of the district with those of its departments. */
export async function listAdjustments(
  districtId: string,
  year: number,
  scope: TotalScope,
): Promise<ListedAdjustment[]> {
  const departmentId = departmentOfScope(scope);
  const rows = await db().totalAdjustment.findMany({
    where: { districtId, year, ...(departmentId !== null && { departmentId }) },
    orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
    include: { lines: true },
  });
  const names = await namesOf(
    districtId,
    rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
  );
  return rows.map(({ proposedById, decidedById, lines, ...row }) => ({
    ...row,
    proposedById,
    proposedBy: names.get(proposedById) ?? "",
    decidedBy: decidedById === null ? null : (names.get(decidedById) ?? ""),
    lines: lines.map(({ measure, amount, ...line }) => ({
      key: keyOfRow(line),
      amount: valueOf(measure, amount.toFixed(2))!,
    })),
  }));
}
