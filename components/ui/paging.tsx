import type { ElementType } from "react";

/** A page of a list. */
export interface Paged {
  page: number;
  pages: number;
  /** What the list has in all, with its counter: “223 个单位”. */
  of?: string;
  hrefOf: (page: number) => string;
  /** What leads to another page: a link of the browser, unless something on the page has to outlive the way. */
  link?: ElementType;
}

/** Under a list of more than one page: where one is, and the way to its neighbours. */
export function Paging({ page, pages, of, hrefOf, link: To = "a" }: Paged) {
  if (pages <= 1 || page > pages) return null;
  return (
    <nav aria-label="分页" className="mt-4 flex flex-wrap gap-4 text-sm print:hidden">
      {page > 1 && <To href={hrefOf(page - 1)}>上一页</To>}
      <span>
        第 {page} 页，共 {pages} 页{of && `，${of}`}
      </span>
      {page < pages && <To href={hrefOf(page + 1)}>下一页</To>}
    </nav>
  );
}
