/** Which sums use a slot, by slot: the users of a slot stand from `starts[slot]` to `starts[slot + 1]`. */
export interface Users {
  starts: Int32Array;
  /** Positions of the sums. */
  positions: Int32Array;
  signs: Int8Array;
}

/** Turns sums in flat arrays round. @param ends where the terms of each sum end */
export function usersOf(slotCount: number, ends: ArrayLike<number>, indexes: Int32Array, signs: Int8Array): Users {
  const starts = new Int32Array(slotCount + 1);
  for (const slot of indexes) starts[slot + 1]! += 1;
  for (let slot = 0; slot < slotCount; slot++) starts[slot + 1]! += starts[slot]!;
  const next = starts.slice();
  const positions = new Int32Array(indexes.length);
  const ownSigns = new Int8Array(indexes.length);
  let term = 0;
  for (let position = 0; position < ends.length; position++)
    for (const end = ends[position]!; term < end; term++) {
      const at = next[indexes[term]!]!++;
      positions[at] = position;
      ownSigns[at] = signs[term]!;
    }
  return { starts, positions, signs: ownSigns };
}
