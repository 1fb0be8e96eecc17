"use client";

import { startTransition, useRef, useState } from "react";
import type { CellChange } from "@/components/entry-grid/grid-contents";
import { parseAmount, type MoneyUnit, type ParsedAmount } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { allowsNegative, measureOf } from "@/lib/domain/facts/sheets";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { ChangeKind } from "@/lib/features/reports/schema";
import type { DeskCell } from "./desk-model";
import type { EditQueue } from "./edit-queue";
import { recorded, redo, undo, type UndoHistory, type UndoStep } from "./undo-history";
import { useFollow } from "./use-follow";
import { useUndoHistory } from "./use-undo-history";

interface TypedInput {
  key: FactKey;
  input: string;
  unit: MoneyUnit;
}

/** `undefined` stands for an input that is no amount. */
interface TypedEntry {
  key: FactKey;
  input: string;
  value: number | null | undefined;
}

interface Options {
  model: ReportModel;
  cells: readonly DeskCell[];
  queue: EditQueue;
  userId: string;
  versionId: string;
  /** Rows of these cells stay on their sheets. */
  onTouched: (keys: readonly FactKey[]) => void;
}

/**
 * What is typed, pasted, filled, cleared, read from a file, taken back and done again goes one way: into the model at once,
 * into the queue to be saved, and into the history as one step. The grid paints its cells from the model by itself; the rest
 * of the desk follows in a transition after a pause between keys, so that the next key never waits for checks, tables and text.
 * `seen` changes whenever the desk is to look at the figures anew.
 */
export function useAmountEdits({ model, cells, queue, userId, versionId, onTouched }: Options) {
  const [invalid, setInvalid] = useState<ReadonlyMap<FactKey, string>>(() => new Map(cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [[key, rawInput] as const]))));
  const noted = useRef(invalid);
  const follow = useFollow();
  const past = useUndoHistory({ userId, versionId });
  /** Cells that the last undo or redo left alone, because they hold something else by now. */
  const [overtaken, setOvertaken] = useState<readonly FactKey[]>([]);

  /** An input that is no amount leaves its cell blank in every sum until it is corrected. */
  function note(entries: readonly TypedEntry[]): void {
    if (!entries.some(({ key, value }) => value === undefined || noted.current.has(key))) return;
    const next = new Map(noted.current);
    for (const { key, input, value } of entries) {
      if (value === undefined) next.set(key, input);
      else next.delete(key);
    }
    noted.current = next;
    setInvalid(next);
  }

  function store(entries: readonly TypedEntry[]): void {
    note(entries);
    model.setAmounts(entries.map(({ key, value }) => [key, value ?? null] as const));
  }

  function put(entries: readonly TypedEntry[]): void {
    store(entries);
    follow.now();
  }

  function show(inputs: readonly TypedInput[]): void {
    put(inputs.map(read));
  }

  /** What is being typed, key by key. */
  function type(input: TypedInput): void {
    store([read(input)]);
    follow.soon();
  }

  function save(changes: readonly CellChange[], how: ChangeKind, unit: MoneyUnit): void {
    show(changes.map(({ key, input }) => ({ key, input, unit })));
    startTransition(() => onTouched(changes.map(({ key }) => key)));
    queue.holdAll(changes.map(({ key, input }) => ({ kind: "cell", key, input, unit, how })));
    void queue.flush();
  }

  function change(changes: readonly CellChange[], how: ChangeKind, unit: MoneyUnit): void {
    const step: UndoStep = { unit, cells: changes.map(({ key, before, input }) => ({ key, before, after: input })) };
    past.keep(recorded(past.read(), step));
    startTransition(() => setOvertaken([]));
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

  const has = ({ done, undone }: UndoHistory) => ({ canUndo: done.length > 0, canRedo: undone.length > 0 });
  return { seen: follow.seen, invalid, overtaken, ...has(past.history), put, show, type, change, undo: () => take(undo, "undo"), redo: () => take(redo, "redo") };
}

function read({ key, input, unit }: TypedInput): TypedEntry {
  const parsed = parse(key, input, unit);
  return { key, input, value: parsed.ok ? parsed.value : undefined };
}

function parse(key: FactKey, input: string, unit: MoneyUnit): ParsedAmount {
  const address = parseFactKey(key);
  return parseAmount(input, measureOf(address) === "count" ? "count" : unit, { allowNegative: allowsNegative(address) });
}
