import type { Program } from "./program";
import type { CellId } from "../words/cell-id";

/** What the nine tables print, cell by cell, in fen: a set of tables with figures of its own. `null` is a blank cell. */
export function printedCells(program: Program): Map<CellId, number | null> {
  const statutory = new Set(program.tableSet.tables.map(({ id }) => id));
  const cells = new Map<CellId, number | null>();
  for (const { id, table, slot } of program.cells) {
    if (!statutory.has(table)) continue;
    cells.set(id, program.present[slot] === 1 ? program.values[slot]! : null);
  }
  return cells;
}
