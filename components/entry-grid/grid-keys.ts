import type { Move } from "./grid-selection";

/** What a key asks of the grid. `native` leaves it to the browser. */
export type GridCommand =
  | { kind: "move"; move: Move; extends: boolean }
  | { kind: "tab"; direction: 1 | -1 }
  | {
      kind:
        | "edit"
        | "restore"
        | "clear"
        | "selectAll"
        | "fillDown"
        | "undo"
        | "redo"
        | "addRow"
        | "removeRow"
        | "record"
        | "copyWithHeader"
        | "leave"
        | "native";
    };

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** How the cell stands: just stood on, being typed over, or edited in place with the caret inside. */
export type EntryMode = "ready" | "typing" | "inPlace";

const arrows: Readonly<Record<string, "up" | "down" | "left" | "right">> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * The spreadsheet's keys. What moves the caret inside a cell stays with the browser while a cell is edited in place.
 */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key, mode: EntryMode): GridCommand {
  const isControl = ctrlKey || metaKey;
  const native: GridCommand = { kind: "native" };
  const move = (to: Move): GridCommand => ({ kind: "move", move: to, extends: shiftKey });
  const arrow = arrows[key];
  if (altKey) return isControl && key.toLowerCase() === "c" ? { kind: "copyWithHeader" } : native;
  if (arrow) {
    const isAcross = arrow === "left" || arrow === "right";
    if (mode === "inPlace" && (isAcross || shiftKey || isControl)) return native;
    if (mode === "typing" && shiftKey) return native;
    return move(isControl ? `edge-${arrow}` : arrow);
  }
  switch (key) {
    case "Enter":
      return isControl ? native : { kind: "move", move: shiftKey ? "up" : "down", extends: false };
    case "Tab":
      return isControl ? native : { kind: "tab", direction: shiftKey ? -1 : 1 };
    case "F2":
      return { kind: shiftKey ? "record" : "edit" };
    case "F6":
      return { kind: "leave" };
    case "Escape":
      return { kind: "restore" };
    case "Insert":
      return isControl || shiftKey ? native : { kind: "addRow" };
    case "Home":
    case "End":
      if (mode === "inPlace") return native;
      return move(key === "Home" ? (isControl ? "grid-start" : "row-start") : isControl ? "grid-end" : "row-end");
    case "PageUp":
      return move("page-up");
    case "PageDown":
      return move("page-down");
    case "Delete":
      return mode === "ready" ? { kind: "clear" } : native;
  }
  if (!isControl) return native;
  switch (key.toLowerCase()) {
    case "-":
      return mode === "ready" ? { kind: "removeRow" } : native;
    case "d":
      return { kind: "fillDown" };
    case "a":
      return mode === "ready" ? { kind: "selectAll" } : native;
    case "z":
      return mode === "ready" ? { kind: shiftKey ? "redo" : "undo" } : native;
    case "y":
      return mode === "ready" ? { kind: "redo" } : native;
    default:
      return native;
  }
}
