import { formatPercent, formatWanTrimmed, formatYuan } from "../amounts";
import type { FactKey } from "../facts/address";
import { cellId, type CellId } from "../tables/definition";
import type { NarrativeModel } from "./section";
import type { NumberFragment } from "./sentence";

/** A figure that text speaks of: its value (fen or a count; blank counts as zero) and what it was computed from. */
export interface Figure {
  value: number;
  cells: readonly CellId[];
  facts: readonly FactKey[];
  /** The figure in words with its exact value. */
  words: () => string;
}

/** Figures of one report. */
export interface FigureSource {
  cell: (id: CellId) => Figure;
  /** The same cell of last year; `null` when last year is not known. */
  prior: (id: CellId) => Figure | null;
  /** An amount or count that stands in no table. */
  fact: (key: FactKey, measure?: "money" | "count") => Figure;
}

const grandTotal = cellId("incomeExpenditureSummary", "totalIncome", "amount");

const inYuan = (fen: number) => `${formatYuan(fen)} 元`;

export function figuresOf(model: NarrativeModel): FigureSource {
  // A grand total of last year, computed or typed, says that last year is known: what it does not list was nothing then.
  const nothingOrUnknown = () => (model.priorValue(grandTotal) === null ? null : 0);
  return {
    cell(id) {
      const value = model.value(id) ?? 0;
      return { value, cells: [id], facts: [], words: () => `${model.labelOf(id)} ${inYuan(value)}` };
    },
    prior(id) {
      const value = model.priorValue(id) ?? nothingOrUnknown();
      return value === null ? null : { value, cells: [id], facts: [], words: () => `上年${model.labelOf(id)} ${inYuan(value)}` };
    },
    fact(key, measure = "money") {
      const value = model.amount(key) ?? 0;
      return { value, cells: [], facts: [key], words: () => `${model.labelOfFact(key)} ${measure === "money" ? inYuan(value) : value}` };
    },
  };
}

const together = (a: Figure, b: Figure) => ({ cells: union(a.cells, b.cells), facts: union(a.facts, b.facts) });

/** Both lists, each entry once. They are short, and without repetitions themselves. */
function union<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return other.length === 0 ? one : [...one, ...other.filter((each) => !one.includes(each))];
}

export function sumOf(figures: readonly Figure[]): Figure {
  return figures.reduce((sum, figure) => ({ value: sum.value + figure.value, ...together(sum, figure), words: () => `${sum.words()} + ${figure.words()}` }));
}

/** 万元, trailing zeros trimmed: `1,387`. */
export function amount(figure: Figure): NumberFragment {
  return { kind: "number", measure: "fen", text: formatWanTrimmed(figure.value), value: figure.value, cells: figure.cells, facts: figure.facts, explain: figure.words };
}

export function count(figure: Figure): NumberFragment {
  return { ...amount(figure), measure: "count", text: String(figure.value) };
}

/** How much two figures differ, without sign: the words around it say the direction. */
export function difference(current: Figure, base: Figure): NumberFragment {
  const value = Math.abs(current.value - base.value);
  const [larger, smaller] = current.value >= base.value ? [current, base] : [base, current];
  return { kind: "number", measure: "fen", text: formatWanTrimmed(value), value, ...together(current, base), explain: () => `${larger.words()} − ${smaller.words()} = ${inYuan(value)}` };
}

/** A share or a rate in percent, from unrounded amounts; `null` on a base of zero, where there is none. */
export function percent(part: Figure, whole: Figure): NumberFragment | null {
  const text = formatPercent(part.value, whole.value);
  return text === null ? null : { kind: "number", measure: "percent", text, value: Math.round(Number(text) * 100), ...together(part, whole), explain: () => `${part.words()} ÷ ${whole.words()} = ${text}%` };
}

/** The rate of a change against its base, without sign; `null` when the base is not positive. */
export function rateOfChange(current: Figure, base: Figure): NumberFragment | null {
  if (base.value <= 0) return null;
  const change: Figure = { value: Math.abs(current.value - base.value), ...together(current, base), words: () => inYuan(Math.abs(current.value - base.value)) };
  return percent(change, base);
}
