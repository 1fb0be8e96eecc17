import { unitKindLabels, unitKinds } from "@/lib/domain/words/funds";
import type { SearchInput } from "@/lib/features/search/schema";

/** What a search can be narrowed to, and what it is narrowed to. */
interface Filters {
  input: Pick<SearchInput, "year" | "kind" | "department">;
  years: readonly number[];
  departments: readonly { code: string; name: string }[];
}

/**
 * Finds published reports by units, subjects, projects, sentences and amounts; a plain form, so that it works without
 * JavaScript. `filters` only on the page of results.
 */
export function SearchForm({ query = "", filters }: { query?: string; filters?: Filters }) {
  return (
    <form action="/search" role="search" className="flex max-w-3xl flex-col gap-2 print:hidden">
      <div className="flex gap-2">
        <label htmlFor="query" className="sr-only">
          单位、科目、项目、词句或金额
        </label>
        <input
          id="query"
          name="q"
          type="search"
          defaultValue={query}
          placeholder="单位、科目、项目、词句或金额"
          className="min-w-0 flex-1 border border-line bg-surface px-3 py-1.5"
        />
        <button type="submit" className="cursor-pointer border border-accent bg-accent px-4 text-white">
          查找
        </button>
      </div>
      {filters && (
        <div className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
          <Choice name="year" label="年度" chosen={filters.input.year}>
            {filters.years.map((year) => ({ value: year, label: `${year}年度` }))}
          </Choice>
          <Choice name="kind" label="单位类型" chosen={filters.input.kind}>
            {unitKinds.map((kind) => ({ value: kind, label: unitKindLabels[kind] }))}
          </Choice>
          <Choice name="department" label="主管部门" chosen={filters.input.department}>
            {filters.departments.map(({ code, name }) => ({ value: code, label: name }))}
          </Choice>
        </div>
      )}
    </form>
  );
}

function Choice(props: {
  name: string;
  label: string;
  chosen: string | number | undefined;
  children: readonly { value: string | number; label: string }[];
}) {
  const { name, label, chosen = "", children } = props;
  return (
    <label className="flex min-w-0 max-w-full items-center gap-2">
      <span className="whitespace-nowrap">{label}</span>
      <select
        name={name}
        defaultValue={chosen}
        className="min-h-8 min-w-0 max-w-72 flex-1 border border-line bg-surface px-1"
      >
        <option value="">全部</option>
        {children.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
