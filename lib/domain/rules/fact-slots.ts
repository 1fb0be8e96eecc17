import { keyOf, type FactKey } from "../facts/address";
import type { Facts } from "../facts/facts";
import { factBlocks, placeInBlocks, type FactColumn } from "../model/fact-blocks";
import type { Program } from "../model/program";
import { slotIn } from "../model/row-slots";

/** Slots of the facts in columns that `wanted` accepts: looked up once, read after every edit. */
export function factSlots({ layout }: Program, wanted: (column: FactColumn) => boolean): number[] {
  const slots: number[] = [];
  factBlocks.forEach(({ sheet, fund, columns }, block) => {
    const { first, width, rows } = layout.blocks[block]!;
    const offsets = columns.flatMap((column, at) => (rows.length > 0 && wanted({ sheet, fund, column }) ? [at] : []));
    if (offsets.length > 0) for (let row = 0; row < rows.length; row++) for (const offset of offsets) slots.push(first + row * width + offset);
  });
  for (const { address, slot } of layout.singles) if (wanted(address)) slots.push(slot);
  return slots;
}

/** Keys of the facts on a sheet whose rows are cells of the tables; tables given with their own figures have them beside them. */
export function statedKeys({ isDerived, layout }: Program, facts: Facts | undefined, sheet: "control" | "priorYear"): FactKey[] {
  if (isDerived) return layout.singles.flatMap(({ address }) => (address.sheet === sheet ? [keyOf(address)] : []));
  return [...(facts?.amounts.keys() ?? [])].filter((key) => key.startsWith(`${sheet}:`));
}

/** The key of a slot that is a fact's. */
export function keyOfSlot(program: Program, slot: number): FactKey {
  const source = program.idOfSlot(slot);
  if (source.kind !== "fact") throw new RangeError(`slot ${slot} is a cell's`);
  return source.key;
}

/** A column of entered facts as it is now, by number of the row; zero where nothing is entered. */
export function factColumn({ layout, values }: Program, of: FactColumn): (row: number) => number {
  const place = placeInBlocks(of)!;
  const rows = layout.blocks[place.block]!;
  return (row) => {
    const slot = slotIn(rows, row, place.column);
    return slot < 0 ? 0 : values[slot]!;
  };
}

/** Numbers of the rows in which a column has a figure. */
export function enteredRows({ layout, present }: Program, of: FactColumn): number[] {
  const place = placeInBlocks(of)!;
  const rows = layout.blocks[place.block]!;
  return rows.rows.filter((row) => present[slotIn(rows, row, place.column)] === 1);
}
