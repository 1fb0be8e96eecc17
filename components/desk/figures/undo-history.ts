import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";

/** One cell of a step: the inputs before and after, as texts in the unit of the step. */
export interface UndoneCell {
  key: FactKey;
  before: string;
  after: string;
}

/** What Ctrl+Z takes back at once: one typed figure, one paste, one fill. */
export interface UndoStep {
  unit: MoneyUnit;
  cells: readonly UndoneCell[];
}

/** Steps done and steps taken back, both oldest first. */
export interface UndoHistory {
  done: readonly UndoStep[];
  undone: readonly UndoStep[];
}

export const emptyHistory: UndoHistory = { done: [], undone: [] };

/** Whether there is a step to take back, and one to do again. */
export interface Undoable {
  canUndo: boolean;
  canRedo: boolean;
}

const undoables = [false, true].map((canUndo) => [false, true].map((canRedo): Undoable => ({ canUndo, canRedo })));

/** The same object where the answer is the same. */
export function undoable({ done, undone }: UndoHistory): Undoable {
  return undoables[Number(done.length > 0)]![Number(undone.length > 0)]!;
}

/** As many steps can be taken back. */
export const MAX_STEPS = 200;

/** A new step ends what could have been done again. Steps that change nothing are none. */
export function recorded(history: UndoHistory, step: UndoStep): UndoHistory {
  const cells = step.cells.filter(({ before, after }) => before !== after);
  if (cells.length === 0) return history;
  return { done: [...history.done, { ...step, cells }].slice(-MAX_STEPS), undone: [] };
}

export interface Taken {
  history: UndoHistory;
  unit: MoneyUnit;
  /** What to put into the cells. */
  changes: { key: FactKey; before: string; input: string }[];
  /** Cells that hold something else by now, by another person or another way: left alone. */
  overtaken: FactKey[];
}

/**
 * Takes the last step back; `null` when there is none.
 *
 * @param holds whether a cell still holds an input typed in a unit
 */
export function undo(
  { done, undone }: UndoHistory,
  holds: (key: FactKey, input: string, unit: MoneyUnit) => boolean,
): Taken | null {
  const step = done.at(-1);
  if (!step) return null;
  return taken(
    { done: done.slice(0, -1), undone: [...undone, step] },
    step,
    step.cells.map(({ key, before, after }) => ({ key, before: after, input: before })),
    holds,
  );
}

/** Does the last step that was taken back again; `null` when there is none. */
export function redo(
  { done, undone }: UndoHistory,
  holds: (key: FactKey, input: string, unit: MoneyUnit) => boolean,
): Taken | null {
  const step = undone.at(-1);
  if (!step) return null;
  return taken(
    { done: [...done, step], undone: undone.slice(0, -1) },
    step,
    step.cells.map(({ key, before, after }) => ({ key, before, input: after })),
    holds,
  );
}

/** The steps without some cells, where these have gone another way; a step of nothing else is none. */
export function historyWithout({ done, undone }: UndoHistory, keys: ReadonlySet<FactKey>): UndoHistory {
  const rest = (steps: readonly UndoStep[]) =>
    steps
      .map((step) => ({ ...step, cells: step.cells.filter(({ key }) => !keys.has(key)) }))
      .filter(({ cells }) => cells.length > 0);
  return { done: rest(done), undone: rest(undone) };
}

/** Reads what an earlier visit kept; anything else is an empty history. */
export function historyFrom(kept: string | null): UndoHistory {
  try {
    const value: unknown = JSON.parse(kept ?? "null");
    if (typeof value !== "object" || value === null || !("done" in value) || !("undone" in value)) return emptyHistory;
    const { done, undone } = value;
    return isSteps(done) && isSteps(undone) ? { done, undone } : emptyHistory;
  } catch {
    return emptyHistory;
  }
}

function taken(
  history: UndoHistory,
  { unit }: UndoStep,
  changes: Taken["changes"],
  holds: (key: FactKey, input: string, unit: MoneyUnit) => boolean,
): Taken {
  const isOvertaken = ({ key, before }: Taken["changes"][number]) => !holds(key, before, unit);
  return {
    history,
    unit,
    changes: changes.filter((change) => !isOvertaken(change)),
    overtaken: changes.filter(isOvertaken).map(({ key }) => key),
  };
}

function isSteps(value: unknown): value is UndoStep[] {
  const isCell = (cell: unknown) =>
    typeof cell === "object" &&
    cell !== null &&
    "key" in cell &&
    "before" in cell &&
    "after" in cell &&
    [cell.key, cell.before, cell.after].every((part) => typeof part === "string");
  return (
    Array.isArray(value) &&
    value.every(
      (step: unknown) =>
        typeof step === "object" &&
        step !== null &&
        "unit" in step &&
        (step.unit === "yuan" || step.unit === "wan") &&
        "cells" in step &&
        Array.isArray(step.cells) &&
        step.cells.every(isCell),
    )
  );
}
