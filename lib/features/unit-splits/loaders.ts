import "server-only";
import { requirePermission } from "@/lib/features/session/loaders";
import { listSplits, type SplitView } from "@/lib/features/unit-splits/data";

/** The splits that a unit was divided by or came from, for who keeps the register. */
export async function loadSplits(unitId: string): Promise<SplitView[]> {
  const { district } = await requirePermission("unit.manage");
  return listSplits(district.id, unitId);
}
