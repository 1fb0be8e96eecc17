import { startTransition, useEffect, useRef, useState } from "react";

/** The desk follows as soon as nobody has typed for so long, and at the latest so long after the first key. */
const QUIET_MS = 120;
const LATEST_MS = 500;

/**
 * Lets the page follow a model outside of React. `now` paints it when there is time; `soon` waits for a pause between keys,
 * because a key that is pressed while the page follows is painted late. `seen` changes whenever the model has.
 */
export function useFollow() {
  const [seen, setSeen] = useState(0);
  const waiting = useRef<{ since: number; timer: number } | null>(null);

  function now(): void {
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = null;
    startTransition(() => setSeen((count) => count + 1));
  }

  function soon(): void {
    const since = waiting.current?.since ?? performance.now();
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = { since, timer: window.setTimeout(now, Math.max(0, Math.min(QUIET_MS, since + LATEST_MS - performance.now()))) };
  }

  useEffect(
    () => () => {
      if (waiting.current) window.clearTimeout(waiting.current.timer);
    },
    [],
  );

  return { seen, now, soon };
}
