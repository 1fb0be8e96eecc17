import type { Finding } from "../../words/finding";

/** How the findings on one set of figures differ from those on another. */
export interface FindingChanges<F> {
  appeared: readonly F[];
  gone: readonly F[];
  /** On both, about other figures; as they read after. */
  altered: readonly F[];
}

/** A finding is the same where rule and place are the same. */
export function findingChanges<F extends Pick<Finding, "key" | "fingerprint">>(
  before: readonly F[],
  after: readonly F[],
): FindingChanges<F> {
  const [known, present] = [before, after].map(
    (findings) => new Map(findings.map((finding) => [finding.key, finding])),
  ) as [Map<string, F>, Map<string, F>];
  return {
    appeared: after.filter(({ key }) => !known.has(key)),
    gone: before.filter(({ key }) => !present.has(key)),
    altered: after.filter(({ key, fingerprint }) => known.has(key) && known.get(key)!.fingerprint !== fingerprint),
  };
}

/** 较正式数据：消除 2 条，新增 1 条。 */
export function findingChangesSentence({ appeared, gone, altered }: FindingChanges<unknown>): string {
  const parts = [
    gone.length > 0 && `消除 ${gone.length} 条`,
    appeared.length > 0 && `新增 ${appeared.length} 条`,
    altered.length > 0 && `数字有变 ${altered.length} 条`,
  ].filter((part) => part !== false);
  return `较正式数据：${parts.length === 0 ? "审核结果没有变化" : parts.join("，")}。`;
}
