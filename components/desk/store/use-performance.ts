"use client";

import { useCallback, useMemo, useState } from "react";
import type { PerformanceEntry } from "@/lib/domain/performance/entries";
import { performanceOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { EditQueue } from "../edits/edit-queue";

export interface PerformanceState {
  stored: StoredPerformance;
  /** The same part as it is computed with. */
  entry: PerformanceEntry;
  /** Counts what was shown from outside: forms that are open then start anew. */
  shown: number;
  type: (stored: StoredPerformance) => void;
  /** Shows what is stored already. */
  show: (stored: StoredPerformance) => void;
}

/** The performance part while somebody works on it: one edit of the queue, saved as a whole. */
export function usePerformance(initial: StoredPerformance, queue: EditQueue): PerformanceState {
  const [{ stored, shown }, setState] = useState({ stored: initial, shown: 0 });
  const entry = useMemo(() => performanceOf(stored), [stored]);
  const show = useCallback(
    (next: StoredPerformance) => setState((known) => ({ stored: next, shown: known.shown + 1 })),
    [],
  );
  return {
    stored,
    entry,
    shown,
    type: (next) => {
      setState((known) => ({ ...known, stored: next }));
      queue.hold({ kind: "performance", performance: next });
    },
    show,
  };
}
