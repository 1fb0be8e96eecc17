import { appropriations, type Appropriation, type Fund } from "./funds";

/**
 * The entry sheets of all formats, as stored; which of them a year has, and what they look like, its format declares.
 */
export const sheetIds = [
  "income",
  "expenditure",
  "budget",
  "basicExpenditure",
  "balance",
  "openingAdjustments",
  "counterparts",
  "threePublic",
  "agencyOperatingCost",
  "procurement",
  "stateAssets",
  "staff",
  "performanceManagement",
  "control",
  "priorYear",
] as const;
export type SheetId = (typeof sheetIds)[number];

/**
 * Where one fact lives. `row` is a subject code, the id of a fixed row, or (sheets `control` and `priorYear`) the id of
 * a table cell; `fund` is empty on sheets that do not distinguish funds. Of `openingAdjustments` the row is that of the
 * opening balance, the column the kind; of `counterparts` the row is a 项 with the other unit, the column the one that
 * the payment stands in.
 */
export interface FactAddress {
  sheet: SheetId;
  row: string;
  fund: Fund | "";
  column: string;
}

/** The address as one string, `sheet:row:fund:column`: the key of every map of facts. */
export type FactKey = string & { readonly __key: "fact" };

export function factKey(sheet: SheetId, row: string, fund: Fund | "", column: string): FactKey {
  return `${sheet}:${row}:${fund}:${column}` as FactKey;
}

/** Last year's figure of a cell, as somebody gave it. @param cell its id */
export function priorYearKey(cell: string): FactKey {
  return factKey("priorYear", cell, "", "amount");
}

/** The control total of a cell, as somebody gave it. @param cell its id */
export function controlKey(cell: string): FactKey {
  return factKey("control", cell, "", "amount");
}

export function keyOf(address: FactAddress): FactKey {
  return factKey(address.sheet, address.row, address.fund, address.column);
}

const knownSheets: ReadonlySet<string> = new Set(sheetIds);
const MAX_PARSED = 50_000;
/** Every report has much the same keys, and every check reads them. */
const parsed = new Map<string, FactAddress>();

/** Whether something from outside has the form of a key: a sheet that there is, a row and a column. */
export function isFactKey(value: unknown): value is FactKey {
  if (typeof value !== "string") return false;
  const [sheet, row, , column, ...more] = value.split(":");
  return knownSheets.has(sheet!) && Boolean(row) && Boolean(column) && more.length === 0;
}

/** Splits a key made by `factKey`. Throws on anything else. */
export function parseFactKey(key: string): Readonly<FactAddress> {
  const known = parsed.get(key);
  if (known) return known;
  const parts = key.split(":");
  if (parts.length !== 4 || !knownSheets.has(parts[0]!)) throw new RangeError(`not a fact key: ${key}`);
  const address: FactAddress = {
    sheet: parts[0] as SheetId,
    row: parts[1]!,
    fund: parts[2] as Fund | "",
    column: parts[3]!,
  };
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(key, address);
  return address;
}

/**
 * The appropriation that an amount by functional subject comes from: that of its row, of 收入 that of its column; `null`
 * for other money.
 */
export function appropriationAt({
  sheet,
  fund,
  column,
}: Pick<FactAddress, "sheet" | "fund" | "column">): Appropriation | null {
  const named: string = sheet === "income" ? column : fund;
  return appropriations.find((each) => each === named) ?? null;
}
