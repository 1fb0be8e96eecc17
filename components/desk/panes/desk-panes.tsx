"use client";

import clsx from "clsx";
import { useEffect, type RefObject } from "react";
import { lightUp } from "@/components/document/figure-cells";
import { Button } from "@/components/ui/button";
import type { DeskReport } from "../report/desk-report";
import { ViewChoice, type DeskViewGroup } from "./desk-navigation";
import { DeskView } from "./desk-view";
import { revealBeside } from "./pane-focus";
import { relatedPlaces } from "./related-places";
import type { Selection } from "../sources/source-panel";
import type { DeskContents } from "../store/use-desk-contents";
import type { DeskPlace } from "../store/use-desk-place";
import type { Split } from "../store/use-split";

interface Props {
  report: DeskReport;
  contents: DeskContents;
  place: DeskPlace;
  /** What the second view is chosen from. */
  offered: readonly DeskViewGroup[];
  /** Set when somebody has opened the second view: its choice takes the focus and clears it. */
  secondAskedRef: RefObject<boolean>;
  remarks: ReadonlyMap<string, string>;
  onRecord: (cell: Exclude<Selection, { kind: "number" }>) => void;
}

const layouts: readonly { layout: Split["layout"]; label: string }[] = [
  { layout: "beside", label: "左右" },
  { layout: "below", label: "上下" },
];

/** The view that is picked, and beside or below it a second one on the same figures; what belongs together in both lights up. */
export function DeskPanes({ place, offered, secondAskedRef, ...shared }: Props) {
  const { first, second, split, setSplit, selection } = place;
  const { model } = shared.contents;

  const secondView = second?.view;
  const related = second ? relatedPlaces(selection, model).join("\n") : "";
  useEffect(() => {
    if (related === "" || secondView === undefined) return;
    const ids = related.split("\n");
    revealBeside(ids);
    return lightUp(ids);
  }, [related, secondView]);

  useEffect(() => {
    if (secondView === undefined || !secondAskedRef.current) return;
    secondAskedRef.current = false;
    document.getElementById("second-view")?.focus();
  }, [secondView, secondAskedRef]);

  // 控制数 is below every sheet and a view of its own: with that one open no cell of it stands elsewhere.
  const showsControls = first.view !== "control" && second?.view !== "control";
  const isBeside = split?.layout === "beside";
  return (
    <div
      data-split={second !== null || undefined}
      className={clsx(
        "grid grid-cols-[minmax(0,1fr)] items-start gap-4",
        second && "[--grid-height:42dvh]",
        second && isBeside && "xl:grid-cols-2 xl:[--grid-height:65dvh]",
      )}
    >
      <section data-pane aria-label={second ? "第一张表" : undefined} className="min-w-0">
        <DeskView {...shared} place={place} pane={first} showsControls={showsControls} />
      </section>
      {second && split && (
        <section
          data-pane
          aria-label="对照表"
          className={clsx("min-w-0 border-t border-rule pt-2", isBeside && "xl:border-t-0 xl:border-l xl:pt-0 xl:pl-4")}
        >
          <div className="mb-2 flex flex-wrap items-center gap-2 text-sm">
            <ViewChoice
              id="second-view"
              label="对照表"
              groups={offered}
              current={second.view}
              onPick={(view) => setSplit({ ...split, view })}
            />
            <div role="group" aria-label="排列" className="hidden xl:flex">
              {layouts.map(({ layout, label }) => (
                <button
                  key={layout}
                  type="button"
                  aria-pressed={split.layout === layout}
                  onClick={() => setSplit({ ...split, layout })}
                  className="-mr-px min-h-8 cursor-pointer border border-line bg-surface px-3 aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-white"
                >
                  {label}
                </button>
              ))}
            </div>
            <Button onPress={() => place.setView(second.view)}>互换</Button>
            <Button onPress={() => setSplit({ ...split, isOpen: false })}>关闭对照</Button>
          </div>
          <DeskView {...shared} place={place} pane={second} showsControls={showsControls} />
        </section>
      )}
    </div>
  );
}
