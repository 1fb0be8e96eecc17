/** Amounts as the database keeps them: decimals, money in yuan with two places, counts without. */
import { fromDecimalYuan, toDecimalYuan } from "../words/amounts";
import type { Measure } from "./sheet-definition";

/** The stored decimal as fen or count. */
export function valueOf(measure: Measure, decimal: string | null): number | null {
  if (decimal === null) return null;
  return measure === "count" ? Number(decimal) : fromDecimalYuan(decimal);
}

/** Fen or count as the stored decimal. */
export function decimalOf(measure: Measure, value: number): string {
  return measure === "count" ? String(value) : toDecimalYuan(value);
}
