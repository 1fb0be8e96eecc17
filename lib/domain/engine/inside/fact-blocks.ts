import type { FactTerm } from "../../formats/expressions";
import { factKey, keyOf, parseFactKey, type FactAddress, type FactKey, type SheetId } from "../../words/fact-address";
import { columnsFor, sheetDefinition, sheets, type SheetDefinition } from "../../formats/sheets";
import type { Fund } from "../../words/funds";
import type { FactColumn } from "../contract";
import { parentRowOf } from "./subject-rows";

/** Facts of one sheet and fund whose rows the accounts bring: every row that has a figure gets a slot for each of these columns. */
export interface FactBlock {
  sheet: SheetId;
  fund: Fund | "";
  columns: readonly string[];
}

export const factBlocks: readonly FactBlock[] = (sheets as readonly SheetDefinition[])
  .filter(({ rows }) => rows.kind !== "fixed")
  .flatMap((sheet) =>
    (sheet.funds ?? [""]).map((fund: Fund | "") => ({
      sheet: sheet.id,
      fund,
      columns: columnsFor(sheet, fund).map(({ id }) => id),
    })),
  );

/** Every cell of the sheets that have rows of their own: it has a place whether or not it is filled, so that a blank one can be spoken of. */
export const formFacts: readonly FactKey[] = (sheets as readonly SheetDefinition[]).flatMap(({ id, rows, columns }) =>
  rows.kind === "fixed"
    ? rows.rows.flatMap((row) =>
        (row.columns ?? columns.map((column) => column.id)).map((column) => factKey(id, row.id, "", column)),
      )
    : [],
);

const positionInForms: ReadonlyMap<string, number> = new Map(formFacts.map((key, at) => [key, at]));

export interface PlaceInBlock {
  block: number;
  column: number;
}

const places = new Map<string, Map<string, Map<string, PlaceInBlock>>>();
factBlocks.forEach(({ sheet, fund, columns }, block) => {
  const ofSheet = places.get(sheet) ?? new Map<string, Map<string, PlaceInBlock>>();
  places.set(sheet, ofSheet.set(fund, new Map(columns.map((id, column) => [id, { block, column }]))));
});

/** The block and column of a fact; `undefined` for rows that the sheet itself has, and for what no sheet has. */
export function placeInBlocks({ sheet, fund, column }: FactColumn): PlaceInBlock | undefined {
  return places.get(sheet)?.get(fund)?.get(column);
}

/** A fact with its place, whichever the accounts are. */
export interface PlacedFact {
  address: Readonly<FactAddress>;
  place: PlaceInBlock | undefined;
  /** Position among `formFacts`. */
  inForm: number | undefined;
  /** It stands on a sheet with blocks, but in none of them. */
  isStray: boolean;
  /** The row by functional subject that it needs, and those above it. */
  rows: readonly string[];
}

const MAX_PLACED = 50_000;
/** Every report has much the same facts, and each is compiled for its own. */
const placed = new Map<FactKey, PlacedFact>();

export function placedFact(key: FactKey): PlacedFact {
  let fact = placed.get(key);
  if (!fact) {
    if (placed.size >= MAX_PLACED) placed.clear();
    placed.set(key, (fact = placeFact(parseFactKey(key))));
  }
  return fact;
}

function placeFact(address: Readonly<FactAddress>): PlacedFact {
  const place = placeInBlocks(address);
  const kind = sheetDefinition(address.sheet)?.rows.kind;
  const isStray = !place && kind !== undefined && kind !== "fixed";
  const rows: string[] = [];
  if (place || isStray)
    for (let id: string | undefined = address.row; id !== undefined; id = parentRowOf(id)) rows.push(id);
  return { address, place, inForm: positionInForms.get(keyOf(address)), isStray, rows };
}

/** Columns of a block of facts, by position. */
export interface BlockColumns {
  block: number;
  columns: readonly number[];
}

/** The blocks that have columns of a kind, with these. */
export function blocksWith(isOfKind: (column: FactColumn) => boolean): BlockColumns[] {
  return factBlocks.flatMap(({ sheet, fund, columns }, block) => {
    const own = columns.flatMap((column, at) => (isOfKind({ sheet, fund, column }) ? [at] : []));
    return own.length > 0 ? [{ block, columns: own }] : [];
  });
}

/** The blocks and columns that a term adds up. */
export function blocksOfTerm(term: FactTerm): BlockColumns[] {
  return blocksWith((column) => isMeant(term, column));
}

/** Whether a term speaks of facts in this column. */
export function isMeant(term: FactTerm, { sheet, fund, column }: FactColumn): boolean {
  return term.sheet === sheet && term.columns.includes(column) && (!term.funds || term.funds.includes(fund));
}
