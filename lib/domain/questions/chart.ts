/**
 * A chart as marks on a plane: what page and SVG file draw, each in its own way. Every bar has its name and its figure
 * written beside it, so that nothing has to be read off a scale or told by a colour.
 */
import { formatPercent, formatWan } from "../words/amounts";
import type { View, ViewRow } from "./view";

export type ChartMark =
  | { kind: "text"; x: number; y: number; text: string; anchor: "start" | "end" }
  | { kind: "bar"; x: number; y: number; width: number; height: number }
  | { kind: "tick"; x: number; y: number; height: number };

export interface Chart {
  width: number;
  height: number;
  /** What is drawn; with how many rows of how many. */
  title: string;
  /** The same in words: the longest bars. */
  description: string;
  marks: ChartMark[];
}

/** The rows that a chart draws at most. */
export const CHART_ROWS = 12;

const WIDTH = 480;
const FONT = 15;
const ROW = 42;
const BAR = 11;
/** Characters of a line of a name beside its figure; a Chinese one is as wide as the font is high. */
const LINE = 20;
/** From one line of a name to the next. */
const LEADING = 19;

/** The chart of a view; `null` where it has none, or nothing to draw. */
export function chartOf(view: View): Chart | null {
  const { chart } = view;
  if (!chart) return null;
  const numberOf = (row: ViewRow, column: string) => {
    const value = row.values[column];
    return typeof value === "number" ? value : null;
  };
  // A bar of no length says nothing that its row does not.
  const drawn = view.rows.filter((row) => numberOf(row, chart.bar)).slice(0, CHART_ROWS);
  if (drawn.length === 0) return null;
  const markColumn = chart.mark?.column;
  const markOf = (row: ViewRow) => (markColumn === undefined ? null : numberOf(row, markColumn));
  const largest = Math.max(1, ...drawn.flatMap((row) => [numberOf(row, chart.bar)!, markOf(row) ?? 0]));
  const lengthOf = (value: number) => Math.round((Math.max(0, value) / largest) * (WIDTH - 2) * 10) / 10;
  const isMoney = view.columns.find(({ id }) => id === chart.bar)?.kind === "money";
  const written = (value: number) => (isMoney ? formatWan(value) : String(value));
  const lines = drawn.map((row) => ({
    name: String(row.values[chart.label] ?? ""),
    value: numberOf(row, chart.bar)!,
    mark: markOf(row),
  }));
  let height = 0;
  const marks = lines.flatMap(({ name, value, mark }): ChartMark[] => {
    const top = height;
    const parts = linesOf(name);
    const below = top + (parts.length - 1) * LEADING + FONT;
    height = below - FONT + ROW;
    return [
      ...parts.map((text, at) => ({
        kind: "text" as const,
        x: 0,
        y: top + FONT + at * LEADING,
        text,
        anchor: "start" as const,
      })),
      { kind: "text", x: WIDTH, y: top + FONT, text: written(value), anchor: "end" },
      { kind: "bar", x: 0, y: below + 8, width: lengthOf(value), height: BAR },
      ...(mark === null ? [] : [{ kind: "tick" as const, x: lengthOf(mark) + 1, y: below + 4, height: BAR + 8 }]),
    ];
  });
  const isPart = view.paging.total > CHART_ROWS && lines.length === CHART_ROWS;
  const partly = isPart ? `（图中为表中前${lines.length}行）` : "";
  return {
    width: WIDTH,
    height,
    title: `${chart.caption}${isMoney ? "，万元" : ""}${partly}`,
    description: `${lines
      .slice(0, 5)
      .map(({ name, value }) => `${name} ${written(value)}`)
      .join("；")}${lines.length > 5 ? "；其余见表" : ""}。`,
    marks,
  };
}

/** A name in lines, whole: it is all that tells whose bar it is. */
function linesOf(name: string): string[] {
  const signs = [...name];
  const count = Math.max(1, Math.ceil(signs.length / LINE));
  return Array.from({ length: count }, (_, at) => signs.slice(at * LINE, (at + 1) * LINE).join(""));
}

/** A percentage kept in hundredths, as it is written: 12.34%. */
export function percentText(hundredths: number): string {
  return `${formatPercent(hundredths, 100_00, { trailingZeros: true })}%`;
}
