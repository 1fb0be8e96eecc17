import type { PlacedCell, PrintedCell, PrintedTable, TableColumn } from "../contract";

/** Cells of rows with their places, as HTML and spreadsheets lay them out. */
export function placedCells(rows: readonly (readonly PrintedCell[])[]): PlacedCell[] {
  const covered = new Set<string>();
  return rows.flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell): PlacedCell => {
      while (covered.has(`${row},${column}`)) column++;
      const { colSpan = 1, rowSpan = 1 } = cell;
      for (let down = 0; down < rowSpan; down++)
        for (let right = 0; right < colSpan; right++) covered.add(`${row + down},${column + right}`);
      const placed = { cell, row, column };
      column += colSpan;
      return placed;
    });
  });
}

/** The columns from left to right. */
export function tableColumns(table: Pick<PrintedTable, "header" | "rows" | "layout" | "columnCount">): TableColumn[] {
  const heads = Array.from({ length: table.columnCount }, (): string[] => []);
  for (const { cell, column } of placedCells(table.header))
    for (let at = column; at < column + (cell.colSpan ?? 1); at++) heads[at]!.push(cell.text);
  // Of a table by functional subject everything before the name is code.
  const name = heads.findIndex((texts) => texts.at(-1) === "科目名称");
  return heads.map((texts, at) => ({ kind: kindOf(table.layout, texts.at(-1)!, at, name), head: texts.join("·") }));
}

function kindOf(layout: PrintedTable["layout"], lowestHead: string, at: number, name: number): TableColumn["kind"] {
  switch (layout) {
    case "single":
      return "amount";
    case "functional":
      return at < name ? "code" : at === name ? "name" : "amount";
    case "economic":
      return (["code", "name", "amount"] as const)[at % 3]!;
    case "paired":
      return lowestHead === "项目" ? "name" : lowestHead === "行次" ? "line" : "amount";
  }
}
