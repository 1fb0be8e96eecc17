/** A page of a list. */
export interface Paged {
  page: number;
  pages: number;
  /** What the list has in all, with its counter: “223 个单位”. */
  of?: string;
  hrefOf: (page: number) => string;
}

/** Under a list of more than one page: where one is, and the way to its neighbours. */
export function Paging({ page, pages, of, hrefOf }: Paged) {
  if (pages <= 1 || page > pages) return null;
  return (
    <nav aria-label="分页" className="mt-4 flex flex-wrap gap-4 text-sm print:hidden">
      {page > 1 && <a href={hrefOf(page - 1)}>上一页</a>}
      <span>
        第 {page} 页，共 {pages} 页{of && `，${of}`}
      </span>
      {page < pages && <a href={hrefOf(page + 1)}>下一页</a>}
    </nav>
  );
}
