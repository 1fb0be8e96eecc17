import type { Position } from "./grid-selection";

/** Where in its grid an element stands; null outside of cells. */
export function positionOf(target: EventTarget | null): Position | null {
  const at = target instanceof Element ? target.closest<HTMLElement>("[data-at]")?.dataset.at?.split(":") : undefined;
  return at ? { row: Number(at[0]), column: Number(at[1]) } : null;
}

/** The cell at a position; null where it is not on the page. */
export function elementAt(root: HTMLElement | null, { row, column }: Position): HTMLElement | null {
  return root?.querySelector<HTMLElement>(`[data-at="${row}:${column}"]`) ?? null;
}

/** Moves the focus to what takes it after the grid on the page, or before it. */
export function leave(root: HTMLElement, isBackward: boolean): void {
  const stops = [
    ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, [tabindex]"),
  ].filter(
    (each) =>
      !root.contains(each) && each.tabIndex >= 0 && !each.matches(":disabled") && each.getClientRects().length > 0,
  );
  const isAfter = (each: HTMLElement) => (root.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  (isBackward ? stops.findLast((each) => !isAfter(each)) : stops.find(isAfter))?.focus();
}
