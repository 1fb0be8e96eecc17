import "server-only";
import { lendableRoles, mayBeLent } from "@/lib/domain/report/deputies";
import { can, standsInFor } from "@/lib/domain/report/permissions";
import type { Role } from "@/lib/domain/report/roles";
import { chinaDay } from "@/lib/domain/words/moments";
import type { DeputyNotice } from "@/lib/features/deputies/schema";
import {
  listDeputyPeople,
  listDeputyships,
  type DeputyCandidate,
  type DeputyshipRow,
} from "@/lib/features/deputies/data";
import { permissionOf, requirePermission, requireSession, type Session } from "@/lib/features/session/loaders";
import { now } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";

/** A person who may ask for a deputy, with the roles that can be lent. */
export interface AbsentChoice {
  id: string;
  name: string;
  username: string;
  roles: Role[];
}

/** A person who may stand in, with the roles that they may be lent. */
export type DeputyChoice = AbsentChoice;

export interface DeputiesView {
  personId: string;
  /** Whom a deputy may be named for. */
  absent: AbsentChoice[];
  deputies: DeputyChoice[];
  spans: DeputyshipRow[];
  today: string;
}

/** For a person: their own spans, away and standing in, and whom they may name. */
export async function loadOwnDeputies(): Promise<DeputiesView & { session: Session }> {
  const session = await requireSession();
  const people = await listDeputyPeople(session.district.id);
  const view = viewOf(session, people, await listDeputyships(session.district.id, { personId: session.user.id }));
  return { ...view, session, absent: view.absent.filter(({ id }) => id === session.user.id) };
}

/** For the administrator: all spans of the district, and a deputy for anybody (illness). */
export async function loadAllDeputies(): Promise<DeputiesView> {
  const session = await requirePermission("user.manage");
  const people = await listDeputyPeople(session.district.id);
  return viewOf(session, people, await listDeputyships(session.district.id));
}

function viewOf(session: Session, people: readonly DeputyCandidate[], spans: DeputyshipRow[]): DeputiesView {
  const active = people.filter(({ isDisabled }) => !isDisabled);
  const lent = [...new Set(active.flatMap(lendableRoles))];
  return {
    personId: session.user.id,
    absent: choices(active, lendableRoles),
    deputies: choices(active, (person) => lent.filter((role) => mayBeLent(person, role))),
    spans,
    today: chinaDay(now()),
  };
}

function choices(people: readonly DeputyCandidate[], rolesOf: (person: DeputyCandidate) => Role[]): AbsentChoice[] {
  return people
    .map((person) => ({ id: person.id, name: person.name, username: person.username, roles: rolesOf(person) }))
    .filter(({ roles }) => roles.length > 0);
}

/** For the first page of an area: for whom the person stands in today, and who does for them. */
export async function loadDeputyNotice(): Promise<DeputyNotice> {
  const { actor, user, district } = await requireSession();
  const own = await listDeputyships(district.id, { personId: user.id });
  return {
    standsInFor: standsInFor(actor).map(({ absent, roles }) => ({ name: absent.name, roles, until: absent.until })),
    isStoodInBy: own
      .filter(({ absentId, state }) => absentId === user.id && state === "running")
      .map(({ deputyName, roles, to }) => ({ name: deputyName, roles, until: to })),
  };
}

/** For naming a deputy: for oneself, or for anybody by who manages people. */
export const onAbsence = permissionOf<{ absentId: string }, Session>((session, { absentId }) => {
  if (can(session.actor, "account.nameDeputy", { userId: absentId })) return session;
  if (can(session.actor, "user.manage", { districtId: session.district.id })) return session;
  throw new AppError("forbidden", `deputy for ${absentId}`);
});
