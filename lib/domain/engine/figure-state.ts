/**
 * What is known of a figure. Blank, 0, declared empty and unknown are four things: only what was given, or stated to be
 * nothing, may be printed. When a blank counts as 0 is declared with the sheets (`blank`, `together`, `partOf`) and
 * decided here, nowhere else.
 */
import { factKey, parseFactKey, sheetIds, type FactKey, type SheetId } from "../words/fact-address";
import { noDataSlot, noDataStatement, type Facts } from "../words/facts";
import type { TableSet } from "../formats/define";
import type { SheetColumn, SheetRow } from "../formats/sheet-definition";

/** The parts of a report that are filled in, or stated to have nothing: the entry sheets, and 项目绩效. */
export const partIds = [...sheetIds, "performance"] as const;
export type PartId = (typeof partIds)[number];

/** How a part stands: it has figures; somebody stated that it has none (本表无数据); nobody said anything yet. */
export type PartState = "filled" | "declaredEmpty" | "untouched";

/**
 * A figure (fen or a count) with what is known of it. `given`: typed or computed. `zero`: so too, and 0.
 * `declaredEmpty`: stated to be nothing. `unknown`: not known yet, and nothing may be printed of it.
 */
export type KnownOrNot =
  | { readonly state: "given"; readonly value: number }
  | { readonly state: "zero" | "declaredEmpty"; readonly value: 0 }
  | { readonly state: "unknown"; readonly value: null };

/** What stands where a figure belongs that is not known: nothing that is printed is made from it. */
export const missingFigure = "（待填）";

/** What the state of a figure is decided on. */
export interface KnownFacts {
  /** Its sheets say when a blank is 0. */
  readonly tableSet: Pick<TableSet, "sheets">;
  amount: (key: FactKey) => number | null;
  partState: (part: PartId) => PartState;
}

/** @param isFilled whether the part holds anything; a statement beside figures does not count (L-19 objects to it) */
export function partStateOf(part: PartId, isFilled: boolean, texts: Pick<Facts["texts"], "get">): PartState {
  if (isFilled) return "filled";
  return texts.get(noDataSlot(part)) === noDataStatement ? "declaredEmpty" : "untouched";
}

/** Sheets that hold a figure. */
export function filledSheets(amounts: Facts["amounts"]): ReadonlySet<SheetId> {
  const filled = new Set<SheetId>();
  for (const key of amounts.keys()) filled.add(parseFactKey(key).sheet);
  return filled;
}

/** The figure of a fact as it stands. */
export function figureOfFact(key: FactKey, known: KnownFacts): KnownOrNot {
  const value = known.amount(key);
  if (value !== null) return value === 0 ? zero : { state: "given", value };
  switch (known.partState(parseFactKey(key).sheet)) {
    case "untouched":
      return unknown;
    case "declaredEmpty":
      return declaredEmpty;
    case "filled":
      return isZeroBeside(key, known) ? zero : unknown;
  }
}

const zero = { state: "zero", value: 0 } as const;
const declaredEmpty = { state: "declaredEmpty", value: 0 } as const;
const unknown = { state: "unknown", value: null } as const;

/** Whether a blank on a sheet with figures counts as 0 by what the sheet declares. */
function isZeroBeside(key: FactKey, known: KnownFacts): boolean {
  const address = parseFactKey(key);
  const sheet = known.tableSet.sheets.find(address.sheet);
  if (!sheet) return false;
  if (sheet.blank === "nothing") return true;
  if (sheet.rows.kind !== "fixed") return false;
  const { rows } = sheet.rows;
  const row: SheetRow | undefined = rows.find(({ id }) => id === address.row);
  const column: SheetColumn | undefined = sheet.columns.find(({ id }) => id === address.column);
  const at = (rowId: string, columnId: string) => factKey(address.sheet, rowId, address.fund, columnId);
  const { counterpart } = row ?? {};
  if (counterpart?.column === address.column && (known.amount(counterpart.fact) ?? 0) > 0) return false;
  const isGiven = ({ id }: SheetRow) => known.amount(at(id, address.column)) !== null;
  if (row?.together !== undefined && rows.some((other) => other.together === row.together && isGiven(other)))
    return true;
  if (row?.partOf !== undefined && figureOfFact(at(row.partOf, address.column), known).value === 0) return true;
  return column?.partOf !== undefined && figureOfFact(at(address.row, column.partOf), known).value === 0;
}
