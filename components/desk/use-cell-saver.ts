"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import type { MoneyUnit } from "@/lib/domain/amounts";
import { saveCellsAction } from "@/lib/features/reports/actions";

export interface Conflict {
  key: FactKey;
  mine: string;
  theirs: number | null;
  theirRaw: string | null;
  by: string | null;
  message: string;
}

interface Pending {
  input: string;
  unit: MoneyUnit;
}

export type SavingState = { kind: "saved" } | { kind: "saving" } | { kind: "waiting"; message: string };

const RETRY_MS = 4000;
const BATCH_SIZE = 500;

/**
 * Sends edits one batch at a time, each with the revision it was made on. What is not acknowledged stays in the queue
 * and in the browser's storage, so that a lost connection or a closed tab loses nothing.
 */
export function useCellSaver(versionId: string, initialRevisions: ReadonlyMap<FactKey, number>) {
  const storageKey = `mingzhang.pending.${versionId}`;
  const revisions = useRef(new Map(initialRevisions));
  const pending = useRef(new Map<FactKey, Pending>());
  const isSending = useRef(false);
  const [state, setState] = useState<SavingState>({ kind: "saved" });
  const [conflicts, setConflicts] = useState<Conflict[]>([]);

  const remember = useCallback(() => {
    try {
      if (pending.current.size === 0) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, JSON.stringify([...pending.current]));
    } catch {
      // Storage may be full or forbidden; the queue in memory still holds everything.
    }
  }, [storageKey]);

  /** One batch; the problem when it did not reach the server or was refused whole. */
  const sendBatch = useCallback(async (): Promise<string | null> => {
    const unit = [...pending.current.values()][0]!.unit;
    const batch = [...pending.current].filter(([, edit]) => edit.unit === unit).slice(0, BATCH_SIZE);
    try {
      const answer = await saveCellsAction({
        versionId,
        how: "typed",
        unit,
        edits: batch.map(([key, { input }]) => ({ address: parseFactKey(key), input, baseRevision: revisions.current.get(key) ?? 0 })),
      });
      if (!answer.ok) return answer.reasons.join(" ");
      answer.data.results.forEach((result, at) => {
        const [key, edit] = batch[at]!;
        // Typed again meanwhile: the newer input goes out with the next batch, on the new revision.
        if (pending.current.get(key) === edit) pending.current.delete(key);
        revisions.current.set(key, result.revision);
        if (result.ok) return;
        const conflict = { key, mine: edit.input, theirs: result.value, theirRaw: result.rawInput, by: result.by, message: result.message };
        setConflicts((known) => [...known.filter((each) => each.key !== key), conflict]);
      });
      return null;
    } catch {
      return "没有连上服务器。";
    }
  }, [versionId]);

  const send = useCallback(async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    let problem: string | null = null;
    while (problem === null && pending.current.size > 0) {
      setState({ kind: "saving" });
      problem = await sendBatch();
      remember();
    }
    isSending.current = false;
    setState(problem === null ? { kind: "saved" } : { kind: "waiting", message: `${problem}已填内容保留在本机，将自动重试。` });
  }, [remember, sendBatch]);

  useEffect(() => {
    if (state.kind !== "waiting") return;
    const retry = window.setTimeout(() => void send(), RETRY_MS);
    return () => window.clearTimeout(retry);
  }, [state, send]);

  const save = useCallback(
    (key: FactKey, input: string, unit: MoneyUnit) => {
      pending.current.set(key, { input, unit });
      remember();
      void send();
    },
    [remember, send],
  );

  const settle = useCallback((key: FactKey) => setConflicts((known) => known.filter((each) => each.key !== key)), []);

  /** Edits of an earlier visit that never reached the server. */
  const takeUnsent = useCallback((): [FactKey, Pending][] => {
    try {
      return JSON.parse(localStorage.getItem(storageKey) ?? "[]") as [FactKey, Pending][];
    } catch {
      return [];
    }
  }, [storageKey]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (pending.current.size > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);

  return { state, conflicts, save, settle, takeUnsent };
}
