"use client";

import { useState } from "react";
import { useStoreLater } from "./use-store-later";

/** The second view, whether it stands beside the first or below it, and whether it is open. */
export interface Split {
  view: string;
  layout: "beside" | "below";
  isOpen: boolean;
}

/** The second view that this person chose on this version, also while it is closed; remembered in the browser. */
export function useSplit({ userId, versionId }: { userId: string; versionId: string }) {
  const [store] = useState(() => splitStore(`mingzhang.split.${userId}.${versionId}`));
  return { split: useStoreLater<Split | null>(store, () => null), read: store.read, keep: store.keep };
}

function splitStore(key: string) {
  const listeners = new Set<() => void>();
  let split: Split | null | undefined;
  return {
    read(): Split | null {
      return (split === undefined ? (split = kept(key)) : split);
    },
    keep(next: Split): void {
      split = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage may be full or forbidden; the choice of this page stays in memory.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function kept(key: string): Split | null {
  try {
    const { view, layout, isOpen } = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Split>;
    return typeof view === "string" && (layout === "beside" || layout === "below") ? { view, layout, isOpen: isOpen === true } : null;
  } catch {
    return null;
  }
}
