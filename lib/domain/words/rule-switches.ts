import type { Severity } from "./finding";

/** What a bureau may do with a rule for a fiscal year: leave it out (停用), or give its findings another severity. */
export const ruleChanges = ["off", "explain", "hint"] as const;
export type RuleChange = (typeof ruleChanges)[number];

/** The changed rules of a fiscal year, by rule id. */
export type RuleSwitches = Readonly<Record<string, RuleChange>>;

export const ruleChangeLabels: Record<RuleChange, string> = {
  off: "停用",
  explain: "改为“需要说明”",
  hint: "改为“提示”",
};

/**
 * What may become of a rule of each severity: the limits of every change. Blocking rules are the identities of the
 * statute, so nothing weakens them, and nothing is raised to be one of them.
 */
export const changesFrom: Record<Severity, readonly RuleChange[]> = {
  blocking: [],
  explain: ["off", "hint"],
  hint: ["off", "explain"],
};
