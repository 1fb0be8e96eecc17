import type { PrintedCell, PrintedTable } from "../engine/contract";
import { placedCells, tableColumns } from "../engine/figures";
import type { CellId } from "../words/cell-id";

/** A cell of a printed table with its row and column as the table names them: 行政运行 · 基本支出. */
export interface LabelledCell {
  cell: PrintedCell & { cellId: CellId };
  /** What its row is called. */
  name: string;
  /** Heads of its column in words. */
  head: string;
  label: string;
}

/** The cells with figures of a printed table, row by row; read from what was printed alone, whatever its format. */
export function labelledCells(table: PrintedTable): LabelledCell[] {
  const columns = tableColumns(table);
  return table.rows.flatMap((row) => {
    let name = "";
    return placedCells([row.cells]).flatMap(({ cell, column }): LabelledCell[] => {
      if (cell.kind === "label" && cell.text !== "") name = cell.text.trim();
      const { cellId } = cell;
      if (cellId === undefined) return [];
      const { head } = columns[column]!;
      return [{ cell: { ...cell, cellId }, name, head, label: [name, head].filter(Boolean).join(" · ") }];
    });
  });
}
