"use client";

import { useState } from "react";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { createReportModel } from "@/lib/domain/report/open-report";
import { movedFigures, withMoved, type Figure, type MovedFigure } from "@/lib/domain/report/rehearsal/moved-figures";
import { noRehearsal, rehearsalFrom, type KeptRehearsal } from "./kept-rehearsal";
import { emptyHistory, historyFrom, historyWithout } from "./undo-history";
import { typedEntry, undoable, useAmountEdits, type FigureLayer, type TypedEntry } from "./use-amount-edits";
import type { Follow } from "../store/use-follow";
import { useKept, useKeptPart } from "../browser/use-kept";
import { useKeptRows } from "./use-kept-rows";
import type { LastYear } from "./use-last-year-rows";

export type Rehearsal = ReturnType<typeof useRehearsal>;

interface Options {
  userId: string;
  versionId: string;
  lastYear: LastYear;
  /** Of the desk. */
  follow: Follow;
  /** The report's own figures, and the inputs in it that are no amount now. */
  formal: FigureLayer;
  invalid: ReadonlyMap<FactKey, string>;
  /** What the report holds, also what somebody else stored there meanwhile and the page was told of. */
  formalOf: (key: FactKey) => Figure;
}

/**
 * 预审彩排: a second set of figures over the report's own, in which they may be moved to see tables, checks and text follow.
 * It is kept in the browser of this person and goes nowhere from here; its undo knows only its own steps. The desk works on
 * `layer` while there is one.
 */
export function useRehearsal({ userId, versionId, lastYear, follow, formal, invalid, formalOf }: Options) {
  const kept = useKept(`mingzhang.rehearsal.${userId}.${versionId}`, rehearsalFrom);
  const past = useKeptPart(`mingzhang.rehearsal-undo.${userId}.${versionId}`, historyFrom, undoable);
  const [own, setOwn] = useState<FigureLayer | null>(null);
  // Without a rehearsal nobody works on these two.
  const rows = useKeptRows(own ?? formal, lastYear);
  const edits = useAmountEdits({
    layer: own ?? formal,
    past,
    follow,
    onType: (input) => keep([typedEntry(input)]),
    onSave: keep,
    onBlanked: rows.keep,
  });
  const moved = movedFigures(kept.value.figures, formalOf);

  function write(figures: KeptRehearsal["figures"]): void {
    kept.keep({ figures, at: figures.length === 0 ? null : new Date().toISOString() });
  }

  function keep(typed: readonly TypedEntry[]): void {
    write(
      withMoved(
        kept.readAgain().figures,
        typed.map(({ key, input, value }) => ({
          key,
          now: value === undefined ? { value: null, raw: input } : { value, raw: null },
        })),
        formalOf,
      ),
    );
  }

  /** Begins on the report's figures, or goes on where an earlier rehearsal stopped. */
  function begin(): void {
    const { figures } = kept.readAgain();
    const model = createReportModel(formal.model.input());
    const unreadable = new Map(invalid);
    for (const { key, now } of figures) {
      if (now.raw === null) unreadable.delete(key);
      else unreadable.set(key, now.raw);
    }
    model.setAmounts(figures.map(({ key, now }) => [key, now.value] as const));
    setOwn({ model, unreadable });
  }

  /** Back to the report's figures; what was moved is kept, apart from what was taken over. */
  function leave(taken: ReadonlySet<FactKey> = new Set()): void {
    if (taken.size > 0) {
      write(kept.readAgain().figures.filter(({ key }) => !taken.has(key)));
      past.keep(historyWithout(past.read(), taken));
    }
    setOwn(null);
  }

  function discard(): void {
    kept.keep(noRehearsal);
    past.keep(emptyHistory);
    setOwn(null);
  }

  /** Figures of the report changed under the rehearsal: it follows where it moved nothing. */
  function takeFrom(figures: readonly TypedEntry[]): void {
    const moved = new Set(kept.read().figures.map(({ key }) => key));
    if (own) edits.put(figures.filter(({ key }) => !moved.has(key)));
  }

  const layer = own && { model: own.model, edits, rows };
  return {
    layer,
    moved: moved as readonly MovedFigure[],
    at: kept.value.at,
    isStored: kept.isStored,
    begin,
    leave,
    discard,
    takeFrom,
  };
}
