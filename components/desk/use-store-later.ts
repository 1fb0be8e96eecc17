import { startTransition, useEffect, useState } from "react";

interface Store<T> {
  subscribe: (listener: () => void) => () => void;
  read: () => T;
}

/** What a store outside of React holds. The page follows when there is time: a key that is pressed meanwhile is painted first. */
export function useStoreLater<T>({ subscribe, read }: Store<T>, initially: () => T = read): T {
  const [held, setHeld] = useState(initially);
  useEffect(() => {
    const take = () => startTransition(() => setHeld(() => read()));
    take();
    return subscribe(take);
  }, [subscribe, read]);
  return held;
}
