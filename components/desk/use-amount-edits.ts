"use client";

import { useRef, useState } from "react";
import type { CellChange } from "@/components/entry-grid/grid-contents";
import type { MoneyUnit, ParsedAmount } from "@/lib/domain/words/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { ChangeKind } from "@/lib/features/reports/schema";
import { recorded, redo, undo, type UndoHistory, type UndoStep } from "./undo-history";
import type { Follow } from "./use-follow";
import type { Kept } from "./use-kept";

/** Figures that somebody works on: the report's own, or those of a rehearsal. */
export interface FigureLayer {
  model: ReportModel;
  /** Inputs that are no amount, as they were when the layer was made. */
  unreadable: ReadonlyMap<FactKey, string>;
}

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

interface Options {
  layer: FigureLayer;
  past: Kept<UndoHistory, Undoable>;
  /** Of the desk around the grid. */
  follow: Follow;
  /** Each key of what is being typed, to be kept before the cell is left. */
  onType: (input: TypedInput) => void;
  /** Where it goes from here. */
  onSave: (typed: readonly TypedEntry[], how: ChangeKind, unit: MoneyUnit) => void;
  /** Rows of these cells have lost a figure, and stay on their sheets. */
  onBlanked: (keys: readonly FactKey[]) => void;
}

export interface Undoable {
  canUndo: boolean;
  canRedo: boolean;
}

const undoables = [false, true].map((canUndo) => [false, true].map((canRedo): Undoable => ({ canUndo, canRedo })));

/** What the page shows of a history; the same object where that is the same. */
export function undoable({ done, undone }: UndoHistory): Undoable {
  return undoables[Number(done.length > 0)]![Number(undone.length > 0)]!;
}

const none: readonly FactKey[] = [];

/**
 * What is typed, pasted, filled, cleared, read from a file, taken back and done again goes one way: into the model, to where
 * the layer is kept, and into the history as one step. The grid paints its cells by itself; a text that is still being typed
 * comes into the model, and the desk follows, after a pause between keys: the next key never waits for checks, tables and text.
 */
export function useAmountEdits({ layer, past, follow, onType, onSave, onBlanked }: Options) {
  const { model } = layer;
  const [invalid, setInvalid] = useState(layer.unreadable);
  const noted = useRef({ layer, invalid });
  /** What is being typed and is not in the model yet. */
  const typing = useRef<TypedInput | null>(null);
  /** Cells that the last undo or redo left alone, because they hold something else by now. */
  const [overtaken, setOvertaken] = useState(none);
  const [known, setKnown] = useState(layer);
  if (known !== layer) {
    setKnown(layer);
    setInvalid(layer.unreadable);
    setOvertaken(none);
  }

  /** An input that is no amount leaves its cell blank in every sum until it is corrected. */
  function note(entries: readonly TypedEntry[]): void {
    const last = noted.current.layer === layer ? noted.current.invalid : layer.unreadable;
    if (!entries.some(({ key, value }) => value === undefined || last.has(key))) return;
    const next = new Map(last);
    for (const { key, input, value } of entries) {
      if (value === undefined) next.set(key, input);
      else next.delete(key);
    }
    noted.current = { layer, invalid: next };
    setInvalid(next);
  }

  function store(entries: readonly TypedEntry[]): void {
    if (entries.some(({ key }) => key === typing.current?.key)) typing.current = null;
    note(entries);
    model.setAmounts(entries.map(({ key, value }) => [key, value ?? null] as const));
  }

  function put(entries: readonly TypedEntry[]): void {
    store(entries);
    follow.now();
  }

  /** What is being typed, key by key. */
  function type(input: TypedInput): void {
    if (typing.current?.key !== input.key) takeIn();
    typing.current = input;
    onType(input);
    follow.soon(takeIn);
  }

  function takeIn(): void {
    if (!typing.current) return;
    const entry = typedEntry(typing.current);
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
    const typed = changes.map(({ key, input }) => typedEntry({ key, input, unit }));
    store(typed);
    following(how)(() => keepRows(typed));
    onSave(typed, how, unit);
  }

  function change(changes: readonly CellChange[], how: ChangeKind, unit: MoneyUnit): void {
    const step: UndoStep = { unit, cells: changes.map(({ key, before, input }) => ({ key, before, after: input })) };
    past.keep(recorded(past.read(), step));
    // What is said above the grid goes when the desk follows: leaving a cell for a button must not move the button.
    following(how)(() => setOvertaken(none));
    save(changes, how, unit);
  }

  function holds(key: FactKey, input: string, unit: MoneyUnit): boolean {
    const parsed = parse(key, input, unit);
    return parsed.ok ? !invalid.has(key) && parsed.value === model.amount(key) : invalid.get(key) === input;
  }

  /** Takes a step of the history; returns a cell of it to go to. */
  function take(stepOf: typeof undo, how: "undo" | "redo"): FactKey | null {
    const taken = stepOf(past.read(), holds);
    if (!taken) return null;
    past.keep(taken.history);
    setOvertaken(taken.overtaken);
    if (taken.changes.length > 0) save(taken.changes, how, taken.unit);
    return taken.changes[0]?.key ?? taken.overtaken[0] ?? null;
  }

  return {
    invalid,
    overtaken,
    ...past.value,
    put,
    type,
    change,
    undo: () => take(undo, "undo"),
    redo: () => take(redo, "redo"),
  };
}

/** What was typed, as it is read. */
export function typedEntry({ key, input, unit }: TypedInput): TypedEntry {
  const parsed = parse(key, input, unit);
  return { key, input, value: parsed.ok ? parsed.value : undefined };
}

function parse(key: FactKey, input: string, unit: MoneyUnit): ParsedAmount {
  return parseTypedAmount(parseFactKey(key), input, unit);
}
