import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomAccounts, shapes } from "@/bench/measuring/accounts";
import { randomFrom } from "@/bench/measuring/random";
import { compileChecks } from "../checks/check-engine";
import type { TableSet } from "../formats/define";
import { formats } from "../formats/formats";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { cataloguesOf } from "../testing/catalogues";
import type { FactKey } from "../words/fact-address";
import type { Program } from "./contract";
import { printedCells, programForFacts } from "./figures";

const catalogues = cataloguesOf(2021);

/** Compiles anew: nothing is kept for a catalogue that nobody has seen. */
function fresh(tableSet: TableSet, amounts: ReadonlyMap<FactKey, number>): Program {
  const { functional, economic } = catalogues;
  return programForFacts({
    tableSet,
    functional,
    economic: { ...economic },
    facts: { amounts: new Map(amounts), texts: new Map() },
  });
}

/** All that can be seen of the figures. */
function seen(program: Program) {
  return {
    cells: printedCells(program),
    shape: program.shape,
    facts: new Map(program.facts.map(({ key }) => [key, program.amount(key)])),
  };
}

describe.each(formats)("edits in format $id", (tableSet) => {
  it("leave the figures and broken comparisons of a fresh compilation, whether rows stand or not", () => {
    let stood = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.integer({ min: 0, max: shapes.length - 1 }),
        (seed, shape) => {
          const random = randomFrom(seed);
          const { identity, facts } = randomAccounts(random, catalogues, shapes[shape]!);
          const amounts = new Map(facts.amounts);
          const context = { identity, ...catalogues, facts: { amounts, texts: new Map() }, precision: "fen" as const };
          let program = fresh(tableSet, amounts);
          let checks = compileChecks(program, context);
          checks.run();
          const known = [...amounts.keys(), ...program.facts.map(({ key }) => key), ...fullUnitFacts.amounts.keys()];
          for (let round = 0; round < 8; round++) {
            const edits = random
              .sample(known, random.chance(0.2) ? 12 : random.integer(1, 3))
              .map((key) => [key, random.chance(0.3) ? null : random.integer(-1_000, 9_000_000_00)] as const);
            for (const [key, value] of edits)
              if (value === null) amounts.delete(key);
              else amounts.set(key, value);
            if (program.setAmounts(edits)) {
              stood += 1;
            } else {
              program = fresh(tableSet, amounts);
              checks = compileChecks(program, context);
            }
            const other = fresh(tableSet, amounts);
            expect(seen(program)).toEqual(seen(other));
            expect(checks.run()).toEqual(compileChecks(other, context).run());
          }
        },
      ),
      { numRuns: 15 },
    );
    // Most edits leave all rows: otherwise this shows nothing.
    expect(stood).toBeGreaterThan(20);
  }, 120_000);

  it("that would bring or take a row change nothing", () => {
    const program = fresh(tableSet, fullUnitFacts.amounts);
    const before = seen(program);
    const only = "expenditure:2010301:generalPublicBudget:basic" as FactKey;
    const unknown = "income:2296001::generalPublicBudget" as FactKey;
    expect(program.amount(unknown)).toBeNull();
    expect(
      program.setAmounts([
        [only, 1_00],
        [unknown, 1_00],
      ]),
    ).toBe(false);
    expect(seen(program)).toEqual(before);
  });
});
