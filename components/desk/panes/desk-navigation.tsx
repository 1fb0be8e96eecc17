"use client";

import type { ReactNode } from "react";
import { useDesk, useDeskActs } from "../store/use-desk";
import { useViewGroups } from "./use-view-groups";
import { ViewChoice } from "./view-choice";

/** Where one is in the report: a list at the side, a choice on narrow screens. */
export function DeskNavigation() {
  const { setView: onPick } = useDeskActs().ways;
  const groups = useViewGroups();
  const current = useDesk(({ place }) => place.view);
  return (
    <nav aria-label="填报表和公开表" className="text-sm">
      <div className="flex lg:hidden">
        <ViewChoice label="当前表" groups={groups} current={current} onPick={onPick} />
      </div>
      <div className="hidden flex-col gap-4 lg:flex">
        {groups.map(({ title, views }) => (
          <section key={title}>
            <h2 className="mb-1 font-medium">{title}</h2>
            <ul className="border-l border-line">
              {views.map((view) => (
                <li key={view.id}>
                  <ViewButton isCurrent={view.id === current} onPick={() => onPick(view.id)}>
                    {view.title}
                    {view.state && <span className="ml-auto shrink-0 text-xs text-muted">{view.state}</span>}
                  </ViewButton>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

function ViewButton({ isCurrent, onPick, children }: { isCurrent: boolean; onPick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? "true" : undefined}
      onClick={onPick}
      className="flex w-full cursor-pointer items-baseline gap-1 px-3 py-1 text-left leading-5 hover:bg-shade aria-[current=true]:border-l-2 aria-[current=true]:border-accent aria-[current=true]:bg-accent-shade aria-[current=true]:font-semibold"
    >
      {children}
    </button>
  );
}
