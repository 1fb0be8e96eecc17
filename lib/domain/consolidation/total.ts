/**
 * A total in its five columns: Σ 单位 | 代编 | 抵销 | 调整 | 汇总. The first four are summands, each with facts of its own; the
 * last is their sum. Every cell of every table is the sum of its four.
 */
import type { Figures } from "../engine/contract";
import { programForFacts } from "../engine/figures";
import type { Format } from "../formats/define";
import type { CellId } from "../words/cell-id";
import type { FactKey } from "../words/fact-address";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { linesOf, sumOfFacts } from "./sum-of-facts";

export const summandColumns = ["units", "onBehalf", "elimination", "adjustment"] as const;
export type SummandColumn = (typeof summandColumns)[number];
export const totalColumns = [...summandColumns, "total"] as const;
export type TotalColumn = (typeof totalColumns)[number];

export const totalColumnLabels: Record<TotalColumn, string> = {
  units: "单位合计",
  onBehalf: "代编",
  elimination: "抵销",
  adjustment: "调整",
  total: "汇总数",
};

/** The facts of each summand. */
export type Summands = Readonly<Record<SummandColumn, ReadonlyMap<FactKey, number>>>;

/** The facts of a total: those of its summands together. Without anything beside the units they are the units'. */
export function totalAmounts(summands: Summands, { sheets }: Pick<Format, "sheets">): ReadonlyMap<FactKey, number> {
  const filled = summandColumns.filter((column) => summands[column].size > 0);
  if (filled.every((column) => column === "units")) return summands.units;
  return sumOfFacts(
    filled.map((column) => ({ sheets, lines: linesOf(summands[column]) })),
    sheets,
  ).amounts;
}

export interface Catalogues {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/** The figures of the five columns, all in the tables of one format. */
export type TotalFigures = Readonly<Record<TotalColumn, Figures>>;

export function totalFigures(summands: Summands, format: Format, catalogues: Catalogues): TotalFigures {
  const figuresOf = (amounts: ReadonlyMap<FactKey, number>) =>
    programForFacts({ tableSet: format, ...catalogues, facts: { amounts, texts: new Map() } });
  const units = figuresOf(summands.units);
  const total = totalAmounts(summands, format);
  return {
    units,
    onBehalf: figuresOf(summands.onBehalf),
    elimination: figuresOf(summands.elimination),
    adjustment: figuresOf(summands.adjustment),
    total: total === summands.units ? units : figuresOf(total),
  };
}

/** A cell in its five columns; a column that has not the cell has nothing in it. */
export function fiveColumnsOf(figures: TotalFigures, cell: CellId): Record<TotalColumn, number | null> {
  const value = (column: TotalColumn) => figures[column].value(cell);
  return {
    units: value("units"),
    onBehalf: value("onBehalf"),
    elimination: value("elimination"),
    adjustment: value("adjustment"),
    total: value("total"),
  };
}

/** A row of a table that some column has: one that cancels wholly stands in the summands alone. */
export interface TotalRow {
  id: string;
  label: string;
  kind: "total" | "line" | "category" | "group" | "item";
  code?: string;
  indent: number;
  side?: "left" | "right";
}

/** The rows of a table over all columns: by code where the table is by subject, else as the form has them. */
export function rowsOfTotal(figures: TotalFigures, table: string): TotalRow[] {
  const rows = new Map<string, TotalRow>();
  for (const column of totalColumns)
    for (const row of figures[column].rows(table)) if (!rows.has(row.id)) rows.set(row.id, row);
  const all = [...rows.values()];
  const isBySubject = all.some(({ kind }) => kind === "item" || kind === "category" || kind === "group");
  if (!isBySubject) return all;
  const { tables, print } = figures.total.tableSet;
  const body = tables.find(({ id }) => id === table)?.body;
  const isTotalLast = (body?.kind === "functional" ? (body.total ?? print.total) : print.total) === "last";
  const order = ({ kind, id }: TotalRow) => (kind === "total" ? (isTotalLast ? "~" : "") : id);
  return all.sort((one, other) => (order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0));
}
