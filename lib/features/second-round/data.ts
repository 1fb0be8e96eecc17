import type { SeenMark } from "@/lib/domain/differences/seen-parts";
import type { TakenStep } from "@/lib/domain/differences/points";
import { namesOf } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";

/** A mark with whose it is. */
export interface PersonsMark extends SeenMark {
  userId: string;
  by: string;
}

/** What people have marked as looked at in a version. */
export async function listMarks(districtId: string, versionId: string): Promise<PersonsMark[]> {
  const rows = await db().seenMark.findMany({
    where: { districtId, versionId },
    orderBy: [{ at: "asc" }, { userId: "asc" }, { part: "asc" }],
  });
  const names = await namesOf(
    districtId,
    rows.map(({ userId }) => userId),
  );
  return rows.map(({ userId, part, hash, at }) => ({ userId, part, hash, at, by: names.get(userId) ?? "" }));
}

/** The steps of a report's versions up to one of them, with who took each. */
export async function listTakenSteps(
  districtId: string,
  reportId: string,
  number: number,
): Promise<(TakenStep & { actorId: string })[]> {
  const events = await db().workflowEvent.findMany({
    where: { districtId, version: { reportId, number: { lte: number } } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { step: true, at: true, actorId: true, version: { select: { id: true, number: true } } },
  });
  return events.map(({ step, at, actorId, version }) => ({ step, at, actorId, version }));
}
