import { execFileSync } from "node:child_process";

/** The operating-system account PostgreSQL runs under. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Started by root it therefore runs as the first of these accounts that exists;
 * no account is created, because that is not possible everywhere (containers, read-only systems).
 * `MINGZHANG_POSTGRES_USER` names another.
 *
 * @returns null when the current user is not root: PostgreSQL then runs as that user.
 * @throws when root has no unprivileged account to give.
 */
export function systemUserForPostgres(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const wanted = process.env.MINGZHANG_POSTGRES_USER;
  const candidates = wanted ? [wanted] : ["mingzhang", "postgres", "nobody"];
  for (const name of candidates) {
    const systemUser = lookUp(name);
    if (systemUser) return systemUser;
  }
  throw new Error(
    `PostgreSQL must not run as root, and none of these accounts exists: ${candidates.join(", ")}. Name one in MINGZHANG_POSTGRES_USER.`,
  );
}

function lookUp(name: string): SystemUser | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    const systemUser = { name, uid: id("-u"), gid: id("-g") };
    return systemUser.uid > 0 ? systemUser : null;
  } catch {
    return null;
  }
}
