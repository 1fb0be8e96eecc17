"use client";

import { useState } from "react";
import { useStoreLater } from "./use-store-later";

export interface Kept<T, Shown = T> {
  /** What the page shows of it. */
  value: Shown;
  /** As it is this moment. */
  read: () => T;
  /** The same, with what another tab of this person kept since. */
  readAgain: () => T;
  keep: (next: T) => void;
  /** Whether the browser took it: it is there beyond the page. */
  isStored: boolean;
}

/**
 * What the browser keeps of this person beyond the page, under a key of its own.
 *
 * @param revive reads what an earlier visit kept, whatever it is; `null` gives the empty value
 */
export function useKept<T>(key: string, revive: (kept: string | null) => T): Kept<T> {
  return useKeptPart(key, revive, (value) => value);
}

/** The same where the page shows only some of it: it stays as it is while `shown` says the same. */
export function useKeptPart<T, Shown>(
  key: string,
  revive: (kept: string | null) => T,
  shown: (value: T) => Shown,
): Kept<T, Shown> {
  const [store] = useState(() => keptStore(key, revive));
  const [part] = useState(() => ({
    subscribe: store.subscribe,
    read: () => shown(store.read()),
    empty: shown(revive(null)),
  }));
  const value = useStoreLater(part, () => part.empty);
  return { value, read: store.read, readAgain: store.readAgain, keep: store.keep, isStored: store.isStored() };
}

function keptStore<T>(key: string, revive: (kept: string | null) => T) {
  const listeners = new Set<() => void>();
  let held: { value: T } | null = null;
  let isStored = true;
  const read = () => (held ??= { value: revive(storedText(key)) }).value;
  return {
    read,
    readAgain(): T {
      // What the browser would not take is in this page only.
      if (isStored) held = null;
      return read();
    },
    keep(next: T): void {
      held = { value: next };
      try {
        localStorage.setItem(key, JSON.stringify(next));
        isStored = true;
      } catch {
        // Storage may be full or forbidden; this page still holds it.
        isStored = false;
      }
      for (const listener of listeners) listener();
    },
    isStored: () => isStored,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function storedText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
