import type { Action } from "@/lib/domain/report/actions";
import { actsFor, type Actor, type SubjectFor } from "@/lib/domain/report/permissions";
import { heldRoles, type Absent, type HeldRole } from "@/lib/domain/report/roles";
import { isSecondFactorRequired, owedFirst, type SecondFactorRule } from "@/lib/domain/report/second-factor";
import { chinaDay } from "@/lib/domain/words/moments";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { digestOfRights, type Standing } from "@/lib/platform/standing";
import { SESSION_SECONDS, type SessionToken } from "@/lib/platform/session-cookie";

/** A signed-in person. */
export interface Session {
  /** Of this browser's sign-in. */
  id: string;
  actor: Extract<Actor, { kind: "user" }>;
  /** With the absent person for whom they do what they are about to do. */
  user: { id: string; username: string; name: string; onBehalfOf?: { id: string; name: string } };
  district: { id: string; code: string; name: string };
  standing: Standing;
}

interface SessionRow {
  id: string;
  username: string;
  name: string;
  must_change_password: boolean;
  has_second_factor: boolean;
  is_second_factor_given: boolean;
  second_factor: SecondFactorRule;
  district_id: string;
  district_code: string;
  district_name: string;
  rights: string;
}

/** Roles of one kind as the database counts them; `unitIds` holds one `null` for a role of the district. */
interface CountedRight {
  role: string;
  unitIds: (string | null)[];
  absent: Absent | null;
}

/** What a person may act as on a day, as the text of its JSON. */
const countedRights = (district: string, user: string, day: string) =>
  `counted_rights(${district}, ${user}, ${day})::text AS rights`;

function heldOf(rights: string): HeldRole[] {
  const counted = JSON.parse(rights) as CountedRight[];
  return heldRoles(counted.flatMap(({ role, unitIds, absent }) => unitIds.map((unitId) => ({ role, unitId, absent }))));
}

/** A use is noted this often, so that reading pages does not write at every request; in seconds. */
const NOTED_EVERY_SECONDS = 60;

/** A session that waits for its second factor is over after this time; in seconds. */
const SECOND_STEP_SECONDS = 10 * 60;

/**
 * Sessions `s` of users `u` by whether these have anything that is given beside the password, and the condition for
 * those of one person that go on. `$1` to `$4` are what `limitsOf` gives.
 */
const sessionsOfUsers = `user_session s JOIN app_user u ON u.id = s.user_id AND u.session_version = s.session_version
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM one_time_codes c WHERE c.user_id = u.id)
    OR EXISTS (SELECT FROM passkey k WHERE k.user_id = u.id) AS has_second_factor) f`;
const goesOn = `s.user_id = $1 AND s.last_seen_at >= $2 AND s.started_at > $3 AND u.disabled_at IS NULL
  AND (s.second_factor_at IS NOT NULL OR s.started_at > $4 OR NOT f.has_second_factor)`;

function limitsOf(userId: string, at: number): unknown[] {
  const before = (seconds: number) => new Date(at - seconds * 1000);
  return [userId, before(env().SESSION_IDLE_MINUTES * 60), before(SESSION_SECONDS), before(SECOND_STEP_SECONDS)];
}

/** What is read of a user for `hasFactor`. */
export const factorsOf = {
  oneTimeCodes: { select: { userId: true } },
  _count: { select: { passkeys: true } },
} satisfies Prisma.UserInclude;

/** Whether a user has anything that is given beside the password: `has_second_factor` above. */
export function hasFactor(user: { oneTimeCodes: object | null; _count: { passkeys: number } }): boolean {
  return user.oneTimeCodes !== null || user._count.passkeys > 0;
}

/**
 * The person of a session token, or `null` when the session is over: signed out, twelve hours old, not used for
 * `SESSION_IDLE_MINUTES`, password, roles or second factor changed, user disabled. One whose second factor has not been
 * given says so in what its person owes, and is over after ten minutes. Asked on every request, so it is one statement.
 *
 * @param options.isUse `false` for what a page asks by itself: nobody may be in front of it.
 */
