"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { pointAreas, type PointArea } from "@/lib/domain/review-points/point";
import type { AnswerLine, PointLine, PointsOfReport } from "@/lib/features/point-answers/schema";
import { PointItem } from "./point-item";
import { SignOffs } from "./sign-offs";

/** Whether a point has an answer that stands. */
export const isStanding = ({ answer, changedCount }: Pick<PointLine, "answer" | "changedCount">): boolean =>
  answer !== null && changedCount === 0;

const filters = { all: "全部", open: "待办理", problem: "有问题" } as const;
type Filter = keyof typeof filters;

interface Props {
  versionId: string;
  /** What whoever made the report is called: 单位 or 部门. */
  preparer: string;
  points: PointsOfReport;
  mayAnswer: boolean;
  /** The point that the reader is at; its area is open. */
  current: string | null;
  onShow: (address: string) => void;
}

/** 审核要点: the questions of the year for this report, by area, with how far the review is and who signs for it. */
export function ReviewPoints({ versionId, preparer, points, mayAnswer, current: atHand, onShow }: Props) {
  // What this person answered since the page was read: the page is not asked for again after each of dozens of points.
  const [given, setGiven] = useState<{ of: PointsOfReport; answers: ReadonlyMap<string, AnswerLine>; signed: string }>({
    of: points,
    answers: new Map(),
    signed: points.signed,
  });
  const [filter, setFilter] = useState<Filter>("all");
  /** Areas that the reader opened or closed. The points of a closed one are not on the page. */
  const [toggled, setToggled] = useState<ReadonlyMap<PointArea, boolean>>(new Map());
  // Where the review begins; it stays open while its points are answered.
  const [initiallyOpen] = useState(() => points.lines.find((line) => !isStanding(line))?.area);
  const current = given.of === points ? given : { of: points, answers: new Map(), signed: points.signed };

  const lines = points.lines.map((line): PointLine => {
    const answer = current.answers.get(line.id);
    if (!answer) return line;
    const earlier = line.answer ? [...line.earlier, line.answer] : line.earlier;
    return { ...line, answer, changed: [], changedCount: 0, earlier };
  });
  const standing = lines.filter(isStanding);
  const problems = standing.filter(({ answer }) => answer!.answer === "problem").length;
  const lapsed = lines.filter(({ changedCount }) => changedCount > 0).length;
  const shown = lines.filter(
    (line) =>
      filter === "all" ||
      (filter === "open" ? !isStanding(line) : isStanding(line) && line.answer!.answer === "problem"),
  );
  const areas = (Object.keys(pointAreas) as PointArea[]).filter((area) => shown.some((line) => line.area === area));
  const overruled = points.signOffs.some(({ lapsed: points }) => points.length === 0) && current.answers.size > 0;

  return (
    <section aria-labelledby="review-points" className="flex flex-col gap-2">
      <h2 id="review-points" className="text-base font-semibold">
        审核要点（{standing.length}/{lines.length}
        {problems > 0 && `，${problems} 项有问题`}
        {lapsed > 0 && `，${lapsed} 项已失效`}）
      </h2>
      <progress
        aria-label="审核要点的进度"
        max={lines.length}
        value={standing.length}
        className="h-1.5 w-full accent-accent"
      />
      <div role="group" aria-label="只看哪些要点" className="flex flex-wrap gap-2">
        {(Object.keys(filters) as Filter[]).map((each) => (
          <Button
            key={each}
            aria-pressed={filter === each}
            onPress={() => setFilter(each)}
            className={filter === each ? "border-ink font-semibold" : ""}
          >
            {filters[each]}
          </Button>
        ))}
      </div>
      {shown.length === 0 && <p className="text-muted">没有{filters[filter]}的要点。</p>}
      {areas.map((area) => {
        const ofArea = lines.filter((line) => line.area === area);
        const isOpen =
          filter !== "all" || ofArea.some(({ id }) => id === atHand) || (toggled.get(area) ?? area === initiallyOpen);
        return (
          <details
            key={area}
            open={isOpen}
            onToggle={({ currentTarget: { open } }) => {
              // What a filter opens is not what the reader opened.
              if (filter === "all") setToggled((before) => new Map([...before, [area, open]]));
            }}
            className="border-t border-line pt-1"
          >
            <summary className="cursor-pointer py-1 font-medium">
              {pointAreas[area]}
              <span className="mx-2 text-muted tabular-nums">
                {ofArea.filter(isStanding).length}/{ofArea.length}
              </span>
              {ofArea.some(({ changedCount }) => changedCount > 0) && <Badge tone="warn">有失效</Badge>}
            </summary>
            {isOpen &&
              shown
                .filter((line) => line.area === area)
                .map((line) => (
                  <PointItem
                    key={line.id}
                    versionId={versionId}
                    preparer={preparer}
                    line={line}
                    mayAnswer={mayAnswer}
                    onShow={onShow}
                    onAnswered={(answer, signed) =>
                      setGiven({ of: points, answers: new Map([...current.answers, [line.id, answer]]), signed })
                    }
                  />
                ))}
          </details>
        );
      })}
      <SignOffs
        versionId={versionId}
        signOffs={points.signOffs}
        signed={current.signed}
        open={lines.length - standing.length}
        isOverruled={overruled}
        demands={points.demandsSignOffs}
        maySign={mayAnswer}
      />
    </section>
  );
}
