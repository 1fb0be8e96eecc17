import type { Figures } from "../contract";
import type { CellId } from "../../words/cell-id";

/**
 * What the nine tables print, cell by cell, in fen: a set of tables with figures of its own. `null` is a blank cell.
 */
export function printedCells(figures: Figures): Map<CellId, number | null> {
  const printed = new Map<CellId, number | null>();
  for (const { id: table } of figures.tableSet.tables) {
    const { cells, values, present } = figures.figuresOf(table);
    cells.forEach(({ id }, at) => {
      // Of a row that is given twice the first one counts.
      if (!printed.has(id)) printed.set(id, present[at] === 1 ? values[at]! : null);
    });
  }
  return printed;
}
