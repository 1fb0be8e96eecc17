/**
 * What is asked of a department's accounts while they are explained. Their figures were checked when the total was made
 * (consolidation/total-rules.ts) and are never typed; the rules of a unit speak of kinds of unit and thresholds that a sum
 * has not. What remains are the rules of texts that are true of everybody's text.
 */
import type { Format } from "../formats/define";
import type { RuleSwitches } from "../words/rule-switches";
import type { Rule } from "./rule/rule";
import { rulesInForce } from "./rules-in-force";

/** L-50 and L-55 are left out: a department's text names its units and speaks as a department. */
export const textRulesOfDepartments: readonly string[] = ["L-31", "L-35", "L-58", "V-30", "V-31", "V-40", "V-41"];

const known = new WeakMap<readonly Rule[], readonly Rule[]>();

/** The same list for the same years and switches, so that what is compiled for it is kept. */
export function rulesOfDepartment(format: Format, year: number, switches?: RuleSwitches): readonly Rule[] {
  const all = rulesInForce(format, year, switches);
  const rules = known.get(all) ?? all.filter(({ id }) => textRulesOfDepartments.includes(id));
  known.set(all, rules);
  return rules;
}
