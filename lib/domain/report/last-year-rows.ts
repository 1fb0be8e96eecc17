/**
 * What the sheets of a new year take over from last year's accounts beside balances: their subjects, as rows whose
 * figures are still to come. Made from last year's facts whenever it is shown. Nothing of it is stored, so a row that
 * is not needed is nothing.
 */
import { parseFactKey, type FactKey, type SheetId } from "../words/fact-address";
import { addressProblem } from "../formats/address-problem";
import type { EntrySheets } from "../formats/entry-sheets";
import { columnsFor, hasSubjectRows } from "../formats/sheet-definition";
import type { Fund } from "../words/funds";
import type { SubjectCatalogue } from "../words/subjects/catalogue";

/** A sheet, and the fund where it is kept by fund. */
export interface SheetPlace {
  sheet: SheetId;
  fund: Fund | "";
}

export interface LastYearRows {
  /** Subjects with figures last year that may stand there this year, in the order of their codes. */
  rows: readonly string[];
  /** Subjects with figures last year that the year's catalogue does not have. */
  lapsed: readonly string[];
}

export const noLastYearRows: LastYearRows = { rows: [], lapsed: [] };

export function placeKey({ sheet, fund }: SheetPlace): string {
  return `${sheet}:${fund}`;
}

/** Last year's rows by place (`placeKey`). Rows of zeros alone were none. */
export function lastYearRowsOf(
  lastAmounts: Iterable<readonly [FactKey, number]>,
  sheets: EntrySheets,
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): ReadonlyMap<string, LastYearRows> {
  const found = new Map<string, { place: SheetPlace; codes: Set<string> }>();
  for (const [key, value] of lastAmounts) {
    const { row, ...place } = parseFactKey(key);
    if (value === 0 || !hasSubjects(sheets, place)) continue;
    const at = placeKey(place);
    const there = found.get(at) ?? { place, codes: new Set() };
    there.codes.add(row);
    found.set(at, there);
  }
  return new Map(
    [...found].map(([at, { place, codes }]) => [at, rowsOf(sheets, place, [...codes].sort(), catalogues)]),
  );
}

function rowsOf(
  sheets: EntrySheets,
  { sheet, fund }: SheetPlace,
  codes: readonly string[],
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): LastYearRows {
  const definition = sheets.find(sheet)!;
  const isEconomic = definition.rows.kind === "economic";
  const column = columnsFor(definition, fund)[0]!.id;
  return {
    // Economic subjects stand in their sheet in any case, those of balances with what was carried over.
    rows:
      definition.rows.kind === "functional"
        ? codes.filter((row) => addressProblem({ sheet, row, fund, column }, sheets, catalogues) === undefined)
        : [],
    lapsed: codes.filter((code) => (isEconomic ? catalogues.economic : catalogues.functional).get(code) === undefined),
  };
}

function hasSubjects(sheets: EntrySheets, { sheet, fund }: SheetPlace): boolean {
  const definition = sheets.find(sheet);
  return definition !== undefined && (definition.rows.kind === "economic" || hasSubjectRows(definition, fund));
}

/** Those of the rows that have neither a figure nor an input at their place. */
export function openRows(rows: readonly string[], place: SheetPlace, filled: Iterable<FactKey>): string[] {
  const taken = new Set<string>();
  for (const key of filled) {
    const { row, ...at } = parseFactKey(key);
    if (at.sheet === place.sheet && at.fund === place.fund) taken.add(row);
  }
  return rows.filter((row) => !taken.has(row));
}
