import type { Metadata } from "next";
import Link from "next/link";
import { mentionLineOf } from "@/components/comments/mention-line";
import { DeputyNotices } from "@/components/deputies/deputy-notices";
import { MentionList } from "@/components/comments/mention-list";
import { NoSuchYear, yearAsked } from "@/components/review/asked-year";
import { countOf, queueLineOf } from "@/components/review/queue-line";
import { ReviewQueue } from "@/components/review/review-queue";
import { YearLinks } from "@/components/review/year-links";
import { YearNotices } from "@/components/year-notice/year-notices";
import { formatDate, chinaDay } from "@/lib/domain/words/moments";
import { can, partiesOf } from "@/lib/domain/report/permissions";
import { loadMentions } from "@/lib/features/comments/loaders";
import { loadDeputyNotice } from "@/lib/features/deputies/loaders";
import { loadReviewQueue } from "@/lib/features/queue/loaders";
import { loadUnreadNotices } from "@/lib/features/year-notice/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "审核队列" };

export default async function ReviewQueuePage({ searchParams }: PageProps<"/review">) {
  const year = yearAsked((await searchParams).year);
  const [{ session, years, fiscalYear, rows, approvedWithoutText, separatePublisher, congress }, mentions, deputies] =
    await Promise.all([loadReviewQueue({ year }), loadMentions(), loadDeputyNotice()]);
  if (!fiscalYear) return <NoSuchYear asked={year}>管理员开放年度之后，各单位的决算列在这里。</NoSuchYear>;

  const notices = await loadUnreadNotices(fiscalYear.year);
  const at = { deadline: fiscalYear.deadline, now: now() };
  const deciding = {
    parties: partiesOf(session.actor, "report.stepMany", { districtId: session.district.id }),
    separatePublisher,
    approvedWithoutText,
  };
  const lines = rows.map((row) => queueLineOf(row, at, deciding));

  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度决算审核</h1>
        <p className="text-sm text-muted">
          截止 {formatDate(fiscalYear.deadline)} · 共 {countOf(lines)} · 年度
          {fiscalYear.stage === "open" ? "开放中" : "已关闭"} ·{" "}
          <Link href={`/review/deadlines?year=${fiscalYear.year}`}>
            {congress === null ? `人大批准没有登记（截至 ${chinaDay(at.now)}）` : `人大批准 ${congress.decidedOn}`}
          </Link>
          {fiscalYear.noticeRevision > 0 && (
            <>
              {" · "}
              <Link href={`/review/changes/${fiscalYear.year}`}>本年变化</Link>
            </>
          )}
        </p>
      </div>
      <DeputyNotices notice={deputies} />
      <YearNotices notices={notices} area="/review" />
      <MentionList mentions={mentions.map((mention) => mentionLineOf(mention, "review"))} />
      <YearLinks path="/review" years={years} current={fiscalYear.year} />
      <ReviewQueue
        key={fiscalYear.id}
        year={fiscalYear.year}
        deadline={formatDate(fiscalYear.deadline)}
        lines={lines}
        mayStepMany={can(session.actor, "report.stepMany", { districtId: session.district.id })}
      />
    </div>
  );
}
