import { z } from "zod";
import { congressDemands, longestClock, ruleOf, type DecisionRule } from "@/lib/domain/decision/decision-rule";
import { notOpenedLabel, versionStatusLabels, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { db, pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { FiscalYear } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** The limits that the district has changed, by id. */
const storedThresholdsSchema = z.record(z.string(), z.number());

/** What a district has changed of a year's rule of 批复 and 公开. */
const storedRuleSchema = z
  .object({
    bureauDays: z.number().int().min(1).max(longestClock),
    departmentDays: z.number().int().min(1).max(longestClock),
    publicationDays: z.number().int().min(1).max(longestClock),
    movesOffHolidays: z.boolean(),
    congress: z.enum(Object.keys(congressDemands) as [keyof typeof congressDemands]),
  })
  .partial();

export interface FiscalYearRow {
  id: string;
  year: number;
  /** Id of its format (lib/domain/formats). */
  tableSetId: string;
  catalogueId: string;
  stage: "open" | "closed";
  opensAt: Date;
  deadline: Date;
  thresholds: Record<string, number>;
  /** The rule of 批复 and 公开 that holds for it. */
  rule: DecisionRule;
  /** Whether 批复 waits for 初审 and 复核 of the points. */
  demandsSignOffs: boolean;
  /** What the bureau tells both sides of the year. */
  notice: string;
  /** 0: the year has no notice. */
  noticeRevision: number;
}

/** The stored year in the shape that screens read. */
export function toFiscalYearRow(row: FiscalYear): FiscalYearRow {
  return {
    id: row.id,
    year: row.year,
    tableSetId: row.tableSetId,
    catalogueId: row.catalogueId,
    stage: row.stage,
    opensAt: row.opensAt,
    deadline: row.deadline,
    thresholds: readStored(storedThresholdsSchema, row.thresholds, `thresholds of year ${row.year}`),
    rule: ruleOf(row.year, readStored(storedRuleSchema, row.decisionRule, `rule of year ${row.year}`)),
    demandsSignOffs: row.demandsSignOffs,
    notice: row.notice,
    noticeRevision: row.noticeRevision,
  };
}

/** Years of a district, newest first. */
export async function listFiscalYears(districtId: string): Promise<FiscalYearRow[]> {
  const rows = await db().fiscalYear.findMany({ where: { districtId }, orderBy: { year: "desc" } });
  return rows.map(toFiscalYearRow);
}

/** The year that is asked for, or the newest when none is; `undefined` where the district has no such year. */
export function askedYear(years: readonly FiscalYearRow[], year: number | null | undefined): FiscalYearRow | undefined {
  return year === null || year === undefined ? years[0] : years.find((each) => each.year === year);
}

/** A year of a district. @throws AppError notFound for a year that it has not */
export async function requireYear(districtId: string, year: number): Promise<FiscalYearRow> {
  const row = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  if (!row) throw new AppError("notFound", `year ${year}`);
  return toFiscalYearRow(row);
}

/** The region whose formats a district's years take. */
export async function regionOfDistrict(districtId: string): Promise<string> {
  return (await db().district.findUniqueOrThrow({ where: { id: districtId } })).regionCode;
}

/** Units that owe a year and have published nothing of it, counted by how far they are. */
export async function readUnpublished(
  districtId: string,
  fiscalYearId: string,
): Promise<{ label: string; units: number }[]> {
  const { rows } = await pool().query<{ status: VersionStatus | null; units: number }>(
    `SELECT v.status::text, count(*)::int AS units
     FROM fiscal_year y JOIN obligation o ON o.district_id = y.district_id AND o.year = y.year AND o.exempt_basis IS NULL
     LEFT JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id AND r.unit_id = o.unit_id
     LEFT JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id AND v.number = 1
     WHERE y.district_id = $1 AND y.id = $2 AND v.status IS DISTINCT FROM 'published'
     GROUP BY v.status ORDER BY v.status NULLS FIRST`,
    [districtId, fiscalYearId],
  );
  return rows.map(({ status, units }) => ({
    label: status === null ? notOpenedLabel : versionStatusLabels[status],
    units,
  }));
}
