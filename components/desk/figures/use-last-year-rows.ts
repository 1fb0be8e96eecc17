"use client";

import { useCallback, useMemo } from "react";
import {
  lastYearRowsOf,
  noLastYearRows,
  placeKey,
  type LastYearRows,
  type SheetPlace,
} from "@/lib/domain/report/last-year-rows";
import { createCatalogue, type SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import type { DeskReport } from "../report/desk-report";
import { removedRowsFrom, withoutRemoved, withRemoved, type RemovedRows } from "./removed-rows";
import { useKept } from "../browser/use-kept";

export interface LastYear {
  /** This year's subjects. */
  functional: SubjectCatalogue;
  /** What last year's accounts have at a place. */
  of: (place: SheetPlace) => LastYearRows;
  /** Rows that this person took off the sheets, by place (`placeKey`). */
  removed: RemovedRows;
  remove: (place: SheetPlace, codes: readonly string[]) => void;
  /** Puts rows that were taken off back. */
  restore: (place: SheetPlace, codes: readonly string[]) => void;
}

/** Last year's subjects on this year's sheets, and which of them a person has taken off; a reader has no use for empty rows. */
export function useLastYearRows({
  userId,
  versionId,
  functional,
  economic,
  priorAmounts,
  isEditable,
}: DeskReport): LastYear {
  const { value: removed, read, keep } = useKept(`mingzhang.removed-rows.${userId}.${versionId}`, removedRowsFrom);
  const catalogues = useMemo(
    () => ({ functional: createCatalogue("functional", functional), economic: createCatalogue("economic", economic) }),
    [functional, economic],
  );
  const rows = useMemo(
    () => lastYearRowsOf(isEditable ? (priorAmounts ?? []) : [], catalogues),
    [isEditable, priorAmounts, catalogues],
  );
  const of = useCallback((place: SheetPlace) => rows.get(placeKey(place)) ?? noLastYearRows, [rows]);

  function restore(place: SheetPlace, codes: readonly string[]): void {
    const next = withoutRemoved(read(), placeKey(place), codes);
    if (next !== read()) keep(next);
  }

  return {
    functional: catalogues.functional,
    of,
    removed,
    remove: (place, codes) => keep(withRemoved(read(), placeKey(place), codes)),
    restore,
  };
}
