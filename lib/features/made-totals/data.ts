import { compileChecks } from "@/lib/domain/checks/check-engine";
import { outdatedParts } from "@/lib/domain/consolidation/department-report";
import { eliminationOf, type Elimination } from "@/lib/domain/consolidation/elimination";
import { outdatedBy, type MakingNow, type MakingOfTotal } from "@/lib/domain/consolidation/frozen";
import { contributionsTo, type Contribution } from "@/lib/domain/consolidation/contributions";
import { priorOfTotal, type MemberPrior } from "@/lib/domain/consolidation/prior-year";
import {
  countedStatuses,
  movesWithin,
  unitsInScope,
  type TotalScope,
  type VersionBasis,
} from "@/lib/domain/consolidation/scope";
import {
  linesOf,
  statedByAll,
  sumOfFacts,
  type FactLine,
  type FactsOfFormat,
  type FactSum,
} from "@/lib/domain/consolidation/sum-of-facts";
import {
  summandColumns,
  totalAmounts,
  totalFigures,
  type SummandColumn,
  type Summands,
  type TotalFigures,
} from "@/lib/domain/consolidation/total";
import {
  answeredBy,
  partsIn,
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
import type { Figures } from "@/lib/domain/engine/contract";
import { factorsBehind, factsBehind, labelOfFact, programForFacts } from "@/lib/domain/engine/figures";
import type { Format } from "@/lib/domain/formats/define";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { formatOf } from "@/lib/domain/formats/format-of";
import { changesOf } from "@/lib/domain/register/changes";
import { firstDayOf, lastDayOf } from "@/lib/domain/register/days";
import type { OutdatedPart } from "@/lib/domain/report/blockers";
import { notOpenedLabel, versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { pairId, transferColumns, type TransferPair } from "@/lib/domain/words/counterparts";
import type { CellId } from "@/lib/domain/words/cell-id";
import { priorYearKey, type FactKey } from "@/lib/domain/words/fact-address";
import { noDataPrefix, noFacts } from "@/lib/domain/words/facts";
import { unitKindLabels, unitKinds } from "@/lib/domain/words/funds";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import { listSettled } from "@/lib/features/counterparts/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import type { MadeMember, MadeTotal } from "@/lib/features/total-content/schema";
import { nameOfSubject, readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import {
  approvedAdjustments,
  countOpenAdjustments,
  decidedDocuments,
  factsByVersion,
  factsOf,
  openFacts,
  sumVersions,
  unreadableOf,
  type VersionFacts,
} from "@/lib/features/total-facts/data";
import {
  chooseVersions,
  listUnitsNear,
  partOf,
  partsOfTotal,
  readChangesWithin,
  readLastYearMembers,
  type ChosenVersion,
} from "@/lib/features/total-scopes/data";
import { readUnitRegister, type UnitOfYear } from "@/lib/features/units/data";
import { hashOf } from "@/lib/platform/content-hash";
import { pool } from "@/lib/platform/db";

/** What is taken out of the sum of versions: what their units paid each other, alike on both sides. */
async function readElimination(
  of: VersionFacts,
  versions: readonly ChosenVersion[],
  year: number,
): Promise<Elimination> {
  const facts = await factsByVersion(of, {
    sheets: ["income", "expenditure", "counterparts"],
    columns: transferColumns.map(({ column }) => column),
    slots: "counterpart.",
  });
  return eliminationOf(
    versions.map(({ unitId, versionId }) => ({ unitId, facts: facts.get(versionId)! })),
    year,
  );
}

/** The entry sheets of a year; of a year that does not exist, those of the year that asks. */
async function sheetsOfYear(districtId: string, year: number, { sheets }: Format): Promise<EntrySheets> {
  const { rows } = await pool().query<{ tableSetId: string }>(
    `SELECT table_set_id AS "tableSetId" FROM fiscal_year WHERE district_id = $1 AND year = $2`,
    [districtId, year],
  );
  return rows[0] ? formatOf(rows[0].tableSetId).sheets : sheets;
}

/** Figures of every address that facts of units in another year have; also what cancels wholly stands behind a cell. */
function figuresOfAddresses(facts: FactsOfFormat, tableSet: Format, catalogues: Catalogues): Figures {
  const amounts = new Map(Array.from(sumOfFacts([facts], tableSet.sheets).units.keys(), (key) => [key, 0]));
  return programForFacts({ tableSet, ...catalogues, facts: { ...noFacts, amounts } });
}

/** What each unit of a total gives to a cell. */
export async function contributionsNow(
  districtId: string,
  made: MadeTotal,
  figures: TotalFigures,
  cell: CellId,
): Promise<Contribution[]> {
  const facts = await factsOfTotal(districtId, made);
  return contributionsOf(facts, made.members, factorsBehind(figures.units, cell));
}

/** What units gave to a cell of a total in the year before `year`. */
export async function contributionsOfLastYear(
  districtId: string,
  year: number,
  made: MadeTotal,
  members: readonly ChosenVersion[],
  cell: CellId,
  { format, catalogues }: { format: Format; catalogues: Catalogues },
): Promise<Contribution[]> {
  const [facts, sheets] = await Promise.all([
    factsOfLastYear(districtId, made, members),
    sheetsOfYear(districtId, year - 1, format),
  ]);
  const all = figuresOfAddresses({ sheets, lines: await sumVersions(facts) }, format, catalogues);
  return contributionsOf(facts, members, factorsBehind(all, cell));
}

async function contributionsOf(
  facts: VersionFacts,
  members: readonly Pick<ChosenVersion, "unitId" | "versionId">[],
  factors: ReadonlyMap<FactKey, number>,
): Promise<Contribution[]> {
  const amounts = await factsOf(facts, versionIdsOf(members), [...factors.keys()]);
  return contributionsTo(
    factors,
    members.map(({ unitId, versionId }) => ({ unitId, amounts: amounts.get(versionId)! })),
  );
}

interface LastYear {
  facts: VersionFacts;
  /** Its own format. */
  sheets: EntrySheets;
  members: readonly ChosenVersion[];
  unitIds: ReadonlySet<string>;
  /** What the units add up to, in its own format. */
  lines: FactLine[];
  /** Less what cancels and with what stands beside the units, in the format of this year. */
  sum: FactSum;
}

/**
 * The accounts of last year of the same units, in the format of this one, less what they paid each other then and with
 * what was entered beside them for this scope: a total is compared with a total, column by column.
 */
async function sumOfLastYear(
  districtId: string,
  fiscalYear: FiscalYearRow,
  scope: TotalScope,
  unitIds: readonly string[],
): Promise<LastYear> {
  const format = formatOf(fiscalYear.tableSetId);
  const chosen = await chooseVersions(districtId, fiscalYear.year - 1, unitIds, countedStatuses.approved);
  const facts = await openFacts(districtId, versionIdsOf(chosen));
  const [sheets, lines, elimination, { onBehalf, adjustment }] = await Promise.all([
    sheetsOfYear(districtId, fiscalYear.year - 1, format),
    sumVersions(facts),
    readElimination(facts, chosen, fiscalYear.year - 1),
    approvedAdjustments(districtId, fiscalYear.year - 1, scope),
  ]);
  const summands = [...lines, ...linesOf(elimination.amounts), ...onBehalf, ...adjustment];
  return {
    facts,
    lines,
    sum: sumOfFacts([{ sheets, lines: summands }], format.sheets),
    sheets,
    members: chosen,
    unitIds: new Set(chosen.map(({ unitId }) => unitId)),
  };
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
  const versionIds = versionIdsOf(chosen);
  const [{ facts, ...ofUnits }, adjustments, open, lastYear, unreadable, settled, register] = await Promise.all([
    readUnits(),
    approvedAdjustments(districtId, year, scope),
    countOpenAdjustments(districtId, year, scope),
    sumOfLastYear(districtId, fiscalYear, scope, unitIds),
    unreadableOf(districtId, versionIds),
    listSettled(districtId, year),
    readChangesWithin(districtId, year, unitIds),
  ]);
  const { elimination, stated } = ofUnits;
  const sum = sumOfFacts([{ sheets: format.sheets, lines: ofUnits.lines }], format.sheets);
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
      facts,
      figures,
      format,
      catalogues,
      members,
      lastYear,
      stated: new Map(priors.map((each) => [each.unitId, each.stated])),
    }),
    composition: await compositionOf(districtId, year, scope, units, members),
    openAdjustments: open,
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
      facts: { amounts: totalAmounts(summands, format), texts: new Map() },
      precision: "fen",
      thresholds: thresholdsOf(fiscalYear.thresholds),
      priorYear: { facts: { amounts: lastYear.sum.amounts, texts: new Map() }, cell: prior.cell },
      consolidation: {
        // A column without facts adds nothing to any cell; most totals have two or three of those.
        summands: summandColumns
          .filter((column) => summands[column].size > 0)
          .map((column) => ({ name: column, cell: (id) => figures[column].value(id) })),
      },
    },
    balancesOfTotal(format, year, { knowsLastYear: prior.isComplete }),
  ).run();
  const made: MadeTotal = {
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
  madeOf.set(made, { figures, facts, lastYear: lastYear.facts });
  return made;

  async function readUnits() {
    const facts = await openFacts(districtId, versionIds);
    const [lines, elimination, stated] = await Promise.all([
      sumVersions(facts),
      readElimination(facts, chosen, year),
      factsByVersion(facts, { sheets: ["priorYear"], columns: null, slots: noDataPrefix }),
    ]);
    return { facts, lines, elimination, stated };
  }
}

