import type { DeskViewGroup } from "./desk-views";

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
