import type { PrintedTable } from "../../engine/contract";
import type { Sentence } from "./sentence";

/** What the parts of a document are made of, without layout. */
export type DocumentBlock =
  | { kind: "heading"; id: string; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; id: string; sentences: readonly Sentence[] }
  | { kind: "statutoryTable"; id: string; table: PrintedTable }
  | { kind: "grid"; id: string; grid: DocumentGrid }
  | { kind: "term"; id: string; term: string; definition: string };

/**
 * Any table that is not statutory: self-evaluation forms, summaries, indicator systems. Covered cells are left out, as
 * in HTML.
 */
export interface DocumentGrid {
  title: string | null;
  /** Relative column widths; one entry per column. */
  widths: readonly number[];
  orientation: "portrait" | "landscape";
  head: readonly (readonly GridCell[])[];
  body: readonly (readonly GridCell[])[];
  notes: readonly string[];
}

export interface GridCell {
  text: string;
  colSpan?: number;
  rowSpan?: number;
  align?: "left" | "center" | "right";
  /** Names its row or column; read out as such. */
  isHead?: boolean;
  /** Where numbers of the text come from (performance/places.ts). */
  address?: string;
}
