import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { documentName } from "@/components/public/document-name";
import { PublishedReport } from "@/components/public/published-report";
import { loadPublishedReport } from "@/lib/features/public-reports/loaders";

interface Props {
  params: Promise<{ unitCode: string; year: string }>;
}

// Made once and kept while the database confirms it (lib/platform/page-cache.mjs); a proxy in front may keep it so many
// seconds unasked.
export const revalidate = 5;

export function generateStaticParams() {
  return [];
}

async function load({ params }: Props) {
  const { unitCode, year } = await params;
  return loadPublishedReport(unitCode, year);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const report = await load(props);
  return { title: report ? documentName(report.snapshot) : "没有找到" };
}

export default async function ReportPage(props: Props) {
  const report = await load(props);
  if (!report) notFound();
  const { unitCode } = await props.params;
  if (unitCode !== report.unitCode) permanentRedirect(`/r/${report.unitCode}/${report.snapshot.year}`);
  return <PublishedReport report={report} />;
}
