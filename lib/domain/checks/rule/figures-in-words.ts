/** Figures in the words of messages: a blank is told as one, and never as nought. */
import { quoted } from "../../words/quoted";
import { formatWan, formatYuan, type Precision } from "../../words/amounts";
import type { CellId } from "../../words/cell-id";
import { blanksBehind, type Blank } from "../../engine/cell-sources";
import type { Figures } from "../../engine/contract";
import { labelOfFact } from "../../engine/figures";
import type { KnownFacts } from "../../engine/figure-state";
import type { Facts } from "../../words/facts";
import { knownFacts } from "./known-facts";
import type { CheckContext } from "./rule";

/** Blanks that are named one by one. */
const NAMED = 3;

/**
 * What stands for the figure of a blank. A fact, or a cell of given tables, was not filled in. A derived cell waits for
 * what nobody has given yet, which is named; or nothing that was given made a figure.
 */
export function blankInWords(figures: Figures, context: CheckContext, cell: CellId | null): string {
  if (!figures.isDerived || cell === null) return "未填";
  const { facts } = context;
  const blanks = facts ? blanksBehind(figures.tableSet, cell, knownNow(figures, facts, context)) : [];
  if (blanks.length === 0) return "没有发生额";
  const names = blanks.slice(0, NAMED).map((blank) => nameOf(figures, context, blank));
  return `尚未填写（${names.join("、")}${blanks.length > NAMED ? `等${blanks.length}项` : ""}）`;
}

const known = new WeakMap<Figures, { entries: number; context: CheckContext; facts: KnownFacts }>();

/** Many messages of one run ask for the same. */
function knownNow(figures: Figures, facts: Facts, context: CheckContext): KnownFacts {
  let last = known.get(figures);
  if (last?.entries !== figures.entries || last.context !== context)
    known.set(figures, (last = { entries: figures.entries, context, facts: knownFacts(figures, facts, context) }));
  return last.facts;
}

function nameOf(figures: Figures, { functional, economic }: CheckContext, { part, key }: Blank): string {
  if (key !== null) return labelOfFact(figures, key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
  return part === "performance" ? "项目绩效" : `${quoted(figures.tableSet.sheets.find(part)?.title ?? part)}表`;
}

/** An amount in fen in words of the figures' own unit: `1,382.47 万元`, `13,824,735.00 元`. */
export function amountInWords(fen: number, precision: Precision): string {
  return precision === "wan" ? `${formatWan(fen)} 万元` : `${formatYuan(fen)} 元`;
}

/** The amount in a cell as it is now; a blank or absent one as such. */
export function cellInWords(
  figures: Figures,
  context: CheckContext,
  id: CellId,
  precision = context.precision,
): string {
  const value = figures.value(id);
  return value === null ? blankInWords(figures, context, id) : amountInWords(value, precision);
}
