/**
 * How large texts of 10 pt are on a sheet: spreadsheets give merged cells no height by themselves, so that every height
 * is set.
 */
import { emsOf } from "@/lib/documents/layout/table-layout";

/** Characters of a column for one em of 10 pt text. */
export const CHARACTERS_PER_EM = 1.9;
/** Points: one line of 10 pt text in any face that stands in for 宋体, and what a row has above and below it. */
const LINE_HEIGHT = 14.5;
const ROW_PADDING = 3;
/** Ems that a cell keeps free at its sides. */
export const CELL_PADDING = 0.8;

/** Points of a row of one line. */
export const ONE_LINE = LINE_HEIGHT + ROW_PADDING;

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Points that a text needs in a cell of a width in ems. */
export function heightOfText(text: string, width: number): number {
  const room = Math.max(1, width - CELL_PADDING);
  const lines = text.split("\n").reduce((sum, each) => sum + Math.max(1, Math.ceil(emsOf(each) / room)), 0);
  return lines * LINE_HEIGHT + ROW_PADDING;
}
