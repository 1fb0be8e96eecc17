interface Props<Name extends string> {
  /** What is filtered by, for screen readers. */
  label: string;
  filters: readonly { name: Name; label: string; count: number }[];
  current: Name;
  onChange: (name: Name) => void;
}

/** One of several filters of a list, each with the number of lines that it leaves. */
export function FilterButtons<Name extends string>({ label, filters, current, onChange }: Props<Name>) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1">
      {filters.map((filter) => (
        <button
          key={filter.name}
          type="button"
          aria-pressed={filter.name === current}
          onClick={() => onChange(filter.name)}
          className="min-h-8 cursor-pointer border border-line px-2 text-sm aria-pressed:border-accent aria-pressed:bg-accent-shade aria-pressed:text-accent"
        >
          {filter.label} {filter.count}
        </button>
      ))}
    </div>
  );
}
