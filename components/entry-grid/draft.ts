import { useSyncExternalStore } from "react";
import type { FactKey } from "@/lib/domain/facts/address";

/** A text that is being typed into a cell, and what stood there before. */
export interface Draft {
  key: FactKey;
  text: string;
  before: string;
}

/** What is being typed in one grid. Not in the state of the grid, so that a key paints its own cell and nothing else. */
export interface DraftStore {
  read: () => Draft | null;
  write: (draft: Draft | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function draftStore(): DraftStore {
  const listeners = new Set<() => void>();
  let draft: Draft | null = null;
  return {
    read: () => draft,
    write(next) {
      draft = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The text being typed into this cell; `null` where nobody types. */
export function useDraftText({ read, subscribe }: DraftStore, key: FactKey): string | null {
  return useSyncExternalStore(
    subscribe,
    () => {
      const draft = read();
      return draft?.key === key ? draft.text : null;
    },
    () => null,
  );
}
