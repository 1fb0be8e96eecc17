import { expect, type Page } from "@playwright/test";

/**
 * Every figure outside of tables that scroll stands whole in the page, under no other. Every figure of every such table
 * can be read: each row in turn is scrolled to the middle, each column to the end of the third of the frame that may
 * stand still. Beyond that third every figure is what the eye meets, whole and inside its own
 * cell, and every figure is met somewhere.
 */
export async function expectFiguresInSight(page: Page): Promise<void> {
  const { seen, hidden } = await page.evaluate(figuresInSight);
  expect(hidden, `figures that cannot be read on ${page.url()}`).toEqual([]);
  expect(seen).toBeGreaterThan(0);
}

/** Runs in the page. */
function figuresInSight(): { seen: number; hidden: string[] } {
  const hidden = new Set<string>();
  const seen = new Set<Element>();
  for (const figure of document.querySelectorAll<HTMLElement>("[data-figure]")) {
    figure.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, right, top, bottom } = figure.getBoundingClientRect();
    const met = [left + 1, (left + right) / 2, right - 1].map((x) => document.elementFromPoint(x, (top + bottom) / 2));
    if (right <= document.documentElement.clientWidth && met.every((element) => element === figure)) seen.add(figure);
    else hidden.add(`${figure.dataset.figure} ${figure.textContent}: leaves the page or lies under another`);
  }
  for (const frame of document.querySelectorAll<HTMLElement>("[role=region]:has(> table)")) {
    const figures = [...frame.querySelectorAll<HTMLElement>("td")].filter((cell) =>
      /^[-\d][\d,.]*%?$/.test(cell.textContent.trim()),
    );
    const free = () => {
      const { left, right, width } = frame.getBoundingClientRect();
      return { left: left + width / 3, right };
    };
    const stops = new Set([0, frame.scrollWidth]);
    frame.scrollLeft = 0;
    const { left: start } = free();
    for (const cell of figures) stops.add(Math.max(0, Math.floor(cell.getBoundingClientRect().left - start)));
    for (const cell of figures) {
      cell.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
      for (const stop of stops) {
        frame.scrollLeft = stop;
        const text = document.createRange();
        text.selectNodeContents(cell);
        const own = cell.getBoundingClientRect();
        for (const box of [...text.getClientRects()].filter(({ width }) => width > 0)) {
          const name = `${frame.getAttribute("aria-label")} ${cell.dataset.cell ?? ""} ${cell.textContent} at ${Math.round(frame.scrollLeft)}`;
          if (box.left < own.left - 1 || box.right > own.right + 1) hidden.add(`${name}: leaves its cell`);
          const middle = (box.top + box.bottom) / 2;
          const met = [box.left + 1, (box.left + box.right) / 2, box.right - 1].map((x) =>
            document.elementFromPoint(x, middle),
          );
          const other = met.find((element) => element?.closest("td") !== cell);
          const [first, , last] = met.map((element) => element?.closest("td") === cell);
          if (other === undefined) seen.add(cell);
          else if (!first && last && cell.dataset.cell)
            hidden.add(`${name}: half under “${other?.textContent.slice(0, 20)}”`);
          else if (box.left >= free().left && box.right <= free().right)
            hidden.add(`${name}: under “${other?.textContent.slice(0, 20)}”`);
        }
      }
      if (!seen.has(cell))
        hidden.add(`${frame.getAttribute("aria-label")} ${cell.dataset.cell ?? ""} ${cell.textContent}: nowhere whole`);
    }
  }
  return { seen: seen.size, hidden: [...hidden] };
}
