import { useSyncExternalStore } from "react";

/** A value outside of React's state. Who reads it names a part, and is rendered only when that part changes. */
export interface Store<T> {
  read: () => T;
  write: (next: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function storeOf<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let held = initial;
  return {
    read: () => held,
    write(next) {
      if (Object.is(next, held)) return;
      held = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param part gives the same value while nothing of interest changes */
export function usePart<T, Part>({ read, subscribe }: Store<T>, part: (value: T) => Part): Part {
  const look = () => part(read());
  return useSyncExternalStore(subscribe, look, look);
}
