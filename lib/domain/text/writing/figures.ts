import { valueText } from "../../formats/stored-values";
import type { ReportFigures } from "./report-figures";
import { formatYuan } from "../../words/amounts";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { factValue, missingFigure } from "../../engine/figure-state";
import { blanksBehind, type Blank } from "../../engine/cell-sources";
import type { CellId } from "../../words/cell-id";

/** A figure that text speaks of: its value and what it was computed from. */
export interface Figure {
  /** Fen or a count; `null` while it is not known. */
  value: number | null;
  /** What it waits for while it is not known. */
  blanks: readonly Blank[];
  cells: readonly CellId[];
  facts: readonly FactKey[];
  /** The figure in words with its exact value. */
  words: () => string;
}

/** A figure that can be reckoned with. */
export type KnownFigure = Figure & { value: number };

export function isKnown(figure: Figure): figure is KnownFigure {
  return figure.value !== null;
}

/** Figures of one report. */
export interface FigureSource {
  cell: (id: CellId) => Figure;
  /** The same cell of last year; `null` when nobody has it. */
  prior: (id: CellId) => KnownFigure | null;
  /** An amount, count or score that stands in no table. */
  fact: (key: FactKey) => Figure;
}

/** An amount in the words of an explanation. */
export const inYuan = (fen: number) => `${formatYuan(fen)} 元`;
const inWords = (value: number | null, say: (value: number) => string) => (value === null ? missingFigure : say(value));

export function figuresOf(model: ReportFigures): FigureSource {
  const { tableSet } = model;
  return {
    cell(id) {
      const blanks = blanksBehind(tableSet, id, model);
      const value = blanks.length > 0 ? null : (model.value(id) ?? 0);
      return { value, blanks, cells: [id], facts: [], words: () => `${model.labelOf(id)} ${inWords(value, inYuan)}` };
    },
    prior(id) {
      const value = model.priorValue(id) ?? (model.hasPriorYear ? 0 : null);
      return value === null
        ? null
        : { value, blanks: [], cells: [id], facts: [], words: () => `上年${model.labelOf(id)} ${inYuan(value)}` };
    },
    fact(key) {
      const value = factValue(key, model);
      const measure = tableSet.sheets.measureOf(parseFactKey(key));
      const blanks: Blank[] =
        value === null
          ? [
              {
                part: parseFactKey(key).sheet,
                key: model.partState(parseFactKey(key).sheet) === "untouched" ? null : key,
              },
            ]
          : [];
      return {
        value,
        blanks,
        cells: [],
        facts: [key],
        words: () => `${model.labelOfFact(key)} ${inWords(value, (known) => valueText(measure, known))}`,
      };
    },
  };
}

/** Where two figures come from, each origin once. */
export const together = (a: Figure, b: Figure) => ({ cells: union(a.cells, b.cells), facts: union(a.facts, b.facts) });

/** Both lists, each entry once. They are short, and without repetitions themselves. */
function union<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return other.length === 0 ? one : [...one, ...other.filter((each) => !one.includes(each))];
}

const blanksOf = (figures: readonly Figure[]) => figures.flatMap(({ blanks }) => blanks);

/** Several figures as one; unknown while one of them is. */
export function sumOf(figures: readonly Figure[]): Figure {
  return figures.reduce((sum, figure) => ({
    value: sum.value === null || figure.value === null ? null : sum.value + figure.value,
    blanks: blanksOf([sum, figure]),
    ...together(sum, figure),
    words: () => `${sum.words()} + ${figure.words()}`,
  }));
}

/** A total as it stands; unknown while one of its parts is. */
export function totalOf(total: Figure, parts: readonly Figure[]): Figure {
  return parts.every(isKnown) ? total : { ...total, value: null, blanks: blanksOf([total, ...parts]) };
}
