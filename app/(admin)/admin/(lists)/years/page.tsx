import type { Metadata } from "next";
import Link from "next/link";
import { FiscalYearControls } from "@/components/admin/fiscal-year-controls";
import { StartYear } from "@/components/admin/year-opening/start-year";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatDateTime, chinaDay } from "@/lib/domain/words/moments";
import { formatLabel } from "@/lib/domain/formats/format-of";
import { dayText, yearOf } from "@/lib/domain/register/days";
import { yearStepIds } from "@/lib/domain/report/year-opening";
import { loadFiscalYears } from "@/lib/features/fiscal-years/loaders";
import { loadDrafts, loadEnding } from "@/lib/features/year-opening/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "年度" };

export default async function YearsPage({ searchParams }: PageProps<"/admin/years">) {
  const [{ years, regionCode }, drafts, { opened, ended }] = await Promise.all([
    loadFiscalYears(),
    loadDrafts(),
    searchParams,
  ]);
  const ending = drafts.some(({ year }) => String(year) === ended) ? null : await loadEnding(ended);
  const justOpened = years.find(({ year }) => String(year) === opened);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1 className="font-serif text-2xl">年度</h1>
        <StartYear nextYear={years[0] ? years[0].year + 1 : yearOf(chinaDay(now())) - 1} />
      </div>
      {justOpened && (
        <Callout tone="done" title={`${justOpened.year}年度已经开设`}>
          {justOpened.opensAt > now() ? `各单位自${dayText(chinaDay(justOpened.opensAt))}起` : "各单位现在"}
          可以填报；本年变化已在填报首页和审核页提示。
        </Callout>
      )}
      {ending !== null && (
        <Callout tone="warn" title={`${ending}。`}>
          没有保存的内容不再生效。已开设年度的期限、本年变化的说明在下面的列表中修改。
        </Callout>
      )}
      {drafts.map(({ year, choices, changedBy, changedAt }) => (
        <Callout key={year} tone="active" title={`正在准备${year}年度`}>
          <p>
            已核对 {choices.seen.length} / {yearStepIds.length} 步，最近由{changedBy}保存于 {formatDateTime(changedAt)}
            。各单位还看不到。 <Link href={`/admin/years/${year}/open`}>继续准备</Link>
          </p>
        </Callout>
      ))}
      {years.length === 0 && <EmptyState title="还没有年度">开设年度之后，各单位就可以开始填报。</EmptyState>}
      <ul className="flex flex-col">
        {years.map(({ id, year, stage, tableSetId, catalogueId, opensAt, deadline }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-4 border-b border-line py-3 text-sm">
            <div>
              <h2 className="flex items-center gap-2 text-base font-semibold">
                {year}年度{" "}
                <Badge tone={stage === "open" ? "active" : "neutral"}>{stage === "open" ? "开放中" : "已关闭"}</Badge>
              </h2>
              <p className="text-muted">
                {formatDate(opensAt)} 至 {formatDate(deadline)} · {formatLabel(tableSetId)} · 科目目录 {catalogueId} ·{" "}
                <a href={`/admin/years/${year}/thresholds`}>审核限度</a> ·{" "}
                <a href={`/review/deadlines?year=${year}`}>批复期限</a> ·{" "}
                <a href={`/admin/years/${year}/rules`}>审核规则</a> ·{" "}
                <a href={`/admin/years/${year}/points`}>审核要点</a> ·{" "}
                <Link href={`/review/changes/${year}`}>本年变化</Link>
              </p>
            </div>
            <FiscalYearControls
              regionCode={regionCode}
              fiscalYear={{ id, year, tableSetId, stage, opensAt: chinaDay(opensAt), deadline: chinaDay(deadline) }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
