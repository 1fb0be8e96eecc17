import { RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/platform/db";
import { placeInNetwork } from "@/lib/platform/place-in-network";
import { sharedCounters, UNLIMITED } from "@/lib/platform/shared-counters";

/** Somebody trying a password: the name as typed, whether it exists or not, and the network address. */
export interface Attempt {
  account: string;
  address: string;
  /**
   * `code`: a second factor, after the right password. Counted for the account over all addresses: six digits would be
   * found from many of them, and whoever is slowed down by it has been told that the password is known.
   */
  of?: "code";
}

/**
 * `isSlowed`: the next attempt has to wait. `wait`: this account from this address, `tooMany`: the whole address, for
 * so many seconds.
 */
export type Admission = { ok: true; isSlowed: boolean } | { ok: false; error: "wait" | "tooMany"; waitSeconds: number };

/**
 * Failures of one account from one address that cost nothing; after them each further attempt waits, longer every time.
 */
export const FREE_FAILURES = 5;
export const LONGEST_WAIT_SECONDS = 15 * 60;
const FIRST_WAIT_SECONDS = 30;
/** Failures are forgotten a day after the first of them, or with the next success. */
const MEMORY_SECONDS = 24 * 60 * 60;

/** Failures from one address over all accounts within a quarter of an hour; a whole office may share one address. */
const MAX_FAILURES_PER_ADDRESS = 40;

const WAIT_PREFIX = "attempt-wait";

const limiters = sharedCounters((counter) => ({
  ofAddress: counter("attempt-address", MAX_FAILURES_PER_ADDRESS, LONGEST_WAIT_SECONDS),
  failures: counter("attempt-failures", UNLIMITED, MEMORY_SECONDS),
  wait: counter(WAIT_PREFIX, 1, LONGEST_WAIT_SECONDS),
}));

/**
 * Counts an attempt before its password is looked at, so that attempts made at once are all counted. Only this account
 * from this address is slowed down: its owner elsewhere is not kept out by somebody who guesses.
 */
export async function admitAttempt(attempt: Attempt): Promise<Admission> {
  const { ofAddress, failures, wait } = limiters();
  const fromHere = await ofAddress.get(placeInNetwork(attempt.address));
  if (fromHere !== null && fromHere.consumedPoints >= MAX_FAILURES_PER_ADDRESS)
    return { ok: false, error: "tooMany", waitSeconds: secondsOf(fromHere) };

  const pair = pairOf(attempt);
  const { consumedPoints: count } = await failures.consume(pair);
  if (count <= FREE_FAILURES) return { ok: true, isSlowed: false };
  const customDuration = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (count - FREE_FAILURES - 1));
  const passed = await resultOf(wait.consume(pair, 1, { customDuration }));
  if (passed.ok) return { ok: true, isSlowed: true };
  await failures.reward(pair);
  return { ok: false, error: "wait", waitSeconds: secondsOf(passed.rejected) };
}

/**
 * Takes back an attempt that came to no answer: it was no failure of the person. Says nothing when this fails as well.
 */
export async function attemptUnanswered(attempt: Attempt): Promise<void> {
  const { failures, wait } = limiters();
  const pair = pairOf(attempt);
  await Promise.allSettled([failures.reward(pair), wait.delete(pair)]);
}

/** Forgets the failures of this account from this address. */
export async function attemptSucceeded(attempt: Attempt): Promise<void> {
  const { failures, wait } = limiters();
  const pair = pairOf(attempt);
  await Promise.all([failures.delete(pair), wait.delete(pair)]);
}

/** Counts a failure against the address; true when that used up its allowance. */
export async function attemptFailed(attempt: Attempt): Promise<boolean> {
  const counted = await resultOf(limiters().ofAddress.consume(placeInNetwork(attempt.address)));
  return !counted.ok || counted.result.remainingPoints === 0;
}

/** Forgets the failures of an account from every address. */
export async function forgetAttempts(account: string): Promise<void> {
  await pool().query("DELETE FROM rate_limit WHERE starts_with(key, $1) OR starts_with(key, $2)", [
    `${WAIT_PREFIX}:${account}|`,
    `attempt-failures:${account}|`,
  ]);
}

/** The accounts that are slowed down at some address now. */
export async function slowedAccounts(): Promise<Set<string>> {
  const { rows } = await pool().query<{ key: string }>(
    "SELECT key FROM rate_limit WHERE starts_with(key, $1) AND expire > $2",
    [`${WAIT_PREFIX}:`, Date.now()],
  );
  return new Set(rows.map(({ key }) => key.slice(WAIT_PREFIX.length + 1, key.lastIndexOf("|"))));
}

function pairOf(attempt: Attempt): string {
  return `${attempt.account}|${attempt.of ?? placeInNetwork(attempt.address)}`;
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.ceil(msBeforeNext / 1000);
}

/** The library rejects with its result when a limit is reached; anything else it rejects with is an error. */
async function resultOf(
  consumed: Promise<RateLimiterRes>,
): Promise<{ ok: true; result: RateLimiterRes } | { ok: false; rejected: RateLimiterRes }> {
  try {
    return { ok: true, result: await consumed };
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return { ok: false, rejected };
    throw rejected;
  }
}
