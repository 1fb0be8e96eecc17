import type { ReactNode } from "react";
import { reportPath } from "@/lib/domain/words/report-path";
import { Badge, type Tone } from "@/components/ui/badge";
import { aspects, defectIds, defectOf, verdictLabels, type Verdict } from "@/lib/domain/inspection/defects";
import { countVerdicts, type UnitInspection } from "@/lib/domain/inspection/inspection";

const tones: Record<Verdict["state"], Tone> = { found: "danger", notJudged: "warn", clear: "done" };
const order: readonly Verdict["state"][] = ["found", "notJudged", "clear"];

/**
 * All 22 defects of a unit's year: what was found with where it stands, what was not judged and why, what is clear.
 *
 * @param children what the page has beside them, under its heading
 */
export function InspectionOfUnit({
  year,
  of: { unit, inspection },
  children,
}: {
  year: number;
  of: UnitInspection;
  children?: ReactNode;
}) {
  const { disclosure, versions } = unit;
  const counts = countVerdicts(inspection);
  const page = versions.there > 0 ? reportPath({ unitCode: disclosure.unitCode, year, number: versions.newest }) : null;
  const ordered = defectIds.toSorted(
    (one, other) => order.indexOf(inspection[one].state) - order.indexOf(inspection[other].state),
  );
  return (
    <div className="flex flex-col gap-4 text-sm">
      <div>
        <h1 className="font-serif text-2xl">
          公开体检：{disclosure.unitName} {year}年度决算
        </h1>
        <p className="text-muted">
          {defectIds.length} 项中有问题 {counts.found} 项，没有发现 {counts.clear} 项，不作判断 {counts.notJudged}{" "}
          项。不作判断的不等于没有问题。
        </p>
        <p className="text-muted">
          {page ? (
            <>
              依据 <a href={page}>公开的第 {versions.newest} 版</a>（{versions.newestOn}）和批复、公开的记录。
            </>
          ) : (
            "本年度决算还没有公开。"
          )}
        </p>
      </div>
      {children}
      <ul className="flex flex-col gap-3">
        {ordered.map((id) => {
          const { title, aspect, basis, judged, isUnproven } = defectOf(id);
          const verdict = inspection[id];
          return (
            <li key={id} id={id} className="border-b border-line pb-3">
              <p className="flex flex-wrap items-baseline gap-2">
                <Badge tone={tones[verdict.state]}>{verdictLabels[verdict.state]}</Badge>
                <span className="text-base font-semibold">{title}</span>
                <span className="text-muted">{aspects[aspect]}</span>
              </p>
              {verdict.state === "found" && (
                <ul className="mt-1 list-disc pl-5">
                  {verdict.evidence.map(({ text, place }) => (
                    <li key={`${text}${place}`}>
                      {text}
                      {page && place && (
                        <>
                          {" "}
                          <a href={`${page}#${place}`}>查看所在位置</a>
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {verdict.state === "notJudged" && <p className="mt-1">{verdict.why}</p>}
              <p className="mt-1 text-muted">
                判断：{judged} 依据：{basis}
                {isUnproven && "（没有查到书面依据，按经验列入）"}。
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
