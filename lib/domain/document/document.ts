import type { PrintedTable } from "../engine/printed-table";
import type { Sentence } from "../text/sentence";

/**
 * The whole statutory document in its neutral form: five parts of blocks, no layout.
 * Web, PDF, Word and the open data read it; each has one renderer.
 */
export interface StatutoryDocument {
  /** 2021年度临沂市罗庄区人民政府办公室本级单位决算 */
  title: string;
  unitCode: string;
  unitName: string;
  year: number;
  parts: readonly DocumentPart[];
}

/** 第一部分 单位概况 … 第五部分 附件. */
export interface DocumentPart {
  id: "profile" | "tables" | "narrative" | "glossary" | "attachments";
  heading: string;
  blocks: readonly DocumentBlock[];
}

export type DocumentBlock =
  | { kind: "heading"; id: string; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; id: string; sentences: readonly Sentence[] }
  | { kind: "statutoryTable"; id: string; table: PrintedTable }
  | { kind: "grid"; id: string; grid: DocumentGrid }
  | { kind: "term"; id: string; term: string; definition: string };

/** Any table that is not statutory: self-evaluation forms, summaries, indicator systems. Covered cells are left out, as in HTML. */
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
