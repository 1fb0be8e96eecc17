import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { mentionLineOf } from "@/components/comments/mention-line";
import { MentionList } from "@/components/comments/mention-list";
import type { ApprovedLine } from "@/components/review/approved-line";
import { PublishApproved } from "@/components/review/publish-approved";
import { ReviewQueue, type QueueLine } from "@/components/review/review-queue";
import { YearLinks } from "@/components/review/year-links";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format-date";
import { blockerSentence, exemptionOf, publicationBlockersInLists } from "@/lib/domain/report/blockers";
import { isEditable, notOpenedLabel, reportLabel } from "@/lib/domain/report/lifecycle";
import { can } from "@/lib/domain/report/permissions";
import { loadMentions } from "@/lib/features/comments/loaders";
import { loadReviewQueue } from "@/lib/features/queue/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "审核队列" };

const DAY = 86_400_000;

export default async function ReviewQueuePage({ searchParams }: PageProps<"/review">) {
  const { year } = await searchParams;
  if (year !== undefined && !/^\d{4}$/.test(String(year))) notFound();
  const [{ session, years, fiscalYear, rows, approvedWithoutText, separatePublisher }, mentions] = await Promise.all([
    loadReviewQueue(year === undefined ? {} : { year: Number(year) }),
    loadMentions(),
  ]);
  if (!fiscalYear) {
    return years.length > 0 ? (
      notFound()
    ) : (
      <EmptyState title="还没有年度">管理员开放年度之后，各单位的决算列在这里。</EmptyState>
    );
  }

  const daysPast = Math.max(0, Math.ceil((now().getTime() - fiscalYear.deadline.getTime()) / DAY));
  const lines = rows.map(({ unit, department, report }): QueueLine => {
    const version = report?.version;
    const publishedNumber = report?.publishedNumber ?? null;
    // A correction in work is not late: the unit's accounts were on time.
    const isOwed =
      unit.isOwing && !unit.isExempt && publishedNumber === null && (!version || isEditable(version.status));
    return {
      unitCode: unit.code,
      unitName: unit.name,
      departmentName: department?.name ?? "",
      status: version?.status ?? "notOpened",
      statusLabel: version ? reportLabel(version, publishedNumber) : notOpenedLabel,
      isPublished: publishedNumber !== null,
      round: version?.round ?? 0,
      isLate: isOwed && daysPast > 0,
      daysLate: isOwed ? daysPast : 0,
      blocking: version?.checks?.blocking ?? null,
      explain: version?.checks?.explain ?? null,
      openComments: report?.openComments ?? 0,
      submittedAt: version?.submittedAt?.toISOString() ?? null,
    };
  });
  const approved: ApprovedLine[] = [];
  const excluded: { unitName: string; reason: string }[] = [];
  for (const [at, { unit, report }] of rows.entries()) {
    const version = report?.version;
    if (version?.status === "approved") {
      const { id: versionId, revision, approvedById } = version;
      const subject = { approvedById, separatePublisher, exemption: exemptionOf(unit) };
      const blockers = publicationBlockersInLists(subject, session.user.id);
      if (blockers.length === 0) approved.push({ versionId, revision, unitCode: unit.code, unitName: unit.name });
      else excluded.push({ unitName: unit.name, reason: blockers.map(blockerSentence).join("") });
    } else
      excluded.push({
        unitName: unit.name,
        reason: version?.status === "published" ? "已经公开" : `${lines[at]!.statusLabel}，尚未批复`,
      });
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="font-serif text-2xl">{fiscalYear.year}年度决算审核</h1>
          <p className="text-sm text-muted">
            截止 {formatDate(fiscalYear.deadline)} · 共 {lines.length} 个单位 · 年度
            {fiscalYear.stage === "open" ? "开放中" : "已关闭"}
          </p>
        </div>
        {can(session.actor, "report.publishAll", { districtId: session.district.id }) && (
          <PublishApproved
            year={fiscalYear.year}
            approved={approved}
            excluded={excluded}
            withoutText={approvedWithoutText}
          />
        )}
      </div>
      <MentionList mentions={mentions.map((mention) => mentionLineOf(mention, "review"))} />
      <YearLinks path="/review" years={years} current={fiscalYear.year} />
      <ReviewQueue
        key={fiscalYear.id}
        year={fiscalYear.year}
        deadline={formatDate(fiscalYear.deadline)}
        lines={lines}
      />
    </div>
  );
}
