import { createHash } from "node:crypto";
import { openFile } from "@/lib/documents/reading/open-file";
import type { RememberedMapping } from "@/lib/domain/ledger-import/remembered";
import { headersSchema, mappingSchema, targetSchema, type UploadedLedger } from "@/lib/features/ledger-import/schema";
import type { VersionContext } from "@/lib/features/versions/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";

/** Mappings of a unit that are offered; older ones stay stored. */
const OFFERED = 100;

/** What tells one header from another. */
export function signatureOf(headers: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(headers)).digest("hex");
}

/**
 * How the unit's ledgers were mapped before, newest first. What an older release stored in another form is left out.
 */
export async function listImportMappings(districtId: string, unitId: string): Promise<RememberedMapping[]> {
  const rows = await db().importMapping.findMany({
    where: { districtId, unitId },
    orderBy: [{ updatedAt: "desc" }, { signature: "asc" }],
    take: OFFERED,
  });
  return rows.flatMap(({ sheet, fund, headers, mapping }) => {
    const target = targetSchema.safeParse({ sheet, fund });
    const known = headersSchema.safeParse(headers);
    const stored = mappingSchema.safeParse(mapping);
    return target.success && known.success && stored.success
      ? [{ target: target.data, headers: known.data, mapping: stored.data }]
      : [];
  });
}

/** A ledger for a unit's report, with what is remembered of the unit's ledgers. Nothing is written. */
export async function readLedger(
  { districtId, unitId }: Pick<VersionContext, "districtId" | "unitId">,
  bytes: Uint8Array,
): Promise<Outcome<UploadedLedger>> {
  const reading = await openFile("ledger", bytes);
  return reading.ok
    ? done({ sheets: reading.sheets, remembered: await listImportMappings(districtId, unitId) })
    : refused(reading.problem);
}
