import { redirect } from "next/navigation";
import { Refusal } from "@/components/ui/refusal";
import { addressOf, ask } from "@/lib/domain/questions/question";
import { loadNewestYear } from "@/lib/features/questions/loaders";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";

export const dynamic = "force-dynamic";

/** The district without a year: its newest one. */
export default async function DistrictPage() {
  const year = await loadNewestYear();
  if (year !== null) redirect(addressOf(ask("year", { year })));
  answerWith(404);
  return <Refusal page={refusedPages.missing} />;
}
