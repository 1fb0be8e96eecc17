/** Pseudo-random numbers from a fixed seed (mulberry32): the same accounts and slips on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True in `share` of the cases. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `count` different elements, in the order of the list. */
  sample<T>(list: readonly T[], count: number): T[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (share) => next() < share,
    pick: (list) => list[integer(0, list.length - 1)]!,
    sample: (list, count) => {
      const left = list.map((_, index) => index);
      for (let at = left.length - 1; at > 0; at--) {
        const other = integer(0, at);
        [left[at], left[other]] = [left[other]!, left[at]!];
      }
      return left
        .slice(0, count)
        .sort((a, b) => a - b)
        .map((index) => list[index]!);
    },
  };
}
