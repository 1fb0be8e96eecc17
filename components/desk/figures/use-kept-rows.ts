"use client";

import { useCallback, useState } from "react";
import type { AddedRow } from "@/components/entry-grid/grid-layout";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { placeKey, type SheetPlace } from "@/lib/domain/report/last-year-rows";
import type { FigureLayer } from "./use-amount-edits";
import type { LastYear } from "./use-last-year-rows";

/** Codes by place (`placeKey`). */
type Rows = Readonly<Record<string, readonly string[]>>;

export interface KeptRows {
  /** Subjects that stand at a place whether they have a figure or not, and the 类 and 款 above them. */
  of: (place: SheetPlace, invalid: ReadonlyMap<FactKey, string>) => readonly AddedRow[];
  keep: (keys: readonly FactKey[]) => void;
  /** Takes rows off a sheet; one that has a figure stands there all the same. */
  remove: (place: SheetPlace, codes: readonly string[]) => void;
}

const none: Rows = {};

/**
 * Rows that stay on their sheet: last year's subjects until somebody takes them off, those that somebody picked or works in, also when
 * their last figure is cleared, and those whose input is no amount. Other figures have rows of their own.
 */
export function useKeptRows(layer: FigureLayer, lastYear: LastYear): KeptRows {
  const [kept, setKept] = useState(none);
  const [known, setKnown] = useState(layer);
  if (known !== layer) {
    setKnown(layer);
    setKept(none);
  }
  const { functional, of: ofLastYear, removed } = lastYear;

  const of = useCallback(
    (place: SheetPlace, invalid: ReadonlyMap<FactKey, string>): AddedRow[] => {
      const at = placeKey(place);
      const stuck = new Set(
        [...invalid.keys()].map(parseFactKey).flatMap(({ row, ...its }) => (placeKey(its) === at ? [row] : [])),
      );
      const items = [
        ...ofLastYear(place).rows.filter((code) => !removed[at]?.includes(code)),
        ...(kept[at] ?? []),
        ...stuck,
      ];
      const codes = new Set(items.flatMap((code) => [code.slice(0, 3), code.slice(0, 5), code]));
      return [...codes].flatMap((code) => {
        const subject = functional.get(code);
        return subject ? [{ code, label: subject.name, isRemovable: code.length === 7 && !stuck.has(code) }] : [];
      });
    },
    [functional, ofLastYear, removed, kept],
  );

  function keep(keys: readonly FactKey[]): void {
    const touched = keys.map(parseFactKey).filter(({ row }) => row.length === 7);
    // Last year's rows stand there anyway.
    setKept((present) =>
      withRows(
        present,
        touched.filter(({ row, ...place }) => !ofLastYear(place).rows.includes(row)),
      ),
    );
    for (const { row, ...place } of touched) lastYear.restore(place, [row]);
  }

  function remove(place: SheetPlace, codes: readonly string[]): void {
    setKept((present) => ({
      ...present,
      [placeKey(place)]: (present[placeKey(place)] ?? []).filter((code) => !codes.includes(code)),
    }));
    lastYear.remove(place, codes);
  }

  return { of, keep, remove };
}

/** The same object when all of the rows are kept already. */
function withRows(present: Rows, touched: readonly (SheetPlace & { row: string })[]): Rows {
  let next = present;
  for (const { row, ...place } of touched) {
    const at = placeKey(place);
    if (!next[at]?.includes(row)) next = { ...next, [at]: [...(next[at] ?? []), row] };
  }
  return next;
}
