import "server-only";
import { notFound } from "next/navigation";
import type { UnitInspection } from "@/lib/domain/inspection/inspection";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { inspectUnits, listInspected, readInspection, type InspectionRows } from "@/lib/features/inspections/data";
import { keepInspections } from "@/lib/features/inspections/mutations";
import { inspectionQuerySchema, type InspectionQuery } from "@/lib/features/inspections/schema";
import { requirePermission } from "@/lib/features/session/loaders";
import { requireReportOfUnit } from "@/lib/features/timeline/loaders";
import { readUnitOfYear } from "@/lib/features/units/data";

export interface InspectionPage extends Omit<InspectionRows, "unitIds"> {
  query: InspectionQuery;
  years: FiscalYearRow[];
  year: number;
  /** Of the page. */
  units: UnitInspection[];
}

/** The bureau's list; `null` before any year is opened, 404 for an address that asks for nothing there is. */
export async function loadInspections(
  parameters: Record<string, string | string[] | undefined>,
): Promise<InspectionPage | null> {
  const { district } = await requirePermission("queue.read");
  const read = inspectionQuerySchema.safeParse(parameters);
  if (!read.success) notFound();
  const query = read.data;
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, query.year);
  if (!fiscalYear) {
    if (query.year !== undefined) notFound();
    return null;
  }
  const { year } = fiscalYear;
  await keepInspections(district.id, fiscalYear);
  const { unitIds, ...rows } = await listInspected(district.id, year, query);
  const inspected = await inspectUnits(district.id, fiscalYear, unitIds);
  return { query, years, year, ...rows, units: unitIds.flatMap((id) => inspected.get(id) ?? []) };
}

/** One unit's year for the bureau; 404 where it is not on the list of the year. */
export async function loadInspectionForBureau(unitCode: string, year: number): Promise<UnitInspection> {
  const { district } = await requirePermission("queue.read");
  return inspectionIn(district.id, unitCode, year);
}

/** The same for those who may read the unit's report of the year. */
export async function loadInspectionOfUnit(unitCode: string, year: number): Promise<UnitInspection> {
  const { districtId, unitId } = await requireReportOfUnit(unitCode, year);
  const { unit } = (await readUnitOfYear(districtId, unitId, year))!;
  return inspectionIn(districtId, unit.code, year);
}

async function inspectionIn(districtId: string, unitCode: string, year: number): Promise<UnitInspection> {
  const fiscalYear = askedYear(await listFiscalYears(districtId), year);
  return (fiscalYear && (await readInspection(districtId, fiscalYear, unitCode))) ?? notFound();
}
