import type { AddedRow } from "@/components/entry-grid/grid-layout";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { placeKey, type SheetPlace } from "@/lib/domain/report/last-year-rows";
import { lastYearRowsAt, type LastYear } from "./last-year";
import type { RemovedRows } from "./removed-rows";

/** Codes by place (`placeKey`). */
export type PickedRows = Readonly<Record<string, readonly string[]>>;

export const noPickedRows: PickedRows = {};

interface Standing {
  lastYear: LastYear;
  removed: RemovedRows;
  kept: PickedRows;
  invalid: ReadonlyMap<FactKey, string>;
}

/**
 * Subjects that stand at a place whether they have a figure or not, and the 类 and 款 above them: last year's until
 * somebody takes them off, those that somebody picked or works in, also when their last figure is cleared, and those
 * whose input is no amount. Other figures have rows of their own.
 */
export function rowsStandingAt(place: SheetPlace, { lastYear, removed, kept, invalid }: Standing): readonly AddedRow[] {
  const at = placeKey(place);
  const stuck = new Set(
    [...invalid.keys()].map(parseFactKey).flatMap(({ row, ...its }) => (placeKey(its) === at ? [row] : [])),
  );
  const items = [
    ...lastYearRowsAt(lastYear, place).rows.filter((code) => !removed[at]?.includes(code)),
    ...(kept[at] ?? []),
    ...stuck,
  ];
  const codes = new Set(items.flatMap((code) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].flatMap((code) => {
    const subject = lastYear.functional.get(code);
    return subject ? [{ code, label: subject.name, isRemovable: code.length === 7 && !stuck.has(code) }] : [];
  });
}

/** The same object when all of the rows are kept already, or stand there from last year anyway. */
export function withRows(
  kept: PickedRows,
  rows: readonly (SheetPlace & { row: string })[],
  lastYear: LastYear,
): PickedRows {
  let next = kept;
  for (const { row, ...place } of rows) {
    const at = placeKey(place);
    if (lastYearRowsAt(lastYear, place).rows.includes(row) || next[at]?.includes(row)) continue;
    next = { ...next, [at]: [...(next[at] ?? []), row] };
  }
  return next;
}

export function withoutRows(kept: PickedRows, place: SheetPlace, codes: readonly string[]): PickedRows {
  const at = placeKey(place);
  return { ...kept, [at]: (kept[at] ?? []).filter((code) => !codes.includes(code)) };
}

/** The rows of functional subjects that cells stand in. */
export function subjectRowsOf(keys: readonly FactKey[]): (SheetPlace & { row: string })[] {
  return keys.map(parseFactKey).filter(({ row }) => row.length === 7);
}
