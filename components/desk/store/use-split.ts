"use client";

import { useKept } from "../browser/use-kept";

/** The second view, whether it stands beside the first or below it, and whether it is open. */
export interface Split {
  view: string;
  layout: "beside" | "below";
  isOpen: boolean;
}

/** The second view that this person chose on this version, also while it is closed; remembered in the browser. */
export function useSplit({ userId, versionId }: { userId: string; versionId: string }) {
  const { value, read, keep } = useKept<Split | null>(`mingzhang.split.${userId}.${versionId}`, splitFrom);
  return { split: value, read, keep };
}

function splitFrom(kept: string | null): Split | null {
  try {
    const { view, layout, isOpen } = JSON.parse(kept ?? "{}") as Partial<Split>;
    return typeof view === "string" && (layout === "beside" || layout === "below")
      ? { view, layout, isOpen: isOpen === true }
      : null;
  } catch {
    return null;
  }
}
