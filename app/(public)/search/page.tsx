import type { Metadata } from "next";
import { AskedViews } from "@/components/questions/asked-views";
import { FoundReports } from "@/components/public/found-reports";
import { SearchForm } from "@/components/public/search-form";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { loadSearch } from "@/lib/features/search/loaders";
import { LAST_SEARCH_PAGE, SEARCH_PAGE, type SearchInput } from "@/lib/features/search/schema";
import { answerWith } from "@/lib/platform/page-status";

export const metadata: Metadata = { title: "查找", robots: { index: false } };

export const dynamic = "force-dynamic";

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const { input, problems, found, views, years, departments } = await loadSearch(await searchParams);
  if (problems.length > 0) answerWith(400);
  return (
    <>
      <h1 className="mb-4 font-serif text-3xl font-bold">查找已公开的决算</h1>
      <SearchForm query={input.q} filters={{ input, years, departments }} />
      {problems.length > 0 && (
        <div className="mt-4">
          <Callout tone="warn" title="没有查找" isAlert>
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </Callout>
        </div>
      )}
      {found === null ? (
        <p className="mt-6 max-w-prose text-sm text-muted">
          可以查找：单位的全称、简称、曾用名、拼音（如 xiaoxue）或首字母，科目的编码或名称（如
          2080505、公务接待费），项目名称，报告中由单位填写的词句，表中的金额（如 13.86，指公开表上四舍五入为 13.86
          万元的数）。几个词之间用空格隔开，须同时找到。
        </p>
      ) : (
        <>
          <AskedViews groups={views} />
          <Found input={input} found={found} isAnswered={views.length > 0} />
        </>
      )}
    </>
  );
}

function Found({
  input,
  found,
  isAnswered,
}: {
  input: SearchInput;
  /** By questions over all reports. */
  isAnswered: boolean;
  found: NonNullable<Awaited<ReturnType<typeof loadSearch>>["found"]>;
}) {
  const { page } = input;
  const pages = Math.min(LAST_SEARCH_PAGE, Math.max(1, Math.ceil(found.total / SEARCH_PAGE)));
  const link = (target: number) => {
    const parameters = Object.entries({ ...input, page: target }).filter(([, value]) => value !== undefined);
    return `/search?${new URLSearchParams(parameters.map(([name, value]) => [name, String(value)]))}`;
  };
  return (
    <>
      <p className="my-4 text-sm text-muted" role="status">
        {input.q.trim() ? `“${input.q.trim()}”：` : ""}找到 {found.total} 份公开的决算
      </p>
      {found.reports.length > 0 ? (
        <FoundReports reports={found.reports} from={(page - 1) * SEARCH_PAGE + 1} />
      ) : (
        !isAnswered && (
          <EmptyState title="没有找到公开的决算">
            请换用更少或更短的词，或放宽年度、单位类型、主管部门。尚未公开的决算查找不到。
          </EmptyState>
        )
      )}
      {pages > 1 && (
        <nav aria-label="分页" className="mt-4 flex gap-4 text-sm">
          {page > 1 && <a href={link(Math.min(page - 1, pages))}>上一页</a>}
          <span>
            第 {page} 页，共 {pages} 页
          </span>
          {page < pages && <a href={link(page + 1)}>下一页</a>}
        </nav>
      )}
    </>
  );
}
