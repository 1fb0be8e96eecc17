import type { EntrySheets } from "../../formats/entry-sheets";
import type { FactTerm } from "../../formats/expressions";
import { columnsFor, type SheetDefinition } from "../../formats/sheet-definition";
import { factKey, keyOf, parseFactKey, type FactAddress, type FactKey, type SheetId } from "../../words/fact-address";
import type { Fund } from "../../words/funds";
import type { FactColumn } from "../contract";
import { parentRowOf } from "./subject-rows";

/**
 * Facts of one sheet and fund whose rows the accounts bring: every row that has a figure gets a slot for each of these
 * columns.
 */
export interface FactBlock {
  sheet: SheetId;
  fund: Fund | "";
  columns: readonly string[];
}

export interface PlaceInBlock {
  block: number;
  column: number;
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

/** Columns of a block of facts, by position. */
export interface BlockColumns {
  block: number;
  columns: readonly number[];
}

const MAX_PLACED = 50_000;

/** Where the facts of a format's sheets stand, whichever the accounts are: made once for the sheets. */
export class FactBlocks {
  readonly blocks: readonly FactBlock[];
  /**
   * Every cell of the sheets that have rows of their own: it has a place whether or not it is filled, so that a blank
   * one can be spoken of.
   */
  readonly formFacts: readonly FactKey[];
  readonly formAddresses: readonly Readonly<FactAddress>[];
  private readonly positionInForms: ReadonlyMap<string, number>;
  private readonly places = new Map<string, Map<string, Map<string, PlaceInBlock>>>();
  /** Every report of a format has much the same facts, and each is compiled for its own. */
  private readonly placed = new Map<FactKey, PlacedFact>();

  constructor(private readonly sheets: EntrySheets) {
    this.blocks = sheets.all
      .filter(({ rows }) => rows.kind !== "fixed")
      .flatMap((sheet) =>
        (sheet.funds ?? [""]).map((fund: Fund | "") => ({
          sheet: sheet.id,
          fund,
          columns: columnsFor(sheet, fund).map(({ id }) => id),
        })),
      );
    this.formFacts = sheets.all.flatMap(({ id, rows, columns }) =>
      rows.kind === "fixed"
        ? rows.rows.flatMap((row) =>
            (row.columns ?? columns.map((column) => column.id)).map((column) => factKey(id, row.id, "", column)),
          )
        : [],
    );
    this.formAddresses = this.formFacts.map(parseFactKey);
    this.positionInForms = new Map(this.formFacts.map((key, at) => [key, at]));
    this.blocks.forEach(({ sheet, fund, columns }, block) => {
      const ofSheet = this.places.get(sheet) ?? new Map<string, Map<string, PlaceInBlock>>();
      this.places.set(sheet, ofSheet.set(fund, new Map(columns.map((id, column) => [id, { block, column }]))));
    });
  }

  /** The block and column of a fact; `undefined` for rows that the sheet itself has, and for what no sheet has. */
  placeOf({ sheet, fund, column }: FactColumn): PlaceInBlock | undefined {
    return this.places.get(sheet)?.get(fund)?.get(column);
  }

  /** The declaration of the sheet of a fact. */
  sheetOf({ sheet }: Pick<FactAddress, "sheet">): SheetDefinition | undefined {
    return this.sheets.find(sheet);
  }

  placedFact(key: FactKey): PlacedFact {
    let fact = this.placed.get(key);
    if (!fact) {
      if (this.placed.size >= MAX_PLACED) this.placed.clear();
      this.placed.set(key, (fact = this.place(parseFactKey(key))));
    }
    return fact;
  }

  /** The blocks that have columns of a kind, with these. */
  blocksWith(isOfKind: (column: FactColumn) => boolean): BlockColumns[] {
    return this.blocks.flatMap(({ sheet, fund, columns }, block) => {
      const own = columns.flatMap((column, at) => (isOfKind({ sheet, fund, column }) ? [at] : []));
      return own.length > 0 ? [{ block, columns: own }] : [];
    });
  }

  /** The blocks and columns that a term adds up. */
  blocksOfTerm(term: FactTerm): BlockColumns[] {
    return this.blocksWith((column) => isMeant(term, column));
  }

  private place(address: Readonly<FactAddress>): PlacedFact {
    const place = this.placeOf(address);
    const kind = this.sheets.find(address.sheet)?.rows.kind;
    const isStray = !place && kind !== undefined && kind !== "fixed";
    const rows: string[] = [];
    if (place || isStray)
      for (let id: string | undefined = address.row; id !== undefined; id = parentRowOf(id)) rows.push(id);
    return { address, place, inForm: this.positionInForms.get(keyOf(address)), isStray, rows };
  }
}

const made = new WeakMap<EntrySheets, FactBlocks>();

export function factBlocksOf(sheets: EntrySheets): FactBlocks {
  let blocks = made.get(sheets);
  if (!blocks) made.set(sheets, (blocks = new FactBlocks(sheets)));
  return blocks;
}

/** Whether a term speaks of facts in this column. */
export function isMeant(term: FactTerm, { sheet, fund, column }: FactColumn): boolean {
  return term.sheet === sheet && term.columns.includes(column) && (!term.funds || term.funds.includes(fund));
}

/** Every cell of a format's sheets with rows of their own, in the order of the sheets. */
export function formFacts({ sheets }: { sheets: EntrySheets }): readonly FactKey[] {
  return factBlocksOf(sheets).formFacts;
}
