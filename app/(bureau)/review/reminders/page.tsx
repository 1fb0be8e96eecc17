import type { Metadata } from "next";
import Link from "next/link";
import { RemindUnits } from "@/components/reminders/remind-units";
import { SentReminders } from "@/components/reminders/sent-reminders";
import { yearAsked } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatDateTime } from "@/lib/domain/words/moments";
import { loadReminders } from "@/lib/features/reminders/loaders";

export const metadata: Metadata = { title: "催报" };

export default async function RemindersPage({ searchParams }: PageProps<"/review/reminders">) {
  const loaded = await loadReminders(yearAsked((await searchParams).year) ?? null);
  if (!loaded) return <EmptyState title="还没有年度">管理员开放年度之后，尚未上报的单位列在这里。</EmptyState>;
  const { years, fiscalYear, targets, sent, template, maySend } = loaded;
  const late = targets.filter(({ daysLeft }) => daysLeft < 0).length;
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度决算催报</h1>
        <p className="text-sm text-muted">
          上报截止 {formatDate(fiscalYear.deadline)} · 未上报 {targets.length} 个单位 · 已逾期 {late} 个 ·{" "}
          <Link href={`/review/deadlines?year=${fiscalYear.year}#extensions`}>单位延期</Link>
          {fiscalYear.stage === "closed" && " · 年度已关闭，不再催报"}
        </p>
      </div>
      <YearLinks path="/review/reminders" years={years} current={fiscalYear.year} />
      <RemindUnits
        key={fiscalYear.id}
        fiscalYearId={fiscalYear.id}
        year={fiscalYear.year}
        targets={targets.map((target) => ({
          ...target,
          lastRemindedAt: target.lastRemindedAt && formatDateTime(new Date(target.lastRemindedAt)),
        }))}
        template={template}
        maySend={maySend}
      />
      <section aria-labelledby="sent" className="flex flex-col gap-3">
        <h2 id="sent" className="text-base font-semibold">
          已发催报
        </h2>
        <SentReminders sent={sent} />
      </section>
    </div>
  );
}
