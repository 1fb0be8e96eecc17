import type { RememberedMapping } from "@/lib/domain/ledger-import/remembered";
import { signatureOf } from "@/lib/features/ledger-import/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/** Keeps how a ledger of the unit was mapped; the same header and target overwrite what was kept. */
export async function keepImportMapping(
  { districtId, unitId }: Pick<VersionContext, "districtId" | "unitId">,
  actor: { id: string },
  { target, headers, mapping }: RememberedMapping,
): Promise<void> {
  const key = { districtId, unitId, sheet: target.sheet, fund: target.fund, signature: signatureOf(headers) };
  const stored = { headerRows: { ...mapping.headerRows }, unit: mapping.unit, roles: [...mapping.roles] };
  const content = { headers: [...headers], mapping: stored, updatedById: actor.id, updatedAt: now() };
  await db().importMapping.upsert({
    where: { districtId_unitId_sheet_fund_signature: key },
    create: { ...key, ...content },
    update: content,
  });
}
