import type { Figures } from "../../engine/contract";
import { partStateOf, type KnownFacts } from "../../engine/figure-state";
import { hasPerformance } from "../../performance/entries";
import type { FactKey, SheetId } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { CheckContext } from "./rule";

/** The facts of a report as its text reads them: what is stated empty is 0, what is blank is not known. */
export function knownFacts(
  { tableSet }: Pick<Figures, "tableSet">,
  facts: Facts,
  { performanceEntry }: Pick<CheckContext, "performanceEntry">,
): KnownFacts {
  return {
    tableSet,
    amount: (key) => facts.amounts.get(key) ?? null,
    partState: (part) =>
      partStateOf(
        part,
        part === "performance" ? hasPerformance(performanceEntry ?? null) : holdsFigure(facts.amounts, part),
        facts.texts,
      ),
  };
}

/** A message asks for a sheet or two: all of them need not be looked through. */
function holdsFigure(amounts: ReadonlyMap<FactKey, number>, sheet: SheetId): boolean {
  for (const key of amounts.keys()) if (key.startsWith(`${sheet}:`)) return true;
  return false;
}
