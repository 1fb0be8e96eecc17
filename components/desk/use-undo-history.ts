"use client";

import { useState } from "react";
import { emptyHistory, historyFrom, type UndoHistory } from "./undo-history";
import { useStoreLater } from "./use-store-later";

/** The steps of this person on this version that can be taken back; kept in the browser beyond the page. */
export function useUndoHistory({ userId, versionId }: { userId: string; versionId: string }) {
  const [store] = useState(() => undoStore(`mingzhang.undo.${userId}.${versionId}`));
  return { history: useStoreLater(store, () => emptyHistory), read: store.read, keep: store.keep };
}

function undoStore(key: string) {
  const listeners = new Set<() => void>();
  let history: UndoHistory | null = null;
  return {
    read(): UndoHistory {
      return (history ??= historyFrom(kept(key)));
    },
    keep(next: UndoHistory): void {
      history = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage may be full or forbidden; the steps of this page stay in memory.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
