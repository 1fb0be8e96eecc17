import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { whenPointerIsFree } from "@/components/ui/pointer-press";

/** The desk follows as soon as no key has been pressed for so long, and at the latest so long after the first one. */
const QUIET_MS = 350;
const LATEST_MS = 3_000;

export type Follow = ReturnType<typeof useFollow>;

/**
 * Lets the desk follow what happens at the keys. `now` does it when there is time; `soon` waits for a pause, because a key that
 * is pressed while the desk follows is painted late, and for the end of a click, because what follows may move its button. Acts that are handed in are done when it follows, in their order.
 * `seen` changes whenever figures are to be looked at anew.
 */
export function useFollow() {
  const [seen, setSeen] = useState(0);
  const waiting = useRef<{ since: number; timer: number; acts: (() => void)[] } | null>(null);

  function now(act?: () => void): void {
    const acts = [...(waiting.current?.acts ?? []), ...(act ? [act] : [])];
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = null;
    startTransition(() => {
      for (const each of acts) each();
      setSeen((count) => count + 1);
    });
  }

  function soon(act?: () => void): void {
    const { since, timer, acts } = waiting.current ?? { since: performance.now(), timer: undefined, acts: [] };
    window.clearTimeout(timer);
    const wait = Math.max(0, Math.min(QUIET_MS, since + LATEST_MS - performance.now()));
    waiting.current = {
      since,
      acts: act ? [...acts, act] : acts,
      timer: window.setTimeout(() => whenPointerIsFree(now), wait),
    };
  }

  useEffect(
    () => () => {
      if (waiting.current) window.clearTimeout(waiting.current.timer);
    },
    [],
  );

  /** Whether something has happened that the desk has not followed yet. */
  const isWaiting = useCallback(() => waiting.current !== null, []);

  return { seen, now, soon, isWaiting };
}
