/** `table.row.column` */
export type CellId = string & { readonly __key: "cell" };

/**
 * A cell by names that come from declarations or accounts in hand; one that is written out is a `cellId` of
 * formats/names.ts.
 */
export function cellIdOf(table: string, row: string, column: string): CellId {
  return `${table}.${row}.${column}` as CellId;
}

/** @throws RangeError for what is none: an id from outside is asked about first (`isCellId`). */
export function parseCellId(id: string): { table: string; row: string; column: string } {
  const [table, row, column] = id.split(".");
  if (!table || !row || !column) throw new RangeError(`not a cell id: ${id}`);
  return { table, row, column };
}

/** Whether a text from outside has the form of a cell's id; whether there is such a cell is another question. */
export function isCellId(id: string): boolean {
  return /^[\w-]+(?:\.[\w-]+){2,}$/.test(id);
}
