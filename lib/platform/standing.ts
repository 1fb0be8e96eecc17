import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { databaseRefusalOf } from "@/lib/platform/database-refusals";
import { AppError } from "@/lib/platform/errors";

/** What somebody was let in with, so that the database can say in the transaction of their deed whether it still holds. */
export interface Standing {
  /** `null`: in background work that they have asked for. */
  sessionId: string | null;
  districtId: string;
  userId: string;
  /** On which they had these rights. */
  day: string;
  /** `digestOfRights` of what they may act as. */
  rights: string;
}

/** What `hold_rights` compares: of the text that PostgreSQL gives of `counted_rights`. */
export function digestOfRights(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

// Kept on globalThis: the bundles of one server have modules of their own, and one client of the database.
const store = globalThis as typeof globalThis & { mingzhangStandings?: AsyncLocalStorage<Standing | undefined> };
const standings = (store.mingzhangStandings ??= new AsyncLocalStorage());

/** Does something by what a person was let in with: each transaction meanwhile begins with a look whether it still holds. */
export function standingAs<T>(standing: Standing | undefined, work: () => Promise<T>): Promise<T> {
  return standings.run(standing, work);
}

const valuesOf = ({ sessionId, districtId, userId, day, rights }: Standing) => [
  sessionId,
  districtId,
  userId,
  day,
  rights,
];

/** The call of `hold_rights` with parameters from a number on. */
const holdRights = (first: number) =>
  `hold_rights(${["uuid", "uuid", "uuid", "date", "text"].map((type, at) => `$${first + at}::${type}`).join(", ")})`;

/**
 * Begins a transaction: what the person was let in with holds until it has ended. Nothing where nobody was let in.
 *
 * @throws AppError notSignedIn, rightsChanged
 */
export async function holdStanding(query: (text: string, values: unknown[]) => Promise<unknown>): Promise<void> {
  const standing = standings.getStore();
  if (standing) await query(`SELECT ${holdRights(1)}`, valuesOf(standing)).catch(throwRefusal);
}

/**
 * A call of a function that is a transaction by itself, made only while what the person was let in with holds. Its
 * answer's errors are for `throwRefusal`.
 */
export function heldCall(call: string, values: readonly unknown[]): { text: string; values: unknown[] } {
  const standing = standings.getStore();
  if (!standing) return { text: call, values: [...values] };
  return {
    text: `CASE WHEN ${holdRights(values.length + 1)} THEN ${call} END`,
    values: [...values, ...valuesOf(standing)],
  };
}

/** For `catch`: in words what the database says of a standing that holds no more; throws everything else as it is. */
export function throwRefusal(error: unknown): never {
  const refusal = databaseRefusalOf(error);
  if (refusal === "sessionEnded") throw new AppError("notSignedIn", "ended in the middle of an action");
  if (refusal === "rightsChanged") throw new AppError("rightsChanged", "changed in the middle of an action");
  throw error;
}
