import type { Metadata } from "next";
import Link from "next/link";
import { MissingFormat } from "@/components/document/missing-format";
import { MapBoard, type MapUnit } from "@/components/report-map/map-board";
import { NoSuchYear, yearAsked } from "@/components/review/asked-year";
import { QueueFilters } from "@/components/review/queue-filters";
import { countText, queueLineOf } from "@/components/review/queue-line";
import { UnknownFilter } from "@/components/review/unknown-filter";
import { YearLinks } from "@/components/review/year-links";
import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import { queueHref, reportHref, REPORTS_OF_A_PAGE } from "@/lib/features/queue/schema";
import { loadReportMap } from "@/lib/features/report-map/loaders";
import { formatMissing, FormatMissing } from "@/lib/features/versions/loaders";

export const metadata: Metadata = { title: "填报进度" };

/** Which sheet of which unit is empty, in work, has findings or is done; of drafts, too. */
export default async function ReportMapPage({ searchParams }: PageProps<"/review/map">) {
  const parameters = await searchParams;
  const year = yearAsked(parameters.year);
  const loaded = await loadReportMap(year, parameters).catch(formatMissing);
  if (loaded instanceof FormatMissing) return <MissingFormat sentence={loaded.sentence} />;
  const { session, years, queue, parts, lines } = loaded;
  if (!queue) return <NoSuchYear asked={year}>管理员开放年度之后，各单位的填报进度列在这里。</NoSuchYear>;
  const { fiscalYear, query, unknown, page, reviewers } = queue;
  const isGrouped = (query.order ?? "department") === "department";
  const units = page.rows.map((row, at): MapUnit => {
    const { unitId, unitCode, unitName, href, statusLabel, departmentId, departmentName } = queueLineOf(
      row,
      reportHref(row.unitCode, fiscalYear.year, query),
      new Map(),
    );
    const isFirst = at === 0 || page.rows[at - 1]!.departmentId !== departmentId;
    const departmentAbove = isGrouped && isFirst ? departmentName || "没有主管部门的单位" : null;
    return { unitId, unitCode, unitName, href, statusLabel, departmentAbove };
  });
  const total = page.shown.units + page.shown.departments;
  const place = {
    page: query.page ?? 1,
    pages: Math.ceil(total / REPORTS_OF_A_PAGE),
    of: countText(page.shown),
    hrefOf: (number: number) => queueHref(fiscalYear.year, { ...query, page: number }, "/review/map"),
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <div>
          <h1 className="font-serif text-2xl">{fiscalYear.year}年度填报进度</h1>
          <p className="text-sm text-muted">
            每个单位每张表：未填、已填、有审核结果、通过。没有上报的也在内，只看进度，不看数字。{" "}
            <Link href={queueHref(fiscalYear.year, query)} prefetch={false}>
              回到审核队列
            </Link>
          </p>
        </div>
        <YearLinks path="/review/map" years={years} current={fiscalYear.year} />
      </div>
      {unknown.length > 0 ? (
        <UnknownFilter year={fiscalYear.year} unknown={unknown} query={query} path="/review/map" />
      ) : (
        <>
          <QueueFilters
            year={fiscalYear.year}
            query={query}
            page={page}
            reviewers={reviewers}
            userId={session.user.id}
            path="/review/map"
          />
          {total === 0 ? (
            <EmptyState title="没有符合条件的单位">请换一个筛选条件。</EmptyState>
          ) : units.length === 0 ? (
            <PastLastPage {...place} />
          ) : (
            <MapBoard
              key={queueHref(fiscalYear.year, query)}
              year={fiscalYear.year}
              parts={parts}
              units={units}
              lines={Object.fromEntries(lines)}
            />
          )}
          <Paging {...place} link={Link} />
        </>
      )}
    </div>
  );
}
