"use client";

import { startTransition, useState } from "react";
import type { CellChange } from "@/components/entry-grid/grid-contents";
import { parseAmount, type MoneyUnit, type ParsedAmount } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { allowsNegative, measureOf } from "@/lib/domain/facts/sheets";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { ChangeKind } from "@/lib/features/reports/schema";
import type { DeskCell } from "./desk-model";
import type { EditQueue } from "./edit-queue";
import { recorded, redo, undo, type UndoHistory, type UndoStep } from "./undo-history";
import { useUndoHistory } from "./use-undo-history";

/** `undefined` stands for an input that is no amount. */
type TypedValue = number | null | undefined;

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
 * of the desk follows in a transition, so that the next key never waits for checks, tables and text to be painted.
 */
export function useAmountEdits({ model, cells, queue, userId, versionId, onTouched }: Options) {
  const [invalid, setInvalid] = useState<ReadonlyMap<FactKey, string>>(() => new Map(cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [[key, rawInput] as const]))));
  const [, setTick] = useState(0);
  const past = useUndoHistory({ userId, versionId });
  /** Cells that the last undo or redo left alone, because they hold something else by now. */
  const [overtaken, setOvertaken] = useState<readonly FactKey[]>([]);

  /** An input that is no amount leaves its cell blank in every sum until it is corrected. */
  function put(entries: readonly { key: FactKey; input: string; value: TypedValue }[]): void {
    setInvalid((known) => {
      if (!entries.some(({ key, value }) => value === undefined || known.has(key))) return known;
      const next = new Map(known);
      for (const { key, input, value } of entries) {
        if (value === undefined) next.set(key, input);
        else next.delete(key);
      }
      return next;
    });
    model.setAmounts(entries.map(({ key, value }) => [key, value ?? null] as const));
    startTransition(() => setTick((tick) => tick + 1));
  }

  function show(inputs: readonly { key: FactKey; input: string; unit: MoneyUnit }[]): void {
    put(
      inputs.map(({ key, input, unit }) => {
        const parsed = read(key, input, unit);
        return { key, input, value: parsed.ok ? parsed.value : undefined };
      }),
    );
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
    const parsed = read(key, input, unit);
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
  return { invalid, overtaken, ...has(past.history), put, show, change, undo: () => take(undo, "undo"), redo: () => take(redo, "redo") };
}

function read(key: FactKey, input: string, unit: MoneyUnit): ParsedAmount {
  const address = parseFactKey(key);
  return parseAmount(input, measureOf(address) === "count" ? "count" : unit, { allowNegative: allowsNegative(address) });
}
