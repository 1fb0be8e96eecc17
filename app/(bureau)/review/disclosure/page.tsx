import type { Metadata } from "next";
import Link from "next/link";
import { DisclosureTable } from "@/components/review/disclosure-table";
import { NoSuchYear, yearAsked } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { ExportLinks } from "@/components/lists/export-links";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/lib/domain/words/moments";
import { loadDisclosure } from "@/lib/features/disclosure/loaders";

export const metadata: Metadata = { title: "公开情况" };

export default async function DisclosurePage({ searchParams }: PageProps<"/review/disclosure">) {
  const year = yearAsked((await searchParams).year);
  const loaded = await loadDisclosure({ year });
  if (!loaded) return <NoSuchYear asked={year}>管理员开放年度之后，各单位的公开情况列在这里。</NoSuchYear>;
  const { years, fiscalYear, disclosure, counts, findings, portal } = loaded;
  const { units } = disclosure;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度决算公开情况</h1>
        <p className="text-sm text-muted">
          共 {units.length} 个单位 · 已公开 {counts.published} 个 · 依规定不公开 {counts.exempt} 个 · 尚未公开{" "}
          {counts.outstanding} 个 · 上报期限 {formatDate(fiscalYear.deadline)}
        </p>
        <p className={findings.length > 0 ? "mt-1 text-sm text-danger" : "mt-1 text-sm"}>
          {findings.length > 0 ? `有 ${findings.length} 条须处理，列在最前。` : "批复、公开的时限和内容均符合规定。"}
        </p>
        <p className="text-sm text-muted">
          期限按<Link href={`/review/deadlines?year=${fiscalYear.year}`}>本年度期限规则</Link>
          计算；尚未登记批复文件，以系统内批复日起算。
        </p>
      </div>
      <div className="flex flex-wrap justify-between gap-4">
        <YearLinks path="/review/disclosure" years={years} current={fiscalYear.year} />
        <ExportLinks list="disclosure" filter={{ year: String(fiscalYear.year) }} />
      </div>
      {units.length === 0 ? (
        <EmptyState title="还没有单位">管理员建立单位之后，单位列在这里。</EmptyState>
      ) : (
        <DisclosureTable year={fiscalYear.year} disclosure={disclosure} findings={findings} portal={portal} />
      )}
    </div>
  );
}
