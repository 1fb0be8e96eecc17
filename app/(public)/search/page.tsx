import type { Metadata } from "next";
import { AskedViews } from "@/components/questions/asked-views";
import { SearchForm } from "@/components/public/search-form";
import { SearchResult } from "@/components/public/search-result";
import { Callout } from "@/components/ui/callout";
import { loadSearch } from "@/lib/features/search/loaders";
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
          <SearchResult input={input} found={found} isAnswered={views.length > 0} />
        </>
      )}
    </>
  );
}
