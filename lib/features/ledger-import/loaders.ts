import "server-only";
import { openFile } from "@/lib/documents/reading/open-file";
import { listImportMappings } from "@/lib/features/ledger-import/data";
import type { UploadedLedger } from "@/lib/features/ledger-import/schema";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { done, refused, type Outcome } from "@/lib/platform/action-result";

/**
 * A ledger for a version that the person may edit, with what is remembered of its unit's ledgers. Nothing is written.
 *
 * @throws AppError notSignedIn, notFound, forbidden, notEditable.
 */
export async function loadLedger(versionId: string, bytes: Uint8Array): Promise<Outcome<UploadedLedger>> {
  const { context } = await permittedVersion("report.import", versionId);
  const reading = await openFile("ledger", bytes);
  return reading.ok
    ? done({ sheets: reading.sheets, remembered: await listImportMappings(context.districtId, context.unitId) })
    : refused(reading.problem);
}
