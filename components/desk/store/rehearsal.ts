import type { FactKey } from "@/lib/domain/words/fact-address";
import { createReportModel } from "@/lib/domain/report/open-report";
import { movedFigures, withMoved, type Figure } from "@/lib/domain/report/rehearsal/moved-figures";
import { browserValue } from "../browser/browser-value";
import { later } from "../browser/later";
import { typedEntry, type TypedEntry } from "../figures/amount-edits";
import { noRehearsal, rehearsalFrom, type StoredRehearsal } from "../figures/stored-rehearsal";
import { createLayer, freshLayerState, type Layer, type LayerState } from "../figures/layer";
import { emptyHistory, historyFrom, historyWithout, undoable } from "../figures/undo-history";
import type { DeskState, RehearsalState } from "./desk-state";

interface Options {
  /** Of whom and of what the rehearsal is kept. */
  whose: string;
  /** The report's own figures. */
  own: Layer;
  read: () => DeskState;
  change: (part: Partial<DeskState>) => void;
  /** What a layer over this desk is made with. */
  layerParts: Pick<Parameters<typeof createLayer>[0], "lastYear" | "removed" | "follow">;
  /** What the report holds, also what somebody else stored there meanwhile and the page was told of. */
  formalOf: (key: FactKey) => Figure;
  /** Looks at all figures anew. */
  look: () => void;
}

/**
 * 预审彩排: a second set of figures over the report's own, in which they may be moved to see tables, checks and text
 * follow. It is kept in the browser of this person and goes nowhere from here; its undo knows only its own steps. The
 * desk works on `layer()` while there is one.
 */
export function rehearsalOver({ whose, own, read, change, layerParts, formalOf, look }: Options) {
  const kept = browserValue(`mingzhang.rehearsal.${whose}`, rehearsalFrom);
  const past = browserValue(`mingzhang.rehearsal-undo.${whose}`, historyFrom);
  let layer: Layer | null = null;

  function changeLayer(part: Partial<NonNullable<DeskState["rehearsed"]>>): void {
    const { rehearsed } = read();
    if (rehearsed) change({ rehearsed: { ...rehearsed, ...part } });
  }

  function write(figures: StoredRehearsal["figures"]): void {
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

  /** As it is now against what the report holds now. */
  function state(): RehearsalState {
    const { figures, at } = kept.read();
    return { moved: movedFigures(figures, formalOf), at, isStored: kept.isStored() };
  }

  /** Begins on the report's figures, or goes on where an earlier rehearsal stopped. */
  function begin(): void {
    const { figures } = kept.readAgain();
    const model = createReportModel(own.model.input());
    const invalid = new Map(read().own.invalid);
    for (const { key, now } of figures) {
      if (now.raw === null) invalid.delete(key);
      else invalid.set(key, now.raw);
    }
    model.setAmounts(figures.map(({ key, now }) => [key, now.value] as const));
    change({ rehearsed: { ...freshLayerState(invalid), ...undoable(past.read()) } });
    layer = createLayer({
      ...layerParts,
      model,
      state: { read: (): LayerState => read().rehearsed ?? freshLayerState(invalid), change: changeLayer },
      past,
      onType: (input) => keep([typedEntry(input, own.model.tableSet.sheets)]),
      onSave: keep,
    });
    look();
  }

  function end(): void {
    layer = null;
    change({ rehearsed: null });
    look();
  }

  /** Back to the report's figures; what was moved is kept, apart from what was taken over. */
  function leave(taken: ReadonlySet<FactKey> = new Set()): void {
    if (taken.size > 0) {
      write(kept.readAgain().figures.filter(({ key }) => !taken.has(key)));
      past.keep(historyWithout(past.read(), taken));
    }
    end();
  }

  function discard(): void {
    kept.keep(noRehearsal);
    past.keep(emptyHistory);
    end();
  }

  /** Figures of the report changed under the rehearsal: it follows where it moved nothing. */
  function takeFrom(figures: readonly TypedEntry[]): void {
    const moved = new Set(kept.read().figures.map(({ key }) => key));
    layer?.edits.put(figures.filter(({ key }) => !moved.has(key)));
  }

  // A key that is pressed meanwhile is painted first.
  kept.subscribe(() => later(() => change({ rehearsal: state() })));
  past.subscribe(() => later(() => changeLayer(undoable(past.read()))));

  return { layer: () => layer, state, begin, leave, discard, takeFrom };
}

export type Rehearsal = ReturnType<typeof rehearsalOver>;
