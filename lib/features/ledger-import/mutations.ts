import { formatOf } from "@/lib/domain/formats/format-of";
import { mappingProblems } from "@/lib/domain/ledger-import/mapping";
import type { RememberedMapping } from "@/lib/domain/ledger-import/remembered";
import { targetProblem } from "@/lib/domain/ledger-import/target";
import { signatureOf } from "@/lib/features/ledger-import/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/**
 * Keeps how a ledger of the unit was mapped; the same header and target overwrite what was kept. What the year's format
 * has no place for is refused.
 */
export async function keepImportMapping(
  { districtId, unitId, tableSetId }: Pick<VersionContext, "districtId" | "unitId" | "tableSetId">,
  actor: { id: string },
  { target, headers, mapping }: RememberedMapping,
): Promise<Outcome<undefined>> {
  const tableSet = formatOf(tableSetId);
  const misplaced = targetProblem(target, tableSet);
  const problems = misplaced === null ? mappingProblems(mapping, target, tableSet) : [misplaced];
  if (problems.length > 0) return refused(...problems);
  const key = { districtId, unitId, sheet: target.sheet, fund: target.fund, signature: signatureOf(headers) };
  const stored = { headerRows: { ...mapping.headerRows }, unit: mapping.unit, roles: [...mapping.roles] };
  const content = { headers: [...headers], mapping: stored, updatedById: actor.id, updatedAt: now() };
  await db().importMapping.upsert({
    where: { districtId_unitId_sheet_fund_signature: key },
    create: { ...key, ...content },
    update: content,
  });
  return done(undefined);
}
