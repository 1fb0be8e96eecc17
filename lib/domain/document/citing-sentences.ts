import type { PrintedTable } from "../engine/contract";
import { equalCells } from "../formats/equal-cells";
import { fragmentText } from "../text/writing/sentence";
import type { CellId } from "../words/cell-id";
import type { FrozenDocument } from "./frozen-document";
import { labelledCells } from "./labelled-cells";

/** A sentence of the text, by its address in the page. */
export interface CitingSentence {
  id: string;
  text: string;
}

/** The sentences that state each cell of the tables, in the order of the text. */
export function citingSentences({ parts }: Pick<FrozenDocument, "parts">): ReadonlyMap<string, CitingSentence[]> {
  const byCell = new Map<string, CitingSentence[]>();
  for (const { blocks } of parts)
    for (const block of blocks) {
      if (block.kind !== "paragraph") continue;
      for (const { id, fragments } of block.sentences) {
        const cells = new Set(fragments.flatMap((each) => (each.kind === "number" ? each.cells : [])));
        if (cells.size === 0) continue;
        const sentence = { id, text: fragments.map(fragmentText).join("") };
        for (const cell of cells) byCell.set(cell, [...(byCell.get(cell) ?? []), sentence]);
      }
    }
  return byCell;
}

/**
 * The same, and for a cell that the text does not state itself the sentences of the one in another table that is the same
 * figure, where both are printed alike.
 */
export function sentencesOfFigures(
  document: Pick<FrozenDocument, "parts">,
  tables: readonly PrintedTable[],
): ReadonlyMap<string, CitingSentence[]> {
  const citing = new Map(citingSentences(document));
  const printed = new Map(
    tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ cellId: id, fen }) => [id, fen] as const))),
  );
  for (const pair of equalCells)
    for (const [cell, other] of [pair, pair.toReversed()] as [CellId, CellId][]) {
      const sentences = citing.get(other);
      if (sentences && !citing.has(cell) && printed.get(cell) === printed.get(other)) citing.set(cell, sentences);
    }
  return citing;
}

/** A printed cell with the sentences that state it. */
export interface CitedCell {
  cell: CellId;
  /** Its row and column as the table names them. */
  label: string;
  text: string;
  sentences: readonly CitingSentence[];
}

/** The cells of a table that the text states, row by row; blank ones are stated in no figure. */
export function citedCellsOf(table: PrintedTable, citing: ReadonlyMap<string, readonly CitingSentence[]>): CitedCell[] {
  return labelledCells(table).flatMap(({ cell: { cellId, text }, label }) => {
    const sentences = citing.get(cellId);
    return sentences && text !== "" ? [{ cell: cellId, label, text, sentences }] : [];
  });
}
