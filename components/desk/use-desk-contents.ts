"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { typedValueText } from "@/lib/domain/facts/stored-values";
import type { SuspectEdit } from "@/lib/domain/culprit/suspicion";
import type { ReportModel } from "@/lib/domain/model/report-model";
import { narrativeOf } from "@/lib/domain/narrative/narrative";
import type { PerformanceEntry } from "@/lib/domain/performance/entries";
import { thresholdsOf, type Thresholds } from "@/lib/domain/rules/thresholds";
import { deskModelOf, revisionsOf, type DeskReport } from "./desk-model";
import { useDeskTexts } from "./desk-texts";
import type { Conflict, Edit } from "./edit-queue";
import type { FileChange } from "./import-file";
import { useAmountEdits } from "./use-amount-edits";
import { useEditQueue } from "./use-edit-queue";
import { useKeptRows } from "./use-kept-rows";
import { usePerformance } from "./use-performance";
import { useSuspicions } from "./use-suspicions";

export type DeskContents = ReturnType<typeof useDeskContents>;

/** What the report holds while somebody works on it: figures, texts and forms, what the checks say of them, and the way into the store. */
export function useDeskContents(report: DeskReport) {
  const { versionId, userId, functional, cells, isEditable } = report;
  // Made once: a refresh of the page (before 上报) must not take back what is still on its way.
  const [model] = useState(() => deskModelOf(report));
  const { queue, state: saving } = useEditQueue({ userId, versionId, revisions: useMemo(() => revisionsOf(report), [report]) });
  const texts = useDeskTexts(report.texts, queue);
  const performance = usePerformance(report.performance, queue);
  const locked = useMemo(() => new Set(cells.filter(({ isLocked }) => isLocked).map(({ key }) => key)), [cells]);
  const rows = useKeptRows(functional);
  const edits = useAmountEdits({ model, cells, queue, userId, versionId, onTouched: rows.keep });
  const { seen } = edits;
  const thresholds = useMemo(() => thresholdsOf(report.thresholds), [report.thresholds]);
  const { findings, narrative } = useMemo(() => whatFollows({ model, texts: texts.all, performance: performance.entry, thresholds, seen }), [model, texts.all, performance.entry, thresholds, seen]);
  const suspicions = useSuspicions(model, findings, { isEditable, locked, seen });

  const hasResumed = useRef(false);
  useEffect(() => {
    if (hasResumed.current || !isEditable) return;
    hasResumed.current = true;
    queueMicrotask(() =>
      queue.resume((resumed) => {
        edits.show(resumed.filter((edit) => edit.kind === "cell"));
        for (const edit of resumed) {
          if (edit.kind === "text") texts.show(edit.slot, edit.text);
          else if (edit.kind === "performance") performance.show(edit.performance);
        }
      }),
    );
  });

  /** What a file brings goes the way of everything typed: shown at once, saved, compared with what others did meanwhile. */
  function takeOver(changes: readonly FileChange[]): void {
    for (const change of changes) {
      if (change.kind === "text") texts.type(change.slot, change.after);
      else if (change.kind === "performance") {
        performance.show(change.after);
        performance.type(change.after);
      }
    }
    const figures = changes.filter((change) => change.kind === "cell");
    if (figures.length > 0) edits.change(figures.map(({ key, before, after }) => ({ key, before: edits.invalid.get(key) ?? typedValueText(key, before), input: typedValueText(key, after) })), "import", "yuan");
    void queue.flush();
  }

  /** Follows a suspicion, or takes it back. */
  function retype(suspected: readonly SuspectEdit[]): void {
    takeOver(suspected.flatMap((edit): FileChange[] => (edit.kind === "fact" ? [{ kind: "cell", key: edit.key, before: edit.from, after: edit.to, isLocked: false }] : [])));
  }

  /** Gives up an edit that could not be saved: the place shows what is stored, `theirs` where somebody else wrote it meanwhile. */
  function discard(edit: Edit, theirs: Conflict["theirs"] | null): void {
    queue.discard(edit);
    if (edit.kind === "cell") {
      const stored = cells.find(({ key }) => key === edit.key);
      const kept = theirs && "value" in theirs ? theirs : { value: stored?.value ?? null, raw: stored?.rawInput ?? null };
      edits.put([{ key: edit.key, input: kept.raw ?? "", value: kept.raw === null ? kept.value : undefined }]);
    } else if (edit.kind === "text") texts.show(edit.slot, theirs && "text" in theirs ? theirs.text : (report.texts.find(({ slot }) => slot === edit.slot)?.text ?? ""));
    else if (edit.kind === "performance") performance.show(theirs && "performance" in theirs ? theirs.performance : report.performance);
  }

  return { model, queue, saving, texts, performance, locked, rows, edits, findings, suspicions, narrative, takeOver, retype, discard };
}

interface Typed {
  model: ReportModel;
  texts: ReadonlyMap<string, string>;
  performance: PerformanceEntry;
  thresholds: Thresholds;
  /** The figures are in the model; this says that they are to be looked at anew. */
  seen: number;
}

/** Checks and text from what is typed: figures, texts and forms. */
function whatFollows({ model, texts, performance, thresholds }: Typed) {
  model.setTexts(texts);
  model.setPerformance(performance);
  return { findings: model.findings(), narrative: narrativeOf({ model, texts, thresholds }) };
}

/** Whether the store holds all that is shown. */
export function isAllSaved({ phase, conflicts, refusals }: DeskContents["saving"]): boolean {
  return phase === "idle" && conflicts.length + refusals.length === 0;
}
