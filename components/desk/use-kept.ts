"use client";

import { useState } from "react";
import { useStoreLater } from "./use-store-later";

export interface Kept<T> {
  /** As the page shows it. */
  value: T;
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
  const [store] = useState(() => keptStore(key, revive));
  const [empty] = useState(() => revive(null));
  const value = useStoreLater(store, () => empty);
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
