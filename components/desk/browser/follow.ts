import { whenPointerIsFree } from "@/components/ui/pointer-press";
import { later } from "./later";

/** The desk follows as soon as no key has been pressed for so long, and at the latest so long after the first one. */
const QUIET_MS = 350;
const LATEST_MS = 3_000;

/** Acts that are handed in are done when the desk follows, in their order. */
export interface Follow {
  /** As soon as there is time. */
  now: (act?: () => void) => void;
  /**
   * After a pause, because a key that is pressed while the desk follows is painted late, and after the end of a click,
   * because what follows may move its button.
   */
  soon: (act?: () => void) => void;
  /** Whether something has happened that the desk has not followed yet. */
  isWaiting: () => boolean;
  /** Forgets what waits. */
  stop: () => void;
}

/**
 * Lets the desk follow what happens at the keys. `look` looks at all figures anew; it runs with the acts, and the page
 * shows all of it in one transition.
 */
export function followWith(look: () => void): Follow {
  let waiting: { since: number; timer: number; acts: (() => void)[] } | null = null;

  function now(act?: () => void): void {
    const acts = [...(waiting?.acts ?? []), ...(act ? [act] : [])];
    if (waiting) window.clearTimeout(waiting.timer);
    waiting = null;
    later(() => {
      for (const each of acts) each();
      look();
    });
  }

  function soon(act?: () => void): void {
    const { since, timer, acts } = waiting ?? { since: performance.now(), timer: undefined, acts: [] };
    window.clearTimeout(timer);
    const wait = Math.max(0, Math.min(QUIET_MS, since + LATEST_MS - performance.now()));
    waiting = {
      since,
      acts: act ? [...acts, act] : acts,
      timer: window.setTimeout(() => whenPointerIsFree(now), wait),
    };
  }

  function stop(): void {
    if (waiting) window.clearTimeout(waiting.timer);
    waiting = null;
  }

  return { now, soon, isWaiting: () => waiting !== null, stop };
}
