import { EmptyState } from "@/components/ui/empty-state";
import type { Paged } from "@/components/ui/paging";

/** Stands in the place of a list whose page is asked for past its last one: there is something, only not there. */
export function PastLastPage({ page, pages, of, hrefOf }: Omit<Required<Paged>, "link">) {
  return (
    <EmptyState title={`没有第 ${page} 页`}>
      {of}，共 {pages} 页。<a href={hrefOf(pages)}>看第 {pages} 页</a>
    </EmptyState>
  );
}
