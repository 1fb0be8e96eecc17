"use client";

import clsx from "clsx";
import { Check, Circle } from "lucide-react";
import Link from "next/link";
import { yearStepIds, yearSteps, type YearStep } from "@/lib/domain/report/year-opening";

export type RailPlace = YearStep | "summary";

export function placeHref(year: number, place: RailPlace): string {
  return `/admin/years/${year}/open?step=${place}`;
}

interface Props {
  year: number;
  current: RailPlace;
  /** Steps that somebody has looked through. */
  seen: readonly YearStep[];
  /** Takes the way to a step over; `false` lets the link do it. */
  onLeave?: (place: RailPlace) => boolean;
}

/** The steps in which a year is prepared: where one is, what is done, and the way to each. */
export function StepRail({ year, current, seen, onLeave }: Props) {
  const places = [
    ...yearStepIds.map((id) => ({ id, label: yearSteps[id] })),
    { id: "summary", label: "核对与开设" },
  ] as {
    id: RailPlace;
    label: string;
  }[];
  return (
    <nav aria-label="开设步骤">
      <ol className="flex flex-wrap gap-x-1 gap-y-1 text-sm lg:flex-col">
        {places.map(({ id, label }, at) => {
          const isSeen = id !== "summary" && seen.includes(id);
          const Icon = isSeen ? Check : Circle;
          return (
            <li key={id}>
              <Link
                href={placeHref(year, id)}
                aria-current={id === current ? "step" : undefined}
                onNavigate={(event) => {
                  if (onLeave?.(id)) event.preventDefault();
                }}
                className={clsx(
                  "flex min-h-8 items-center gap-2 border-l-4 px-2 py-1 no-underline pointer-coarse:min-h-10",
                  id === current
                    ? "border-accent bg-accent-shade font-semibold text-ink"
                    : "border-line hover:bg-shade",
                )}
              >
                <Icon aria-hidden className={clsx("size-3.5 shrink-0", isSeen ? "text-done" : "text-muted")} />
                <span>
                  {at + 1}. {label}
                </span>
                {isSeen && <span className="sr-only">（已核对）</span>}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
