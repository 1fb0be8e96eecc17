import type { AccountLayout } from "./account-layout";
import { gather } from "./bound-terms";
import type { ResolvedSum } from "./program";
import { slotIn } from "./row-slots";
import { SlotList } from "./slot-list";
import type { TablePlan } from "./table-plan";

/** The sums of one set of accounts, laid out in dependency order in flat arrays. */
export interface SumPass {
  /** Computes every cell anew. */
  run(values: Float64Array, present: Uint8Array): void;
  /** What a cell is added up from; `undefined` for a fact. */
  sumOf(slot: number): ResolvedSum | undefined;
}

/** Used for one set of accounts after the other. */
const collected = new SlotList();

export function compileSums({ sums: planned }: TablePlan, layout: AccountLayout): SumPass {
  const targets = new Int32Array(layout.firstFact);
  const ends = new Int32Array(layout.firstFact);
  const terms = collected.emptied();
  let count = 0;
  const lay = (slot: number, own: (typeof planned)[number]["terms"], row: number) => {
    gather(layout, own, row, terms);
    targets[count] = slot;
    ends[count++] = terms.length;
  };
  for (const sum of planned) {
    if ("slot" in sum) lay(sum.slot, sum.terms, -1);
    else {
      const rows = layout.tables[sum.table]!;
      for (const row of rows.byLevel[sum.level]) lay(slotIn(rows, row, sum.column), sum.terms, row);
    }
  }
  const { indexes, signs } = terms.taken();
  const sums: FlatSums = { count, targets, ends, indexes, signs };
  let positions: Int32Array | undefined;
  return {
    run: (values, present) => addUp(sums, values, present),
    sumOf(slot) {
      if (!positions) {
        positions = new Int32Array(layout.firstFact);
        for (let position = 0; position < count; position++) positions[targets[position]!] = position;
      }
      const position = positions[slot];
      if (position === undefined) return undefined;
      const start = position === 0 ? 0 : ends[position - 1]!;
      return { indexes: indexes.slice(start, ends[position]), signs: signs.slice(start, ends[position]) };
    },
  };
}

interface FlatSums {
  count: number;
  targets: Int32Array;
  /** Where the terms of each sum end. */
  ends: Int32Array;
  indexes: Int32Array;
  signs: Int8Array;
}

/** The arrays are named here, so that the loop does not look them up again for every term. */
function addUp({ count, targets, ends, indexes, signs }: FlatSums, values: Float64Array, present: Uint8Array): void {
  let term = 0;
  for (let position = 0; position < count; position++) {
    let total = 0;
    let any = 0;
    for (const end = ends[position]!; term < end; term++) {
      const slot = indexes[term]!;
      // A blank slot holds zero.
      total += signs[term]! * values[slot]!;
      any |= present[slot]!;
    }
    values[targets[position]!] = total;
    present[targets[position]!] = any;
  }
}
