import type { CellChange } from "@/components/entry-grid/grid-contents";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { ChangeKind } from "@/lib/features/versions/schema";
import type { BrowserValue } from "../browser/browser-value";
import type { Follow } from "../browser/follow";
import { recorded, redo, undo, type UndoHistory, type UndoStep } from "./undo-history";

export interface TypedInput {
  key: FactKey;
  input: string;
  unit: MoneyUnit;
}

/** `undefined` stands for an input that is no amount. */
export interface TypedEntry {
  key: FactKey;
  input: string;
  value: number | null | undefined;
}

/** What is known of a set of figures besides its model. */
export interface AmountState {
  /** Inputs that are no amount, as typed. */
  invalid: ReadonlyMap<FactKey, string>;
  /** Cells that the last undo or redo left alone, because they hold something else by now. */
  overtaken: readonly FactKey[];
}

interface Options {
  model: ReportModel;
  state: { read: () => AmountState; change: (part: Partial<AmountState>) => void };
  past: BrowserValue<UndoHistory>;
  /** Of the desk around the grid. */
  follow: Follow;
  /** Each key of what is being typed, to be kept before the cell is left. */
  onType: (input: TypedInput) => void;
  /** Where it goes from here. */
  onSave: (typed: readonly TypedEntry[], how: ChangeKind, unit: MoneyUnit) => void;
  /** Rows of these cells have lost a figure, and stay on their sheets. */
  onBlanked: (keys: readonly FactKey[]) => void;
}

export interface AmountEdits {
  /** What is stored already, or belongs there: shown at once, neither saved nor undone. */
  put: (entries: readonly TypedEntry[]) => void;
  /** What is being typed, key by key. */
  type: (input: TypedInput) => void;
  /** To be saved and undone as one step; what stood there before and the input are texts in the unit. */
  change: (changes: readonly CellChange[], how: ChangeKind, unit: MoneyUnit) => void;
  /** Take a step of the history; the answer is a cell of it to go to, `null` where there is no step. */
  undo: () => FactKey | null;
  redo: () => FactKey | null;
}

const none: readonly FactKey[] = [];

/**
 * What is typed, pasted, filled, cleared, read from a file, taken back and done again goes one way: into the model, to
 * where the figures are kept, and into the history as one step. The grid paints its cells by itself; a text that is
 * still being typed comes into the model, and the desk follows, after a pause between keys: the next key never waits
 * for checks, tables and text.
 */
export function amountEdits({ model, state, past, follow, onType, onSave, onBlanked }: Options): AmountEdits {
  const { sheets } = model.tableSet;
  /** What is being typed and is not in the model yet. */
  let typing: TypedInput | null = null;

  /** An input that is no amount leaves its cell blank in every sum until it is corrected. */
  function note(entries: readonly TypedEntry[]): void {
    const { invalid } = state.read();
    if (!entries.some(({ key, value }) => value === undefined || invalid.has(key))) return;
    const next = new Map(invalid);
    for (const { key, input, value } of entries) {
      if (value === undefined) next.set(key, input);
      else next.delete(key);
    }
    state.change({ invalid: next });
  }

  function store(entries: readonly TypedEntry[]): void {
    if (entries.some(({ key }) => key === typing?.key)) typing = null;
    note(entries);
    model.setAmounts(entries.map(({ key, value }) => [key, value ?? null] as const));
  }

  function put(entries: readonly TypedEntry[]): void {
    store(entries);
    follow.now();
  }

  function type(input: TypedInput): void {
    if (typing?.key !== input.key) takeIn();
    typing = input;
    onType(input);
    follow.soon(takeIn);
  }

  function takeIn(): void {
    if (!typing) return;
    const entry = typedEntry(typing, sheets);
    store([entry]);
    keepRows([entry]);
  }

  function keepRows(entries: readonly TypedEntry[]): void {
    const blanked = entries.flatMap(({ key, value }) => (value === null ? [key] : []));
    if (blanked.length > 0) onBlanked(blanked);
  }

  function following(how: ChangeKind): Follow["now"] {
    return how === "typed" ? follow.soon : follow.now;
  }

  function save(changes: readonly CellChange[], how: ChangeKind, unit: MoneyUnit): void {
    const typed = changes.map(({ key, input }) => typedEntry({ key, input, unit }, sheets));
    store(typed);
    following(how)(() => keepRows(typed));
    onSave(typed, how, unit);
  }

  function change(changes: readonly CellChange[], how: ChangeKind, unit: MoneyUnit): void {
    const step: UndoStep = { unit, cells: changes.map(({ key, before, input }) => ({ key, before, after: input })) };
    past.keep(recorded(past.read(), step));
    // What is said above the grid goes when the desk follows: leaving a cell for a button must not move the button.
    following(how)(() => state.change({ overtaken: none }));
    save(changes, how, unit);
  }

  function holds(key: FactKey, input: string, unit: MoneyUnit): boolean {
    const { invalid } = state.read();
    const parsed = parseTypedAmount(parseFactKey(key), input, unit, sheets);
    return parsed.ok ? !invalid.has(key) && parsed.value === model.amount(key) : invalid.get(key) === input;
  }

  function take(stepOf: typeof undo, how: "undo" | "redo"): FactKey | null {
    const taken = stepOf(past.read(), holds);
    if (!taken) return null;
    past.keep(taken.history);
    state.change({ overtaken: taken.overtaken });
    if (taken.changes.length > 0) save(taken.changes, how, taken.unit);
    return taken.changes[0]?.key ?? taken.overtaken[0] ?? null;
  }

  return { put, type, change, undo: () => take(undo, "undo"), redo: () => take(redo, "redo") };
}

/** What was typed, as it is read. */
export function typedEntry({ key, input, unit }: TypedInput, sheets: EntrySheets): TypedEntry {
  const parsed = parseTypedAmount(parseFactKey(key), input, unit, sheets);
  return { key, input, value: parsed.ok ? parsed.value : undefined };
}
