import type { Finding } from "@/lib/domain/model/finding";
import type { WrittenExplanation } from "@/lib/domain/report/explanations";

/** With what was just typed; the newest stands last. */
export function withWritten(written: readonly WrittenExplanation[], typed: WrittenExplanation): WrittenExplanation[] {
  return [...written.filter(({ findingKey, fingerprint }) => findingKey !== typed.findingKey || fingerprint !== typed.fingerprint), typed];
}

/** What explains the finding as its figures are now; blank when nothing does. */
export function textFor({ key, fingerprint }: Pick<Finding, "key" | "fingerprint">, written: readonly WrittenExplanation[]): string {
  return written.find((one) => one.findingKey === key && one.fingerprint === fingerprint)?.text ?? "";
}

/** The last words for this finding that lapsed with a change of its figures; `null` when it is explained or never was. */
export function lapsedTextFor(finding: Pick<Finding, "key" | "fingerprint">, written: readonly WrittenExplanation[]): string | null {
  if (textFor(finding, written).trim() !== "") return null;
  return written.findLast(({ findingKey, fingerprint, text }) => findingKey === finding.key && fingerprint !== finding.fingerprint && text.trim() !== "")?.text ?? null;
}
