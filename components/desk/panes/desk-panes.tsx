"use client";

import clsx from "clsx";
import { useEffect } from "react";
import { lightUp } from "@/components/document/figure-cells";
import { Button } from "@/components/ui/button";
import { secondViewOf, type Split } from "../store/viewing-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { DeskView } from "./desk-view";
import { revealBeside } from "./pane-focus";
import { relatedPlaces } from "./related-places";
import { secondViewGroups } from "./second-view";
import { useViewGroups } from "./use-view-groups";
import { ViewChoice } from "./view-choice";

const layouts: readonly { layout: Split["layout"]; label: string }[] = [
  { layout: "beside", label: "左右" },
  { layout: "below", label: "上下" },
];

/**
 * The view that is picked, and beside or below it a second one on the same figures; what belongs together in both
 * lights up.
 */
export function DeskPanes({ remarks }: { remarks: ReadonlyMap<string, string> }) {
  const { ways } = useDeskActs();
  const view = useDesk(({ place }) => place.view);
  const split = useDesk(({ place }) => place.split);
  const secondView = useDesk(({ place }) => secondViewOf(place));
  const isSecondAsked = useDesk(({ place }) => place.isSecondAsked);
  const hasSecond = split !== null && secondView !== "";

  useEffect(() => {
    if (!hasSecond || !isSecondAsked) return;
    document.getElementById("second-view")?.focus();
    ways.secondFocused();
  }, [hasSecond, isSecondAsked, ways]);

  // 控制数 is below every sheet and a view of its own: with that one open no cell of it stands elsewhere.
  const showsControls = view !== "control" && secondView !== "control";
  const isBeside = split?.layout === "beside";
  return (
    <div
      data-split={hasSecond || undefined}
      className={clsx(
        "grid grid-cols-[minmax(0,1fr)] items-start gap-4",
        hasSecond && "[--grid-height:42dvh]",
        hasSecond && isBeside && "xl:grid-cols-2 xl:[--grid-height:65dvh]",
      )}
    >
      <section data-pane aria-label={hasSecond ? "第一张表" : undefined} className="min-w-0">
        <DeskView pane="first" remarks={remarks} showsControls={showsControls} />
      </section>
      {hasSecond && (
        <section
          data-pane
          aria-label="对照表"
          className={clsx("min-w-0 border-t border-rule pt-2", isBeside && "xl:border-t-0 xl:border-l xl:pt-0 xl:pl-4")}
        >
          <div className="mb-2 flex flex-wrap items-center gap-2 text-sm">
            <SecondViewChoice split={split} />
            <div role="group" aria-label="排列" className="hidden xl:flex">
              {layouts.map(({ layout, label }) => (
                <button
                  key={layout}
                  type="button"
                  aria-pressed={split.layout === layout}
                  onClick={() => ways.setSplit({ ...split, layout })}
                  className={clsx(
                    "-mr-px min-h-8 cursor-pointer border border-line bg-surface px-3",
                    "aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-white",
                  )}
                >
                  {label}
                </button>
              ))}
            </div>
            <Button onPress={() => ways.setView(secondView)}>互换</Button>
            <Button onPress={() => ways.setSplit({ ...split, isOpen: false })}>关闭对照</Button>
          </div>
          <RelatedLights />
          <DeskView pane="second" remarks={remarks} showsControls={showsControls} />
        </section>
      )}
    </div>
  );
}

function SecondViewChoice({ split }: { split: Split }) {
  const { ways } = useDeskActs();
  const groups = useViewGroups();
  const first = useDesk(({ place }) => place.view);
  return (
    <ViewChoice
      id="second-view"
      label="对照表"
      groups={secondViewGroups(groups, first)}
      current={split.view}
      onPick={(view) => ways.setSplit({ ...split, view })}
    />
  );
}

/** Lights up what the selected figure comes from and goes to, and brings it into sight in the view where nobody is. */
function RelatedLights() {
  const { model } = useDesk(({ seen }) => seen);
  const selection = useDesk(({ place }) => place.selection);
  const secondView = useDesk(({ place }) => secondViewOf(place));
  const related = relatedPlaces(selection, model).join("\n");
  useEffect(() => {
    if (related === "") return;
    const ids = related.split("\n");
    revealBeside(ids);
    return lightUp(ids);
  }, [related, secondView]);
  return null;
}
