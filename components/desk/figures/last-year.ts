import {
  lastYearRowsOf,
  noLastYearRows,
  placeKey,
  type LastYearRows,
  type SheetPlace,
} from "@/lib/domain/report/last-year-rows";
import { formatOf } from "@/lib/domain/formats/format-of";
import { createCatalogue, type SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import type { DeskReport } from "../report/desk-report";

/** This year's subjects, and what last year's accounts bring to this year's sheets. */
export interface LastYear {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
  /** By place (`placeKey`). */
  rows: ReadonlyMap<string, LastYearRows>;
}

/** A reader has no use for empty rows: where nothing may be edited, last year brings none. */
export function lastYearOf({
  identity,
  functional,
  economic,
  priorAmounts,
  foundInTotal,
  isEditable,
}: DeskReport): LastYear {
  const catalogues = {
    functional: createCatalogue("functional", functional),
    economic: createCatalogue("economic", economic),
  };
  const isFilled = isEditable && foundInTotal === null;
  const { sheets } = formatOf(identity.tableSetId);
  return { ...catalogues, rows: lastYearRowsOf(isFilled ? (priorAmounts ?? []) : [], sheets, catalogues) };
}

/** What last year's accounts have at a place. */
export function lastYearRowsAt({ rows }: LastYear, place: SheetPlace): LastYearRows {
  return rows.get(placeKey(place)) ?? noLastYearRows;
}
