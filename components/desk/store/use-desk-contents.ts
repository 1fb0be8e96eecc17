"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import type { SuspectEdit } from "@/lib/domain/suspects/suspicion";
import type { Finding } from "@/lib/domain/words/finding";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { narrativeWriter } from "@/lib/domain/text/narrative";
import type { NarrativeSection } from "@/lib/domain/text/writing/section";
import type { PerformanceEntry } from "@/lib/domain/performance/entries";
import { findingChanges } from "@/lib/domain/report/rehearsal/finding-changes";
import type { Figure } from "@/lib/domain/report/rehearsal/moved-figures";
import { thresholdsOf, type Thresholds } from "@/lib/domain/words/thresholds";
import { deskLayerOf, revisionsOf, type DeskReport } from "../report/desk-report";
import { useDeskTexts } from "../text/desk-texts";
import type { Conflict, Edit } from "../edits/edit-queue";
import type { FileChange } from "../import/import-file";
import { historyFrom } from "../figures/undo-history";
import { typedEntry, undoable, useAmountEdits, type TypedEntry } from "../figures/use-amount-edits";
import { useEditQueue } from "../edits/use-edit-queue";
import { useFollow } from "./use-follow";
import { useKeptPart } from "../browser/use-kept";
import { useKeptRows } from "../figures/use-kept-rows";
import { useLastYearRows } from "../figures/use-last-year-rows";
import { usePerformance } from "./use-performance";
import { useRehearsal } from "../figures/use-rehearsal";
import { useSuspicions } from "./use-suspicions";

export type DeskContents = ReturnType<typeof useDeskContents>;

/**
 * What the report holds while somebody works on it: figures, texts and forms, what the checks say of them, and the way into
 * the store. In a rehearsal the figures are those of the rehearsal, and all that follows from them with them; texts and forms
 * stand still.
 */
