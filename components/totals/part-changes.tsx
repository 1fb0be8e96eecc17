import { nameOfPart, partChangeLabels, type PartChange } from "@/lib/domain/consolidation/frozen";

/** What is not any more as it was when a total was made, line by line. */
export function PartChanges({
  changes,
  nameOf,
}: {
  changes: readonly PartChange[];
  nameOf: (unitId: string) => string;
}) {
  return (
    <ul className="mt-1">
      {changes.map((change) => (
        <li key={`${change.kind}.${change.unitId}`}>
          {nameOfPart(change, nameOf)}：{partChangeLabels[change.kind]}
          {change.kind === "corrected" && `（第 ${change.from} 版 → 第 ${change.to} 版）`}
        </li>
      ))}
    </ul>
  );
}
