import { FoundReports } from "@/components/public/found-reports";
import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import {
  LAST_SEARCH_PAGE,
  SEARCH_PAGE,
  type FoundReports as FoundPage,
  type SearchInput,
} from "@/lib/features/search/schema";

/** A page of what a search has found. `isAnswered`: by questions over all reports, which stand before it. */
export function SearchResult({
  input,
  found: { total, reports },
  isAnswered,
}: {
  input: SearchInput;
  found: FoundPage;
  isAnswered: boolean;
}) {
  const place = {
    page: input.page,
    pages: Math.min(LAST_SEARCH_PAGE, Math.ceil(total / SEARCH_PAGE)),
    of: `${total} 份公开的决算`,
    hrefOf: (page: number) => {
      const parameters = Object.entries({ ...input, page }).filter(([, value]) => value !== undefined);
      return `/search?${new URLSearchParams(parameters.map(([name, value]) => [name, String(value)]))}`;
    },
  };
  return (
    <>
      <p className="my-4 text-sm text-muted" role="status">
        {input.q.trim() ? `“${input.q.trim()}”：` : ""}找到 {total} 份公开的决算
      </p>
      {reports.length > 0 ? (
        <FoundReports reports={reports} from={(input.page - 1) * SEARCH_PAGE + 1} />
      ) : total > 0 ? (
        <PastLastPage {...place} />
      ) : (
        !isAnswered && (
          <EmptyState title="没有找到公开的决算">
            请换用更少或更短的词，或放宽年度、单位类型、主管部门。尚未公开的决算查找不到。
          </EmptyState>
        )
      )}
      <Paging {...place} />
    </>
  );
}
