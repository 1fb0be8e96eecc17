import { chinaDay } from "@/lib/domain/words/moments";
import type { EventContext } from "@/lib/domain/register/event-questions";
import { lastDayOf, type Day } from "@/lib/domain/register/days";
import {
  periodsOf,
  type UnitEvent,
  type UnitLevel,
  type UnitPeriod,
  type UnitRegister,
} from "@/lib/domain/register/register";
import type { UnitKind } from "@/lib/domain/words/funds";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import {
  Prisma,
  type UnitEvent as EventRow,
  type UnitEventParty as PartyRow,
  type UnitPeriod as PeriodRow,
} from "@/lib/platform/generated/prisma/client";

/** A unit as it is on a day. */
export interface UnitRow {
  id: string;
  parentId: string | null;
  level: UnitLevel;
  kind: UnitKind;
  code: string;
  name: string;
  shortName: string | null;
  isObliged: boolean;
  isDepartmentsOwn: boolean;
  /** Whether it is in the register on the day: not ended, and begun. */
  isThere: boolean;
  /** Begins after the day. */
  isToCome: boolean;
}

/** A unit as it is called in a fiscal year, and whether it owes the accounts of that year. */
export interface UnitOfYear extends UnitRow {
  isOwing: boolean;
  /** Need not publish the year; then with its basis. */
  isExempt: boolean;
  exemptBasis: string | null;
}

const columns = (
  on: Day,
) => Prisma.sql`p.unit_id AS id, p.parent_id AS "parentId", p.level::text, p.kind::text, p.code, p.name,
  p.short_name AS "shortName", p.is_obliged AS "isObliged", p.is_departments_own AS "isDepartmentsOwn",
  daterange(p.valid_from, p.valid_to) @> ${on}::date AS "isThere", coalesce(p.valid_from > ${on}::date, false) AS "isToCome"`;

/**
 * Departments and units of a district as they are today, or on another day, by code; the tree is in `parentId`. Those that ended are as
 * they were last.
 */
export async function listUnits(
  districtId: string,
  { on = chinaDay(now()), client = db() }: { on?: Day; client?: Prisma.TransactionClient } = {},
): Promise<UnitRow[]> {
  return client.$queryRaw<UnitRow[]>`
    SELECT ${columns(on)} FROM unit u CROSS JOIN LATERAL unit_as_of(u.id, ${on}::date) p
    WHERE u.district_id = ${districtId}::uuid ORDER BY p.code, u.id`;
}

/**
 * Departments and units of a district, or those of them that are asked for, as they are called in a fiscal year, by
 * code.
 */
export async function listUnitsOfYear(
  districtId: string,
  year: number,
  { unitIds, client = db() }: { unitIds?: readonly string[]; client?: Prisma.TransactionClient } = {},
): Promise<UnitOfYear[]> {
  const end = lastDayOf(year);
  const isAsked = unitIds === undefined ? Prisma.empty : Prisma.sql`AND u.id = ANY(${unitIds}::uuid[])`;
  return client.$queryRaw<UnitOfYear[]>`
    SELECT ${columns(end)}, o.unit_id IS NOT NULL AS "isOwing", o.exempt_basis IS NOT NULL AS "isExempt",
      o.exempt_basis AS "exemptBasis"
    FROM unit u CROSS JOIN LATERAL unit_as_of(u.id, ${end}::date) p
    LEFT JOIN obligation o ON o.district_id = u.district_id AND o.unit_id = u.id AND o.year = ${year}::int
    WHERE u.district_id = ${districtId}::uuid ${isAsked} ORDER BY p.code, u.id`;
}

/** One unit in a fiscal year, with its department then; `null` when the district has no such unit. */
export async function readUnitOfYear(
  districtId: string,
  unitId: string,
  year: number,
  client: Prisma.TransactionClient = db(),
): Promise<{ unit: UnitOfYear; department: UnitOfYear | null } | null> {
  const one = async (id: string) => (await listUnitsOfYear(districtId, year, { unitIds: [id], client }))[0] ?? null;
  const unit = await one(unitId);
  if (!unit) return null;
  return { unit, department: unit.parentId === null ? null : await one(unit.parentId) };
}

