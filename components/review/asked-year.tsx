import { notFound } from "next/navigation";
import { EmptyState } from "@/components/ui/empty-state";

/** The year that `?year=` asks a page for; none where it says nothing, and no page where it says what is no year. */
export function yearAsked(parameter: string | string[] | undefined): number | undefined {
  if (parameter === undefined) return undefined;
  if (!/^\d{4}$/.test(String(parameter))) notFound();
  return Number(parameter);
}

/** Stands in the place of a page whose year is not there: before any year is opened; one that was named is not found. */
export function NoSuchYear({ asked, children }: { asked: number | undefined; children: string }) {
  if (asked !== undefined) notFound();
  return <EmptyState title="还没有年度">{children}</EmptyState>;
}
