import type { RoleGrant } from "@/lib/domain/report/permissions";
import { slowedAccounts } from "@/lib/platform/attempt-limits";
import { db } from "@/lib/platform/db";

export interface UserRow {
  id: string;
  username: string;
  name: string;
  grants: RoleGrant[];
  mustChangePassword: boolean;
  /** Has to wait before the next attempt to sign in, at some address. */
  isSlowed: boolean;
  disabledAt: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
}

/** All users of a district by sign-in name. */
export async function listUsers(districtId: string): Promise<UserRow[]> {
  const [users, slowed] = await Promise.all([
    db().user.findMany({ where: { districtId }, include: { roles: true }, orderBy: { username: "asc" } }),
    slowedAccounts(),
  ]);
  return users.map(({ id, username, name, roles, mustChangePassword, disabledAt, lastSignInAt, createdAt }) => ({
    id,
    username,
    name,
    mustChangePassword,
    isSlowed: slowed.has(username),
    disabledAt,
    lastSignInAt,
    createdAt,
    grants: roles.flatMap(({ role, unitId }): RoleGrant[] => {
      if (role !== "preparer") return [{ role }];
      return unitId === null ? [] : [{ role, unitId }];
    }),
  }));
}
