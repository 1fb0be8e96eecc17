import type { Figures } from "../../engine/contract";
import { filledSheets, partStateOf, type KnownFacts } from "../../engine/figure-state";
import { hasPerformance } from "../../performance/entries";
import type { SheetId } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { CheckContext } from "./rule";

/**
 * The facts of a report as its text reads them: what is stated empty is 0, what is blank is not known. Which sheets
 * hold a figure is looked up once, so it is made anew when a figure comes or goes.
 */
export function knownFacts(
  { tableSet }: Pick<Figures, "tableSet">,
  facts: Facts,
  { performanceEntry }: Pick<CheckContext, "performanceEntry">,
): KnownFacts {
  let filled: ReadonlySet<SheetId> | undefined;
  return {
    tableSet,
    amount: (key) => facts.amounts.get(key) ?? null,
    partState: (part) =>
      partStateOf(
        part,
        part === "performance"
          ? hasPerformance(performanceEntry ?? null)
          : (filled ??= filledSheets(facts.amounts)).has(part),
        facts.texts,
      ),
  };
}
