import type { Metadata } from "next";
import { NoticeControl } from "@/components/year-notice/notice-control";
import { YearChangesPage } from "@/components/year-notice/year-changes-page";
import { loadYearNoticeOfBureau } from "@/lib/features/year-notice/loaders";

export const metadata: Metadata = { title: "本年变化" };

export default async function ReviewChangesPage({ params }: PageProps<"/review/changes/[year]">) {
  const { mayWrite, ...view } = await loadYearNoticeOfBureau((await params).year);
  return (
    <YearChangesPage view={view}>
      {mayWrite && <NoticeControl year={view.year} notice={view.notice} revision={view.revision} />}
    </YearChangesPage>
  );
}
