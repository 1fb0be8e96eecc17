import { nameOfPart, partChangeLabels, type PartChange } from "@/lib/domain/consolidation/frozen";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { noticePath } from "@/lib/domain/words/report-path";
import type { CorrectionSince } from "@/lib/features/totals/data";

/** What is not any more as it was when a total was made, line by line, each correction with its reason and its notice. */
export function PartChanges({
  year,
  changes,
  corrections,
  nameOf,
}: {
  year: number;
  changes: readonly PartChange[];
  corrections: readonly CorrectionSince[];
  nameOf: (unitId: string) => string;
}) {
  return (
    <ul className="mt-1">
      {changes.map((change) => (
        <li key={`${change.kind}.${change.unitId}`}>
          {nameOfPart(change, nameOf)}：{partChangeLabels[change.kind]}
          {change.kind === "corrected" && `（第 ${change.from} 版 → 第 ${change.to} 版）`}
          {change.kind === "corrected" &&
            corrections
              .filter(({ unitId }) => unitId === change.unitId)
              .map((correction) => <Correction key={correction.number} year={year} correction={correction} />)}
        </li>
      ))}
    </ul>
  );
}

function Correction({
  year,
  correction: { number, reason, published },
}: {
  year: number;
  correction: CorrectionSince;
}) {
  return (
    <span className="block pl-4 text-sm">
      第 {number} 版（
      {published ? (
        <>
          {dayText(chinaDay(published.at))}公开，
          <a href={noticePath({ unitCode: published.code, year, number })}>更正公告</a>
        </>
      ) : (
        "已批复，尚未公开"
      )}
      ）：{reason}
    </span>
  );
}
