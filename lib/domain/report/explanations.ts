/** 核实说明 and what the bureau thinks of it. A judgement holds for the words and figures it was made on. */

/** What the unit says about one finding; `fingerprint` is that of the figures it speaks of. */
export interface WrittenExplanation {
  findingKey: string;
  fingerprint: string;
  text: string;
}

/** Accepted, or refused with the reason that the unit reads. */
export interface Verdict {
  isAccepted: boolean;
  /** Empty when accepted. */
  reason: string;
}

/** The judgement of an explanation as it stands; `null` when nobody judged it, or it was rewritten or its figures changed since. */
export function verdictOn(explanation: WrittenExplanation, judged: readonly (WrittenExplanation & Verdict)[]): Verdict | null {
  const found = judged.find(({ findingKey, fingerprint, text }) => findingKey === explanation.findingKey && fingerprint === explanation.fingerprint && text === explanation.text);
  return found ? { isAccepted: found.isAccepted, reason: found.reason } : null;
}

/** Keys of the findings that still ask for an explanation and whose present one the bureau has refused. */
export function refusedFindings(
  findings: readonly { severity: string; key: string; fingerprint: string }[],
  explanations: readonly (WrittenExplanation & { verdict: Verdict | null })[],
): string[] {
  const refused = new Set(explanations.filter(({ verdict }) => verdict?.isAccepted === false).map(({ findingKey, fingerprint }) => `${findingKey}\n${fingerprint}`));
  return findings.filter(({ severity, key, fingerprint }) => severity === "explain" && refused.has(`${key}\n${fingerprint}`)).map(({ key }) => key);
}
