import { formatPercent, formatYuan } from "../../words/amounts";
import type { FactKey } from "../../words/fact-address";
import type { CellId } from "../../words/cell-id";
import type { RowNumber } from "../../engine/contract";
import type { Asked, Figure, RowFigure } from "./asked-figures";
import { amountInWords, cellInWords } from "./figures-in-words";
import { thresholdsOf, type Thresholds } from "../../words/thresholds";
import type { CheckContext, FunctionRule, Observation } from "./rule";

/** What every 核实性 rule has in common: it asks, it does not block (domain-rules §5.3). */
export const verification = {
  ruleClass: "verification",
  severity: "explain",
  basis: "部门决算审核要求（核实性审核）",
} as const;

/**
 * A pair of figures that is worth a question when it looks odd: declared once, put to every report. Nothing unknown is
 * odd.
 */
export interface Ask {
  place: string;
  left: Figure;
  right: Figure;
  isOdd: (left: number, right: number, asked: Asked) => boolean;
  /** The whole sentence, with the way out. Of blanks it speaks only where one of the two figures is one. */
  message: (left: number, right: number, asked: Asked) => string;
  cells?: readonly CellId[];
  facts?: readonly FactKey[];
}

const nothing: readonly Observation[] = [];

/**
 * Puts the asks after every edit. What was said about a pair is kept while both figures and what is stated empty stay
 * the same; about a figure that is zero, and so perhaps blank, until a figure comes or goes.
 */
export function askAll(asks: readonly Ask[]): FunctionRule["prepare"] {
  return (figures, context) => {
    const asked = { figures, context };
    let said: Map<Ask, Observation> | undefined;
    let texts = context.facts?.texts;
    let entries = figures.entries;
    return () => {
      if (texts !== context.facts?.texts) {
        texts = context.facts?.texts;
        said = undefined;
      }
      if (entries !== figures.entries) {
        entries = figures.entries;
        said?.forEach(({ left, right }, ask) => {
          if (left === 0 || right === 0) said?.delete(ask);
        });
      }
      let observations: Observation[] | undefined;
      for (const ask of asks) {
        const left = ask.left(asked);
        const right = ask.right(asked);
        if (!ask.isOdd(left, right, asked)) continue;
        let observation = said?.get(ask);
        if (observation?.left !== left || observation.right !== right) {
          const { place, cells, facts } = ask;
          observation = { place, message: ask.message(left, right, asked), left, right, cells, facts };
          (said ??= new Map()).set(ask, observation);
        }
        (observations ??= []).push(observation);
      }
      return observations ?? nothing;
    };
  };
}

/** The same question about many rows: nothing is made for a row before it looks odd. */
export interface RowAsk {
  rows: (asked: Asked) => readonly RowNumber[];
  /** Which rows are meant depends on what is entered, not on the rows of the tables alone. */
  rowsFollowEntries?: boolean;
  left: RowFigure;
  right: RowFigure;
  isOdd: (left: number, right: number, asked: Asked, row: RowNumber, rows: readonly RowNumber[]) => boolean;
  describe: (
    row: RowNumber,
    left: number,
    right: number,
    asked: Asked,
  ) => Pick<Observation, "place" | "message" | "cells" | "facts">;
}

/** Puts a question about rows after every edit. What was said about a row is kept while both figures stay the same. */
export function askRows({
  rows: rowsOf,
  rowsFollowEntries = false,
  left: leftOf,
  right: rightOf,
  isOdd,
  describe,
}: RowAsk): FunctionRule["prepare"] {
  return (figures, context) => {
    const asked = { figures, context };
    let entries = figures.entries;
    let rows = rowsOf(asked);
    if (rows.length === 0 && !rowsFollowEntries) return () => nothing;
    let said: Map<RowNumber, Observation> | undefined;
    return () => {
      if (rowsFollowEntries && entries !== figures.entries) {
        entries = figures.entries;
        rows = rowsOf(asked);
      }
      let observations: Observation[] | undefined;
      for (const row of rows) {
        const left = leftOf(asked, row);
        const right = rightOf(asked, row);
        if (!isOdd(left, right, asked, row, rows)) continue;
        let observation = said?.get(row);
        if (observation?.left !== left || observation.right !== right) {
          const { place, message, cells, facts } = describe(row, left, right, asked);
          observation = { place, message, left, right, cells, facts };
          (said ??= new Map()).set(row, observation);
        }
        (observations ??= []).push(observation);
      }
      return observations ?? nothing;
    };
  };
}

/** The thresholds in force for these checks. */
export function limitsOf({ thresholds }: CheckContext): Thresholds {
  return thresholds ?? thresholdsOf();
}

/** An amount in words of the figures' own unit: `1,382.47 万元`, `13,824,735.00 元`. */
export function money(amount: number, { context: { precision } }: Asked): string {
  return amountInWords(amount, precision);
}

/** The amount in a cell, or that it is blank. */
export function moneyIn(id: CellId, { figures, context }: Asked): string {
  return cellInWords(figures, context, id);
}

/** An amount in yuan, whatever the unit of the tables: entered facts are exact. */
export function yuan(amount: number): string {
  return `${formatYuan(amount)} 元`;
}

export const FEN_PER_YUAN = 100;

/** part ÷ base as `12.3%`; the base is not zero where this is said. */
export function percent(part: number, base: number): string {
  return `${formatPercent(part, base) ?? "0"}%`;
}

/** Whether `part` is more than `share` percent of `base` (which must be positive). */
export function exceedsShare(part: number, base: number, share: number): boolean {
  return base > 0 && part * 100 > base * share;
}
