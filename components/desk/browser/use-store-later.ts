import { startTransition, useEffect, useState } from "react";

interface Store<T> {
  subscribe: (listener: () => void) => () => void;
  read: () => T;
}

/** What a store outside of React holds. The page follows when there is time: a key that is pressed meanwhile is painted first. */
export function useStoreLater<T>({ subscribe, read }: Store<T>, initially: () => T = read): T {
  const [held, setHeld] = useState(initially);
  useEffect(() => {
    // Also when it was this at the first rendering: that may have been the server's.
    let last: { value: T } | null = null;
    const take = () => {
      const value = read();
      if (last && Object.is(last.value, value)) return;
      last = { value };
      startTransition(() => setHeld(() => value));
    };
    take();
    return subscribe(take);
  }, [subscribe, read]);
  return held;
}
