import type { Metadata } from "next";
import Link from "next/link";
import { CongressControl } from "@/components/decisions/congress-control";
import { DueTable } from "@/components/decisions/due-table";
import { OwnDaysControl } from "@/components/decisions/own-days-control";
import { RuleControl } from "@/components/decisions/rule-control";
import { yearAsked } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatDateTime } from "@/lib/domain/words/moments";
import { clockDefinitions, congressDemands } from "@/lib/domain/decision/decision-rule";
import { reckoningOf } from "@/lib/domain/decision/due-dates";
import { waitingForCongressLabel } from "@/lib/domain/decision/waiting";
import { arrangedYears } from "@/lib/domain/decision/working-days";
import { ExtendDeadline } from "@/components/extensions/extend-deadline";
import { ExtensionList } from "@/components/extensions/extension-list";
import { loadExtensions, type ExtensionsOfYear } from "@/lib/features/extensions/loaders";
import { loadDecisionYear, type DecisionYear } from "@/lib/features/due-dates/loaders";

export const metadata: Metadata = { title: "批复期限" };

export default async function DeadlinesPage({ searchParams }: PageProps<"/review/deadlines">) {
  const loaded = await loadDecisionYear(yearAsked((await searchParams).year) ?? null);
  if (!loaded) return <EmptyState title="还没有年度">管理员开放年度之后，批复和公开的期限列在这里。</EmptyState>;
  const { years, fiscalYear, items, counts, today } = loaded;
  const extensions = await loadExtensions(fiscalYear);
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度批复和公开期限</h1>
        <p className="text-sm text-muted">
          截至 {today} · 已逾期 {counts.late} 项 · 七日内到期 {counts.soon} 项 · 期限未定 {counts.unknown} 项
        </p>
      </div>
      <YearLinks path="/review/deadlines" years={years} current={fiscalYear.year} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Congress {...loaded} />
        <Rule {...loaded} />
      </div>
      <Extensions {...extensions} fiscalYear={fiscalYear} />
      <section aria-labelledby="due" className="flex flex-col gap-3">
        <h2 id="due" className="text-base font-semibold">
          办理期限表
        </h2>
        <p className="max-w-prose text-sm text-muted">
          批复日期和收到日期取自批复文件；还没有批复文件的单位，以系统内办理批复的日期代替。更正日期或规则之后，期限随即重新计算。批复文件中有期限的要求和整改问题也列在表中，在批复文件的页面办理延期和办结。
        </p>
        {items.length === 0 ? (
          <EmptyState title="没有须办理的事项">本年度没有应报单位。</EmptyState>
        ) : (
          <DueTable year={fiscalYear.year} items={items} counts={counts} />
        )}
      </section>
    </div>
  );
}

/** The decision of the people's congress, and until when the bureau has to have approved. */
function Congress({ fiscalYear, congress, bureauDue, items, mayRecord, today }: DecisionYear) {
  // What is approved cannot be waiting: then it is the record that is missing.
  const isApproving = items.some(
    (item) => "duty" in item && item.duty === "departmentApproval" && item.doneOn !== null,
  );
  return (
    <section aria-labelledby="congress" className="flex flex-col gap-2 border-t border-rule pt-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="congress" className="text-base font-semibold">
          人大批准
        </h2>
        {mayRecord && (
          <CongressControl fiscalYearId={fiscalYear.id} year={fiscalYear.year} recorded={congress} today={today} />
        )}
      </div>
      {congress === null ? (
        <Callout
          tone="neutral"
          title={`${isApproving ? "人大批准没有登记" : waitingForCongressLabel}（截至 ${today}）`}
        >
          人大批准登记之前，财政局批复的期限未定，不计逾期。
        </Callout>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-muted">批准日期</dt>
          <dd className="tabular-nums">{congress.decidedOn}</dd>
          <dt className="text-muted">批准机关</dt>
          <dd>{congress.body}</dd>
          <dt className="text-muted">会议</dt>
          <dd>{congress.meeting}</dd>
          <dt className="text-muted">决议文号</dt>
          <dd>{congress.decisionNumber || "无"}</dd>
          <dt className="text-muted">登记</dt>
          <dd>
            {congress.recordedBy} {formatDateTime(congress.recordedAt)}
            {congress.revision > 1 && `（更正 ${congress.revision - 1} 次，见操作日志）`}
          </dd>
        </dl>
      )}
      {bureauDue.due !== null && (
        <p>
          财政局批复部门决算不迟于 <strong className="tabular-nums">{bureauDue.due}</strong>（{reckoningOf(bureauDue)}
          ）。
        </p>
      )}
    </section>
  );
}

/** Units that have more time than all others (延期). */
function Extensions({ fiscalYear, extensions, units }: ExtensionsOfYear & Pick<DecisionYear, "fiscalYear">) {
  const printed = (moment: string) => formatDateTime(new Date(moment));
  return (
    <section id="extensions" aria-labelledby="extensions-title" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="extensions-title" className="text-base font-semibold">
          单位延期
        </h2>
        {units.length > 0 && <ExtendDeadline fiscalYearId={fiscalYear.id} year={fiscalYear.year} units={units} />}
      </div>
      <p className="text-sm text-muted">
        全部单位的上报截止日期是 {formatDate(fiscalYear.deadline)}；延期的单位按自己的日期计算逾期、催报和公开情况。
      </p>
      <ExtensionList
        mayWithdraw={units.length > 0}
        lines={extensions.map((line) => ({
          ...line,
          at: printed(line.at),
          withdrawn: line.withdrawn && { ...line.withdrawn, at: printed(line.withdrawn.at) },
        }))}
      />
    </section>
  );
}

/** The clocks of the year, what 批复 waits for, and days of the district's own. */
function Rule({ fiscalYear, duties, ownDays, mayManage }: DecisionYear) {
  const { rule } = fiscalYear;
  return (
    <section aria-labelledby="rule" className="flex flex-col gap-2 border-t border-rule pt-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="rule" className="text-base font-semibold">
          本年度期限规则
        </h2>
        {mayManage && <RuleControl fiscalYearId={fiscalYear.id} year={fiscalYear.year} rule={rule} />}
      </div>
      <ul className="flex flex-col gap-1">
        {clockDefinitions.map(({ id, label, from, basis }) => (
          <li key={id}>
            {label}：自{from}起 <span className="tabular-nums">{rule[id]}</span> 日
            <span className="block text-xs text-muted">{basis}</span>
          </li>
        ))}
      </ul>
      <p>
        按自然日计算，当日不计；{rule.movesOffHolidays ? "最后一日遇节假日的，顺延至下一工作日" : "遇节假日不顺延"}。
        人大批准登记之前办理批复：{congressDemands[rule.congress]}。
      </p>
      <p>
        批复与公开：{duties.isSeparate ? "由不同的人办理" : "可由同一人办理"}
        {mayManage && (
          <>
            （在<Link href="/admin/duties">办理分工</Link>中设置）
          </>
        )}
        。
      </p>
      <OwnDaysControl days={ownDays} lastArranged={arrangedYears.last} mayManage={mayManage} />
    </section>
  );
}
