import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { CorrectionNotice } from "@/components/public/correction-notice";
import { versionOf } from "@/components/public/version-of";
import { Refusal } from "@/components/ui/refusal";
import { documentName } from "@/lib/domain/document/document-name";
import { noticePath } from "@/lib/domain/words/report-path";
import { loadChangesOf } from "@/lib/features/public-corrections/loaders";
import { loadPublishedReport } from "@/lib/features/public-reports/loaders";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";
import { publicAddress } from "@/lib/platform/site-address";

interface Props {
  params: Promise<{ unitCode: string; year: string; number: string }>;
}

// Two versions that never change; asked for seldom, so that it is made when somebody asks.
export const dynamic = "force-dynamic";

async function load({ params }: Props) {
  const { unitCode, year, number } = await params;
  const report = await loadPublishedReport(unitCode, year, number);
  return report && { report, found: await loadChangesOf(report) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await load(props);
  if (!loaded?.found) return { title: "没有找到" };
  const { report } = loaded;
  return {
    title: `更正公告：${documentName(report.snapshot)}（第${report.number}版）`,
    description: `更正原因：${report.correctionReason ?? ""}`,
    alternates: { canonical: publicAddress(noticePath(versionOf(report))) },
  };
}

/** What a correction changed: the notice to a version, at a lasting address. First versions have none. */
export default async function ChangesPage(props: Props) {
  const loaded = await load(props);
  if (!loaded?.found) {
    answerWith(404);
    return <Refusal page={refusedPages.report} />;
  }
  const { report, found } = loaded;
  const { unitCode } = await props.params;
  if (unitCode !== report.unitCode) permanentRedirect(noticePath(versionOf(report)));
  return <CorrectionNotice report={report} {...found} />;
}
