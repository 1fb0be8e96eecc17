import type { Metadata } from "next";
import { CreateFiscalYear, FiscalYearControls } from "@/components/admin/fiscal-year-controls";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, isoDay } from "@/components/ui/format-date";
import { loadFiscalYears } from "@/lib/features/fiscal-years/loaders";
import { formatLabel } from "@/lib/domain/formats/format-of";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "年度" };

export default async function YearsPage() {
  const { years, catalogues, regionCode } = await loadFiscalYears();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap justify-between gap-4">
        <h1 className="font-serif text-2xl">年度</h1>
        <CreateFiscalYear
          catalogues={catalogues}
          regionCode={regionCode}
          nextYear={years[0] ? years[0].year + 1 : now().getFullYear() - 1}
        />
      </div>
      {years.length === 0 && <EmptyState title="还没有年度">新增年度之后，各单位就可以开始填报。</EmptyState>}
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
                <a href={`/admin/years/${year}/rules`}>审核规则</a>
              </p>
            </div>
            <FiscalYearControls
              regionCode={regionCode}
              fiscalYear={{ id, year, tableSetId, stage, opensAt: isoDay(opensAt), deadline: isoDay(deadline) }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
