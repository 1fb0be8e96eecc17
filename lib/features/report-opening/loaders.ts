import "server-only";
import type { Action } from "@/lib/domain/report/actions";
import { can } from "@/lib/domain/report/permissions";
import type { CarriedChange } from "@/lib/domain/report/carry-over";
import type { LapsedSubject } from "@/lib/domain/words/subjects/successors";
import { listCarriedChanges, readLapsedSubjects } from "@/lib/features/report-opening/data";
import type { ReportContent } from "@/lib/features/versions/data";
import { actingAs } from "@/lib/features/session/data";
import { permissionOf, type Session } from "@/lib/features/session/loaders";
import { permittedVersion } from "@/lib/features/versions/loaders";
import type { Permission } from "@/lib/platform/action";
import { AppError } from "@/lib/platform/errors";

/** For an action on a unit's or a department's report that need not exist yet. */
export function onUnit(
  action: Extract<Action, "report.open" | "total.enter" | "portal.enter">,
): Permission<{ unitId: string }, Session> {
  return permissionOf((session, { unitId }) => {
    const subject = { districtId: session.district.id, unitId, status: null };
    if (!can(session.actor, action, subject)) throw new AppError("forbidden", action);
    return actingAs(session, action, subject);
  });
}

/**
 * What a report has from the year before, beside its figures: openings that followed it, and subjects that are not in
 * force any more.
 */
export async function loadFromLastYear({
  version,
  priorYear,
  fiscalYear,
}: Pick<ReportContent, "version" | "priorYear" | "fiscalYear">): Promise<{
  carried: CarriedChange[];
  lapsed: LapsedSubject[];
}> {
  const { context } = await permittedVersion("report.read", version.id);
  const [carried, lapsed] = await Promise.all([
    listCarriedChanges(context.districtId, version.id),
    priorYear ? readLapsedSubjects(priorYear, fiscalYear.catalogueId) : [],
  ]);
  return { carried, lapsed };
}
