import "server-only";
import { requirePermission } from "@/lib/features/session/loaders";
import { listNamedUnits } from "@/lib/features/unit-names/data";
import type { NamedUnit } from "@/lib/features/unit-names/schema";

/** The administrator's departments and units with the short names that people find them by. */
export async function loadNamedUnits(): Promise<NamedUnit[]> {
  const { district } = await requirePermission("unit.manage");
  return listNamedUnits(district.id);
}
