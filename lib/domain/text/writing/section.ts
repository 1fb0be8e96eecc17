import type { DocumentBlock } from "./blocks";
import type { ReportFigures } from "./report-figures";
import type { NarrativeContext } from "./context";
import type { FigureSource } from "./figures";
import type { Parts } from "./reusable-parts";
import type { Sentence } from "./sentence";

/** One of the numbered sections of 第三部分. */
export interface NarrativeSection {
  id: string;
  heading: string;
  blocks: readonly DocumentBlock[];
}

/** What a section is made from. */
export interface SectionInput {
  model: ReportFigures;
  figures: FigureSource;
  context: NarrativeContext;
  /** A paragraph of its own in a section of many. */
  part: Parts["part"];
}

export function subheading(id: string, text: string): DocumentBlock {
  return { kind: "heading", id, level: 2, text };
}

export function paragraph(id: string, sentences: readonly Sentence[]): DocumentBlock {
  return { kind: "paragraph", id, sentences };
}
