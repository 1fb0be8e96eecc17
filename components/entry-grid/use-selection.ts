import { useLayoutEffect, useState } from "react";
import {
  moved,
  rectangleOf,
  tabbed,
  type GridRange,
  type GridShape,
  type Position,
  type Rectangle,
} from "./grid-selection";
import { storeOf, usePart, type Store } from "@/components/ui/store";

/** What is selected in a grid as it is laid out now. */
export interface Selected {
  /** `null` before the grid is entered, and when the range is not inside any more. */
  range: GridRange | null;
  rectangle: Rectangle | null;
  /** More than one cell. */
  isMany: boolean;
  /** The one cell that Tab reaches from outside: the active one, or the first. */
  stop: Position;
}

export type Selection = Store<Selected>;

/**
 * The selection of a grid. Not in the state of the grid, so that a step from cell to cell paints two rows and nothing
 * else.
 */
export function useSelection(shape: GridShape): Selection {
  const [selection] = useState(() => storeOf(selectedIn(shape, null)));
  // Rows may have come and gone.
  useLayoutEffect(() => {
    const before = selection.read();
    const after = selectedIn(shape, before.range);
    if (after.range !== before.range || after.stop.row !== before.stop.row || after.stop.column !== before.stop.column)
      selection.write(after);
  });
  return selection;
}

export function selectedIn(shape: GridShape, asked: GridRange | null): Selected {
  const isInside = ({ row, column }: Position) => row < shape.rowCount && column < shape.columnCount;
  const range = asked !== null && isInside(asked.active) && isInside(asked.extent) ? asked : null;
  const rectangle = range && rectangleOf(range);
  return {
    range,
    rectangle,
    isMany: rectangle !== null && (rectangle.top !== rectangle.bottom || rectangle.left !== rectangle.right),
    // All of a grid may begin where there is no cell.
    stop:
      (range && shape.isCell(range.active) ? range.active : null) ??
      tabbed(shape, { row: 0, column: -1 }, 1) ??
      moved(shape, { row: 0, column: 0 }, "grid-start"),
  };
}

/** First and last selected column of a row (none: 0 and -1), and the column of the cell that Tab reaches (none: -1). */
export function useSelectedInRow(selection: Selection, row: number): { from: number; to: number; stop: number } {
  const from = usePart(selection, ({ rectangle }) => (isIn(rectangle, row) ? rectangle.left : 0));
  const to = usePart(selection, ({ rectangle }) => (isIn(rectangle, row) ? rectangle.right : -1));
  const stop = usePart(selection, ({ stop: at }) => (at.row === row ? at.column : -1));
  return { from, to, stop };
}

function isIn(rectangle: Rectangle | null, row: number): rectangle is Rectangle {
  return rectangle !== null && row >= rectangle.top && row <= rectangle.bottom;
}
