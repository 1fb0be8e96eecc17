import { parseAmount, type MoneyUnit, type ParsedAmount } from "../words/amounts";
import type { FactAddress } from "../words/fact-address";
import type { EntrySheets } from "./entry-sheets";

/**
 * Reads what was typed into a cell of a sheet; `unit` is that of the grid. The bare code of the cell's own row is no
 * money: whoever means the amount writes it with its decimals (`2,010,301.00`).
 *
 * @returns fen, or a count or score where the cell takes one; `null` for blank
 */
export function parseTypedAmount(
  address: FactAddress,
  text: string,
  unit: MoneyUnit,
  sheets: EntrySheets,
): ParsedAmount {
  const measure = sheets.measureOf(address);
  if (measure === "money" && /^\d{3,}$/.test(address.row) && text.normalize("NFKC").trim() === address.row)
    return { ok: false, problem: "ownCode" };
  return parseAmount(text, measure === "money" ? unit : measure, { allowNegative: sheets.allowsNegative(address) });
}
