import "server-only";
import type { CarriedChange } from "@/lib/domain/report/carry-over";
import type { LapsedSubject } from "@/lib/domain/words/subjects/successors";
import { listCarriedChanges, readLapsedSubjects } from "@/lib/features/report-opening/data";
import type { ReportContent } from "@/lib/features/versions/data";
import { permittedVersion } from "@/lib/features/versions/loaders";

/** What a report has from the year before, beside its figures: openings that followed it, and subjects that are not in force any more. */
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
