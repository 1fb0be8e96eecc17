import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { documentName } from "@/lib/domain/document/document-name";
import { LinkedData } from "@/components/public/linked-data";
import { PublishedReport } from "@/components/public/published-report";
import { reportDataset, reportMetadata } from "@/components/public/report-metadata";
import { LICENCE_AT } from "@/lib/documents/open-data/answers";
import { loadPublishedReport } from "@/lib/features/public-reports/loaders";
import { publicAddress } from "@/lib/platform/site-address";

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
  return report ? reportMetadata(report, documentName(report.snapshot), publicAddress) : { title: "没有找到" };
}

export default async function ReportPage(props: Props) {
  const report = await load(props);
  if (!report) notFound();
  const { unitCode } = await props.params;
  if (unitCode !== report.unitCode) permanentRedirect(`/r/${report.unitCode}/${report.snapshot.year}`);
  return (
    <>
      <LinkedData data={reportDataset(report, LICENCE_AT, publicAddress)} />
      <PublishedReport report={report} />
    </>
  );
}
