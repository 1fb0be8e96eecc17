import { chinaDay } from "@/lib/domain/words/moments";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { changesOfYear, type YearChange, type YearSetup } from "@/lib/domain/report/year-changes";
import { catalogueDifference, type CatalogueDifference } from "@/lib/domain/words/subjects/catalogue-difference";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listYearSwitches, type YearSwitches } from "@/lib/features/rule-switches/data";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import type { YearNotice } from "@/lib/features/year-notice/schema";
import { db } from "@/lib/platform/db";
import { Prisma } from "@/lib/platform/generated/prisma/client";

/** A year as it is set up, or is to be. */
export interface SetUpYear extends Omit<YearSetup, "format" | "units"> {
  tableSetId: string;
  catalogues: Catalogues;
  /** Ids of the units that are to owe it; `null` for an opened year: those that owe it as it was frozen. */
  owing: readonly string[] | null;
}

/** A year beside the one that was opened before it. */
export interface ComparedYear {
  /** `null` for the first year, and where the installation has not the format of the year before. */
  before: FiscalYearRow | null;
  functional: CatalogueDifference;
  economic: CatalogueDifference;
  changes: YearChange[];
}

/** Ids of the units that owe a year as it was frozen. */
export async function listOwing(districtId: string, year: number): Promise<string[]> {
  const rows = await db().obligation.findMany({ where: { districtId, year }, select: { unitId: true } });
  return rows.map(({ unitId }) => unitId);
}

/** How many units owe a year and the one before it, and how many of them only one of the two. */
export interface OwingCounts {
  units: number;
  unitsBefore: number;
  newUnits: number;
  goneUnits: number;
}

/**
 * Counts in the database who owes a year beside who owed an earlier one: a page that is opened by everybody reads no
 * lists of units.
 *
 * @param owing ids of those who are to owe the year; `null`: those who owe it as it was frozen.
 * @param before `null` for the first year: nobody owed one.
 */
export async function countOwing(
  districtId: string,
  year: number,
  owing: readonly string[] | null,
  before: number | null,
): Promise<OwingCounts> {
  const frozen = (of: number | null) =>
    Prisma.sql`SELECT unit_id FROM obligation WHERE district_id = ${districtId}::uuid AND year = ${of}::int`;
  const now = owing === null ? frozen(year) : Prisma.sql`SELECT unnest(${owing}::uuid[]) AS unit_id`;
  const [counts] = await db().$queryRaw<OwingCounts[]>`
    SELECT count(n.unit_id)::int AS units, count(b.unit_id)::int AS "unitsBefore",
      count(*) FILTER (WHERE b.unit_id IS NULL)::int AS "newUnits",
      count(*) FILTER (WHERE n.unit_id IS NULL)::int AS "goneUnits"
    FROM (${now}) n FULL JOIN (${frozen(before)}) b ON b.unit_id = n.unit_id`;
  return counts!;
}

/** The newest year before another one. */
export function yearBefore(years: readonly YearSwitches[], year: number): YearSwitches | null {
  return years.find(({ fiscalYear }) => fiscalYear.year < year && isFormatId(fiscalYear.tableSetId)) ?? null;
}

/**
 * What is otherwise in a year than in the one opened before it.
 *
 * @param years of the district, newest first.
 */
export async function compareYear(
  districtId: string,
  { tableSetId, catalogues, owing, ...year }: SetUpYear,
  years: readonly YearSwitches[],
): Promise<ComparedYear> {
  const last = yearBefore(years, year.year);
  const { units, unitsBefore, ...others } = await countOwing(
    districtId,
    year.year,
    owing,
    last?.fiscalYear.year ?? null,
  );
  const setup: YearSetup = { ...year, format: formatOf(tableSetId), units };
  const nothing = { added: [], gone: [], renamed: [] };
  if (!last) return { before: null, functional: nothing, economic: nothing, changes: changesOfYear(setup, null) };
  const lastCatalogues = await readCatalogues(last.fiscalYear.catalogueId);
  const functional = catalogueDifference(lastCatalogues.functional, catalogues.functional);
  const economic = catalogueDifference(lastCatalogues.economic, catalogues.economic);
  const changes = changesOfYear(setup, {
    setup: setupOf(last, unitsBefore),
    differences: { functional, economic, ...others },
  });
  return { before: last.fiscalYear, functional, economic, changes };
}

function setupOf({ fiscalYear, switches }: YearSwitches, units: number): YearSetup {
  const { year, tableSetId, deadline, rule, thresholds } = fiscalYear;
  return { year, format: formatOf(tableSetId), deadline: chinaDay(deadline), rule, switches, thresholds, units };
}

/** What is otherwise in an opened year, and what the bureau writes of it; `null` for a year that there is not. */
export async function readYearNotice(districtId: string, year: number): Promise<YearNotice | null> {
  const years = await listYearSwitches(districtId);
  const found = years.find(({ fiscalYear }) => fiscalYear.year === year);
  if (!found) return null;
  const { tableSetId, catalogueId, deadline, rule, thresholds, notice, noticeRevision } = found.fiscalYear;
  const head = { year, notice, revision: noticeRevision };
  if (!isFormatId(tableSetId)) return { ...head, before: null, changes: [] };
  const catalogues = await readCatalogues(catalogueId);
  const { switches } = found;
  const setup = { year, tableSetId, catalogues, deadline: chinaDay(deadline), rule, switches, thresholds, owing: null };
  const { before, changes } = await compareYear(districtId, setup, years);
  return { ...head, before: before?.year ?? null, changes };
}

/** The open years whose notices a person has not put away as they are now, newest first. */
export async function listUnreadNotices(districtId: string, userId: string): Promise<{ year: number }[]> {
  return db().$queryRaw<{ year: number }[]>`
    SELECT y.year FROM fiscal_year y
    LEFT JOIN read_notice r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id AND r.user_id = ${userId}::uuid
    WHERE y.district_id = ${districtId}::uuid AND y.stage = 'open' AND y.notice_revision > coalesce(r.revision, 0)
    ORDER BY y.year DESC`;
}
