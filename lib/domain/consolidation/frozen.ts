/** What a frozen total was made of, and what has become of it since. */

/** A version that a total added up, with the hash of what was approved. */
export interface TotalPart {
  unitId: string;
  versionId: string;
  number: number;
  contentHash: string;
}

/** What is different of the units now. */
export type PartChange =
  | { unitId: string; kind: "corrected"; from: number; to: number }
  /** The approval that was added up is withdrawn, and no other version stands. */
  | { unitId: string; kind: "withdrawn" }
  | { unitId: string; kind: "come" }
  | { unitId: string; kind: "gone" };

export const partChangeLabels: Record<PartChange["kind"], string> = {
  corrected: "已更正",
  withdrawn: "批复已撤销",
  come: "新列入汇总范围",
  gone: "不再属于汇总范围",
};

/**
 * Why a frozen total is outdated; nothing while it stands.
 *
 * @param now what the same total would add up today
 * @param scope the units that belong to it today, with or without accounts
 */
export function outdatedBy(
  frozen: readonly TotalPart[],
  now: readonly TotalPart[],
  scope: ReadonlySet<string>,
): PartChange[] {
  const today = new Map(now.map((part) => [part.unitId, part]));
  const before = new Set(frozen.map(({ unitId }) => unitId));
  const changes = frozen.flatMap(({ unitId, versionId, number, contentHash }): PartChange[] => {
    if (!scope.has(unitId)) return [{ unitId, kind: "gone" }];
    const part = today.get(unitId);
    if (!part) return [{ unitId, kind: "withdrawn" }];
    const isSame = part.versionId === versionId && part.contentHash === contentHash;
    return isSame ? [] : [{ unitId, kind: "corrected", from: number, to: part.number }];
  });
  const come = now.filter(({ unitId }) => !before.has(unitId));
  return [...changes, ...come.map(({ unitId }): PartChange => ({ unitId, kind: "come" }))];
}
