import type { PlacedFact, PlaceInBlock } from "./fact-blocks";
import type { FigureLayout } from "./figure-layout";
import { positionOf, slotIn } from "./row-slots";

/** Counts the facts for which every row stands, so that a fact which comes or goes tells whether a row does. */
export class StandingRows {
  /** By set of rows (the tables, then the blocks of facts) and row. */
  private readonly facts: Int32Array;

  constructor(
    private readonly layout: FigureLayout,
    present: Uint8Array,
  ) {
    const { plan, blocks, ids } = layout;
    this.facts = new Int32Array((plan.tables.length + blocks.length) * ids.length);
    blocks.forEach((rows, block) => {
      for (const row of rows.rows)
        for (let column = 0; column < rows.width; column++)
          if (present[slotIn(rows, row, column)] === 1) this.count({ block, column }, row, 1);
    });
  }

  /**
   * Takes a fact that comes (1) or goes (-1) into account. False where a row would come or go with it: then nothing is
   * counted.
   */
  take({ address, place, inForm }: PlacedFact, change: 1 | -1): boolean {
    // The forms have all their rows in all accounts.
    if (inForm !== undefined) return true;
    if (!place || this.layout.hasStrays) return false;
    const row = this.layout.numbers.get(address.row);
    if (row === undefined) return false;
    const { plan, tables, blocks, ids } = this.layout;
    const isStanding = (set: number) =>
      change === 1
        ? positionOf(set < tables.length ? tables[set]! : blocks[set - tables.length]!, row) >= 0
        : this.facts[set * ids.length + row]! > 1;
    if (!isStanding(tables.length + place.block) || !plan.fedBy[place.block]![place.column]!.every(isStanding))
      return false;
    this.count(place, row, change);
    return true;
  }

  private count({ block, column }: PlaceInBlock, row: number, change: 1 | -1): void {
    const { plan, ids } = this.layout;
    this.facts[(plan.tables.length + block) * ids.length + row]! += change;
    for (const table of plan.fedBy[block]![column]!) this.facts[table * ids.length + row]! += change;
  }
}
