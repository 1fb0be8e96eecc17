import { versionOf } from "@/components/public/version-of";
import { citePath } from "@/lib/domain/words/report-path";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { permanentRedirect } from "next/navigation";
import { AbsentPlace } from "@/components/public/absent-place";
import { CitedPlace } from "@/components/public/cited-place";
import { Refusal } from "@/components/ui/refusal";
import { documentName } from "@/lib/domain/document/document-name";
import { chinaDay } from "@/lib/domain/words/moments";
import { loadPlace } from "@/lib/features/public-reports/loaders";
import { now } from "@/lib/platform/clock";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";
import { addressFor } from "@/lib/platform/site-address";

interface Props {
  params: Promise<{ unitCode: string; year: string; number: string; place?: string[] }>;
}

// Says the day on which it is read, as a citation does.
export const dynamic = "force-dynamic";

async function load({ params }: Props) {
  const { unitCode, year, number, place = [] } = await params;
  // An id holds no slash; what does is the id of nothing.
  const id = place.length === 0 ? undefined : place.join("/");
  return { id, at: await loadPlace(unitCode, year, number, id) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { at } = await load(props);
  const title = at.state === "found" ? `引用：${documentName(at.cited.report.snapshot)}` : "没有找到";
  return { title, robots: { index: false } };
}

/** How a version, a figure, a row or a sentence of it is cited and put into other pages. */
export default async function CitePage(props: Props) {
  const { id, at } = await load(props);
  if (at.state === "missing") {
    answerWith(404);
    return <Refusal page={refusedPages.report} />;
  }
  const { report } = at.state === "found" ? at.cited : at;
  const { unitCode } = await props.params;
  if (unitCode !== report.unitCode) permanentRedirect(citePath(versionOf(report), id));
  if (at.state === "found")
    return (
      <CitedPlace cited={at.cited} today={chinaDay(now())} wholeAddress={addressFor.bind(null, await headers())} />
    );
  answerWith(404);
  return <AbsentPlace id={id!} report={report} inVersions={at.inVersions} />;
}
