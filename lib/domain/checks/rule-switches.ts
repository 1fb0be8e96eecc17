import { quoted } from "../words/quoted";
import type { Format } from "../formats/define";
import type { RuleClass, Severity } from "../words/finding";
import { ruleChangeLabels, type RuleChange, type RuleSwitches } from "../words/rule-switches";
import { allRules } from "./registry";
import { changesOf, rulesInForce } from "./rules-in-force";

/** A changed rule of a fiscal year, with the reason that its rule book prints. */
export interface RuleSwitch {
  ruleId: string;
  change: RuleChange;
  reason: string;
}

/** What the checks need of them. */
export function switchesOf(switches: readonly Pick<RuleSwitch, "ruleId" | "change">[]): RuleSwitches {
  return Object.fromEntries(switches.map(({ ruleId, change }) => [ruleId, change]));
}

/** A rule in force in a year, as it is when nobody changes it. */
export interface RuleOfYear {
  id: string;
  title: string;
  ruleClass: RuleClass;
  severity: Severity;
  /** What the year may do with it; none where it stays as it is. */
  changes: readonly RuleChange[];
}

/** The rules of a year's format, in the order of the catalogue, with what the year may do with each. */
export function rulesOfYear(format: Format, year: number): RuleOfYear[] {
  return rulesInForce(format, year).map((rule) => {
    const { id, title, ruleClass, severity } = rule;
    return { id, title, ruleClass, severity, changes: changesOf(rule) };
  });
}

/** Why a year may not do this with a rule, as a sentence; `null` where it may. */
export function switchProblem(
  format: Format,
  year: number,
  { ruleId, change }: Pick<RuleSwitch, "ruleId" | "change">,
): string | null {
  const rule = allRules.find(({ id }) => id === ruleId);
  if (!rule) return `没有规则${quoted(ruleId)}。`;
  if (!rulesInForce(format, year).includes(rule)) return `规则 ${ruleId} 不适用于${year}年度的报表格式，不能调整。`;
  if (changesOf(rule).includes(change)) return null;
  if (rule.severity === "blocking") return `规则 ${ruleId} 属于必须改正的规则，不能停用，也不能降低。`;
  if (rule.severity === change) return `规则 ${ruleId} 本来就是这样处理的，不需要${ruleChangeLabels[change]}。`;
  return `规则 ${ruleId} 核对批复和公开是否按时办理，不能调整。`;
}

/** Changes of last year that this year may take over with their reasons, and those that it may not. */
export function takenOver(
  format: Format,
  year: number,
  ofLastYear: readonly RuleSwitch[],
): { offered: RuleSwitch[]; lapsed: RuleSwitch[] } {
  const isOffered = (each: RuleSwitch) => switchProblem(format, year, each) === null;
  return { offered: ofLastYear.filter(isOffered), lapsed: ofLastYear.filter((each) => !isOffered(each)) };
}
