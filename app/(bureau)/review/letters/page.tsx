import type { Metadata } from "next";
import { ExportLinks } from "@/components/lists/export-links";
import { DraftMany } from "@/components/letters/draft-many";
import { LetterList } from "@/components/letters/letter-list";
import { yearAsked } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { EmptyState } from "@/components/ui/empty-state";
import { loadLettersOfYear } from "@/lib/features/letters/loaders";

export const metadata: Metadata = { title: "批复文件" };

export default async function LettersPage({ searchParams }: PageProps<"/review/letters">) {
  const loaded = await loadLettersOfYear(yearAsked((await searchParams).year) ?? null);
  if (!loaded) return <EmptyState title="还没有年度">管理员开放年度之后，批复文件列在这里。</EmptyState>;
  const { years, fiscalYear, letters, today, mayDraft, mayIssue } = loaded;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度决算批复文件</h1>
        <div className="flex flex-wrap items-center gap-3">
          <ExportLinks list="letters" filter={{ year: String(fiscalYear.year) }} />
          {mayDraft && <DraftMany fiscalYearId={fiscalYear.id} year={fiscalYear.year} />}
        </div>
      </div>
      <YearLinks path="/review/letters" years={years} current={fiscalYear.year} />
      <LetterList key={fiscalYear.id} letters={letters} mayIssue={mayIssue} today={today} />
    </div>
  );
}
