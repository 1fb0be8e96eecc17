/** Figures in the words of messages: a blank is told as one, and never as nought. */
import { formatWan, formatYuan, type Precision } from "../../words/amounts";
import type { CellId } from "../../words/cell-id";
import { blanksBehind, type Blank } from "../../engine/cell-sources";
import type { Program } from "../../engine/program";
import { labelOfFact } from "../../engine/provenance";
import { sheetDefinition } from "../../formats/sheets";
import { knownFacts } from "./known-facts";
import type { CheckContext } from "./rule";

/** Blanks that are named one by one. */
const NAMED = 3;

/**
 * What stands for the figure of a blank. A fact, or a cell of given tables, was not filled in. A derived cell waits for
 * what nobody has given yet, which is named; or nothing that was given made a figure.
 */
export function blankInWords(program: Program, context: CheckContext, cell: CellId | null): string {
  if (!program.isDerived || cell === null) return "未填";
  const { facts } = context;
  const blanks = facts ? blanksBehind(program.tableSet, cell, knownFacts(facts, context)) : [];
  if (blanks.length === 0) return "没有发生额";
  const names = blanks.slice(0, NAMED).map((blank) => nameOf(program, context, blank));
  return `尚未填写（${names.join("、")}${blanks.length > NAMED ? `等${blanks.length}项` : ""}）`;
}

function nameOf(program: Program, { functional, economic }: CheckContext, { part, key }: Blank): string {
  if (key !== null) return labelOfFact(program, key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
  return part === "performance" ? "项目绩效" : `“${sheetDefinition(part)?.title ?? part}”表`;
}

/** An amount in fen in words of the figures' own unit: `1,382.47 万元`, `13,824,735.00 元`. */
export function amountInWords(fen: number, precision: Precision): string {
  return precision === "wan" ? `${formatWan(fen)} 万元` : `${formatYuan(fen)} 元`;
}

/** The amount in a cell as it is now; a blank or absent one as such. */
export function cellInWords(
  program: Program,
  context: CheckContext,
  id: CellId,
  precision = context.precision,
): string {
  const slot = program.slotOfCell(id);
  return slot >= 0 && program.present[slot] === 1
    ? amountInWords(program.values[slot]!, precision)
    : blankInWords(program, context, id);
}
