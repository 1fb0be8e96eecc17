import type { PointArea } from "@/lib/domain/review-points/point";
import type { PointChange } from "@/lib/domain/review-points/points-of-year";
import type { UnitKind } from "@/lib/domain/words/funds";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** A change of a point as it is kept. */
export interface StoredPointChange extends PointChange {
  number: number;
  byId: string;
  at: Date;
}

/** Every change of a year's points, oldest first. */
async function listChanges(
  districtId: string,
  fiscalYearId: string,
  client: Prisma.TransactionClient,
): Promise<StoredPointChange[]> {
  const rows = await client.reviewPointChange.findMany({
    where: { districtId, fiscalYearId },
    orderBy: [{ pointId: "asc" }, { number: "asc" }],
  });
  return rows.map(({ pointId, number, isOff, question, area, kinds, byId, at }) => ({
    pointId,
    number,
    isOff,
    question,
    area: area as PointArea | null,
    kinds: kinds.length === 0 ? null : (kinds as UnitKind[]),
    byId,
    at,
  }));
}

/** What a year has changed of its points: of each the newest change. */
export async function readPointChanges(
  districtId: string,
  fiscalYearId: string,
  client: Prisma.TransactionClient = db(),
): Promise<StoredPointChange[]> {
  const newest = new Map<string, StoredPointChange>();
  for (const change of await listChanges(districtId, fiscalYearId, client)) newest.set(change.pointId, change);
  return [...newest.values()];
}

/** The same with every change that was ever made, with who made it. */
export async function readPointHistory(
  districtId: string,
  fiscalYearId: string,
): Promise<(StoredPointChange & { by: string })[]> {
  const changes = await listChanges(districtId, fiscalYearId, db());
  const names = await namesOf(
    districtId,
    changes.map(({ byId }) => byId),
  );
  return changes.map((change) => ({ ...change, by: names.get(change.byId) ?? "" }));
}
