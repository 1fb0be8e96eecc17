import type { ResolvedSum } from "../contract";
import { gather } from "./bound-terms";
import type { FigureLayout } from "./figure-layout";
import type { TablePlan } from "./plan";
import { slotIn } from "./row-slots";
import { SlotList } from "./slot-list";
import { usersOf, type Users } from "./users";

/** The sums of one set of accounts, laid out in dependency order in flat arrays. */
export interface SumPass {
  /** Computes every cell anew. */
  run(values: Float64Array, present: Uint8Array): void;
  /** Counts for every cell the ways by which present facts reach it; a cell that none reaches is blank. */
  countWays(present: Uint8Array, ways: Int32Array): void;
  /** The cells that a fact moves, through every table between. */
  effectsOf(slot: number): CellEffects;
  /** What a cell is added up from; `undefined` for a fact. */
  sumOf(slot: number): ResolvedSum | undefined;
}

/**
 * What follows when a fact rises by one fen: every cell that it reaches, by how much it rises, and by how many ways.
 */
export interface CellEffects {
  slots: Int32Array;
  factors: Float64Array;
  ways: Int32Array;
}

/** Used for one set of accounts after the other. */
const collected = new SlotList();

export function compileSums({ sums: planned }: TablePlan, layout: FigureLayout): SumPass {
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
  let users: Users | undefined;
  const effects = new Map<number, CellEffects>();
  return {
    run: (values, present) => addUp(sums, values, present),
    countWays: (present, ways) => countWays(sums, layout.firstFact, present, ways),
    effectsOf(slot) {
      let found = effects.get(slot);
      if (!found) {
        users ??= usersOf(layout.slotCount, ends.subarray(0, count), indexes, signs);
        effects.set(slot, (found = effectsOn(users, targets, slot)));
      }
      return found;
    },
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

function countWays(
  { count, targets, ends, indexes }: FlatSums,
  firstFact: number,
  present: Uint8Array,
  ways: Int32Array,
): void {
  for (let slot = firstFact; slot < present.length; slot++) ways[slot] = present[slot]!;
  let term = 0;
  for (let position = 0; position < count; position++) {
    let total = 0;
    for (const end = ends[position]!; term < end; term++) total += ways[indexes[term]!]!;
    ways[targets[position]!] = total;
  }
}

function effectsOn({ starts, positions, signs }: Users, targets: Int32Array, fact: number): CellEffects {
  const bySlot = new Map<number, { factor: number; ways: number }>();
  const follow = (slot: number, factor: number) => {
    for (let at = starts[slot]!; at < starts[slot + 1]!; at++) {
      const target = targets[positions[at]!]!;
      const own = signs[at]! * factor;
      const known = bySlot.get(target);
      if (known) {
        known.factor += own;
        known.ways += 1;
      } else bySlot.set(target, { factor: own, ways: 1 });
      follow(target, own);
    }
  };
  follow(fact, 1);
  const reached = [...bySlot];
  return {
    slots: Int32Array.from(reached, ([slot]) => slot),
    factors: Float64Array.from(reached, ([, { factor }]) => factor),
    ways: Int32Array.from(reached, ([, { ways }]) => ways),
  };
}
