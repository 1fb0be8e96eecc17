import { EmptyState } from "@/components/ui/empty-state";

/** Stands in the place of a list whose page is asked for past its last one: there is something, only not there. */
export function PastLastPage({ page, pages, of, href }: { page: number; pages: number; of: string; href: string }) {
  return (
    <EmptyState title={`没有第 ${page} 页`}>
      {of}，共 {pages} 页。<a href={href}>看第 {pages} 页</a>
    </EmptyState>
  );
}
