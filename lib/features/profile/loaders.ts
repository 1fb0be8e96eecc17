import "server-only";
import { lendableRoles } from "@/lib/domain/report/deputies";
import { standsInFor } from "@/lib/domain/report/permissions";
import { departmentOf, unitOf } from "@/lib/domain/report/roles";
import { requireSession } from "@/lib/features/session/loaders";
import { listGrants } from "@/lib/features/users/data";
import { listUnits } from "@/lib/features/units/data";

/** The signed-in person with the roles that were given to them, and the units or departments they have them for. */
export async function loadProfile() {
  const { actor, user, district } = await requireSession();
  const [units, own] = await Promise.all([listUnits(district.id), listGrants(district.id, user.id)]);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return {
    user,
    district,
    /** Whether there is a role that somebody else can stand in with. */
    mayNameDeputy: lendableRoles({ grants: own }).length > 0,
    standsInFor: standsInFor(actor),
    grants: own.map((grant) => ({
      role: grant.role,
      unit: byId.get(unitOf(grant) ?? "") ?? null,
      department: byId.get(departmentOf(grant) ?? "") ?? null,
    })),
  };
}
