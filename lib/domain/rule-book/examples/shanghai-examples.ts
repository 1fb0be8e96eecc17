import { factKey, type SheetId } from "../../words/fact-address";
import type { RuleExample, RuleExamples } from "./example";
import { shanghaiBase as base } from "./shanghai-accounts";

/** The department of 上海市, and the same with other figures in rows of one sheet. */
function of(sheet: SheetId, column: string, rows: Readonly<Record<string, number>>): RuleExample {
  const facts = Object.fromEntries(
    Object.entries(rows).map(([row, value]) => [factKey(sheet, row, "", column), value]),
  );
  return { failing: { base, facts }, passing: { base } };
}

export const shanghaiExamples: RuleExamples = {
  "B-65": of("threePublic", "actual", { domesticReception: 150_000 }),
  "B-66": of("stateAssets", "count", { vehicles: 8 }),
  "B-67": of("procurement", "amount", { reservedAwardedToSmallAndMedium: 8_500_000 }),
  "B-68": of("performanceManagement", "value", { good: 3 }),
  "B-69": of("performanceManagement", "value", { problemsSolved: 3 }),
};
