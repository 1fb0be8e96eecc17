import { reportPath } from "@/lib/domain/words/report-path";
import type { Metadata } from "next";
import Link from "next/link";
import { mentionLineOf } from "@/components/comments/mention-line";
import { MentionList } from "@/components/comments/mention-list";
import { DeputyNotices } from "@/components/deputies/deputy-notices";
import { OpenReport } from "@/components/desk/open-report";
import { DepartmentState } from "@/components/desk/department/department-state";
import { TakeTotal } from "@/components/desk/department/take-total";
import { YearNotices } from "@/components/year-notice/year-notices";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatDateTime, chinaDay } from "@/lib/domain/words/moments";
import { waitingForCongressLabel } from "@/lib/domain/decision/waiting";
import { daysUntil, dayText } from "@/lib/domain/register/days";
import { blockerSentence } from "@/lib/domain/report/blockers";
import { reportLabel } from "@/lib/domain/report/lifecycle";
import { nextStepOf } from "@/lib/domain/report/next-step";
import { absentOfUnit, unitIdsOf, type Actor } from "@/lib/domain/report/permissions";
import { loadMentions } from "@/lib/features/comments/loaders";
import { loadDeputyNotice } from "@/lib/features/deputies/loaders";
import { loadDesk, type DeskYear } from "@/lib/features/desk-home/loaders";
import { loadLettersToReceive } from "@/lib/features/letters/loaders";
import { loadUnreadNotices } from "@/lib/features/year-notice/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "填报" };

