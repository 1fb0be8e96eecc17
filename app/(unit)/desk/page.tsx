import { differenceInCalendarDays } from "date-fns";
import type { Metadata } from "next";
import Link from "next/link";
import { OpenReport } from "@/components/desk/desk-steps";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format-date";
import { isEditable, statusLabel } from "@/lib/domain/report/lifecycle";
import { loadDesk, type DeskUnit } from "@/lib/features/reports/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "填报" };

export default async function DeskPage() {
  const { units } = await loadDesk();
  return (
    <>
      <h1 className="mb-4 font-serif text-2xl">我的决算</h1>
      {units.length === 0 && <EmptyState title="还没有分配单位">请联系财政局管理员为您的账号指定填报单位。</EmptyState>}
      {units.map(({ unit, department, years }) => (
        <section key={unit.id} className="mb-8">
          <h2 className="text-lg font-medium">{unit.name}</h2>
          <p className="text-sm text-muted">
            {unit.code} {department?.name}
          </p>
          <ul className="mt-2 border-t border-line">
            {years.map((entry) => (
              <YearRow key={entry.fiscalYear.id} unitId={unit.id} unitCode={unit.code} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function YearRow({ unitId, unitCode, entry: { fiscalYear, report } }: { unitId: string; unitCode: string; entry: DeskUnit["years"][number] }) {
  const href = `/desk/${unitCode}/${fiscalYear.year}`;
  const days = differenceInCalendarDays(fiscalYear.deadline, now());
  const isOpen = fiscalYear.stage === "open";
  const isWaiting = report === null || isEditable(report.version.status);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
      <span className="font-serif text-lg tabular-nums">{fiscalYear.year}年度</span>
      {report && <Badge tone={report.version.status === "published" || report.version.status === "approved" ? "done" : "active"}>{statusLabel(report.version.status, report.version.round)}</Badge>}
      {report?.version.checks && report.version.checks.blocking > 0 && <Badge tone="danger">{report.version.checks.blocking} 条必须改正</Badge>}
      {report && report.openComments > 0 && <Badge tone="warn">{report.openComments} 条意见待处理</Badge>}
      {isOpen && isWaiting && (
        <span className={days < 0 ? "text-sm text-danger" : "text-sm text-muted"}>
          截止 {formatDate(fiscalYear.deadline)}，{days < 0 ? `已逾期 ${-days} 天` : `还有 ${days} 天`}
        </span>
      )}
      <span className="ml-auto">{report ? <Link href={href}>{isWaiting ? "继续填报" : "查看"}</Link> : isOpen ? <OpenReport unitId={unitId} fiscalYearId={fiscalYear.id} href={href} /> : <span className="text-sm text-muted">未填报，年度已关闭</span>}</span>
    </li>
  );
}
