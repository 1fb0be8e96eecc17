/**
 * Names of the cells of a table, without saying the name of the table for each cell, of the row for each column and of the
 * column for each row: a page of a whole report carries a tenth of the letters.
 */
import type { PrintedTable } from "../engine/contract";
import { parseCellId } from "../words/cell-id";

interface TableLabels {
  /** With the quotes that names of rows stand in; by row. */
  rows: Record<string, string>;
  columns: Record<string, string>;
}

export interface PackedLabels {
  tables: Record<string, TableLabels>;
  /** What is called otherwise than its table, row and column are, and places that are in no table. */
  others: Record<string, string>;
}

type Titled = Pick<PrintedTable, "id" | "title">;

const compose = (title: string, { rows, columns }: TableLabels, row: string, column: string): string =>
  `${title}${rows[row] ?? ""}${columns[column] ?? ""}`;

/** @param labels of every cell and place, by address */
export function packLabels(tables: readonly Titled[], labels: Readonly<Record<string, string>>): PackedLabels {
  const packed: PackedLabels = { tables: {}, others: {} };
  const titles = new Map(tables.map(({ id, title }) => [id, title]));
  for (const [id, label] of Object.entries(labels)) {
    const [table = "", row = "", column = ""] = id.split(".");
    const title = titles.get(table);
    if (title === undefined || column === "" || !label.startsWith(title)) {
      packed.others[id] = label;
      continue;
    }
    const [, named = "", rest = ""] = /^(“.*”)?(.*)$/su.exec(label.slice(title.length))!;
    const known = (packed.tables[table] ??= { rows: {}, columns: {} });
    known.rows[row] ??= named;
    known.columns[column] ??= rest;
    if (compose(title, known, row, column) !== label) packed.others[id] = label;
  }
  return packed;
}

/** The labels again, of every cell of the tables and of the other places. */
export function unpackLabels(
  tables: readonly Pick<PrintedTable, "id" | "title" | "rows">[],
  { tables: packed, others }: PackedLabels,
): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { id, title, rows } of tables)
    for (const { cells } of rows)
      for (const { cellId } of cells) {
        const known = packed[id];
        if (!cellId || !known) continue;
        const { row, column } = parseCellId(cellId);
        labels[cellId] = compose(title, known, row, column);
      }
  return { ...labels, ...others };
}
