import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import { versionFile } from "@/lib/features/report-package/data";
import { readContent } from "@/lib/features/reports/data";
import { permittedVersion } from "@/lib/features/reports/loaders";
import { AppError } from "@/lib/platform/errors";

/**
 * A version the person may read as a file, and a name for it.
 *
 * @throws AppError notSignedIn, notFound.
 */
export async function loadVersionFile(versionId: string, format: DocumentFormat): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const { context } = await permittedVersion("report.read", versionId);
  const content = await readContent(context.districtId, versionId);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const { unit, fiscalYear, version } = content;
  return { bytes: await versionFile(content, format), name: `${unit.code}-${fiscalYear.year}-v${version.number}${version.status === "published" ? "" : "-draft"}.${format}` };
}
