import { useSyncExternalStore } from "react";

const subscribe = () => () => undefined;

/**
 * False in what the server sends and until its scripts run: a form that only scripts can send keeps its button inert so
 * long.
 */
export function useIsReady(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
