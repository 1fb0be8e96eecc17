import { describe, expect, it } from "vitest";
import type { GridShape } from "./grid-selection";
import { selectedIn } from "./use-selection";

/** Three rows of three cells; the first row takes no input, and its first place has no cell. */
const shape: GridShape = {
  rowCount: 3,
  columnCount: 3,
  isCell: ({ row, column }) => row > 0 || column > 0,
  isEntry: ({ row }) => row > 0,
  isFilled: () => false,
};

describe("what is selected in a grid", () => {
  it("is nothing before the grid is entered; Tab reaches the first cell that takes an input", () => {
    expect(selectedIn(shape, null)).toEqual({
      range: null,
      rectangle: null,
      isMany: false,
      stop: { row: 1, column: 0 },
    });
  });

  it("is the rectangle between its two ends, with the active cell for Tab", () => {
    const range = { active: { row: 2, column: 2 }, extent: { row: 1, column: 1 } };
    expect(selectedIn(shape, range)).toEqual({
      range,
      rectangle: { top: 1, bottom: 2, left: 1, right: 2 },
      isMany: true,
      stop: { row: 2, column: 2 },
    });
  });

  it("leaves Tab a cell when the active place has none", () => {
    const { stop, range } = selectedIn(shape, { active: { row: 0, column: 0 }, extent: { row: 2, column: 2 } });
    expect(range).not.toBeNull();
    expect(stop).toEqual({ row: 1, column: 0 });
  });

  it("is nothing any more when its rows have gone", () => {
    expect(
      selectedIn({ ...shape, rowCount: 2 }, { active: { row: 1, column: 0 }, extent: { row: 2, column: 0 } }).range,
    ).toBeNull();
  });
});
