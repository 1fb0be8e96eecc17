import type { Format, RuleInForce } from "../formats/define";
import { allRules } from "./registry";
import type { Rule } from "./rule/rule";

const inForce = new WeakMap<Format, Map<string, readonly Rule[]>>();

/**
 * The checks of a format in a fiscal year, in the order of the catalogue. The same years have the same list, so that
 * what is compiled for it is kept.
 */
export function rulesInForce(format: Format, year: number): readonly Rule[] {
  const ids = new Set(format.rules.filter((rule) => isInForce(rule, year)).map(idOf));
  const lists = inForce.get(format) ?? new Map<string, readonly Rule[]>();
  inForce.set(format, lists);
  const key = [...ids].join();
  const known =
    lists.get(key) ?? (allRules.every(({ id }) => ids.has(id)) ? allRules : allRules.filter(({ id }) => ids.has(id)));
  lists.set(key, known);
  return known;
}

export function idOf(rule: RuleInForce): string {
  return typeof rule === "string" ? rule : rule.id;
}

function isInForce(rule: RuleInForce, year: number): boolean {
  if (typeof rule === "string") return true;
  return (rule.from === undefined || year >= rule.from) && (rule.to === undefined || year <= rule.to);
}
