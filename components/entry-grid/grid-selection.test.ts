import { describe, expect, it } from "vitest";
import { commandOf } from "./grid-keys";
import { everything, moved, positionsOf, rectangleOf, tabbed, type GridShape, type Position } from "./grid-selection";

// t: derived, e: entered and filled, b: entered and blank, l: locked, -: no cell
const drawing = ["tttt", "tebe", "tb-b", "tele"];
const at = ({ row, column }: Position) => drawing[row]![column]!;
const shape: GridShape = {
  rowCount: 4,
  columnCount: 4,
  isCell: (position) => at(position) !== "-",
  isEntry: (position) => "eb".includes(at(position)),
  isFilled: (position) => "tel".includes(at(position)),
};
const place = (row: number, column: number): Position => ({ row, column });

describe("moves", () => {
  it("step over places without a cell and stop at the border", () => {
    expect(moved(shape, place(1, 2), "down")).toEqual(place(3, 2));
    expect(moved(shape, place(2, 1), "right")).toEqual(place(2, 3));
    expect(moved(shape, place(0, 0), "up")).toEqual(place(0, 0));
  });
  it("reach the ends of row and grid", () => {
    expect(moved(shape, place(1, 2), "row-start")).toEqual(place(1, 0));
    expect(moved(shape, place(1, 0), "row-end")).toEqual(place(1, 3));
    expect(moved(shape, place(2, 1), "grid-start")).toEqual(place(0, 0));
    expect(moved(shape, place(0, 0), "grid-end")).toEqual(place(3, 3));
    expect(moved(shape, place(0, 1), "page-down")).toEqual(place(3, 1));
    expect(moved(shape, place(3, 1), "page-up")).toEqual(place(0, 1));
  });
  it("go to the edge of the figures, or to the next figure", () => {
    expect(moved(shape, place(0, 1), "edge-down")).toEqual(place(1, 1));
    expect(moved(shape, place(1, 1), "edge-down")).toEqual(place(3, 1));
    expect(moved(shape, place(2, 1), "edge-right")).toEqual(place(2, 3));
    expect(moved(shape, place(0, 0), "edge-right")).toEqual(place(0, 3));
  });
  it("tab skips derived and locked cells and leaves after the last", () => {
    expect(tabbed(shape, place(1, 3), 1)).toEqual(place(2, 1));
    expect(tabbed(shape, place(3, 1), 1)).toEqual(place(3, 3));
    expect(tabbed(shape, place(3, 3), 1)).toBeNull();
    expect(tabbed(shape, place(2, 1), -1)).toEqual(place(1, 3));
    expect(tabbed(shape, place(1, 1), -1)).toBeNull();
  });
});

it("ranges are rectangles whichever way they were drawn", () => {
  expect(rectangleOf({ active: place(3, 1), extent: place(1, 2) })).toEqual({ top: 1, bottom: 3, left: 1, right: 2 });
  expect(positionsOf(rectangleOf(everything(shape)))).toHaveLength(4);
});

describe("keys", () => {
  const key = (name: string, held: Partial<Record<"ctrlKey" | "shiftKey" | "altKey" | "metaKey", boolean>> = {}) => ({
    key: name,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    ...held,
  });
  it("follow the spreadsheet", () => {
    expect(commandOf(key("Enter"), "typing")).toEqual({ kind: "move", move: "down", extends: false });
    expect(commandOf(key("Enter", { shiftKey: true }), "ready")).toEqual({ kind: "move", move: "up", extends: false });
    expect(commandOf(key("ArrowRight", { ctrlKey: true, shiftKey: true }), "ready")).toEqual({
      kind: "move",
      move: "edge-right",
      extends: true,
    });
    expect(commandOf(key("z", { metaKey: true }), "ready")).toEqual({ kind: "undo" });
    expect(commandOf(key("Z", { ctrlKey: true, shiftKey: true }), "ready")).toEqual({ kind: "redo" });
    expect(commandOf(key("c", { ctrlKey: true, altKey: true }), "ready")).toEqual({ kind: "copyWithHeader" });
    expect(commandOf(key("F2", { shiftKey: true }), "ready")).toEqual({ kind: "record" });
  });
  it("leave the caret to the browser while a cell is edited in place", () => {
    for (const name of ["ArrowLeft", "Home", "End", "Delete"])
      expect(commandOf(key(name), "inPlace")).toEqual({ kind: "native" });
    expect(commandOf(key("ArrowLeft"), "typing")).toEqual({ kind: "move", move: "left", extends: false });
    expect(commandOf(key("z", { ctrlKey: true }), "typing")).toEqual({ kind: "native" });
    expect(commandOf(key("5"), "ready")).toEqual({ kind: "native" });
  });
});
