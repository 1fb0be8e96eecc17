"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import type { MoneyUnit } from "@/lib/domain/amounts";
import { saveCellsAction } from "@/lib/features/reports/actions";

export interface Conflict {
  key: FactKey;
  mine: string;
  unit: MoneyUnit;
  theirs: number | null;
  theirRaw: string | null;
  by: string | null;
  /** ISO time of the other save. */
  at: string | null;
  message: string;
  /** Only a conflict can be decided for one's own input; a locked or unknown cell cannot. */
  mayKeepMine: boolean;
}

export interface UnsentEdit {
  input: string;
  unit: MoneyUnit;
  baseRevision: number;
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
  const pending = useRef(new Map<FactKey, UnsentEdit>());
  /** Refused because somebody else was there: nobody's until the person decides. */
  const undecided = useRef(new Map<FactKey, UnsentEdit>());
  const isSending = useRef(false);
  const [state, setState] = useState<SavingState>({ kind: "saved" });
  const [conflicts, setConflicts] = useState<Conflict[]>([]);

  const remember = useCallback(() => {
    try {
      const unsent = [...undecided.current, ...pending.current];
      if (unsent.length === 0) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, JSON.stringify(unsent));
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
        edits: batch.map(([key, { input, baseRevision }]) => ({ address: parseFactKey(key), input, baseRevision })),
      });
      if (!answer.ok) return answer.reasons.join(" ");
      answer.data.results.forEach((result, at) => {
        const [key, edit] = batch[at]!;
        const newer = pending.current.get(key);
        revisions.current.set(key, result.revision);
        if (newer === edit) pending.current.delete(key);
        // Typed again meanwhile: the newer input goes out with the next batch, on the new revision.
        else if (newer && result.ok) pending.current.set(key, { ...newer, baseRevision: result.revision });
        if (result.ok) return;
        const mine = newer ?? edit;
        pending.current.delete(key);
        undecided.current.set(key, mine);
        const conflict = { key, mine: mine.input, unit: mine.unit, theirs: result.value, theirRaw: result.rawInput, by: result.by, at: result.at, message: result.message, mayKeepMine: result.reason === "conflict" };
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
    (key: FactKey, input: string, unit: MoneyUnit, baseRevision?: number) => {
      const base = baseRevision ?? pending.current.get(key)?.baseRevision ?? revisions.current.get(key) ?? 0;
      pending.current.set(key, { input, unit, baseRevision: base });
      // Typing over a conflict decides it: an older input must not come back.
      undecided.current.delete(key);
      setConflicts((known) => (known.some((each) => each.key === key) ? known.filter((each) => each.key !== key) : known));
      remember();
      void send();
    },
    [remember, send],
  );

  /** Ends a conflict; what was typed is kept no longer, unless it is saved again. */
  const settle = useCallback(
    (key: FactKey) => {
      undecided.current.delete(key);
      remember();
      setConflicts((known) => known.filter((each) => each.key !== key));
    },
    [remember],
  );

  /** Edits of an earlier visit that never reached the server, with the revisions they were made on. */
  const readUnsent = useCallback((): [FactKey, UnsentEdit][] => {
    try {
      return JSON.parse(localStorage.getItem(storageKey) ?? "[]") as [FactKey, UnsentEdit][];
    } catch {
      return [];
    }
  }, [storageKey]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (pending.current.size + undecided.current.size > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);

  return { state, conflicts, save, settle, readUnsent };
}
