import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import { readClipboard, writeClipboard } from "./clipboard-event";
import type { GridContents } from "./grid-contents";
import type { Rectangle } from "./grid-selection";
import type { Selection } from "./use-selection";
import type { Pasted } from "./paste";
import { copyRange } from "./range-edits";

interface Options {
  root: RefObject<HTMLElement | null>;
  contents: GridContents;
  unit: MoneyUnit;
  selection: Selection;
  /** A text is being edited: part of it is copied as text. */
  isEditing: () => boolean;
  /** Before a rectangle comes in. */
  commit: () => void;
  clear: (range: Rectangle) => void;
  say: (note: string) => void;
}

/** Copy, cut and paste of ranges while the grid has the focus. What is pasted is handed out to be looked at first. */
export function useGridClipboard({ root, contents, unit, selection, isEditing, commit, clear, say }: Options) {
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const copiesHeader = useRef(false);

  const onClipboard = useEffectEvent((event: ClipboardEvent) => {
    const { rectangle: selected, isMany } = selection.read();
    const isHere = root.current?.contains(document.activeElement) ?? false;
    if (!event.clipboardData || !selected || !(isHere || copiesHeader.current) || pasted) return;
    if (event.type === "paste") {
      const read = readClipboard(event.clipboardData);
      if (!read.ok) {
        event.preventDefault();
        return say(read.message);
      }
      const isOne = read.block.length === 1 && read.block[0]!.length === 1;
      // One figure into one cell is as if it were typed.
      if (isOne && !isMany && document.activeElement instanceof HTMLInputElement) return;
      event.preventDefault();
      commit();
      return setPasted({ contents, range: selected, block: read.block, unit });
    }
    if (isEditing() && !copiesHeader.current) return;
    event.preventDefault();
    writeClipboard(event.clipboardData, copyRange(contents, selected, { withHeader: copiesHeader.current }));
    if (event.type === "cut") clear(selected);
    else say(`已复制 ${selected.bottom - selected.top + 1} 行 ${selected.right - selected.left + 1} 列。`);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => onClipboard(event);
    const kinds = ["copy", "cut", "paste"] as const;
    for (const kind of kinds) document.addEventListener(kind, listen);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, listen);
    };
  }, []);

  function copyWithHeader(): void {
    copiesHeader.current = true;
    document.execCommand("copy");
    copiesHeader.current = false;
  }

  return { pasted, close: () => setPasted(null), copyWithHeader };
}
