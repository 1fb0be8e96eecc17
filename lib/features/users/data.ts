import type { RoleGrant } from "@/lib/domain/report/permissions";
import { db } from "@/lib/platform/db";

export interface UserRow {
  id: string;
  username: string;
  name: string;
  grants: RoleGrant[];
  mustChangePassword: boolean;
  lockedUntil: Date | null;
  disabledAt: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
}

/** All users of a district by sign-in name. */
export async function listUsers(districtId: string): Promise<UserRow[]> {
  const users = await db().user.findMany({ where: { districtId }, include: { roles: true }, orderBy: { username: "asc" } });
  return users.map(({ id, username, name, roles, mustChangePassword, lockedUntil, disabledAt, lastSignInAt, createdAt }) => ({
    id,
    username,
    name,
    mustChangePassword,
    lockedUntil,
    disabledAt,
    lastSignInAt,
    createdAt,
    grants: roles.flatMap(({ role, unitId }): RoleGrant[] => {
      if (role !== "preparer") return [{ role }];
      return unitId === null ? [] : [{ role, unitId }];
    }),
  }));
}
