/**
 * A document as JSON: every word and every calculation as it was. Publications keep it and pages show it. The statutory
 * tables stand beside it; the frozen document names them.
 */
import type { FactKey } from "../words/fact-address";
import type { PrintedTable } from "../engine/contract";
import type {
  BlankFragment,
  Fragment,
  NumberFragment,
  ReasonFragment,
  Sentence,
  TextFragment,
} from "../text/writing/sentence";
import type { CellId } from "../words/cell-id";
import type { DocumentBlock } from "../text/writing/blocks";
import type { DocumentPart, StatutoryDocument } from "./document";

export interface FrozenNumber extends Omit<NumberFragment, "explain" | "cells" | "facts"> {
  cells: string[];
  facts: string[];
  explanation: string;
}

export type FrozenFragment = TextFragment | BlankFragment | Omit<ReasonFragment, "change"> | FrozenNumber;

export interface FrozenSentence {
  id: string;
  fragments: FrozenFragment[];
}

export type FrozenBlock =
  | Exclude<DocumentBlock, { kind: "paragraph" } | { kind: "statutoryTable" }>
  | { kind: "paragraph"; id: string; sentences: FrozenSentence[] }
  | { kind: "statutoryTable"; id: string; tableId: string };

export interface FrozenPart {
  id: DocumentPart["id"];
  heading: string;
  blocks: FrozenBlock[];
}

export interface FrozenDocument {
  title: string;
  parts: FrozenPart[];
}

/** The document without the tables' content and with every calculation in words. */
export function freezeDocument({ title, parts }: StatutoryDocument): FrozenDocument {
  return { title, parts: parts.map(({ id, heading, blocks }) => ({ id, heading, blocks: blocks.map(freezeBlock) })) };
}

/** One block as JSON. */
export function freezeBlock(block: DocumentBlock): FrozenBlock {
  switch (block.kind) {
    case "statutoryTable":
      return { kind: block.kind, id: block.id, tableId: block.table.id };
    case "paragraph":
      return { ...block, sentences: block.sentences.map(freezeSentence) };
    default:
      return block;
  }
}

function freezeSentence({ id, fragments }: Sentence): FrozenSentence {
  return { id, fragments: fragments.map(freezeFragment) };
}

function freezeFragment(fragment: Fragment): FrozenFragment {
  if (fragment.kind === "reason") {
    const { change: _, ...rest } = fragment;
    return rest;
  }
  if (fragment.kind !== "number") return { ...fragment };
  const { explain, cells, facts, ...rest } = fragment;
  return { ...rest, cells: [...cells], facts: [...facts], explanation: explain() };
}

/**
 * The document again, with its tables in place.
 *
 * @throws RangeError when it names a table that is not among them.
 */
export function thawDocument(
  frozen: FrozenDocument,
  source: { unitCode: string; unitName: string; year: number; tables: readonly PrintedTable[] },
): StatutoryDocument {
  const { tables, ...identity } = source;
  const thaw = (block: FrozenBlock): DocumentBlock => {
    if (block.kind === "statutoryTable") {
      const table = tables.find(({ id }) => id === block.tableId);
      if (!table) throw new RangeError(`no table ${block.tableId}`);
      return { kind: "statutoryTable", id: block.id, table };
    }
    if (block.kind === "paragraph")
      return {
        ...block,
        sentences: block.sentences.map(({ id, fragments }) => ({ id, fragments: fragments.map(thawFragment) })),
      };
    return block;
  };
  return {
    ...identity,
    title: frozen.title,
    parts: frozen.parts.map(({ id, heading, blocks }): DocumentPart => ({ id, heading, blocks: blocks.map(thaw) })),
  };
}

function thawFragment(fragment: FrozenFragment): Fragment {
  if (fragment.kind !== "number") return fragment;
  const { explanation, cells, facts, ...rest } = fragment;
  return { ...rest, cells: cells as CellId[], facts: facts as FactKey[], explain: () => explanation };
}
