import type { FactKey } from "@/lib/domain/words/fact-address";
import { placeKey, type SheetPlace } from "@/lib/domain/report/last-year-rows";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { narrativeWriter } from "@/lib/domain/text/narrative";
import type { ChangeKind } from "@/lib/features/versions/schema";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { Follow } from "../browser/follow";
import type { BrowserValue } from "../browser/browser-value";
import { amountEdits, type AmountEdits, type AmountState, type TypedEntry, type TypedInput } from "./amount-edits";
import type { LastYear } from "./last-year";
import { withoutRemoved, withRemoved, type RemovedRows } from "./removed-rows";
import { noPickedRows, subjectRowsOf, withoutRows, withRows, type PickedRows } from "./rows";
import type { UndoHistory } from "./undo-history";

/** What a page shows of one set of figures beside its model. */
export interface LayerState extends AmountState {
  kept: PickedRows;
}

/** One set of figures that somebody works on: the report's own, or those of a rehearsal. */
export interface Layer {
  model: ReportModel;
  /** Writes the text of the model's figures. */
  write: ReturnType<typeof narrativeWriter>;
  edits: AmountEdits;
  rows: LayerRows;
}

export interface LayerRows {
  /** Lets the rows of these cells stand on their sheets, with a figure or without. */
  keep: (keys: readonly FactKey[]) => void;
  /** Takes rows off a sheet; one that has a figure stands there all the same. */
  remove: (place: SheetPlace, codes: readonly string[]) => void;
  /** Puts rows that were taken off back. */
  restore: (place: SheetPlace, codes: readonly string[]) => void;
}

interface Options {
  model: ReportModel;
  state: { read: () => LayerState; change: (part: Partial<LayerState>) => void };
  lastYear: () => LastYear;
  /** Rows that this person took off the sheets. */
  removed: BrowserValue<RemovedRows>;
  past: BrowserValue<UndoHistory>;
  follow: Follow;
  onType: (input: TypedInput) => void;
  onSave: (typed: readonly TypedEntry[], how: ChangeKind, unit: MoneyUnit) => void;
}

/** The state of a layer that nobody has worked on; `invalid` are the inputs in it that are no amount. */
export function freshLayerState(invalid: ReadonlyMap<FactKey, string>): LayerState {
  return { invalid, overtaken: [], kept: noPickedRows };
}

export function createLayer({ model, state, lastYear, removed, past, follow, onType, onSave }: Options): Layer {
  function restore(place: SheetPlace, codes: readonly string[]): void {
    const next = withoutRemoved(removed.read(), placeKey(place), codes);
    if (next !== removed.read()) removed.keep(next);
  }

  function keep(keys: readonly FactKey[]): void {
    const touched = subjectRowsOf(keys);
    state.change({ kept: withRows(state.read().kept, touched, lastYear()) });
    for (const { row, ...place } of touched) restore(place, [row]);
  }

  function remove(place: SheetPlace, codes: readonly string[]): void {
    state.change({ kept: withoutRows(state.read().kept, place, codes) });
    removed.keep(withRemoved(removed.read(), placeKey(place), codes));
  }

  return {
    model,
    write: narrativeWriter(model),
    edits: amountEdits({ model, state, past, follow, onType, onSave, onBlanked: keep }),
    rows: { keep, remove, restore },
  };
}
