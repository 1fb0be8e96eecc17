import "server-only";
import { unitOf } from "@/lib/domain/report/roles";
import { requireSession } from "@/lib/features/session/loaders";
import { listUnits } from "@/lib/features/units/data";

/** The signed-in person with their roles, and the units they prepare for by name. */
export async function loadProfile() {
  const { actor, user, district } = await requireSession();
  const units = new Map((await listUnits(district.id)).map((unit) => [unit.id, unit]));
  return {
    user,
    district,
    grants: actor.grants.map((grant) => ({
      role: grant.role,
      unit: units.get(unitOf(grant) ?? "") ?? null,
    })),
  };
}