export function useDeskContents(report: DeskReport) {
  const { versionId, userId, cells, isEditable } = report;
  // Made once: a refresh of the page (before 上报) must not take back what is still on its way.
  const [layer] = useState(() => deskLayerOf(report));
  const queue = useEditQueue({
    userId,
    versionId,
    isEditable,
    revisions: useMemo(() => revisionsOf(report), [report]),
  });
  const texts = useDeskTexts(report.texts, queue);
  const performance = usePerformance(report.performance, queue);
  const stored = useMemo(() => new Map(cells.map((cell) => [cell.key, cell])), [cells]);
  const locked = useMemo(() => new Set(cells.filter(({ isLocked }) => isLocked).map(({ key }) => key)), [cells]);
  const follow = useFollow();
  const past = useKeptPart(`mingzhang.undo.${userId}.${versionId}`, historyFrom, undoable);
  const lastYear = useLastYearRows(report);
  const ownRows = useKeptRows(layer, lastYear);
  const own = useAmountEdits({
    layer,
    past,
    follow,
    onType: (input) => queue.keepOpen({ kind: "cell", ...input, how: "typed" }),
    onSave: (typed, how, unit) => {
      queue.holdAll(typed.map(({ key, input }) => ({ kind: "cell", key, input, unit, how })));
      // Kept in the browser by now; what is typed cell by cell goes out together.
      if (how === "typed") follow.soon(() => void queue.flush());
      else void queue.flush();
    },
    onBlanked: ownRows.keep,
  });
  const rehearsal = useRehearsal({
    userId,
    versionId,
    lastYear,
    follow,
    formal: layer,
    invalid: own.invalid,
    formalOf,
  });
  const { model, edits, rows } = rehearsal.layer ?? { model: layer.model, edits: own, rows: ownRows };
  const may = rehearsal.layer ? { moveFigures: true, write: false } : { moveFigures: isEditable, write: isEditable };
  const { seen } = follow;
  const thresholds = useMemo(() => thresholdsOf(report.thresholds), [report.thresholds]);
  const findings = useMemo(
    () => findingsOn({ model, texts: texts.all, performance: performance.entry, seen }),
    [model, texts.all, performance.entry, seen],
  );
  const write = useMemo(() => narrativeWriter(model), [model]);
  const narrative = useMemo(
    () => textNow(write, { texts: texts.all, thresholds, performance: performance.entry, seen }),
    [write, texts.all, thresholds, performance.entry, seen],
  );
  const suspicions = useSuspicions(model, findings, { isEditable: may.moveFigures, locked, follow });
  const formal = useMemo(
    () =>
      model === layer.model
        ? null
        : {
            model: layer.model,
            invalid: own.invalid,
            findings: findingsOn({ model: layer.model, texts: texts.all, performance: performance.entry, seen }),
          },
    [model, layer, own.invalid, texts.all, performance.entry, seen],
  );
  /** With what the figures on the page are compared, in a rehearsal. */
  const compared = useMemo(
    () => formal && { ...formal, findings: findingChanges(formal.findings, findings) },
    [formal, findings],
  );

  const hasResumed = useRef(false);
  const takeUp = useEffectEvent((resumed: readonly Edit[]) => {
    hold(resumed.flatMap((edit) => (edit.kind === "cell" ? [typedEntry(edit)] : [])));
    for (const edit of resumed) {
      if (edit.kind === "text") texts.show(edit.slot, edit.text);
      else if (edit.kind === "performance") performance.show(edit.performance);
    }
  });
  useEffect(() => {
    if (hasResumed.current || !isEditable) return;
    hasResumed.current = true;
    queueMicrotask(() => queue.resume(takeUp));
  });

  /** The report holds these by now; a rehearsal follows where it moved nothing. */
  function hold(figures: readonly TypedEntry[]): void {
    own.put(figures);
    rehearsal.takeFrom(figures);
  }

  /** What the report holds: what somebody else stored meanwhile counts once the page is told of it. */
  function formalOf(key: FactKey): Figure {
    const cell = stored.get(key);
    if (cell && queue.isNews(`cell:${key}`, cell.revision)) return { value: cell.value, raw: cell.rawInput };
    const raw = own.invalid.get(key) ?? null;
    return { value: raw === null ? layer.model.amount(key) : null, raw };
  }

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
    if (figures.length > 0)
      edits.change(
        figures.map(({ key, before, after }) => ({
          key,
          before: edits.invalid.get(key) ?? typedValueText(key, before),
          input: typedValueText(key, after),
        })),
        "import",
        "yuan",
      );
    void queue.flush();
  }

  /** Follows a suspicion, or takes it back. */
  function retype(suspected: readonly SuspectEdit[]): void {
    takeOver(
      suspected.flatMap((edit): FileChange[] =>
        edit.kind === "fact"
          ? [{ kind: "cell", key: edit.key, before: edit.from, after: edit.to, isLocked: false }]
          : [],
      ),
    );
  }

  /** Ends the rehearsal and types the chosen figures of it into the report, as one step on what the person saw there. */
  function adoptRehearsal(keys: ReadonlySet<FactKey>): void {
    const chosen = rehearsal.moved.filter(({ key }) => keys.has(key));
    own.put(chosen.map(({ key, formal: before }) => entryOf(key, before)));
    for (const { key } of chosen) queue.learn(`cell:${key}`, stored.get(key)?.revision ?? 0);
    rehearsal.leave(keys);
    own.change(
      chosen.map(({ key, formal: before, now }) => ({ key, before: inputOf(key, before), input: inputOf(key, now) })),
      "rehearsal",
      "yuan",
    );
  }

  /** Gives up an edit that could not be saved: the place shows what is stored, `theirs` where somebody else wrote it meanwhile. */
  function discard(edit: Edit, theirs: Conflict["theirs"] | null): void {
    queue.discard(edit);
    if (edit.kind === "cell") {
      const cell = stored.get(edit.key);
      hold([
        entryOf(
          edit.key,
          theirs && "value" in theirs ? theirs : { value: cell?.value ?? null, raw: cell?.rawInput ?? null },
        ),
      ]);
    } else if (edit.kind === "text")
      texts.show(
        edit.slot,
        theirs && "text" in theirs ? theirs.text : (report.texts.find(({ slot }) => slot === edit.slot)?.text ?? ""),
      );
    else if (edit.kind === "performance")
      performance.show(theirs && "performance" in theirs ? theirs.performance : report.performance);
  }

  return {
    model,
    queue,
    follow,
    texts,
    performance,
    locked,
    rows,
    lastYear,
    edits,
    may,
    findings,
    compared,
    suspicions,
    narrative,
    rehearsal,
    takeOver,
    retype,
    adoptRehearsal,
    discard,
  };
}

interface Typed {
  model: ReportModel;
  texts: ReadonlyMap<string, string>;
  performance: PerformanceEntry;
  /** The figures are in the model; this says when they are to be looked at anew. */
  seen: number;
}

function findingsOn({ model, texts, performance }: Typed): Finding[] {
  model.setTexts(texts);
  model.setPerformance(performance);
  return model.findings();
}

/** The writer reads figures and forms from its model. */
function textNow(
  write: ReturnType<typeof narrativeWriter>,
  { texts, thresholds }: Omit<Typed, "model"> & { thresholds: Thresholds },
): NarrativeSection[] {
  return write({ texts, thresholds });
}

/** As it would be typed in yuan. */
function inputOf(key: FactKey, { value, raw }: Figure): string {
  return raw ?? typedValueText(key, value);
}

function entryOf(key: FactKey, figure: Figure): TypedEntry {
  return { key, input: inputOf(key, figure), value: figure.raw === null ? figure.value : undefined };
}
