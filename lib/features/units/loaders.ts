import "server-only";
import { requirePermission } from "@/lib/features/session/loaders";
import { listUnits } from "@/lib/features/units/data";

/** All departments and units of the administrator's district. */
export async function loadUnits() {
  const { district } = await requirePermission("unit.manage");
  return listUnits(district.id);
}
