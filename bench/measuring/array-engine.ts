import { resolveClaims, type RuleClaim } from "@/lib/domain/checks/check-engine";
import type { Rule } from "@/lib/domain/checks/rule/rule";
import type { Program, ResolvedSum } from "@/lib/domain/engine/contract";
import type { FactKey } from "@/lib/domain/words/fact-address";

/**
 * The baseline of `bench/recompute.ts`: what somebody writes by hand for one set of rows, as fast as it goes. Figures,
 * cells and differences of claims are typed arrays; of every fact it is known beforehand what it moves, and by how
 * much. It knows no names, no rows that come or go, and says nothing about what is broken but how much is.
 *
 * From the engine it takes, once and before anything is timed: which facts and cells there are, the signed sum that
 * each cell is declared as (`sumOf`), and the claims with their sides and tolerances (`resolveClaims`), also those that
 * the engine leaves out because they repeat how a cell is computed. What a fact moves, every figure after an edit and
 * every difference are worked out here, in loops of its own. So it shows whether the engine follows edits rightly and
 * how fast; whether the declarations were compiled rightly, tests show that do without the engine's arrays
 * (changed-figures.test.ts). It has no cold case: for other rows somebody would write other arrays.
 */
export class ArrayEngine {
  private readonly slots: ReadonlyMap<FactKey, number>;
  private readonly values: Float64Array;
  private readonly ways: Int32Array;
  private readonly differences: Float64Array;
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;
  private readonly claims: readonly RuleClaim[];
  /** By slot of the fact: cells with their factors and ways, claims with their factors. */
  private readonly moves: ReadonlyMap<number, Moves>;
  /** Slots of the printed cells. */
  private readonly printed: Int32Array;

  constructor(program: Program, rules: readonly Rule[]) {
    const { values, present, tableSet } = program;
    this.slots = new Map(program.facts.map(({ key, slot }) => [key, slot]));
    this.values = values.slice();
    this.claims = resolveClaims(program, "fen", rules);
    this.lowest = Float64Array.from(this.claims, ({ operator, tolerance }) =>
      operator === "<=" ? -Infinity : -tolerance,
    );
    this.highest = Float64Array.from(this.claims, ({ operator, tolerance }) =>
      operator === ">=" ? Infinity : tolerance,
    );
    const statutory = new Set(tableSet.tables.map(({ id }) => id));
    this.printed = Int32Array.from(
      program.cells.filter(({ table }) => statutory.has(table)),
      ({ slot }) => slot,
    );
    const weights = weightsOf(program);
    const ofClaims = this.claims.map(({ left, right }) =>
      added(weights, [
        [left, 1],
        [right, -1],
      ]),
    );
    const moves = new Map<number, MovesInTheMaking>(
      program.facts.map(({ slot }) => [slot, { cells: [], factors: [], ways: [], claims: [], byClaim: [] }]),
    );
    for (const { slot: cell } of program.cells)
      for (const [fact, { factor, ways }] of weights(cell)) {
        const own = moves.get(fact)!;
        own.cells.push(cell);
        own.factors.push(factor);
        own.ways.push(ways);
      }
    ofClaims.forEach((facts, claim) => {
      for (const [fact, { factor }] of facts) {
        if (factor === 0) continue;
        moves.get(fact)!.claims.push(claim);
        moves.get(fact)!.byClaim.push(factor);
      }
    });
    this.moves = new Map(
      [...moves].map(([fact, { cells, factors, ways, claims, byClaim }]) => [
        fact,
        {
          cells: Int32Array.from(cells),
          factors: Float64Array.from(factors),
          ways: Int32Array.from(ways),
          claims: Int32Array.from(claims),
          byClaim: Float64Array.from(byClaim),
        },
      ]),
    );
    this.differences = Float64Array.from(ofClaims, (facts) =>
      [...facts].reduce((sum, [fact, { factor }]) => sum + factor * values[fact]!, 0),
    );
    this.ways = new Int32Array(values.length);
    for (const { slot } of program.facts) this.ways[slot] = present[slot]!;
    for (const { slot: cell } of program.cells)
      for (const [fact, { ways }] of weights(cell)) this.ways[cell]! += ways * present[fact]!;
  }

  set(key: FactKey, value: number | null): void {
    const { values, ways, differences } = this;
    const slot = this.slots.get(key)!;
    const own = this.moves.get(slot)!;
    const by = (value ?? 0) - values[slot]!;
    values[slot] = value ?? 0;
    const change = (value === null ? 0 : 1) - ways[slot]!;
    ways[slot]! += change;
    for (let at = 0; at < own.cells.length; at++) {
      values[own.cells[at]!]! += own.factors[at]! * by;
      ways[own.cells[at]!]! += own.ways[at]! * change;
    }
    for (let at = 0; at < own.claims.length; at++) differences[own.claims[at]!]! += own.byClaim[at]! * by;
  }

  /** Number of broken claims. */
  broken(): number {
    const { differences, lowest, highest } = this;
    let broken = 0;
    for (let at = 0; at < differences.length; at++)
      if ((differences[at]! < lowest[at]! || differences[at]! > highest[at]!) && this.applies(this.claims[at]!))
        broken++;
    return broken;
  }

  /** Every printed cell, read once: their sum, and how many are not blank. */
  read(): { sum: number; filled: number } {
    const { printed, values, ways } = this;
    let sum = 0;
    let filled = 0;
    for (let at = 0; at < printed.length; at++) {
      const slot = printed[at]!;
      if (ways[slot] === 0) continue;
      sum += values[slot]!;
      filled++;
    }
    return { sum, filled };
  }

  private applies({ skipBlank, left, right, whileZero }: RuleClaim): boolean {
    const isBlank = ({ indexes }: ResolvedSum) => indexes.every((slot) => this.ways[slot] === 0);
    if (skipBlank && (isBlank(left) || isBlank(right))) return false;
    return (
      !whileZero ||
      whileZero.indexes.reduce((sum, slot, at) => sum + whileZero.signs[at]! * this.values[slot]!, 0) === 0
    );
  }
}

interface Moves {
  cells: Int32Array;
  factors: Float64Array;
  ways: Int32Array;
  claims: Int32Array;
  byClaim: Float64Array;
}

interface MovesInTheMaking {
  cells: number[];
  factors: number[];
  ways: number[];
  claims: number[];
  byClaim: number[];
}

type Weights = Map<number, { factor: number; ways: number }>;

/** What facts weigh in a slot, through every table between. */
function weightsOf(program: Program): (slot: number) => Weights {
  const known = new Map<number, Weights>();
  return function weights(slot) {
    let found = known.get(slot);
    if (!found) {
      const sum = program.sumOf(slot);
      const isFact = program.idOfSlot(slot).kind === "fact";
      found = isFact ? new Map([[slot, { factor: 1, ways: 1 }]]) : added(weights, sum ? [[sum, 1]] : []);
      known.set(slot, found);
    }
    return found;
  };
}

function added(weights: (slot: number) => Weights, sums: readonly (readonly [ResolvedSum, 1 | -1])[]): Weights {
  const total: Weights = new Map();
  for (const [{ indexes, signs }, sign] of sums)
    indexes.forEach((slot, at) => {
      for (const [fact, { factor, ways }] of weights(slot)) {
        const before = total.get(fact) ?? { factor: 0, ways: 0 };
        total.set(fact, { factor: before.factor + sign * signs[at]! * factor, ways: before.ways + ways });
      }
    });
  return total;
}
