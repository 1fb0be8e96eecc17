import type { Finding } from "../words/finding";

/** How other limits would change what is asked of one report. */
export interface ThresholdEffect {
  /**
   * Rule ids of the findings that would come, and of those that would go; one that only reads differently is neither.
   */
  coming: readonly string[];
  going: readonly string[];
  /** By how many the reasons that the text waits for would grow; negative when they become fewer. */
  reasons: number;
}

/** What a report is asked under one set of limits. */
export interface Asked {
  findings: readonly Pick<Finding, "key" | "ruleId">[];
  /** Slots of the texts that are waited for. */
  missingTexts: readonly string[];
}

export function thresholdEffect(before: Asked, after: Asked): ThresholdEffect {
  return {
    coming: ruleIdsNotIn(after.findings, before.findings),
    going: ruleIdsNotIn(before.findings, after.findings),
    reasons: after.missingTexts.length - before.missingTexts.length,
  };
}

/** Rule ids of the findings that the others have not, one for each finding. */
export function ruleIdsNotIn(findings: Asked["findings"], others: Asked["findings"]): string[] {
  const known = new Set(others.map(({ key }) => key));
  return findings.filter(({ key }) => !known.has(key)).map(({ ruleId }) => ruleId);
}
