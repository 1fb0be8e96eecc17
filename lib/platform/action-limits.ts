/** At most `calls` of one action by one person within `seconds`. */
export interface ActionLimit {
  calls: number;
  seconds: number;
}

/** Far above what a person does with a keyboard and the desk sends by itself; a script in a loop meets it. */
export const usualLimit: ActionLimit = { calls: 3000, seconds: 60 };

/** For what occupies a processor or another process for seconds. */
export const costlyLimit: ActionLimit = { calls: 60, seconds: 60 };

interface Window {
  endsAt: number;
  calls: number;
}

/** More windows are not remembered at once; those that have ended go first. */
const MAX_WINDOWS = 10_000;

const windows = new Map<string, Window>();

/**
 * Counts a call and says whether it is within the limit. Counted in the memory of this process: an installation of
 * several server processes allows as many times the limit. Guessing passwords is limited by `attempt-limits.ts`, in the
 * database.
 *
 * @param at milliseconds of a clock that only goes forward.
 */
export function isWithinLimit(
  action: string,
  personId: string,
  { calls, seconds }: ActionLimit = usualLimit,
  at: number = performance.now(),
): boolean {
  const key = `${action} ${personId}`;
  const known = windows.get(key);
  if (known && known.endsAt > at) {
    known.calls += 1;
    return known.calls <= calls;
  }
  if (windows.size >= MAX_WINDOWS) forgetEnded(at);
  windows.set(key, { endsAt: at + seconds * 1000, calls: 1 });
  return true;
}

function forgetEnded(at: number): void {
  for (const [key, { endsAt }] of windows) if (endsAt <= at) windows.delete(key);
  if (windows.size >= MAX_WINDOWS) windows.clear();
}
