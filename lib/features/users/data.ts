import { grantsOf, type Role, type RoleGrant } from "@/lib/domain/report/roles";
import { slowedAccounts } from "@/lib/platform/attempt-limits";
import { chinaDay } from "@/lib/domain/words/moments";
import { factorsOf, hasFactor } from "@/lib/features/session/data";
import { dateOf } from "@/lib/features/units/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

export interface UserRow {
  id: string;
  username: string;
  name: string;
  grants: RoleGrant[];
  mustChangePassword: boolean;
  /** Has to wait before the next attempt to sign in, at some address. */
  isSlowed: boolean;
  hasSecondFactor: boolean;
  disabledAt: Date | null;
  lastSignInAt: Date | null;
  createdAt: Date;
}

/** All users of a district by sign-in name. */
export async function listUsers(districtId: string, client: Prisma.TransactionClient = db()): Promise<UserRow[]> {
  const [users, slowed] = await Promise.all([
    client.user.findMany({
      where: { districtId },
      include: { roles: true, ...factorsOf },
      orderBy: { username: "asc" },
    }),
    slowedAccounts(),
  ]);
  return users.map(({ roles, ...user }) => ({
    id: user.id,
    username: user.username,
    name: user.name,
    mustChangePassword: user.mustChangePassword,
    isSlowed: slowed.has(user.username),
    hasSecondFactor: hasFactor(user),
    disabledAt: user.disabledAt,
    lastSignInAt: user.lastSignInAt,
    createdAt: user.createdAt,
    grants: grantsOf(roles),
  }));
}

/** The roles that were given to a person themselves. */
export async function listGrants(districtId: string, userId: string): Promise<RoleGrant[]> {
  const stored = await db().roleAssignment.findMany({
    where: { districtId, userId },
    orderBy: [{ role: "asc" }, { unitId: "asc" }, { departmentId: "asc" }],
  });
  return grantsOf(stored);
}

/** People who have not used the account that was made for them. */
export const neverSignedIn = { lastSignInAt: null, mustChangePassword: true, disabledAt: null } as const;

/** Roles of these kinds that reach a unit at this moment: for the unit itself, its department of today, or the district. */
export async function rolesReaching(
  districtId: string,
  unitId: string,
  roles: readonly Role[],
  client: Prisma.TransactionClient = db(),
): Promise<Prisma.RoleAssignmentWhereInput> {
  const [period] = await client.$queryRaw<{ departmentId: string | null }[]>`
    SELECT parent_id AS "departmentId" FROM unit_as_of(${unitId}::uuid, ${chinaDay(now())}::date)`;
  const departmentId = period?.departmentId ?? null;
  return {
    districtId,
    role: { in: [...roles] },
    OR: [{ unitId }, { unitId: null, departmentId: null }, ...(departmentId === null ? [] : [{ departmentId }])],
  };
}

/** Spans of standing in that run today. */
export function runningDeputyships() {
  const today = dateOf(chinaDay(now()));
  return { endedAt: null, fromDay: { lte: today }, toDay: { gte: today } } satisfies Prisma.DeputyshipWhereInput;
}

/** The names behind user ids, for "who" in conflicts and histories. */
export async function namesOf(
  districtId: string,
  userIds: Iterable<string | null>,
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, string>> {
  const ids = [...new Set(userIds)].filter((id): id is string => id !== null);
  if (ids.length === 0) return new Map();
  const users = await client.user.findMany({
    where: { districtId, id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
