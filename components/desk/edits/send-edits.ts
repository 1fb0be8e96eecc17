import { parseFactKey } from "@/lib/domain/words/fact-address";
import { explainFindingAction } from "@/lib/features/checks/actions";
import { savePerformanceAction } from "@/lib/features/performance/actions";
import { saveCellsAction, saveTextsAction } from "@/lib/features/versions/actions";
import type { CellResult, TextResult } from "@/lib/features/versions/schema";
import type { QueuedEdit } from "./edit";
import type { BatchAnswer, EditAnswer } from "./edit-queue";

/**
 * Hands a batch of one kind to the server. `personId` goes along, so that edits left in a tab never become those of
 * whoever signed in after.
 */
export async function sendEdits(
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
