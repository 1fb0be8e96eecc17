/** Refusals of the database itself: the SQLSTATEs raised by the triggers of prisma/migrations. */
export const databaseRefusals = {
  MZ001: "versionNotEditable",
  MZ002: "appendOnly",
  MZ003: "cellLocked",
  MZ004: "statusWithoutEvent",
  MZ005: "fourEyes",
  MZ006: "versionIdentity",
  MZ007: "publicationOutOfSequence",
  MZ008: "unitPeriodGap",
  MZ009: "unitRegisterFixed",
  MZ010: "letterInForce",
  MZ011: "figuresTaken",
  MZ012: "proofOutOfSequence",
  MZ013: "sessionEnded",
  MZ014: "rightsChanged",
} as const;

export type DatabaseRefusal = (typeof databaseRefusals)[keyof typeof databaseRefusals];

/** The SQLSTATE of an error thrown by pg or, wrapped, by Prisma's adapter; `null` when it has none. */
export function sqlStateOf(error: unknown): string | null {
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    const { code, originalCode, cause, meta } = at as {
      code?: unknown;
      originalCode?: unknown;
      cause?: unknown;
      meta?: { driverAdapterError?: unknown };
    };
    for (const candidate of [originalCode, code]) {
      if (typeof candidate === "string" && /^[0-9A-Z]{5}$/.test(candidate) && !/^P\d{4}$/.test(candidate))
        return candidate;
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

/** Whether there was no room to write to: on the disk of the database, or of this server. */
export function isStorageFull(error: unknown): boolean {
  if (sqlStateOf(error) === "53100") return true;
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    const { code, cause } = at as { code?: unknown; cause?: unknown };
    if (code === "ENOSPC") return true;
    at = cause ?? null;
  }
  return false;
}

/** Classes and codes of PostgreSQL for "not now": connection, resources, shutdown, a limit on time, two that waited for each other. */
const unavailableStates = /^(?:08|53|57P|57014|55P03|25P03|40P01)/;

/** Of Node's sockets, of Prisma's client (cannot reach, timed out, no connection in time), of its adapter. */
const unavailableCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EPIPE",
  "EHOSTUNREACH",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
]);

/** pg has no codes for these. */
const unavailableMessages =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|not queryable|server conn crashed|query_wait_timeout/;

/** Whether pg gave up waiting for an answer: what becomes of the statement is not known. */
export function isAnswerMissing(error: unknown): boolean {
  return error instanceof Error && error.message === "Query read timeout";
}

/**
 * Whether the database could not be reached, did not answer in time, or was too busy: nothing is wrong with what was
 * asked.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null && unavailableStates.test(state)) return true;
  for (let at = error, depth = 0; at !== null && typeof at === "object" && depth < 6; depth += 1) {
    const { code, message, cause, errors, meta } = at as {
      code?: unknown;
      message?: unknown;
      cause?: unknown;
      errors?: unknown[];
      meta?: { driverAdapterError?: unknown };
    };
    if (typeof code === "string" && unavailableCodes.has(code)) return true;
    if (typeof message === "string" && unavailableMessages.test(message)) return true;
    // Of several addresses of a host each has its own reason.
    at = cause ?? meta?.driverAdapterError ?? errors?.[0] ?? null;
  }
  return false;
}
