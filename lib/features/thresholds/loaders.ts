import "server-only";
import { notFound } from "next/navigation";
import { listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { requirePermission } from "@/lib/features/session/loaders";

/** A year of the administrator's district, for changing its limits. */
export async function loadThresholds(year: string): Promise<FiscalYearRow> {
  const { district } = await requirePermission("fiscalYear.manage");
  const found = (await listFiscalYears(district.id)).find((each) => String(each.year) === year);
  if (!found) notFound();
  return found;
}
