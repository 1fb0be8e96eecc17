import type { Metadata } from "next";
import Link from "next/link";
import { mentionLineOf } from "@/components/comments/mention-line";
import { DeputyNotices } from "@/components/deputies/deputy-notices";
import { ExportLinks } from "@/components/lists/export-links";
import { MentionList } from "@/components/comments/mention-list";
import { NoSuchYear, yearAsked } from "@/components/review/asked-year";
import { QueueBoard } from "@/components/review/queue-board";
import { QueueFilters } from "@/components/review/queue-filters";
import { countText, queueLineOf } from "@/components/review/queue-line";
import { QueueNews } from "@/components/review/queue-news";
import { UnknownFilter } from "@/components/review/unknown-filter";
import { YearLinks } from "@/components/review/year-links";
import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import { YearNotices } from "@/components/year-notice/year-notices";
import { formatDate, formatDateTime, chinaDay } from "@/lib/domain/words/moments";
import { can } from "@/lib/domain/report/permissions";
import { loadMentions } from "@/lib/features/comments/loaders";
import { loadDeputyNotice } from "@/lib/features/deputies/loaders";
import { loadReviewQueue, type AskedQueue } from "@/lib/features/queue/loaders";
import { queueHref, queueText, reportHref, REPORTS_OF_A_PAGE } from "@/lib/features/queue/schema";
import type { Session } from "@/lib/features/session/loaders";
import { loadUnreadNotices } from "@/lib/features/year-notice/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "审核队列" };

export default async function ReviewQueuePage({ searchParams }: PageProps<"/review">) {
  const parameters = await searchParams;
  const year = yearAsked(parameters.year);
  const [{ session, years, queue }, mentions, deputies] = await Promise.all([
    loadReviewQueue(year, parameters),
    loadMentions(),
    loadDeputyNotice(),
  ]);
  if (!queue) return <NoSuchYear asked={year}>管理员开放年度之后，各单位的决算列在这里。</NoSuchYear>;
  const { fiscalYear, page, congress } = queue;
  const notices = await loadUnreadNotices(fiscalYear.year);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <div>
          <h1 className="font-serif text-2xl">{fiscalYear.year}年度决算审核</h1>
          <p className="text-sm text-muted">
            截止 {formatDate(fiscalYear.deadline)} · 共 {countText(page.all)} · 年度
            {fiscalYear.stage === "open" ? "开放中" : "已关闭"} ·{" "}
            <Link href={`/review/deadlines?year=${fiscalYear.year}`}>
              {congress === null ? `人大批准没有登记（截至 ${chinaDay(now())}）` : `人大批准 ${congress.decidedOn}`}
            </Link>
            {fiscalYear.noticeRevision > 0 && (
              <>
                {" · "}
                <Link href={`/review/changes/${fiscalYear.year}`}>本年变化</Link>
              </>
            )}
            {" · "}
            <Link href={queueHref(fiscalYear.year, { ...queue.query, page: 1 }, "/review/map")} prefetch={false}>
              填报进度
            </Link>
          </p>
        </div>
        <YearLinks path="/review" years={years} current={fiscalYear.year} />
      </div>
      <DeputyNotices notice={deputies} />
      <YearNotices notices={notices} area="/review" />
      <MentionList mentions={mentions.map((mention) => mentionLineOf(mention, "review"))} />
      {queue.unknown.length > 0 ? (
        <UnknownFilter year={fiscalYear.year} unknown={queue.unknown} query={queue.query} />
      ) : (
        <Queue key={fiscalYear.id} session={session} queue={queue} />
      )}
    </div>
  );
}

/** The queue as the address asks for it. */
function Queue({ session, queue }: { session: Session; queue: AskedQueue }) {
  const { fiscalYear, query, page, reviewers, since } = queue;
  const { year } = fiscalYear;
  const districtId = session.district.id;
  const nameOf = new Map(reviewers.map(({ id, name, mayReview }) => [id, mayReview ? name : `${name}（不再审核）`]));
  const lines = page.rows.map((row) => queueLineOf(row, reportHref(row.unitCode, year, query), nameOf));
  const isGrouped = (query.order ?? "department") === "department";
  const onPage = new Set(lines.map(({ departmentId }) => departmentId));
  const total = page.shown.units + page.shown.departments;
  const pages = Math.ceil(total / REPORTS_OF_A_PAGE);
  const place = {
    page: query.page ?? 1,
    pages,
    of: countText(page.shown),
    hrefOf: (number: number) => queueHref(year, { ...query, page: number }),
  };
  const { page: _page, order: _order, ...exported } = query;
  return (
    <>
      {since && <QueueNews year={year} since={formatDateTime(since)} changed={page.marks.changed} />}
      <QueueFilters year={year} query={query} page={page} reviewers={reviewers} userId={session.user.id} />
      {total > 0 && (
        <div className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {(["findings", "comments"] as const).map((list) => (
            <span key={list} className="flex gap-2">
              {list === "findings" ? "审核结果" : "意见"}
              <ExportLinks
                list={list}
                filter={{
                  year: String(year),
                  ...(Object.keys(exported).length === 0 ? {} : { queue: queueText(exported) }),
                }}
              />
            </span>
          ))}
        </div>
      )}
      <QueueBoard
        year={year}
        query={queueText(query)}
        shown={{ ...page.shown, statuses: page.statuses }}
        lines={lines}
        groups={
          isGrouped
            ? page.departments
                .filter(({ departmentId }) => onPage.has(departmentId))
                .map((each) => ({
                  ...each,
                  href:
                    each.code === null || query.department === each.code
                      ? null
                      : queueHref(year, { ...exported, department: each.code }),
                }))
            : null
        }
        mayRemind={can(session.actor, "reminder.send", { districtId })}
        mayStepMany={can(session.actor, "report.stepMany", { districtId })}
        mayAssign={can(session.actor, "review.assign", { districtId })}
        reviewers={reviewers
          .filter(({ mayReview }) => mayReview)
          .map(({ id, name }) => ({ id, name, load: page.loads[id] ?? 0 }))}
        userId={session.user.id}
        empty={
          total > 0 ? (
            <PastLastPage {...place} />
          ) : page.all.units + page.all.departments === 0 ? (
            <EmptyState title="还没有单位">管理员建立单位之后，单位列在这里。</EmptyState>
          ) : (
            <EmptyState title="没有符合条件的单位">
              请换一个筛选条件，或<Link href={queueHref(year)}>查看全部单位</Link>。
            </EmptyState>
          )
        }
        paging={<Paging {...place} link={Link} />}
      />
    </>
  );
}
