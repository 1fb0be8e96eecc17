import { useEffect, useEffectEvent, useRef } from "react";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { GridLayout } from "./grid-layout";
import type { Position } from "./grid-selection";

interface Options {
  layout: GridLayout;
  /** The cell that has the focus; null before the grid is entered. */
  active: () => Position | null;
  /** A cell that was asked for from elsewhere. */
  sought: FactKey | null;
  onFound: () => void;
  focusOn: (at: Position) => void;
}

/**
 * Gives the focus to a cell that was asked for from elsewhere, and to the cell that comes to where a removed row was.
 * Both wait for the rendering: focusing may bring a row onto the page.
 */
export function useAskedFocus({ layout, active, sought, onFound, focusOn }: Options) {
  const hasRemoved = useRef(false);

  const find = useEffectEvent((key: FactKey) => {
    const row = layout.rows.findIndex(({ cells }) => cells.some((cell) => cell.kind === "fact" && cell.key === key));
    if (row < 0) return;
    focusOn({ row, column: layout.rows[row]!.cells.findIndex((cell) => cell.kind === "fact" && cell.key === key) });
    onFound();
  });
  useEffect(() => {
    if (sought !== null) queueMicrotask(() => find(sought));
  }, [sought]);

  const stay = useEffectEvent(() => {
    if (!hasRemoved.current) return;
    hasRemoved.current = false;
    const last = active();
    if (last) focusOn({ row: Math.min(last.row, layout.rows.length - 1), column: last.column });
  });
  useEffect(() => {
    queueMicrotask(() => stay());
  }, [layout.rows.length]);

  return { rowRemoved: () => (hasRemoved.current = true) };
}
