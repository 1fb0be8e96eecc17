/** A long table by subject, folded to its classes (类): a district has more subjects than a page can carry. */
import type { TotalRow } from "./total";

/** Of a class of subjects whether its rows stand under it; `null`: nothing is folded, or the row is no class. */
export type Fold = "open" | "closed" | null;

/** A table with more rows than these is folded. */
const MOST_ROWS = 100;

/**
 * The rows that are shown: all of a short table; of a long one its classes and totals, and what belongs to the class that is
 * open or holds the row that is looked at.
 *
 * @param open code of the class (205), or of a row within it; anything else opens none
 */
export function foldedRows<Row extends Pick<TotalRow, "id" | "kind">>(
  rows: readonly Row[],
  open: string | undefined,
): { row: Row; fold: Fold }[] {
  const classes = rows.filter(({ kind }) => kind === "category").map(({ id }) => id);
  if (rows.length <= MOST_ROWS || classes.length === 0) return rows.map((row) => ({ row, fold: null }));
  const opened = classes.find((id) => open?.startsWith(id));
  return rows.flatMap((row): { row: Row; fold: Fold }[] => {
    if (row.kind === "category") return [{ row, fold: row.id === opened ? "open" : "closed" }];
    const isWithin = row.kind === "group" || row.kind === "item";
    return !isWithin || (opened !== undefined && row.id.startsWith(opened)) ? [{ row, fold: null }] : [];
  });
}
