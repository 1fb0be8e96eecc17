import type { CellChangeRow, RecordedKind } from "@/lib/features/cell-history/schema";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";

/** Who changed what nobody typed: an opening that follows last year's accounts. */
const systemName = "系统";

/** Changes of one cell (`sheet:row:fund:column`) or text (`text:slot`), newest first. */
export async function listCellChanges(
  districtId: string,
  versionId: string,
  address: string,
): Promise<CellChangeRow[]> {
  const changes = await db().cellChange.findMany({
    where: { districtId, versionId, address },
    orderBy: { id: "desc" },
    take: 100,
  });
  const names = await namesOf(
    districtId,
    changes.map(({ byId }) => byId),
  );
  return changes.map(({ revision, oldValue, newValue, how, byId, at }) => ({
    revision,
    oldValue,
    newValue,
    how: how as RecordedKind,
    by: byId === null ? systemName : (names.get(byId) ?? ""),
    at,
  }));
}
