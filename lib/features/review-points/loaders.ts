import "server-only";
import { notFound } from "next/navigation";
import { pointsOfYear, type PointOfYear } from "@/lib/domain/review-points/points-of-year";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readPointChanges, readPointHistory, type StoredPointChange } from "@/lib/features/review-points/data";
import { requirePermission } from "@/lib/features/session/loaders";

/** A point of a year with what the district has made of it, oldest first. */
export interface PointWithHistory extends PointOfYear {
  history: (StoredPointChange & { by: string })[];
}

/** The points of a year for whoever changes them. */
export async function loadPointsOfYear(
  year: string,
): Promise<{ fiscalYear: FiscalYearRow; points: PointWithHistory[]; offered: number }> {
  const { district } = await requirePermission("reviewPoints.manage");
  const years = await listFiscalYears(district.id);
  const fiscalYear = years.find((each) => String(each.year) === year) ?? notFound();
  const history = await readPointHistory(district.id, fiscalYear.id);
  const changed = new Set(history.map(({ pointId }) => pointId));
  const newest = new Map(history.map((change) => [change.pointId, change]));
  const last = years.find((each) => each.year === fiscalYear.year - 1);
  const ofLast = last ? await readPointChanges(district.id, last.id) : [];
  return {
    fiscalYear,
    points: pointsOfYear([...newest.values()]).map((point) => ({
      ...point,
      history: history.filter(({ pointId }) => pointId === point.id),
    })),
    offered: ofLast.filter(({ pointId }) => !changed.has(pointId)).length,
  };
}
