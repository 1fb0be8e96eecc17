import { cellReader, columnReader, factColumnReader, factReader, statedKeys } from "../../engine/figures";
import type { ColumnOf, TableName } from "../../formats/names";
import type { FactColumn, Figures, RowNumber } from "../../engine/contract";
import { type FactKey, priorYearKey } from "../../words/fact-address";
import type { CellId } from "../../words/cell-id";
import type { CheckContext } from "./rule";

/** The accounts that a question is put to. */
export interface Asked {
  figures: Figures;
  context: CheckContext;
}

/**
 * A figure that questions speak of, declared once and read from whichever accounts are asked. In fen or counts; NaN is
 * unknown.
 */
export type Figure = (asked: Asked) => number;

/** The same for every row of a functional table. */
export type RowFigure = (asked: Asked, row: RowNumber) => number;

/** A cell as it is now; zero when blank or absent. */
export function cellFigure(id: CellId): Figure {
  const read = cellReader(id);
  return ({ figures }) => read(figures);
}

/** A column of a functional table as it is now; zero where it is blank or the table has not the row or the column. */
export function columnFigure<const T extends TableName>(table: T, column: ColumnOf<T>): RowFigure {
  const read = columnReader(table, column);
  return ({ figures }, row) => read(figures, row);
}

/** A fact on a sheet with rows of its own, as it is now; zero when blank or never entered. */
export function factFigure(key: FactKey): Figure {
  const read = factReader(key);
  return ({ figures }) => read(figures);
}

/** A column of entered facts as it is now; zero where nothing is entered. */
export function factColumn(of: FactColumn): RowFigure {
  const read = factColumnReader(of);
  return ({ figures }, row) => read(figures, row);
}

/** Several figures as one. */
export function sumOf(figures: readonly Figure[]): Figure {
  return (asked) => figures.reduce((total, figure) => total + figure(asked), 0);
}

/** The same cell last year: from last year's accounts, else as stated by hand; NaN when neither knows it. */
export function lastYearFigure({ priorYear, facts }: CheckContext, id: CellId): () => number {
  if (priorYear) {
    const figure = priorYear.cell(id) ?? 0;
    return () => figure;
  }
  const key = priorYearKey(id);
  return () => facts?.amounts.get(key) ?? NaN;
}

/** Whether anything is known of last year: its accounts, or figures stated by hand. */
export function knowsLastYear({ figures, context: { priorYear, facts } }: Asked): boolean {
  return Boolean(priorYear) || statedKeys(figures, facts, "priorYear").length > 0;
}

/** Rows of a functional table that stand at 项 level. */
export function itemRows({ figures }: Asked, table: TableName): readonly RowNumber[] {
  return figures.subjectRows(table, "item");
}
