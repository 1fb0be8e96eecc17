import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, type RefObject } from "react";

/** A grid of fewer rows is on the page as a whole. */
const WINDOWED_FROM = 100;
/** What the server sends before anything is measured is no taller than so many pixels. */
const FIRST_HEIGHT = 800;
/** Rows kept above and below what is in sight. */
const OVERSCAN = 6;
/** The titles stay in sight above the rows and take as much of the height. */
const TITLES_HEIGHT = 56;

/** What stands in the body of the grid: a row, or the room that rows out of sight take. */
export type WindowPart = { kind: "row"; at: number } | { kind: "room"; height: number; above: number };

/**
 * The rows of a long grid that are on the page: those in sight and, wherever it is, the row that has the focus. Keys,
 * copying and pasting work on the contents and need no row on the page.
 */
export function useRowWindow({
  rowIds,
  focused,
  rowHeight,
  root,
}: {
  rowIds: readonly string[];
  focused: () => number;
  rowHeight: number;
  root: RefObject<HTMLElement | null>;
}) {
  const isWindowed = rowIds.length >= WINDOWED_FROM;
  const virtualizer = useVirtualizer({
    count: rowIds.length,
    enabled: isWindowed,
    getScrollElement: () => root.current,
    getItemKey: (at) => rowIds[at]!,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingEnd: TITLES_HEIGHT,
    // A scrolled grid is rendered before the next frame all the same, and not twice for one key.
    useFlushSync: false,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      const row = focused();
      return row < 0 || row >= rowIds.length || seen.includes(row)
        ? seen
        : [...seen, row].sort((one, other) => one - other);
    },
  });

  const { measure } = virtualizer;
  // Rows that were measured at another size are measured again.
  useEffect(() => measure(), [measure, rowHeight]);

  function parts(): WindowPart[] {
    if (!isWindowed) return rowIds.map((_, at) => ({ kind: "row", at }));
    let end = 0;
    const placed = virtualizer.getVirtualItems().flatMap(({ index, start, end: below }): WindowPart[] => {
      const above = start - end;
      end = below;
      return [
        ...(above > 0 ? [{ kind: "room", height: above, above: index } as const] : []),
        { kind: "row", at: index },
      ];
    });
    const rest = virtualizer.getTotalSize() - end;
    return rest > 0 ? [...placed, { kind: "room", height: rest, above: rowIds.length }] : placed;
  }

  return {
    parts: parts(),
    /** Of a row, so that one with a name of two lines has its height. */
    measure: isWindowed ? virtualizer.measureElement : undefined,
    /** Brings a row into sight that may not be on the page. */
    reveal: (at: number) => (isWindowed ? virtualizer.scrollToIndex(at) : undefined),
  };
}
