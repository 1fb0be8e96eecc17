import type { Finding } from "../words/finding";

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

/** An explanation with the bureau's judgement of it, while that still holds. */
export interface Explanation extends WrittenExplanation {
  verdict: Verdict | null;
}

type Asked = Pick<Finding, "severity" | "key" | "fingerprint">;

/**
 * The judgement of an explanation as it stands; `null` when nobody judged it, or it was rewritten or its figures
 * changed since.
 */
export function verdictOn(
  explanation: WrittenExplanation,
  judged: readonly (WrittenExplanation & Verdict)[],
): Verdict | null {
  const found = judged.find(
    ({ findingKey, fingerprint, text }) =>
      findingKey === explanation.findingKey && fingerprint === explanation.fingerprint && text === explanation.text,
  );
  return found ? { isAccepted: found.isAccepted, reason: found.reason } : null;
}

/** Keys of the findings that still ask for an explanation and whose present one the bureau has refused. */
export function refusedFindings(findings: readonly Asked[], explanations: readonly Explanation[]): string[] {
  const refused = new Set(
    explanations
      .filter(({ verdict }) => verdict?.isAccepted === false)
      .map(({ findingKey, fingerprint }) => `${findingKey}\n${fingerprint}`),
  );
  return findings
    .filter(({ severity, key, fingerprint }) => severity === "explain" && refused.has(`${key}\n${fingerprint}`))
    .map(({ key }) => key);
}

/** With what was just typed; the newest stands last. */
export function withWritten(written: readonly WrittenExplanation[], typed: WrittenExplanation): WrittenExplanation[] {
  return [
    ...written.filter(
      ({ findingKey, fingerprint }) => findingKey !== typed.findingKey || fingerprint !== typed.fingerprint,
    ),
    typed,
  ];
}

/** What is written for the finding as its figures are now; it may be blank. */
export function explanationOf<E extends WrittenExplanation>(
  { key, fingerprint }: Pick<Finding, "key" | "fingerprint">,
  written: readonly E[],
): E | undefined {
  return written.find((one) => one.findingKey === key && one.fingerprint === fingerprint);
}

function isExplained(finding: Pick<Finding, "key" | "fingerprint">, written: readonly WrittenExplanation[]): boolean {
  return (explanationOf(finding, written)?.text.trim() ?? "") !== "";
}

/**
 * The last words for this finding that lapsed with a change of its figures; `null` when it is explained or never was.
 */
export function lapsedTextFor(
  finding: Pick<Finding, "key" | "fingerprint">,
  written: readonly WrittenExplanation[],
): string | null {
  if (isExplained(finding, written)) return null;
  return (
    written.findLast(
      ({ findingKey, fingerprint, text }) =>
        findingKey === finding.key && fingerprint !== finding.fingerprint && text.trim() !== "",
    )?.text ?? null
  );
}

/** Findings that ask for an explanation and have none; one that was written for other figures has lapsed. */
export function unexplained<F extends Asked>(findings: readonly F[], written: readonly WrittenExplanation[]): F[] {
  return findings.filter((finding) => finding.severity === "explain" && !isExplained(finding, written));
}

/** Keys of the findings whose present explanation nobody of the bureau has judged. */
export function unjudgedFindings(findings: readonly Asked[], explanations: readonly Explanation[]): string[] {
  return findings
    .filter(
      (finding) =>
        finding.severity === "explain" &&
        isExplained(finding, explanations) &&
        explanationOf(finding, explanations)?.verdict === null,
    )
    .map(({ key }) => key);
}
