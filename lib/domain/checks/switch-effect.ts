import type { Finding } from "../words/finding";
import { ruleIdsNotIn } from "./threshold-effect";

/** How other switches of a year would change what is asked of one report; everything as rule ids, one for each finding. */
export interface SwitchEffect {
  coming: readonly string[];
  going: readonly string[];
  /** Findings that stay and get another severity. */
  weighed: readonly string[];
  /** Findings that would need an explanation that nobody has given, and those that would not need theirs any more. */
  asked: readonly string[];
  released: readonly string[];
}

/** What the checks say of a report under one set of switches. */
export interface JudgedReport {
  findings: readonly Pick<Finding, "key" | "ruleId" | "severity">[];
  /** Keys of findings that need an explanation and have none. */
  unexplained: readonly string[];
}

export function switchEffect(before: JudgedReport, after: JudgedReport): SwitchEffect {
  const severities = new Map(before.findings.map(({ key, severity }) => [key, severity]));
  return {
    coming: ruleIdsNotIn(after.findings, before.findings),
    going: ruleIdsNotIn(before.findings, after.findings),
    weighed: after.findings
      .filter(({ key, severity }) => severities.has(key) && severities.get(key) !== severity)
      .map(({ ruleId }) => ruleId),
    asked: unexplainedNotIn(after, before),
    released: unexplainedNotIn(before, after),
  };
}

/** Whether anything would be different. */
export function hasEffect({ coming, going, weighed }: SwitchEffect): boolean {
  return coming.length + going.length + weighed.length > 0;
}

function unexplainedNotIn({ findings, unexplained }: JudgedReport, other: JudgedReport): string[] {
  const known = new Set(other.unexplained);
  const own = new Set(unexplained.filter((key) => !known.has(key)));
  return findings.filter(({ key }) => own.has(key)).map(({ ruleId }) => ruleId);
}
