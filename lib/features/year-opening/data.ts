import { chinaDay, formatDateTime } from "@/lib/domain/words/moments";
import { actorLabel } from "@/lib/domain/report/deputies";
import { changedOfRule, ruleOf, type DecisionRule } from "@/lib/domain/decision/decision-rule";
import { arrangedYears, isArranged, type OwnDay } from "@/lib/domain/decision/working-days";
import { formatChoices, formatOf, type FormatChoice } from "@/lib/domain/formats/format-of";
import { firstDayOf, isDay, type Day } from "@/lib/domain/register/days";
import { obligedUnits } from "@/lib/domain/register/obliged-changes";
import { giversOf, openingsOf, type Balances } from "@/lib/domain/register/openings";
import { unitInYear, type UnitRegister } from "@/lib/domain/register/register";
import { notOpenedLabel, versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { openingQuestions, yearStepIds } from "@/lib/domain/report/year-opening";
import { fromDecimalYuan } from "@/lib/domain/words/amounts";
import { keyOf } from "@/lib/domain/words/fact-address";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import { catalogueDifference } from "@/lib/domain/words/subjects/catalogue-difference";
import type { LapsedSubject } from "@/lib/domain/words/subjects/successors";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { regionOfDistrict } from "@/lib/features/fiscal-years/data";
import { readClosing } from "@/lib/features/report-opening/data";
import { listYearSwitches, type YearSwitches } from "@/lib/features/rule-switches/data";
import { listCatalogues, readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { readUnitRegister } from "@/lib/features/units/data";
import { listReportSummaries, type ReportSummary } from "@/lib/features/versions/data";
import { compareYear, listOwing, yearBefore, type ComparedYear } from "@/lib/features/year-notice/data";
import {
  choicesSchema,
  shippedCatalogue,
  type ChangedUnit,
  type Choices,
  type GoneSubject,
  type ObligedUnit,
  type OpeningRow,
} from "@/lib/features/year-opening/schema";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";
import { readCatalogueRows as readShippedRows } from "@/prisma/catalogue/read-catalogue";

/** A year that is being prepared, as it is stored. */
export interface YearDraftRow {
  year: number;
  choices: Choices;
  revision: number;
  startedAt: Date;
  changedBy: string;
  changedAt: Date;
}

/** The years that a district is preparing, newest first. */
export async function listDrafts(districtId: string): Promise<YearDraftRow[]> {
  const rows = await db().yearDraft.findMany({
    where: { districtId },
    orderBy: { year: "desc" },
    include: { changedBy: { select: { name: true } } },
  });
  return rows.map(({ year, choices, revision, startedAt, changedBy, changedAt }) => ({
    year,
    choices: readStored(choicesSchema, choices, `draft of year ${year}`),
    revision,
    startedAt,
    changedBy: changedBy.name,
    changedAt,
  }));
}

/**
 * How the preparation of a year came to its end, in words without their full stop: who opened the year or gave it up, and
 * when.
 */
export async function endingText(districtId: string, year: number): Promise<string> {
  const opened = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  const event = await db().auditEvent.findFirst({
    where: opened
      ? { districtId, action: "fiscalYear.created", subjectId: opened.id }
      : { districtId, action: "fiscalYear.discarded", details: { path: ["year"], equals: year } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  const by = event && `由${actorLabel(event.actorName, event.onBehalfOfName)}于 ${formatDateTime(event.at)} `;
  if (opened) return `${year}年度已${by ? `${by}开设` : "经开设"}（${opened.stage === "open" ? "开放中" : "已关闭"}）`;
  return by ? `${year}年度的准备已${by}放弃` : `没有正在准备的${year}年度`;
}

/** A year that is being prepared with what it proposes where nothing is chosen yet. */
export interface Preparation {
  districtId: string;
  draft: YearDraftRow;
  register: UnitRegister;
  /** The district's years, newest first. */
  years: YearSwitches[];
  formats: FormatChoice[];
  /** Chosen, or in force. */
  tableSetId: string;
  /** Ids of the stored catalogues, newest first. */
  catalogueIds: string[];
  /** Chosen, or that of the year: `shippedCatalogue`, or the id of a stored one. */
  catalogue: string;
  dates: { opensAt: Day; deadline: Day };
  rule: DecisionRule;
}

/** What is known of a year that is being prepared; `null` where nobody prepares it. */
export async function readPreparation(districtId: string, year: number): Promise<Preparation | null> {
  const draft = (await listDrafts(districtId)).find((each) => each.year === year);
  if (!draft) return null;
  const [register, years, catalogueIds, regionCode] = await Promise.all([
    readUnitRegister(districtId),
    listYearSwitches(districtId),
    listCatalogues(),
    regionOfDistrict(districtId),
  ]);
  const { choices } = draft;
  const formats = formatChoices(regionCode, year);
  // One that was chosen may have gone since: another district that prepares the year has given it up.
  const isThere = [shippedCatalogue, ...catalogueIds].includes(choices.catalogue ?? "");
  const last = yearBefore(years, year)?.fiscalYear;
  const later = (date: Date) => sameDayIn(year + 1, chinaDay(date));
  return {
    districtId,
    draft,
    register,
    years,
    formats,
    tableSetId: choices.tableSetId ?? formats[0]?.format.id ?? "",
    catalogueIds,
    catalogue: isThere ? choices.catalogue! : catalogueIds.includes(String(year)) ? String(year) : shippedCatalogue,
    dates: {
      opensAt: choices.opensAt ?? (last ? later(last.opensAt) : firstDayOf(year + 1)),
      deadline: choices.deadline ?? (last ? later(last.deadline) : `${year + 1}-03-31`),
    },
    rule: choices.rule ?? ruleOf(year, last ? changedOfRule(last.year, last.rule) : {}),
  };
}

/** The day of another year with the same month and date; of 29 February, the 28th where there is none. */
function sameDayIn(year: number, day: Day): Day {
  const same = `${year}${day.slice(4)}`;
  return isDay(same) ? same : `${year}-02-28`;
}

/** Id of the catalogue that the year is to have. */
export function catalogueIdOf({ catalogue, draft: { year } }: Pick<Preparation, "catalogue" | "draft">): string {
  return catalogue === shippedCatalogue ? String(year) : catalogue;
}

const shipped = new Map<number, Catalogues>();
const MAX_SHIPPED = 8;

/** The rows that come with the system for a year, ready for look-up. They do not change while the process runs. */
function shippedCatalogues(year: number): Catalogues {
  const known = shipped.get(year);
  if (known) return known;
  const rows = readShippedRows(year);
  const ready = (subjects: typeof rows.functional) =>
    subjects.map((subject) => ({ ...subject, level: subject.level as Subject["level"], initials: "" }));
  const catalogues = {
    functional: createCatalogue("functional", ready(rows.functional)),
    economic: createCatalogue("economic", ready(rows.economic)),
  };
  if (shipped.size === MAX_SHIPPED) shipped.clear();
  shipped.set(year, catalogues);
  return catalogues;
}

function cataloguesOf({ catalogue, draft: { year } }: Preparation): Promise<Catalogues> {
  return catalogue === shippedCatalogue ? Promise.resolve(shippedCatalogues(year)) : readCatalogues(catalogue);
}

/** The year as it would be opened, beside the one before it: what changes by topic, for the notice. */
export async function readChanges(preparation: Preparation): Promise<ComparedYear> {
  const { districtId, draft, register, tableSetId, rule, years } = preparation;
  const catalogues = await cataloguesOf(preparation);
  const { owing } = obligedUnits(register, draft.year, null);
  const { opensAt = null, deadline = null } = draft.choices;
  const year = {
    year: draft.year,
    tableSetId,
    catalogues,
    opensAt,
    deadline,
    rule,
    switches: [],
    thresholds: {},
    owing,
  };
  return compareYear(districtId, year, years);
}

/** The subjects of the year beside those of the year before. */
export interface SubjectsView extends Pick<ComparedYear, "functional" | "economic"> {
  before: number | null;
  counts: { functional: number; economic: number };
  gone: GoneSubject[];
  /** Files that were imported into the year's catalogue, oldest first. */
  imported: string[];
  /** Imports into it that were read and not applied. */
  pending: { id: string; fileName: string }[];
  /**
   * What going back from the stored catalogue of the year to the rows that come with the system would change; `null` where
   * there is nothing to go back from, or somebody else has the catalogue.
   */
  shipped: Pick<ComparedYear, "functional" | "economic"> | null;
}

export async function readSubjects(preparation: Preparation): Promise<SubjectsView> {
  const { districtId } = preparation;
  const [{ before, functional, economic }, catalogues] = await Promise.all([
    readChanges(preparation),
    cataloguesOf(preparation),
  ]);
  const lapsed = [...functional.gone, ...economic.gone];
  return {
    functional,
    economic,
    before: before?.year ?? null,
    counts: { functional: catalogues.functional.subjects.length, economic: catalogues.economic.subjects.length },
    gone: before ? await withUses(districtId, before.id, lapsed) : [],
    imported: await listImportedFiles(districtId, catalogueIdOf(preparation)),
    shipped: await backToShipped(preparation),
    pending: await db().listImport.findMany({
      where: { districtId, kind: "subjects", catalogueId: String(preparation.draft.year), appliedAt: null },
      orderBy: { readAt: "desc" },
      select: { id: true, fileName: true },
      take: 5,
    }),
  };
}

async function backToShipped({
  districtId,
  draft: { year },
  catalogueIds,
}: Preparation): Promise<SubjectsView["shipped"]> {
  const catalogueId = String(year);
  if (!catalogueIds.includes(catalogueId) || (await usesOfCatalogue(catalogueId, districtId)) > 0) return null;
  const [stored, rows] = [await readCatalogues(catalogueId), shippedCatalogues(year)];
  const functional = catalogueDifference(stored.functional, rows.functional);
  const economic = catalogueDifference(stored.economic, rows.economic);
  const isSame = [functional, economic].every(
    ({ added, gone, renamed }) => added.length + gone.length + renamed.length === 0,
  );
  return isSame ? null : { functional, economic };
}

/** How many years have a catalogue, and how many other districts prepare a year with it: catalogues are everybody's. */
export async function usesOfCatalogue(
  catalogueId: string,
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<number> {
  const chosen = { path: ["catalogue"], equals: catalogueId };
  const years = await client.fiscalYear.count({ where: { catalogueId } });
  return years + (await client.yearDraft.count({ where: { NOT: { districtId }, choices: chosen } }));
}

async function listImportedFiles(
  districtId: string,
  catalogueId: string,
  client: Prisma.TransactionClient = db(),
): Promise<string[]> {
  const rows = await client.listImport.findMany({
    where: { districtId, kind: "subjects", catalogueId, appliedAt: { not: null } },
    orderBy: { appliedAt: "asc" },
    select: { fileName: true },
  });
  return rows.map(({ fileName }) => fileName);
}

/** Who has figures of a year on subjects, and how much on each sheet. */
async function withUses(
  districtId: string,
  fiscalYearId: string,
  subjects: readonly LapsedSubject[],
): Promise<GoneSubject[]> {
  const uses = await db().$queryRaw<{ code: string; unitName: string; sheet: string; amount: string }[]>`
    SELECT l.subject AS code, p.name AS "unitName", l.sheet, sum(l.amount)::text AS amount
    FROM fiscal_year y
    JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id AND r.scope = 'unit'
    JOIN LATERAL (SELECT v.id FROM report_version v WHERE v.district_id = r.district_id AND v.report_id = r.id
      ORDER BY v.number DESC LIMIT 1) v ON true
    JOIN budget_line l ON l.district_id = r.district_id AND l.version_id = v.id AND l.measure = 'money' AND l.amount <> 0
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) p
    WHERE y.district_id = ${districtId}::uuid AND y.id = ${fiscalYearId}::uuid
      AND l.subject = ANY(${subjects.map(({ code }) => code)}::text[])
      AND l.sheet IN ('income', 'expenditure', 'basicExpenditure')
    GROUP BY l.subject, p.name, p.code, l.sheet ORDER BY l.subject, p.code, l.sheet DESC`;
  return subjects.map(({ code, name, successors }) => ({
    code,
    name,
    successors: successors.map((each) => ({ code: each.code, name: each.name })),
    uses: uses
      .filter((use) => use.code === code)
      .map(({ unitName, sheet, amount }) => ({ unitName, sheet, amount: fromDecimalYuan(amount) })),
  }));
}

/** Until when the accounts and their approvals are due, and whether the holidays of that time are known. */
export interface DeadlinesView {
  /** Calendar years in which the clocks of the year run, and whether their holidays are known. */
  holidays: { year: number; isKnown: boolean }[];
  knownUntil: number;
  ownDays: OwnDay[];
  before: { year: number; deadline: Day } | null;
}

export async function readDeadlines({ districtId, draft: { year }, years }: Preparation): Promise<DeadlinesView> {
  const ownDays = await listOwnDays(districtId);
  const last = yearBefore(years, year)?.fiscalYear;
  return {
    // Approved in the middle of the year after; what is late is still counted in the one after that.
    holidays: [year + 1, year + 2].map((each) => ({ year: each, isKnown: isArranged(firstDayOf(each), ownDays) })),
    knownUntil: arrangedYears.last,
    ownDays,
    before: last ? { year: last.year, deadline: chinaDay(last.deadline) } : null,
  };
}

/** Who owes the year by the register, beside the year before. */
export interface UnitsView {
  before: { year: number; units: number } | null;
  units: ObligedUnit[];
  changed: ChangedUnit[];
  /** The first day that the register knows of; `null` where nothing in it is dated. */
  registerBegins: Day | null;
}

export async function readObliged({ districtId, draft: { year }, register, years }: Preparation): Promise<UnitsView> {
  const last = yearBefore(years, year)?.fiscalYear ?? null;
  const owed = last ? await listOwing(districtId, last.year) : [];
  const { owing, changes } = obligedUnits(register, year, last && { year: last.year, owing: owed });
  const inherited = await inheritedExemptions(districtId, year);
  const nameOf = (unitId: string | null) => (unitId === null ? "" : (unitInYear(register, unitId, year)?.name ?? ""));
  return {
    before: last && { year: last.year, units: owed.length },
    units: owing.map((unitId) => {
      const { code, name, parentId } = unitInYear(register, unitId, year)!;
      return { unitId, code, name, departmentName: nameOf(parentId), inherited: inherited.get(unitId) ?? null };
    }),
    changed: changes.map(({ unitId, unit: { code, name }, kinds, texts, documents }) => ({
      unitId,
      code,
      name,
      kinds,
      texts,
      documents: [...new Set(documents.map(({ number, date }) => `${number}（${date}）`))],
    })),
    registerBegins: beginningOf(register),
  };
}

/** The basis on which a unit did not publish its newest year before, by the id of the unit. */
async function inheritedExemptions(districtId: string, year: number): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ unitId: string; basis: string | null }[]>`
    SELECT DISTINCT ON (unit_id) unit_id AS "unitId", exempt_basis AS basis FROM obligation
    WHERE district_id = ${districtId}::uuid AND year < ${year}::int ORDER BY unit_id, year DESC`;
  return new Map(rows.flatMap(({ unitId, basis }) => (basis === null ? [] : [[unitId, basis] as const])));
}

function beginningOf({ periods, events }: UnitRegister): Day | null {
  const days = [
    ...periods.flatMap(({ validFrom }) => validFrom ?? []),
    ...events.map(({ effectiveOn }) => effectiveOn),
  ];
  return days.length === 0 ? null : days.reduce((first, day) => (day < first ? day : first));
}

/** How the openings of the year stand. */
export interface OpeningsView {
  /** Whether the year before was opened at all. */
  lastIsOpened: boolean;
  rows: OpeningRow[];
  /** Balances that go from unit to unit at the beginning of the year, Σ on both sides, in fen. */
  takeover: {
    given: { name: string; amount: number }[];
    taken: { name: string; amount: number }[];
    /** Of units that ended without a successor. */
    surrendered: number;
    /** Whether accounts of some of them are not approved yet, so that the sums are not all. */
    isIncomplete: boolean;
  } | null;
  /** Units whose openings were adjusted last year: what was closed then is to be looked at. */
  adjusted: string[];
}

export async function readOpenings(preparation: Preparation): Promise<OpeningsView> {
  const {
    districtId,
    draft: { year },
    register,
    years,
    tableSetId,
  } = preparation;
  const last = years.find(({ fiscalYear }) => fiscalYear.year === year - 1)?.fiscalYear ?? null;
  const summaries = last ? await listReportSummaries(districtId, { fiscalYearId: last.id }) : new Map();
  const reportOf = (unitId: string): ReportSummary | undefined => last && summaries.get(`${unitId}:${last.id}`);
  const { owing } = obligedUnits(register, year, null);
  const nameOf = (unitId: string) => unitInYear(register, unitId, year - 1)?.name ?? "";
  const givers = new Map(owing.map((unitId) => [unitId, last ? giversOf(register, unitId, year) : []]));
  const rows = owing.map((unitId): OpeningRow => {
    const { code, name } = unitInYear(register, unitId, year)!;
    const from = givers.get(unitId)!;
    const waitsFor = from.filter((giver) => !isApproved(reportOf(giver)));
    return {
      unitId,
      code,
      name,
      state: from.length === 0 ? "none" : waitsFor.length > 0 ? "waiting" : "carried",
      from: isTakeover(unitId, from) ? from.map(nameOf) : [],
      waitsFor: waitsFor.map((giver) => `${nameOf(giver)}：${stateText(reportOf(giver))}`),
    };
  });
  const involved = owing.flatMap((unitId) => (isTakeover(unitId, givers.get(unitId)!) ? givers.get(unitId)! : []));
  return {
    lastIsOpened: last !== null,
    rows,
    takeover:
      involved.length === 0
        ? null
        : await takeoverSums(districtId, new Set(involved), {
            year,
            sheets: formatOf(tableSetId).sheets,
            catalogues: await cataloguesOf(preparation),
            register,
          }),
    adjusted: last ? await listAdjusted(districtId, last.id) : [],
  };
}

function isTakeover(unitId: string, from: readonly string[]): boolean {
  return from.some((giver) => giver !== unitId);
}

function isApproved(report: ReportSummary | undefined): boolean {
  if (!report) return false;
  return report.publishedNumber !== null || ["approved", "published"].includes(report.version.status);
}

function stateText(report: ReportSummary | undefined): string {
  return report ? versionStatusLabels[report.version.status] : notOpenedLabel;
}

/** Σ closings of those who hand over, and Σ openings of those who take over, in fen. */
async function takeoverSums(
  districtId: string,
  givers: ReadonlySet<string>,
  taking: Parameters<typeof readClosing>[2],
): Promise<NonNullable<OpeningsView["takeover"]>> {
  const closings = new Map<string, Balances>();
  for (const giver of givers) {
    const closing = await readClosing(districtId, giver, taking);
    if (closing) closings.set(giver, new Map(closing.openings.map(({ address, value }) => [keyOf(address), value])));
  }
  const { openings, surrendered } = openingsOf(taking.register, taking.year, closings);
  const total = (balances: Balances) =>
    [...balances].reduce((sum, [key, value]) => (key.startsWith("balance:") ? sum + value : sum), 0);
  const line = ([unitId, balances]: readonly [string, Balances], year: number) => ({
    name: unitInYear(taking.register, unitId, year)?.name ?? "",
    amount: total(balances),
  });
  return {
    given: [...closings].map((entry) => line(entry, taking.year - 1)),
    taken: [...openings].map((entry) => line(entry, taking.year)),
    surrendered: [...surrendered.values()].reduce((sum, balances) => sum + total(balances), 0),
    isIncomplete: closings.size < givers.size,
  };
}

async function listAdjusted(districtId: string, fiscalYearId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT DISTINCT p.name, p.code FROM fiscal_year y
    JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id AND r.scope = 'unit'
    JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
    JOIN budget_line l ON l.district_id = v.district_id AND l.version_id = v.id AND l.sheet = 'openingAdjustments' AND l.amount <> 0
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) p
    WHERE y.district_id = ${districtId}::uuid AND y.id = ${fiscalYearId}::uuid ORDER BY p.code`;
  return rows.map(({ name }) => name);
}

/** What is asked before the year is opened as it is prepared. */
export async function readQuestions(preparation: Preparation): Promise<string[]> {
  const { districtId, draft, register, formats, tableSetId, years, dates } = preparation;
  const inForce = formats.find(({ isInForce }) => isInForce);
  return openingQuestions({
    year: draft.year,
    years: years.map(({ fiscalYear }) => fiscalYear.year),
    deadline: dates.deadline,
    today: chinaDay(now()),
    formatInForce: inForce && inForce.format.id !== tableSetId ? inForce.format.label : null,
    catalogueId: catalogueIdOf(preparation),
    importedFiles: await listImportedFiles(districtId, catalogueIdOf(preparation)),
    units: obligedUnits(register, draft.year, null).owing.length,
    registerBegins: beginningOf(register),
    unseen: yearStepIds.filter((step) => !draft.choices.seen.includes(step)),
  });
}
