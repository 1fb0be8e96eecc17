import { formatPercent, formatWanInText, type NumberStyle } from "../../words/amounts";
import { missingFigure } from "../../engine/figure-state";
import { inYuan, isKnown, together, type Figure, type KnownFigure } from "./figures";
import type { BlankFragment, NumberFragment } from "./sentence";

/** Numbers of a text as its format prints them. */
export interface Numbers {
  /** 万元: `1,387` or `1387.00`. */
  amount: (figure: Figure) => NumberFragment | BlankFragment;
  /** How much two figures differ, without sign: the words around it say the direction. */
  difference: (current: KnownFigure, base: KnownFigure) => NumberFragment;
  /** A share or a rate in percent, from unrounded amounts; `null` on a base of zero, where there is none. */
  percent: (part: KnownFigure, whole: KnownFigure) => NumberFragment | null;
  /** The same for forms that print 0 of nothing as 0%; `null` on a base of zero for anything else. */
  percentOrZero: (part: KnownFigure, whole: KnownFigure) => NumberFragment | null;
  /** The rate of a change against its base, without sign; `null` when the base is not positive. */
  rateOfChange: (current: KnownFigure, base: KnownFigure) => NumberFragment | null;
  /** Points, from hundredths. */
  score: (figure: Figure) => NumberFragment | BlankFragment;
}

export function numbersIn(style: NumberStyle): Numbers {
  const wan = (fen: number) => formatWanInText(fen, style);
  const asPercent = (text: string, part: KnownFigure, whole: KnownFigure): NumberFragment => ({
    kind: "number",
    measure: "percent",
    text,
    value: Math.round(Number(text) * 100),
    ...together(part, whole),
    explain: () => `${part.words()} ÷ ${whole.words()} = ${text}%`,
  });
  const percent = (part: KnownFigure, whole: KnownFigure) => {
    const text = formatPercent(part.value, whole.value, style);
    return text === null ? null : asPercent(text, part, whole);
  };
  return {
    amount: (figure) => numberOf(figure, "fen", wan),
    difference(current, base) {
      const value = Math.abs(current.value - base.value);
      const [larger, smaller] = current.value >= base.value ? [current, base] : [base, current];
      return {
        kind: "number",
        measure: "fen",
        text: wan(value),
        value,
        ...together(current, base),
        explain: () => `${larger.words()} − ${smaller.words()} = ${inYuan(value)}`,
      };
    },
    percent,
    percentOrZero(part, whole) {
      const rate = percent(part, whole);
      if (rate || part.value !== 0) return rate;
      const text = style.trailingZeros ? "0.00" : "0";
      return { ...asPercent(text, part, whole), explain: () => `${part.words()}，${whole.words()}，按 ${text}% 列示` };
    },
    rateOfChange(current, base) {
      if (base.value <= 0) return null;
      const value = Math.abs(current.value - base.value);
      return percent({ value, blanks: [], ...together(current, base), words: () => inYuan(value) }, base);
    },
    score: (figure) =>
      numberOf(figure, "score", (hundredths) => {
        const text = (hundredths / 100).toFixed(2);
        return style.trailingZeros ? text : text.replace(/\.?0+$/, "");
      }),
  };
}

export function count(figure: Figure): NumberFragment | BlankFragment {
  return numberOf(figure, "count", String);
}

function numberOf(
  figure: Figure,
  measure: NumberFragment["measure"],
  print: (value: number) => string,
): NumberFragment | BlankFragment {
  if (!isKnown(figure)) return blank(figure);
  return {
    kind: "number",
    measure,
    text: print(figure.value),
    value: figure.value,
    cells: figure.cells,
    facts: figure.facts,
    explain: figure.words,
  };
}

/** What stands for a number while one of the figures that it is made from is not known. */
export function blank(...figures: readonly Pick<Figure, "blanks">[]): BlankFragment {
  return { kind: "blank", text: missingFigure, blanks: figures.flatMap(({ blanks }) => blanks) };
}
