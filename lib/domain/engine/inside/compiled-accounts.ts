import type { FactKey } from "../../words/fact-address";
import { layoutOfFacts } from "./lay-out-figures";
import type { FigureLayout } from "./figure-layout";
import type { TablePlan } from "./plan";
import { compileSums, type SumPass } from "./sum-pass";

/** What depends on which figures there are, and not on how large they are: never changed, so that reports share it. */
export interface CompiledAccounts {
  readonly layout: FigureLayout;
  /** Slots of the facts, in their order. */
  readonly slots: readonly number[];
  readonly sums: SumPass;
}

/** As many sets of addresses are remembered for a plan: more than a bureau has units. */
const MAX_KEPT = 256;
/** By addresses; `null` while they have been met once. */
const kept = new WeakMap<TablePlan, Map<string, CompiledAccounts | null>>();

/**
 * Compiles for the addresses of these facts, or takes what was compiled for the same addresses before. It is kept from
 * the second time on, so that whoever goes through thousands of reports leaves nothing behind. The least recently used
 * go first.
 */
export function compiledFor(plan: TablePlan, amounts: ReadonlyMap<FactKey, number>): CompiledAccounts {
  let ofPlan = kept.get(plan);
  if (!ofPlan) kept.set(plan, (ofPlan = new Map()));
  const addresses = [...amounts.keys()].join();
  const known = ofPlan.get(addresses);
  const compiled = known ?? compile(plan, amounts);
  if (known !== undefined) ofPlan.delete(addresses);
  else if (ofPlan.size === MAX_KEPT) ofPlan.delete(ofPlan.keys().next().value!);
  ofPlan.set(addresses, known === undefined ? null : compiled);
  return compiled;
}

function compile(plan: TablePlan, amounts: ReadonlyMap<FactKey, number>): CompiledAccounts {
  const { layout, slots } = layoutOfFacts(plan, amounts);
  return { layout, slots, sums: compileSums(plan, layout) };
}
