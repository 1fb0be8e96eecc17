import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import { can } from "@/lib/domain/report/permissions";
import { versionFile } from "@/lib/features/report-package/data";
import { recordExport } from "@/lib/features/report-package/mutations";
import { readContent } from "@/lib/features/versions/data";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { AppError } from "@/lib/platform/errors";

/**
 * A version as a file, and a name for it: a published one for whoever may read it here, any other one for whoever may
 * export it, which is recorded.
 *
 * @throws AppError notSignedIn, notFound, forbidden.
 */
export async function loadVersionFile(
  versionId: string,
  format: DocumentFormat,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const { session, context } = await permittedVersion("report.read", versionId);
  const isPublished = context.status === "published";
  if (!isPublished && !can(session.actor, "report.export", context))
    throw new AppError("forbidden", `report.export of ${versionId}`);
  const content = await readContent(context.districtId, versionId);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const { unit, fiscalYear, version } = content;
  const bytes = await versionFile(content, format);
  if (!isPublished) await recordExport(session.user, content, format);
  return { bytes, name: `${unit.code}-${fiscalYear.year}-v${version.number}${isPublished ? "" : "-draft"}.${format}` };
}
