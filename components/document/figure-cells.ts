import { parseFormRowAddress } from "@/lib/domain/words/form-row-address";

/**
 * The cell of a table or of part five that carries an address, the place of the text that has it as its id, or the row
 * of a form.
 */
export function cellElement(id: string): HTMLElement | null {
  const row = parseFormRowAddress(id);
  if (row) {
    const form = document.getElementById(row.blockId);
    return form?.querySelectorAll<HTMLElement>("tr")[row.row - 1] ?? form;
  }
  return document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"]`) ?? document.getElementById(id);
}

/** Marks the cells, also those that come onto the page later; the answer takes the marks away. */
export function lightUp(ids: readonly string[]): () => void {
  const style = new CSSStyleSheet();
  const cells = ids
    .map((id) => CSS.escape(id))
    .flatMap((id) => [`[data-cell="${id}"]:not(td[data-cell] > button)`, `[data-key="${id}"]`, `[id="${id}"]`]);
  if (cells.length > 0)
    style.replaceSync(
      `${cells.join()} { background: var(--color-accent-shade); outline: 2px solid var(--color-accent); outline-offset: -2px; }`,
    );
  document.adoptedStyleSheets.push(style);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  };
}

const hasFigure = (cell: Element) => cell.textContent.trim() !== "";
const figuresIn = (place: Element) => [...place.querySelectorAll<HTMLElement>("[data-cell]")].filter(hasFigure);

/**
 * The figure that somebody at a table reaches by a key: the first by Enter, the next one in its direction by an arrow;
 * null at the edge and for other keys.
 */
export function figureReachedBy(key: string, table: Element, from: HTMLElement | null): string | null {
  if (!from) return key === "Enter" ? (figuresIn(table)[0]?.dataset.cell ?? null) : null;
  const reached =
    key === "ArrowLeft" || key === "ArrowRight"
      ? besides(from, key)
      : key === "ArrowUp" || key === "ArrowDown"
        ? aboveOrBelow(from, key)
        : null;
  return reached?.dataset.cell ?? null;
}

function besides(from: HTMLElement, key: "ArrowLeft" | "ArrowRight"): HTMLElement | null {
  const row = figuresIn(from.closest("tr")!);
  return row[row.indexOf(from) + (key === "ArrowLeft" ? -1 : 1)] ?? null;
}

/** Cells span rows and columns, so what stands under another is told by where it is drawn. */
function aboveOrBelow(from: HTMLElement, key: "ArrowUp" | "ArrowDown"): HTMLElement | null {
  const centre = middleOf(from);
  const onward = (row: Element) => (key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling);
  for (let row = onward(from.closest("tr")!); row; row = onward(row)) {
    const cells = figuresIn(row);
    if (cells.length > 0)
      return cells.reduce((nearest, cell) =>
        Math.abs(middleOf(cell) - centre) < Math.abs(middleOf(nearest) - centre) ? cell : nearest,
      );
  }
  return null;
}

function middleOf(cell: Element): number {
  const { left, right } = cell.getBoundingClientRect();
  return (left + right) / 2;
}
