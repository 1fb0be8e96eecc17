import type { Metadata } from "next";
import { headers } from "next/headers";
import { ComingYears } from "@/components/public/coming-years";
import { ReportsOfYear } from "@/components/public/reports-of-year";
import { YearQuestions } from "@/components/questions/year-questions";
import { SearchForm } from "@/components/public/search-form";
import { EmptyState } from "@/components/ui/empty-state";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { loadComingYears, loadPublicDistrict, loadPublishedYears } from "@/lib/features/public-reports/loaders";
import { addressFor } from "@/lib/platform/site-address";

// Made per request: the build has no database to make it from, and the list must be true right after a publication.
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const district = await loadPublicDistrict();
  const title = `${district?.name ?? ""}${nounOfRegion(district?.regionCode)}公开`;
  const wholeAddress = addressFor.bind(null, await headers());
  const url = wholeAddress("/");
  return {
    title,
    description: `${title}：每个单位、每一年度的决算，钱从哪里来，用到哪里去。`,
    alternates: {
      canonical: url,
      types: {
        "application/atom+xml": [{ url: wholeAddress("/feeds/all.atom"), title: `${title}：公开和更正` }],
      },
    },
    openGraph: { type: "website", locale: "zh_CN", siteName: "明账", title, url },
  };
}

export default async function HomePage() {
  const [district, years, coming] = await Promise.all([loadPublicDistrict(), loadPublishedYears(), loadComingYears()]);
  const noun = nounOfRegion(district?.regionCode);
  if (!district || years.length === 0)
    return (
      <>
        <h1 className="mb-6 font-serif text-3xl font-bold">
          {district?.name}
          {noun}公开
        </h1>
        <EmptyState title="还没有公开的决算">{noun}经财政部门批复并公开后，会按年度列在这里。</EmptyState>
        <ComingYears {...coming} />
      </>
    );
  return (
    <>
      <h1 className="font-serif text-3xl font-bold">
        {district.name}
        {noun}公开
      </h1>
      <p className="mb-6 mt-2 max-w-prose text-muted">每个单位、每一年度的决算：钱从哪里来，用到哪里去。</p>
      <SearchForm />
      <ComingYears {...coming} />
      {years.map(({ year, units, expected, reports, total, departments }) => (
        <section key={year} aria-labelledby={`year-${year}`} className="mt-10">
          <div className="mb-2 flex flex-wrap items-baseline gap-x-4">
            <h2 id={`year-${year}`} className="font-serif text-2xl">
              {year}年度
            </h2>
            <p className="text-sm text-muted">
              已公开<span className="tabular-nums"> {units} </span>个单位，应公开
              <span className="tabular-nums"> {expected} </span>个
              {expected > units && (
                <>
                  ，尚未公开<span className="tabular-nums"> {expected - units} </span>个
                </>
              )}
            </p>
          </div>
          <YearQuestions year={year} />
          <ReportsOfYear reports={reports} total={total} departments={departments} />
        </section>
      ))}
    </>
  );
}
