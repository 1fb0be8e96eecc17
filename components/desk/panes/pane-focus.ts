/**
 * What takes the focus of a pane: the cell of its grid that Tab reaches, the first figure of its table, or the first
 * thing that can.
 */
const ENTRIES = [
  '[data-at][tabindex="0"]',
  "td[data-cell] > button",
  "input, select, textarea, button, [tabindex='0']",
] as const;

const panesOf = (page: Document) => [...page.querySelectorAll<HTMLElement>("[data-pane]")];

/** Moves the focus to the pane after or before where somebody is; false where there is none in that direction. */
export function moveToPane(from: Element, isBackward: boolean): boolean {
  const panes = panesOf(from.ownerDocument);
  const isBeyond = (pane: HTMLElement) =>
    (from.compareDocumentPosition(pane) &
      (isBackward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING)) !==
      0 && !pane.contains(from);
  return enter(isBackward ? panes.findLast(isBeyond) : panes.find(isBeyond));
}

/** Moves the focus into the first pane. */
export function enterFirstPane(): boolean {
  return enter(panesOf(document)[0]);
}

function enter(pane: HTMLElement | undefined): boolean {
  const entry =
    pane && ENTRIES.map((selector) => pane.querySelector<HTMLElement>(selector)).find((found) => found !== null);
  entry?.focus();
  return entry !== undefined;
}

/**
 * Brings the first of these figures into sight in the pane where nobody is, inside its own frame: the page and the pane
 * with the focus stand still.
 */
export function revealBeside(ids: readonly string[]): void {
  for (const pane of panesOf(document)) {
    if (pane.contains(document.activeElement)) continue;
    const figure = ids
      .map((id) => pane.querySelector<HTMLElement>(`td[data-cell="${CSS.escape(id)}"], [data-key="${CSS.escape(id)}"]`))
      .find((found) => found !== null);
    const frame = figure?.closest<HTMLElement>("[role=region]");
    if (!figure || !frame) continue;
    const [inner, outer] = [figure.getBoundingClientRect(), frame.getBoundingClientRect()];
    const isOutOfSight =
      inner.top < outer.top + outer.height / 4 ||
      inner.bottom > outer.bottom ||
      inner.left < outer.left + outer.width / 4 ||
      inner.right > outer.right;
    if (isOutOfSight)
      frame.scrollBy({
        top: inner.top - outer.top - outer.height / 2,
        left: inner.right > outer.right ? inner.right - outer.right : inner.left - outer.left - outer.width / 2,
      });
  }
}
