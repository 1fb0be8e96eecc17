import { valueText } from "../../formats/stored-values";
import type { ReportFigures } from "./report-figures";
import { formatYuan } from "../../words/amounts";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { figureOfFact, missingFigure } from "../../engine/figure-state";
import { blanksBehind, type Blank } from "../../engine/cell-sources";
import type { CellId } from "../../words/cell-id";

/** What a figure that text speaks of was computed from. */
interface Computed {
  cells: readonly CellId[];
  facts: readonly FactKey[];
  /** The figure in words with its exact value. */
  words: () => string;
}

/** A figure that can be reckoned with: fen or a count. */
export interface KnownFigure extends Computed {
  value: number;
  blanks: readonly [];
}

/** A figure that is not known yet, with what it waits for. */
export interface UnknownFigure extends Computed {
  value: null;
  blanks: readonly Blank[];
}

export type Figure = KnownFigure | UnknownFigure;

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

/** A figure by its value, where it has one, and by what it waits for. */
export function figure(value: number | null, blanks: readonly Blank[], computed: Computed): Figure {
  return value === null ? { ...computed, value, blanks } : { ...computed, value, blanks: [] };
}

export function figuresOf(model: ReportFigures): FigureSource {
  const { tableSet } = model;
  return {
    cell(id) {
      const blanks = blanksBehind(tableSet, id, model);
      const value = blanks.length > 0 ? null : (model.value(id) ?? 0);
      const words = () => `${model.labelOf(id)} ${inWords(value, inYuan)}`;
      return figure(value, blanks, { cells: [id], facts: [], words });
    },
    prior(id) {
      const value = model.priorValue(id) ?? (model.hasPriorYear ? 0 : null);
      return value === null
        ? null
        : { value, blanks: [], cells: [id], facts: [], words: () => `上年${model.labelOf(id)} ${inYuan(value)}` };
    },
    fact(key) {
      const { value } = figureOfFact(key, model);
      const address = parseFactKey(key);
      const blank = { part: address.sheet, key: model.partState(address.sheet) === "untouched" ? null : key };
      const measure = tableSet.sheets.measureOf(address);
      const words = () => `${model.labelOfFact(key)} ${inWords(value, (known) => valueText(measure, known))}`;
      return figure(value, [blank], { cells: [], facts: [key], words });
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
  return figures.reduce((sum, next) =>
    figure(sum.value === null || next.value === null ? null : sum.value + next.value, blanksOf([sum, next]), {
      ...together(sum, next),
      words: () => `${sum.words()} + ${next.words()}`,
    }),
  );
}

/** A total as it stands; unknown while one of its parts is. */
export function totalOf(total: Figure, parts: readonly Figure[]): Figure {
  return parts.every(isKnown) ? total : { ...total, value: null, blanks: blanksOf([total, ...parts]) };
}
