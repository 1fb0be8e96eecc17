import { grantsOf } from "@/lib/domain/report/roles";
import type { Actor } from "@/lib/domain/report/permissions";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { SESSION_SECONDS, type SessionToken } from "@/lib/platform/session-cookie";

/** A signed-in person. */
export interface Session {
  actor: Extract<Actor, { kind: "user" }>;
  user: { id: string; username: string; name: string };
  district: { id: string; code: string; name: string };
}

interface SessionRow {
  id: string;
  username: string;
  name: string;
  must_change_password: boolean;
  district_id: string;
  district_code: string;
  district_name: string;
  grants: { role: string; unitId: string | null }[];
}

/** A use is noted this often, so that reading pages does not write at every request; in seconds. */
const NOTED_EVERY_SECONDS = 60;

/**
 * The person of a session token, or `null` when the session is over: signed out, twelve hours old, not used for
 * `SESSION_IDLE_MINUTES`, password or roles changed, user disabled. Asked on every request, so it is one statement.
 */
export async function findSession(token: SessionToken): Promise<Session | null> {
  const at = now().getTime();
  const idleSince = new Date(at - env().SESSION_IDLE_MINUTES * 60_000);
  const startedAfter = new Date(at - SESSION_SECONDS * 1000);
  const { rows } = await pool().query<SessionRow>(
    `WITH noted AS (UPDATE user_session SET last_seen_at = $3 WHERE id = $1 AND last_seen_at BETWEEN $4 AND $6 AND started_at > $5)
           SELECT u.id, u.username, u.name, u.must_change_password, u.district_id, d.code AS district_code, d.name AS district_name,
             coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id) ORDER BY r.role, r.unit_id)
                       FROM role_assignment r WHERE r.district_id = u.district_id AND r.user_id = u.id), '[]') AS grants
           FROM user_session s JOIN app_user u ON u.id = s.user_id AND u.session_version = s.session_version JOIN district d ON d.id = u.district_id
           WHERE s.id = $1 AND s.user_id = $2 AND s.last_seen_at >= $4 AND s.started_at > $5 AND u.disabled_at IS NULL`,
    [token.sessionId, token.userId, new Date(at), idleSince, startedAfter, new Date(at - NOTED_EVERY_SECONDS * 1000)],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    actor: {
      kind: "user",
      id: row.id,
      districtId: row.district_id,
      grants: grantsOf(row.grants),
      mustChangePassword: row.must_change_password,
    },
    user: { id: row.id, username: row.username, name: row.name },
    district: { id: row.district_id, code: row.district_code, name: row.district_name },
  };
}

/** Somebody without a session, for what is done on their behalf later. */
export type Person = Pick<Session, "actor" | "user">;

/**
 * A person with the roles they have at this moment; `null` when the district has no such person, or they are disabled.
 */
export async function findPerson(
  districtId: string,
  userId: string,
  client: Prisma.TransactionClient = db(),
): Promise<Person | null> {
  const user = await client.user.findUnique({
    where: { districtId_id: { districtId, id: userId } },
    include: { roles: true },
  });
  if (!user || user.disabledAt !== null) return null;
  const { id, username, name, roles, mustChangePassword } = user;
  return {
    actor: { kind: "user", id, districtId, grants: grantsOf(roles), mustChangePassword },
    user: { id, username, name },
  };
}
