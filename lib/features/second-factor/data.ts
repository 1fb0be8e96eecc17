import { isSecondFactorRequired, type SecondFactorRule } from "@/lib/domain/report/second-factor";
import { rolesHeldBy } from "@/lib/features/session/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** What a person gives beside the password. */
export interface OwnFactors {
  hasCodes: boolean;
  passkeys: { id: string; name: string; createdAt: Date; lastUsedAt: Date | null }[];
  /** Recovery codes that have not been used. */
  recoveryCodesLeft: number;
}

/** The second factors of a person. */
export async function findFactors(userId: string, client: Prisma.TransactionClient = db()): Promise<OwnFactors> {
  const [codes, passkeys, recoveryCodesLeft] = await Promise.all([
    client.oneTimeCodes.count({ where: { userId } }),
    client.passkey.findMany({
      where: { userId },
      select: { id: true, name: true, createdAt: true, lastUsedAt: true },
      orderBy: { createdAt: "asc" },
    }),
    client.recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  return { hasCodes: codes > 0, passkeys, recoveryCodesLeft };
}

/** Whom a district asks for a second factor. */
export async function ruleOf(districtId: string, client: Prisma.TransactionClient = db()): Promise<SecondFactorRule> {
  return (await client.district.findUniqueOrThrow({ where: { id: districtId } })).secondFactor;
}

/** Somebody without a second factor, and whom a stricter rule would ask for one. */
export interface WithoutFactor {
  name: string;
  username: string;
  isOfBureau: boolean;
}

/** Everybody of a district who may sign in and has no second factor, by sign-in name. */
export async function listWithoutFactor(districtId: string): Promise<WithoutFactor[]> {
  const users = await db().user.findMany({
    where: { districtId, disabledAt: null, oneTimeCodes: null, passkeys: { none: {} } },
    select: { id: true, name: true, username: true },
    orderBy: { username: "asc" },
  });
  const held = await rolesHeldBy(
    districtId,
    users.map(({ id }) => id),
  );
  return users.map(({ id, name, username }) => ({
    name,
    username,
    isOfBureau: isSecondFactorRequired("bureau", held.get(id) ?? []),
  }));
}