export default async function DeskPage() {
  const [{ session, units }, mentions, toReceive, deputies, notices] = await Promise.all([
    loadDesk(),
    loadMentions(),
    loadLettersToReceive(),
    loadDeputyNotice(),
    loadUnreadNotices(),
  ]);
  const ownUnits = unitIdsOf(session.actor);
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="mb-4 font-serif text-2xl">我的决算</h1>
      <DeputyNotices notice={deputies} />
      <YearNotices notices={notices} area="/desk" />
      <MentionList
        mentions={mentions.map((mention) =>
          mentionLineOf(mention, ownUnits.includes(mention.unit.id) ? "desk" : "review"),
        )}
      />
      {toReceive.length > 0 && (
        <div className="mb-4">
          <Callout tone="neutral" title={`有 ${toReceive.length} 份批复文件待签收`}>
            <ul className="flex flex-col">
              {toReceive.map(({ id, number, issuer, addressee }) => (
                <li key={id}>
                  <Link href={`/desk/letters/${id}`}>{number}</Link> {issuer}致{addressee}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
      {units.length === 0 && <EmptyState title="还没有分配单位">请联系财政局管理员为您的账号指定填报单位。</EmptyState>}
      {units.map(({ unit, department, years }) => (
        <section key={unit.id} aria-labelledby={`unit-${unit.code}`} className="mb-10">
          <h2 id={`unit-${unit.code}`} className="text-lg font-medium">
            {unit.name}
            {unit.level === "department" && "（部门决算）"}
          </h2>
          <p className="text-sm text-muted">
            <span className="tabular-nums">{unit.code}</span> {department?.name}
            {standIn(session.actor, unit.id)}
          </p>
          <ul className="mt-2 border-t border-rule">
            {years.map((entry) => (
              <li key={entry.fiscalYear.id} className="border-b border-line py-3">
                <Year entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Whose unit it is, when the person has it only for somebody absent. */
function standIn(actor: Actor, unitId: string): string {
  const absent = absentOfUnit(actor, unitId);
  return absent === null ? "" : ` · 代理${absent.name}`;
}

function Year({
  entry: { unit, fiscalYear, deadline, report, submitBlockers, waitsForCongress, withdrawn, sentBack, department },
}: {
  entry: DeskYear;
}) {
  const href = `/desk/${unit.code}/${fiscalYear.year}`;
  const isOpen = fiscalYear.stage === "open";
  // A correction in work is not late: the unit's accounts are public.
  const isOwed = report === null || (submitBlockers !== null && report.publishedNumber === null);
  const next = submitBlockers && nextStepOf(submitBlockers);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-serif text-lg tabular-nums">{fiscalYear.year}年度</span>
        {report ? (
          <Badge
            tone={report.version.status === "published" || report.version.status === "approved" ? "done" : "active"}
          >
            {waitsForCongress ? waitingForCongressLabel : reportLabel(report.version, report.publishedNumber)}
          </Badge>
        ) : (
          <Badge tone="neutral">未开始</Badge>
        )}
        {isOpen && isOwed && department === null && <Deadline {...deadline} />}
        {fiscalYear.noticeRevision > 0 && (
          <Link href={`/desk/changes/${fiscalYear.year}`} className="text-sm">
            本年变化
          </Link>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-4">
          {!report &&
            department === null &&
            (isOpen && fiscalYear.opensAt > now() ? (
              <span className="text-sm text-muted">{dayText(chinaDay(fiscalYear.opensAt))}起填报</span>
            ) : isOpen ? (
              <OpenReport unitId={unit.id} fiscalYearId={fiscalYear.id} href={href} />
            ) : (
              <span className="text-sm text-muted">未填报，年度已关闭</span>
            ))}
          {!report && department?.total && isOpen && (
            <TakeTotal departmentId={unit.id} fiscalYearId={fiscalYear.id} label="取汇总数，开始编制" href={href} />
          )}
          {next && (
            <Link
              href={`${href}?${new URLSearchParams(next.place)}`}
              className="border border-accent bg-accent px-3 py-1 text-sm text-white no-underline hover:bg-ink"
            >
              {next.label}
            </Link>
          )}
          {report && !next && <Link href={href}>查看</Link>}
          {department && <Link href={`${href}/on-behalf`}>代编</Link>}
          {report && <Link href={`${href}/timeline`}>办理过程</Link>}
          {report?.publishedNumber && (
            <Link href={reportPath({ unitCode: unit.code, year: fiscalYear.year })}>公开页</Link>
          )}
        </span>
      </div>
      {department && <DepartmentState year={department} />}
      {waitsForCongress && (
        <p className="mt-2 text-sm text-muted">
          财政局已审核。截至 {chinaDay(now())}，{fiscalYear.year}年度决算的人大批准尚未登记，批准后再批复。
        </p>
      )}
      {withdrawn && (
        <div className="mt-2">
          <Callout tone="warn" title={`财政局撤销了批复（${withdrawn.by}，${formatDateTime(withdrawn.at)}）`}>
            <p className="whitespace-pre-line">{withdrawn.reason}</p>
            <p className="text-muted">报告回到审核中，内容没有变化；需要修改时，财政局会退回。</p>
          </Callout>
        </div>
      )}
      {sentBack && (
        <div className="mt-2">
          <Callout tone="warn" title={`财政局退回（${sentBack.by}，${formatDateTime(sentBack.at)}）`}>
            <p className="whitespace-pre-line">{sentBack.reason}</p>
          </Callout>
        </div>
      )}
      {submitBlockers && submitBlockers.length > 0 && (
        <details className="mt-2 text-sm" open={submitBlockers.length <= 3}>
          <summary className="cursor-pointer text-muted">上报前还有 {submitBlockers.length} 项未完成</summary>
          <ul className="mt-1 list-disc pl-6">
            {submitBlockers.map((blocker) => (
              <li key={blockerSentence(blocker)}>{blockerSentence(blocker)}</li>
            ))}
          </ul>
        </details>
      )}
      {submitBlockers?.length === 0 && <p className="mt-2 text-sm text-done">各项均已完成，可以上报。</p>}
    </>
  );
}

function Deadline({ at, isExtended }: DeskYear["deadline"]) {
  const days = daysUntil(at, now());
  return (
    <span className={days < 0 ? "text-sm text-danger" : "text-sm text-muted"}>
      {isExtended ? "延期至" : "截止"} {formatDate(at)}，
      {days < 0 ? `已逾期 ${-days} 天` : days === 0 ? "今天截止" : `还有 ${days} 天`}
    </span>
  );
}
