import { stateOfDeputyship, type DeputyPerson, type Deputyship } from "@/lib/domain/report/deputies";
import type { Day } from "@/lib/domain/register/days";
import { grantsOf } from "@/lib/domain/report/roles";
import { chinaDay } from "@/lib/domain/words/moments";
import { dateOf, dayOf } from "@/lib/features/units/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** One span as people read it. */
export interface DeputyshipRow extends Deputyship {
  id: string;
  absentName: string;
  deputyName: string;
  reason: string;
  namedBy: string;
  namedAt: Date;
  /** Who ended it before its last day was over; `closed`: whose account was closed then, which ended it. */
  ended: { by: string; at: Date; closed: string | null } | null;
  state: "toCome" | "running" | "over";
}

/** A person who may be absent or stand in, with the name they sign in by. */
export interface DeputyCandidate extends DeputyPerson {
  username: string;
}

/** Everybody of a district as the rules of standing in see them, by name. */
export async function listDeputyPeople(
  districtId: string,
  client: Prisma.TransactionClient = db(),
): Promise<DeputyCandidate[]> {
  const users = await client.user.findMany({
    where: { districtId },
    include: { roles: true },
    orderBy: [{ name: "asc" }, { username: "asc" }],
  });
  return users.map(({ id, username, name, roles, disabledAt }) => ({
    id,
    username,
    name,
    grants: grantsOf(roles),
    isDisabled: disabledAt !== null,
  }));
}

/**
 * Spans of a district, those that run or are to come first, then the newest; of one person, those in which they are away
 * or stand in.
 */
export async function listDeputyships(
  districtId: string,
  { personId }: { personId?: string } = {},
): Promise<DeputyshipRow[]> {
  const rows = await db().deputyship.findMany({
    where: { districtId, ...(personId ? { OR: [{ absentId: personId }, { deputyId: personId }] } : {}) },
    include: { absent: { select: { name: true } }, deputy: { select: { name: true } } },
    orderBy: [{ fromDay: "desc" }, { id: "desc" }],
  });
  const others = await db().user.findMany({
    where: { districtId, id: { in: rows.flatMap(({ namedById, endedById }) => [namedById, endedById ?? []].flat()) } },
    select: { id: true, name: true },
  });
  const names = new Map(others.map(({ id, name }) => [id, name]));
  const today = chinaDay(now());
  const found = rows.map((row): DeputyshipRow => {
    const span = spanOf(row);
    return {
      ...span,
      id: row.id,
      absentName: row.absent.name,
      deputyName: row.deputy.name,
      reason: row.reason,
      namedBy: names.get(row.namedById) ?? "",
      namedAt: row.namedAt,
      ended: row.endedAt && {
        by: names.get(row.endedById ?? "") ?? "",
        at: row.endedAt,
        closed: row.endedWithId && (row.endedWithId === row.absentId ? row.absent.name : row.deputy.name),
      },
      state: stateOfDeputyship({ ...span, isEnded: row.endedAt !== null }, today),
    };
  });
  return found.toSorted((one, other) => Number(one.state === "over") - Number(other.state === "over"));
}

/** Spans of a district that are not over on a day. */
export async function spansFrom(
  districtId: string,
  today: Day,
  client: Prisma.TransactionClient,
): Promise<Deputyship[]> {
  const rows = await client.deputyship.findMany({
    where: { districtId, endedAt: null, toDay: { gte: dateOf(today) } },
  });
  return rows.map(spanOf);
}

/** A stored span as the rules see it. */
export function spanOf(row: {
  absentId: string;
  deputyId: string;
  roles: Deputyship["roles"];
  fromDay: Date;
  toDay: Date;
}): Deputyship {
  const { absentId, deputyId, roles, fromDay, toDay } = row;
  return { absentId, deputyId, roles, from: dayOf(fromDay), to: dayOf(toDay) };
}
