import { parseFactKey } from "../words/fact-address";
import type { ReportModelInput } from "../report/open-report";
import { compiledFor } from "./compiled-facts";
import { searchSlips } from "./search";
import { threePublicFacts } from "./three-public-cells";
import { suspicionOf, type Suspicion } from "./suspicion";

/**
 * Which typed figure is wrong, when the checks of a report fail: changes of one figure (or of two that stand in each
 * other's place), ranked by how many findings they cure. Empty while no 基本平衡, 逻辑性 or 控制数 check fails. Pure: the
 * caller decides about the edits.
 *
 * @param limit how many suspicions at most, of different figures; `Infinity` gives every one
 */
export function suspectFacts(input: ReportModelInput, limit = 3): Suspicion[] {
  const { program, context, factSlots, mayConcern, rowGroups, likenesses, equations } = compiledFor(input);
  const system = equations();
  const hasOpeningFinding = system.equations.some(({ ruleId }) => ruleId === "B-59");
  const suspects = factSlots.filter(({ key }) => {
    const { sheet, column } = parseFactKey(key);
    if (sheet === "priorYear" || sheet === "openingAdjustments" || sheet === "counterparts" || !mayConcern(key))
      return false;
    // Opening balances that continue last year's closing ones are locked, and right.
    return !(sheet === "balance" && column === "opening" && input.priorYear && !hasOpeningFinding);
  });
  const search = {
    system,
    unit: 1,
    suspects: new Set(suspects.map(({ slot }) => slot)),
    guarded: new Set(threePublicFacts(program.tableSet).map((key) => program.slotOfFact(key))),
    lastYear: (slot: number) => {
      const source = program.idOfSlot(slot);
      return source.kind === "fact" ? (input.priorYear?.facts.amounts.get(source.key) ?? null) : null;
    },
    rowGroups,
    likenesses,
  };
  return searchSlips(search, limit).map((hypothesis) => suspicionOf(program, context, hypothesis));
}
