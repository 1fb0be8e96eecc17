import fc from "fast-check";
import { expect, it } from "vitest";
import { randomAccounts, shapes } from "@/bench/measuring/accounts";
import { randomFrom } from "@/bench/measuring/random";
import { factorsBehind, programForFacts } from "../engine/figures";
import type { Format } from "../formats/define";
import { formats } from "../formats/formats";
import { cataloguesOf } from "../testing/catalogues";
import { contributionsTo, type MemberFacts } from "./contributions";
import { linesOf, sumOfFacts } from "./sum-of-facts";

const catalogues = cataloguesOf(2021);
const figuresOf = (tableSet: Format, amounts: MemberFacts["amounts"]) =>
  programForFacts({ tableSet, ...catalogues, facts: { amounts, texts: new Map() } });

it("is of every unit each cell that its own tables have", () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...formats), (seed, format) => {
      const random = randomFrom(seed);
      const units = Array.from({ length: 3 }, (_, at) => ({
        unitId: String(at),
        amounts: randomAccounts(random, catalogues, random.pick(shapes.slice(0, 3))).facts.amounts,
      }));
      const lines = units.flatMap(({ amounts }) => linesOf(amounts));
      const sum = figuresOf(format, sumOfFacts([{ sheets: format.sheets, lines }], format.sheets).amounts);
      const own = units.map(({ unitId, amounts }) => ({ unitId, figures: figuresOf(format, amounts) }));
      for (const { id } of sum.cells) {
        const given = contributionsTo(factorsBehind(sum, id), units).map(({ unitId, value }) => [unitId, value]);
        const expected = own.flatMap(({ unitId, figures }) => {
          const value = figures.value(id);
          return value === null ? [] : [[unitId, value] as const];
        });
        expect(Object.fromEntries(given), id).toEqual(Object.fromEntries(expected));
      }
    }),
    { numRuns: 6 },
  );
});
