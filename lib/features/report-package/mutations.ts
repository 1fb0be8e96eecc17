import { valuesOf } from "@/lib/documents/report-package/read-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { misplacedReasons } from "@/lib/features/report-package/data";
import { readContent, type ReportContent, type VersionContext } from "@/lib/features/versions/data";
import { importContent, type ReportActor } from "@/lib/features/versions/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Replaces a version's content with a package's, or refuses it with every reason: another unit, another year, another
 * table set, cells that do not exist this year. Nothing is half-imported.
 *
 * @throws AppError notEditable when the version has left the unit's hands.
 */
export async function importPackage(
  actor: ReportActor,
  context: VersionContext,
  content: ReportPackage,
): Promise<Outcome<{ revision: number }>> {
  const target = await readContent(context.districtId, context.versionId);
  if (!target) throw new AppError("notFound", `version ${context.versionId}`);

  const reasons = misplacedReasons(content, target.unit, context, await readCatalogues(context.catalogueId));
  if (reasons.length > 0) return refused(...reasons);

  return importContent(actor, context, {
    facts: valuesOf(content),
    texts: content.texts,
    projects: content.projects,
    keyEvaluations: content.keyEvaluations,
  });
}

/** Records that somebody took an unpublished version out of the system, and in which form. */
export async function recordExport(
  actor: AuditActor,
  { district, reportId, unit, fiscalYear, version }: ReportContent,
  format: string,
): Promise<void> {
  const event = {
    districtId: district.id,
    action: "report.exported",
    actor,
    subject: { kind: "report", id: reportId, name: `${unit.name}${fiscalYear.year}年度` },
    details: { versionId: version.id, number: version.number, format },
  } as const;
  await db().$transaction((transaction) => recordAudit(event, transaction));
}