const versionIdsOf = (versions: readonly { versionId: string }[]) => versions.map(({ versionId }) => versionId);

/** So many units are asked at once that a district's facts are never in memory together. */
const ASKED_AT_ONCE = 2_000;

/** Questions with the units behind them: their figures of this year, and of last year as derived or as they state them. */
async function answered(
  questions: readonly TotalQuestion[],
  {
    facts,
    figures,
    format,
    catalogues,
    members,
    lastYear,
    stated,
  }: {
    facts: VersionFacts;
    figures: Pick<TotalFigures, "units">;
    format: Format;
    catalogues: Catalogues;
    members: readonly MadeMember[];
    lastYear: Omit<LastYear, "sum">;
    stated: ReadonlyMap<string, ReadonlyMap<FactKey, number>>;
  },
): Promise<AnsweredQuestion[]> {
  if (questions.length === 0) return [];
  const ofLastYear = new Map(lastYear.members.map((version) => [version.unitId, version]));
  const cells = questions.flatMap((question) => question.cells);
  // What is not held is asked for as far as it is needed.
  const keys = {
    now: facts.held ? null : factsBehind(figures.units, ...cells),
    before: lastYear.facts.held ? null : factsBehind(figuresOfAddresses(lastYear, format, catalogues), ...cells),
  };
  /** The tables of one unit; of another format, what this one has a place for. */
  const figuresOf = (own: ReadonlyMap<FactKey, number>, sheets: EntrySheets): Figures => {
    const amounts =
      sheets === format.sheets ? own : sumOfFacts([{ sheets, lines: linesOf(own) }], format.sheets).amounts;
    return programForFacts({ tableSet: format, ...catalogues, facts: { ...noFacts, amounts } });
  };
  const units: Parameters<typeof answeredBy>[1][number][] = [];
  for (let from = 0; from < members.length; from += ASKED_AT_ONCE) {
    const asked = members.slice(from, from + ASKED_AT_ONCE);
    const then = asked.flatMap(({ unitId }) => ofLastYear.get(unitId) ?? []);
    const [now, before] = await Promise.all([
      factsOf(facts, versionIdsOf(asked), keys.now),
      factsOf(lastYear.facts, versionIdsOf(then), keys.before),
    ]);
    for (const { unitId, versionId } of asked) {
      const is = figuresOf(now.get(versionId)!, format.sheets);
      const version = ofLastYear.get(unitId);
      const was = version && figuresOf(before.get(version.versionId)!, lastYear.sheets);
      const parts = partsIn(questions, {
        now: (cell) => is.value(cell) ?? 0,
        before: (cell) => (was ? (was.value(cell) ?? 0) : (stated.get(unitId)?.get(priorYearKey(cell)) ?? null)),
      });
      units.push({ unitId, parts });
    }
  }
  return answeredBy(questions, units);
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

/** What a total was made of and judged by: whoever shows it at once neither reads nor computes that again. */
const madeOf = new WeakMap<MadeTotal, { figures: TotalFigures; facts: VersionFacts; lastYear: VersionFacts }>();

async function factsOfTotal(districtId: string, made: MadeTotal): Promise<VersionFacts> {
  return madeOf.get(made)?.facts ?? (await openFacts(districtId, versionIdsOf(made.members)));
}

async function factsOfLastYear(
  districtId: string,
  made: MadeTotal,
  members: readonly ChosenVersion[],
): Promise<VersionFacts> {
  const known = madeOf.get(made)?.lastYear;
  const ids = versionIdsOf(members);
  // A unit that has gone since is not among those that this year's total was compared with.
  const isWhole = known?.versionIds.length === ids.length && new Set([...known.versionIds, ...ids]).size === ids.length;
  return isWhole ? known : await openFacts(districtId, ids);
}

/** The figures of a total that was made, in the tables of its year. */
export function figuresOfTotal(made: MadeTotal, format: Format, catalogues: Catalogues): TotalFigures {
  const known = madeOf.get(made)?.figures;
  if (known) return known;
  const summands = Object.fromEntries(
    summandColumns.map((column) => [column, new Map(made.summands[column])]),
  ) as Record<SummandColumn, Map<FactKey, number>>;
  return totalFigures(summands, format, catalogues);
}

/** Hash of what a total says. */
export function hashOfTotal(made: MadeTotal): string {
  return hashOf(made);
}

/** What a total was made of, for `outdatedBy`. */
export const makingOfTotal = (made: MadeTotal): MakingOfTotal => ({
  parts: partsOfTotal(made),
  onBehalf: made.summands.onBehalf,
  adjustment: made.summands.adjustment,
});

/**
 * What a total would be made of now, for `outdatedBy`, with the names of everybody near it.
 *
 * @param known the units near it (`listUnitsNear`), where they have been read
 */
export async function readMakingNow(
  districtId: string,
  year: number,
  scope: TotalScope,
  known?: readonly UnitOfYear[],
): Promise<MakingNow & { names: ReadonlyMap<string, string> }> {
  const near = known ?? (await listUnitsNear(districtId, year, scope));
  const ids = unitsInScope(near, scope).map(({ id }) => id);
  const [chosen, { onBehalf, adjustment }, decided] = await Promise.all([
    chooseVersions(districtId, year, ids, countedStatuses.approved),
    approvedAdjustments(districtId, year, scope),
    decidedDocuments(districtId, year, scope),
  ]);
  const entriesOf = (lines: readonly FactLine[]) => lines.map(({ key, amount }) => [key, amount] as const);
  return {
    parts: chosen.map(partOf),
    onBehalf: entriesOf(onBehalf),
    adjustment: entriesOf(adjustment),
    decided,
    scope: new Set(ids),
    names: new Map(near.map(({ id, name }) => [id, name])),
  };
}

/** What is not any more as it was when a total was made, in words. */
export function outdatedSince(
  { made, madeAt }: { made: MadeTotal; madeAt: Date },
  now: MakingNow & { names: ReadonlyMap<string, string> },
): OutdatedPart[] {
  const before = new Map(made.members.map(({ unitId, name }) => [unitId, name]));
  return outdatedParts(outdatedBy(makingOfTotal(made), now, madeAt), (id) => now.names.get(id) ?? before.get(id) ?? "");
}
