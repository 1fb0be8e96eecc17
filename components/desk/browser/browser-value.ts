import { storedText, storeText } from "@/components/ui/browser-storage";

/** What the browser keeps of one person beyond the page, under a key of its own. */
export interface BrowserValue<T> {
  /** As it is this moment. */
  read: () => T;
  /** The same, with what another tab of this person kept since. */
  readAgain: () => T;
  keep: (next: T) => void;
  /** Whether the browser took it: it is there beyond the page. */
  isStored: () => boolean;
  /** Tells what this page keeps. */
  subscribe: (listener: () => void) => () => void;
}

/** @param revive reads what an earlier visit kept, whatever it is; `null` gives the empty value */
export function browserValue<T>(key: string, revive: (kept: string | null) => T): BrowserValue<T> {
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
      // What it does not take, this page still holds.
      isStored = storeText(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    isStored: () => isStored,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
