import { rolesThatMay, type Role } from "@/lib/domain/report/roles";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Somebody who reviews reports, or did. */
export interface Reviewer {
  id: string;
  name: string;
  /** Has the right and an account in use: reports are given to nobody else. */
  mayReview: boolean;
  /** The account is closed. */
  isClosed: boolean;
}

/** Who has a unit's report of a year to review; `null` where nobody has. */
export async function readAssignee(
  districtId: string,
  { fiscalYearId, unitId }: { fiscalYearId: string; unitId: string },
  client: Prisma.TransactionClient = db(),
): Promise<string | null> {
  const where = { districtId, fiscalYearId, unitId };
  return (await client.reviewAssignment.findFirst({ where, select: { reviewerId: true } }))?.reviewerId ?? null;
}

const reviewing: Role[] = rolesThatMay("report.beginReview");

/** Everybody of a district who may review or has reports to review, by name. */
export async function listReviewers(districtId: string, client: Prisma.TransactionClient = db()): Promise<Reviewer[]> {
  const people = await client.user.findMany({
    where: {
      districtId,
      OR: [{ roles: { some: { role: { in: reviewing } } } }, { reviewAssignments: { some: {} } }],
    },
    select: {
      id: true,
      name: true,
      disabledAt: true,
      roles: { where: { role: { in: reviewing } }, select: { id: true } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return people.map(({ id, name, disabledAt, roles }) => ({
    id,
    name,
    mayReview: disabledAt === null && roles.length > 0,
    isClosed: disabledAt !== null,
  }));
}
