/** Where one is in a grid, and where a key leads. Pure: knows neither the page nor the figures. */

export interface Position {
  row: number;
  column: number;
}

/** A rectangle between the cell that has the focus and the one it was stretched to. */
export interface GridRange {
  active: Position;
  extent: Position;
}

/** What the moves have to know of a grid. Rows and columns are counted from 0. */
export interface GridShape {
  rowCount: number;
  columnCount: number;
  /** There is a cell to stand on. */
  isCell: (at: Position) => boolean;
  /** It takes an input. */
  isEntry: (at: Position) => boolean;
  isFilled: (at: Position) => boolean;
}

export type Step = "up" | "down" | "left" | "right";
export type Move =
  | Step
  | `edge-${Step}`
  | "row-start"
  | "row-end"
  | "grid-start"
  | "grid-end"
  | "page-up"
  | "page-down";

const steps: Record<Step, Position> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
};
/** Rows of a PageUp or PageDown. */
export const PAGE_ROWS = 15;

const isInside = ({ rowCount, columnCount }: GridShape, { row, column }: Position) =>
  row >= 0 && row < rowCount && column >= 0 && column < columnCount;

/** The cell a move leads to; where it leads nowhere, the cell itself. */
export function moved(shape: GridShape, from: Position, move: Move): Position {
  switch (move) {
    case "up":
    case "down":
    case "left":
    case "right":
      return stepped(shape, from, steps[move]) ?? from;
    case "edge-up":
    case "edge-down":
    case "edge-left":
    case "edge-right":
      return toEdge(shape, from, steps[move.slice("edge-".length) as Step]);
    case "row-start":
      return firstCell(shape, { row: from.row, column: 0 }, steps.right) ?? from;
    case "row-end":
      return firstCell(shape, { row: from.row, column: shape.columnCount - 1 }, steps.left) ?? from;
    case "grid-start":
      return cellsOf(shape)[0] ?? from;
    case "grid-end":
      return cellsOf(shape).at(-1) ?? from;
    case "page-up":
      return firstCell(shape, { ...from, row: Math.max(0, from.row - PAGE_ROWS) }, steps.down) ?? from;
    case "page-down":
      return firstCell(shape, { ...from, row: Math.min(shape.rowCount - 1, from.row + PAGE_ROWS) }, steps.up) ?? from;
  }
}

/**
 * The next entered cell in reading order, over derived and locked ones; `null` past the last, where Tab leaves the
 * grid.
 */
export function tabbed(shape: GridShape, from: Position, direction: 1 | -1): Position | null {
  const last = shape.rowCount * shape.columnCount;
  for (let at = from.row * shape.columnCount + from.column + direction; at >= 0 && at < last; at += direction) {
    const position = { row: Math.floor(at / shape.columnCount), column: at % shape.columnCount };
    if (shape.isEntry(position)) return position;
  }
  return null;
}

export interface Rectangle {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The rectangle of a range, both ends included. */
export function rectangleOf({ active, extent }: GridRange): Rectangle {
  return {
    top: Math.min(active.row, extent.row),
    bottom: Math.max(active.row, extent.row),
    left: Math.min(active.column, extent.column),
    right: Math.max(active.column, extent.column),
  };
}

/** The cells of a rectangle in reading order, row by row; places without a cell included. */
export function positionsOf({ top, bottom, left, right }: Rectangle): Position[][] {
  return Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (__, column) => ({ row: top + row, column: left + column })),
  );
}

/** The range from the first to the last place of the grid. */
export function everything({ rowCount, columnCount }: GridShape): GridRange {
  return { active: { row: 0, column: 0 }, extent: { row: rowCount - 1, column: columnCount - 1 } };
}

function stepped(shape: GridShape, from: Position, by: Position): Position | null {
  return firstCell(shape, { row: from.row + by.row, column: from.column + by.column }, by);
}

function firstCell(shape: GridShape, from: Position, by: Position): Position | null {
  for (let at = from; isInside(shape, at); at = { row: at.row + by.row, column: at.column + by.column })
    if (shape.isCell(at)) return at;
  return null;
}

/**
 * As Ctrl and an arrow do in a spreadsheet: to the end of the run of figures, or to the next figure, or to the border.
 */
function toEdge(shape: GridShape, from: Position, by: Position): Position {
  let at = from;
  let next = stepped(shape, at, by);
  const inRun = shape.isFilled(at) && next !== null && shape.isFilled(next);
  while (next !== null) {
    if (inRun && !shape.isFilled(next)) return at;
    at = next;
    if (!inRun && shape.isFilled(at)) return at;
    next = stepped(shape, at, by);
  }
  return at;
}

function cellsOf(shape: GridShape): Position[] {
  return positionsOf(rectangleOf(everything(shape)))
    .flat()
    .filter((at) => shape.isCell(at));
}