export async function findSession(
  token: SessionToken,
  { isUse = true }: { isUse?: boolean } = {},
): Promise<Session | null> {
  const at = now().getTime();
  const day = chinaDay(new Date(at));
  const { rows } = await pool().query<SessionRow>(
    `WITH noted AS (UPDATE user_session SET last_seen_at = $6 WHERE $9 AND id = $5 AND last_seen_at BETWEEN $2 AND $7 AND started_at > $3)
           SELECT u.id, u.username, u.name, u.must_change_password, u.district_id, d.code AS district_code, d.name AS district_name,
             d.second_factor, s.second_factor_at IS NOT NULL AS is_second_factor_given, f.has_second_factor,
             ${countedRights("u.district_id", "u.id", "$8")}
           FROM ${sessionsOfUsers} JOIN district d ON d.id = u.district_id
           WHERE s.id = $5 AND ${goesOn}`,
    [
      ...limitsOf(token.userId, at),
      token.sessionId,
      new Date(at),
      new Date(at - NOTED_EVERY_SECONDS * 1000),
      day,
      isUse,
    ],
  );
  const row = rows[0];
  if (!row) return null;
  const grants = heldOf(row.rights);
  const owes = owedFirst({
    mustChangePassword: row.must_change_password,
    hasSecondFactor: row.has_second_factor,
    isSecondFactorGiven: row.is_second_factor_given,
    isSecondFactorRequired: isSecondFactorRequired(row.second_factor, grants),
  });
  return {
    id: token.sessionId,
    actor: { kind: "user", id: row.id, districtId: row.district_id, grants, owes },
    user: { id: row.id, username: row.username, name: row.name },
    district: { id: row.district_id, code: row.district_code, name: row.district_name },
    standing: {
      sessionId: token.sessionId,
      districtId: row.district_id,
      userId: row.id,
      day,
      rights: digestOfRights(row.rights),
    },
  };
}

/** A sign-in that goes on, as its person sees it. */
export interface OpenSession {
  id: string;
  startedAt: Date;
  lastSeenAt: Date;
  address: string | null;
  /** What the browser called itself. */
  browser: string | null;
  /** Waits for the second factor: the password was right. */
  isWaiting: boolean;
}

/** The sign-ins of a person that go on at this moment, the newest first; those that wait as long as they may. */
export async function listSessions(userId: string): Promise<OpenSession[]> {
  const { rows } = await pool().query<OpenSession>(
    `SELECT s.id, s.started_at AS "startedAt", s.last_seen_at AS "lastSeenAt", s.address, s.browser,
       f.has_second_factor AND s.second_factor_at IS NULL AS "isWaiting"
     FROM ${sessionsOfUsers} WHERE ${goesOn} ORDER BY s.started_at DESC, s.id DESC`,
    limitsOf(userId, now().getTime()),
  );
  return rows;
}

/** Somebody without a session, for what is done on their behalf later. */
export type Person = Pick<Session, "actor" | "user">;

/** The same with what they are let in with. */
export type StandingPerson = Person & Pick<Session, "standing">;

/**
 * A person with the roles they have at this moment; `null` when the district has no such person, or they are disabled.
 */
export async function findPerson(
  districtId: string,
  userId: string,
  client: Prisma.TransactionClient = db(),
): Promise<StandingPerson | null> {
  const user = await client.user.findUnique({
    where: { districtId_id: { districtId, id: userId } },
  });
  if (!user || user.disabledAt !== null) return null;
  const { id, username, name, mustChangePassword } = user;
  const day = chinaDay(now());
  const rights = (await rightsHeldBy(districtId, [id], day, client)).get(id)!;
  return {
    actor: { kind: "user", id, districtId, grants: heldOf(rights), owes: mustChangePassword ? "password" : null },
    user: { id, username, name },
    standing: { sessionId: null, districtId, userId: id, day, rights: digestOfRights(rights) },
  };
}

/** The roles that people have at this moment, those lent to them too. */
export async function rolesHeldBy(
  districtId: string,
  userIds: readonly string[],
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, HeldRole[]>> {
  const rights = await rightsHeldBy(districtId, userIds, chinaDay(now()), client);
  return new Map([...rights].map(([userId, text]) => [userId, heldOf(text)]));
}

async function rightsHeldBy(
  districtId: string,
  userIds: readonly string[],
  day: string,
  client: Prisma.TransactionClient,
): Promise<Map<string, string>> {
  const rows = await client.$queryRawUnsafe<{ userId: string; rights: string }[]>(
    `SELECT u.id AS "userId", ${countedRights("$1::uuid", "u.id", "$3::date")} FROM unnest($2::uuid[]) u(id)`,
    districtId,
    [...userIds],
    day,
  );
  return new Map(rows.map(({ userId, rights }) => [userId, rights]));
}

/** The person as they do something that they may do: with whom they do it for, where they need another's role for it. */
export function actingAs<P extends Person, A extends Action>(person: P, action: A, subject: SubjectFor<A>): P {
  const absent = actsFor(person.actor, action, subject);
  return absent === null
    ? person
    : { ...person, user: { ...person.user, onBehalfOf: { id: absent.id, name: absent.name } } };
}
