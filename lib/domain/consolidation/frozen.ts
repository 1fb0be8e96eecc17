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
  /** What was approved or withdrawn of what is entered beside the units, whenever it was. */
  decided?: readonly DecidedDocument[];
}

/** A document by which something is entered beside the units: when it was decided last, and what it moves. */
export interface DecidedDocument {
  documentNumber: string;
  at: Date;
  keys: readonly FactKey[];
}

/** What is different now. */
export type PartChange =
  | { unitId: string; kind: "corrected"; from: number; to: number }
  /** The approval that was added up is withdrawn, and no other version stands. */
  | { unitId: string; kind: "withdrawn" }
  | { unitId: string; kind: "come" }
  | { unitId: string; kind: "gone" }
  /** What is entered beside the units, and by which documents, as far as they are known. */
  | { unitId: null; kind: "entered"; documents: readonly string[] };

/** Whose change it is. */
export function nameOfPart(change: PartChange, nameOf: (unitId: string) => string): string {
  if (change.unitId !== null) return nameOf(change.unitId);
  return change.documents.length === 0 ? "代编和调整" : `代编和调整（${change.documents.join("、")}）`;
}

export const partChangeLabels: Record<PartChange["kind"], string> = {
  corrected: "已更正",
  withdrawn: "批复已撤销",
  come: "新列入汇总范围",
  gone: "不再属于汇总范围",
  entered: "有变动",
};

/**
 * Why a frozen total is outdated; nothing while it stands.
 *
 * @param madeAt when it was made: documents that were decided since are named
 */
export function outdatedBy(frozen: MakingOfTotal, now: MakingNow, madeAt?: Date): PartChange[] {
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
  const moved = new Set([...movedIn(frozen.onBehalf, now.onBehalf), ...movedIn(frozen.adjustment, now.adjustment)]);
  const since = (now.decided ?? []).filter(
    ({ at, keys }) => madeAt !== undefined && at >= madeAt && keys.some((key) => moved.has(key)),
  );
  const documents = [...new Set(since.map(({ documentNumber }) => documentNumber))];
  return [
    ...changes,
    ...come.map(({ unitId }): PartChange => ({ unitId, kind: "come" })),
    ...(moved.size === 0 ? [] : [{ unitId: null, kind: "entered", documents } as const]),
  ];
}

/** The addresses in which two lists do not come to the same; what cancels wholly stands in neither. */
function movedIn(one: MakingOfTotal["onBehalf"], other: MakingOfTotal["onBehalf"]): FactKey[] {
  const left = new Map(one);
  for (const [key, amount] of other) left.set(key, (left.get(key) ?? 0) - amount);
  return [...left].flatMap(([key, amount]) => (amount === 0 ? [] : [key]));
}
