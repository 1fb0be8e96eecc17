import type { PartDeclaration } from "./parts";

/** One of the numbered sections of 第三部分. */
export interface SectionDeclaration {
  /** Stored in slots (`free.<id>`) and named by rules: the same for the same section in every format. */
  readonly id: string;
  /** Without its number. */
  readonly title: string;
  readonly parts: readonly PartDeclaration[];
}

/**
 * The text of 第三部分: which sections in which order, what stands in them, and every phrase. A format writes out its own.
 */
export interface Narrative {
  /** Words for two equal figures: the first is written, all are read. */
  readonly equality: readonly string[];
  /** Whether numbers end in zeros: 1387.00 and 10.50%, or 1,387 and 10.5%. */
  readonly trailingZeros: boolean;
  readonly sections: readonly SectionDeclaration[];
}
