import "server-only";
import { notFound } from "next/navigation";
import { can } from "@/lib/domain/report/permissions";
import { readTimeline } from "@/lib/features/timeline/data";
import type { TimelineRound } from "@/lib/domain/report/timeline";
import { requirePermission, requireSession } from "@/lib/features/session/loaders";
import { listSplits, type SplitView } from "@/lib/features/unit-splits/data";
import { findVersionContext, findVersionId, type VersionContext } from "@/lib/features/versions/data";
import { readUnitOfYear, type UnitOfYear } from "@/lib/features/units/data";

/** The report of a unit's year, for those who may read it; 404 when it does not exist or may not be seen. */
export async function requireReportOfUnit(unitCode: string, year: number): Promise<VersionContext> {
  const session = await requireSession();
  const { id: districtId } = session.district;
  const versionId = await findVersionId(districtId, unitCode, year);
  const context = versionId === null ? null : await findVersionContext(districtId, versionId);
  if (!context || !can(session.actor, "report.read", context)) notFound();
  return context;
}

/**
 * What happened to a unit's report of a year, without what is the bureau's own matter. 404 when it does not exist or may
 * not be seen.
 */
export async function loadTimelineOfUnit(
  unitCode: string,
  year: number,
): Promise<{ unit: UnitOfYear; rounds: TimelineRound[]; splits: SplitView[] }> {
  const context = await requireReportOfUnit(unitCode, year);
  const { districtId } = context;
  const { unit } = (await readUnitOfYear(districtId, context.unitId, year))!;
  const rounds = await readTimeline(districtId, { reportId: context.reportId, unitId: unit.id, year }, "unit");
  // What a unit takes over at the beginning of the year from one that was split.
  const splits = (await listSplits(districtId, unit.id)).filter((split) => split.year === year);
  return { unit, rounds, splits };
}

/** What happened to a report, for the bureau. */
export async function loadTimelineForBureau(report: {
  reportId: string;
  unitId: string;
  year: number;
}): Promise<TimelineRound[]> {
  const { district } = await requirePermission("queue.read");
  return readTimeline(district.id, report, "bureau");
}
