"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { explainFindingAction } from "@/lib/features/checks/actions";
import { savePerformanceAction } from "@/lib/features/performance/actions";
import { saveCellsAction, saveTextsAction } from "@/lib/features/reports/actions";
import type { CellResult, TextResult } from "@/lib/features/reports/schema";
import {
  EditQueue,
  type BatchAnswer,
  type EditAnswer,
  type EditId,
  type QueuedEdit,
  type QueueState,
} from "./edit-queue";
import { unsentStore } from "./unsent-store";

/** How soon something still being typed is saved, and how often a server that was away is tried again. */
const FLUSH_MS = 4000;

/**
 * The edit queue of this person on this version: kept in the browser, sent to the server, tried again on every sign that
 * the server may be reachable (a timer, the network, coming back to the tab after signing in elsewhere).
 */
export function useEditQueue({
  userId,
  versionId,
  isEditable,
  revisions,
}: {
  userId: string;
  versionId: string;
  isEditable: boolean;
  revisions: ReadonlyMap<EditId, number>;
}) {
  const [store] = useState(() => unsentStore(`${userId}.${versionId}`));
  const [queue] = useState(
    () =>
      new EditQueue({
        send: (batch) => send({ versionId, personId: userId }, batch),
        store,
        resumes: isEditable,
        revisions,
        now: () => new Date(),
      }),
  );
  useEffect(() => store.open(), [store]);
  useEffect(() => {
    const tryAgain = () => void queue.flush();
    const timer = window.setInterval(tryAgain, FLUSH_MS);
    const warn = (event: BeforeUnloadEvent) => {
      const { unsent, conflicts, refusals } = queue.snapshot();
      if (unsent + conflicts.length + refusals.length > 0) event.preventDefault();
    };
    window.addEventListener("online", tryAgain);
    window.addEventListener("focus", tryAgain);
    document.addEventListener("visibilitychange", tryAgain);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("online", tryAgain);
      window.removeEventListener("focus", tryAgain);
      document.removeEventListener("visibilitychange", tryAgain);
      window.removeEventListener("beforeunload", warn);
      // What waited for a pause does not wait for the next visit.
      tryAgain();
    };
  }, [queue]);

  return queue;
}

/** How it stands with what was typed, for the few who show it: every edit changes it, and what they show is true at any moment. */
export function useSaving(queue: EditQueue): QueueState {
  return useSyncExternalStore(queue.subscribe, queue.snapshot, queue.snapshot);
}

/** `personId` goes along, so that edits left in a tab never become those of whoever signed in after. */
async function send(
  whose: { versionId: string; personId: string },
  batch: readonly QueuedEdit[],
): Promise<BatchAnswer> {
  const first = batch[0]!.edit;
  if (first.kind === "explanation") {
    const { findingKey, fingerprint, text } = first;
    const answer = await explainFindingAction({ ...whose, findingKey, fingerprint, text });
    return answer.ok ? { ok: true, answers: [{ ok: true, revision: 0 }] } : answer;
  }
  if (first.kind === "performance") {
    const answer = await savePerformanceAction({
      ...whose,
      performance: { projects: [...first.performance.projects], keyEvaluations: [...first.performance.keyEvaluations] },
      baseRevision: batch[0]!.base,
    });
    if (!answer.ok) return answer;
    const { data } = answer;
    return {
      ok: true,
      answers: [data.ok ? data : { ...data, theirs: { performance: data.theirs }, mayKeepMine: true }],
    };
  }
  if (first.kind === "cell") {
    const edits = batch.flatMap(({ edit, base }) =>
      edit.kind === "cell" ? [{ address: parseFactKey(edit.key), input: edit.input, baseRevision: base }] : [],
    );
    const answer = await saveCellsAction({ ...whose, how: first.how ?? "typed", unit: first.unit, edits });
    return answer.ok ? { ok: true, answers: answer.data.results.map(ofCell) } : answer;
  }
  const edits = batch.flatMap(({ edit, base }) =>
    edit.kind === "text" ? [{ slot: edit.slot, text: edit.text, baseRevision: base }] : [],
  );
  const answer = await saveTextsAction({ ...whose, edits });
  return answer.ok ? { ok: true, answers: answer.data.results.map(ofText) } : answer;
}

function ofCell(result: CellResult): EditAnswer {
  if (result.ok) return { ok: true, revision: result.revision };
  const { revision, value, rawInput: raw, by, at, message, reason } = result;
  return { ok: false, revision, theirs: { value, raw }, by, at, message, mayKeepMine: reason === "conflict" };
}

function ofText(result: TextResult): EditAnswer {
  if (result.ok) return { ok: true, revision: result.revision };
  const { revision, text, by, at, message, reason } = result;
  return { ok: false, revision, theirs: { text }, by, at, message, mayKeepMine: reason === "conflict" };
}
