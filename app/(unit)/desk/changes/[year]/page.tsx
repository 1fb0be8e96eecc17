import type { Metadata } from "next";
import { YearChangesPage } from "@/components/year-notice/year-changes-page";
import { loadYearNoticeOfDesk } from "@/lib/features/year-notice/loaders";

export const metadata: Metadata = { title: "本年变化" };

export default async function DeskChangesPage({ params }: PageProps<"/desk/changes/[year]">) {
  return <YearChangesPage view={await loadYearNoticeOfDesk((await params).year)} />;
}
