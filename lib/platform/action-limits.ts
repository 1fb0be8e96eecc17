import { logger } from "@/lib/platform/logger";
import { sharedCounters, UNLIMITED } from "@/lib/platform/shared-counters";

/** At most `calls` of one action by one person within `seconds`. */
export interface ActionLimit {
  calls: number;
  seconds: number;
}

/** Far above what a person does with a keyboard and the desk sends by itself; a script in a loop meets it. */
export const usualLimit: ActionLimit = { calls: 3000, seconds: 60 };

/** For what occupies a processor or another process for seconds. */
export const costlyLimit: ActionLimit = { calls: 60, seconds: 60 };

/** Of a limit the part that a process counts by itself before it asks what the others have counted. */
const ALONE = 1 / 10;

interface Window {
  endsAt: number;
  /** Calls that came to this process. */
  calls: number;
  /** So many of them the database has counted, some before they come. */
  granted: number;
  isOver: boolean;
  /** A question to the database that is on its way. */
  asking: Promise<void> | null;
}

/** More windows are not remembered at once; those that have ended go first. */
const MAX_WINDOWS = 10_000;

const windows = new Map<string, Window>();
const counters = sharedCounters((counter) => ({ calls: counter("action-calls", UNLIMITED, usualLimit.seconds) }));

/**
 * Counts a call and says whether it is within the limit. Whoever does what people do is counted in the memory of this
 * process alone. Who has used up a tenth of a limit here is counted in the database from then on, a tenth at a time, with
 * what came to other processes: an installation of several allows a tenth more for each further one at most.
 *
 * @param at milliseconds of a clock that only goes forward.
 */
export async function isWithinLimit(
  action: string,
  personId: string,
  { calls, seconds }: ActionLimit = usualLimit,
  at: number = performance.now(),
): Promise<boolean> {
  const key = `${action} ${personId}`;
  const window = windowOf(key, seconds, at);
  window.calls += 1;
  const nth = window.calls;
  const part = Math.max(1, Math.floor(calls * ALONE));
  const isGranted = () => nth <= Math.max(part, window.granted);
  while (!isGranted() && !window.isOver) {
    window.asking ??= askForMore(window, key, { part, calls, seconds, at }).finally(() => (window.asking = null));
    await window.asking;
  }
  return isGranted();
}

/** Has a further part counted, unless the calls of all processes are more than the limit then. */
async function askForMore(
  window: Window,
  key: string,
  { part, calls, seconds, at }: ActionLimit & { part: number; at: number },
): Promise<void> {
  const granted = Math.max(part, window.granted) + part;
  const counted = await countTogether(key, granted - window.granted, seconds);
  if ((counted?.points ?? granted) <= calls) {
    window.granted = granted;
  } else {
    window.isOver = true;
    if (counted !== null) window.endsAt = at + counted.endsInMs;
  }
}

function windowOf(key: string, seconds: number, at: number): Window {
  const known = windows.get(key);
  if (known && known.endsAt > at) return known;
  if (windows.size >= MAX_WINDOWS) forgetEnded(at);
  const window = { endsAt: at + seconds * 1000, calls: 0, granted: 0, isOver: false, asking: null };
  windows.set(key, window);
  return window;
}

/** @returns what all processes have counted; `null` while the database does not say: what came here counts alone then. */
async function countTogether(
  key: string,
  points: number,
  seconds: number,
): Promise<{ points: number; endsInMs: number } | null> {
  try {
    const { consumedPoints, msBeforeNext } = await counters().calls.consume(key, points, { customDuration: seconds });
    return { points: consumedPoints, endsInMs: msBeforeNext };
  } catch (error) {
    logger.warn({ err: error }, "calls of an action were not counted together");
    return null;
  }
}

function forgetEnded(at: number): void {
  for (const [key, { endsAt }] of windows) if (endsAt <= at) windows.delete(key);
  if (windows.size >= MAX_WINDOWS) windows.clear();
}
