/** Refusals of the database itself: the SQLSTATEs raised by the triggers of prisma/migrations. */
export const databaseRefusals = {
  MZ001: "versionNotEditable",
  MZ002: "appendOnly",
  MZ003: "cellLocked",
  MZ004: "statusWithoutEvent",
  MZ005: "fourEyes",
  MZ006: "versionIdentity",
  MZ007: "publicationOutOfSequence",
} as const;

export type DatabaseRefusal = (typeof databaseRefusals)[keyof typeof databaseRefusals];

/** The SQLSTATE of an error thrown by pg or, wrapped, by Prisma's adapter; `null` when it has none. */
export function sqlStateOf(error: unknown): string | null {
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    const { code, originalCode, cause, meta } = at as { code?: unknown; originalCode?: unknown; cause?: unknown; meta?: { driverAdapterError?: unknown } };
    for (const candidate of [originalCode, code]) {
      if (typeof candidate === "string" && /^[0-9A-Z]{5}$/.test(candidate) && !/^P\d{4}$/.test(candidate)) return candidate;
    }
    at = cause ?? meta?.driverAdapterError ?? null;
  }
  return null;
}

/** Which of our own rules the database enforced, if the error is such a refusal. */
export function databaseRefusalOf(error: unknown): DatabaseRefusal | null {
  const state = sqlStateOf(error);
  return state !== null && state in databaseRefusals ? databaseRefusals[state as keyof typeof databaseRefusals] : null;
}

/** Whether the error is a violated unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === "23505" || (error as { code?: unknown } | null)?.code === "P2002";
}