/** A day as the domain has it, of a column of dates. */
export function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** A column of dates for a day of the domain. */
export function dateOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The whole register of a district: periods and events, as the domain works with them. */
export async function readUnitRegister(
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<UnitRegister> {
  const periods = await client.unitPeriod.findMany({
    where: { districtId },
    orderBy: [{ unitId: "asc" }, { validFrom: "asc" }],
  });
  const events = await client.unitEvent.findMany({
    where: { districtId },
    orderBy: [{ recordedAt: "asc" }, { transactionId: "asc" }, { id: "asc" }],
    include: { parties: { orderBy: { position: "asc" } } },
  });
  return {
    periods: periods.map(toPeriod),
    events: events.map(toEvent),
  };
}

/** The periods of one unit, earliest first. */
export async function readPeriods(districtId: string, unitId: string): Promise<UnitPeriod[]> {
  const periods = await db().unitPeriod.findMany({ where: { districtId, unitId } });
  return [...periodsOf({ periods: periods.map(toPeriod), events: [] }, unitId)];
}

function toPeriod(row: PeriodRow): UnitPeriod {
  const { unitId, validFrom, validTo, code, name, shortName, parentId, level, kind, isObliged, isDepartmentsOwn } = row;
  const validity = { validFrom: validFrom && dayOf(validFrom), validTo: validTo && dayOf(validTo) };
  return { unitId, ...validity, code, name, shortName, parentId, level, kind, isObliged, isDepartmentsOwn };
}

function toEvent(row: EventRow & { parties: PartyRow[] }): UnitEvent {
  const { id, kind, effectiveOn, documentNumber, documentDate, finalReport, parties } = row;
  return {
    id,
    kind,
    effectiveOn: dayOf(effectiveOn),
    document: { number: documentNumber, date: dayOf(documentDate) },
    finalReport,
    predecessors: parties.flatMap(({ part, unitId }) => (part === "predecessor" ? [unitId] : [])),
    successors: parties.flatMap(({ part, unitId, share }) =>
      part === "successor" ? [{ unitId, share: share ?? 0 }] : [],
    ),
  };
}

/** What an event has to look at beside the register: opened years, and how far the reports of every unit have come. */
export async function readEventContext(
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<EventContext> {
  const years = await client.fiscalYear.findMany({ where: { districtId }, select: { year: true } });
  const reports = await client.report.findMany({
    where: { districtId },
    select: {
      unitId: true,
      fiscalYear: { select: { year: true } },
      versions: { select: { status: true, publication: { select: { unitCode: true } } } },
    },
  });
  return {
    today: chinaDay(now()),
    years: years.map(({ year }) => year),
    reports: reports.map(({ unitId, fiscalYear: { year }, versions }) => {
      const has = (wanted: string) => versions.some(({ status }) => status === wanted);
      const stage = has("published") ? "published" : has("approved") ? "approved" : "inWork";
      const publishedCodes = [...new Set(versions.flatMap(({ publication }) => publication?.unitCode ?? []))];
      return { unitId, year, stage, publishedCodes };
    }),
  };
}

/**
 * The unit that an address means by a code in a fiscal year: the one that has the code in that year, of several the one
 * that owes it; else the one that has or had it last. `null` when nobody ever had it.
 */
export async function findUnitByCode(districtId: string, code: string, year: number): Promise<string | null> {
  const rows = await db().$queryRaw<{ unitId: string }[]>`
    SELECT q.unit_id AS "unitId"
    FROM unit_period q CROSS JOIN LATERAL unit_as_of(q.unit_id, ${lastDayOf(year)}::date) p
    LEFT JOIN obligation o ON o.district_id = q.district_id AND o.unit_id = q.unit_id AND o.year = ${year}::int
    WHERE q.district_id = ${districtId}::uuid AND q.code = ${code}
    ORDER BY p.code = ${code} DESC, o.unit_id IS NOT NULL DESC, q.valid_to DESC NULLS FIRST
    LIMIT 1`;
  return rows[0]?.unitId ?? null;
}

/** That a unit need not publish its accounts of a year. */
export interface Exemption {
  unitId: string;
  year: number;
  basis: string;
}

/** Units that need not publish, by year. */
export async function listExemptions(districtId: string): Promise<Exemption[]> {
  const rows = await db().obligation.findMany({
    where: { districtId, exemptBasis: { not: null } },
    orderBy: { year: "asc" },
    select: { unitId: true, year: true, exemptBasis: true },
  });
  return rows.map(({ unitId, year, exemptBasis }) => ({ unitId, year, basis: exemptBasis! }));
}
