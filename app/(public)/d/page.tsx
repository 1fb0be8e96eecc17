import { notFound, redirect } from "next/navigation";
import { addressOf, ask } from "@/lib/domain/questions/question";
import { loadNewestYear } from "@/lib/features/questions/loaders";

export const dynamic = "force-dynamic";

/** The district without a year: its newest one. */
export default async function DistrictPage() {
  const year = await loadNewestYear();
  if (year === null) notFound();
  redirect(addressOf(ask("year", { year })));
}
