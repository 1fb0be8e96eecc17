/** Figures in the words of messages: a blank is told as one, and never as nought. */
import { formatWan, formatYuan, type Precision } from "../../words/amounts";
import type { Program } from "../../engine/program";

/** What stands for the figure of a blank: nobody typed one, or nothing that was typed made one. */
export function blankInWords({ isDerived, layout }: Program, slot: number): string {
  return isDerived && slot < layout.firstFact ? "没有发生额" : "未填";
}

/** An amount in fen in words of the figures' own unit: `1,382.47 万元`, `13,824,735.00 元`. */
export function amountInWords(fen: number, precision: Precision): string {
  return precision === "wan" ? `${formatWan(fen)} 万元` : `${formatYuan(fen)} 元`;
}

/** The amount in a cell as it is now; a blank or absent one as such. */
export function cellInWords(program: Program, id: string, precision: Precision): string {
  const slot = program.slotOfCell(id);
  return slot >= 0 && program.present[slot] === 1
    ? amountInWords(program.values[slot]!, precision)
    : blankInWords(program, slot);
}
