/** `table.row.column` */
export type CellId = string & { readonly __key: "cell" };

/**
 * A cell by names that come from declarations or accounts in hand; one that is written out is a `cellId` of
 * formats/names.ts.
 */
export function cellIdOf(table: string, row: string, column: string): CellId {
  return `${table}.${row}.${column}` as CellId;
}

export function parseCellId(id: string): { table: string; row: string; column: string } {
  const [table, row, column] = id.split(".");
  if (!table || !row || !column) throw new RangeError(`not a cell id: ${id}`);
  return { table, row, column };
}
