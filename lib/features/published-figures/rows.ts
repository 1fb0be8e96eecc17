import { FIGURE_SHEET, figuresOf, type PublishedFigure } from "@/lib/domain/questions/figures";
import type { Snapshot } from "@/lib/features/publication/schema";

/** Sheets whose facts are no figures of the year: last year's as somebody typed them, and control totals. */
const notOfTheYear = ["priorYear", "control"];

/** The rows that a publication is taken apart into. */
export interface PublishedRows {
  lines: Snapshot["facts"];
  figures: PublishedFigure[];
}

/** The facts of the year and the named figures; these stand among the lines, too, so that they are added up as they are. */
export function rowsOf(snapshot: Snapshot): PublishedRows {
  const figures = figuresOf(snapshot);
  const facts = snapshot.facts.filter(({ sheet }) => !notOfTheYear.includes(sheet));
  return { lines: [...facts, ...figures.map(figureAsLine)], figures };
}

function figureAsLine({ figure, measure, amount }: PublishedFigure): Snapshot["facts"][number] {
  return { sheet: FIGURE_SHEET, row: figure, fund: "", column: "amount", measure, value: amount };
}
