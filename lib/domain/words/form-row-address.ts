/** The address of a row of a form, counted from 1 as it stands. */
export function formRowAddress(blockId: string, row: number): string {
  return `${blockId}:row:${row}`;
}

const formRowPattern = /^(.+):row:(\d+)$/;

/** The form and the row of such an address; `null` for the address of anything else. */
export function parseFormRowAddress(id: string): { blockId: string; row: number } | null {
  const found = formRowPattern.exec(id);
  return found && { blockId: found[1]!, row: Number(found[2]) };
}
