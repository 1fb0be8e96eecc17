import { keyOf, type FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import { blocksWith, placeInBlocks, type BlockColumns, type FactColumn } from "../../engine/fact-blocks";
import type { Program } from "../../engine/program";
import { slotIn } from "../../engine/row-slots";

/** Columns of facts, chosen once for all reports. */
export interface FactSelection {
  blocks: readonly BlockColumns[];
  isMeant: (column: FactColumn) => boolean;
}

export function selectFacts(isMeant: FactSelection["isMeant"]): FactSelection {
  return { blocks: blocksWith(isMeant), isMeant };
}

/** Goes through the slots of the selected facts, block by block and row by row. */
export function visitFacts(
  { layout }: Program,
  { blocks, isMeant }: FactSelection,
  visit: (slot: number) => void,
): void {
  for (const { block, columns } of blocks) {
    const { first, width, rows } = layout.blocks[block]!;
    for (let start = first; start < first + rows.length * width; start += width)
      for (const column of columns) visit(start + column);
  }
  for (const { address, slot } of layout.singles) if (isMeant(address)) visit(slot);
}

/** Keys of the facts on a sheet whose rows are cells of the tables; tables given with their own figures have them beside them. */
export function statedKeys(
  { isDerived, layout }: Program,
  facts: Facts | undefined,
  sheet: "control" | "priorYear",
): FactKey[] {
  if (isDerived) return layout.singles.flatMap(({ address }) => (address.sheet === sheet ? [keyOf(address)] : []));
  return [...(facts?.amounts.keys() ?? [])].filter((key) => key.startsWith(`${sheet}:`));
}

/** The key of a slot that is a fact's. */
export function keyOfSlot(program: Program, slot: number): FactKey {
  const source = program.idOfSlot(slot);
  if (source.kind !== "fact") throw new RangeError(`slot ${slot} is a cell's`);
  return source.key;
}

/** Numbers of the rows in which a column has a figure. */
export function enteredRows({ layout, present }: Program, of: FactColumn): number[] {
  const place = placeInBlocks(of)!;
  const rows = layout.blocks[place.block]!;
  return rows.rows.filter((row) => present[slotIn(rows, row, place.column)] === 1);
}
