import type { Metadata } from "next";
import { z } from "zod";
import { ReportList } from "@/components/public/report-list";
import { SearchForm } from "@/components/public/search-form";
import { EmptyState } from "@/components/ui/empty-state";
import { findPublishedReports } from "@/lib/features/public-reports/loaders";

export const metadata: Metadata = { title: "查找单位" };

export const dynamic = "force-dynamic";

const searchSchema = z.object({
  q: z.string().trim().max(60).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export default async function SearchPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { q, page } = searchSchema.parse(await searchParams);
  const found = await findPublishedReports(q, page);
  const pages = Math.max(1, Math.ceil(found.total / found.pageSize));
  const link = (target: number) => `/search?${new URLSearchParams({ q, page: String(target) })}`;
  return (
    <>
      <h1 className="mb-4 font-serif text-3xl font-bold">查找单位</h1>
      <SearchForm query={q} />
      <p className="my-4 text-sm text-muted" role="status">
        {q ? `“${q}”：找到 ${found.total} 份公开的决算` : `共有 ${found.total} 份公开的决算`}
      </p>
      {found.reports.length > 0 ? (
        <ReportList reports={found.reports} caption="查找结果" />
      ) : (
        <EmptyState title="没有找到公开的决算">请换用单位全称中的几个字，或单位代码的前几位。</EmptyState>
      )}
      {pages > 1 && (
        <nav aria-label="分页" className="mt-4 flex gap-4 text-sm">
          {page > 1 && <a href={link(page - 1)}>上一页</a>}
          <span>
            第 {page} 页，共 {pages} 页
          </span>
          {page < pages && <a href={link(page + 1)}>下一页</a>}
        </nav>
      )}
    </>
  );
}
