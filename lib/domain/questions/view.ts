/**
 * The answer to a question, declared once: page, CSV, JSON, Excel, SVG, embed and cite box all read this and add no
 * figure and no word about what is shown.
 */
import type { Day } from "../register/days";
import type { Question } from "./question";

/** What a column holds: money in fen, a count, a percentage in hundredths, or words. */
export type ColumnKind = "text" | "code" | "day" | "money" | "count" | "percent" | "rank";

export interface ViewColumn {
  id: string;
  heading: string;
  kind: ColumnKind;
}

export type ViewValue = string | number | null;

export interface ViewRow {
  /** By the id of the column; what is missing is blank. */
  values: Readonly<Record<string, ViewValue>>;
  /** Addresses that values lead to, by the id of their column. */
  links?: Readonly<Record<string, string>>;
}

/** What a chart draws of the rows: a bar of each, and a mark where another figure stands. */
export interface ViewChart {
  /** What is drawn, as a sentence; the chart's text alternative begins with it. */
  caption: string;
  label: string;
  bar: string;
  /** A second figure of the row, marked at its place on the bar's scale (budget, last year). */
  mark?: { column: string; label: string };
}

export interface ViewLink {
  label: string;
  href: string;
}

export interface LinkGroup {
  label: string;
  links: readonly ViewLink[];
}

export interface View {
  question: Question;
  district: { code: string; name: string };
  /** What it is about, short. */
  title: string;
  /** In one sentence what is shown, as of when, from how many units. */
  sentence: string;
  /** The first thing that whoever asks wants to know; `null` where the table says it. */
  answer: string | null;
  columns: readonly ViewColumn[];
  /** Those of the page. */
  rows: readonly ViewRow[];
  /** Of everything that the question means, not of the page alone. */
  total: ViewRow | null;
  chart: ViewChart | null;
  /** That corrected accounts are in the figures, each year with the way to what was changed; absent where there are none. */
  corrected?: readonly ViewLink[];
  /** How is compared, and what with what. */
  rule: string;
  /** Breaks of the series, other formats, what is not in the figures. */
  notes: readonly string[];
  /** What is said where no row is. */
  empty: string;
  /** As of. */
  day: Day;
  /** What is typed to narrow or to widen it, where it takes words. */
  finder?: {
    parameter: "q";
    /** What was typed. */
    value: string | undefined;
    submit: string;
    /** What was found by it, to go on with. */
    found?: LinkGroup | null;
  };
  /** Rows of all pages; `pageSize` rows are on one. */
  paging: { total: number; page: number | "all"; pageSize: number };
  /** Questions that lie beside it, by what they have in common. */
  related: readonly LinkGroup[];
}

/** Rows of one page. */
export const PAGE_ROWS = 100;

/** Most rows that are handed out at once as data. */
export const MOST_ROWS = 50_000;
