import { rolesThatMay } from "@/lib/domain/report/roles";
import { db } from "@/lib/platform/db";

export interface Duties {
  /** Who approved a report does not publish it. */
  isSeparate: boolean;
  /** Reviewers who can sign in. */
  reviewers: number;
}

/** How approval and publication are shared out in a district. */
export async function readDuties(districtId: string): Promise<Duties> {
  const [{ separatePublisher }, reviewers] = await Promise.all([
    db().district.findUniqueOrThrow({ where: { id: districtId }, select: { separatePublisher: true } }),
    db().user.count({
      where: { districtId, disabledAt: null, roles: { some: { role: { in: rolesThatMay("report.approve") } } } },
    }),
  ]);
  return { isSeparate: separatePublisher, reviewers };
}
