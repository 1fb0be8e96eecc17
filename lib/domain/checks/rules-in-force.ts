import type { Format, RuleInForce } from "../formats/define";
import { changesFrom, type RuleChange, type RuleSwitches } from "../words/rule-switches";
import { allRules } from "./registry";
import type { Rule } from "./rule/rule";

const inForce = new WeakMap<Format, Map<string, readonly Rule[]>>();

/** As many lists are kept for a format: more than a district has years, and what is only tried leaves nothing behind. */
const MAX_KEPT = 32;

const noSwitches: RuleSwitches = {};

/**
 * The checks of a format in a fiscal year, in the order of the catalogue: without the rules that the year has switched
 * off, and with the severity that it has given others. A switch that the rule does not allow changes nothing. The same
 * years with the same switches have the same list, so that what is compiled for it is kept.
 */
export function rulesInForce(format: Format, year: number, switches: RuleSwitches = noSwitches): readonly Rule[] {
  const ids = new Set(format.rules.filter((rule) => isInForce(rule, year)).map(idOf));
  const changes = new Map(
    Object.keys(switches).length === 0
      ? []
      : allRules.flatMap((rule) => {
          const change = ids.has(rule.id) ? allowedChange(rule, switches[rule.id]) : null;
          return change ? [[rule.id, change] as const] : [];
        }),
  );
  const lists = inForce.get(format) ?? new Map<string, readonly Rule[]>();
  inForce.set(format, lists);
  const key = [[...ids].join(), ...[...changes].map((change) => change.join("="))].join(";");
  const list = lists.get(key) ?? listOf(ids, changes);
  // The least recently used goes first.
  if (!lists.delete(key) && lists.size === MAX_KEPT) lists.delete(lists.keys().next().value!);
  lists.set(key, list);
  return list;
}

/**
 * What a year may do with a rule. The rules of 批复 and 公开 look at what the bureau itself does in time, so that it cannot
 * excuse itself from them.
 */
export function changesOf(rule: Rule): readonly RuleChange[] {
  return "needs" in rule && rule.needs === "disclosure" ? [] : changesFrom[rule.severity];
}

export function idOf(rule: RuleInForce): string {
  return typeof rule === "string" ? rule : rule.id;
}

function listOf(ids: ReadonlySet<string>, changes: ReadonlyMap<string, RuleChange>): readonly Rule[] {
  if (changes.size === 0 && allRules.every(({ id }) => ids.has(id))) return allRules;
  return allRules.filter(({ id }) => ids.has(id)).flatMap((rule) => changed(rule, changes.get(rule.id)));
}

function changed(rule: Rule, change: RuleChange | undefined): readonly Rule[] {
  if (change === undefined) return [rule];
  return change === "off" ? [] : [{ ...rule, severity: change }];
}

function allowedChange(rule: Rule, change: RuleChange | undefined): RuleChange | null {
  return change !== undefined && changesOf(rule).includes(change) ? change : null;
}

function isInForce(rule: RuleInForce, year: number): boolean {
  if (typeof rule === "string") return true;
  return (rule.from === undefined || year >= rule.from) && (rule.to === undefined || year <= rule.to);
}
