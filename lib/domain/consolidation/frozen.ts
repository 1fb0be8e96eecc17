/** What a frozen total was made of, and what has become of it since. */
import type { FactKey } from "../words/fact-address";

/** A version that a total added up, with the hash of what was approved. */
export interface TotalPart {
  unitId: string;
  versionId: string;
  number: number;
  contentHash: string;
}

/** What a total is made of: versions of its units, and what is entered beside them and approved. */
export interface MakingOfTotal {
  parts: readonly TotalPart[];
  onBehalf: readonly (readonly [FactKey, number])[];
  adjustment: readonly (readonly [FactKey, number])[];
}

/** What the same total would be made of today, and the units that belong to it, with or without accounts. */
export interface MakingNow extends MakingOfTotal {
  scope: ReadonlySet<string>;
}

/** What is different now. */
export type PartChange =
  | { unitId: string; kind: "corrected"; from: number; to: number }
  /** The approval that was added up is withdrawn, and no other version stands. */
  | { unitId: string; kind: "withdrawn" }
  | { unitId: string; kind: "come" }
  | { unitId: string; kind: "gone" }
  /** What is entered beside the units. */
  | { unitId: null; kind: "entered" };

/** Whose change it is. */
export const nameOfPart = ({ unitId }: PartChange, nameOf: (unitId: string) => string): string =>
  unitId === null ? "代编和调整" : nameOf(unitId);

export const partChangeLabels: Record<PartChange["kind"], string> = {
  corrected: "已更正",
  withdrawn: "批复已撤销",
  come: "新列入汇总范围",
  gone: "不再属于汇总范围",
  entered: "有变动",
};

/** Why a frozen total is outdated; nothing while it stands. */
export function outdatedBy(frozen: MakingOfTotal, now: MakingNow): PartChange[] {
  const today = new Map(now.parts.map((part) => [part.unitId, part]));
  const before = new Set(frozen.parts.map(({ unitId }) => unitId));
  const changes = frozen.parts.flatMap(({ unitId, versionId, number, contentHash }): PartChange[] => {
    if (!now.scope.has(unitId)) return [{ unitId, kind: "gone" }];
    const part = today.get(unitId);
    if (!part) return [{ unitId, kind: "withdrawn" }];
    const isSame = part.versionId === versionId && part.contentHash === contentHash;
    return isSame ? [] : [{ unitId, kind: "corrected", from: number, to: part.number }];
  });
  const come = now.parts.filter(({ unitId }) => !before.has(unitId));
  const isEnteredAlike = isAlike(frozen.onBehalf, now.onBehalf) && isAlike(frozen.adjustment, now.adjustment);
  return [
    ...changes,
    ...come.map(({ unitId }): PartChange => ({ unitId, kind: "come" })),
    ...(isEnteredAlike ? [] : [{ unitId: null, kind: "entered" } as const]),
  ];
}

/** Whether two lists come to the same in every address; what cancels wholly stands in neither. */
function isAlike(one: MakingOfTotal["onBehalf"], other: MakingOfTotal["onBehalf"]): boolean {
  const left = new Map(one);
  for (const [key, amount] of other) left.set(key, (left.get(key) ?? 0) - amount);
  return [...left.values()].every((amount) => amount === 0);
}
