import "server-only";
import type { OutdatedPart } from "@/lib/domain/report/blockers";
import { readDepartmentYear, type DepartmentYear } from "@/lib/features/department-reports/data";
import type { ReportContent } from "@/lib/features/versions/data";
import { permittedVersion } from "@/lib/features/versions/loaders";

/** Where the figures of a department's accounts come from, and whether newer ones can be taken; `null` for a unit's. */
export async function loadTakenFigures({
  version,
  taken,
  fiscalYear,
}: Pick<ReportContent, "version" | "taken" | "fiscalYear">): Promise<TakenFigures | null> {
  if (taken === null) return null;
  const { context } = await permittedVersion("report.read", version.id);
  const year = await readDepartmentYear(context.districtId, context.unitId, fiscalYear.year);
  return {
    ...year,
    fiscalYearId: fiscalYear.id,
    departmentId: context.unitId,
    taken: { frozenAt: taken.frozenAt, members: taken.members.length, outdated: taken.outdated },
    hasNewer: year.total !== null && year.total.id !== taken.totalId && year.total.outdated.length === 0,
  };
}

export interface TakenFigures extends DepartmentYear {
  departmentId: string;
  fiscalYearId: string;
  taken: { frozenAt: Date; members: number; outdated: readonly OutdatedPart[] };
  /** Another total was approved since that can be taken. */
  hasNewer: boolean;
}
