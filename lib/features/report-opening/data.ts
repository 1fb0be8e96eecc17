import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { CarriedChange } from "@/lib/domain/report/carry-over";
import { lapsedSubjects, type LapsedSubject } from "@/lib/domain/words/subjects/successors";
import type { PriorYear } from "@/lib/features/versions/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";

/**
 * Openings of a version that followed last year's accounts since it was last submitted; a figure that came back to what
 * it was is none.
 */
export async function listCarriedChanges(districtId: string, versionId: string): Promise<CarriedChange[]> {
  const { submittedAt } = await db().reportVersion.findUniqueOrThrow({
    where: { districtId_id: { districtId, id: versionId } },
    select: { submittedAt: true },
  });
  const changes = await db().cellChange.findMany({
    where: { districtId, versionId, how: "carryOver", ...(submittedAt && { at: { gt: submittedAt } }) },
    orderBy: { id: "asc" },
  });
  const byCell = new Map<string, CarriedChange>();
  for (const { address, oldValue, newValue, at } of changes)
    byCell.set(address, {
      key: address as FactKey,
      before: byCell.get(address)?.before ?? oldValue,
      after: newValue,
      at,
    });
  return [...byCell.values()].filter(({ before, after }) => before !== after);
}

/** The subjects with figures last year that this year's catalogue does not have. */
export async function readLapsedSubjects(
  { catalogueId, facts }: Pick<PriorYear, "catalogueId" | "facts">,
  thisCatalogueId: string,
): Promise<LapsedSubject[]> {
  if (catalogueId === thisCatalogueId) return [];
  const [last, now] = await Promise.all([readCatalogues(catalogueId), readCatalogues(thisCatalogueId)]);
  const codes = [...facts.amounts.keys()].map((key) => parseFactKey(key).row);
  return [
    ...lapsedSubjects(codes, last.functional, now.functional),
    ...lapsedSubjects(codes, last.economic, now.economic),
  ];
}
