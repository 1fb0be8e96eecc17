import type { Actor, RoleGrant } from "@/lib/domain/report/permissions";
import { pool } from "@/lib/platform/db";
import type { SessionToken } from "@/lib/platform/session-cookie";

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
  grants: { role: "preparer" | "reviewer" | "admin"; unitId: string | null }[];
}

/**
 * The person of a session token, or `null` when the session is no longer good: password changed or reset, user disabled.
 * Asked on every request, so it is one statement.
 */
export async function findSession(token: SessionToken): Promise<Session | null> {
  const { rows } = await pool().query<SessionRow>(
    `SELECT u.id, u.username, u.name, u.must_change_password, u.district_id, d.code AS district_code, d.name AS district_name,
           coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id) ORDER BY r.role, r.unit_id)
                     FROM role_assignment r WHERE r.district_id = u.district_id AND r.user_id = u.id), '[]') AS grants
         FROM app_user u JOIN district d ON d.id = u.district_id
         WHERE u.id = $1 AND u.session_version = $2 AND u.disabled_at IS NULL`,
    [token.userId, token.sessionVersion],
  );
  const row = rows[0];
  if (!row) return null;
  const grants = row.grants.flatMap((grant): RoleGrant[] => {
    if (grant.role !== "preparer") return [{ role: grant.role }];
    return grant.unitId === null ? [] : [{ role: "preparer", unitId: grant.unitId }];
  });
  return {
    actor: { kind: "user", id: row.id, districtId: row.district_id, grants, mustChangePassword: row.must_change_password },
    user: { id: row.id, username: row.username, name: row.name },
    district: { id: row.district_id, code: row.district_code, name: row.district_name },
  };
}
