/** Finds units by name or code; a plain form, so that it works without JavaScript. */
export function SearchForm({ query = "" }: { query?: string }) {
  return (
    <form action="/search" role="search" className="flex max-w-xl gap-2">
      <label htmlFor="query" className="sr-only">
        单位名称或代码
      </label>
      <input
        id="query"
        name="q"
        type="search"
        defaultValue={query}
        maxLength={60}
        placeholder="单位名称或代码"
        className="min-w-0 flex-1 border border-line bg-surface px-3 py-1.5"
      />
      <button type="submit" className="cursor-pointer border border-accent bg-accent px-4 text-white">
        查找
      </button>
    </form>
  );
}
