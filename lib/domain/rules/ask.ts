import { formatPercent, formatWan, formatYuan } from "../amounts";
import { factKey, type FactKey } from "../facts/address";
import { rowsOfTable } from "../model/account-layout";
import type { Program } from "../model/program";
import { slotIn } from "../model/row-slots";
import type { CellId } from "../tables/definition";
import { statedKeys } from "./fact-slots";
import { thresholdsOf, type Thresholds } from "./thresholds";
import type { CheckContext, Observation } from "./rule";

/** What every 核实性 rule has in common: it asks, it does not block (domain-rules §5.3). */
export const verification = { ruleClass: "verification", severity: "explain", basis: "部门决算审核要求（核实性审核）" } as const;

/** A pair of figures that is worth a question when it looks odd. Figures are in fen or counts; NaN is unknown, and nothing unknown is odd. */
export interface Ask {
  place: string;
  left: () => number;
  right: () => number;
  isOdd: (left: number, right: number) => boolean;
  /** The whole sentence, with the way out. */
  message: (left: number, right: number) => string;
  cells?: readonly CellId[];
  facts?: readonly FactKey[];
}

/** Runs the asks after every edit. What was said about a pair is kept while both figures stay the same. */
export function askAll(asks: readonly Ask[]): () => Observation[] {
  const said: (Observation | undefined)[] = asks.map(() => undefined);
  return () => {
    const observations: Observation[] = [];
    for (let at = 0; at < asks.length; at++) {
      const ask = asks[at]!;
      const left = ask.left();
      const right = ask.right();
      if (!ask.isOdd(left, right)) continue;
      let observation = said[at];
      if (observation?.left !== left || observation.right !== right) {
        const { place, cells, facts } = ask;
        observation = said[at] = { place, message: ask.message(left, right), left, right, cells, facts };
      }
      observations.push(observation);
    }
    return observations;
  };
}

/** The same question about many rows, told apart by number: nothing is made for a row before it looks odd. */
export interface RowAsk {
  rows: readonly number[];
  left: (row: number) => number;
  right: (row: number) => number;
  isOdd: (left: number, right: number, row: number) => boolean;
  describe: (row: number, left: number, right: number) => Pick<Observation, "place" | "message" | "cells" | "facts">;
}

/** Runs a question over its rows after every edit. What was said about a row is kept while both figures stay the same. */
export function askRows({ rows, left: leftOf, right: rightOf, isOdd, describe }: RowAsk): () => Observation[] {
  const said = new Map<number, Observation>();
  return () => {
    const observations: Observation[] = [];
    for (const row of rows) {
      const left = leftOf(row);
      const right = rightOf(row);
      if (!isOdd(left, right, row)) continue;
      let observation = said.get(row);
      if (observation?.left !== left || observation.right !== right) said.set(row, (observation = { ...describe(row, left, right), left, right }));
      observations.push(observation);
    }
    return observations;
  };
}

/** A column of a functional table as it is now, by number of the row; zero where it is blank or the table has not the row. */
export function columnFigure({ layout, values }: Program, table: string, column: string): (row: number) => number {
  const rows = rowsOfTable(layout, table);
  const at = layout.plan.tables[layout.plan.tableAt.get(table)!]!.columnAt.get(column)!;
  return (row) => {
    const slot = slotIn(rows, row, at);
    return slot < 0 ? 0 : values[slot]!;
  };
}

/** A cell as it is now; zero when blank or absent. */
export function cellFigure(program: Program, id: CellId): () => number {
  const slot = program.slotOfCell(id);
  const { values } = program;
  return slot < 0 ? () => 0 : () => values[slot]!;
}

/** A fact as it is now; zero when blank or never entered. */
export function factFigure(program: Program, key: FactKey): () => number {
  const slot = program.slotOfFact(key);
  const { values } = program;
  return slot < 0 ? () => 0 : () => values[slot]!;
}

/** Several figures as one. */
export function sumOf(figures: readonly (() => number)[]): () => number {
  return () => figures.reduce((total, figure) => total + figure(), 0);
}

/** Whether anything is known of last year: its accounts, or figures stated by hand. */
export function knowsLastYear(program: Program, { priorYear, facts }: CheckContext): boolean {
  return Boolean(priorYear) || statedKeys(program, facts, "priorYear").length > 0;
}

/** The same cell last year: from last year's accounts, else as stated by hand; NaN when neither knows it. */
export function lastYearFigure({ priorYear, facts }: CheckContext, id: CellId): () => number {
  if (priorYear) {
    const figure = priorYear.cell(id) ?? 0;
    return () => figure;
  }
  const key = factKey("priorYear", id, "", "amount");
  return () => facts?.amounts.get(key) ?? NaN;
}

/** The thresholds in force for these checks. */
export function limitsOf({ thresholds }: CheckContext): Thresholds {
  return thresholds ?? thresholdsOf();
}

/** Amounts in words of the figures' own unit: `1,382.47 万元`, `13,824,735.00 元`. */
export function moneyIn({ precision }: CheckContext): (amount: number) => string {
  return precision === "wan" ? (amount) => `${formatWan(amount)} 万元` : (amount) => `${formatYuan(amount)} 元`;
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
