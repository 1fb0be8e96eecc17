import "server-only";
import { readDuties } from "@/lib/features/duties/data";
import { requirePermission } from "@/lib/features/session/loaders";

/** For the administrator: how approval and publication are shared out. */
export async function loadDuties() {
  const { district } = await requirePermission("duties.manage");
  return readDuties(district.id);
}
