import type { ReactNode } from "react";

export interface DeskView {
  id: string;
  title: string;
  /** How it stands: 待填、已填、有误、无数据. */
  state?: string;
}

export interface DeskViewGroup {
  title: string;
  views: readonly DeskView[];
}

/** Where one is in the report: a list at the side, a choice on narrow screens. */
export function DeskNavigation({
  groups,
  current,
  onPick,
}: {
  groups: readonly DeskViewGroup[];
  current: string;
  onPick: (id: string) => void;
}) {
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

/** A view chosen from all of them in one line. */
export function ViewChoice({
  id,
  label,
  groups,
  current,
  onPick,
}: {
  id?: string;
  label: string;
  groups: readonly DeskViewGroup[];
  current: string;
  onPick: (id: string) => void;
}) {
  return (
    <label className="flex min-w-0 flex-1 items-center gap-2">
      <span className="shrink-0">{label}</span>
      <select
        id={id}
        value={current}
        onChange={(event) => onPick(event.target.value)}
        className="min-h-8 w-full min-w-0 border border-line bg-surface px-2 pointer-coarse:min-h-10"
      >
        {groups.map(({ title, views }) => (
          <optgroup key={title} label={title}>
            {views.map((view) => (
              <option key={view.id} value={view.id}>
                {view.title}
                {view.state && `（${view.state}）`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
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
