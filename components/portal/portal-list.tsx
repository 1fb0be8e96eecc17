import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import { ListTable } from "@/components/ui/list-table";
import { chinaDay } from "@/lib/domain/words/moments";
import { reportPath } from "@/lib/domain/words/report-path";
import type { PortalPage } from "@/lib/features/portal-addresses/loaders";
import { portalFilters, REPORTS_OF_A_PAGE, type PortalFilter } from "@/lib/features/portal-addresses/schema";
import { PortalAddress } from "./portal-address";
import { PortalStanding } from "./portal-standing";

function addressOf(year: number, state: PortalFilter, page = 1): string {
  const query = { year: String(year), ...(state !== "all" && { state }), ...(page > 1 && { page: String(page) }) };
  return `/review/portal?${new URLSearchParams(query)}`;
}

/** What is published of a year, each with where the portal shows it; narrowed to what somebody has to see to. */
export function PortalList({ query, year, counts, reports }: PortalPage) {
  const pages = Math.ceil(counts[query.state] / REPORTS_OF_A_PAGE);
  return (
    <>
      <nav aria-label="筛选" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {(Object.keys(portalFilters) as PortalFilter[]).map((state) => (
          <a
            key={state}
            href={addressOf(year, state)}
            aria-current={query.state === state ? "true" : undefined}
            className="aria-[current=true]:font-bold aria-[current=true]:text-ink aria-[current=true]:no-underline"
          >
            {portalFilters[state]} {counts[state]}
          </a>
        ))}
      </nav>
      {reports.length === 0 && pages > 0 ? (
        <PastLastPage
          page={query.page}
          pages={pages}
          of={`${counts[query.state]} 份决算`}
          hrefOf={(page) => addressOf(year, query.state, page)}
        />
      ) : reports.length === 0 ? (
        <EmptyState title="没有这样的决算">{counts.all === 0 ? "公开之后列在这里。" : "可以查看全部。"}</EmptyState>
      ) : (
        <ListTable label={`${year}年度门户公开`} heads={["单位", "公开", "门户网站", "网址"]} hasCards>
          {reports.map(({ unitId, unitCode, unitName, departmentName, number, publishedAt, portal, isShared }) => (
            <tr key={unitId} className="border-b border-line align-top">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                <a href={reportPath({ unitCode, year })}>{unitName}</a>
                <span className="block text-xs text-muted">
                  {unitCode} {departmentName}
                </span>
              </th>
              <td data-head="公开" className="figures whitespace-nowrap px-2 py-1 text-left">
                {chinaDay(publishedAt)}
                {number > 1 && <span className="block text-xs">第 {number} 版</span>}
              </td>
              <td data-head="门户网站" className="px-2 py-1">
                <PortalStanding portal={portal} />
                {isShared && <span className="block text-xs text-warn">与其他单位的网址相同</span>}
              </td>
              <td data-head="网址" className="px-2 py-1">
                <PortalAddress unitId={unitId} unitName={unitName} year={year} address={portal?.address ?? ""} />
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      <Paging page={query.page} pages={pages} hrefOf={(page) => addressOf(year, query.state, page)} />
    </>
  );
}
