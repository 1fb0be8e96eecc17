import type { Metadata } from "next";
import { AbsentPlace } from "@/components/public/absent-place";
import { EmbeddedPlace } from "@/components/public/embedded-place";
import { Refusal } from "@/components/ui/refusal";
import { loadPlace } from "@/lib/features/public-reports/loaders";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false } };

interface Props {
  params: Promise<{ unitCode: string; year: string; number: string; place: string }>;
}

/** One figure, row or sentence of a report inside somebody else's page. */
export default async function EmbeddedPlacePage({ params }: Props) {
  const { unitCode, year, number, place: id } = await params;
  const at = await loadPlace(unitCode, year, number, id);
  if (at.state !== "found") answerWith(404);
  return (
    <main className="p-4">
      <base target="_blank" />
      {at.state === "found" && <EmbeddedPlace cited={at.cited} />}
      {at.state === "absent" && <AbsentPlace id={id} report={at.report} inVersions={at.inVersions} />}
      {at.state === "missing" && <Refusal page={refusedPages.report} />}
    </main>
  );
}
