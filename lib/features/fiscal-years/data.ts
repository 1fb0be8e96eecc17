import { z } from "zod";
import { db } from "@/lib/platform/db";
import type { FiscalYear } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** The limits that the district has changed, by id. */
const storedThresholdsSchema = z.record(z.string(), z.number());

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
  };
}

/** Years of a district, newest first. */
export async function listFiscalYears(districtId: string): Promise<FiscalYearRow[]> {
  const rows = await db().fiscalYear.findMany({ where: { districtId }, orderBy: { year: "desc" } });
  return rows.map(toFiscalYearRow);
}

/** The region whose formats a district's years take. */
export async function regionOfDistrict(districtId: string): Promise<string> {
  return (await db().district.findUniqueOrThrow({ where: { id: districtId } })).regionCode;
}
